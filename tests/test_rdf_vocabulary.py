"""Every term of an export is declared in the ontology or comes from a named vocabulary, and the shapes hold."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from papergraph.graph import PaperGraph
from papergraph.model import LearningPath
from papergraph.rdf import Detail, Quad, path_quads, path_to_rdflib, quads, to_rdflib
from papergraph.rdf.jsonld import _IRIS, _TYPES
from papergraph.rdf.terms import KINDS, NAMESPACES, PG

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests"), str(ROOT / "docs")]

import make_vocabulary  # noqa: E402
import vocabulary_example  # noqa: E402

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
IRI = re.compile(r"<([^>]*)>")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "graph/ontology.ttl")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "graph/shapes.ttl")


@pytest.fixture(scope="module", name="full_graph")
def _full_graph(toy_graph: PaperGraph) -> PaperGraph:
    return vocabulary_example.full_graph(toy_graph)


@pytest.fixture(scope="module", name="full_path")
def _full_path(toy_graph: PaperGraph) -> LearningPath:
    return vocabulary_example.full_path(toy_graph)


@pytest.fixture(scope="module")
def everything(full_graph: PaperGraph, full_path: LearningPath) -> list[Quad]:
    return [*quads(full_graph), *path_quads(full_path)]


@pytest.fixture(scope="module")
def whole_graph(full_graph: PaperGraph, full_path: LearningPath) -> rdflib.Graph:
    return to_rdflib(full_graph) + path_to_rdflib(full_path)


def test_terms_are_declared_or_named(everything: list[Quad], ontology: rdflib.Graph) -> None:
    declared = {str(each) for each in ontology.subjects(RDF.type, None)}
    used = set()
    for _, predicate, object_, _ in everything:
        used |= set(IRI.findall(predicate))
        if predicate.endswith("#type>"):
            used |= set(IRI.findall(object_))
        if "^^<" in object_ and object_.startswith('"'):
            used.add(IRI.findall(object_)[-1])

    assert {iri for iri in used if iri.startswith(PG)} <= declared
    assert {iri for iri in used if not iri.startswith(tuple(NAMESPACES.values()))} == set()


def test_declared_terms_are_used_but_for_those_that_are_for_asking(
    everything: list[Quad], ontology: rdflib.Graph
) -> None:
    used = {iri for quad in everything for term in quad[1:3] for iri in IRI.findall(term)}
    declared = {str(each) for each in ontology.subjects(RDF.type, None) if str(each).startswith(PG)}

    assert declared - used == {f"{PG}dependsOn", f"{PG}isBuiltOnBy"}


def test_every_declared_term_has_a_label_and_says_what_it_means(ontology: rdflib.Graph) -> None:
    for term in ontology.subjects(RDF.type, None):
        assert ontology.value(term, RDFS.label), term
        assert ontology.value(term, RDFS.comment), term


def test_edges_are_relations_and_no_citations(ontology: rdflib.Graph) -> None:
    pg, dct, cito = (rdflib.Namespace(NAMESPACES[prefix]) for prefix in ("pg", "dct", "cito"))

    for edge in (pg.buildsOn, pg.usesBackground, pg.mayBuildOn):
        above = set(ontology.transitive_objects(edge, RDFS.subPropertyOf))
        assert {pg.dependsOn, dct.relation} <= above
        assert cito.cites not in above


def test_datatypes_are_as_declared(whole_graph: rdflib.Graph, ontology: rdflib.Graph) -> None:
    graph = whole_graph
    checked = 0
    for term in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        wanted = ontology.value(term, RDFS.range)
        for value in graph.objects(None, term):
            assert isinstance(value, rdflib.Literal), (term, value)
            assert (value.datatype or rdflib.XSD.string) == wanted, (term, value)
            checked += 1
    for term in ontology.subjects(RDF.type, OWL.ObjectProperty):
        assert not any(isinstance(value, rdflib.Literal) for value in graph.objects(None, term)), term

    assert checked > 100


def test_domains_and_ranges_hold(whole_graph: rdflib.Graph, ontology: rdflib.Graph) -> None:
    graph = whole_graph
    pairs = 0
    for term in set(ontology.subjects(RDFS.domain, None)) | set(ontology.subjects(RDFS.range, None)):
        domain, range_ = ontology.value(term, RDFS.domain), ontology.value(term, RDFS.range)
        for subject, object_ in graph.subject_objects(term):
            assert domain is None or (subject, RDF.type, domain) in graph, (term, subject)
            if isinstance(object_, rdflib.URIRef) and range_ is not None:
                assert (object_, RDF.type, range_) in graph, (term, object_)
            pairs += 1

    assert pairs > 100


def test_the_page_of_the_vocabulary_is_up_to_date() -> None:
    page = make_vocabulary.page()

    assert (ROOT / "docs/vocabulary.md").read_text("utf-8") == page, "run python docs/make_vocabulary.py"


def test_the_page_has_every_term_with_an_example(ontology: rdflib.Graph) -> None:
    page = (ROOT / "docs/vocabulary.md").read_text("utf-8")
    rows = {line.split(" | ")[0].strip("| `"): line for line in page.splitlines() if line.startswith("| `pg:")}
    declared = {str(each).replace(PG, "pg:") for each in ontology.subjects(RDF.type, None) if str(each).startswith(PG)}

    assert set(rows) == declared
    assert {term for term, row in rows.items() if row.endswith("| for asking: never asserted |")} == {
        "pg:dependsOn",
        "pg:isBuiltOnBy",
    }
    assert not any(row.endswith("|  |") for row in rows.values())


def test_the_picture_shows_every_class(ontology: rdflib.Graph) -> None:
    drawn = {name for source, _, target in make_vocabulary.PICTURE for name in (source, target)}
    classes = {str(each).replace(PG, "pg:") for each in ontology.subjects(RDF.type, OWL.Class)}

    assert classes <= drawn


def test_the_files_parse_in_both_engines() -> None:
    for name in ("ontology.ttl", "shapes.ttl"):
        path = ROOT / "graph" / name
        assert len(list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))) == len(rdflib.Graph().parse(path))


def test_prefixes_and_the_json_ld_context_name_nothing_twice() -> None:
    assert not set(KINDS) & set(NAMESPACES)
    assert not set(_IRIS) & set(_TYPES)
    assert all(curie.partition(":")[0] in NAMESPACES for curie in (*_IRIS, *_TYPES))


def test_shapes_speak_of_what_an_export_holds(whole_graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    graph = whole_graph

    for target in shapes.objects(None, SH.targetClass):
        assert (None, RDF.type, target) in graph, target
    for path in shapes.objects(None, SH.path):
        assert (None, path, None) in graph, path


#: One fault of each kind, as an update of the export.
FAULTS = {
    "no title": "DELETE { ?p dct:title ?t } WHERE { ?p a fabio:Expression ; dct:title ?t }",
    "two titles": "INSERT { ?p dct:title 'another' } WHERE { ?p a fabio:Expression }",
    "year as text": "INSERT { ?p fabio:hasPublicationYear '1999' } WHERE { ?p a fabio:Expression }",
    "no such DOI": "INSERT { ?p prism:doi 'doi.org/x' } WHERE { ?p a fabio:Expression }",
    "author without a name": "DELETE { ?a foaf:name ?n } WHERE { ?a foaf:name ?n }",
    "author nobody knows": "INSERT { ?p dct:creator <https://a.org/who> } WHERE { ?p a fabio:Expression }",
    "concept without a label": "DELETE { ?c skos:prefLabel ?l } WHERE { ?c skos:prefLabel ?l }",
    "edge without evidence": "DELETE { ?l prov:wasDerivedFrom ?e } WHERE { ?l pg:kind ?k ; prov:wasDerivedFrom ?e }",
    "edge to itself": "INSERT { ?l rdf:object ?s } WHERE { ?l a pg:BuildsOnLink ; rdf:subject ?s }",
    "confidence of two": "DELETE { ?l pg:confidence ?c } INSERT { ?l pg:confidence 2.0 } WHERE { ?l pg:confidence ?c }",
    "core and background": "INSERT { ?p pg:usesBackground ?o } WHERE { ?p pg:buildsOn ?o }",
    "unknown justification": "INSERT { ?e pg:justification 'hearsay' } WHERE { ?e a pg:Evidence }",
    "entry of no list": "DELETE { ?e oa:hasSource ?s } WHERE { ?e a pg:Entry ; oa:hasSource ?s }",
    "lines the wrong way": "DELETE { ?e pg:lastLine ?n } INSERT { ?e pg:lastLine 0 } WHERE { ?e pg:lastLine ?n }",
    "note without text": "DELETE { ?n schema:text ?t } WHERE { ?n schema:text ?t }",
    "list without an id": "DELETE { ?l pg:id ?i } WHERE { ?l a pg:ReadingList ; pg:id ?i }",
}

# A validator is no requirement of the tests; where there is one, it is asked.
if importlib.util.find_spec("pyshacl"):
    pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

    def conforms(graph: rdflib.Graph, shapes: rdflib.Graph) -> tuple[bool, str]:
        import pyshacl

        holds, _, text = pyshacl.validate(graph, shacl_graph=shapes)
        return bool(holds), str(text)

    @pytest.mark.parametrize("detail", ["flat", "evidence"])
    def test_shapes_hold(full_graph: PaperGraph, shapes: rdflib.Graph, detail: Detail) -> None:
        holds, text = conforms(to_rdflib(full_graph, detail=detail), shapes)

        assert holds, text

    @pytest.mark.parametrize("fault", FAULTS)
    def test_shapes_catch_a_fault(full_graph: PaperGraph, shapes: rdflib.Graph, fault: str) -> None:
        graph = to_rdflib(full_graph)
        before = set(graph)
        graph.update(FAULTS[fault])

        assert set(graph) != before
        assert not conforms(graph, shapes)[0]
