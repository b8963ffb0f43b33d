"""How much of a map a graph is: which papers stand in edges, on what evidence, and what would give more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, DroppedEdge, Justification

#: Below this many edges a paper, and above this share of papers without any, a map says little about order.
_FEW_EDGES = 0.5
_MANY_ALONE = 0.5


@dataclass(frozen=True, slots=True)
class ListCoverage:
    """Figures of one list: its entries, its papers, and how many of these stand in an edge of the whole graph."""

    source: str
    entries: int
    papers: int
    connected: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures of a graph.

    `edges_by` and `papers_by` count, for each justification, the edges that have evidence of it and the papers that
    stand in such an edge; an edge with evidence of two kinds is counted under both. `confirmed` edges have a curated
    row and other evidence besides, `only_curated` and `only_inferred` one without the other. Of the edges left out
    `non_edges` were reviewed and refused, `non_edges_inferred` of them against a sentence; `circles` had to go because
    they went round in a circle, `contradicted` because a sentence denies them or the dates forbid them. `without_edge`
    are the ids of the papers that stand in none.
    """

    sources: int
    entries: int
    unread: int
    papers: int
    brought_in: int
    edges: int
    core: int
    background: int
    dropped: int
    non_edges: int
    non_edges_inferred: int
    circles: int
    contradicted: int
    confirmed: int
    only_curated: int
    only_inferred: int
    edges_by: dict[Justification, int]
    papers_by: dict[Justification, int]
    connected: int
    without_earlier: int
    concepts: int
    lists: tuple[ListCoverage, ...]
    without_edge: tuple[str, ...]
    advice: tuple[str, ...]

    @property
    def alone(self) -> int:
        """How many papers stand in no edge."""
        return self.papers - self.connected


def coverage(graph: PaperGraph) -> Coverage:
    """Return the figures of a graph, with advice where it says little about what to read first."""
    edges_by: Counter[Justification] = Counter()
    standing: dict[Justification, set[str]] = {each: set() for each in get_args(Justification)}
    for edge in graph.builds_on:
        for justification in {evidence.justification for evidence in edge.evidence}:
            edges_by[justification] += 1
            standing[justification].update((edge.subject, edge.object))
    connected = {end for edge in graph.builds_on for end in (edge.subject, edge.object)}
    with_earlier = {edge.subject for edge in graph.builds_on}
    kinds = Counter(_agreement(edge) for edge in graph.builds_on)
    refused = [edge for edge in graph.dropped_edges if is_reviewed(edge)]
    circles = sum(breaks_circle(edge) for edge in graph.dropped_edges)
    return Coverage(
        sources=len(graph.sources),
        entries=len(graph.entries),
        unread=len(graph.unread),
        papers=len(graph.papers),
        brought_in=sum(not paper.from_list for paper in graph.papers),
        edges=len(graph.builds_on),
        core=sum(edge.kind == "core" for edge in graph.builds_on),
        background=sum(edge.kind == "background" for edge in graph.builds_on),
        dropped=len(graph.dropped_edges),
        non_edges=len(refused),
        non_edges_inferred=sum(_agreement(edge) == "both" for edge in refused),
        circles=circles,
        contradicted=len(graph.dropped_edges) - len(refused) - circles,
        confirmed=kinds["both"],
        only_curated=kinds["curated"],
        only_inferred=kinds["inferred"],
        edges_by={each: edges_by[each] for each in get_args(Justification)},
        papers_by={each: len(standing[each]) for each in get_args(Justification)},
        connected=len(connected),
        without_earlier=len(graph.papers) - len(with_earlier),
        concepts=len({topic.concept for topic in graph.topics}),
        lists=tuple(_lists(graph, connected)),
        without_edge=tuple(paper.id for paper in graph.papers if paper.id not in connected),
        advice=_advice(graph, len(connected), edges_by),
    )


def is_reviewed(edge: DroppedEdge) -> bool:
    """Return whether an edge was left out because a curated row says so."""
    return any(each.justification == "curated" for each in edge.evidence) and edge.why.startswith("reviewed")


def breaks_circle(edge: DroppedEdge) -> bool:
    """Return whether an edge was left out because it went round in a circle."""
    return edge.why.startswith("it goes round in a circle")


def _agreement(edge: BuildsOn) -> Literal["both", "curated", "inferred"]:
    curated = [each.justification == "curated" for each in edge.evidence]
    if any(curated):
        return "curated" if all(curated) else "both"
    return "inferred"


def _lists(graph: PaperGraph, connected: Collection[str]) -> Iterator[ListCoverage]:
    for source in sorted(graph.sources, key=lambda each: each.id):
        entries = [entry for entry in graph.entries if entry.source == source.id]
        papers = {entry.paper for entry in entries if entry.paper is not None}
        yield ListCoverage(source.id, len(entries), len(papers), len(papers.intersection(connected)))


def _completed(graph: PaperGraph) -> Iterator[str]:
    if any(each.code == "work-presupposed" for each in graph.problems):
        yield "Let what is missing come in: --complete adds the works that these papers presuppose."


def _advice(graph: PaperGraph, connected: int, edges_by: Counter[Justification]) -> tuple[str, ...]:
    papers = len(graph.papers)
    missed = [each.message for each in graph.problems if each.code == "items-not-taken"]
    if not papers:
        return (
            *missed,
            "No entry was read: see what was skipped and why with papergraph read LIST --explain.",
        )
    sparse = len(graph.builds_on) < _FEW_EDGES * papers or papers - connected > _MANY_ALONE * papers
    if not sparse:
        return tuple(missed)
    prose = sum(bool(entry.notes) for entry in graph.entries)
    bare = prose * 2 < len(graph.entries)
    why = (
        "Most entries are bare links: a list that says nothing about its papers does not say what builds on what."
        if bare
        else "Few of the sentences in the list say what a paper builds on."
    )
    out = [
        *missed,
        f"This map is almost edgeless: {papers - connected} of {papers} papers stand in no edge, "
        f"so that a path to one of them is that paper alone. {why}",
        *_completed(graph),
        "State relations in the list, in an entry: `Builds on: Title or short name (core): what is taken; Another`.",
        "Or write curated rows: a folder with a file builds_on.tsv (columns subject, object, kind, reason; "
        "graph/README.md explains them), and name it with --curation DIR.",
    ]
    if not (edges_by["citation"] or any(each.code == "no-references-known" for each in graph.problems)):
        out.append(
            "Or ask public services, once, what these papers cite: papergraph enrich LIST -o citations.jsonl.gz, then "
            "--citations citations.jsonl.gz."
        )
    if not edges_by["curated"]:
        out.append(
            "No curated row knows two of these papers; an arXiv or DOI link in each entry makes sure that known papers "
            "are recognised."
        )
    return tuple(out)
