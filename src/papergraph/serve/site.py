"""What lies beside the endpoint: the map, the data, and the page to write queries in."""

from __future__ import annotations

import html
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from papergraph import rdf
from papergraph.files import write_atomically
from papergraph.graph import PaperGraph, to_json
from papergraph.rdf.sparql import known_prefixes
from papergraph.rdf.sparql_tokens import declared

_MAKERS: Mapping[str, Callable[[PaperGraph], bytes]] = {
    "index.html": lambda graph: _map(graph),
    "papergraph.json": to_json,
    "papergraph.ttl": lambda graph: rdf.serialise(graph, "turtle"),
    "papergraph.nq": lambda graph: rdf.serialise(graph, "nquads"),
    "papergraph.jsonld": lambda graph: rdf.serialise(graph, "jsonld"),
}
TYPES: Mapping[str, str] = {
    "index.html": "text/html; charset=utf-8",
    "papergraph.json": "application/json",
    "papergraph.ttl": "text/turtle; charset=utf-8",
    "papergraph.nq": "application/n-quads",
    "papergraph.jsonld": "application/ld+json",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A small document: its media type and its bytes."""

    content_type: str
    content: bytes


class Site:
    """The files of one graph, each made when it is first asked for, in a folder that is kept with the store."""

    def __init__(self, graph: PaperGraph, folder: Path) -> None:
        self._graph = graph
        self._folder = folder
        self._lock = threading.Lock()
        self.pages = _pages()

    def file(self, name: str) -> Path | None:
        """Return the file of that name, made now if it is not there; None when there is none of that name."""
        if name not in _MAKERS:
            return None
        path = self._folder / name
        with self._lock:
            if not path.is_file():
                write_atomically(path, _MAKERS[name](self._graph))
        return path


def _map(graph: PaperGraph) -> bytes:
    from papergraph.view import render_map  # floor 6, and dear to load

    return render_map(graph).encode()


def _pages() -> dict[str, Page]:
    questions = [
        {"name": each.name, "question": each.question, "sparql": _declared(each.sparql)} for each in rdf.named_queries()
    ]
    items = "".join(
        f'<li><button type="button" value="{html.escape(each["name"])}">{html.escape(each["question"])}</button></li>\n'
        for each in questions
    )
    return {
        "": Page("text/html; charset=utf-8", _PAGE.replace("ITEMS", items).encode()),
        "page.js": Page("text/javascript; charset=utf-8", _SCRIPT.encode()),
        "questions.json": Page("application/json", json.dumps(questions, ensure_ascii=False).encode()),
    }


def _declared(sparql: str) -> str:
    """Return a query with its prefixes declared, which the editor wants, each on a line of its own."""
    prefixes = known_prefixes()
    used, known = declared(sparql)
    lines = [f"PREFIX {name}: <{prefixes[name]}>\n" for name in sorted((used - known) & prefixes.keys())]
    return "".join(lines) + sparql.strip() + "\n"


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>SPARQL · papergraph</title>
<link rel="stylesheet" href="yasgui.min.css">
<script src="yasgui.min.js" defer></script>
<script src="page.js" defer></script>
<style>
body { font-family: system-ui, sans-serif; margin: 0 1rem }
nav a { margin-right: 1rem }
details ul { columns: 22rem; padding-left: 1rem; list-style: none }
details button { background: none; border: 0; color: #0645ad; cursor: pointer; font: inherit; text-align: left }
details button:hover { text-decoration: underline }
.yasgui .controlbar .endpoint { display: none }
</style>
</head>
<body>
<nav><h1>Ask the graph</h1>
<a href="/">The map</a>
<a href="/papergraph.ttl">Turtle</a>
<a href="/papergraph.nq">N-Quads</a>
<a href="/papergraph.jsonld">JSON-LD</a>
<a href="/papergraph.json">JSON</a>
</nav>
<p>The endpoint is <code id="endpoint">/sparql</code>. It only reads, and knows the prefixes pg, dct, fabio, foaf,
skos, schema, prov, oa, cito, paper, concept and agent without PREFIX.</p>
<details open><summary>Questions to begin with</summary><ul>
ITEMS</ul></details>
<div id="yasgui"></div>
</body>
</html>
"""

_SCRIPT = """"use strict";
const endpoint = location.origin + "/sparql";
const first = [
  "PREFIX dct: <http://purl.org/dc/terms/>",
  "PREFIX fabio: <http://purl.org/spar/fabio/>",
  "",
  "SELECT ?title ?year {",
  "  ?paper dct:title ?title ; fabio:hasPublicationYear ?year",
  "}",
  "ORDER BY ?year",
  "LIMIT 20",
].join("\\n");
document.getElementById("endpoint").textContent = endpoint;
Yasgui.Yasqe.defaults.value = first;
// The completion of prefixes and properties asks servers elsewhere.
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint },
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
});
fetch("questions.json").then((answer) => answer.json()).then((questions) => {
  const known = new Map(questions.map((each) => [each.name, each.sparql]));
  for (const button of document.querySelectorAll("details button")) {
    button.addEventListener("click", () => {
      const tab = yasgui.getTab();
      tab.setEndpoint(endpoint);
      tab.setQuery(known.get(button.value));
      tab.getYasqe().query();
    });
  }
});
"""
