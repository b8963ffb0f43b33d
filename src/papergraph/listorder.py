"""Where a paper stands in its list: no reason to read anything first, but better than nothing when there is none."""

from __future__ import annotations

from dataclasses import dataclass

from papergraph.graph import PaperGraph
from papergraph.model import Entry


@dataclass(frozen=True, slots=True)
class ListOrder:
    """What stands before and after a paper in one section of one list, as printed; paper ids."""

    source: str
    section: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def list_order(graph: PaperGraph, paper: str) -> ListOrder | None:
    """Return what stands around a paper in the section that prints it; None when it stands alone or in no list.

    Of several sections the one where most stands before it, then most after it, then the first.
    """
    found = [_around(graph, graph.entry[each]) for each in graph.paper[paper].entries if each in graph.entry]
    found = [each for each in found if each.before or each.after]
    return min(found, key=lambda each: (-len(each.before), -len(each.after), each.source, each.section), default=None)


def _around(graph: PaperGraph, entry: Entry) -> ListOrder:
    here = sorted(
        (each for each in graph.entries if each.source == entry.source and each.section == entry.section),
        key=lambda each: (each.first_line, each.last_line, each.id),
    )
    order = list(dict.fromkeys(each.paper for each in here if each.paper in graph.paper and each.paper is not None))
    place = order.index(entry.paper) if entry.paper in order else 0
    return ListOrder(entry.source, entry.section, tuple(order[:place]), tuple(order[place + 1 :]))


def has_nothing_before(graph: PaperGraph, paper: str) -> bool:
    """Return whether nothing is known to be needed before a paper: no core edge, known or not."""
    return not any(edge.kind == "core" for edge in graph.edges_from.get(paper, ()))
