"""Labels that nothing is known of, told by what stands behind them again and again ("Who: …", "**Out** – WOOL 2003").

Where most values behind one label are several people, dates, venues with or without dates, or links to papers, that is
what it names. Of two that people stand behind the one with more of them at a time are the authors.
One that is known and set off needs no colon.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from papergraph.readers.flat import SHOWN
from papergraph.readers.layout.schedules import names_speakers
from papergraph.readers.lexicon.labels import field_of, link_role, normal, note_key, tells_of_reader
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.namelists import are_mostly_people
from papergraph.readers.passages import Passage, Run, Runs, plain, split_at_breaks
from papergraph.readers.preparing.blocklines import kind_of_line
from papergraph.readers.preparing.forms import labelled_line

_ENOUGH = 3  # lines under one label
_SAMPLE = 100  # of these that are looked at
_MOST = 0.7  # of the values of a label are one field
_SEVERAL = re.compile(r"[,;&，、]|\b(?:and|et al|und|et|y|e|others)\b")
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_LABEL = 4  # words of one that is set off, at most
_DASH = re.compile(r"\s*[-–—]{1,2}\s+")
_NAMES = frozenset({"authors", "date", "venue"})
_LONGEST = 400  # characters of a line


def with_labels_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each line under such a label with the label of its field instead."""
    values: dict[str, list[Runs]] = {}
    known: set[str] = set()
    dashed: Counter[str] = Counter()
    for line in _lines(passages):
        if (found := _labelled(line)) is None:
            continue
        key = normal(found[0])
        if labelled_line(line) is None:
            dashed[key] += 1
        elif name := field_of(key):
            known.add(name)
        if not (field_of(key) or link_role(key) or note_key(key) or names_speakers(key) or tells_of_reader(key)):
            values.setdefault(key, []).append(tuple(found[1]))
    told = {key: name for key, each in values.items() if (name := _field(each)) and name not in known - {"paper"}}
    signed = {key: _several(values[key]) for key, name in told.items() if name == "authors"}
    told = {
        key: name
        for key, name in told.items()
        if name == "paper"
        or [*told.values()].count(name) == 1
        or (name == "authors" and (signed[key], key) == max((count, each) for each, count in signed.items()))
    }
    told |= {key: field_of(key) or "" for key, n in dashed.items() if n >= _ENOUGH and field_of(key) in _NAMES}
    return [_told(passage, told) for passage in passages] if told else list(passages)


def _lines(passages: Sequence[Passage]) -> Iterator[Runs]:
    for passage in passages:
        if passage.kind in {"item", "paragraph"} and not passage.problem:
            yield from split_at_breaks(passage.runs, "any")
        yield from _lines(passage.children)


def _field(values: Sequence[Runs]) -> str | None:
    """Return the field that most values of a label are; None where they are nothing clear."""
    if len(values) < _ENOUGH or len({plain(value) for value in values}) < min(len(values), _ENOUGH):
        return None
    values = values[:_SAMPLE]
    kinds = [_kind(value) for value in values]
    common = max(("authors", "date", "venue", "paper"), key=kinds.count)
    single = 2 * sum(bool(_SEVERAL.search(plain(value))) for value in values) < len(values)
    return None if kinds.count(common) < _MOST * len(kinds) or (common == "authors" and single) else common


def _several(values: Sequence[Runs]) -> float:
    """Return how many signs stand between people in a value on average."""
    return sum(len(_SEVERAL.findall(plain(value))) for value in values) / len(values)


def _kind(value: Runs) -> str:
    """Return which field a value is, or "other"."""
    text = plain(value)
    linked = [run for run in value if run.href and is_web(run.href)]
    beside = "".join(run.text for run in value if run.href is None and run.image is None)
    if linked and is_paper_url(linked[0].href or "") and not re.search(r"\w{2}", beside):
        return "paper"
    if not text or len(text) > _LONGEST:
        return "other"
    kind, _, told = kind_of_line(value)
    facts = {label for label, _ in told}
    if kind == "authors" or facts == {"Authors"} or are_mostly_people(_BRACKETS.sub("", text)):
        return "authors"
    return "other" if kind != "place" or "Authors" in facts else "date" if facts == {"Date"} else "venue"


def _told(passage: Passage, told: dict[str, str]) -> Passage:
    """Return a passage with the labels of its lines, and of all below it, replaced by those of their fields."""
    children = tuple(_told(child, told) for child in passage.children)
    if passage.kind not in {"item", "paragraph"} or passage.problem:
        return replace(passage, children=children) if children else passage
    lines = split_at_breaks(passage.runs, "any")
    new = [_line(line, told) for line in lines]
    if all(a is b for a, b in zip(lines, new, strict=True)):
        return replace(passage, children=children) if children else passage
    runs = [run for n, line in enumerate(new) for run in ((*_end(line), *line) if n else line)]
    return replace(passage, runs=tuple(runs), children=children)


def _labelled(runs: Runs) -> tuple[str, list[Run]] | None:
    """Return the label that a line begins with and what follows on it; behind one that is set off a dash may stand."""
    if (found := labelled_line(runs)) is not None:
        return found
    said = [*dropwhile(lambda run: not run.text.strip() and run.image is None, runs)]
    if (
        len(said) < 2
        or not said[0].marks & SHOWN
        or said[0].href
        or said[0].image
        or len(said[0].text.split()) > _LABEL
    ):
        return None
    dash = _DASH.match(said[1].text) if not (said[1].href or said[1].image or said[1].marks & SHOWN) else None
    if dash is None:
        return None
    return said[0].text.strip(), [said[1]._replace(text=said[1].text[dash.end() :]), *said[2:]]


def _line(line: Runs, told: dict[str, str]) -> Runs:
    found = _labelled(line)
    name = told.get(normal(found[0])) if found is not None else None
    if found is None or name is None:
        return line
    at = line[0].line
    facts = kind_of_line(tuple(found[1]))[2] if name == "venue" else ()
    if not facts:
        return (Run(f"{name.title()}: ", at), *found[1])
    lines = [(Run(f"{label}: {text}", at),) for label, text in facts]
    return tuple(run for n, each in enumerate(lines) for run in ((*_end(each), *each) if n else each))


def _end(line: Runs) -> Runs:
    return (Run("\n", line[0].line, frozenset({"soft"})),)
