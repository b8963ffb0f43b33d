"""PaperGraph → bytes in any RDF format, and → `rdflib.Graph`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal, get_args

from papergraph.graph import PaperGraph
from papergraph.model.quoting import Quotes
from papergraph.rdf.grouping import BySubject, grouped
from papergraph.rdf.jsonld import jsonld
from papergraph.rdf.parts import encoded
from papergraph.rdf.sink import Quad
from papergraph.rdf.terms import BASE_IRI, NAMESPACES, Names
from papergraph.rdf.triples import Detail, collected
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
    sink = collected(graph, detail=detail, quotes=quotes, base_iri=base_iri)
    if format_ in {"ntriples", "nquads"}:  # each subject leaves the sink as its lines are written
        return _joined(_lines(sink.drained(), graphs=format_ == "nquads"))
    return _joined(_parts(sink.of, format_, Names(base_iri)))


def serialise_parts(
    graph: PaperGraph,
    formats: Iterable[Format],
    *,
    detail: Detail = "evidence",
    quotes: Quotes = "full",
    base_iri: str = BASE_IRI,
) -> Iterator[tuple[Format, Iterator[bytes]]]:
    """Yield for each format its name and its bytes in parts, to be written before the next one is asked for.

    Together the parts of a format are what `serialise` returns; what all formats share is done once.
    """
    sink = collected(graph, detail=detail, quotes=quotes, base_iri=base_iri)
    for format_ in formats:
        yield format_, _parts(sink.of, format_, Names(base_iri))


def serialised(rows: Sequence[Quad], format_: Format, *, base_iri: str = BASE_IRI) -> bytes:
    """Return quads as RDF text; raises ValueError for a format that is none of FORMATS."""
    if format_ in {"ntriples", "nquads"}:
        # Sorting what is sorted costs little; equal triples of several graphs then stand side by side.
        return _joined(_lines(rows if format_ == "nquads" else sorted(rows), graphs=format_ == "nquads"))
    by_subject: dict[str, list[tuple[str, str, str]]] = {}
    for subject, *rest in rows:
        by_subject.setdefault(subject, []).append((rest[0], rest[1], rest[2]))
    return _joined(_parts(by_subject, format_, Names(base_iri)))


def _parts(rows: BySubject, format_: Format, names: Names) -> Iterator[bytes]:
    """Return the bytes of a format in parts."""
    if format_ == "turtle":
        return turtle(grouped(rows, names), names)
    if format_ == "jsonld":
        return jsonld(grouped(rows, names), names)
    if format_ == "trig":
        return trig(rows, names)
    if format_ not in FORMATS:
        raise ValueError(f"{format_!r} is no RDF format here; take one of {', '.join(FORMATS)}")
    ordered = ((subject, *rest) for subject in sorted(rows) for rest in sorted(rows[subject]))
    lines = _lines(ordered, graphs=format_ == "nquads")
    return _rdfxml(lines) if format_ == "rdfxml" else lines


def _lines(rows: Iterable[Quad], *, graphs: bool) -> Iterator[bytes]:
    """Return sorted quads as N-Quads, or as N-Triples with what several graphs hold written once."""
    if graphs:
        return encoded(f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in rows)
    return encoded(line for line, _ in groupby(f"{s} {p} {o} .\n" for s, p, o, _ in rows))


def _joined(parts: Iterable[bytes]) -> bytes:
    """Return the parts as one; each is gone once it is written, so that the memory holds them once."""
    made = io.BytesIO()
    made.writelines(parts)
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


def _rdfxml(ntriples: Iterable[bytes]) -> Iterator[bytes]:
    import pyoxigraph

    triples = (quad.triple for quad in pyoxigraph.parse(_joined(ntriples), format=pyoxigraph.RdfFormat.N_TRIPLES))
    made = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.RDF_XML, prefixes=dict(NAMESPACES)) or b""
    # An XML parser reads a bare carriage return as a line feed; it is only ever part of a literal here.
    yield made.replace(b"\r", b"&#xD;") + b"\n"
