"""Turtle and TriG to read: prefixes, one paragraph a subject, plain numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from papergraph.rdf.grouping import Group, Triple, grouped
from papergraph.rdf.sink import Quad
from papergraph.rdf.terms import NAMESPACES, Names, term

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_TYPED = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"\^\^(?P<type><[^>]*>)')
_PLAIN = {
    term("xsd:integer"): re.compile(r"[+-]?[0-9]+"),
    term("xsd:decimal"): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    term("xsd:boolean"): re.compile(r"true|false"),
}
_TYPE = term("rdf:type")


def turtle(groups: Iterable[Group], names: Names) -> str:
    """Return grouped triples as Turtle."""
    used: set[str] = set()
    body = "\n".join(_paragraphs(groups, _shortener(names, used), indent=""))
    return f"{_header(names, used)}\n{body}"  # the header names what the body used


def trig(quads: Iterable[Quad], names: Names) -> str:
    """Return the quads as TriG: the default graph first, then each named graph in braces."""
    used: set[str] = set()
    short = _shortener(names, used)
    graphs: dict[str, list[Triple]] = {}
    for subject, predicate, object_, graph in quads:
        graphs.setdefault(graph, []).append((subject, predicate, object_))
    parts = []
    for graph in sorted(graphs):
        body = "\n".join(_paragraphs(grouped(graphs[graph], names), short, indent="    " if graph else ""))
        parts.append(f"{short(graph)} {{\n{body}}}\n" if graph else body)
    return _header(names, used) + "\n" + "\n".join(parts)


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
    known: dict[str, str] = {}

    def short(full: str) -> str:
        found = known.get(full)
        if found is None:
            found = known[full] = typed(full) if full[0] == '"' else name(full)
        return found

    def name(iri: str) -> str:
        if iri.startswith(("<<", "_:")):
            return iri
        split = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = prefix_of.get(iri[1:split])
        if prefix is None or not _LOCAL.fullmatch(iri, split, len(iri) - 1):
            return iri
        used.add(prefix)
        return f"{prefix}:{iri[split:-1]}"

    def typed(text: str) -> str:
        match = _TYPED.fullmatch(text) if text[-1] == ">" else None
        if match is None:
            return text
        plain = _PLAIN.get(match["type"])
        if plain and plain.fullmatch(match["text"]):
            return match["text"]
        return f'"{match["text"]}"^^{short(match["type"])}'

    return short
