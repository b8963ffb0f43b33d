"""Works in paragraphs of one line each: a title in bold letters, its authors, then its venue and date.

Authors, venue and date may stand in one paragraph below the title as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.layout.fieldlines import with_labels
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, plain, split_at_breaks

ENOUGH = 2  # such works of a document
_TITLE_WORDS = 3  # at least, where only its authors tell that it is one
_BREAK = frozenset({"break"})
_WHOLE = re.compile(r"\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.:,]? \S")  # a year and more: a reference of its own
_MARKS = re.compile(r"[*†‡§]+|\([^()]{0,40}\)")  # of equal shares
_LONGEST = 600  # characters of one of the lines


def with_stacks(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, a title over the paragraphs with its names and its place as an item with these under it."""
    found: dict[int, Passage] = {}
    at = 0
    taken: set[int] = set()
    while at + 1 < len(passages):
        size = 3
        item = _stack(passages[at : at + 3])
        if item is None:
            size, item = 2, _pair(passages[at], passages[at + 1])
        if item is not None:
            found[at] = item
            taken |= {*range(at + 1, at + size)}
        at += 1 if item is None else size
    if len(found) < ENOUGH:
        return list(passages)
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
