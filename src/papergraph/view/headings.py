"""The headings of lists that tell papers apart: neither a list's title, nor "Papers" under each of its chapters."""

from __future__ import annotations

from collections import Counter

from papergraph.graph import PaperGraph
from papergraph.identifiers import title_key
from papergraph.view.text import short_section

Heading = tuple[str, str]


def headings(graph: PaperGraph) -> dict[str, list[Heading]]:
    """Return the telling headings over each entry, the innermost first: folded and short name.

    A heading over most entries of a source is its title, and one that stands under several others names a kind of
    entries; they count only where an entry has no other.
    """
    total = Counter(entry.source for entry in graph.entries)
    under = Counter((entry.source, each) for entry in graph.entries for each in set(entry.section))
    parents: dict[tuple[str, str], set[str]] = {}
    for entry in graph.entries:
        for above, each in zip(("", *entry.section), entry.section, strict=False):
            parents.setdefault((entry.source, _key(each)), set()).add(_key(above))
    found = {}
    for entry in graph.entries:
        inward = [each for each in entry.section if _key(each)]
        telling = [
            each
            for each in inward
            if under[entry.source, each] <= total[entry.source] / 2 and len(parents[entry.source, _key(each)]) < 2
        ]
        found[entry.id] = [(_key(each), short_section(each)) for each in reversed(telling or inward[-1:])]
    return found


def _key(printed: str) -> str:
    return title_key(short_section(printed))
