"""`check --shacl`: what breaks a shape is told by list and line, and no fault of any class gets through."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, XSD

from papergraph.curation import seeds
from papergraph.errors import MissingExtraError
from papergraph.graph import PaperGraph, build
from papergraph.rdf import path_to_rdflib, shacl_findings, to_rdflib
from papergraph.rdf.shacl import violations
from papergraph.rdf.terms import NAMESPACES

if not importlib.util.find_spec("pyshacl"):
    pytest.skip("no validator here: pip install -e '.[shacl]'", allow_module_level=True)

ROOT = Path(__file__).parents[1]
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def name(curie: str) -> rdflib.URIRef:
    prefix, _, rest = curie.partition(":")
    return rdflib.URIRef(NAMESPACES[prefix] + rest)


def test_the_bundled_lists_conform() -> None:
    assert shacl_findings(build(seeds(), complete=True)) == ()


def test_a_violation_names_the_record_and_its_line(toy_graph: PaperGraph) -> None:
    papers = (replace(toy_graph.papers[0], year=12), *toy_graph.papers[1:])
    (found,) = shacl_findings(replace(toy_graph, papers=papers))

    assert (found.code, found.severity) == ("shape-violated", "error")
    assert (found.source, found.first_line, found.papers) == ("toy.md", 7, ("arxiv:1409.0473",))
    assert "Neural Machine Translation by Jointly Learning to Align and Translate" in found.message
    assert "fabio:hasPublicationYear" in found.message
    assert "id/paper" not in found.message


def test_an_edge_is_told_by_its_two_papers_and_the_row_of_its_evidence(toy_graph: PaperGraph) -> None:
    edge, *edges = toy_graph.builds_on
    (found,) = shacl_findings(replace(toy_graph, builds_on=(replace(edge, confidence=7), *edges)))

    assert "Neural Machine Translation" in found.message
    assert "→ 'Sequence to Sequence Learning with Neural Networks'" in found.message
    assert (found.source, found.first_line) == ("toy.md", 7)


#: Things of an export, the shape's class, and where the golden list has one of them.
PLACES = {
    "fabio:Expression": ("toy.md", 5),
    "foaf:Person": ("toy.md", 13),
    "pg:Authorship": ("toy.md", 7),
    "pg:BuildsOnLink": ("toy.md", 7),
    "pg:Entry": ("toy.md", 13),
    "pg:Note": ("toy.md", 6),
    "skos:Concept": ("toy.md", 7),
}


@pytest.mark.parametrize("class_", PLACES)
def test_every_kind_of_thing_has_its_place(toy_graph: PaperGraph, class_: str) -> None:
    """A thing that is stripped of everything but its links is still found in its list."""
    graph = to_rdflib(toy_graph)
    node = min(graph.subjects(RDF.type, name(class_)), key=str)
    if class_ == "fabio:Expression":
        node = next(graph.subjects(name("pg:citekey"), rdflib.Literal("hochreiter1997long")))
    needed = {
        "dct:title",
        "foaf:name",
        "schema:position",
        "pg:kind",
        "pg:printedTitle",
        "schema:text",
        "skos:prefLabel",
    }
    for curie in needed:
        graph.remove((node, name(curie), None))
    found = [each for each in violations(graph) if each.source is not None]

    assert PLACES[class_] in {(each.source, each.first_line) for each in found}


# --- one fault of each class ------------------------------------------------------------------------------------------


def faults(shapes: rdflib.Graph) -> list[tuple[str, str, str, rdflib.term.Node]]:
    """Every constraint of every shape: the class, the path, the kind of constraint, its value."""
    found = []
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        class_ = shapes.value(shape, SH.targetClass)
        for property_ in shapes.objects(shape, SH.property):
            path = shapes.value(property_, SH.path)
            for constraint, value in shapes.predicate_objects(property_):
                if constraint not in {SH.path, SH.message}:
                    found.append((str(class_), str(path), str(constraint).removeprefix(str(SH)), value))
    return sorted(found, key=in_words)


def in_words(fault: tuple[str, str, str, rdflib.term.Node]) -> str:
    """The name of a constraint, the same in every process: a list's blank node has another name in each."""
    return " ".join(str(part).rpartition("#")[2] for part in fault if not isinstance(part, rdflib.BNode))


SHAPES = rdflib.Graph().parse(ROOT / "graph/shapes.ttl")
FAULTS = faults(SHAPES)


def mutate(
    graph: rdflib.Graph, node: rdflib.term.Node, path: rdflib.URIRef, kind: str, value: rdflib.term.Node
) -> None:
    """Break one constraint at one node."""
    wrong = rdflib.URIRef("https://example.org/no-such-thing")
    if kind == "minCount":
        graph.remove((node, path, None))
        return
    if kind == "maxCount":
        for number in range(int(str(value)) + 1):
            graph.add((node, path, rdflib.Literal(f"one too many {number}")))
        return
    if kind in {"disjoint", "lessThanOrEquals"}:
        other = rdflib.URIRef(str(value))
        if kind == "disjoint":
            graph.set((node, other, graph.value(node, path) or wrong))
            graph.set((node, path, graph.value(node, other) or wrong))
        else:
            graph.set((node, other, rdflib.Literal(0)))
        return
    broken: dict[str, rdflib.term.Node] = {
        "datatype": rdflib.Literal("x", datatype=XSD.date),
        "minLength": rdflib.Literal(""),
        "pattern": rdflib.Literal("no such pattern"),
        "in": rdflib.Literal("none of them"),
        "class": wrong,
        "nodeKind": rdflib.Literal("no node"),
        "minInclusive": rdflib.Literal(-7),
        "maxInclusive": rdflib.Literal(99999),
        "minExclusive": rdflib.Literal(0),
    }
    if kind in {"minInclusive", "maxInclusive", "minExclusive"} and path in {name("pg:confidence"), name("pg:hours")}:
        broken[kind] = rdflib.Literal(str(broken[kind]), datatype=XSD.decimal)
    graph.set((node, path, broken[kind]))


@pytest.fixture(scope="module")
def whole_graph(toy_graph: PaperGraph) -> rdflib.Graph:
    """The golden graph and a path through it."""
    from papergraph.paths import learning_path

    graph = to_rdflib(toy_graph)
    return graph + path_to_rdflib(learning_path(toy_graph, targets=["arxiv:2010.11929"]))


@pytest.mark.parametrize("fault", FAULTS, ids=in_words)
def test_a_fault_of_each_class_is_caught(
    whole_graph: rdflib.Graph, fault: tuple[str, str, str, rdflib.term.Node]
) -> None:
    import pyshacl

    class_, path, kind, value = fault
    node = min(whole_graph.subjects(RDF.type, rdflib.URIRef(class_)), key=str)
    broken = rdflib.Graph() + whole_graph
    mutate(broken, node, rdflib.URIRef(path), kind, value)
    holds, results, _ = pyshacl.validate(broken, shacl_graph=SHAPES, focus_nodes=[str(node)])

    assert not holds
    assert isinstance(results, rdflib.Graph)
    components = {str(each).rpartition("#")[2] for each in results.objects(None, SH.sourceConstraintComponent)}
    assert f"{kind[0].upper()}{kind[1:]}ConstraintComponent" in components


def test_the_unbroken_graph_conforms(whole_graph: rdflib.Graph) -> None:
    assert violations(whole_graph) == ()


def test_every_class_of_fault_is_there() -> None:
    classes = {class_.rpartition("#")[2].rpartition("/")[2] for class_, *_ in FAULTS}

    assert len(FAULTS) > 100
    assert classes >= {"Expression", "Person", "Concept", "BuildsOnLink", "Evidence", "ReadingList", "ItemList"}


# --- as a person types it ---------------------------------------------------------------------------------------------


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "papergraph", "check", *arguments], capture_output=True, encoding="utf-8", timeout=120
    )


def test_check_holds_a_list_against_the_shapes(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("# Old\n\n- **Long Short-Term Memory**. Sepp Hochreiter. 1997.\n", "utf-8")
    done = check(str(tmp_path / "list.md"), "--shacl", "--format", "json")

    assert done.returncode == 0, done.stderr
    assert not [each for each in json.loads(done.stdout)["problems"] if each["code"] == "shape-violated"]


def test_without_a_validator_the_extra_is_named(toy_graph: PaperGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)

    with pytest.raises(MissingExtraError, match=r"papergraph-kg\[shacl\]"):
        shacl_findings(toy_graph)
