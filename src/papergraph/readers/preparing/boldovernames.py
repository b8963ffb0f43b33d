"""Titles in bold letters over a line of names in italics and one of where and when: three lines of one paragraph.

"**Counting Sheep.**", "*Ada Lund, Ben Oak.*", "WOOL 2021. [[PDF](…)] [[Code](…)]".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.passages import NO_MARKS, Passage, Run, Runs, plain, said_lines

_ENOUGH = 4  # such paragraphs
_LINES = 3
_PEOPLE = 1.0  # what the first two names of such a line score, at least
_PLACE = 120  # characters of a line before its links
_SIGNS = re.compile(r"[^\w]*")
_OPENING = re.compile(r"[\s\[(|,;:–—-]+$")


def with_bold_over_names(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such paragraph as an item with its fields under labels, where there are several."""
    found = {n: lines for n, each in enumerate(passages) if (lines := _lines(each))}
    signed = sum(_are_people(lines[1]) for lines in found.values())
    if len(found) < _ENOUGH or 2 * signed < len(found):
        return list(passages)
    return [_item(passage, found[n]) if n in found else passage for n, passage in enumerate(passages)]


def _lines(passage: Passage) -> list[Runs]:
    """Return the three lines of a paragraph that is set so; none of any other."""
    if passage.kind != "paragraph" or passage.problem or passage.children:
        return []
    lines = said_lines(passage.runs)
    if len(lines) != _LINES or not _are_set(lines[0], "bold") or not _are_set(lines[1], "italic"):
        return []
    place, links = _parted(lines[2])
    placed = bool(dates_in(plain(place))) and len(plain(place)) <= _PLACE
    return lines if links and placed and len(plain(lines[0]).split()) > 1 else []


def _are_set(runs: Runs, mark: str) -> bool:
    """Return whether all words of a line are set in one way; nothing else is but pictures and signs."""
    return all(mark in run.marks for run in runs if run.image is None and not _SIGNS.fullmatch(run.text))


def _are_people(runs: Runs) -> bool:
    names = re.split(r", | and | & ", plain(runs).strip(" ."))[:2]
    return all(people_score(name.strip("*†‡ ")) >= _PEOPLE for name in names)


def _parted(runs: Runs) -> tuple[Runs, Runs]:
    """Return what a line says before its first link, and its links with what stands between them."""
    at = next((n for n, run in enumerate(runs) if run.href or run.image), len(runs))
    before = runs[:at]
    if before and (opening := _OPENING.search(before[-1].text)):
        before = (*before[:-1], before[-1]._replace(text=before[-1].text[: opening.start()]))
    return before, runs[at:]


def _item(passage: Passage, lines: Sequence[Runs]) -> Passage:
    title, names, place = lines
    text = plain(title)
    stated = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    href = next((run.href for run in title if run.href), None)
    said, links = _parted(place)
    told = [("Authors: ", plain(names).rstrip(". ")), ("Venue: ", plain(said).rstrip(". "))]
    below = [Passage("paragraph", runs[0].line, runs[-1].line, (Run(label + words, runs[0].line),))
             for (label, words), runs in zip(told, (names, place), strict=True)]  # fmt: skip
    below.append(Passage("paragraph", links[0].line, links[-1].line, links))
    head = Run(stated, title[0].line, NO_MARKS | {"bold", "stated"}, href)
    return replace(passage, kind="item", marker="-", runs=(head,), children=tuple(below))
