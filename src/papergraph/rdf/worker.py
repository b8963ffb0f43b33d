"""The process that answers one query: it can be stopped, has bounded memory, and can open nothing.

Run by its path, so that it loads pyoxigraph and nothing of papergraph. It reads one line of JSON and then N-Quads from
stdin, unless the line names a store on disk, and writes one JSON object to stdout.
"""

from __future__ import annotations

import itertools
import json
import sys
from typing import Any

import pyoxigraph as ox

Request = dict[str, Any]
Answer = dict[str, Any]


def answer(request: Request, nquads: bytes) -> Answer:
    """Return the result of `request["query"]` over the quads, cut after `request["limit"]` rows; or its error."""
    if request.get("store"):
        try:
            store = ox.Store.read_only(request["store"])
        except (OSError, RuntimeError) as error:
            return {"error": "store", "message": str(error)}
    else:
        store = ox.Store()
        store.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS, lenient=True)
    if request.get("confined"):
        _open_nothing_more()
    bound: dict[ox.Variable, Any] = {ox.Variable(name): _term(made) for name, made in request["bound"].items()}
    try:
        found = store.query(
            request["query"],
            prefixes=request["prefixes"],
            use_default_graph_as_union=True,
            substitutions=bound or None,
        )
        return _answered(found, request["limit"])
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}
    except (RuntimeError, ValueError, OSError) as error:
        return {"error": "run", "message": str(error)}


def _answered(found: Any, limit: int | None) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return {"kind": "ask", "boolean": bool(found)}
    stop = None if limit is None else limit + 1
    if isinstance(found, ox.QuerySolutions):
        variables = [variable.value for variable in found.variables]
        rows = [[_cell(value) for value in solution] for solution in itertools.islice(found, stop)]
        return {"kind": "select", "variables": variables, "rows": rows[:limit], "cut": _cut(rows, limit)}
    triples = [
        [str(triple.subject), str(triple.predicate), str(triple.object)] for triple in itertools.islice(found, stop)
    ]
    return {"kind": "graph", "triples": triples[:limit], "cut": _cut(triples, limit)}


def _cut(rows: list[Any], limit: int | None) -> bool:
    return limit is not None and len(rows) > limit


def _cell(value: Any) -> list[str | None] | None:
    """Return a term as [kind, value, datatype, language], None where a row has no value."""
    if value is None:
        return None
    if isinstance(value, ox.NamedNode):
        return ["uri", value.value, None, None]
    if isinstance(value, ox.BlankNode):
        return ["bnode", value.value, None, None]
    if isinstance(value, ox.Literal):
        return ["literal", value.value, value.datatype.value, value.language]
    return ["triple", str(value), None, None]


def _term(made: list[str]) -> Any:
    kind, value, datatype = made
    return ox.NamedNode(value) if kind == "uri" else ox.Literal(value, datatype=ox.NamedNode(datatype))


def _bound_memory(megabytes: int, seconds: int | None) -> None:
    """Let the system end this process when it wants too much, also when nobody waits for it any more."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit of the parent still holds
        return
    wanted = megabytes * 2**20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    if seconds is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(
            resource.RLIMIT_CPU, (seconds if hard == resource.RLIM_INFINITY else min(seconds, hard), hard)
        )


def _open_nothing_more() -> None:
    """Forbid new file descriptors: no socket and no file can be opened, whatever a query finds to ask for."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))


def main() -> None:
    """Answer the request on stdin."""
    request: Request = json.loads(sys.stdin.buffer.readline())
    _bound_memory(request["megabytes"], request["seconds"])
    made = json.dumps(answer(request, sys.stdin.buffer.read()))
    sys.stdout.write(made)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
