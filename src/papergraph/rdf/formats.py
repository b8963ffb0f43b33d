"""PaperGraph → bytes in any RDF format, and → `rdflib.Graph`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Literal, get_args

from papergraph.graph import PaperGraph
from papergraph.rdf.grouping import Group, grouped
from papergraph.rdf.jsonld import jsonld
from papergraph.rdf.quoting import Quotes
from papergraph.rdf.sink import Quad
from papergraph.rdf.terms import BASE_IRI, NAMESPACES, Names
from papergraph.rdf.triples import Detail, quads
from papergraph.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    import rdflib

Format = Literal["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]
FORMATS: tuple[Format, ...] = get_args(Format)


def serialise(
    graph: PaperGraph,
    format_: Format = "turtle",
    *,
    detail: Detail = "evidence",
    quotes: Quotes = "full",
    base_iri: str = BASE_IRI,
) -> bytes:
    """Return the graph as RDF, the same bytes every time; `detail` and `quotes` as in `quads`.

    N-Quads and TriG keep one graph for each source; the others hold the union of all graphs.
    """
    return serialised(quads(graph, detail=detail, quotes=quotes, base_iri=base_iri), format_, base_iri=base_iri)


def serialise_all(
    graph: PaperGraph,
    formats: Iterable[Format],
    *,
    detail: Detail = "evidence",
    quotes: Quotes = "full",
    base_iri: str = BASE_IRI,
) -> dict[Format, bytes]:
    """Return the graph in several formats, doing once what they share."""
    document = _Document(quads(graph, detail=detail, quotes=quotes, base_iri=base_iri), base_iri)
    return {format_: document.text(format_) for format_ in formats}


def serialised(rows: Sequence[Quad], format_: Format, *, base_iri: str = BASE_IRI) -> bytes:
    """Return quads as RDF text; raises ValueError for a format that is none of FORMATS."""
    return _Document(rows, base_iri).text(format_)


class _Document:
    """Quads on their way to text; the groups that Turtle and JSON-LD share are made once."""

    def __init__(self, rows: Sequence[Quad], base_iri: str) -> None:
        self._rows = rows
        self._names = Names(base_iri)

    @cached_property
    def _groups(self) -> list[Group]:
        return grouped([(s, p, o) for s, p, o, _ in self._rows], self._names)

    def text(self, format_: Format) -> bytes:
        if format_ == "turtle":
            return turtle(self._groups, self._names).encode()
        if format_ == "jsonld":
            return jsonld(self._groups, self._names).encode()
        if format_ == "trig":
            return trig(self._rows, self._names).encode()
        if format_ == "nquads":
            lines = [f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in self._rows]
            return "".join(lines).encode()
        if format_ not in FORMATS:
            raise ValueError(f"{format_!r} is no RDF format here; take one of {', '.join(FORMATS)}")
        # Sorting what is sorted costs little; equal triples of several graphs then stand side by side.
        lines = [f"{s} {p} {o} .\n" for s, p, o, _ in sorted(self._rows)]
        ntriples = "".join([line for line, _ in groupby(lines)]).encode()
        return ntriples if format_ == "ntriples" else _rdfxml(ntriples)


def to_rdflib(
    graph: PaperGraph, *, detail: Detail = "evidence", quotes: Quotes = "full", base_iri: str = BASE_IRI
) -> rdflib.Graph:
    """Return the graph as an `rdflib.Graph` (the union of all its graphs) with the prefixes bound."""
    import rdflib

    names = Names(base_iri)
    made = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in {**NAMESPACES, **names.prefixes}.items():
        made.bind(prefix, namespace)
    made.parse(data=serialise(graph, "ntriples", detail=detail, quotes=quotes, base_iri=base_iri), format="nt")
    return made


def _rdfxml(ntriples: bytes) -> bytes:
    import pyoxigraph

    triples = (quad.triple for quad in pyoxigraph.parse(ntriples, format=pyoxigraph.RdfFormat.N_TRIPLES))
    made = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.RDF_XML, prefixes=dict(NAMESPACES)) or b""
    # An XML parser reads a bare carriage return as a line feed; it is only ever part of a literal here.
    return made.replace(b"\r", b"&#xD;") + b"\n"
