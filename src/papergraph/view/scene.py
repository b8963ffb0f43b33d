"""What is shown: papers in order, their places in the picture, and the facts behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from papergraph import digraph
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn
from papergraph.view.facts import Fact, anchors, edge_fact, paper_fact, paper_text, reason, short_name
from papergraph.view.groups import reading_order
from papergraph.view.sections import MOST_SECTIONS, OTHER, sections
from papergraph.view.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that the template and the scripts need; `nodes`, `edges` and `options` are pyvis's.

    `papers` are printed in the list, in this order; `others` are folded groups (heading, remark, papers) after it.
    """

    mode: Literal["map", "path", "concepts"]
    title: str
    subtitle: str
    heading: str
    remark: str
    papers: list[Fact]
    others: list[tuple[str, str, list[Fact]]] = field(default_factory=list)
    cut: list[Fact] = field(default_factory=list)
    sittings: list[Fact] = field(default_factory=list)
    sections: list[tuple[int, str]]
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    data: dict[str, Any]


class Cast:
    """The papers and edges of one graph as they appear in a page: named, placed in sections, numbered."""

    def __init__(self, graph: PaperGraph) -> None:
        self.graph = graph
        self.section = sections(graph)
        names = _in_order_of_time(graph, self.section)
        self._position = {name: position for position, name in enumerate(names)}
        self.anchor = anchors(graph.papers)
        self.edges = [edge for edge in graph.builds_on if edge.subject != edge.object]
        named = {MOST_SECTIONS if name == OTHER else self._position[name]: name for name in names}
        #: Number and name of each section, none before those that it builds on more than they on it.
        self.sections = in_reading_order(
            named,
            [(self.lane(paper.id), paper.year or 0) for paper in graph.papers],
            [(self.lane(edge.subject), self.lane(edge.object), edge.kind == "core") for edge in self.edges],
        )

    def lane(self, identifier: str) -> int:
        """Return the number of a paper's section; what belongs nowhere has the last colour, a grey."""
        name = self.section[identifier]
        return MOST_SECTIONS if name == OTHER else self._position[name]

    def fact(self, identifier: str) -> Fact:
        """Return what scripts need to know of a paper."""
        paper = self.graph.paper[identifier]
        return paper_fact(self.graph, paper, anchor=self.anchor[identifier], section=self.lane(identifier))

    def item(self, identifier: str, inside: set[str]) -> Fact:
        """Return what the list prints of a paper; it links only to papers that are `inside` the page."""
        paper = self.graph.paper[identifier]
        builds = [
            {
                "kind": edge.kind,
                "any_of": edge.any_of is not None,
                "other": self.brief(edge.object, inside),
                **reason(edge),
            }
            for edge in sorted(self.graph.edges_from.get(identifier, ()), key=lambda each: (each.kind, each.object))
            if edge.object != identifier
        ]
        return {
            **paper_text(self.graph, paper),
            "id": identifier,
            "anchor": self.anchor[identifier],
            "lane": self.lane(identifier),
            "section": self.section[identifier],
            "hours": paper.hours,
            "estimate": paper.hours_source == "estimate",
            "builds": sorted(builds, key=lambda each: each["kind"] != "core"),
            "introduced_by": [],
            "used_by": [],
            "needed_by": [],
            "know_first": [],
            "role": "",
        }

    def brief(self, identifier: str, inside: set[str]) -> Fact:
        """Return how the list names another paper."""
        paper = self.graph.paper[identifier]
        name = short_name(paper) or clean(paper.title) or paper.id
        return {"name": name, "anchor": self.anchor[identifier] if identifier in inside else ""}

    def edge(self, edge: BuildsOn, *, implied: bool, via: Sequence[tuple[int, int]] = ()) -> dict[str, Any]:
        """Return an edge as pyvis holds it, from the paper to what it builds on, with the points that it passes."""
        made: dict[str, Any] = {"from": edge.subject, "to": edge.object, **edge_fact(edge)}
        if implied:
            made["implied"] = True
        if via:
            made["via"] = [list(point) for point in via]
        return made


def in_reading_order(
    named: Mapping[int, str], years: Iterable[tuple[int, int]], arrows: Iterable[tuple[int, int, bool]]
) -> list[tuple[int, str]]:
    """Return sections in an order to read them: number and name.

    `years` holds a section and a year for each of what is in them, `arrows` the section that builds, the one on which
    it builds, and whether the arrow is core.
    """
    dated: dict[int, list[int]] = {lane: [] for lane in named}
    for lane, year in years:
        dated[lane].append(year)
    builds: Counter[tuple[int, int]] = Counter()
    for subject, object_, core in arrows:
        builds[subject, object_] += 2 if core else 1
    middle = {lane: sorted(found)[len(found) // 2] if found else 0 for lane, found in dated.items()}
    return [(lane, named[lane]) for lane in reading_order(named, builds, middle)]


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
            # vis-network takes a plain 0 for no margin at all, and then knows no width.
            "margin": {"top": 0, "right": 0, "bottom": 0, "left": 0},
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


def implied(edges: Iterable[BuildsOn]) -> set[tuple[str, str]]:
    """Return the edges that longer ways imply: hidden in the picture, never in list and panel.

    A core edge is implied by core edges only, so that a path stays whole when nothing but its core is shown. Edges of
    an any-one-of group neither imply nor are implied, and where there is a cycle nothing is.
    """
    sure = [edge for edge in edges if edge.any_of is None]
    return _implied([edge for edge in sure if edge.kind == "core"], "core") | _implied(sure, "background")


def _implied(edges: Sequence[BuildsOn], kind: str) -> set[tuple[str, str]]:
    ids = sorted({end for edge in edges for end in (edge.subject, edge.object)})
    number = {identifier: position for position, identifier in enumerate(ids)}
    needs: list[list[int]] = [[] for _ in ids]
    for edge in edges:
        needs[number[edge.subject]].append(number[edge.object])
    if has_cycle(needs):
        return set()
    kept = [set(objects) for objects in digraph.transitive_reduction(needs)]
    return {
        (edge.subject, edge.object)
        for edge in edges
        if edge.kind == kind and number[edge.object] not in kept[number[edge.subject]]
    }


def reduced(needs: Sequence[Sequence[int]]) -> list[set[int]]:
    """Return of what each node needs that which no longer way implies; needs without a cycle."""
    return [set(kept) for kept in digraph.transitive_reduction(needs)]


def has_cycle(needs: Sequence[Sequence[int]]) -> bool:
    """Return whether there is a cycle of two or more; a graph file made by hand may hold one."""
    return any(len(component) > 1 for component in digraph.strongly_connected_components(needs))


def _in_order_of_time(graph: PaperGraph, section: dict[str, str]) -> list[str]:
    """Return the sections, the one whose papers are oldest first; what belongs nowhere comes last."""
    years: dict[str, list[int]] = {}
    for paper in graph.papers:
        years.setdefault(section[paper.id], []).append(paper.year or 0)
    middle = {name: sorted(found)[len(found) // 2] for name, found in years.items()}
    return sorted(years, key=lambda name: (name == OTHER, middle[name], name))
