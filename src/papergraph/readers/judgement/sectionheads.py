"""Headings that a first reading took for works, though most headings of their level stand over works: sections."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from papergraph.model import Entry
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.passages import Passage

ENOUGH = 2  # headings of a level that stand over works
_MOST = 0.5  # of the headings of the level


def section_heads(passages: Sequence[Passage], entries: Sequence[Entry]) -> frozenset[int]:
    """Return the first lines of the headings that are no works: others begin below them, as below most of their level.

    A heading that names its authors stays a work.
    """
    begun = sorted(entry.first_line for entry in entries)
    heads = [passage for passage in passages if passage.kind == "heading"]
    over: dict[int, bool] = {}
    for n, head in enumerate(heads):
        next_head = next((other for other in heads[n + 1 :] if other.level <= head.level), None)
        end = next_head.first_line if next_head is not None else passages[-1].last_line + 1
        over[n] = bisect_left(begun, head.last_line + 1) < bisect_left(begun, end)
    levels = Counter(head.level for head in heads)
    above = Counter(head.level for n, head in enumerate(heads) if over[n])
    works = set(begun)
    return frozenset(
        head.first_line
        for n, head in enumerate(heads)
        if over[n]
        and head.first_line in works
        and above[head.level] >= max(ENOUGH, _MOST * levels[head.level])
        and not read_lead(head.runs, NO_PRIOR).people.names
    )
