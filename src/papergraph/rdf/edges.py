"""Builds-on edges as RDF: one flat triple each, so that paths are short to ask for, and a node with the reasons."""

from __future__ import annotations

from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn
from papergraph.rdf.evidence import EvidenceWriter, keyed
from papergraph.rdf.sink import Node, Sink
from papergraph.rdf.terms import Names, literal, paper_key, term


def predicate_of(edge: BuildsOn) -> str:
    """Return the CURIE of an edge's flat triple.

    One of a group is no must: with pg:mayBuildOn for it, `pg:buildsOn+` gives only what is needed.
    """
    if edge.any_of is not None:
        return "pg:mayBuildOn"
    return "pg:buildsOn" if edge.kind == "core" else "pg:usesBackground"


def add_edges(graph: PaperGraph, sink: Sink, names: Names, *, writer: EvidenceWriter | None) -> None:
    """Add every edge; with a `writer` also its link node, its evidence, and the edges that were left out."""
    for edge in graph.builds_on:
        subject = sink.node(names.paper(edge.subject))
        subject.link(predicate_of(edge), names.paper(edge.object))
        # Only a citation is a claim that one work cites the other.
        if any(piece.justification == "citation" for piece in edge.evidence):
            subject.link("cito:cites", names.paper(edge.object))
    if writer is None:
        return
    concepts = set(graph.concept)
    for edge, made in keyed(graph.builds_on, _key):
        node = sink.node(names.make("link", made), "pg:BuildsOnLink", "rdf:Statement")
        _add_link(edge, made, node, names, writer, sink, concepts)
    for edge, made in keyed(graph.dropped_edges, _key):
        node = sink.node(names.make("dropped", made), "pg:DroppedEdge")
        _add_link(edge, f"{made}__dropped", node, names, writer, sink, concepts)
        node.text("pg:why", edge.why)


def _key(edge: BuildsOn) -> str:
    return f"{paper_key(edge.subject)}__{paper_key(edge.object)}"


def _add_link(
    edge: BuildsOn, owner: str, node: Node, names: Names, writer: EvidenceWriter, sink: Sink, concepts: set[str]
) -> None:
    node.link("rdf:subject", names.paper(edge.subject))
    node.link("rdf:predicate", term(predicate_of(edge)))
    node.link("rdf:object", names.paper(edge.object))
    node.text("pg:kind", edge.kind)
    node.text("pg:anyOf", edge.any_of)
    node.decimal("pg:confidence", edge.confidence)
    node.each(
        "pg:takes",
        edge.takes,
        field="takes",
        made=lambda each: names.concept(each) if each in concepts else literal(each),
    )
    for iri, piece in zip(writer.add(node, owner, edge.evidence, about=edge.subject), edge.evidence, strict=True):
        if piece.justification == "citation":
            home = names.source(piece.source) if piece.source is not None else ""
            citation = sink.node(iri, "cito:Citation", graph=home)
            citation.link("cito:hasCitingEntity", names.paper(edge.subject))
            citation.link("cito:hasCitedEntity", names.paper(edge.object))
