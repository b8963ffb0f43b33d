"""The one generator of RDF: PaperGraph → sorted quads, without blank nodes and without the time of day."""

from __future__ import annotations

from typing import Literal

from papergraph.graph import PaperGraph
from papergraph.model.quoting import Quotes
from papergraph.rdf.concepts import add_concepts, add_topics
from papergraph.rdf.dataset import add_dataset
from papergraph.rdf.edges import add_edges
from papergraph.rdf.evidence import EvidenceWriter
from papergraph.rdf.papers import add_authors, add_note_texts, add_papers
from papergraph.rdf.sink import Quad, Sink
from papergraph.rdf.sources import add_entries, add_sources
from papergraph.rdf.terms import BASE_IRI, Names

Detail = Literal["flat", "evidence"]


def quads(
    graph: PaperGraph, *, detail: Detail = "evidence", quotes: Quotes = "full", base_iri: str = BASE_IRI
) -> list[Quad]:
    """Return the graph as quads of N-Triples terms, sorted; every triple stands in one graph only.

    The default graph, an empty fourth place, holds what several lists and the curated files say together: papers,
    authors, concepts, edges and the data set. What comes from one file alone stands in the graph that its IRI names:
    the entries, sections, notes and quotes of a reading list, the reasons of a curated file.

    Detail `evidence` keeps all that papergraph.json holds but unread, problems, and paths that tell where on a machine
    somebody keeps a list; `flat` leaves out entries, evidence, and the nodes of links. `quotes` says how much
    of a list's prose comes along, in quotes and in notes: whole sentences, their first words, or none, where a list's
    licence asks for it; titles, names and dates are facts and stay. IRIs are the same in all of them. `base_iri` is
    what identifiers start with; the vocabulary keeps its own. Raises OutputError for a base that is no IRI.
    """
    return collected(graph, detail=detail, quotes=quotes, base_iri=base_iri).sorted()


def collected(graph: PaperGraph, *, detail: Detail, quotes: Quotes, base_iri: str) -> Sink:
    """Return what `quads` sorts, for who writes it subject by subject and needs no list of all."""
    names = Names(base_iri)
    sink = Sink()
    full = detail == "evidence"
    writer = EvidenceWriter(graph, sink, names, quotes=quotes) if full else None
    add_sources(graph, sink, names)
    add_papers(graph, sink, names, entries=full, quotes=quotes)
    add_authors(graph.authors, sink, names)
    add_note_texts(graph, sink, names, quotes=quotes)
    add_concepts(graph, sink, names, reasons=full)
    add_topics(graph, sink, names, writer=writer)
    add_edges(graph, sink, names, writer=writer)
    if full:
        add_entries(graph, sink, names, quotes=quotes)
    add_dataset(graph, sink, names, detail=detail, quotes=quotes)
    return sink
