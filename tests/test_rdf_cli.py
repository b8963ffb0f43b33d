"""`papergraph query` and `papergraph export` as a person types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from papergraph.graph import PaperGraph
from papergraph.rdf import FORMATS, serialise

GOLDEN = str(Path(__file__).parent / "golden/papergraph.json")


def papergraph(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "papergraph", *arguments],
        capture_output=True,
        encoding="utf-8",
        input=stdin,
        timeout=120,
    )


def ask(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return papergraph("query", *arguments, "--graph", GOLDEN, stdin=stdin)


def test_a_question_by_name() -> None:
    done = ask("--name", "prerequisites", "--set", "paper=ViT", "--format", "csv")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "paper,prerequisite,title,year"
    assert len(done.stdout.splitlines()) == 5
    assert "6 papers" in done.stderr


def test_a_question_in_a_file_on_the_line_and_from_stdin(tmp_path: Path) -> None:
    sparql = "SELECT ?title { ?p fabio:hasPublicationYear 2017 ; dct:title ?title }"
    file = tmp_path / "when.rq"
    file.write_text(f"# What is of 2017?\n{sparql}\n", "utf-8")
    answers = [ask(str(file)).stdout, ask("-e", sparql).stdout, ask("-", stdin=sparql).stdout]

    assert answers == ["title\n─────────────────────────\nAttention Is All You Need\n"] * 3


def test_parameters_of_a_file_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# Who?\n# param p: paper\nSELECT ?p ?n { ?p dct:creator/foaf:name ?n } ORDER BY ?n", "utf-8")
    done = ask(str(file), "--set", "p=LSTM", "--format", "tsv")

    assert done.stdout.splitlines()[1:] == [
        f'<https://w3id.org/papergraph/id/paper/doi-10.1162_2fneco.1997.9.8.1735>\t"{name}"'
        for name in ("Jürgen Schmidhuber", "Sepp Hochreiter")
    ]


def test_any_selected_variable_can_be_given_a_value_with_its_type() -> None:
    sparql = "SELECT ?p ?year { ?p fabio:hasPublicationYear ?year }"
    by_paper = ask("-e", sparql, "--set", "p:paper=ViT", "--format", "csv")
    by_iri = ask(
        "-e", sparql, "--set", "p:iri=https://w3id.org/papergraph/id/paper/arxiv-2010.11929", "--format", "csv"
    )
    by_year = ask("-e", sparql, "--set", "?year:integer=2020", "--format", "csv")

    assert by_paper.stdout.splitlines()[1:] == ["https://w3id.org/papergraph/id/paper/arxiv-2010.11929,2020"]
    assert by_paper.stdout == by_iri.stdout == by_year.stdout


def test_the_list_of_questions() -> None:
    done = papergraph("query", "--list")

    assert done.returncode == 0
    assert (
        "prerequisites\n    What must be read before a paper, the oldest first?\n    --set paper=PAPER" in done.stdout
    )


def test_formats(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    done = ask("-e", "ASK {}", "--format", "json", "-o", str(out))
    turtle = ask("-e", "CONSTRUCT WHERE { ?a pg:buildsOn ?b }", "--format", "turtle")

    assert (done.stdout, json.loads(out.read_text())) == ("", {"head": {}, "boolean": True})
    assert turtle.stdout.startswith("@prefix paper: ")


def test_a_cut_answer_is_told() -> None:
    done = ask("-e", "SELECT ?s { ?s ?p ?o }", "--limit", "3", "--format", "csv")

    assert len(done.stdout.splitlines()) == 4
    assert "cut after 3 rows" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Give one question"),
        (["-e", "ASK {}", "--name", "unlocks"], 2, "Give one question"),
        (["-e", "ASK {}", "--set", "x"], 2, "VAR=VALUE"),
        (["-e", "ASK {}", "--set", "x=1"], 1, "no parameter 'x'"),
        (["-e", "ASK {}", "--set", "x:year=1"], 1, "x cannot be a 'year'; a type is one of paper, concept"),
        (["-e", "SELECT ?x {}", "--set", "x:iri=<a b>"], 1, "x is an IRI such as"),
        (["-e", "SELECT ?y {}", "--set", "x:integer=1"], 1, "name it after SELECT"),
        (["-e", "ASK {"], 1, "line 1, column 6: the query ends"),
        (["-e", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], 1, "SERVICE asks another server"),
        (["--name", "prerequisite"], 1, "prerequisites"),
        (["--name", "prerequisites", "--set", "paper=tranformer"], 1, "did you mean"),
        (["no-such-file.rq"], 1, "no-such-file.rq: No such file"),
        (["-e", "ASK {}", "--format", "turtle"], 1, "turtle is for CONSTRUCT"),
        (
            ["-e", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--timeout", "1"],
            1,
            "longer than 1 seconds",
        ),
    ],
)
def test_what_goes_wrong_is_told(arguments: list[str], code: int, said: str) -> None:
    done = ask(*arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("format_", FORMATS)
def test_export_is_what_the_library_makes(toy_graph: PaperGraph, tmp_path: Path, format_: str) -> None:
    out = tmp_path / "graph.rdf"
    done = papergraph("export", "--graph", GOLDEN, "--format", format_, "--rdf", "flat", "-o", str(out))

    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == serialise(toy_graph, format_, detail="flat")  # type: ignore[arg-type]


def test_export_to_the_screen_below_another_base() -> None:
    done = papergraph("export", "--graph", GOLDEN, "--base-iri", "https://example.org/kg/")

    assert "@prefix paper: <https://example.org/kg/id/paper/> ." in done.stdout


def test_a_base_that_is_no_iri() -> None:
    done = papergraph("export", "--graph", GOLDEN, "--base-iri", "my papers")

    assert done.returncode == 1
    assert "no absolute IRI" in done.stderr
