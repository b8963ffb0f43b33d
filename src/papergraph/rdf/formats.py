"""PaperGraph → bytes in any RDF format, and → `rdflib.Graph`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING, Literal, get_args

from papergraph.graph import PaperGraph
from papergraph.rdf.grouping import Group, grouped
from papergraph.rdf.jsonld import jsonld
from papergraph.model.quoting import Quotes
from papergraph.rdf.sink import Quad
from papergraph.rdf.terms import BASE_IRI, NAMESPACES, Names
from papergraph.rdf.triples import Detail, collected, quads
from papergraph.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    import rdflib

Format = Literal["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]
FORMATS: tuple[Format, ...] = get_args(Format)
#: Lines that are written together: one at a time is slow, all at once takes twice the memory.
_AT_ONCE = 10_000


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
    if format_ in {"ntriples", "nquads"}:  # line by line, without a list of all quads beside the bytes
        sink = collected(graph, detail=detail, quotes=quotes, base_iri=base_iri)
        return _lines(sink.drained(), graphs=format_ == "nquads")
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
            return _lines(self._rows, graphs=True)
        if format_ not in FORMATS:
            raise ValueError(f"{format_!r} is no RDF format here; take one of {', '.join(FORMATS)}")
        # Sorting what is sorted costs little; equal triples of several graphs then stand side by side.
        ntriples = _lines(sorted(self._rows), graphs=False)
        return ntriples if format_ == "ntriples" else _rdfxml(ntriples)


def _lines(rows: Iterable[Quad], *, graphs: bool) -> bytes:
    """Return sorted quads as N-Quads, or as N-Triples with what several graphs hold written once."""
    if graphs:
        lines = (f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in rows)
    else:
        lines = (line for line, _ in groupby(f"{s} {p} {o} .\n" for s, p, o, _ in rows))
    made = io.BytesIO()
    while part := "".join(islice(lines, _AT_ONCE)):
        made.write(part.encode())
    return made.getvalue()


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
