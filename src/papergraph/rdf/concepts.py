"""Concepts as a SKOS scheme, what they require and why, and which paper introduces or uses which."""

from __future__ import annotations

from papergraph.graph import PaperGraph
from papergraph.model import Concept, Topic
from papergraph.rdf.evidence import EvidenceWriter, keyed
from papergraph.rdf.sink import Node, Sink
from papergraph.rdf.terms import Names, key, paper_key, term


def add_concepts(graph: PaperGraph, sink: Sink, names: Names, *, reasons: bool) -> None:
    """Add the concepts with their labels and requirements; `reasons` adds a node for why each is required."""
    if graph.concepts:
        scheme = sink.node(names.scheme, "skos:ConceptScheme")
        scheme.text("dct:title", "Concepts of the reading lists")
    for concept in graph.concepts:
        node = sink.node(names.concept(concept.id), "skos:Concept")
        node.text("pg:id", concept.id)
        node.link("skos:inScheme", names.scheme)
        node.text("skos:prefLabel", concept.pref_label)
        node.each("skos:altLabel", concept.alt_labels, field="alt_labels")
        node.each("skos:broader", concept.broader, field="broader", made=names.concept)
        node.text("skos:definition", concept.definition or None)
        _add_learn_at(concept, node, graph, names)
        for requirement in concept.requires:
            node.link("pg:requires", names.concept(requirement.object))
        if reasons:
            _add_reasons(concept, node, sink, names)


def add_topics(graph: PaperGraph, sink: Sink, names: Names, *, writer: EvidenceWriter | None) -> None:
    """Add which paper introduces or uses which concept; with a `writer` also a node with the evidence."""
    for topic in graph.topics:
        paper = sink.node(names.paper(topic.paper))
        concept = names.concept(topic.concept)
        paper.link(f"pg:{topic.relation}", concept)
        paper.link("dct:subject", concept)
    if writer is None:
        return
    for topic, made in keyed(graph.topics, _key):
        if not topic.evidence:
            continue
        node = sink.node(names.make("topic", made), "pg:TopicLink", "rdf:Statement")
        node.link("rdf:subject", names.paper(topic.paper))
        node.link("rdf:predicate", term(f"pg:{topic.relation}"))
        node.link("rdf:object", names.concept(topic.concept))
        writer.add(node, made, topic.evidence, about=topic.paper)


def _key(topic: Topic) -> str:
    return f"{paper_key(topic.paper)}__{topic.relation}__{key(topic.concept)}"


def _add_learn_at(concept: Concept, node: Node, graph: PaperGraph, names: Names) -> None:
    where = concept.learn_at
    if where is not None and where in graph.paper:
        node.link("pg:learnAt", names.paper(where))
    else:
        node.web("pg:learnAt", where)


def _add_reasons(concept: Concept, node: Node, sink: Sink, names: Names) -> None:
    for requirement in concept.requires:
        made = names.make("requirement", key(concept.id), key(requirement.object))
        reason = sink.node(made, "pg:RequirementLink", "rdf:Statement")
        reason.link("rdf:subject", node.iri)
        reason.link("rdf:predicate", term("pg:requires"))
        reason.link("rdf:object", names.concept(requirement.object))
        reason.text("pg:reason", requirement.reason)
    node.order("requires", [requirement.object for requirement in concept.requires])
