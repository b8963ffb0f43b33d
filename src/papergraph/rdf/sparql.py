"""SPARQL over a graph: refused, bounded and explained as a stranger's query should be."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from papergraph.errors import OutputError, QueryError
from papergraph.graph import PaperGraph, to_json
from papergraph.rdf import sparql_tokens
from papergraph.rdf.formats import serialised
from papergraph.rdf.results import QueryResult, Value
from papergraph.rdf.sink import Quad
from papergraph.rdf.stores import kept_store
from papergraph.rdf.terms import BASE_IRI, NAMESPACES, Names
from papergraph.rdf.triples import quads

#: Seconds, rows and megabytes that a query may take when nothing else is said.
TIMEOUT = 30.0
LIMIT = 10_000
MEGABYTES = 4096

_WORKER = Path(__file__).with_name("worker.py")
_SYNTAX = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<expected>.*)", re.DOTALL)
# What the parser expects, by the longest keyword that it tried there, which is the only one that it reports.
_EXPECTED = {
    "CONSTRUCT": "SELECT, ASK, CONSTRUCT or DESCRIBE",
    "ENCODE_FOR_URI": "a value: a variable, an IRI, a literal, a function or brackets",
    "OPTIONAL": "a triple, or OPTIONAL, FILTER and the like, or }",
}


def query(
    graph: PaperGraph | Sequence[Quad],
    sparql: str,
    *,
    bound: Mapping[str, Value] | None = None,
    timeout: float | None = TIMEOUT,
    limit: int | None = LIMIT,
    megabytes: int = MEGABYTES,
    base_iri: str = BASE_IRI,
    folder: Path | None = None,
    salt: str = "",
) -> QueryResult:
    """Return what a SPARQL query finds in the graph; all its named graphs together are the default graph.

    `bound` gives values to variables, which a SELECT must then name. `timeout` is in seconds, `limit` in rows or
    triples (None: no limit), `megabytes` what the query may take; a result that was cut says so in `cut`. The usual
    prefixes need not be declared. Rows of a query without ORDER BY are sorted. Raises QueryError for a malformed
    query, for SERVICE, FROM and updates, and for a query that takes too long or too much memory.

    With a `folder` the loaded store of a PaperGraph is kept in it for the next query, until the graph or `salt`
    changes; where nothing can be written nothing is kept.
    """
    sparql_tokens.check_allowed(sparql)
    prefixes = known_prefixes(base_iri)
    request = {
        "query": sparql,
        "prefixes": prefixes,
        "bound": {name: [value.kind, value.value, value.datatype] for name, value in (bound or {}).items()},
        "limit": limit,
        "megabytes": megabytes,
        "seconds": None if timeout is None else math.ceil(timeout) + 5,
        "confined": True,
    }
    made = None
    if folder is not None and isinstance(graph, PaperGraph):
        with contextlib.suppress(OutputError), _kept(graph, folder, base_iri, salt) as store:
            made = _ask({**request, "store": str(store)}, b"", timeout)
            if made.get("error") == "store":  # damaged: make do without it, and let the next query make it anew
                shutil.rmtree(store.parent, ignore_errors=True)
                made = None
    if made is None:
        rows = quads(graph, base_iri=base_iri) if isinstance(graph, PaperGraph) else graph
        made = _ask(request, serialised(rows, "nquads", base_iri=base_iri), timeout)
    if made.get("error") == "syntax":
        raise QueryError(explain(sparql, made["message"], prefixes))
    if made.get("error"):
        hint = "; name it after SELECT" if "SELECT projection" in made["message"] else ""
        raise QueryError(f"the query cannot be run: {made['message']}{hint}")
    return QueryResult.of(made, ordered=sparql_tokens.says_order(sparql))


def _kept(graph: PaperGraph, folder: Path, base_iri: str, salt: str) -> AbstractContextManager[Path]:
    """Return the store of a graph, held while it is in use."""
    import pyoxigraph

    def make(store: Path) -> None:
        made = pyoxigraph.Store(str(store))
        nquads = serialised(quads(graph, base_iri=base_iri), "nquads", base_iri=base_iri)
        made.bulk_load(input=nquads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
        made.optimize()
        made.flush()

    # What the quads depend on: the graph, the base, the clock that a build may be given, the program, the file format.
    given = (base_iri, os.environ.get("SOURCE_DATE_EPOCH", ""), salt, pyoxigraph.__version__)
    key = hashlib.sha256("\n".join(given).encode() + b"\n" + to_json(graph)).hexdigest()[:32]
    return kept_store(folder, key, make)


def known_prefixes(base_iri: str = BASE_IRI) -> dict[str, str]:
    """Return the prefixes that a query need not declare, and what they stand for."""
    return {**NAMESPACES, **Names(base_iri).prefixes}


def _ask(request: dict[str, Any], nquads: bytes, timeout: float | None) -> dict[str, Any]:
    """Return the answer of a process of its own: a query under way cannot be interrupted, a process can."""
    import subprocess  # costs more to load than everything else here

    given = json.dumps(request).encode() + b"\n" + nquads
    try:
        # -P keeps the worker's own folder off its import path.
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-P", str(_WORKER)], input=given, capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired as error:
        reason = f"the query took longer than {timeout:g} seconds and was stopped; ask for less, or allow more time"
        raise QueryError(reason) from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").splitlines()
        # What begins otherwise is the trace of a breakdown, of no use to who asked.
        last = [line for line in said if line and not line.startswith((" ", "note:", "stack"))][-1:] or [
            "it was killed"
        ]
        raise QueryError(
            f"the query needed more than it may have ({request['megabytes']} MB of memory) or broke down: {last[0]}"
            f" (status {done.returncode}); ask for less"
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def explain(sparql: str, message: str, prefixes: Mapping[str, str]) -> str:
    """Return where the query is wrong, what stands there, and what was expected."""
    import pyoxigraph

    wide, kept = sparql_tokens.spread(sparql)
    if not kept:
        return "the query is empty; give SPARQL that begins with SELECT, ASK, CONSTRUCT or DESCRIBE"
    quotes = [token for token in kept if token.kind == "mark" and token.text in {'"', "'"}]
    if quotes:
        return f"{sparql_tokens.place(sparql, quotes[0].start)}: a string begins here and is never closed"
    try:
        pyoxigraph.Store().query(wide, prefixes=dict(prefixes))
    except SyntaxError as error:
        message = str(error)
    else:  # the spaces made it right: only the first message can tell
        return f"the query is malformed: {message}"
    match = _SYNTAX.match(message)
    if match is None:
        return f"the query is malformed: {message}"
    token = sparql_tokens.token_at(kept, _index(wide, int(match["line"]), int(match["column"])))
    where = sparql_tokens.place(sparql, len(sparql.rstrip()) if token is None else token.start)
    found = "the query ends" if token is None else f"found {token.text!r}"
    # The parser's checks of sense come as sentences among what it expected.
    sentence = re.match(r"(?:The|An?|IRI|Invalid) [^,\n]*", match["expected"])
    if sentence is not None:
        return f"{where}: {sentence[0]}"
    return f"{where}: {found}, expected {_expected(match['expected'], token, prefixes)}"


def _expected(listed: str, token: sparql_tokens.Token | None, prefixes: Mapping[str, str]) -> str:
    if "Prefix not found" in listed and token is not None:
        prefix = token.text.partition(":")[0]
        return f"a known prefix: declare PREFIX {prefix}: <…>, or use one of {', '.join(sorted(prefixes))}"
    for keyword, phrase in _EXPECTED.items():
        if keyword in listed:
            return phrase
    # Character classes of the parser's own grammar tell a reader nothing.
    digits = "'0'" in listed
    plain = re.sub(r"\[[^\]]*\]", "", listed, flags=re.DOTALL)
    choices = [" ".join(part.split()).strip('"').replace("\\\\", "\\") for part in plain.split(", ")]
    choices = [each for each in choices if each and len(each) < 80]
    if {"<", "?"} <= set(choices):
        return "a variable, an IRI or another term"
    return " or ".join([*choices[:8], *(["a number"] if digits and not choices else [])]) or "nothing more here"


def _index(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1
