"""Paragraphs whose lines are columns: names on the first line of each, the title on the next, labelled lines below.

What one such line is may be doubtful; what the lines at one place of all of them are is hardly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import Prior
from papergraph.readers.layout.fieldlines import is_address_line, is_people_line
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.preparing.blocklines import kind_of_line
from papergraph.readers.preparing.wholelines import whole_lines

ENOUGH = 4  # paragraphs with the same columns, in the whole document
_SHARE = 0.7  # of the paragraphs between the first and the last, and of the lines of a column
_LONGEST = 1500  # characters of a paragraph
_TITLE = 40  # words of a title, at most
_KEY = re.compile(r"\s*(?:[\[(<][\w:.+-]{1,30}[\])>]|#?\d{1,4}[.)]?):?\s*")  # "[fences]", "12.", on a line of its own
#: How long a work is and in what form, before the names: "26pp. (PDF) Anna Lund".
_FORM = re.compile(r"\s*(?:\d{1,4} ?pp?(?:\.|ages)?,? )?(?:[(\[][^\W\d_]{2,12}[)\]] )?")
_EDITORS = re.compile(r",? \(?(?:editors?|eds?\.?)\)?[.,]?$")
_END = re.compile(r"(?:(?<=[^\W\d_]{2})\.|[,;])?\s*$")  # behind an initial a point is part of the name
_LABEL = re.compile(r"([A-Z][^\W\d_]+(?: [^\W\d_]+){0,2}): ")
_AMID = re.compile(r"(?<=[.;,]) +(?=[A-Z][a-z]+(?: [a-z]+)?: )")  # "…. Date: 2011"


class _Row(NamedTuple):
    """The lines of a paragraph: those without labels that it begins with, and those under labels."""

    head: list[Runs]
    tail: list[Runs]


def with_line_columns(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, paragraphs of such lines as items: a title over its names and labelled lines."""
    labels = _labels(passages)
    rows = {n: row for n, passage in enumerate(passages) if (row := _row(passage, labels)) is not None}
    told = {n: row for n, row in rows.items() if row.tail}
    shown = told if 2 * len(told) > len(rows) else rows
    if len(shown) < ENOUGH:
        return list(passages)
    size = Counter(len(row.head) for row in shown.values()).most_common(1)[0][0]
    columns = {n: row for n, row in shown.items() if len(row.head) == size}
    fields = _fields([row.head for row in columns.values()])
    if fields is None or (fields[0] != "authors" and not all(map(_is_plain, columns.values()))):
        return list(passages)  # titles that are set off, over lines of any kind, are read as they are
    alike = columns | {n: row for n, row in rows.items() if _agrees(row, fields)}
    between = [n for n in range(min(alike), max(alike) + 1) if passages[n].kind in {"paragraph", "item"}]
    if len(alike) < max(ENOUGH, _SHARE * len(between)):
        return list(passages)
    return [_item(each, alike[n], fields) if n in alike else each for n, each in enumerate(passages)]


def _labels(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the words with a colon that a line below the first begins with in several paragraphs."""
    counted: Counter[str] = Counter()
    for passage in passages:
        if passage.kind == "paragraph" and len(plain(passage.runs)) <= _LONGEST:
            lines = whole_lines(passage.runs)[1:]
            counted.update({match[1] for runs in lines if (match := _LABEL.match(plain(runs)))})
    return frozenset(label for label, count in counted.items() if count >= ENOUGH)


def _row(passage: Passage, labels: Set[str]) -> _Row | None:
    """Return the lines of a paragraph, where some without labels stand over some under labels; or None."""
    if passage.kind != "paragraph" or passage.problem or len(plain(passage.runs)) > _LONGEST:
        return None
    lines = [runs for runs in whole_lines(passage.runs) if plain(runs)]
    if lines and _KEY.fullmatch(plain(lines[0])):
        lines = lines[1:]
    first = next((n for n, runs in enumerate(lines) if _is_told(passage, runs, labels)), len(lines))
    return _Row(lines[:first], lines[first:]) if 2 <= first <= 3 else None


def _is_told(passage: Passage, runs: Runs, labels: Set[str]) -> bool:
    """Return whether a line is under a label, or holds addresses and nothing else."""
    if (match := _LABEL.match(plain(runs))) and match[1] in labels:
        return True
    beside = "".join(run.text for run in runs if not run.href)
    if any(run.href for run in runs) and not re.search(r"[^\W\d]", beside):
        return True  # "[[arXiv:…](…)], 2000."
    return bool((label := labelled(runs)) and not re.search(r"[\d,]", label)) or is_address_line(
        replace(passage, runs=runs)
    )


def _fields(heads: Sequence[Sequence[Runs]]) -> list[str] | None:
    """Return what each column of lines is, one of them the names and one the titles; or None."""
    fields = []
    for column in zip(*heads, strict=True):
        kinds = [_kind(runs) for runs in column]
        common = max(("authors", "place", "title"), key=kinds.count)
        if kinds.count(common) < _SHARE * len(kinds):
            return None
        fields.append(common)
    return fields if sorted(fields) in (["authors", "title"], ["authors", "place", "title"]) else None


def _is_plain(row: _Row) -> bool:
    """Return whether nothing in the first lines is set off or linked, and labelled lines stand below."""
    return bool(row.tail) and not any(run.href or run.marks & {"bold", "italic"} for line in row.head for run in line)


def _agrees(row: _Row, fields: Sequence[str]) -> bool:
    """Return whether the lines of a paragraph are what those of others are, with a place behind them or without."""
    kinds = list(map(_kind, row.head))
    least = min(len(kinds), len(fields))
    return kinds[:least] == fields[:least] and all(kind == "place" for kind in (*kinds[least:], *fields[least:]))


def _kind(runs: Runs) -> str:
    """Return what a line by itself is most likely."""
    text = _names(runs)
    said = [run for run in runs if re.search(r"\w", run.text)]
    if all("bold" in run.marks for run in said) and len(words_of(text)) > 1:
        return "title"
    if is_people_line(text):
        return "authors"
    kind = kind_of_line(runs)[0]
    if kind in {"authors", "place"}:
        return kind
    return "title" if 1 < len(words_of(text)) <= _TITLE else "other"


def _names(runs: Runs) -> str:
    """Return the words of a line without what says how long a work is, and that its names are those of editors."""
    text = plain(runs)
    return _EDITORS.sub("", _END.sub("", text[_FORM.match(text).end() :]))  # type: ignore[union-attr]


def _item(passage: Passage, row: _Row, fields: Sequence[str]) -> Passage:
    """Return a paragraph as an item: its title, and under it its other lines under labels."""
    title = row.head[fields.index("title")]
    below = [
        replace(passage, kind="item", marker="-", runs=told)
        for field, runs in zip((*fields, "place"), row.head, strict=False)
        if field != "title"
        for told in (_placed(runs) if field == "place" else [(Run(f"Authors: {_names(runs)}", runs[0].line),)])
    ]
    told = [replace(passage, kind="item", marker="-", runs=_noted(runs)) for line in row.tail for runs in _apart(line)]
    numbered = [
        replace(each, first_line=each.runs[0].line, last_line=each.runs[-1].line)
        for each in (*below, *told)
        if each.runs
    ]
    return replace(passage, kind="item", marker="-", runs=_stated(title), children=tuple(numbered))


def _placed(runs: Runs) -> Iterator[Runs]:
    """Yield the facts of a line with venue and date under their labels, and its links."""
    line = runs[0].line
    words = tuple(run for run in runs if not run.href)
    for label, text in kind_of_line(words)[2] or (("Venue", plain(words).strip(" .,[]()")),):
        yield (Run(f"{label}: {text}", line),)
    yield from ((run,) for run in runs if run.href)


def _noted(runs: Runs) -> Runs:
    """Return a line under a label, one that nobody else knows as a note."""
    known = labelled(runs) is not None or any(run.href for run in runs)
    return runs if known else (Run("Note: ", runs[0].line), *runs)


def _stated(title: Runs) -> Runs:
    """Return the runs of a title, marked as such where they hold nothing else."""
    lead = read_lead(title, Prior(first="title"))
    if lead.order != ("title",) or lead.people != NOBODY or lead.dates:
        return title
    last = title[-1]._replace(text=title[-1].text.rstrip(" .,"))
    return tuple(run._replace(marks=run.marks | {"stated"}) for run in (*title[:-1], last))


def _apart(line: Runs) -> Iterator[Runs]:
    """Yield the fields of a line, each of which begins with its label."""
    field: list[Run] = []
    for run in line:
        texts = [run.text] if run.href else _AMID.split(run.text)
        for n, text in enumerate(texts):
            if n and field:
                yield tuple(field)
                field = []
            field.append(run._replace(text=text))
    yield tuple(field)
