"""YAML lists to records, each with its lines; where a file is no YAML as a whole, item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from papergraph.errors import MissingExtraError
from papergraph.readers.records.nodes import parts
from papergraph.readers.records.record import Parts, Record, Refused

LONGEST = 50_000_000  # characters that are read at once

_ITEM = re.compile(r"^(?P<indent>[ ]*)- ", re.MULTILINE)
_TAB = re.compile(r"^[ ]*\t", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]|^- ", re.MULTILINE)
_NESTED = re.compile(r"^ {1000}|(?:[-?:][ ]+){300}", re.MULTILINE)
MOST_TRIED = 4  # levels of lists in which items are tried one by one
DEEPEST = 300  # levels: the parser calls itself for each, and one that is written in C ends the program


class YamlNode:
    """A YAML value at its place; a value that aliases repeat is converted once."""

    def __init__(self, node: Any, lines: list[str], first: int, known: dict[int, Any]) -> None:
        self.node, self.lines, self.base, self.known = node, lines, first, known
        self.value = _value(node, known, 0)
        self.problem: str | None = None
        self.first_line = node.start_mark.line + first
        # A block ends where the next thing begins, be it further in on its line.
        inside = node.end_mark.column and lines[node.end_mark.line + first - 1][: node.end_mark.column].strip(" -")
        ends = node.end_mark.line + (1 if inside else 0)
        self.last_line = max(self.first_line, min(ends + first - 1, len(lines)))
        while self.last_line > self.first_line and not lines[self.last_line - 1].strip():
            self.last_line -= 1

    @property
    def raw(self) -> str:
        """The lines of the value."""
        return "\n".join(self.lines[self.first_line - 1 : self.last_line])

    def has_parts(self) -> bool:
        """Return whether it is damaged and has parts; a value that was composed is whole."""
        return False

    def elements(self) -> Iterator[YamlNode]:
        """Yield the elements of a list, but none that was given out before."""
        for node in self._once(self.node.value if self.node.id == "sequence" else ()):
            yield YamlNode(node, self.lines, self.base, self.known)

    def items(self) -> Iterator[tuple[str, YamlNode]]:
        """Yield the members of a mapping."""
        pairs = self.node.value if self.node.id == "mapping" else ()
        fresh = {id(node) for node in self._once(value for _, value in pairs)}
        for key, node in pairs:
            if id(node) in fresh:
                yield str(_value(key, self.known, 0)), YamlNode(node, self.lines, self.base, self.known)

    def _once(self, nodes: Any) -> list[Any]:
        seen: set[int] = self.known.setdefault(0, set())
        fresh = [node for node in nodes if id(node) not in seen]
        seen.update(id(node) for node in fresh if node.id != "scalar")
        return fresh


def _value(node: Any, known: dict[int, Any], depth: int) -> Any:
    """Return the plain value of a composed node: text for every scalar, nothing for what is nested too deeply."""
    if node.id == "scalar":
        return "" if node.tag.endswith(":null") else node.value
    if id(node) in known:
        return known[id(node)]
    if depth > 60:
        return None
    made: Any = [] if node.id == "sequence" else {}
    known[id(node)] = made
    if node.id == "sequence":
        made += [_value(each, known, depth + 1) for each in node.value]
    else:
        made.update((str(_value(key, known, depth + 1)), _value(each, known, depth + 1)) for key, each in node.value)
    return made


def records(text: str) -> Parts:
    """Yield the records of a YAML file; raises MissingExtraError without PyYAML."""
    try:
        import yaml
    except ImportError:
        raise MissingExtraError("readers", "reading YAML lists") from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lines = text.split("\n")
    cleaned = _TAB.sub(lambda match: match[0].replace("\t", "  "), text)
    try:
        documents = _documents(cleaned, loader)
    except (yaml.YAMLError, RecursionError, _TooMuchError) as error:
        yield from _one_by_one(cleaned, lines, error, loader)
        return
    if all(document.id == "scalar" for document in documents) and _ITEM.search(cleaned):
        # One stray sign before a list makes it a text: "> - title: …"
        yield from _one_by_one(cleaned, lines, ValueError("a text, no list"), loader)
        return
    for document in documents:
        yield from parts(YamlNode(document, lines, 1, {}))


class _TooMuchError(Exception):
    """Indicates YAML that would become endless: the message says how."""


def _documents(text: str, loader: Any) -> list[Any]:
    """Return the documents of YAML, composed; raises what the parser raises, and _TooMuchError for bombs."""
    import yaml

    if _too_deep(text):
        raise _TooMuchError("nested too deeply")
    documents = [document for document in yaml.compose_all(text, Loader=loader) if document is not None]
    sizes: dict[int, int] = {}
    if sum(_size(document, sizes, 0) for document in documents) > 20 * len(text) + 10_000:
        raise _TooMuchError("its aliases repeat one another too often")
    return documents


def _too_deep(text: str) -> bool:
    """Return whether brackets, marks of items or indents go deeper than any list."""
    if _NESTED.search(text):
        return True
    depth = 0
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    for match in _BRACKET.finditer(text):
        # What is not closed within an item is a bracket of its text.
        depth = 0 if match[0] == "- " else max(depth - 1, 0) if match[0] in "]}" else depth + 1
        if depth > DEEPEST:
            return True
    return False


def _size(node: Any, sizes: dict[int, int], depth: int) -> int:
    """Return how many scalars a composed node has where each alias is written out."""
    if node.id == "scalar" or depth > DEEPEST:
        return 1
    if id(node) not in sizes:
        sizes[id(node)] = 1
        values = node.value if node.id == "sequence" else [part for pair in node.value for part in pair]
        sizes[id(node)] = 1 + sum(_size(each, sizes, depth + 1) for each in values)
    return sizes[id(node)]


def _one_by_one(text: str, lines: list[str], whole: Exception, loader: Any, first: int = 1, depth: int = 0) -> Parts:
    """Yield the records of the items of the outermost list, each composed alone; `first` is the line `text` begins on.

    An item that is no YAML and has items with works in it was damaged around these: then they are read alone.
    """
    import yaml

    shown = text.split("\n")
    indents = {len(match["indent"]) for match in _ITEM.finditer(text)} if depth < MOST_TRIED else set()
    if not indents:
        yield Refused(first, first + len(shown) - 1, text, f"no YAML: {_why(whole)}")
        return
    mark = " " * min(indents) + "- "
    starts = [at for at, line in enumerate(shown) if line.startswith(mark)]
    before = "\n".join(shown[: starts[0]])  # the items, where one line further out is the damage
    if _ITEM.search(before):
        found = list(_one_by_one(before, lines, whole, loader, first, depth + 1))
        yield from found if any(isinstance(part, Record) for part in found) else ()
    for start, end in zip(starts, [*starts[1:], len(shown)], strict=True):
        last = end
        while last > start + 1 and not shown[last - 1].strip():
            last -= 1
        try:
            documents = _documents("\n".join(shown[start:end]), loader)
        except (yaml.YAMLError, RecursionError, _TooMuchError) as error:
            # The first line is what stands before the items further in.
            inner = "\n".join(shown[start + 1 : last])
            found = list(_one_by_one(inner, lines, error, loader, first + start + 1, depth + 1)) if inner else []
            if any(isinstance(part, Record) for part in found):
                yield Refused(first + start, first + start, shown[start], f"no YAML: {_why(error)}")
                yield from found
            else:
                raw = "\n".join(lines[first + start - 1 : first + last - 1])
                yield Refused(first + start, first + last - 1, raw, f"no YAML: {_why(error)}")
            continue
        for document in documents:
            yield from parts(YamlNode(document, lines, first + start, {}))


def _why(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    return f"{said}" + (f" (column {mark.column + 1})" if mark is not None else "")
