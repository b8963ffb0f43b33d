"""Works in paragraphs of one line each: a title in bold letters, its authors, then its venue and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.layout.fieldlines import with_labels
from papergraph.readers.passages import Passage, plain

ENOUGH = 2  # such works of a document
_LONGEST = 600  # characters of one of the lines


def with_stacks(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, a title over the paragraphs with its names and its place as an item with these under it."""
    found: dict[int, Passage] = {}
    at = 0
    while at + 2 < len(passages):
        item = _stack(passages[at : at + 3])
        if item is not None:
            found[at] = item
        at += 1 if item is None else 3
    if len(found) < ENOUGH:
        return list(passages)
    taken = {n for start in found for n in (start + 1, start + 2)}
    return [found.get(n, passage) for n, passage in enumerate(passages) if n not in taken]


def _stack(passages: Sequence[Passage]) -> Passage | None:
    """Return three paragraphs as an item with two fields under it, or None where they are no such."""
    title, *below = passages
    if any(each.kind != "paragraph" or each.problem or len(plain(each.runs)) > _LONGEST for each in passages):
        return None
    words = [run for run in title.runs if run.text.strip()]
    if not words or any("bold" not in run.marks or run.href or run.image for run in words):
        return None
    told = with_labels(replace(title, kind="item", marker="-", children=tuple(below)))
    fields = {plain(child.runs).partition(":")[0] for child in told.children} if told is not None else set()
    return replace(title, kind="item", marker="-", children=tuple(below)) if {"Authors", "Venue"} <= fields else None
