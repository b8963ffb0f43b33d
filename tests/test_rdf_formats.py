"""The serialisations: every engine reads the same triples from each, and the bytes depend on the records alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from dataclasses import fields, replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from papergraph.graph import PaperGraph
from papergraph.model import Paper
from papergraph.rdf import FORMATS, Detail, Format, quads, serialise, serialise_parts, serialised, to_rdflib

ROOT = Path(__file__).parents[1]
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
DETAILS: tuple[Detail, ...] = ("flat", "evidence")


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


def triples(rdf: bytes, format_: Format) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(rdf, format=OXIGRAPH[format_])}


def subjects(graph: PaperGraph, detail: Detail) -> set[str]:
    return {subject for subject, *_ in quads(graph, detail=detail)}


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("format_", FORMATS)
def test_both_engines_read_the_generator_s_triples_from_every_format(
    toy_graph: PaperGraph, format_: Format, detail: Detail
) -> None:
    made = serialise(toy_graph, format_, detail=detail)
    expected = {f"{s} {p} {o}" for s, p, o, _ in quads(toy_graph, detail=detail)}
    by_rdflib = read_by_rdflib(made, format_)

    assert triples(made, format_) == expected
    assert isomorphic(to_rdflib(toy_graph, detail=detail), by_rdflib)
    assert made.endswith(b"\n")


def test_named_graphs_are_the_same_in_trig_and_nquads(toy_graph: PaperGraph) -> None:
    read = [
        {str(quad) for quad in ox.parse(serialise(toy_graph, each), format=OXIGRAPH[each])}
        for each in ("nquads", "trig")
    ]

    assert read[0] == read[1]


def test_every_triple_stands_in_one_graph(toy_graph: PaperGraph) -> None:
    made = quads(toy_graph)

    assert len({quad[:3] for quad in made}) == len(made)


def test_what_one_list_says_stands_in_its_own_graph(toy_graph: PaperGraph) -> None:
    source = "<https://w3id.org/papergraph/id/source/toy.md>"
    in_list = {
        subject.rpartition("/id/")[2].partition("/")[0] for subject, _, _, home in quads(toy_graph) if home == source
    }
    outside = {subject.rpartition("/id/")[2].partition("/")[0] for subject, _, _, home in quads(toy_graph) if not home}

    assert in_list == {"span", "section", "note", "evidence"}
    assert {"paper", "agent", "concept", "link", "source"} <= outside
    assert not {"span", "section", "note"} & outside


def test_there_are_no_blank_nodes(toy_graph: PaperGraph) -> None:
    assert not any(term.startswith("_:") for quad in quads(toy_graph) for term in quad)


def test_flat_leaves_out_what_only_gives_reasons(toy_graph: PaperGraph) -> None:
    kinds = {subject.rpartition("/id/")[2].partition("/")[0] for subject in subjects(toy_graph, "flat")}

    assert kinds == {"paper", "agent", "authorship", "concept", "note", "source", "dataset>", "concepts>"}
    assert {subject for subject, *_ in set(quads(toy_graph, detail="flat")) - set(quads(toy_graph))} == {
        "<https://w3id.org/papergraph/id/dataset>"
    }


@pytest.mark.parametrize("detail", DETAILS)
def test_the_data_set_knows_its_size(toy_graph: PaperGraph, detail: Detail) -> None:
    graph = to_rdflib(toy_graph, detail=detail)

    assert [int(size) for size in graph.objects(None, rdflib.VOID.triples)] == [len(graph)]


@pytest.mark.parametrize("detail", DETAILS)
def test_bytes_do_not_depend_on_hash_seeds(detail: Detail) -> None:
    code = (
        "import sys, pathlib; from papergraph.graph import from_json; from papergraph.rdf import FORMATS, serialise\n"
        "graph = from_json(pathlib.Path('tests/golden/papergraph.json').read_bytes())\n"
        f"for each in FORMATS: sys.stdout.buffer.write(serialise(graph, each, detail={detail!r}))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4711")
    ]

    assert runs[0] == runs[1]
    assert len(runs[0]) > 50_000


@pytest.mark.parametrize("format_", FORMATS)
def test_bytes_do_not_depend_on_the_order_of_records(toy_graph: PaperGraph, format_: Format) -> None:
    twin = replace(
        toy_graph,
        **{
            field.name: tuple(reversed(getattr(toy_graph, field.name)))
            for field in fields(toy_graph)
            if isinstance(getattr(toy_graph, field.name), tuple)
        },
    )

    assert serialise(twin, format_) == serialise(toy_graph, format_)


def test_inserted_lines_move_line_numbers_and_nothing_else(toy_graph: PaperGraph) -> None:
    moved = replace(
        toy_graph,
        entries=tuple(replace(e, first_line=e.first_line + 3, last_line=e.last_line + 3) for e in toy_graph.entries),
        builds_on=tuple(
            replace(
                edge,
                evidence=tuple(
                    piece
                    if piece.first_line is None or piece.last_line is None
                    else replace(piece, first_line=piece.first_line + 3, last_line=piece.last_line + 3)
                    for piece in edge.evidence
                ),
            )
            for edge in toy_graph.builds_on
        ),
    )
    changed = set(quads(moved)) ^ set(quads(toy_graph))

    assert {predicate.rpartition("#")[2] for _, predicate, _, _ in changed} == {"firstLine>", "lastLine>"}
    assert {subject.rpartition("/id/")[2].partition("/")[0] for subject, *_ in changed} == {"span"}


def test_another_base_moves_the_identifiers_and_not_the_vocabulary(toy_graph: PaperGraph) -> None:
    moved = serialise(toy_graph, "turtle", base_iri="https://example.org/kg").decode()

    assert "@prefix paper: <https://example.org/kg/id/paper/> ." in moved
    assert "@prefix pg: <https://w3id.org/papergraph/ns#> ." in moved
    assert "w3id.org/papergraph/id" not in moved


def test_the_time_stands_in_it_only_when_it_is_given(toy_graph: PaperGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    without = serialise(toy_graph, "turtle")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    dated = serialise(toy_graph, "turtle")

    assert b"dct:modified" not in without
    assert b'dct:modified "1970-01-02T00:00:00Z"^^xsd:dateTime' in dated


def test_turtle_is_readable(toy_graph: PaperGraph) -> None:
    made = serialise(toy_graph, "turtle").decode()

    assert "paper:arxiv-1706.03762\n    a fabio:Expression, schema:ScholarlyArticle ;\n    dct:title " in made
    assert "    fabio:hasPublicationYear 2017 ;\n" in made
    assert "    pg:buildsOn paper:arxiv-1409.0473 ;\n" in made
    assert "XMLSchema#integer" not in made


def test_json_ld_speaks_schema_org_in_plain_words(toy_graph: PaperGraph) -> None:
    made = json.loads(serialise(toy_graph, "jsonld"))
    (paper,) = (node for node in made["@graph"] if node["@id"] == "paper:arxiv-1706.03762")

    assert "ScholarlyArticle" in paper["@type"]
    assert paper["name"] == "Attention Is All You Need"
    assert paper["datePublished"] == "2017-06"
    assert paper["url"] == "https://arxiv.org/abs/1706.03762"
    assert made["@context"]["@vocab"] == "https://schema.org/"
    assert not any(isinstance(value, str) and "://json-ld" in value for value in made["@context"].values())


def test_authors_come_in_their_order(toy_graph: PaperGraph) -> None:
    rows = to_rdflib(toy_graph).query(
        "SELECT ?name { ?p pg:citekey 'hochreiter1997long'; pg:authorship ?a . ?a schema:position ?n; pg:author ?x ."
        " ?x foaf:name ?name } ORDER BY ?n"
    )

    assert [str(row[0]) for row in rows] == ["Sepp Hochreiter", "Jürgen Schmidhuber"]


def test_same_as_is_for_the_same_work_in_another_graph_only(toy_graph: PaperGraph) -> None:
    elsewhere = ("http://www.wikidata.org/entity/Q30249683", "https://en.wikipedia.org/wiki/Transformer")
    paper: Paper = replace(toy_graph.papers[0], same_as=elsewhere)
    graph = to_rdflib(replace(toy_graph, papers=(paper, *toy_graph.papers[1:])))

    assert [str(each) for each in graph.objects(None, rdflib.OWL.sameAs)] == [elsewhere[0]]
    assert [str(each) for each in graph.objects(None, rdflib.RDFS.seeAlso)] == [elsewhere[1]]


def test_a_group_does_not_enter_what_must_be_known(toy_graph: PaperGraph) -> None:
    first, *others = toy_graph.builds_on
    graph = to_rdflib(replace(toy_graph, builds_on=(replace(first, any_of="one"), *others)), detail="flat")

    assert len(list(graph.query("SELECT ?o { [] pg:mayBuildOn ?o }"))) == 1
    assert len(list(graph.query("SELECT ?o { [] pg:buildsOn ?o }"))) == 3


def test_only_a_citation_is_said_to_cite(toy_graph: PaperGraph) -> None:
    first, *others = toy_graph.builds_on
    cited = replace(first, evidence=(replace(first.evidence[0], justification="citation"),))
    graph = to_rdflib(replace(toy_graph, builds_on=(cited, *others)))

    assert len(list(to_rdflib(toy_graph).query("SELECT ?o { [] cito:cites ?o }"))) == 0
    assert (
        len(list(graph.query("SELECT ?o { ?s cito:cites ?o . [] cito:hasCitingEntity ?s; cito:hasCitedEntity ?o }")))
        == 1
    )


def test_an_absolute_path_is_nobody_s_business(toy_graph: PaperGraph) -> None:
    for path in ("/home/ann/list.md", "C:\\Users\\ann\\list.md", "~/list.md"):
        source = replace(toy_graph.sources[0], path=path)
        assert b"ann" not in serialise(replace(toy_graph, sources=(source,)), "nquads")
        assert b"list.md" not in serialise(replace(toy_graph, sources=(source,)), "nquads")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="turtle, ntriples"):
        serialised([], "parchment")  # type: ignore[arg-type]


def test_an_empty_graph_is_still_a_data_set() -> None:
    for format_ in FORMATS:
        assert triples(serialise(PaperGraph(), format_), format_)


def test_parsers_load_only_when_they_are_used() -> None:
    code = (
        "import sys, pathlib; from papergraph.graph import from_json; from papergraph.rdf import serialise\n"
        "graph = from_json(pathlib.Path('tests/golden/papergraph.json').read_bytes())\n"
        "for each in ('turtle', 'nquads', 'jsonld'): serialise(graph, each)\n"
        "print(sorted({'rdflib', 'pyoxigraph'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)

    assert done.stdout.split() == [b"[]"]


def test_several_formats_in_parts_are_the_same_bytes(toy_graph: PaperGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {each: serialise(toy_graph, each) for each in FORMATS}
    monkeypatch.setattr("papergraph.rdf.parts._AT_ONCE", 7)
    parts = {each: list(parts) for each, parts in serialise_parts(toy_graph, FORMATS)}

    assert {each: b"".join(made) for each, made in parts.items()} == whole
    assert min(len(parts[each]) for each in FORMATS if each not in ("rdfxml", "trig")) > 3


def test_the_data_set_counts_its_subjects(toy_graph: PaperGraph) -> None:
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    graph = to_rdflib(toy_graph)

    assert [int(str(count)) for count in graph.objects(None, void.distinctSubjects)] == [len(set(graph.subjects()))]


@pytest.mark.parametrize("format_", ["ntriples", "nquads"])
def test_lines_written_as_they_come_are_those_of_all_quads(
    toy_graph: PaperGraph, monkeypatch: pytest.MonkeyPatch, format_: Format
) -> None:
    expected = serialised(quads(toy_graph), format_)
    monkeypatch.setattr("papergraph.rdf.parts._AT_ONCE", 7)  # equal triples stand at the end of one part, too

    assert serialise(toy_graph, format_) == expected
    rows = [(s, p, o, graph) for s, p, o, _ in quads(toy_graph) for graph in ("", "<urn:x:a>", "<urn:x:b>")]
    assert serialised(rows, "ntriples") == serialise(toy_graph, "ntriples")
