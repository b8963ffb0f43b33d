"""Circles of edges: found by component, broken by time, then by confidence, and every broken edge explained.

Real lists have circles: works of one year that cite each other, sentences that contradict each other. The policy:

1. A circle can only lie within a strongly connected component, over all edges, those of an `any_of` group included: a
   choice of one's alternatives must not decide whether the graph has a circle. No edge between components is touched.
2. Within one, the edges that point against time go, at a later work by year and month of first publication, unless
   they were reviewed: a date is surer than a sentence.
3. Of what still goes round, a feedback arc set of little weight goes (`digraph.feedback_arcs`: the least possible in
   components of up to ten works, a heuristic in larger ones, and never an edge that could stay). An edge weighs its
   confidence, a little less as background, half when it points against time, and a thousandfold when it was reviewed,
   so that a reviewed edge goes only where nothing but reviewed edges goes round.
4. What went is kept as a dropped edge with all of its evidence, says which circle it closed, and is a warning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from papergraph.digraph import feedback_arcs, strongly_connected_components
from papergraph.model import BuildsOn, DroppedEdge, Paper, Problem
from papergraph.relate.claims import age

# A reviewed row outweighs all the sentences that may stand against it in one circle.
_REVIEWED = 1000.0
_LONGEST_TOLD = 5
_MOST_SEARCHED = 10_000


def without_cycles(
    edges: Sequence[BuildsOn], papers: Mapping[str, Paper]
) -> tuple[list[BuildsOn], list[DroppedEdge], list[Problem]]:
    """Return the edges that stay, those that had to go, and a problem for each of these.

    The policy stands in the docstring of this module. The result does not depend on the order of `edges` but for the
    order of what comes back.
    """
    ids = sorted(papers)
    number = {paper: index for index, paper in enumerate(ids)}
    why: dict[tuple[str, str], str] = {}
    circling = _in_cycles(edges, number)
    for edge in circling:
        if not _reviewed(edge) and age(papers[edge.subject], papers[edge.object]) == "older":
            why[edge.subject, edge.object] = "points at a later work"
    rest = [edge for edge in edges if (edge.subject, edge.object) not in why]
    inside = _in_cycles(rest, number)
    weights = {(number[edge.subject], number[edge.object]): _weight(edge, papers) for edge in inside}
    for tail, head in feedback_arcs(weights):
        why[ids[tail], ids[head]] = (
            "is among the least certain of them"
            if min(weights.values()) < max(weights.values())
            else "one of them has to go, all being equally sure"
        )
    objects: dict[str, list[str]] = {}
    for edge in sorted(circling, key=lambda each: (each.subject, each.object)):
        objects.setdefault(edge.subject, []).append(edge.object)
    dropped = [
        _dropped(edge, f"it goes round in a circle with other edges and {why[key]}{_told(edge, objects, papers)}")
        for edge in edges
        if (key := (edge.subject, edge.object)) in why
    ]
    kept = [edge for edge in edges if (edge.subject, edge.object) not in why]
    return kept, dropped, [_problem(edge, papers) for edge in dropped]


def _told(edge: BuildsOn, objects: Mapping[str, Sequence[str]], papers: Mapping[str, Paper]) -> str:
    """Return the rest of a shortest circle that an edge closes, in words: ": B builds on C, C builds on A"."""
    before: dict[str, str] = {edge.object: ""}
    waiting = [edge.object]
    for member in waiting:  # grows while it is walked: breadth first
        if edge.subject in before or len(before) > _MOST_SEARCHED:
            break
        for other in objects.get(member, ()):
            if other not in before:
                before[other] = member
                waiting.append(other)
    if edge.subject not in before:
        return ""
    way = [edge.subject]
    while way[-1] != edge.object:
        way.append(before[way[-1]])
    names = [_name(papers[each]) for each in reversed(way)]
    steps = [f"{newer} builds on {older}" for newer, older in pairwise(names)]
    more = [f"and {len(steps) - _LONGEST_TOLD} more"] if len(steps) > _LONGEST_TOLD else []
    return ": " + ", ".join([*steps[:_LONGEST_TOLD], *more])


def _name(paper: Paper) -> str:
    return paper.short_names[0] if paper.short_names else repr(paper.title)


def _in_cycles(edges: Sequence[BuildsOn], number: Mapping[str, int]) -> list[BuildsOn]:
    adjacency: list[list[int]] = [[] for _ in number]
    for edge in edges:
        adjacency[number[edge.subject]].append(number[edge.object])
    component = [0] * len(number)
    for index, members in enumerate(strongly_connected_components(adjacency)):
        for member in members:
            component[member] = index
    return [edge for edge in edges if component[number[edge.subject]] == component[number[edge.object]]]


def _reviewed(edge: BuildsOn) -> bool:
    return any(each.justification == "curated" for each in edge.evidence)


def _weight(edge: BuildsOn, papers: Mapping[str, Paper]) -> float:
    against_time = age(papers[edge.subject], papers[edge.object]) == "older"
    weight = edge.confidence * (0.5 if against_time else 1.0) * (1.0 if edge.kind == "core" else 0.9)
    return weight * _REVIEWED if _reviewed(edge) else weight


def _dropped(edge: BuildsOn, why: str) -> DroppedEdge:
    return DroppedEdge(
        subject=edge.subject,
        object=edge.object,
        kind=edge.kind,
        takes=edge.takes,
        any_of=edge.any_of,
        confidence=edge.confidence,
        evidence=edge.evidence,
        why=why,
    )


def _problem(edge: DroppedEdge, papers: Mapping[str, Paper]) -> Problem:
    subject, older = papers[edge.subject].title, papers[edge.object].title
    place = next((each for each in edge.evidence if each.source), None)
    line = (place.first_line or place.row) if place else None
    return Problem(
        code="cycle-broken",
        severity="warning",
        message=f"left out that {subject!r} builds on {older!r}: {edge.why}",
        source=place.source if place else None,
        first_line=line,
        last_line=(place.last_line or line) if place else None,
        papers=tuple(sorted((edge.subject, edge.object))),
    )
