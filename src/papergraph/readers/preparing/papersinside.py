"""References that stand in a box of their own under what they are the papers of: tools, and what is said of a work.

"- [Loom](…) - a program for wool. <details><summary>Paper</summary> Lund, Ada. “Weaving at Scale.” … </details>"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.passages import Passage, plain

_ENOUGH = 3  # such items
_LABEL = re.compile(r"\W*(?:papers?|publications?|references?|citations?|preprints?|论文|文献)\W*", re.IGNORECASE)


def with_papers_inside(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each reference of such a box as an item behind the one that it stands under.

    What only says something of the work, without a link of its own, is told below the reference.
    """
    found = {n: at for n, passage in enumerate(passages) if (at := _place(passage)) is not None}
    if len(found) < _ENOUGH:
        return list(passages)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        out += _parted(passage, found[n]) if n in found else [passage]
    return out


def _place(item: Passage) -> int | None:
    """Return the place of the label of a box among what stands under an item, where references follow on it alone."""
    if item.kind != "item" or item.problem or not item.runs:
        return None
    for n, child in enumerate(item.children):
        if child.kind == "paragraph" and _LABEL.fullmatch(plain(child.runs)):
            return n if item.children[n + 1 :] and all(map(_is_reference, item.children[n + 1 :])) else None
    return None


def _is_reference(passage: Passage) -> bool:
    """Return whether a paragraph is a reference: a title with who wrote it, where or when."""
    if passage.kind != "paragraph" or passage.problem or passage.children:
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    signed = bool(lead.people.names) and bool(lead.dates or lead.venue)
    return signed and has_title(lead) and evidence(lead, passage.runs) >= ALONE


def _parted(item: Passage, at: int) -> list[Passage]:
    works = [replace(child, kind="item", marker="-", column=item.column) for child in item.children[at + 1 :]]
    if any(run.href for run in item.runs):
        own = item.children[:at]
        return [replace(item, children=own), *works]
    told = replace(item, kind="paragraph", marker=None, children=())
    return [replace(works[0], children=(told, *item.children[:at])), *works[1:]]
