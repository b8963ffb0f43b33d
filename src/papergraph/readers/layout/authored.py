"""Headings that are works because the line right under them gives their authors under a label, as their like have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from papergraph.readers.layout.joining import below_heading, labelled
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.lexicon.sections import names_list
from papergraph.readers.passages import Passage, plain


def is_authored(passages: Sequence[Passage], at: int) -> bool:
    """Return whether a heading of some words has the authors of one work under a label right under it."""
    heading = passages[at]
    if heading.kind != "heading" or at + 1 >= len(passages) or len(plain(heading.runs).split()) < 2:
        return False
    if names_list(plain(heading.runs)) or labelled(heading.runs) or not _names_authors(passages[at + 1]):
        return False
    # Works that are told in lines under labels, one after another, are a list.
    fields = {field_of(labelled(other.runs) or "") for other in below_heading(passages, at)[1:]}
    return fields.isdisjoint({"authors", "title"})


def _names_authors(passage: Passage) -> bool:
    return passage.kind in {"item", "paragraph"} and field_of(labelled(passage.runs) or "") == "authors"


def levels_of_authored(passages: Sequence[Passage]) -> frozenset[int]:
    """Return the levels on which several headings, and half of those that have something under them, are such works."""
    counted: Counter[int] = Counter()
    found: Counter[int] = Counter()
    for n, passage in enumerate(passages):
        if passage.kind == "heading" and n + 1 < len(passages) and passages[n + 1].kind != "heading":
            counted[passage.level] += 1
            found[passage.level] += is_authored(passages, n)
    return frozenset(level for level, count in found.items() if count > 1 and 2 * count >= counted[level])
