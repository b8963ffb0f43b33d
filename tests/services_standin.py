"""A stand-in for Semantic Scholar, OpenAlex, Crossref and arXiv on loopback, with faults to order."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


@dataclass
class Paper:
    """A work that the services know; `cites` holds (number, contexts, intents, influential)."""

    number: int
    title: str
    year: int
    authors: tuple[str, ...]
    arxiv: str | None = None
    doi: str | None = None
    cites: list[tuple[int, list[str], list[str], bool]] = field(default_factory=list)

    @property
    def sha(self) -> str:
        return f"{self.number:040x}"

    @property
    def openalex(self) -> str:
        return f"W{self.number}"


@dataclass
class Fault:
    """What to answer instead, to questions whose path or query holds `where`, so many times."""

    where: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    cut: int | None = None
    slow: float = 0.0
    drip: float = 0.0
    times: int = 1


@dataclass
class StandIn:
    papers: list[Paper]
    url: str = ""
    key: str | None = None
    page: int = 1000
    faults: list[Fault] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        return [path for _, path, _, _ in self.asked]

    def answer(self, path: str, query: dict[str, str], body: bytes) -> tuple[int, Any]:
        if path == "/graph/v1/paper/batch":
            return 200, self._batch(json.loads(body)["ids"])
        if path == "/graph/v1/paper/search/match":
            found = [each for each in self.papers if each.title.lower() == query["query"].lower()]
            if not found:
                return 404, {"error": "Title match not found"}
            return 200, {"data": [self._s2(found[0]) | {"matchScore": 200.5}]}
        if path.startswith("/graph/v1/paper/") and path.endswith("/references"):
            return self._references(path.split("/")[4], query)
        if path == "/works" and query.get("filter", "").startswith("doi:10") and "rows" in query:
            dois = {each.removeprefix("doi:") for each in query["filter"].split(",")}
            items = [self._crossref(each) for each in self.papers if each.doi in dois]
            return 200, {"status": "ok", "message": {"items": items}}
        if path == "/works":
            return 200, {"meta": {}, "results": [self._openalex(each) for each in self._filtered(query["filter"])]}
        if path == "/api/query":
            numbers = query["id_list"].split(",")
            return 200, self._atom([each for each in self.papers if each.arxiv in numbers])
        return 404, {"error": "no such path"}

    def _batch(self, ids: list[str]) -> list[Any]:
        by_id = {f"ARXIV:{each.arxiv}": each for each in self.papers if each.arxiv}
        by_id |= {f"DOI:{each.doi}": each for each in self.papers if each.doi}
        return [self._s2(by_id[each]) if each in by_id else None for each in ids]

    def _s2(self, paper: Paper) -> dict[str, Any]:
        external = {"CorpusId": paper.number} | ({"ArXiv": paper.arxiv} if paper.arxiv else {})
        external |= {"DOI": paper.doi} if paper.doi else {}
        return {
            "paperId": paper.sha,
            "externalIds": external,
            "title": paper.title,
            "year": paper.year,
            "publicationDate": None,
            "venue": "",
            "authors": [{"authorId": None, "name": each} for each in paper.authors],
        }

    def _references(self, sha: str, query: dict[str, str]) -> tuple[int, Any]:
        paper = next((each for each in self.papers if each.sha == sha), None)
        if paper is None:
            return 404, {"error": "Paper not found"}
        start, size = int(query["offset"]), min(int(query["limit"]), self.page)
        stretch = paper.cites[start : start + size]
        by_number = {each.number: each for each in self.papers}
        data = [
            {
                "contexts": contexts,
                "intents": intents or None,
                "isInfluential": influential,
                "citedPaper": self._s2(by_number[number]) if number in by_number else {"paperId": None, "title": None},
            }
            for number, contexts, intents, influential in stretch
        ]
        more = {"next": start + size} if start + size < len(paper.cites) else {}
        return 200, {"offset": start, "data": data} | more

    def _filtered(self, filter_: str) -> list[Paper]:
        kind, _, value = filter_.partition(":")
        if kind == "title.search":
            return [each for each in self.papers if value in "".join(c for c in each.title.lower() if c not in ":,.")]
        values = set(value.split("|"))
        return [
            each
            for each in self.papers
            if each.doi in values or f"10.48550/arxiv.{each.arxiv}" in values or each.openalex in values
        ]

    def _openalex(self, paper: Paper) -> dict[str, Any]:
        doi = paper.doi or f"10.48550/arxiv.{paper.arxiv}"
        return {
            "id": f"https://openalex.org/{paper.openalex}",
            "doi": f"https://doi.org/{doi}",
            "ids": {"openalex": f"https://openalex.org/{paper.openalex}", "mag": None},
            "title": paper.title,
            "publication_year": paper.year,
            "publication_date": f"{paper.year}-05-01",
            "authorships": [{"author": {"display_name": each}} for each in paper.authors],
            "primary_location": None,
            "locations": None,
            "referenced_works": [f"https://openalex.org/W{number}" for number, *_ in paper.cites],
        }

    def _crossref(self, paper: Paper) -> dict[str, Any]:
        return {
            "DOI": (paper.doi or "").upper(),
            "title": [paper.title],
            "author": [{"given": each.split()[0], "family": each.split()[-1]} for each in paper.authors],
            "issued": {"date-parts": [[paper.year]]},
            "container-title": [],
        }

    def _atom(self, papers: list[Paper]) -> str:
        entries = "".join(
            f"<entry><id>http://arxiv.org/abs/{each.arxiv}v2</id><title>{escape(each.title)}</title>"
            f"<published>{each.year}-05-01T00:00:00Z</published>"
            + "".join(f"<author><name>{escape(name)}</name></author>" for name in each.authors)
            + "</entry>"
            for each in papers
        )
        return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'


@contextmanager
def serving(papers: list[Paper]) -> Iterator[StandIn]:
    """Run a stand-in that knows these papers."""
    stand_in = StandIn(papers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body in one packet: the other way each answer waits for an acknowledgement.
        wbufsize = 1 << 16

        def log_message(self, *_: object) -> None:
            return

        def do_GET(self) -> None:
            self.answer(b"")

        def do_POST(self) -> None:
            self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def answer(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            path = unquote(parts.path)
            stand_in.asked.append((self.command, self.path, dict(self.headers), body))
            status, headers, cut = 200, {}, None
            fault = next((each for each in stand_in.faults if each.where in self.path and each.times), None)
            if fault is not None:
                fault.times -= 1
                stand_in.stopping.wait(fault.slow)
                status, headers, cut = fault.status, fault.headers, fault.cut
            if fault is not None and fault.body is not None:
                content = fault.body
            elif status != 200:
                content = b'{"message": "Too Many Requests or worse"}'
            elif stand_in.key and self.headers.get("x-api-key", query.get("api_key")) != stand_in.key:
                status, content = 403, b'{"message": "Forbidden"}'
            else:
                status, made = stand_in.answer(path, query, body)
                content = (made if isinstance(made, str) else json.dumps(made)).encode()
            if fault is not None and fault.drip:
                self.dripping(fault.drip)
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content if cut is None else content[:cut])
            if cut is not None:
                self.close_connection = True

        def dripping(self, pause: float) -> None:
            """Send a byte and a byte, as long as anyone listens."""
            self.send_response(200)
            self.send_header("Content-Length", "999999")
            self.end_headers()
            with suppress(OSError):
                while not stand_in.stopping.wait(pause):
                    self.wfile.write(b" ")
                    self.wfile.flush()
            self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
