"""The one generator of RDF: PaperGraph → sorted quads, without blank nodes and without the time of day."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Literal

from papergraph.graph import PaperGraph
from papergraph.rdf.concepts import add_concepts, add_topics
from papergraph.rdf.edges import add_edges
from papergraph.rdf.evidence import EvidenceWriter
from papergraph.rdf.papers import add_authors, add_note_texts, add_papers
from papergraph.rdf.sink import Quad, Sink
from papergraph.rdf.sources import add_entries, add_sources
from papergraph.rdf.terms import BASE_IRI, NAMESPACES, Names, literal

Detail = Literal["flat", "evidence"]

_VOCABULARIES = ("cito", "datacite", "dct", "fabio", "foaf", "oa", "pg", "prism", "prov", "schema", "skos")


def quads(graph: PaperGraph, *, detail: Detail = "evidence", base_iri: str = BASE_IRI) -> list[Quad]:
    """Return the graph as quads of N-Triples terms, sorted; every triple stands in one graph only.

    The default graph, an empty fourth place, holds what several lists and the curated files say together: papers,
    authors, concepts, edges and the data set. What comes from one file alone stands in the graph that its IRI names:
    the entries, sections, notes and quotes of a reading list, the reasons of a curated file.

    Detail `evidence` keeps all that papergraph.json holds but unread, problems, and paths that tell where on a machine
    somebody keeps a list; `flat` leaves out entries, evidence, and the nodes of links. `base_iri` is what identifiers
    start with; the vocabulary keeps its own. Raises OutputError for a base that is no IRI.
    """
    names = Names(base_iri)
    sink = Sink()
    full = detail == "evidence"
    writer = EvidenceWriter(graph, sink, names) if full else None
    add_sources(graph, sink, names)
    add_papers(graph, sink, names, entries=full)
    add_authors(graph.authors, sink, names)
    add_note_texts(graph, sink, names)
    add_concepts(graph, sink, names, reasons=full)
    add_topics(graph, sink, names, writer=writer)
    add_edges(graph, sink, names, writer=writer)
    if full:
        add_entries(graph, sink, names)
    _add_dataset(graph, sink, names)
    return sorted(sink.quads)


def _add_dataset(graph: PaperGraph, sink: Sink, names: Names) -> None:
    node = sink.node(names.dataset, "void:Dataset", "dcat:Dataset", "schema:Dataset")
    node.text("dct:title", "Reading lists as a learning map")
    node.text("schema:name", "Reading lists as a learning map")
    node.text("pg:generator", graph.generator)
    node.whole("pg:schemaVersion", graph.schema_version)
    node.text("void:uriSpace", names.ids)
    node.whole("void:entities", len(graph.papers))
    for source in graph.sources:
        node.link("dct:source", names.source(source.id))
    for prefix in _VOCABULARIES:
        node.link("void:vocabulary", f"<{NAMESPACES[prefix]}>")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal() and len(epoch) <= 11:
        made = datetime.fromtimestamp(int(epoch), tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        node.link("dct:modified", literal(made, "xsd:dateTime"))
    node.whole("void:triples", len(sink.quads) + 1)  # every triple stands in one graph only, and this is one more
