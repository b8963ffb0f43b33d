"""Works in paragraphs of one line each: a title in bold letters, its authors, then its venue and date.

Authors, venue and date may stand in one paragraph below the title as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.layout.fieldlines import with_labels
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain, split_at_breaks

ENOUGH = 2  # such works of a document
_TITLE_WORDS = 3  # at least, where only its authors tell that it is one
_BREAK = frozenset({"break"})
_WHOLE = re.compile(r"\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.:,]? \S")  # a year and more: a reference of its own
_MARKS = re.compile(r"[*†‡§]+|\([^()]{0,40}\)")  # of equal shares
_LINES = 4  # of a work in one paragraph, at most
_MANY = 5  # works in one paragraph each of a document, for doubtful ones beside them
_HAN = re.compile(r"[\u3400-\u9fff]{2}")
_SENTENCE = re.compile(r"[a-z]{3}\. |[\d:?!](?: |$)")  # in what is no line of names
_LONGEST = 600  # characters of one of the lines


def with_stacks(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, a title over the paragraphs with its names and its place as an item with these under it."""
    found: dict[int, Passage] = {}
    at = 0
    taken: set[int] = set()
    while at < len(passages):
        size = 3
        item = _stack(passages[at : at + 3])
        if item is None:
            size, item = 2, _pair(*passages[at : at + 2]) if at + 1 < len(passages) else None
        if item is None:
            size, item = 1, _in_one(passages[at])
        if item is not None:
            found[at] = item
            taken |= {*range(at + 1, at + size)}
        at += 1 if item is None else size
    if len(found) < ENOUGH:
        return list(passages)
    if sum("\n" in _lines_of(passages[n].runs) for n in found) >= _MANY:
        for n, passage in enumerate(passages):
            if n not in taken and (n not in found or _is_torn(found[n])) and (item := _doubtful(passage)) is not None:
                found[n] = item
    return [found.get(n, passage) for n, passage in enumerate(passages) if n not in taken]


def _pair(title: Passage, below: Passage) -> Passage | None:
    """Return a title in bold letters and a paragraph that begins with its authors as an item, or None."""
    if any(each.kind != "paragraph" or each.problem or len(plain(each.runs)) > _LONGEST for each in (title, below)):
        return None
    if not _is_bold(title) or below.children or len(words_of(plain(title.runs))) < _TITLE_WORDS:
        return None
    lines = split_at_breaks(below.runs, "any")
    first = next((plain(line) for line in lines if plain(line)), "")
    names = first.partition(". ")[0].rstrip(" .,;")
    if _WHOLE.search(first):
        return None
    if not are_names(_MARKS.sub("", names)) or are_names(plain(title.runs)):
        return None
    behind = [run if run.text != "\n" else run._replace(marks=_BREAK) for run in below.runs]
    authors = [run._replace(marks=run.marks - {"bold"}) for run in behind]
    runs = (*title.runs, Run("\n", title.last_line, _BREAK), *authors)
    return replace(title, kind="item", marker="-", last_line=below.last_line, runs=runs)


def _in_one(passage: Passage) -> Passage | None:
    """Return a paragraph of a title in bold letters, a line of names and one with the place, linked, as an item."""
    lines = [line for line in split_at_breaks(passage.runs, "any") if plain(line)]
    if passage.kind != "paragraph" or not 2 < len(lines) <= _LINES or not _starts_linked(lines[2]):
        return None
    at = next(n for n, run in enumerate(passage.runs) if run.line > lines[0][-1].line or run is lines[1][0])
    title = replace(passage, runs=lines[0], last_line=lines[0][-1].line)
    return _pair(title, replace(passage, runs=passage.runs[at:], first_line=passage.runs[at].line))


def _lines_of(runs: Runs) -> str:
    """Return the text of runs with the ends of its lines."""
    return "".join(run.text for run in runs).strip()


def _is_torn(item: Passage) -> bool:
    """Return whether the title, names or date of an item in lines are not what is read of it."""
    lines = [line for line in split_at_breaks(item.runs, "any") if plain(line)]
    if item.children or len(lines) < 3:
        return False
    lead = read_lead(item.runs, NO_PRIOR)
    linked = " ".join(run.text for run in lines[2] if run.href)
    dated = bool(dates_in(linked)) and not lead.dates
    return dated or lead.title.rstrip(".") != plain(lines[0]).rstrip(".") or not lead.people.names


def _doubtful(passage: Passage) -> Passage | None:
    """Return such a paragraph as an item with its fields under labels, whatever the line of its names looks like."""
    lines = [line for line in split_at_breaks(passage.runs, "any") if plain(line)]
    if passage.kind != "paragraph" or passage.problem or len(lines) != 3:
        return None
    title = replace(passage, runs=lines[0], last_line=lines[0][-1].line)
    names, text = plain(lines[1]), plain(lines[0])
    if not _is_bold(title) or (len(words_of(text)) < _TITLE_WORDS and not _HAN.search(text)) or text.endswith(":"):
        return None
    if any(run.href for run in lines[1]) or _SENTENCE.search(names) or prose_score(names) > 1.2:
        return None
    link = next((run for run in lines[2] if run.href), None)
    if link is None:
        return None
    first, last = lines[1][0].line, lines[2][-1].line
    below = [Passage("paragraph", first, first, (Run(f"Authors: {names}", first),))]
    behind = lines[2]
    if dates_in(link.text) and link_role(link.text) is None:
        below.append(Passage("paragraph", link.line, link.line, (Run(f"Venue: {link.text}", link.line),)))
        if _starts_linked(lines[2]):
            below.append(Passage("paragraph", link.line, link.line, (Run("Paper: ", link.line), link)))
            behind = behind[behind.index(link) + 1 :]
    if any(run.href or re.search(r"\w", run.text) for run in behind):
        below.append(Passage("paragraph", link.line, last, behind))
    return replace(title, kind="item", marker="-", last_line=last, children=tuple(below))


def _starts_linked(line: Runs) -> bool:
    """Return whether the first words of a line are a link."""
    return next((run.href is not None for run in line if re.search(r"\w", run.text)), False)


def _is_bold(passage: Passage) -> bool:
    """Return whether a paragraph is in bold letters, all of it, and no link."""
    words = [run for run in passage.runs if run.text.strip()]
    return bool(words) and not any("bold" not in run.marks or run.href or run.image for run in words)


def _stack(passages: Sequence[Passage]) -> Passage | None:
    """Return three paragraphs as an item with two fields under it, or None where they are no such."""
    title, *below = passages
    if any(each.kind != "paragraph" or each.problem or len(plain(each.runs)) > _LONGEST for each in passages):
        return None
    if not _is_bold(title):
        return None
    told = with_labels(replace(title, kind="item", marker="-", children=tuple(below)))
    fields = {plain(child.runs).partition(":")[0] for child in told.children} if told is not None else set()
    return replace(title, kind="item", marker="-", children=tuple(below)) if {"Authors", "Venue"} <= fields else None
