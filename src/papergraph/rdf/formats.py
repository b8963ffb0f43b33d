"""PaperGraph → bytes in any RDF format, and → `rdflib.Graph`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, get_args

from papergraph.graph import PaperGraph
from papergraph.rdf.jsonld import jsonld
from papergraph.rdf.sink import Quad
from papergraph.rdf.terms import BASE_IRI, NAMESPACES, Names
from papergraph.rdf.triples import Detail, quads
from papergraph.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    import rdflib

Format = Literal["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]
FORMATS: tuple[Format, ...] = get_args(Format)


def serialise(
    graph: PaperGraph, format_: Format = "turtle", *, detail: Detail = "evidence", base_iri: str = BASE_IRI
) -> bytes:
    """Return the graph as RDF, the same bytes every time.

    N-Quads and TriG keep one graph for each source; the others hold the union of all graphs.
    """
    return serialised(quads(graph, detail=detail, base_iri=base_iri), format_, base_iri=base_iri)


def serialised(rows: Iterable[Quad], format_: Format, *, base_iri: str = BASE_IRI) -> bytes:
    """Return quads as RDF text; raises ValueError for a format that is none of FORMATS."""
    names = Names(base_iri)
    if format_ == "nquads":
        return _lines(f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in rows)
    if format_ == "trig":
        return trig(rows, names).encode()
    triples = [(s, p, o) for s, p, o, _ in rows]
    if format_ == "turtle":
        return turtle(triples, names).encode()
    if format_ == "jsonld":
        return jsonld(triples, names).encode()
    ordered = _lines(f"{s} {p} {o} .\n" for s, p, o in sorted(set(triples)))
    if format_ == "ntriples":
        return ordered
    if format_ == "rdfxml":
        return _rdfxml(ordered)
    raise ValueError(f"{format_!r} is no RDF format here; take one of {', '.join(FORMATS)}")


def to_rdflib(graph: PaperGraph, *, detail: Detail = "evidence", base_iri: str = BASE_IRI) -> rdflib.Graph:
    """Return the graph as an `rdflib.Graph` (the union of all its graphs) with the prefixes bound."""
    import rdflib

    names = Names(base_iri)
    made = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in {**NAMESPACES, **names.prefixes}.items():
        made.bind(prefix, namespace)
    made.parse(data=serialise(graph, "ntriples", detail=detail, base_iri=base_iri), format="nt")
    return made


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(lines).encode()


def _rdfxml(ntriples: bytes) -> bytes:
    import pyoxigraph

    triples = (quad.triple for quad in pyoxigraph.parse(ntriples, format=pyoxigraph.RdfFormat.N_TRIPLES))
    made = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.RDF_XML, prefixes=dict(NAMESPACES)) or b""
    # An XML parser reads a bare carriage return as a line feed; it is only ever part of a literal here.
    return made.replace(b"\r", b"&#xD;") + b"\n"
