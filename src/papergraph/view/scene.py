"""What is shown: the papers in reading order, their places in the picture, and the facts behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from papergraph import digraph
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, LearningPath, Paper, Step
from papergraph.view import lanes, layered
from papergraph.view.facts import Fact, anchors, concept_fact, edge_fact, paper_fact
from papergraph.view.sections import OTHER, sections
from papergraph.view.text import clean

#: Pixels of a box and of the room around it, at zoom 1.
MAP_BOX, MAP_ROOM = (140, 34), (152, 48)
PATH_BOX, PATH_ROOM = (204, 56), (226, 108)
# A row of a path wider than this is broken into several, so that labels stay readable without zooming.
_WIDEST_ROW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that the template and the scripts need; `nodes`, `edges` and `options` are pyvis's."""

    mode: Literal["map", "path"]
    title: str
    subtitle: str
    papers: list[Fact]
    sections: list[str]
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    data: dict[str, Any]
    origins: list[Fact] = field(default_factory=list)
    cut: list[Fact] = field(default_factory=list)


class _Facts:
    """The facts of one graph, made once: sections and lanes, anchors, papers, edges in both directions."""

    def __init__(self, graph: PaperGraph) -> None:
        self.graph = graph
        self.section = sections(graph)
        self.lanes = _lane_names(graph, self.section)
        self.anchor = anchors(graph.papers)
        self.edge = {(edge.subject, edge.object): edge_fact(edge, graph.concept) for edge in graph.builds_on}
        self.introduced_by: dict[str, list[str]] = {}
        for topic in graph.topics:
            if topic.relation == "introduces":
                self.introduced_by.setdefault(topic.concept, []).append(topic.paper)

    def lane(self, paper: str) -> int:
        return self.lanes.index(self.section[paper])

    def paper(self, identifier: str) -> Fact:
        return paper_fact(
            self.graph,
            self.graph.paper[identifier],
            anchor=self.anchor[identifier],
            section=self.section[identifier],
            lane=self.lane(identifier),
        )

    def concept(self, identifier: str) -> Fact:
        """Return a concept that is a step of a path, with the fields of a paper."""
        concept = self.graph.concept[identifier]
        bare = paper_fact(
            self.graph,
            Paper(id=identifier, citekey=identifier, title=concept.pref_label),
            anchor="concept-" + anchors([Paper(id="", citekey=identifier, title="")])[""],
            section="",
            lane=len(self.lanes),
        )
        notes = {"summary": [concept_fact(concept, ())["definition"]]} if concept.definition else {}
        return {**bare, "kind": "concept", "key": "", "notes": notes}

    def concepts(self, wanted: set[str]) -> dict[str, Fact]:
        """Return the concepts named, and all that they require or stand under."""
        found: dict[str, Fact] = {}
        waiting = sorted(wanted)
        while waiting:
            identifier = waiting.pop()
            concept = self.graph.concept.get(identifier)
            if concept is None or identifier in found:
                continue
            found[identifier] = concept_fact(concept, self.introduced_by.get(identifier, ()))
            waiting.extend((*found[identifier]["requires"], *found[identifier]["broader"]))
        return found


def map_scene(graph: PaperGraph) -> Scene:
    """Return the scene of all papers, by section from left to right and by time from top down."""
    facts = _Facts(graph)
    ids = [paper.id for paper in graph.papers]
    number = {identifier: position for position, identifier in enumerate(ids)}
    needs, order = _reading_order(graph, ids, graph.builds_on)
    rank = {node: position for position, node in enumerate(order)}
    items = [
        lanes.Item(
            lane=facts.lane(ids[node]),
            year=graph.papers[node].year,
            needs=tuple(sorted(rank[need] for need in needs[node])),
        )
        for node in order
    ]
    board = lanes.arrange(items, shape=MAP_ROOM[0] / MAP_ROOM[1])
    papers = [facts.paper(ids[node]) for node in order]
    nodes = [
        {"id": paper["id"], "label": paper["label"], "shape": "box", "x": column * MAP_ROOM[0], "y": row * MAP_ROOM[1]}
        for paper, (column, row) in zip(papers, board.places, strict=True)
    ]
    implied = _implied(ids, graph.builds_on)
    edges = [
        _edge(place, edge, facts.edge[edge.subject, edge.object], hidden=(edge.subject, edge.object) in implied)
        for place, edge in enumerate(graph.builds_on)
        if edge.subject in number and edge.object in number and edge.subject != edge.object
    ]
    title = next((clean(source.title) for source in graph.sources if source.title and len(graph.sources) == 1), "")
    return Scene(
        mode="map",
        title=f"{title}: what to read first" if title else "What to read first, and why",
        subtitle=_counted(graph),
        papers=_listed(papers, graph, facts, set(ids)),
        sections=facts.lanes,
        nodes=nodes,
        edges=edges,
        options=options(*MAP_BOX),
        data={
            "mode": "map",
            "papers": {paper["id"]: paper for paper in papers},
            "concepts": facts.concepts(set(graph.concept)),
            "sections": facts.lanes,
            "box": MAP_BOX,
            "room": MAP_ROOM,
            "lanes": [
                {"lane": lane, "x": first * MAP_ROOM[0], "columns": columns} for lane, first, columns in board.lanes
            ],
            "bands": [
                {"label": _years(band.first_year, band.last_year), "y": band.first_row * MAP_ROOM[1], "rows": band.rows}
                for band in board.bands
            ],
        },
    )


def path_scene(graph: PaperGraph, path: LearningPath) -> Scene:
    """Return the scene of a learning path: a row for each stage, what is read first on top."""
    facts = _Facts(graph)
    steps = [step for step in path.steps if step.role != "origin"]
    shown = [step.paper.id for step in steps]
    known = [
        identifier
        for identifier in path.known
        if identifier in graph.paper and any(edge.subject in shown for edge in graph.edges_to.get(identifier, ()))
    ]
    ids = [*known, *shown]
    inside = set(ids)
    used = [edge for edge in graph.builds_on if edge.subject in inside and edge.object in inside]
    implied = _implied(ids, used)
    drawing = _drawn(ids, {step.paper.id: step.stage for step in steps}, used, implied)
    place_of = dict(zip(ids, drawing.places, strict=True))
    number = {identifier: position for position, identifier in enumerate(ids)}
    step_facts = [_step_fact(facts, step, position) for position, step in enumerate(steps, 1)]
    known_facts = [facts.paper(identifier) for identifier in known]
    origins = [_step_fact(facts, step, 0) for step in path.steps if step.role == "origin"]
    edges = []
    for place, edge in enumerate(used):
        route = drawing.routes.get((number[edge.object], number[edge.subject]), [])
        hidden = (edge.subject, edge.object) in implied
        edges.append(_edge(place, edge, facts.edge[edge.subject, edge.object], hidden=hidden, via=route[::-1]))
    targets = [facts.paper(each)["title"] for each in path.targets if each in graph.paper]
    everything = {fact["id"]: fact for fact in (*origins, *known_facts, *step_facts)}
    return Scene(
        mode="path",
        title="The path to " + (" and ".join(targets) or "what was asked for"),
        subtitle=_path_line(path),
        papers=_listed(step_facts, graph, facts, inside),
        sections=facts.lanes,
        nodes=[
            {
                "id": fact["id"],
                "label": fact["label"],
                "shape": "box",
                "x": place_of[fact["id"]][0],
                "y": place_of[fact["id"]][1],
            }
            for fact in (*known_facts, *step_facts)
        ],
        edges=edges,
        options=options(*PATH_BOX),
        data={
            "mode": "path",
            "papers": everything,
            "concepts": facts.concepts(_concepts_of(graph, set(everything))),
            "sections": facts.lanes,
            "box": PATH_BOX,
            "room": PATH_ROOM,
            "lanes": [],
            "bands": [],
            "targets": list(path.targets),
            "known": list(path.known),
            "steps": shown,
        },
        origins=origins,
        cut=[{"title": facts.paper(cut.paper)["title"], "reason": clean(cut.reason)} for cut in path.cut],
    )


def options(width: int, height: int) -> dict[str, Any]:
    """Return the options of vis-network: places are fixed, nothing simulates, nothing can be dragged out of place."""
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {
            "shape": "box",
            "widthConstraint": {"minimum": width, "maximum": width},
            "heightConstraint": {"minimum": height},
            "margin": 0,
            "borderWidth": 0,
            "chosen": False,
            "font": {"size": 1},
        },
        "edges": {
            "chosen": False,
            "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "vertical", "roundness": 0.5},
            "selectionWidth": 0,
        },
        "interaction": {
            "dragNodes": False,
            "hideEdgesOnDrag": True,
            "hideEdgesOnZoom": True,
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "keyboard": {"enabled": False},
            "tooltipDelay": 250,
            "zoomSpeed": 0.7,
        },
    }


def _lane_names(graph: PaperGraph, section: dict[str, str]) -> list[str]:
    """Return the sections, the one whose papers are oldest first; what belongs nowhere comes last."""
    years: dict[str, list[int]] = {}
    for paper in graph.papers:
        years.setdefault(section[paper.id], []).append(paper.year or 0)
    middle = {name: sorted(found)[len(found) // 2] for name, found in years.items()}
    return sorted(years, key=lambda name: (name == OTHER, middle[name], name))


def _reading_order(
    graph: PaperGraph, ids: Sequence[str], edges: Sequence[BuildsOn]
) -> tuple[list[list[int]], list[int]]:
    """Return what each paper needs (without the arcs of a cycle), and all papers by date, none before what it needs."""
    number = {identifier: position for position, identifier in enumerate(ids)}
    needs: list[list[int]] = [[] for _ in ids]
    for edge in edges:
        if edge.subject in number and edge.object in number and edge.subject != edge.object:
            needs[number[edge.subject]].append(number[edge.object])
    arcs = {(subject, object_): 1.0 for subject, objects in enumerate(needs) for object_ in objects}
    if any(len(component) > 1 for component in digraph.strongly_connected_components(needs)):
        for subject, object_ in digraph.feedback_arcs(arcs):
            needs[subject].remove(object_)

    def date(node: int) -> tuple[int, int, str]:
        paper = graph.paper[ids[node]]
        return (paper.year or 0, paper.month or 0, paper.id)

    return needs, digraph.topological_order(needs, key=date)


def _implied(ids: Sequence[str], edges: Sequence[BuildsOn]) -> set[tuple[str, str]]:
    """Return the edges that longer ways imply: hidden in the picture, never in the panel.

    A core edge is implied by core edges only, so that a path stays whole when nothing but its core is shown. Edges of
    an any-one-of group neither imply nor are implied.
    """
    hidden: set[tuple[str, str]] = set()
    number = {identifier: position for position, identifier in enumerate(ids)}
    for kinds in (("core",), ("core", "background")):
        chosen = [edge for edge in edges if edge.kind in kinds and edge.any_of is None and edge.subject != edge.object]
        needs: list[list[int]] = [[] for _ in ids]
        for edge in chosen:
            needs[number[edge.subject]].append(number[edge.object])
        if any(len(component) > 1 for component in digraph.strongly_connected_components(needs)):
            continue
        kept = [set(objects) for objects in digraph.transitive_reduction(needs)]
        hidden.update(
            (edge.subject, edge.object)
            for edge in chosen
            if edge.kind == kinds[-1] and number[edge.object] not in kept[number[edge.subject]]
        )
    return hidden


def _drawn(
    ids: Sequence[str], stage: dict[str, int], edges: Sequence[BuildsOn], implied: set[tuple[str, str]]
) -> layered.Drawing:
    """Return places in rows by stage (what is known above all); wide stages are broken into several rows."""
    number = {identifier: position for position, identifier in enumerate(ids)}
    stages: dict[int, list[str]] = {}
    for identifier in ids:
        stages.setdefault(stage.get(identifier, 0), []).append(identifier)
    first_use: dict[str, int] = {}
    for edge in edges:
        use = stage.get(edge.subject, 0)
        first_use[edge.object] = min(first_use.get(edge.object, use), use)
    row = [0] * len(ids)
    next_row = 0
    for _, members in sorted(stages.items()):
        # What is needed soonest stands lowest, next to what needs it.
        ranked = sorted(members, key=lambda each: (-first_use.get(each, 0), number[each]))
        rows = -(-len(ranked) // _WIDEST_ROW)
        for position, identifier in enumerate(ranked):
            row[number[identifier]] = next_row + position * rows // len(ranked)
        next_row += rows
    arcs = [(number[edge.object], number[edge.subject]) for edge in edges if (edge.subject, edge.object) not in implied]
    return layered.draw(row, arcs, across=PATH_ROOM[0], down=PATH_ROOM[1])


def _edge(
    identifier: int, edge: BuildsOn, fact: Fact, *, hidden: bool, via: Sequence[tuple[int, int]] = ()
) -> dict[str, Any]:
    """Return an edge as pyvis holds it: from the paper to what it builds on."""
    made = {"id": identifier, "from": edge.subject, "to": edge.object, **fact}
    if hidden:
        made["implied"] = True
    if via:
        made["via"] = [list(point) for point in via]
    return made


def _listed(papers: Sequence[Fact], graph: PaperGraph, facts: _Facts, inside: set[str]) -> list[Fact]:
    """Return the papers with the reasons that the list prints: what each builds on, and what it opens up."""
    found = []
    for paper in papers:
        down = sorted(graph.edges_from.get(paper["id"], ()), key=lambda edge: (edge.kind != "core", edge.object))
        builds = [
            {**facts.edge[edge.subject, edge.object], "other": _brief(facts, edge.object, inside)} for edge in down
        ]
        opens = [_brief(facts, edge.subject, inside) for edge in graph.edges_to.get(paper["id"], ())]
        found.append({**paper, "builds": builds, "opens": opens})
    return found


def _brief(facts: _Facts, identifier: str, inside: set[str]) -> Fact:
    """Return how the list names another paper; its anchor only when it stands in the page."""
    paper = facts.graph.paper[identifier]
    title = clean(paper.title) or paper.id
    short = next((name for name in map(clean, paper.short_names) if name), title)
    return {"name": short, "title": title, "anchor": facts.anchor[identifier] if identifier in inside else ""}


def _step_fact(facts: _Facts, step: Step, position: int) -> Fact:
    fact = facts.paper(step.paper.id) if step.type == "paper" else facts.concept(step.paper.id)
    return {
        **fact,
        "position": position,
        "stage": step.stage,
        "role": step.role,
        "hours": step.hours,
        "estimate": step.hours_source == "estimate",
    }


def _concepts_of(graph: PaperGraph, papers: set[str]) -> set[str]:
    return {topic.concept for topic in graph.topics if topic.paper in papers}


def _counted(graph: PaperGraph) -> str:
    papers, edges = len(graph.papers), len(graph.builds_on)
    reasons = "1 reason" if edges == 1 else f"{edges:,} reasons"
    return f"{papers:,} paper{'' if papers == 1 else 's'}, {reasons} to read one first"


def _path_line(path: LearningPath) -> str:
    papers = path.metrics.papers
    return f"{papers} paper{'' if papers == 1 else 's'}, about {path.metrics.hours:g} h"


def _years(first: int | None, last: int | None) -> str:
    if first is None:
        return "undated"
    return str(first) if first == last else f"{first}–{last}"
