"""Turtle and TriG to read: prefixes, one paragraph a subject, plain numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from papergraph.rdf.grouping import BySubject, Group, grouped
from papergraph.rdf.parts import encoded
from papergraph.rdf.terms import NAMESPACES, Names, term

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_TYPED = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"\^\^(?P<type><[^>]*>)')
_PLAIN = {
    term("xsd:integer"): re.compile(r"[+-]?[0-9]+"),
    term("xsd:decimal"): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    term("xsd:boolean"): re.compile(r"true|false"),
}
_TYPE = term("rdf:type")


def turtle(groups: Iterable[Group], names: Names) -> Iterator[bytes]:
    """Yield grouped triples as Turtle, in parts."""
    used: set[str] = set()
    body = list(encoded(_paragraphs(groups, _shortener(names, used), indent=""), between="\n"))
    yield f"{_header(names, used)}\n".encode()  # the header names what the body used
    yield from body


def trig(rows: BySubject, names: Names) -> Iterator[bytes]:
    """Yield the quads as TriG, in parts: the default graph first, then each named graph in braces."""
    used: set[str] = set()
    short = _shortener(names, used)
    graphs: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
    for subject, inside in rows.items():
        for row in inside:
            graphs.setdefault(row[2], {}).setdefault(subject, []).append(row)
    parts = []
    for graph in sorted(graphs):
        body = "\n".join(_paragraphs(grouped(graphs.pop(graph), names), short, indent="    " if graph else ""))
        parts.append(f"{short(graph)} {{\n{body}}}\n" if graph else body)
    yield f"{_header(names, used)}\n".encode()
    yield from encoded(parts, between="\n")


def _paragraphs(groups: Iterable[Group], short: Callable[[str], str], *, indent: str) -> Iterable[str]:
    for subject, predicates in groups:
        lines = [
            f"{indent}    {'a' if predicate == _TYPE else short(predicate)} {', '.join(map(short, objects))}"
            for predicate, objects in predicates
        ]
        yield f"{indent}{short(subject)}\n" + " ;\n".join(lines) + " .\n"


def _header(names: Names, used: set[str]) -> str:
    prefixes = {**NAMESPACES, **names.prefixes}
    return "".join(f"@prefix {prefix}: <{prefixes[prefix]}> .\n" for prefix in sorted(used))


def _shortener(names: Names, used: set[str]) -> Callable[[str], str]:
    """Return a function from an N-Triples term to a Turtle one; it notes the prefixes that it uses."""
    prefix_of = {namespace: prefix for prefix, namespace in {**NAMESPACES, **names.prefixes}.items()}

    def short(full: str) -> str:
        if full[0] != '"':
            return name(full)
        return typed(full) if full[-1] == ">" else full

    @lru_cache(maxsize=1 << 16)
    def name(iri: str) -> str:
        if iri.startswith(("<<", "_:")):
            return iri
        split = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = prefix_of.get(iri[1:split])
        if prefix is None or not _LOCAL.fullmatch(iri, split, len(iri) - 1):
            return iri
        used.add(prefix)
        return f"{prefix}:{iri[split:-1]}"

    @lru_cache(maxsize=1 << 12)
    def typed(text: str) -> str:
        match = _TYPED.fullmatch(text)
        if match is None:
            return text
        plain = _PLAIN.get(match["type"])
        if plain and plain.fullmatch(match["text"]):
            return match["text"]
        return f'"{match["text"]}"^^{short(match["type"])}'

    return short
