"""Circles of edges: found by component, broken by time, then by confidence, and every broken edge explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papergraph.digraph import feedback_arcs, strongly_connected_components
from papergraph.model import BuildsOn, DroppedEdge, Paper, Problem
from papergraph.relate.claims import age

# A reviewed row outweighs all the sentences that may stand against it in one circle.
_REVIEWED = 1000.0


def without_cycles(
    edges: Sequence[BuildsOn], papers: Mapping[str, Paper]
) -> tuple[list[BuildsOn], list[DroppedEdge], list[Problem]]:
    """Return the edges that stay, those that had to go, and a problem for each of these.

    In a circle, edges to a later paper go first. Of what still goes round, the least confident edges go: as little
    confidence as possible is lost. A reviewed edge goes only when nothing but reviewed edges is left in its circle.
    """
    ids = sorted(papers)
    number = {paper: index for index, paper in enumerate(ids)}
    why: dict[tuple[str, str], str] = {}
    for edge in _in_cycles(edges, number):
        if not _reviewed(edge) and age(papers[edge.subject], papers[edge.object]) == "older":
            why[edge.subject, edge.object] = "it goes round in a circle with other edges and points at a later work"
    rest = [edge for edge in edges if (edge.subject, edge.object) not in why]
    inside = _in_cycles(rest, number)
    weights = {(number[edge.subject], number[edge.object]): _weight(edge, papers) for edge in inside}
    for tail, head in feedback_arcs(weights):
        why[ids[tail], ids[head]] = "it goes round in a circle with other edges and is the least certain of them"
    dropped = [_dropped(edge, why[edge.subject, edge.object]) for edge in edges if (edge.subject, edge.object) in why]
    kept = [edge for edge in edges if (edge.subject, edge.object) not in why]
    return kept, dropped, [_problem(edge, papers) for edge in dropped]


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
