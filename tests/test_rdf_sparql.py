"""SPARQL: answers that are known, questions that are refused, limits that are told."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.errors import QueryError
from papergraph.graph import PaperGraph
from papergraph.rdf import Quad, QueryResult, Value, quads, query, serialised
from papergraph.rdf import sparql_tokens as scan
from papergraph.rdf.stores import KEPT, kept_store
from papergraph.rdf.terms import NAMESPACES

ROOT = Path(__file__).parents[1]
XSD = NAMESPACES["xsd"]
CHAIN = """
SELECT ?key ?year WHERE {
  ?start pg:citekey "dosovitskiy2020image" ; pg:buildsOn+ ?paper .
  ?paper pg:citekey ?key ; fabio:hasPublicationYear ?year .
  FILTER(?year >= 2000)
} ORDER BY DESC(?year) ?key
"""


@pytest.fixture(scope="module")
def rows(toy_graph: PaperGraph) -> list[Quad]:
    return quads(toy_graph)


def test_everything_a_paper_builds_on_since_a_year(toy_graph: PaperGraph) -> None:
    assert query(toy_graph, CHAIN).records() == [
        {"key": "vaswani2017attention", "year": 2017},
        {"key": "bahdanau2014neural", "year": 2014},
        {"key": "sutskever2014sequence", "year": 2014},
    ]


def test_ask_construct_describe(rows: list[Quad]) -> None:
    asked = query(rows, "ASK { ?p pg:citekey 'he2015deep' ; pg:buildsOn ?x }")
    made = query(rows, "CONSTRUCT { ?b pg:isBuiltOnBy ?a } WHERE { ?a pg:buildsOn ?b }")
    described = query(rows, "DESCRIBE ?p { ?p pg:citekey 'he2015deep' }")

    assert asked.boolean is False
    assert (len(made.triples), made.kind) == (4, "graph")
    assert ("paper:arxiv-1706.03762\n    pg:isBuiltOnBy paper:arxiv-2010.11929 .") in made.render("turtle")
    assert ox.Literal("Deep Residual Learning for Image Recognition") in {
        quad.object for quad in ox.parse(described.render("turtle"), format=ox.RdfFormat.TURTLE)
    }


def test_named_graphs_can_be_asked_for(rows: list[Quad]) -> None:
    found = query(rows, "SELECT DISTINCT ?g { GRAPH ?g { ?e a pg:Entry } }")

    assert [row[0].value for row in found.rows if row[0]] == ["https://w3id.org/papergraph/id/source/toy.md"]


def test_a_triple_is_counted_once(rows: list[Quad], toy_graph: PaperGraph) -> None:
    assert query(rows, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records() == [{"n": len(rows)}]


def test_a_query_may_declare_prefixes_itself(rows: list[Quad]) -> None:
    own = query(rows, "PREFIX pg: <http://purl.org/dc/terms/> SELECT ?t { ?p pg:title ?t }")

    assert len(own.rows) == 9  # six papers, their list, the data set, the scheme of concepts


def test_rows_without_an_order_are_sorted(rows: list[Quad]) -> None:
    found = query(rows, "SELECT ?key { ?p pg:citekey ?key }")
    keys = [row[0].value for row in found.rows if row[0]]

    assert keys == sorted(keys)
    assert len(keys) == 6


def test_the_base_moves_the_prefixes_along(toy_graph: PaperGraph) -> None:
    asked = query(toy_graph, "ASK { paper:arxiv-1706.03762 a fabio:Expression }", base_iri="https://example.org/")

    assert asked.boolean is True


# --- refused --------------------------------------------------------------------------------------------------------

REFUSED = [
    ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE", 12),
    ("SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE", 12),
    ("SELECT * {\\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE", 11),
    ("SELECT * { ?s ?p 'x'.SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }", "SERVICE", 22),
    ("SELECT * { ?s ?p ?o FILTER(?s<?o) SERVICE <http://127.0.0.1:9/> { ?a ?b ?c FILTER(?c>1) } }", "SERVICE", 35),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM", 10),
    ("SELECT * from named <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }", "FROM", 10),
    ("LOAD <http://127.0.0.1:9/>", "LOAD", 1),
    ("INSERT DATA { <a:b> <a:b> 1 }", "INSERT", 1),
    ("DELETE WHERE { ?s ?p ?o }", "DELETE", 1),
    ("CLEAR ALL", "CLEAR", 1),
    ("WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH", 1),
    ("ASK {}; DROP ALL", "DROP", 9),
]


@pytest.mark.parametrize(("sparql", "word", "column"), REFUSED, ids=[case[0][:40] for case in REFUSED])
def test_what_leaves_the_graph_is_refused(rows: list[Quad], sparql: str, word: str, column: int) -> None:
    with pytest.raises(QueryError, match=rf"line 1, column {column}: {word} ") as caught:
        query(rows, sparql)

    assert "only reads the graph at hand" in str(caught.value)


# What follows `<` may be an IRI or a comparison: a comment or a string then begins for one reader only. Keywords need
# no space around them, and the prefix of a name can be a keyword.
HIDDEN = [
    "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE#>\n<http://127.0.0.1:9/>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?o)#> '''\n SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #'''\n }",
    "SELECT * { ?s ?p ?o FILTER(?s<<http://x/'''>)SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } #'''\n }",
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "PREFIX a: <urn:> SELECT * { ?s ?p a:.SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?a ?b ?c } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICESILENT:x { ?a ?b ?c } }",
    "SELECT * { SERVICESILENT <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "ASKFROM<http://127.0.0.1:9/>{}",
]


@pytest.mark.parametrize("sparql", HIDDEN)
def test_what_hides_from_a_scan_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE|FROM"):
        scan.check_allowed(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service ?from { ?service dct:title ?from }",
        "SELECT * { ?s dct:title ?o FILTER(?o != 'SERVICE <http://x> FROM') }",
        'SELECT * { ?s dct:title ?o FILTER(?o != """INSERT " DATA\n LOAD""") }',
        "SELECT * { ?s dct:title ?o } # SERVICE <http://127.0.0.1:9/>",
        "SELECT * { ?s <http://example.org/FROM#SERVICE> ?o }",
        "PREFIX service_: <http://example.org/> SELECT * { ?s service_:LOAD ?o ; pg:INSERT ?x ; pg:SERVICE ?y }",
        "SELECT * { ?s ?p ?o FILTER(?s<?o) FILTER(?o>1) }",
        "SELECT * { ?s <urn:SERVICE> ?o }",
        "SELECT * { ?s dct:title _:DROP }",
    ],
)
def test_words_that_only_look_like_it_are_not(rows: list[Quad], sparql: str) -> None:
    assert query(rows, sparql).kind == "select"


def test_the_worker_cannot_open_a_connection_even_so(rows: list[Quad]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        port = server.getsockname()[1]
        request = {
            "query": f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
            "prefixes": {}, "bound": {}, "limit": 5, "megabytes": 4096, "seconds": 20, "confined": True,
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-P", str(ROOT / "src/papergraph/rdf/worker.py")],
            input=json.dumps(request).encode() + b"\n" + serialised(rows, "nquads"),
            capture_output=True,
            timeout=60,
            check=True,
        )

        assert json.loads(done.stdout)["error"] == "run"
        with pytest.raises(TimeoutError):
            server.accept()


# --- malformed ------------------------------------------------------------------------------------------------------

MALFORMED = [
    ("SELECT ?x WHERE { ?x pg:buildsOn ?y OPTINAL { ?x ?y ?z } }", "line 1, column 37: found 'OPTINAL'"),
    ("SELEC ?x { ?x ?p ?y }", "line 1, column 1: found 'SELEC', expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ("SELECT * {\n ?s ?p ?o .\n FILTER(?s = ) }", r"line 3, column 14: found '\)', expected a value"),
    ("SELECT * { ?s ?p", "line 1, column 17: the query ends, expected a variable"),
    ("SELECT ?x\n{ ?x foo:bar ?y }", "line 2, column 6: found 'foo:bar', expected a known prefix: declare PREFIX foo:"),
    ("SELECT * { ?s ?p 'open\n }", "line 1, column 18: a string begins here and is never closed"),
    ("SELECT * { ?s ?p ?o } LIMIT many", "line 1, column 29: found 'many', expected a number"),
    ("SELECT * { ?s ?p ?o } }", "line 1, column 23: found '}'"),
    ("# only a comment", "the query is empty"),
    ("SELECT (nosuch(?s) AS ?x) { ?s ?p ?o }", "line 1, column 9: found 'nosuch', expected a value"),
    ("SELECT * { BIND(<http://e/f>(1) AS ?x) }", "custom function"),
    ("SELECT * { ?s ?p '\ud800' }", "cannot be run"),
]


@pytest.mark.parametrize(("sparql", "said"), MALFORMED, ids=[repr(case[0][:30]) for case in MALFORMED])
def test_a_malformed_query_is_explained(rows: list[Quad], sparql: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        query(rows, sparql)


@given(st.text(st.sampled_from(" \n\t#'\"\\<>?$@:_-.{}()|&^=!,;*+/[]aeSu0159é\u2028")))
def test_tokens_together_are_the_query(text: str) -> None:
    assert "".join(token.text for token in scan.tokens(text)) == text


def test_the_scan_is_linear(rows: list[Quad]) -> None:
    for piece in ("a-", "<", "'", "''' ", "a:b.", "\\u0041", "#\n", "((("):
        assert sum(1 for _ in scan.tokens(piece * 50_000)) > 0
    scan.check_allowed("<a:b> " * 100_000)
    with pytest.raises(QueryError, match="too many ways to read"):
        scan.check_allowed("<a:b#>" * 20_000)


# --- limits ---------------------------------------------------------------------------------------------------------

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_query_that_takes_too_long_is_stopped(rows: list[Quad]) -> None:
    with pytest.raises(QueryError, match=r"longer than 1\.5 seconds and was stopped"):
        query(rows, ENDLESS, timeout=1.5)


def test_a_query_that_takes_too_much_memory_is_stopped(rows: list[Quad]) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i"
    with pytest.raises(QueryError, match="512 MB of memory"):
        query(rows, greedy, megabytes=512, timeout=120)


DOUBLED = " ".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(40))
THOUSAND = " ".join(str(number) for number in range(1000))
HOSTILE = {
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:b>)* ?b . ?b (!<x:a>|^!<x:b>)* ?c . ?c (!<x:a>|^!<x:b>)* ?d }",
    "text that doubles": f"SELECT (STRLEN(?a40) AS ?n) {{ BIND('0123456789' AS ?a0) {DOUBLED} }}",
    "10^12 rows": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{i} {{ {THOUSAND} }}" for i in range(4)) + " }",
    "nested repetition": f"SELECT * {{ ?s ?p ?o FILTER(REGEX(STR(?o), '{'(' * 8 + 'a' + '{0,9}){0,9}' * 8}')) }}",
    "replace": f"SELECT (STRLEN(REPLACE('{'a' * 9999}', '', '{'b' * 99999}')) AS ?n) {{}}",
}


@pytest.mark.parametrize("sparql", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_query_ends_with_a_reason_or_an_answer(rows: list[Quad], sparql: str) -> None:
    """Whatever it is, it ends within its time, and this process lives."""
    told = ""
    try:
        query(rows, sparql, timeout=3, megabytes=512)
    except QueryError as error:
        told = str(error)

    assert re.search("^$|longer than 3 seconds|512 MB of memory|cannot be run", told)
    assert "note:" not in told


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELECT * " + "{" * 5000 + "}" * 5000, "line 1, column 138: more than 128 brackets"),
        ("SELECT * { ?s ?p ?o FILTER(" + "!" * 500 + "?o) }", "more than 128 brackets or signs"),
        ("SELECT * { ?s ?p ?o FILTER(" + "||".join(["?s=1"] * 9000) + ") }", "more than 4,000 keywords and operators"),
        ("SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 9000) + " }", "more than 4,000 keywords and operators"),
        ("SELECT * { ?s " + "/".join(["<x:a>"] * 9000) + " ?o }", "more than 4,000 keywords and operators"),
        ("SELECT ('" + "x" * 2**20 + "' AS ?x) {}", "may have 1,048,576 characters"),
    ],
    ids=["braces", "signs", "or", "union", "path", "text"],
)
def test_what_would_break_an_engine_is_refused_at_once(sparql: str, said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)):
        scan.check_allowed(sparql)


def test_many_values_are_data(rows: list[Quad]) -> None:
    given = " ".join(f"({number} 'b')" for number in range(20_000))

    assert query(rows, f"SELECT (COUNT(*) AS ?n) {{ VALUES (?a ?b) {{ {given} }} }}").records() == [{"n": 20_000}]


def test_a_store_is_kept_and_a_damaged_one_made_anew(toy_graph: PaperGraph, tmp_path: Path) -> None:
    first = query(toy_graph, CHAIN, folder=tmp_path)
    kept = [path.name for path in tmp_path.iterdir()]
    again = query(toy_graph, CHAIN, folder=tmp_path)
    for file in (tmp_path / kept[0] / "store").glob("MANIFEST*"):
        file.write_bytes(b"damaged")
    repaired = query(toy_graph, CHAIN, folder=tmp_path)
    other = query(PaperGraph(), "SELECT * { ?s pg:citekey ?o }", folder=tmp_path)

    assert first == again == repaired == query(toy_graph, CHAIN)
    assert (len(kept), len(first.rows), len(other.rows)) == (1, 3, 0)


def test_without_a_place_for_a_store_a_query_is_answered_all_the_same(toy_graph: PaperGraph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    assert len(query(toy_graph, CHAIN, folder=tmp_path / "file").rows) == 3


def test_few_stores_are_kept(tmp_path: Path) -> None:
    def make(store: Path) -> None:
        (store / "data").write_text("x")

    with kept_store(tmp_path, "used", make):
        for number in range(KEPT + 3):
            with kept_store(tmp_path, f"store-{number}", make) as store:
                assert (store / "data").read_text() == "x"
        names = sorted(path.name for path in tmp_path.iterdir())

    assert names == [*(f"store-{number}" for number in range(3, KEPT + 3)), "used"]


def test_a_store_that_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    def broken(store: Path) -> None:
        (store / "data").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), kept_store(tmp_path, "key", broken):
        pass

    assert list(tmp_path.iterdir()) == []


def test_a_cut_answer_says_so(rows: list[Quad]) -> None:
    whole = query(rows, "SELECT ?k { ?p pg:citekey ?k }", limit=6)
    cut = query(rows, "SELECT ?k { ?p pg:citekey ?k } ORDER BY ?k", limit=2)
    graph = query(rows, "CONSTRUCT WHERE { ?s ?p ?o }", limit=3)

    assert (len(whole.rows), whole.cut) == (6, False)
    assert [record["k"] for record in cut.records()] == ["bahdanau2014neural", "dosovitskiy2020image"]
    assert cut.cut
    assert (len(graph.triples), graph.cut) == (3, True)


# --- values bound to variables --------------------------------------------------------------------------------------


def test_a_bound_value_is_a_value_and_never_syntax(rows: list[Quad]) -> None:
    nasty = "x' } UNION { ?s ?p ?o } #"
    asked = "SELECT ?t ?p { ?p pg:citekey ?k FILTER(?k = ?t) }"
    found = query(rows, asked, bound={"t": Value("literal", "he2015deep", f"{XSD}string")})

    assert len(found.rows) == 1
    assert not query(rows, asked, bound={"t": Value("literal", nasty, f"{XSD}string")}).rows


def test_a_bound_variable_must_be_selected(rows: list[Quad]) -> None:
    with pytest.raises(QueryError, match="name it after SELECT"):
        query(rows, "SELECT ?p { ?p ?q ?t }", bound={"t": Value("literal", "x", f"{XSD}string")})


# --- written down ---------------------------------------------------------------------------------------------------

ODD = """
SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) {
  ("a,\\"b\\"\\n\\t\\\\" 1 <http://a.org/x> "hallo"@de)
  (UNDEF 1.50 true "2020-01-01"^^xsd:date)
} } ORDER BY ?a
"""


def by_engine(format_: ox.QueryResultsFormat) -> bytes:
    prefixes = {"xsd": XSD}
    return ox.Store().query(ODD, prefixes=prefixes).serialize(format=format_)


@pytest.mark.parametrize(
    ("format_", "engine"),
    [
        ("json", ox.QueryResultsFormat.JSON),
        ("tsv", ox.QueryResultsFormat.TSV),
        ("xml", ox.QueryResultsFormat.XML),
    ],
)
def test_results_read_back_as_the_engine_s_own(rows: list[Quad], format_: str, engine: ox.QueryResultsFormat) -> None:
    made = query(rows, ODD).render(format_)  # type: ignore[arg-type]
    ours, theirs = (ox.parse_query_results(each, format=engine) for each in (made, by_engine(engine)))

    assert [[str(value) for value in row] for row in ours] == [[str(value) for value in row] for row in theirs]
    assert ours.variables == theirs.variables


def test_csv_is_what_a_spreadsheet_reads(rows: list[Quad]) -> None:
    made = query(rows, ODD).render("csv")

    assert list(csv.reader(io.StringIO(made, newline=""))) == [
        ["a", "b", "c", "d"],
        ["", "1.5", "true", "2020-01-01"],
        ['a,"b"\n\t\\', "1", "http://a.org/x", "hallo"],
    ]


def test_python_values(rows: list[Quad]) -> None:
    assert query(rows, ODD).records() == [
        {"a": None, "b": 1.5, "c": True, "d": "2020-01-01"},
        {"a": 'a,"b"\n\t\\', "b": 1, "c": "http://a.org/x", "d": "hallo"},
    ]


def test_a_literal_that_lies_about_being_a_number_stays_text() -> None:
    assert Value("literal", "many", f"{XSD}integer").python() == "many"


def test_a_table_is_aligned_and_short(rows: list[Quad]) -> None:
    made = query(rows, "SELECT ?p ?n ?t { VALUES (?p ?n ?t) { (pg:buildsOn 7 'a\\nb') (dct:title 1234 UNDEF) } }")

    assert made.render("table") == (
        "p               n  t\n───────────  ────  ───\ndct:title    1234\npg:buildsOn     7  a b\n"
    )
    assert "n" not in made.render("table", hide={"n"}).split()


def test_yes_and_no() -> None:
    assert QueryResult(kind="ask", boolean=True).render() == "yes\n"
    assert QueryResult(kind="ask", boolean=False).render("csv") == "false\n"
    assert json.loads(QueryResult(kind="ask", boolean=False).render("json")) == {"head": {}, "boolean": False}
    parsed = ox.parse_query_results(
        QueryResult(kind="ask", boolean=True).render("xml"), format=ox.QueryResultsFormat.XML
    )
    assert isinstance(parsed, ox.QueryBoolean)
    assert bool(parsed)


def test_each_kind_of_result_has_its_formats(rows: list[Quad]) -> None:
    made = query(
        rows, "CONSTRUCT { ?p dct:title '\u00e9\"'@fr , _:b , 'n'^^xsd:integer } WHERE { ?p pg:citekey 'he2015deep' }"
    )

    with pytest.raises(QueryError, match="turtle is for CONSTRUCT"):
        query(rows, "SELECT * { ?s ?p ?o } LIMIT 1").render("turtle")
    with pytest.raises(QueryError, match="csv is for rows"):
        made.render("csv")
    with pytest.raises(QueryError, match="ntriples is for CONSTRUCT"):
        query(rows, "SELECT * { ?s ?p ?o } LIMIT 1").render("ntriples")
    with pytest.raises(QueryError, match="characters that XML cannot hold"):
        query(rows, "SELECT ('\\u0001' AS ?x) {}").render("xml")
    for format_, engine in (
        ("turtle", ox.RdfFormat.TURTLE),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("xml", ox.RdfFormat.RDF_XML),
        ("json", ox.RdfFormat.JSON_LD),
    ):
        read = [quad.triple for quad in ox.parse(made.render(format_), format=engine)]  # type: ignore[arg-type]
        assert {re.sub(r"_:\w+", "_:b", str(each.object)) for each in read} == {
            '"é\\""@fr',
            "_:b",
            f'"n"^^<{XSD}integer>',
        }
