"""Ways from a paper over others to what it rests on, and what two papers both rest on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from papergraph.digraph import topological_order
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, EdgeKind

#: Of the ways from one paper to another, and of what two of them rest on, a handful says enough.
MOST_CHAINS = 5
MOST_COMMON = 5
Wanted = Callable[[BuildsOn], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A way from a paper to what it rests on: its papers in order, the kind of each hop, the product of confidences."""

    papers: tuple[str, ...]
    kinds: tuple[EdgeKind, ...]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A paper on which both of two papers rest, with the shortest way to it from each."""

    paper: str
    from_subject: Chain
    from_object: Chain


def _any(_: BuildsOn) -> bool:
    return True


def _core(edge: BuildsOn) -> bool:
    return edge.kind == "core"


def chain(edges: Sequence[BuildsOn]) -> Chain:
    """Return the way that edges make, each going on where the one before ends."""
    confidence = 1.0
    for edge in edges:
        confidence *= edge.confidence
    papers = (edges[0].subject, *(edge.object for edge in edges))
    return Chain(papers=papers, kinds=tuple(edge.kind for edge in edges), confidence=round(confidence, 3))


def _rank(edges: Sequence[BuildsOn]) -> tuple[object, ...]:
    way = chain(edges)
    return len(edges), sum(kind != "core" for kind in way.kinds), -way.confidence, way.papers


def chains(
    graph: PaperGraph, start: str, end: str, wanted: Wanted = _any, *, most: int = MOST_CHAINS
) -> tuple[Chain, ...]:
    """Return the best ways from `start` to `end` over at least one other paper: short, then core, then sure ones.

    From each paper on the way the best are found from the best of what it builds on, oldest first, so that the work
    grows with the edges and not with the ways.
    """
    ids, adjacency, edges = _below(graph, start, wanted)
    best: dict[str, list[tuple[BuildsOn, ...]]] = {}
    for node in topological_order(adjacency):
        options: list[tuple[BuildsOn, ...]] = []
        for edge in edges[node]:
            if edge.object == end:
                options.append((edge,))
            options += [(edge, *rest) for rest in best.get(edge.object, ())]
        best[ids[node]] = sorted(options, key=_rank)[: most + 1]
    found = [chain(way) for way in best.get(start, ()) if len(way) > 1]
    return tuple(found[:most])


def _below(graph: PaperGraph, start: str, wanted: Wanted) -> tuple[list[str], list[list[int]], list[list[BuildsOn]]]:
    """Return the papers that `start` rests on and itself, their edges as numbers, and their edges."""
    ids = [start]
    number = {start: 0}
    edges: list[list[BuildsOn]] = []
    for paper in ids:  # grows while it is walked
        edges.append([edge for edge in graph.edges_from.get(paper, ()) if wanted(edge)])
        for edge in edges[-1]:
            if edge.object not in number:
                number[edge.object] = len(ids)
                ids.append(edge.object)
    return ids, [[number[edge.object] for edge in out] for out in edges], edges


def common_ground(graph: PaperGraph, subject: str, older: str) -> tuple[Common, ...]:
    """Return the nearest papers on which both rest, along core edges if there are such, else along all.

    Nearest are those over which no other common one is reached; those at the least distance from both come first.
    """
    ways: tuple[Wanted, ...] = (_core, _any)
    for wanted in ways:
        both = set(_below(graph, subject, wanted)[0]) & set(_below(graph, older, wanted)[0]) - {subject, older}
        if both:
            farther = {below for each in both for below in _below(graph, each, wanted)[0][1:]}
            found = [
                Common(
                    paper=each,
                    from_subject=_shortest(graph, subject, each, wanted),
                    from_object=_shortest(graph, older, each, wanted),
                )
                for each in sorted(both - farther)
            ]
            found.sort(key=lambda each: (len(each.from_subject.kinds) + len(each.from_object.kinds), each.paper))
            return tuple(found[:MOST_COMMON])
    return ()


def _shortest(graph: PaperGraph, start: str, end: str, wanted: Wanted) -> Chain:
    direct = next((edge for edge in graph.edges_from.get(start, ()) if edge.object == end and wanted(edge)), None)
    return chain([direct]) if direct else chains(graph, start, end, wanted, most=1)[0]
