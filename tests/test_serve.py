"""The endpoint: a real server on loopback, asked by the protocol, by browsers, and by what means it ill."""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from papergraph.errors import MissingExtraError, ServeError
from papergraph.graph import PaperGraph, to_json
from papergraph.rdf import named_queries, query, serialise
from papergraph.serve import Endpoint, serving
from papergraph.serve.front import AT_ONCE

TITLES = "SELECT ?t { ?p pg:citekey ?k ; dct:title ?t } ORDER BY ?t"
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
STREAM = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
TSV = "text/tab-separated-values; charset=utf-8"

Reply = tuple[int, dict[str, str], bytes]


class Asker:
    """A client that shows everything that came back."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.port = int(endpoint.url.rstrip("/").rpartition(":")[2])

    def __call__(
        self, method: str, path: str, body: bytes | str | None = None, headers: dict[str, str] | None = None
    ) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def sparql(self, text: str, **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self("POST", "/sparql", text.encode(), {**DIRECT, **named})

    def raw(self, given: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(given)
            received = b""
            while piece := connection.recv(2**16):
                received += piece
        return received


@pytest.fixture(scope="module")
def ask(toy_graph: PaperGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    folder = tmp_path_factory.mktemp("stores")
    with serving(toy_graph, port=0, folder=folder, timeout=60) as endpoint:
        yield Asker(endpoint)


@pytest.fixture
def hasty(toy_graph: PaperGraph) -> Iterator[tuple[Asker, list[str]]]:
    """An endpoint whose queries may take a second, and what it says."""
    said: list[str] = []
    with serving(toy_graph, port=0, timeout=1, say=said.append) as endpoint:
        yield Asker(endpoint), said


# --- the protocol ---------------------------------------------------------------------------------------------------


def titles(body: bytes) -> list[str]:
    return [row["t"]["value"] for row in json.loads(body)["results"]["bindings"]]


def test_get_and_both_ways_to_post(ask: Asker, toy_graph: PaperGraph) -> None:
    expected = sorted(paper.title for paper in toy_graph.papers)
    replies = [
        ask("GET", f"/sparql?query={quote(TITLES)}"),
        ask("GET", f"/sparql?{urlencode({'query': TITLES})}"),
        ask("POST", "/sparql", urlencode({"query": TITLES}), FORM),
        ask("POST", "/sparql", TITLES, DIRECT),
        ask("POST", "/sparql", TITLES, {"Content-Type": "application/sparql-query; charset=UTF-8"}),
        ask("POST", "/sparql", iter([b"SELECT ?t ", TITLES[10:].encode()]), DIRECT),  # type: ignore[arg-type] # chunks
    ]

    for status, headers, body in replies:
        assert (status, headers["content-type"]) == (200, "application/sparql-results+json")
        assert titles(body) == expected


@pytest.mark.parametrize(
    ("form", "accept", "content_type"),
    [
        ("SELECT ?t { ?p dct:title ?t }", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT ?t { ?p dct:title ?t }", "text/csv", "text/csv; charset=utf-8"),
        ("SELECT ?t { ?p dct:title ?t }", "text/tab-separated-values", TSV),
        ("SELECT ?t { ?p dct:title ?t }", "text/csv;q=.1, text/tab-separated-values", TSV),
        ("SELECT ?t { ?p <x:none> ?t }", "text/csv", "text/csv; charset=utf-8"),
        ("ASK { ?p dct:title ?t }", "text/csv", "text/csv; charset=utf-8"),
        ("ASK { ?p dct:title ?t }", "application/sparql-results+json", "application/sparql-results+json"),
        ("CONSTRUCT WHERE { ?p dct:title ?t }", "text/turtle", "text/turtle"),
        ("CONSTRUCT WHERE { ?p <x:none> ?t }", "text/turtle", "text/turtle"),
        ("CONSTRUCT WHERE { ?p dct:title ?t }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?p dct:title ?t }", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?p dct:title ?t }", "application/ld+json", "application/ld+json"),
        ("DESCRIBE ?p { ?p pg:citekey 'he2015deep' }", "application/n-triples", "application/n-triples"),
    ],
)  # fmt: skip
def test_the_client_chooses_the_format(ask: Asker, form: str, accept: str, content_type: str) -> None:
    status, headers, body = ask.sparql(form, Accept=accept)

    assert (status, headers["content-type"]) == (200, content_type)
    if "<x:none>" not in form and "ASK" not in form:
        assert b"Deep Residual Learning" in body


def test_a_format_that_there_is_not(ask: Asker) -> None:
    assert ask.sparql("ASK {}", Accept="image/png")[0] == 406


def test_every_named_query_runs_as_it_stands(ask: Asker, toy_graph: PaperGraph) -> None:
    for each in named_queries():
        status, _, body = ask.sparql(each.sparql)
        made = query(toy_graph, each.sparql)

        assert status == 200, (each.name, body)
        if made.kind == "select":
            assert len(json.loads(body)["results"]["bindings"]) == len(made.rows)


def test_graphs_may_be_chosen_beside_the_query(ask: Asker) -> None:
    count = "SELECT (COUNT(*) AS ?t) { ?s ?p ?o }"
    source = "https://w3id.org/papergraph/id/source/toy.md"
    whole = int(titles(ask("GET", "/sparql?" + urlencode({"query": count}))[2])[0])
    part = int(titles(ask("GET", "/sparql?" + urlencode({"query": count, "default-graph-uri": source}))[2])[0])

    assert 0 < part < whole


def test_a_description_of_the_service(ask: Asker) -> None:
    status, headers, body = ask("GET", "/sparql", headers={"Accept": "text/turtle"})
    quads = list(ox.parse(body, format=ox.RdfFormat.TURTLE))
    endpoints = [q.object for q in quads if str(q.predicate).endswith("endpoint>")]

    assert (status, headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert endpoints == [ox.NamedNode(f"{ask.endpoint.url}sparql")]
    assert b"FederatedQuery" not in body


def test_a_malformed_query_is_explained_where_it_is_wrong(ask: Asker) -> None:
    status, headers, body = ask.sparql("SELECT ?t {\n ?p dct:title ?t OPTINAL {} }")

    assert (status, headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert body.decode().startswith("line 2, column 18: found 'OPTINAL', expected ")


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status", "said"),
    [
        ("POST", "/sparql", "", FORM, 400, "give one query, not 0"),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400, "give one query, not 2"),
        ("POST", "/sparql?query=ASK%7B%7D", "ASK {}", DIRECT, 400, "give it once"),
        ("POST", "/sparql", "update=DROP+ALL", FORM, 403, "only reads"),
        ("POST", "/sparql", "DROP ALL", {"Content-Type": "application/sparql-update"}, 403, "only reads"),
        ("POST", "/sparql", "DROP ALL", DIRECT, 403, "DROP belongs to an update"),
        ("POST", "/sparql", "LOAD <http://127.0.0.1:9/>", DIRECT, 403, "LOAD belongs to an update"),
        ("POST", "/sparql", "ASK FROM <file:///etc/passwd> {}", DIRECT, 403, "FROM names a data set"),
        ("POST", "/sparql", "ASK {}", {"Content-Type": "text/plain"}, 415, "application/sparql-query"),
        ("POST", "/sparql", b"ASK { ?a ?b '\xff' }", DIRECT, 400, "not UTF-8"),
        ("GET", "/sparql?query=%FF", None, {}, 400, "no UTF-8"),
        ("GET", "/sparql?" + "a=1&" * 100, None, {}, 400, "too many fields"),
        ("POST", "/papergraph.ttl", "x", FORM, 405, "/sparql"),
        ("POST", "/nosuch", "x", FORM, 404, "/sparql"),
        ("PUT", "/sparql", "x", FORM, 501, "Unsupported method"),
        ("POST", "/sparql", b"q" * (2**20 + 1), DIRECT, 413, "1,048,576 bytes"),
        ("GET", "/nosuch", None, {}, 404, "/query/ asks"),
        ("GET", "/../../etc/passwd", None, {}, 404, "/query/ asks"),
        ("GET", "/query/nosuch", None, {}, 404, "nothing of that name"),
        ("GET", "/store", None, {}, 404, "nothing of that name"),
    ],
)  # fmt: skip
def test_what_is_refused(
    ask: Asker, method: str, path: str, body: bytes | str | None, headers: dict[str, str], status: int, said: str
) -> None:
    got, _, text = ask(method, path, body, headers)

    assert got == status
    assert said in text.decode()


def test_nothing_is_asked_of_other_servers(ask: Asker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.3)
        there = f"<http://127.0.0.1:{other.getsockname()[1]}/>"
        for text in (
            f"SELECT * {{ SERVICE {there} {{ ?a ?b ?c }} }}",
            f"SELECT * {{ \\u0053ERVICE {there} {{ ?a ?b ?c }} }}",
            f"PREFIX : {there} SELECT * {{ SERVICE:x {{ ?a ?b ?c }} }}",
            f"SELECT * {{ ?s ?p ?o FILTER(?s<?o)#> '''\n SERVICE {there} {{ ?a ?b ?c }} #'''\n }}",
        ):
            assert ask.sparql(text)[0] == 403
        with pytest.raises(TimeoutError):
            other.accept()


def test_a_request_without_a_length(ask: Asker) -> None:
    answer = ask.raw(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n\r\nASK{}")

    assert answer.startswith(b"HTTP/1.1 411 ")


def test_chunks_that_are_none(ask: Asker) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"

    assert ask.raw(head + b"xyz\r\n").startswith(b"HTTP/1.1 400 ")
    assert ask.raw(head + b"fffffff\r\n").startswith(b"HTTP/1.1 413 ")
    assert ask.raw(head + b"-5\r\n").startswith(b"HTTP/1.1 413 ")


def test_a_connection_serves_many_requests_and_head_has_no_body(ask: Asker) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", ask.port, timeout=60)
    lengths = []
    for method, path in (
        ("GET", "/sparql?query=ASK%7B%7D"),
        ("HEAD", "/sparql?query=ASK%7B%7D"),
        ("HEAD", "/papergraph.json"),
        ("GET", "/sparql?query=ASK%7B%7D"),
    ):
        connection.request(method, path)
        answer = connection.getresponse()
        lengths.append((answer.status, len(answer.read())))
    connection.close()

    assert lengths == [(200, 26), (200, 0), (200, 0), (200, 26)]


# --- who may ask ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:7878", "[::1]:7878"])
def test_names_of_this_machine(ask: Asker, host: str) -> None:
    assert ask("GET", "/sparql?query=ASK%7B%7D", headers={"Host": host})[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:7878", "", "10.0.0.1"]
)
def test_a_name_that_only_points_here(ask: Asker, host: str) -> None:
    assert ask("GET", "/sparql?query=ASK%7B%7D", headers={"Host": host})[0] == 421
    assert ask("GET", "/", headers={"Host": host})[0] == 421


def test_pages_of_this_machine_may_ask_and_others_may_not(ask: Asker) -> None:
    near, far = {"Origin": "http://localhost:3000"}, {"Origin": "https://evil.example"}
    asked = ask("POST", "/sparql", "ASK {}", {**DIRECT, **near})
    before = ask("OPTIONS", "/sparql", headers={**near, "Access-Control-Request-Method": "POST"})
    refused = ask("POST", "/sparql", "query=ASK{}", {**FORM, **far})

    assert (asked[0], asked[1]["access-control-allow-origin"]) == (200, "http://localhost:3000")
    assert (before[0], before[1]["access-control-allow-methods"]) == (204, "GET, POST, OPTIONS")
    assert (refused[0], "access-control-allow-origin" in refused[1]) == (403, False)
    assert ask("POST", "/sparql", "query=ASK{}", {**FORM, "Origin": "null"})[0] == 403


def test_only_loopback_is_bound(ask: Asker) -> None:
    table = Path("/proc/net/tcp")
    listening = [line.split()[1] for line in table.read_text().splitlines()[1:] if line.split()[3] == "0A"]

    assert [each for each in listening if each.endswith(f":{ask.port:04X}")] == [f"0100007F:{ask.port:04X}"]


# --- what lies beside it --------------------------------------------------------------------------------------------


def test_the_map_and_the_data(ask: Asker, toy_graph: PaperGraph) -> None:
    assert ask("GET", "/papergraph.ttl")[2] == serialise(toy_graph, "turtle")
    assert ask("GET", "/papergraph.nq")[2] == serialise(toy_graph, "nquads")
    assert ask("GET", "/papergraph.jsonld")[2] == serialise(toy_graph, "jsonld")
    assert ask("GET", "/papergraph.json")[2] == to_json(toy_graph)
    status, headers, body = ask("GET", "/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"Attention Is All You Need" in body
    assert ask("GET", "/", headers={"If-None-Match": headers["etag"]})[0] == 304


def test_what_cannot_be_made_is_said(toy_graph: PaperGraph) -> None:
    said: list[str] = []
    broken = replace(toy_graph, papers=toy_graph.papers[:-3])  # edges to papers that are not there
    with serving(broken, port=0, say=said.append) as endpoint:
        status, _, body = Asker(endpoint)("GET", "/")

    assert (status, b"this cannot be answered: KeyError" in body) == (500, True)
    assert any("GET / failed: KeyError" in each for each in said)


def test_the_query_page(ask: Asker) -> None:
    status, headers, body = ask("GET", "/query/")
    parts = re.findall(r'(?:src|href)="([^"/:]+)"', body.decode())

    assert (status, "default-src 'none'" in headers["content-security-policy"]) == (200, True)
    assert sorted(parts) == ["page.js", "yasgui.min.css", "yasgui.min.js"]
    assert all(ask("GET", f"/query/{part}")[0] == 200 for part in parts)
    assert [each["name"] for each in json.loads(ask("GET", "/query/questions.json")[2])] == [
        each.name for each in named_queries()
    ]
    assert ask("GET", "/query")[1]["location"] == "/query/"
    assert ask("GET", "/sparql", headers={"Accept": "text/html"})[1]["location"] == "/query/"


# --- heavy queries --------------------------------------------------------------------------------------------------


def test_others_are_answered_while_a_heavy_query_runs(toy_graph: PaperGraph) -> None:
    with serving(toy_graph, port=0, timeout=60) as endpoint:
        ask = Asker(endpoint)
        heavy = http.client.HTTPConnection("127.0.0.1", ask.port, timeout=60)
        heavy.request("POST", "/sparql", FOREVER, DIRECT)

        assert [len(titles(ask.sparql(TITLES)[2])) for _ in range(20)] == [len(toy_graph.papers)] * 20
        heavy.close()


def test_a_query_without_an_end_is_stopped_and_harms_nobody(hasty: tuple[Asker, list[str]]) -> None:
    ask, _ = hasty
    replies: list[Reply] = []
    threads = [threading.Thread(target=lambda: replies.append(ask.sparql(FOREVER))) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    while any(thread.is_alive() for thread in threads):
        assert ask.sparql("ASK {}")[0] == 200

    assert [reply[0] for reply in replies] == [504] * 3
    assert b"longer than 1 seconds and was stopped" in replies[0][2]


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv"])
def test_a_cut_answer_breaks_off(hasty: tuple[Asker, list[str]], accept: str) -> None:
    ask, said = hasty
    with pytest.raises(http.client.IncompleteRead):
        ask.sparql(STREAM, Accept=accept)

    assert any("an answer was cut" in each for each in said)
    assert ask.sparql("ASK {}")[0] == 200


def test_a_cut_answer_breaks_off_for_an_old_client(hasty: tuple[Asker, list[str]]) -> None:
    target = f"/sparql?query={quote(STREAM)}".encode()
    with pytest.raises(ConnectionResetError):
        hasty[0].raw(b"GET " + target + b" HTTP/1.0\r\nHost: localhost\r\n\r\n")


def test_no_more_queries_at_once_than_there_is_room_for(ask: Asker) -> None:
    streams = [http.client.HTTPConnection("127.0.0.1", ask.port, timeout=60) for _ in range(AT_ONCE)]
    try:
        for each in streams:
            each.request("POST", "/sparql", STREAM, DIRECT)
            each.getresponse().read(1)  # it is under way
        status, headers, _ = ask.sparql("ASK {}")
        assert (status, headers["retry-after"]) == (503, "1")
        assert ask("GET", "/papergraph.json")[0] == 200
    finally:
        for each in streams:
            each.close()
    end = time.monotonic() + 60
    while ask.sparql("ASK {}")[0] == 503 and time.monotonic() < end:
        time.sleep(0.05)
    assert ask.sparql("ASK {}")[0] == 200


def test_a_server_that_wants_too_much_memory_is_started_again(toy_graph: PaperGraph) -> None:
    said: list[str] = []
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i"
    with serving(toy_graph, port=0, timeout=60, megabytes=512, say=said.append) as endpoint:
        ask = Asker(endpoint)
        status, _, body = ask.sparql(greedy)

        assert (status, b"ended during the query" in body) == (502, True)
        assert ask.sparql("ASK {}")[0] == 200
    assert any("is started again" in each for each in said)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * " + "{" * 5000 + "}" * 5000,
        "SELECT * { ?s ?p ?o FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
        "SELECT * { ?s ?p ?o FILTER(" + "!" * 5000 + "?o) }",
    ],
    ids=["braces", "brackets", "signs"],
)
def test_depth_that_would_break_the_parser_is_refused(ask: Asker, sparql: str) -> None:
    status, _, body = ask.sparql(sparql)

    assert (status, b"128 brackets or signs" in body) == (403, True)


# --- starting and ending --------------------------------------------------------------------------------------------


def test_a_port_in_use(ask: Asker, toy_graph: PaperGraph) -> None:
    with pytest.raises(ServeError, match=rf"port {ask.port}: Address already in use; choose another with --port"):  # noqa: SIM117
        with serving(toy_graph, port=ask.port):
            pass


def test_a_missing_program(toy_graph: PaperGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sysconfig.get_path", lambda *arguments, **named: str(tmp_path))
    with pytest.raises(MissingExtraError, match=r"pip install 'papergraph-kg\[serve\]'"):  # noqa: SIM117
        with serving(toy_graph, port=0):
            pass


def test_a_store_is_made_once(toy_graph: PaperGraph, tmp_path: Path) -> None:
    made = []
    for _ in range(2):
        with serving(toy_graph, port=0, folder=tmp_path) as endpoint:
            assert Asker(endpoint).sparql("ASK {}")[0] == 200
        made.append([(store.name, (store / "complete").stat().st_ino) for store in tmp_path.iterdir()])

    assert len(made[0]) == 1
    assert made[0] == made[1]
