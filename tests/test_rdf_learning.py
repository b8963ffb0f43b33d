"""Learning paths as RDF: an ordered list over the papers of the export, to query and to show to others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from rdflib.compare import isomorphic

from papergraph.cli import main
from papergraph.graph import PaperGraph, to_json
from papergraph.model import Budget, Cut, LearningPath, Sitting, SittingPart
from papergraph.paths import learning_path
from papergraph.rdf import FORMATS, Format, path_quads, path_to_rdflib, serialise_path, to_rdflib
from papergraph.rdf.terms import NAMESPACES

VIT = "arxiv:2010.11929"
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}


@pytest.fixture(scope="module")
def path(toy_graph: PaperGraph) -> LearningPath:
    made = learning_path(toy_graph, targets=[VIT], known=["recurrent-network"])
    part = SittingPart(position=1, hours=1.5, part=1, of=2)
    return replace(
        made,
        cut=(Cut(paper="arxiv:1512.03385", reason="does not fit"),),
        budget=Budget(hours=12.5),
        sittings=(Sitting(number=1, hours=1.5, parts=(part,)),),
    )


def asked(graph: rdflib.Graph, sparql: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in graph.query(sparql, initNs=NAMESPACES)]  # type: ignore[union-attr]


def test_a_path_is_a_list_in_order(path: LearningPath) -> None:
    rows = asked(
        path_to_rdflib(path),
        "SELECT ?n ?name { ?p a schema:ItemList ; schema:itemListElement ?s . ?s schema:position ?n ;"
        " schema:name ?name } ORDER BY ?n",
    )

    assert rows == [(str(step.position), step.paper.title) for step in path.steps]


def test_its_steps_are_the_papers_of_the_export(toy_graph: PaperGraph, path: LearningPath) -> None:
    rows = asked(
        to_rdflib(toy_graph) + path_to_rdflib(path),
        "SELECT ?id { ?s a schema:ListItem ; schema:position ?n ; schema:item/pg:id ?id } ORDER BY ?n",
    )

    assert rows == [(step.paper.id,) for step in path.steps]


def test_what_to_do_is_a_learning_resource(path: LearningPath) -> None:
    rows = asked(
        path_to_rdflib(path),
        "SELECT ?title ?kind ?text { ?s schema:name ?title ; pg:activity ?a ."
        " ?a a schema:LearningResource ; schema:learningResourceType ?kind ; schema:text ?text } ORDER BY ?kind",
    )

    assert rows == [
        ("Attention Is All You Need", "implement", "Write scaled dot-product attention in twenty lines."),
        ("Attention Is All You Need", "picture", "Draw which word looks at which."),
    ]


def test_why_a_step_is_there(path: LearningPath) -> None:
    rows = asked(
        path_to_rdflib(path),
        "SELECT ?step ?later { ?s schema:name ?step ; pg:neededBy ?p . ?t schema:item ?p ; schema:name ?later ;"
        " schema:position ?n } ORDER BY ?n LIMIT 1",
    )

    assert rows == [("Long Short-Term Memory", "Sequence to Sequence Learning with Neural Networks")]


def test_targets_known_things_budget_and_what_was_cut(path: LearningPath) -> None:
    graph = path_to_rdflib(path)
    ids = "https://w3id.org/papergraph/id"

    assert asked(graph, "SELECT ?t ?k ?h ?g { ?p pg:target ?t ; pg:known ?k ; pg:budgetHours ?h ; pg:goal ?g }") == [
        (f"{ids}/paper/arxiv-2010.11929", f"{ids}/concept/recurrent-network", "12.5", "understand")
    ]
    assert asked(graph, "SELECT ?c ?r { ?p pg:cut [ schema:item ?c ; pg:reason ?r ] }") == [
        (f"{ids}/paper/arxiv-1512.03385", "does not fit")
    ]
    assert asked(graph, "SELECT ?h ?n { ?p pg:sitting [ pg:sittingHours ?h ; pg:step/schema:position ?n ] }") == [
        ("1.5", "1")
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses what it deprecates when it reads JSON-LD
@pytest.mark.parametrize("format_", [each for each in FORMATS if each not in {"nquads", "trig"}])
def test_every_format_holds_the_same(path: LearningPath, format_: Format) -> None:
    read = rdflib.Graph().parse(data=serialise_path(path, format_), format=RDFLIB[format_])

    assert isomorphic(read, path_to_rdflib(path))


def test_json_ld_is_what_schema_org_readers_know(path: LearningPath) -> None:
    nodes = json.loads(serialise_path(path, "jsonld"))["@graph"]
    (whole,) = (node for node in nodes if "ItemList" in node["@type"])
    steps = {node["@id"]: node for node in nodes if node["@type"] == "ListItem"}

    assert set(whole["itemListElement"]) == set(steps)
    assert sorted(step["position"] for step in steps.values()) == [1, 2, 3, 4, 5]
    assert all(isinstance(step["item"], str) for step in steps.values())


def test_equal_paths_have_one_name_and_others_another(toy_graph: PaperGraph) -> None:
    def names(**given: list[str]) -> set[str]:
        made = learning_path(toy_graph, targets=[VIT], **given)  # type: ignore[arg-type]
        return {subject for subject, *_ in path_quads(made) if "/id/path/" in subject}

    assert names() == names()
    assert names() != names(known=["arxiv:1706.03762"])


def test_prose_of_lists_comes_short_or_not_at_all(path: LearningPath) -> None:
    none = serialise_path(path, "turtle", quotes="none").decode()
    short = serialise_path(path, "turtle", quotes="short").decode()

    assert "scaled dot-product" not in none
    assert "One LSTM reads" not in none
    assert '"One LSTM reads the sentence into a vector, a second LSTM writes …"' in short


def test_the_command_writes_the_path_as_turtle(
    toy_graph: PaperGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "graph.json").write_bytes(to_json(toy_graph))
    found = CliRunner().invoke(main, ["path", VIT, "--graph", "graph.json", "--format", "turtle"])

    assert found.exit_code == 0, found.output
    assert found.stdout_bytes == serialise_path(learning_path(toy_graph, targets=[VIT]))
