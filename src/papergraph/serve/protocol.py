"""The SPARQL protocol, the query half of it: a request → what is asked, or why it is refused."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from papergraph.errors import QueryError
from papergraph.rdf.sparql_tokens import check_allowed, declared

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
#: Bytes of a request; longer values are what a query is for, not what it is made of.
LARGEST = 2**20

_GRAPHS = ("default-graph-uri", "named-graph-uri")


class RefusedError(Exception):
    """Indicates a request that is answered by a status and a sentence."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it is sent on, and the graphs that the protocol names beside it."""

    sparql: str
    graphs: tuple[tuple[str, str], ...] = ()

    def target(self) -> str:
        """Return the path and query string of the request to the engine."""
        return "/query?" + urlencode(self.graphs) if self.graphs else "/query"


def asked(query_string: str, *, media_type: str | None = None, body: bytes = b"") -> Asked | None:
    """Return what a GET (no media type) or a POST asks; None for a GET that asks nothing.

    Raises RefusedError for a request that the protocol does not know, an update, and what `check_allowed` refuses.
    """
    fields = _fields(query_string)
    if media_type == FORM:
        fields += _fields(_text(body))
    elif media_type == DIRECT:
        if any(name == "query" for name, _ in fields):
            raise RefusedError(400, "the query stands in the body and in the address; give it once")
        fields.append(("query", _text(body)))
    elif media_type == UPDATE:
        raise RefusedError(403, "this endpoint only reads: no updates")
    elif media_type is not None:
        raise RefusedError(415, f"send a query as {DIRECT}, or as query=… in {FORM}")
    names = [name for name, _ in fields]
    if "update" in names:
        raise RefusedError(403, "this endpoint only reads: no updates")
    queries = [value for name, value in fields if name == "query"]
    if not queries and media_type is None:
        return None
    if len(queries) != 1:
        raise RefusedError(400, f"give one query, not {len(queries)}")
    try:
        check_allowed(queries[0])
    except QueryError as error:
        raise RefusedError(403, str(error)) from error
    return Asked(queries[0], tuple((name, value) for name, value in fields if name in _GRAPHS))


def with_prefixes(sparql: str, prefixes: dict[str, str]) -> str:
    """Return the query with the prefixes that it uses and does not declare; lines and their numbers stay."""
    used, known = declared(sparql)
    missing = sorted((used - known) & prefixes.keys())
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in missing) + sparql


def media_type(header: str | None) -> str:
    """Return the media type of a Content-Type header without its parameters; FORM when there is no header."""
    return (header or FORM).partition(";")[0].strip().lower()


def is_local(host: str | None, *, origin: bool = False) -> bool:
    """Return whether a Host or Origin header names this machine.

    A page of elsewhere can let its own name point here: what its scripts then ask carries that name.
    """
    if host is None:
        return False
    if origin:
        scheme, separator, host = host.partition("://")
        if not separator or scheme not in {"http", "https"}:
            return False
    return _name(host) in {"localhost", "127.0.0.1", "[::1]"}


@functools.cache
def _name(host: str) -> str:
    name, separator, port = host.rpartition(":")
    return (name if separator and port.isdecimal() else host).lower()


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=64)
    except (UnicodeDecodeError, ValueError) as error:
        raise RefusedError(400, "the request is no UTF-8, or has too many fields") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the request's body is not UTF-8") from error


#: How a whole answer ends, by media type: the engine's status is 200 before it knows whether it can finish.
_ENDINGS: dict[str, Sequence[bytes]] = {
    "application/sparql-results+json": (b"}",),
    "application/sparql-results+xml": (b"</sparql>",),
    "text/csv": (b"\n", b"true", b"false"),
    "text/tab-separated-values": (b"\n", b"true", b"false"),
    "application/n-triples": (b".\n",),
    "application/n-quads": (b".\n",),
    "text/turtle": (b".\n",),
    "application/trig": (b".\n", b"}\n"),
    "application/rdf+xml": (b"</rdf:RDF>",),
    "application/ld+json": (b"]", b"}"),
}
_CANCELLED = b"The SPARQL operation has been cancelled"
#: So many last bytes of an answer tell whether it is whole.
TAIL = 64


def is_whole(tail: bytes, content_type: str) -> bool:
    """Return whether an answer that ends in `tail` was finished: a cut one ends in the engine's error message."""
    if tail.endswith(_CANCELLED):
        return False
    endings = _ENDINGS.get(media_type(content_type))
    if not tail.strip() or endings is None:
        return True
    lines_matter = any(ending.endswith(b"\n") for ending in endings)
    return (tail if lines_matter else tail.rstrip()).endswith(tuple(endings))
