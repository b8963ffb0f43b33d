"""Text that RDF cannot hold, links that are no IRIs, what looks like syntax: no crash, and no meaning of its own."""

from __future__ import annotations

import warnings
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papergraph.graph import PaperGraph
from papergraph.model import Link, Note, Paper
from papergraph.rdf import FORMATS, Format, quads, serialise
from papergraph.rdf.terms import clean

OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
TITLE = rdflib.DCTERMS.title


def read_by_rdflib(rdf: bytes, format_: Format) -> rdflib.Graph:
    """All triples of a document; rdflib 7.6 itself uses what it deprecates when it reads named graphs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = rdflib.Dataset(default_union=True) if format_ in {"nquads", "trig"} else rdflib.Graph()
        graph.parse(data=rdf, format=RDFLIB[format_])
        union = rdflib.Graph()
        for triple in graph.triples((None, None, None)):
            union.add(triple)
        return union


HOSTILE = [
    'quotes " and \' and """ and \\ and \\u0041 \\U0001F600 \\',
    "lines\nand\rreturns\r\nand\ttabs",
    "braces {?x ?y} <http://a> [] () ; . , @en ^^xsd:integer # no comment",
    "</rdf:Description> &amp; <![CDATA[ ]]> <script>alert(1)</script>",
    "a lone surrogate \ud800 here and \udfff there",
    "controls \x00\x01\x08\x0b\x0c\x1f\x7f\x85 and non-characters \ufffe\uffff",
    "separators \u2028 \u2029 and a mark \ufeff and \U0010fffe",
    "\u202eright to left\u202c e\u0301 é 漢字 🙂",
    "",
    " ",
]


def with_text(graph: PaperGraph, text: str) -> PaperGraph:
    """The graph with `text` wherever a list can put text, ids included."""
    paper = Paper(
        id=f"work:{text}",
        citekey=text,
        title=text,
        alt_titles=(text,),
        short_names=(text, text),
        authors=(text,),
        identifiers=(f"doi:10.1/{text}", text),
        same_as=(text, f"http://www.wikidata.org/entity/{text}"),
        links=(Link(url=text), Link(url=f"https://a.org/{text}", role="code"), Link(url=f"javascript:{text}")),
        venue=text,
        notes=(Note(key="summary", label=text, text=text),),
    )
    first = graph.entries[0]
    entry = replace(first, title=text, section=(text,), notes=(Note(key="comment", text=text),), authors=(text,))
    source = replace(graph.sources[0], title=text, licence=text, url=text)
    concept = replace(graph.concepts[0], pref_label=text, learn_at=text, alt_labels=(text,))
    edge = graph.builds_on[0]
    edge = replace(edge, takes=(text,), any_of=text, evidence=(replace(edge.evidence[0], quote=text, source=text),))
    return replace(
        graph,
        papers=(*graph.papers, paper),
        entries=(entry, *graph.entries[1:]),
        sources=(source,),
        concepts=(concept, *graph.concepts[1:]),
        builds_on=(edge, *graph.builds_on[1:]),
    )


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(toy_graph: PaperGraph, text: str, format_: Format) -> None:
    graph = with_text(toy_graph, text)
    made = serialise(graph, format_)
    expected = {f"{s} {p} {o}" for s, p, o, _ in quads(graph)}
    by_rdflib = read_by_rdflib(made, format_)

    assert {str(quad.triple) for quad in ox.parse(made, format=OXIGRAPH[format_])} == expected
    assert len(by_rdflib) == len(expected)
    assert clean(text) in {str(title) for title in by_rdflib.objects(None, TITLE)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=[]), max_size=20))
def test_any_text_is_only_text(toy_graph: PaperGraph, text: str) -> None:
    graph = with_text(toy_graph, text)
    expected = {f"{s} {p} {o}" for s, p, o, _ in quads(graph)}

    for format_ in FORMATS:
        made = serialise(graph, format_)
        assert {str(quad.triple) for quad in ox.parse(made, format=OXIGRAPH[format_])} == expected, format_


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a.org/a b", "data:text/html,x", 'https://a.org/"', "x"]
)
def test_a_link_that_is_no_web_iri_is_a_literal(toy_graph: PaperGraph, url: str) -> None:
    paper = replace(toy_graph.papers[0], links=(Link(url=url, role="page"),))
    made = {o for _, p, o, _ in quads(replace(toy_graph, papers=(paper,))) if p.endswith("pageLink>")}

    assert all(term.startswith('"') for term in made)
    assert len(made) == 1
