"""Values of structured files with their places: what JSON and YAML have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from papergraph.identifiers import curie_of_url, parse_curie
from papergraph.readers.records.columns import head_of_rows, rows_of_columns
from papergraph.readers.records.columnuses import with_places
from papergraph.readers.records.objects import record_of
from papergraph.readers.records.persons import with_families
from papergraph.readers.records.printed import is_reference
from papergraph.readers.records.record import Parts, Record, Refused, Value
from papergraph.readers.records.shapes import (
    holds_lines,
    is_group,
    is_heading,
    is_line,
    is_work,
    name_of_group,
    no_work,
    venue_of_group,
)
from papergraph.readers.records.unnamed import with_names
from papergraph.readers.records.wrapped import plain

DEEPEST = 40
_SAMPLE = 200  # elements
_OF_CITATION = ("preferred-citation", "references")


class Node(Protocol):
    """A value and where it stands; its parts are asked for only when it is no work itself."""

    value: Any
    first_line: int
    last_line: int

    @property
    def raw(self) -> str:
        """The text of the value."""
        ...

    @property
    def problem(self) -> str | None:
        """What is wrong with it, where it cannot be understood."""
        ...

    def items(self) -> Iterable[tuple[str, Node]]:
        """Return the members of an object."""
        ...

    def elements(self) -> Iterable[Node]:
        """Return the elements of a list."""
        ...

    def has_parts(self) -> bool:
        """Return whether something damaged has parts that can be read one by one."""
        ...


def parts(node: Node, section: tuple[str, ...] = (), key: str = "", depth: int = 0) -> Parts:
    """Yield the works in a value, whatever lists and groups they stand in, and what is damaged or none."""
    if depth > DEEPEST:
        yield Refused(node.first_line, node.last_line, node.raw, f"nested deeper than {DEEPEST} levels")
    elif node.problem and not node.has_parts():
        yield Refused(node.first_line, node.last_line, node.raw, node.problem)
    elif node.problem:
        told = False
        for part in _inside(node, section, depth):
            told = told or (isinstance(part, Refused) and part.damaged)
            yield part
        if not told:
            yield Refused(node.first_line, node.first_line, node.raw.split("\n", 1)[0], node.problem)
    elif isinstance(node.value, dict):
        yield from _object(node, section, key, depth)
    elif isinstance(node.value, list):
        head = head_of_rows(node.value)
        called = with_names(node.value)
        parted = with_families([called(each) for each in node.value[:_SAMPLE]])
        placed = with_places(node.value[:_SAMPLE])
        groups = any(isinstance(each, dict) and is_group(each) for each in node.value[:_SAMPLE])
        for number, element in enumerate(node.elements()):
            if head and isinstance(element.value, list):
                yield _row(element, head, section, first=number == 0)
            elif (
                groups and isinstance(element.value, dict) and is_heading(element.value) and not is_group(element.value)
            ):
                yield Refused(element.first_line, element.last_line, element.raw, "a heading", damaged=False)
            else:
                element.value = placed(parted(called(element.value)))
                yield from parts(element, section, key if isinstance(element.value, str) else "", depth + 1)
    elif depth and isinstance(node.value, str) and node.value.strip():
        if is_reference(node.value) or (holds_lines(key) and is_line(node.value)):
            values = (Value("line", node.value.strip(), node.first_line),)
            yield Record(node.first_line, node.last_line, node.raw, values, section=section)
            return
        named = parse_curie(node.value) or ("://" in node.value and curie_of_url(node.value.strip()))
        why = "an identifier, and no title with it" if named else "words without a field's name"
        yield Refused(node.first_line, node.last_line, node.raw, why, damaged=bool(named))


def _row(node: Node, head: tuple[str, ...], section: tuple[str, ...], *, first: bool) -> Record | Refused:
    """Return what a row of a table makes that is a list of lists."""
    if first:
        return Refused(node.first_line, node.last_line, node.raw, "table head", damaged=False)
    value = dict(zip(head, node.value, strict=False))
    return record_of(value, node.first_line, node.last_line, node.raw, section=section)


def _citation_file(node: Node, section: tuple[str, ...], depth: int) -> Parts:
    """Yield what a CITATION.cff says: a program, the work to be cited for it, and the works that it refers to."""
    own = {name: each for name, each in node.value.items() if name not in _OF_CITATION}
    members = [(name, member) for name, member in node.items() if name in _OF_CITATION]
    last = min((member.first_line - 1 for _, member in members), default=node.last_line)
    raw = "\n".join(node.raw.split("\n")[: last - node.first_line + 1])
    yield record_of({"type": "software", **own}, node.first_line, last, raw, section=section)
    for name, member in members:
        below = (*section, "References") if name == "references" else section
        yield from parts(member, below, "", depth + 1)


def _object(node: Node, section: tuple[str, ...], key: str, depth: int) -> Parts:
    node.value = plain(node.value)
    if "cff-version" in node.value:
        yield from _citation_file(node, section, depth)
    elif rows := rows_of_columns(node.value):
        for row in rows:
            yield record_of(row, node.first_line, node.last_line, str(row), section=section)
    elif is_group(node.value):
        name, venue = name_of_group(node.value), Value("venue", venue_of_group(node.value), node.first_line)
        for part in _inside(node, (*section, name) if name else section, depth):
            yield _with_venue(part, venue) if venue.text and isinstance(part, Record) else part
    elif is_work(node.value):
        yield record_of(node.value, node.first_line, node.last_line, node.raw, section=section, key=key)
    elif any(isinstance(each, dict | list) for each in node.value.values()):
        yield from _inside(node, section, depth, with_names([*node.value.values()]))
    elif depth:
        yield Refused(node.first_line, node.last_line, node.raw, "an object that says of no work", damaged=False)


def _with_venue(record: Record, venue: Value) -> Record:
    """Return the record of a work with the venue of its group, where it says none itself."""
    said = record.first("venue", "venue short")
    return record if said else replace(record, values=(*record.values, venue), _texts={})


def _inside(
    node: Node, section: tuple[str, ...], depth: int, called: Callable[[Any], Any] = lambda value: value
) -> Iterator[Any]:
    """Yield what stands in the members of an object, as they are `called`, or in the elements of a damaged list."""
    for name, member in node.items():
        member.value = called(member.value)
        if isinstance(member.value, list) or (isinstance(member.value, dict) and not is_work(member.value, name)):
            below = name_of_group({}, name)
            listed = name if isinstance(member.value, list) else ""
            yield from parts(member, (*section, below) if below else section, listed, depth + 1)
        elif no_work(name):
            continue
        elif isinstance(member.value, dict) or member.problem:
            yield from parts(member, section, name, depth + 1)
    if node.problem:
        for element in node.elements():
            yield from parts(element, section, "", depth + 1)
