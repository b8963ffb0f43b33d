"""The data set described in VoID and DCAT: what is in it, from where, under which licences, in which words."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Literal

from papergraph.graph import PaperGraph
from papergraph.model.quoting import Quotes
from papergraph.rdf.sink import Node, Sink
from papergraph.rdf.terms import NAMESPACES, Names, literal, web_iri

_VOCABULARIES = ("cito", "datacite", "dct", "fabio", "foaf", "oa", "pg", "prism", "prov", "schema", "skos")
_CONFORMS_TO = "<https://w3id.org/papergraph/ns>"


def add_dataset(
    graph: PaperGraph, sink: Sink, names: Names, *, detail: Literal["flat", "evidence"], quotes: Quotes
) -> None:
    """Add the description of everything that `sink` holds; the last thing to add, for it counts."""
    node = sink.node(names.dataset, "void:Dataset", "dcat:Dataset", "schema:Dataset")
    node.text("dct:title", "Reading lists as a learning map")
    node.text("schema:name", "Reading lists as a learning map")
    described = (
        "Papers of reading lists, what each builds on, and why: links, concepts, and the evidence with list and line."
        if detail == "evidence"
        else "Papers of reading lists, what each builds on, and their concepts, without the evidence."
    )
    node.text("dct:description", described)
    node.text("schema:description", described)
    node.text("pg:generator", graph.generator)
    node.whole("pg:schemaVersion", graph.schema_version)
    node.text("pg:detail", detail)
    node.text("pg:quotes", quotes)
    node.link("dct:conformsTo", _CONFORMS_TO)
    node.text("void:uriSpace", names.ids)
    for source in graph.sources:
        node.link("dct:source", names.source(source.id))
    for prefix in _VOCABULARIES:
        node.link("void:vocabulary", f"<{NAMESPACES[prefix]}>")
    _add_licence(graph, node)
    _add_time(node)
    _add_counts(graph, sink, node, names)


def _add_licence(graph: PaperGraph, node: Node) -> None:
    """Add the licence that all lists have; lists without one, or with several, say it each for itself or not at all."""
    licences = {source.licence for source in graph.sources}
    only = licences.pop() if len(licences) == 1 else None
    node.web("dct:license", only)
    if only is not None and web_iri(only):
        node.web("schema:license", only)


def _add_time(node: Node) -> None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal() and len(epoch) <= 11:
        made = datetime.fromtimestamp(int(epoch), tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        node.link("dct:modified", literal(made, "xsd:dateTime"))


def _add_counts(graph: PaperGraph, sink: Sink, node: Node, names: Names) -> None:
    node.whole("void:entities", len(graph.papers))
    if graph.papers:
        node.link("void:exampleResource", names.paper(min(paper.id for paper in graph.papers)))
    node.whole("void:distinctSubjects", sum(map(bool, sink.of.values())))
    node.whole("void:triples", len(sink) + 1)  # every triple stands in one graph only, and this is one more
