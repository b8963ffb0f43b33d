"""Groups of papers where a list prints no sections that tell them apart, and the order in which groups are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from papergraph import digraph
from papergraph.graph import PaperGraph
from papergraph.model import Paper
from papergraph.view.text import clean

# A concept that more than one in so many papers have to do with tells too little; one of fewer than one in so many, too
# much. Where the groups leave out more than half of the papers, years say more.
_LARGEST_PART, _SMALLEST_PART, _FEWEST_GROUPED = 6, 25, 0.5
_PAPERS_A_PERIOD = 12


def by_concept(graph: PaperGraph, papers: Sequence[Paper], *, most: int) -> dict[str, str]:
    """Return a concept's label for each paper that one of a few concepts stands for; empty when these are too few.

    Concepts are taken one by one, each time that which most papers without a group introduce (or use, or that is the
    broader one of these).
    """
    left = {paper.id: _concepts(graph, paper.id) for paper in papers}
    found: dict[str, str] = {}
    least = max(2, len(papers) // _SMALLEST_PART)
    for _ in range(most):
        size = Counter(concept for options in left.values() for concept in options)
        fitting = [each for each in size if least <= size[each] <= max(least, len(papers) // _LARGEST_PART)]
        if not fitting:
            break
        best = min(fitting, key=lambda each: (-size[each], each))
        for paper in [paper for paper, options in left.items() if best in options]:
            found[paper] = clean(graph.concept[best].pref_label) or best
            del left[paper]
    enough = len(found) >= _FEWEST_GROUPED * len(papers) and len(set(found.values())) > 1
    return found if enough else {}


def _concepts(graph: PaperGraph, paper: str) -> set[str]:
    topics = graph.topics_of.get(paper, ())
    waiting = [each.concept for each in topics if each.relation == "introduces"] or [each.concept for each in topics]
    found: set[str] = set()
    while waiting:
        concept = waiting.pop()
        if concept in graph.concept and concept not in found:
            found.add(concept)
            waiting.extend(graph.concept[concept].broader)
    return found


def by_years(papers: Sequence[Paper], *, most: int) -> dict[str, str]:
    """Return a period for each dated paper, of about as many papers each; empty when all are of one year."""
    count = Counter(paper.year for paper in papers if paper.year is not None)
    share = max(_PAPERS_A_PERIOD, -(-count.total() // most))
    periods: list[list[int]] = []
    held = share
    for year in sorted(count):
        if held >= share:
            periods.append([])
            held = 0
        periods[-1].append(year)
        held += count[year]
    if len(periods) < 2:
        return {}
    name = {year: f"{own[0]}–{own[-1]}" if own[0] != own[-1] else f"{own[0]}" for own in periods for year in own}
    return {paper.id: name[paper.year] for paper in papers if paper.year is not None}


def reading_order(
    groups: Collection[int], builds: Mapping[tuple[int, int], float], middle: Mapping[int, int]
) -> list[int]:
    """Return the groups, each after those that it builds on more than they on it; among these by their middle year.

    `builds` holds how strongly a first group builds on a second; the weakest that close a circle are passed over.
    """
    ordered = sorted(groups)
    place = {group: number for number, group in enumerate(ordered)}
    net = {
        (place[one], place[other]): weight - builds.get((other, one), 0)
        for (one, other), weight in builds.items()
        if one != other and weight > builds.get((other, one), 0)
    }
    kept = set(net) - set(digraph.feedback_arcs(net))
    needs = [sorted(other for one, other in kept if one == number) for number in range(len(ordered))]
    return [ordered[each] for each in digraph.topological_order(needs, key=lambda each: (middle[ordered[each]], each))]
