"""The scene of all papers: time runs down, sections keep their order from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from papergraph import digraph
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn
from papergraph.view.facts import concept_facts, label, numbered
from papergraph.view.scene import Cast, Scene, has_cycle, implied, options
from papergraph.view.sections import FEW
from papergraph.view.text import clean
from papergraph.view.timeline import Item, arrange, columns_for

#: Pixels of a box, and from one box to the next, at zoom 1.
BOX = (132, 32)
ROOM = (142, 46)
#: Columns on a phone.
NARROW = 3


def map_scene(graph: PaperGraph, *, title: str = "") -> Scene:
    """Return the scene of all papers, in an order in which none stands before what it builds on."""
    cast = Cast(graph)
    needs, order = reading_order(graph, cast.edges)
    rank = {node: position for position, node in enumerate(order)}
    papers = [graph.papers[node] for node in order]
    items = [
        Item(
            section=cast.lane(graph.papers[node].id),
            year=graph.papers[node].year,
            needs=tuple(sorted(rank[need] for need in needs[node])),
        )
        for node in order
    ]
    board = arrange(items, columns=columns_for(len(items), shape=ROOM[0] / ROOM[1]))
    narrow = arrange(items, columns=NARROW)
    hidden = implied(cast.edges)
    inside = set(graph.paper)
    told = numbered(
        concept_facts(graph, _concepts(graph)),
        {paper.id: cast.fact(paper.id) for paper in papers},
        [cast.edge(edge, implied=(edge.subject, edge.object) in hidden) for edge in cast.edges],
    )
    return Scene(
        mode="map",
        title=title or _title(graph),
        subtitle=_counted(graph),
        heading="All papers, in an order to read them",
        remark="By date; none stands before what it builds on.",
        papers=[cast.item(paper.id, inside) for paper in papers],
        sections=cast.sections,
        nodes=[
            {"id": paper.id, "label": label(paper), "x": column * ROOM[0], "y": row * ROOM[1]}
            for paper, (column, row) in zip(papers, board.places, strict=True)
        ],
        edges=told["edges"],
        options=options(*BOX),
        data={
            "mode": "map",
            "papers": told["papers"],
            "concepts": told["concepts"],
            "sections": {str(lane): name for lane, name in cast.sections},
            "lanes": [lane for lane, _ in cast.sections],
            "folded": len(papers) > FEW and len(cast.sections) > 1,
            "box": BOX,
            "room": ROOM,
            "years": board.years,
            "narrow": {"places": narrow.places, "years": narrow.years},
        },
    )


def _title(graph: PaperGraph) -> str:
    titles = [clean(source.title) for source in graph.sources if source.title]
    return f"{titles[0]}: what to read first" if len(graph.sources) == 1 and titles else "What to read first, and why"


def reading_order(graph: PaperGraph, edges: Sequence[BuildsOn]) -> tuple[list[list[int]], list[int]]:
    """Return what each paper needs, and all papers by date, none before what it needs; by their place in the graph.

    The needs are without the arcs that close a cycle, if a graph made by hand has one.
    """
    number = {paper.id: position for position, paper in enumerate(graph.papers)}
    needs: list[list[int]] = [[] for _ in graph.papers]
    for edge in edges:
        needs[number[edge.subject]].append(number[edge.object])
    return by_date(needs, [(paper.year or 0, paper.month or 0, paper.id) for paper in graph.papers])


def by_date(needs: list[list[int]], date: Sequence[tuple[int, int, str]]) -> tuple[list[list[int]], list[int]]:
    """Return the needs without arcs that close a cycle, and all nodes by date, none before what it needs."""
    if has_cycle(needs):
        arcs = {(subject, object_): 1.0 for subject, objects in enumerate(needs) for object_ in objects}
        for subject, object_ in digraph.feedback_arcs(arcs):
            needs[subject].remove(object_)
    return needs, digraph.topological_order(needs, key=lambda node: date[node])


def _concepts(graph: PaperGraph) -> set[str]:
    """Return the concepts that papers of the graph have to do with; others would only make the page larger."""
    return {topic.concept for topic in graph.topics} | {each for edge in graph.builds_on for each in edge.takes}


def _counted(graph: PaperGraph) -> str:
    papers, edges = len(graph.papers), len(graph.builds_on)
    arrows = "1 arrow with its reason" if edges == 1 else f"{edges:,} arrows, each with its reason"
    return f"{papers:,} paper{'' if papers == 1 else 's'}, {arrows if edges else 'no arrows between them'}"
