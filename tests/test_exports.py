"""Formats of other programs: each is opened again by a library of its field, and hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import jsonschema
import networkx
import pytest

from papergraph.curation import Curation, seeds
from papergraph.exports import EXPORT_FORMATS, ExportFormat, export
from papergraph.exports.mermaid import MOST_CHARACTERS, MOST_EDGES
from papergraph.graph import PaperGraph, build, to_networkx
from papergraph.model import Author, BuildsOn, Evidence, Note, Paper

HOSTILE = [
    "quotes \" and ' and \\ and {braces} } { $math$ 50% & #1 _x ~ ^",
    "lines\nand\rreturns\tand tabs",
    "</data><script>alert(1)</script> ]]> <![CDATA[ &amp;",
    "a lone surrogate \ud800 and controls \x00\x07\x1f and \ufffe",
    "=cmd|' /C calc'!A0",
    "%% flowchart end --> A[B] subgraph click",
    "\u202eright to left\u202c 漢字 🙂 e\u0301",
    "",
]


@pytest.fixture(scope="module")
def bundled() -> PaperGraph:
    return build(seeds())


def made(graph: PaperGraph, format_: ExportFormat) -> dict[str, str]:
    return {name: content.decode() for name, content in export(graph, format_)}


def one(graph: PaperGraph, format_: ExportFormat) -> str:
    (text,) = made(graph, format_).values()
    return text


def with_text(graph: PaperGraph, text: str) -> PaperGraph:
    first, *others = graph.papers
    paper = Paper(id="work:x-2000", citekey="x", title=text, short_names=(text,), venue=text, authors=("x",), year=2000)
    edge = BuildsOn(
        subject=paper.id,
        object=first.id,
        kind="core",
        takes=(text,),
        evidence=(Evidence(justification="mention", confidence=0.5, quote=text, reason=text),),
    )
    noted = replace(first, notes=(Note(key="summary", label=text, text=text),))
    return replace(
        graph,
        papers=(noted, *others, paper),
        authors=(*graph.authors, Author(id="x", name=text)),
        builds_on=(*graph.builds_on, edge),
    )


# --- networks ---------------------------------------------------------------------------------------------------------


def opened(format_: ExportFormat, text: str) -> networkx.DiGraph:
    if format_ == "graphml":
        return networkx.parse_graphml(text)
    return networkx.read_gexf(io.BytesIO(text.encode()))


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_networkx_reads_the_same_graph(bundled: PaperGraph, format_: ExportFormat) -> None:
    graph = opened(format_, one(bundled, format_))
    ours = to_networkx(bundled)
    papers = {node for node, data in graph.nodes(data=True) if data["type"] == "paper"}
    builds = {(a, b): data for a, b, data in graph.edges(data=True) if data["relation"] == "builds_on"}

    assert papers == set(ours)
    assert set(builds) == set(ours.edges)
    assert all(builds[edge]["kind"] == ours.edges[edge]["kind"] for edge in builds)
    assert all(builds[edge]["confidence"] == pytest.approx(ours.edges[edge]["confidence"]) for edge in builds)
    assert all(graph.nodes[node].get("year") == ours.nodes[node]["year"] for node in papers)
    assert all(graph.nodes[node]["title"] == ours.nodes[node]["title"] for node in papers)
    assert networkx.is_directed_acyclic_graph(graph.edge_subgraph(builds))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_hostile_text_is_text_in_a_network(toy_graph: PaperGraph, format_: ExportFormat, text: str) -> None:
    graph = opened(format_, one(with_text(toy_graph, text), format_))
    shown = str(graph.nodes["work:x-2000"].get("title", ""))

    assert len(graph) == 7 + 4
    for part in ("alert(1)", "漢字", "{braces}", "lines\nand"):
        assert (part in shown) == (part in text)


# --- tables -----------------------------------------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_tables_hold_the_graph(bundled: PaperGraph) -> None:
    tables = made(bundled, "csv")
    nodes, edges = rows(tables["nodes.csv"]), rows(tables["edges.csv"])
    builds = [row for row in edges if row["relation"] == "builds_on"]

    assert {row["id"] for row in nodes if row["type"] == "paper"} == set(bundled.paper)
    assert {row["id"] for row in nodes if row["type"] == "concept"} == {f"concept:{each}" for each in bundled.concept}
    assert {(row["source"], row["target"]) for row in builds} == {(e.subject, e.object) for e in bundled.builds_on}
    assert {row["source"] for row in edges} | {row["target"] for row in edges} <= {row["id"] for row in nodes}
    assert len({row["id"] for row in edges}) == len(edges)
    assert sum(row["relation"] in {"introduces", "uses"} for row in edges) == len(bundled.topics)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_a_cell(toy_graph: PaperGraph, text: str) -> None:
    tables = made(with_text(toy_graph, text), "csv")
    (row,) = (row for row in rows(tables["nodes.csv"]) if row["id"] == "work:x-2000")

    assert None not in row
    assert not row["title"].startswith("=")
    assert len(rows(tables["edges.csv"])) == len(rows(made(toy_graph, "csv")["edges.csv"])) + 1


# --- references -------------------------------------------------------------------------------------------------------


def bibtex(text: str) -> dict[str, dict[str, str]]:
    """A reader of the subset that matters: braces must balance, and fields are name = {value} or a month."""
    entries: dict[str, dict[str, str]] = {}
    at = 0
    while (at := text.find("@", at)) >= 0:
        opening = text.index("{", at)
        depth, end = 0, opening
        while True:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            if depth == 0:
                break
            end += 1
        key, _, body = text[opening + 1 : end].partition(",")
        fields = {}
        for line in body.strip().splitlines():
            name, equals, value = line.strip().rstrip(",").partition("=")
            assert equals, line
            value = value.strip()
            assert value.count("{") == value.count("}"), line
            fields[name.strip()] = value
        assert key not in entries
        entries[key] = {"": text[at + 1 : opening], **fields}
        at = end
    return entries


def test_bibtex_names_every_paper(bundled: PaperGraph) -> None:
    entries = bibtex(one(bundled, "bibtex"))
    transformer = entries["vaswani2017attention"]

    assert set(entries) == {paper.citekey for paper in bundled.papers}
    assert transformer["author"].startswith("{Vaswani, Ashish and Shazeer, Noam")
    assert (transformer["year"], transformer["eprint"]) == ("{2017}", "{1706.03762}")
    assert "bahdanau2014neural" in transformer["note"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_leaves_bibtex_balanced(toy_graph: PaperGraph, text: str) -> None:
    assert len(bibtex(one(with_text(toy_graph, text), "bibtex"))) == 7


STRINGS = ["title", "title-short", "container-title", "publisher", "DOI", "ISBN", "PMID", "URL", "abstract", "note"]
#: What the schema of CSL data says of what we write: names, dates, kinds; nothing else is allowed.
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {
                "enum": [
                    *("article", "article-journal", "paper-conference", "report", "book", "post-weblog", "software"),
                    "document",
                ]
            },
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {name: {"type": "string"} for name in ("family", "given", "suffix", "literal")},
                },
            },
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "number"}},
                    }
                },
            },
            "number": {"type": ["string", "number"]},
            "custom": {"type": "object"},
            **{name: {"type": "string"} for name in STRINGS},
        },
    },
}


def test_csl_holds_to_its_schema(bundled: PaperGraph) -> None:
    items = json.loads(one(bundled, "csl"))
    jsonschema.validate(items, CSL)
    by_key = {item["id"]: item for item in items}
    transformer = by_key["vaswani2017attention"]

    assert set(by_key) == {paper.citekey for paper in bundled.papers}
    assert transformer["author"][0] == {"family": "Vaswani", "given": "Ashish"}
    assert transformer["issued"]["date-parts"][0][0] == 2017
    assert transformer["type"] == "paper-conference"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_csl(toy_graph: PaperGraph, text: str) -> None:
    items = json.loads(one(with_text(toy_graph, text), "csl"))
    jsonschema.validate(items, CSL)

    assert len(items) == 7


# --- pictures and lists -----------------------------------------------------------------------------------------------


def test_mermaid_draws_every_core_edge_that_does_not_follow(toy_graph: PaperGraph) -> None:
    lines = one(toy_graph, "mermaid").splitlines()

    assert lines[0] == "%% 5 of 6 papers, 4 of 5 edges"
    assert lines[1] == "flowchart TD"
    assert sum(" --> " in line for line in lines) == 4
    assert any('"LSTM (1997)"' in line for line in lines)


def test_mermaid_stays_within_what_pages_draw(toy_graph: PaperGraph) -> None:
    papers = tuple(
        replace(toy_graph.papers[0], id=f"work:p{n}-2000", citekey=f"p{n}", short_names=(f"name {n}",), entries=())
        for n in range(1500)
    )
    edges = tuple(
        BuildsOn(subject=f"work:p{n}-2000", object=f"work:p{n // 2}-2000", kind="core") for n in range(1, 1500)
    )
    text = one(replace(toy_graph, papers=papers, builds_on=edges, topics=()), "mermaid")

    assert text.count(" --> ") <= MOST_EDGES
    assert len(text) <= MOST_CHARACTERS
    assert "of 1500 papers" in text.splitlines()[0]
    assert text.count('["') > 300


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_draws_no_node_of_its_own(toy_graph: PaperGraph, text: str) -> None:
    lines = one(with_text(toy_graph, text), "mermaid").splitlines()

    assert sum(" --> " in line for line in lines) == 5
    assert len(lines) == 2 + 6 + 5


def test_markdown_is_read_again(bundled: PaperGraph, tmp_path: Path) -> None:
    (tmp_path / "again.md").write_bytes(next(iter(export(bundled, "markdown")))[1])
    again = build([tmp_path / "again.md"])

    assert not again.unread
    assert {paper.id for paper in again.papers} >= {paper.id for paper in bundled.papers}
    kept = {(edge.subject, edge.object) for edge in again.builds_on}
    assert {(edge.subject, edge.object) for edge in bundled.builds_on} <= kept


def test_markdown_carries_its_edges_without_curated_knowledge(toy_graph: PaperGraph, tmp_path: Path) -> None:
    (tmp_path / "again.md").write_bytes(next(iter(export(toy_graph, "markdown")))[1])
    again = build([tmp_path / "again.md"], curation=Curation())

    assert len(again.papers) == len(toy_graph.papers)
    assert {(edge.subject, edge.object, edge.kind) for edge in again.builds_on} == {
        (edge.subject, edge.object, edge.kind) for edge in toy_graph.builds_on
    }


# --- all of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_bytes_do_not_depend_on_the_order_of_records(toy_graph: PaperGraph, format_: ExportFormat) -> None:
    fields = ("entries", "papers", "authors", "concepts", "topics", "builds_on")
    twin = replace(toy_graph, **{field: tuple(reversed(getattr(toy_graph, field))) for field in fields})

    assert list(export(twin, format_)) == list(export(toy_graph, format_))


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_an_empty_graph_is_no_error(format_: ExportFormat) -> None:
    assert all(content for _, content in export(PaperGraph(), format_))


def test_an_unknown_format_is_refused(toy_graph: PaperGraph) -> None:
    with pytest.raises(ValueError, match="graphml, gexf"):
        list(export(toy_graph, "parchment"))  # type: ignore[arg-type]


def papergraph(*arguments: str, of_list: bool = False) -> subprocess.CompletedProcess[str]:
    golden = str(Path(__file__).parent / "golden/papergraph.json")
    graph = [] if of_list else ["--graph", golden]
    return subprocess.run(
        [sys.executable, "-m", "papergraph", "export", *graph, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.mark.parametrize("format_", [each for each in EXPORT_FORMATS if each != "csv"])
def test_the_command_writes_what_the_library_makes(
    toy_graph: PaperGraph, tmp_path: Path, format_: ExportFormat
) -> None:
    out = tmp_path / "out"
    done = papergraph("--format", format_, "-o", str(out))

    assert done.returncode == 0, done.stderr
    assert out.read_text("utf-8") == one(toy_graph, format_)
    assert ("papers are drawn" in done.stderr) == (format_ == "mermaid")


def test_tables_go_into_a_folder_or_a_zip(toy_graph: PaperGraph, tmp_path: Path) -> None:
    folder, archive = tmp_path / "tables", tmp_path / "tables.zip"
    for out in (folder, archive, archive):
        done = papergraph("--format", "csv", "-o", str(out))
        assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(archive) as opened_archive:
        zipped = {name: opened_archive.read(name) for name in opened_archive.namelist()}

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == zipped == dict(export(toy_graph, "csv"))


def test_a_list_that_is_named_is_exported_as_one_table_of_papers(tmp_path: Path) -> None:
    (tmp_path / "my.md").write_text("- [A Theory of Sheep](https://arxiv.org/abs/2101.00001), Ada Lund, 2021\n")
    done = papergraph(str(tmp_path / "my.md"), "--format", "csv", "-o", str(tmp_path / "my.csv"), of_list=True)
    printed = papergraph(str(tmp_path / "my.md"), "--format", "csv", of_list=True)

    assert done.returncode == printed.returncode == 0, done.stderr
    table = (tmp_path / "my.csv").read_text("utf-8")
    assert [(row["type"], row["title"], row["year"]) for row in rows(table)] == [("paper", "A Theory of Sheep", "2021")]
    assert printed.stdout.splitlines() == table.splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "bibtex", "--rdf", "flat"), "--rdf is for RDF"),
        (("--format", "gexf", "--base-iri", "https://a.org/"), "--base-iri is for RDF"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(arguments: tuple[str, ...], said: str) -> None:
    done = papergraph(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
