"""The graph as a Mermaid flowchart, as GitHub and other Markdown viewers draw it."""

from __future__ import annotations

from collections.abc import Sequence

from papergraph.digraph import transitive_reduction
from papergraph.formats.columns import shortened
from papergraph.formats.path_mermaid import text
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Paper

#: Mermaid's own limits (maxEdges, maxTextSize), which a page that somebody else serves cannot raise.
MOST_EDGES = 500
MOST_CHARACTERS = 50_000
_LABEL = 44


def render(graph: PaperGraph) -> str:
    """Return the core edges as a flowchart; an arrow leads from a paper to what builds on it.

    What follows from other edges is left out, and papers without an edge are. When that is still more than Mermaid
    draws, the papers that most others rest on are kept; the first line says how many are there of how many.
    """
    edges = _reduced(graph, [edge for edge in graph.builds_on if edge.kind == "core"])
    ranked = _ranked(graph, edges)
    most = len(ranked)
    while True:
        made, count = _drawn(graph, edges, ranked[:most])
        if (count <= MOST_EDGES and len(made) <= MOST_CHARACTERS) or most <= 1:
            return made
        most = min(most - 1, most * 9 // 10)


def shown(graph: PaperGraph) -> tuple[int, int]:
    """Return how many papers the flowchart shows, and how many there are."""
    return render(graph).count('["'), len(graph.papers)


def _reduced(graph: PaperGraph, edges: Sequence[BuildsOn]) -> list[BuildsOn]:
    """Return the edges that do not follow from others, by subject and object."""
    index = {paper.id: number for number, paper in enumerate(graph.papers)}
    adjacency: list[list[int]] = [[] for _ in graph.papers]
    for edge in edges:
        adjacency[index[edge.subject]].append(index[edge.object])
    kept = {(node, each) for node, objects in enumerate(transitive_reduction(adjacency)) for each in objects}
    return sorted(
        (edge for edge in edges if (index[edge.subject], index[edge.object]) in kept),
        key=lambda edge: (edge.subject, edge.object),
    )


def _ranked(graph: PaperGraph, edges: Sequence[BuildsOn]) -> list[Paper]:
    """Return the papers with an edge, those with most edges first."""
    count: dict[str, int] = {}
    for edge in edges:
        for end, weight in ((edge.object, 2), (edge.subject, 1)):
            count[end] = count.get(end, 0) + weight
    return sorted((graph.paper[each] for each in count), key=lambda each: (-count[each.id], each.year or 0, each.id))


def _drawn(graph: PaperGraph, edges: Sequence[BuildsOn], papers: Sequence[Paper]) -> tuple[str, int]:
    drawn = sorted(papers, key=lambda each: (each.year or 0, each.month or 0, each.id))
    node = {paper.id: f"p{number}" for number, paper in enumerate(drawn, start=1)}
    arrows = [edge for edge in edges if edge.subject in node and edge.object in node]
    lines = [f"%% {len(drawn)} of {len(graph.papers)} papers, {len(arrows)} of {len(graph.builds_on)} edges"]
    lines.append("flowchart TD")
    for paper in drawn:
        name = paper.short_names[0] if paper.short_names else paper.title
        dated = f"{shortened(name, _LABEL)} ({paper.year})" if paper.year else shortened(name, _LABEL)
        lines.append(f'  {node[paper.id]}["{text(dated)}"]')
    lines += [f"  {node[edge.object]} --> {node[edge.subject]}" for edge in arrows]
    return "\n".join(lines) + "\n", len(arrows)
