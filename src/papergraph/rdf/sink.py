"""Collecting quads: a node takes the values of a record's fields and leaves out what is absent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from papergraph.rdf.terms import decimal, flag, literal, term, web_iri, whole

#: Subject, predicate, object and graph as N-Triples text; the graph is empty for the default graph.
Quad = tuple[str, str, str, str]


class Sink:
    """A growing set of quads, by subject: sorting few subjects and short lists takes half as long as sorting all."""

    def __init__(self) -> None:
        self.of: dict[str, set[tuple[str, str, str]]] = {}

    def __len__(self) -> int:
        return sum(map(len, self.of.values()))

    def drained(self) -> Iterator[Quad]:
        """Yield all quads in order, each subject leaving the sink: it shrinks as what is made of it grows."""
        for subject in sorted(self.of):
            for rest in sorted(self.of.pop(subject)):
                yield (subject, *rest)

    def sorted(self) -> list[Quad]:
        """Return all quads in order; nothing is left in the sink."""
        return list(self.drained())

    def node(self, iri: str, *types: str, graph: str = "") -> Node:
        """Return the node `iri`, all of whose triples go to `graph`."""
        made = Node(self, iri, graph)
        for each in types:
            made.link("rdf:type", term(each))
        return made


class Node:
    """A subject that is being described; every method takes a predicate's CURIE and skips None."""

    __slots__ = ("_graph", "_own", "iri")

    def __init__(self, sink: Sink, iri: str, graph: str) -> None:
        self.iri = iri
        self._own = sink.of.setdefault(iri, set())
        self._graph = graph

    def link(self, predicate: str, target: str | None) -> None:
        """Add an object that is a term already."""
        if target is not None:
            self._own.add((term(predicate), target, self._graph))

    def text(self, predicate: str, value: str | None) -> None:
        """Add a plain literal."""
        if value is not None:
            self.link(predicate, literal(value))

    def whole(self, predicate: str, value: int | None) -> None:
        """Add an integer."""
        if value is not None:
            self.link(predicate, whole(value))

    def decimal(self, predicate: str, value: float | None) -> None:
        """Add a decimal."""
        if value is not None:
            self.link(predicate, decimal(value))

    def flag(self, predicate: str, value: bool | None) -> None:
        """Add a boolean."""
        if value is not None:
            self.link(predicate, flag(value))

    def web(self, predicate: str, value: str | None) -> None:
        """Add an IRI where `value` can safely be one, else the same text as a literal."""
        if value is not None:
            self.link(predicate, web_iri(value) or literal(value))

    def each(
        self, predicate: str, values: Iterable[str], *, field: str, made: Callable[[str], str] | None = None
    ) -> None:
        """Add every value of a record's list `field`, and their order; `made` turns a value into a term."""
        given = tuple(values)
        for value in given:
            self.link(predicate, made(value) if made else literal(value))
        self.order(field, given)

    def order(self, field: str, values: Iterable[str]) -> None:
        """Add the order of a record's list as one literal, where it is not the alphabet's: RDF keeps sets."""
        given = tuple(values)
        if given != tuple(sorted(set(given))):
            self.text("pg:inOrder", f"{field}: {joined(given)}")


def joined(values: Iterable[str]) -> str:
    """Return the values joined by ` | `; a bar inside one is written as a backslash and a bar."""
    return " | ".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)
