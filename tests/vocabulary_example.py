"""A small graph with a value in every field: what the vocabulary is tested and documented with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from papergraph.graph import PaperGraph, from_json
from papergraph.model import Budget, Cut, Evidence, KnowFirst, LearningPath, Link, Note, Sitting, SittingPart, Source
from papergraph.paths import learning_path
from papergraph.rdf import path_to_rdflib, to_rdflib

if TYPE_CHECKING:
    import rdflib


def example() -> rdflib.Graph:
    """The filled golden graph and a path through it, as one rdflib graph."""
    golden = from_json((Path(__file__).with_name("golden") / "papergraph.json").read_bytes())
    return to_rdflib(full_graph(golden)) + path_to_rdflib(full_path(golden))


def full_graph(toy_graph: PaperGraph) -> PaperGraph:
    """The golden graph with a value in every field that it leaves empty."""
    first, *papers = toy_graph.papers
    paper = replace(
        first,
        alt_titles=("B", "A"),
        same_as=("http://www.wikidata.org/entity/Q1", "https://example.org/about"),
        links=tuple(
            Link(url=f"https://a.org/{role}", role=role) for role in ("video", "code", "slides", "page", "paper")
        ),
        identifiers=("arxiv:1409.0473", "doi:10.1000/x", "isbn:0262035618", "pmid:1"),
        level="advanced",
        venue="ICLR",
        venue_year=2015,
        notes=(Note(key="comment", text="so"), Note(key="summary", text="what")),
    )
    entry = replace(
        toy_graph.entries[0],
        ordinal="1",
        organisation="A lab",
        month=11,
        date_printed="1997; 2000",
        authors_truncated=True,
        links=(Link(url="not a url", role="video"),),
        references=("doi:10.1000/x", "Finding Structure in Time"),
        related=("arxiv:1409.0473",),
    )
    edge, *edges = toy_graph.builds_on
    cited = Evidence(justification="citation", confidence=0.7, source="citations.tsv", row=4, rule="cited")
    inside = Evidence(justification="stated", confidence=1, source="toy.md", first_line=10, last_line=10)
    kinds = ("post", "repository", "book", "other")
    return replace(
        toy_graph,
        sources=(*toy_graph.sources, Source(id="b.md", url="https://a.org/b.md", licence="CC0-1.0")),
        papers=(paper, *(replace(p, kind=kind) for p, kind in zip(papers, kinds, strict=False)), *papers[len(kinds) :]),
        authors=(replace(toy_graph.authors[0], alt_names=("A. Dosovitskiy",)), *toy_graph.authors[1:]),
        entries=(entry, *toy_graph.entries[1:]),
        concepts=(replace(toy_graph.concepts[0], learn_at=first.id), *toy_graph.concepts[1:]),
        builds_on=(replace(edge, any_of="one", takes=("attention", "words"), evidence=(cited, inside)), *edges),
    )


def full_path(toy_graph: PaperGraph) -> LearningPath:
    """A path with a value in every field that RDF holds."""
    made = learning_path(toy_graph, targets=["arxiv:2010.11929"], known=["arxiv:1409.3215"])
    part = SittingPart(position=1, hours=1)
    first = KnowFirst(concept="convolution", definition="")
    return replace(
        made,
        steps=tuple(replace(step, alternatives=("arxiv:1512.03385",), know_first=(first,)) for step in made.steps),
        cut=(Cut(paper="arxiv:1512.03385", reason="too long"),),
        budget=Budget(hours=3, papers=3),
        sittings=(Sitting(number=1, hours=1, parts=(part,)),),
    )
