"""JSON and JSON lines to records, each with its lines; a damaged object costs itself and no other."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from papergraph.readers.records.nodes import parts
from papergraph.readers.records.objects import record_of
from papergraph.readers.records.record import Parts, Record, Refused
from papergraph.readers.records.relaxed import strict_of
from papergraph.readers.records.shapes import is_group, is_titled, is_work, no_group

_DECODER = json.JSONDecoder(strict=False)
_BLANK = re.compile(r"[\s,]*")
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|[{}\[\]]')
_COLON = re.compile(r"\s*:\s*")
_MEMBER = re.compile(r'"((?:[^"\\\n]|\\.)*)"\s*:\s*')
_INDENT = re.compile(r"[ \t]*")
_CLOSED_BY = {"{": "}", "[": "]"}
_TITLE = re.compile(r'"(?:title|display_name|name)"')
_BRACKET = re.compile(r"[\[{]")
_OBJECT = re.compile(r"\{(?=\s*[\"}])")
_KEY_OF_LIST = re.compile(r'"([^"\\\n]{1,60})"\s*:\s*\[\s*\{')


class _Uncounted(str):
    """A text whose lines no error counts: where one is on every line, that would take the square of its length."""

    __slots__ = ()

    def count(self, *_: Any) -> int:
        """Return 0: the number of the line is asked of `_Text`."""
        return 0


class _Text:
    """A text with the places of its line ends."""

    def __init__(self, text: str) -> None:
        self.text = _Uncounted(text)
        self.first = _skip(text, 0, len(text))
        self.ends = [match.start() for match in re.finditer("\n", text)]
        self.budget = 20 * len(text) + 10_000  # characters that may be gone through to find where damaged values end

    def line(self, at: int) -> int:
        """Return the line, from 1, of a place."""
        return bisect_right(self.ends, at - 1) + 1


class JsonNode:
    """A JSON value at its place."""

    def __init__(self, source: _Text, start: int, limit: int) -> None:
        self.source, self.start = source, start
        self.value: Any = None
        self.problem: str | None = None
        self.too_deep = False
        try:
            self.value, self.end = _DECODER.raw_decode(source.text, start)
        except (ValueError, RecursionError) as error:
            self.too_deep = isinstance(error, RecursionError)
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            at = error.pos if isinstance(error, json.JSONDecodeError) else start
            self.problem = f"no JSON from line {source.line(at)} on: {reason}"
            self.end = self._closing(limit)
        self.first_line = source.line(start)
        self.last_line = max(self.first_line, source.line(max(start, self.end - 1)))

    def _closing(self, limit: int) -> int:
        """Return the place after a damaged value.

        Where its line ends, or a line of the same indent closes it; in text without indents, where its brackets do.
        """
        text, start = self.source.text, self.start
        begin, end = text.rfind("\n", 0, start) + 1, text.find("\n", start, limit)
        if end < 0:
            return self._balanced(limit)
        if text[start] not in _CLOSED_BY:
            bracket = _BRACKET.search(text, start, end)
            return bracket.start() if bracket and bracket.start() > start else end
        line = text[start:end].rstrip(", \t\r")
        if len(line) > 1 and line.endswith(_CLOSED_BY[text[start]]):
            return start + len(line)
        indent = _INDENT.match(text, begin)[0]  # type: ignore[index]
        sibling = rf"|(?=\{text[start]})" if begin + len(indent) == start else ""
        close = rf"[}}\]]*?\{_CLOSED_BY[text[start]]}"
        following = re.compile(rf"\n{indent}(?:{close}{sibling})").search(text, end, limit)
        return following.end() if following else self._balanced(limit)

    def _balanced(self, limit: int) -> int:
        """Return the place after the bracket that closes a damaged value, or the limit."""
        text, depth = self.source.text, 0
        self.source.budget -= limit - self.start
        if self.source.budget <= 0:
            return limit
        for match in _TOKEN.finditer(text, self.start, limit):
            if match[0] in "{[":
                depth += 1
            elif match[0] in "}]":
                depth -= 1
                if depth <= 0:
                    return match.end()
        return limit

    @property
    def raw(self) -> str:
        """The text of the value."""
        return self.source.text[self.start : self.end]

    def has_parts(self) -> bool:
        """Return whether a damaged value has lists or objects in it that can be read one by one."""
        text, start = self.source.text, self.start
        if self.too_deep:
            return False
        if text[start] == "[":
            return "{" in text[start + 1 : min(self.end, start + 2_000)]
        keys = (match[1] for match in _KEY_OF_LIST.finditer(text, start, min(self.end, start + 20_000)))
        if any(not no_group(key) for key in keys):
            return True
        # Of the outermost object only what is inside can be lost.
        return text[start : start + 1] == "{" and start <= self.source.first and text.find("{", start + 1, self.end) > 0

    def elements(self) -> Iterator[JsonNode]:
        """Yield the elements of a list."""
        if self.source.text[self.start] != "[":
            return
        at, limit = self.start + 1, max(self.end - 1, self.start + 1)
        while (at := _skip(self.source.text, at, limit)) < limit:
            node = JsonNode(self.source, at, limit if self.problem is None else self.end)
            yield node
            at = max(node.end, at + 1)

    def items(self) -> Iterator[tuple[str, JsonNode]]:
        """Yield the members of an object."""
        text = self.source.text
        if text[self.start] != "{":
            return
        at, limit = self.start + 1, self.end
        while member := _MEMBER.search(text, at, limit):
            if self.problem is None:
                name, at = _DECODER.raw_decode(text, _skip(text, at, limit))
                colon = _COLON.match(text, at, limit)
            else:  # what stands before the next name is passed over
                name, colon = member[1], member
            if colon is None or colon.end() >= limit:
                return
            node = JsonNode(self.source, colon.end(), limit)
            yield name, node
            at = max(node.end, colon.end() + 1)


def _skip(text: str, at: int, limit: int) -> int:
    match = _BLANK.match(text, at, limit)
    return match.end() if match else at


def records(text: str) -> Parts:
    """Yield the records of a JSON file or of JSON lines."""
    at = _skip(text, 0, len(text))
    source = _Text(text)
    whole = JsonNode(source, at, len(text)) if text[at : at + 1] in {"{", "["} else None
    more = whole is None or whole.problem is not None or _skip(text, whole.end, len(text)) < len(text)
    if more and _in_lines(text, at):
        yield from _line_by_line(text)
        return
    if whole is not None and whole.problem is None:
        yield from _structured(source, at)
        return
    strict = strict_of(text)
    # Where marks are missing, groups may end too early: then whole objects are looked for wherever they stand.
    ways = [list(_structured(source, at)), list(_whole_objects(source))]
    if strict is not None:
        ways.insert(0, list(_structured(_Text(strict), _skip(strict, 0, len(strict)))))
    yield from max(ways, key=_works)


def _works(found: list[Record | Refused]) -> int:
    return sum(isinstance(part, Record) for part in found)


def _whole_objects(source: _Text) -> Parts:
    """Yield the works among the objects that are whole, and what stands between them and names a title as damaged."""
    text, at, done = source.text, 0, 0
    budget = 20 * len(text)
    while (opening := _OBJECT.search(text, at)) and budget > 0:
        at = opening.start()
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            budget -= getattr(error, "pos", len(text)) - at + 64
            at += 1
            continue
        work = isinstance(value, dict) and is_titled(value) and is_work(value)
        if work and not is_group(value) and not _holds_next(value):
            yield from _damaged(source, done, at)
            raw = text[at:end]
            yield record_of(value, source.line(at), source.line(end - 1), raw, section=())
            done = at = end
        else:
            at += 1
    yield from _damaged(source, done, len(text))


_ALIKE = 4  # members that records of one list share


def _holds_next(value: dict[str, Any]) -> bool:
    """Return whether a list of an object was never closed: works follow in it on what is none."""
    lists = [member for member in value.values() if isinstance(member, list) and member]
    return any(
        any(_is_like(part, value) for part in each)
        if isinstance(each[0], dict)
        else any(isinstance(part, dict) and is_titled(part) for part in each)
        for each in lists
    )


def _is_like(part: Any, value: dict[str, Any]) -> bool:
    """Return whether an object in a list of another says as much as this one does, by the same names."""
    shared = len(part.keys() & value.keys()) if isinstance(part, dict) and is_titled(part) else 0
    return shared >= _ALIKE and 2 * shared >= len(value)


def _damaged(source: _Text, start: int, end: int) -> Parts:
    if _TITLE.search(source.text, start, end):
        raw = source.text[start:end].strip()
        start = source.text.index(raw, start)
        yield Refused(
            source.line(start), source.line(start + len(raw) - 1), raw, "no JSON: a mark is missing or too many"
        )


def _structured(source: _Text, at: int) -> Parts:
    """Yield the records of what begins at a place and after it, group by group."""
    text = source.text
    while at < len(text):
        if text[at] not in "{[":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            bracket = _BRACKET.search(text, at, end)
            end = bracket.start() if bracket else end
            yield Refused(source.line(at), source.line(at), text[at:end], "no JSON object begins here")
        else:
            node = JsonNode(source, at, len(text))
            yield from parts(node)
            end = node.end
        at = _skip(text, max(end, at + 1), len(text))


def _in_lines(text: str, at: int) -> bool:
    """Return whether the first two lines are an object each."""
    first, _, rest = text[at : at + 2_000_000].partition("\n")
    if not first.startswith("{") or not rest.lstrip().startswith("{"):
        return False
    try:
        json.loads(first, strict=False)
    except (ValueError, RecursionError):
        return rest.lstrip().startswith('{"') and first.startswith('{"') and len(first) > 40
    return True


def _line_by_line(text: str) -> Parts:
    """Yield the records of JSON lines: what is damaged on one ends with it."""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if not bare:
            continue
        if not bare.startswith("{"):
            yield Refused(number, number, line, "no JSON object")
            continue
        node = JsonNode(_Text(bare), 0, len(bare))
        if node.problem:
            reason = node.problem.replace("from line 1 on", "on this line")
            yield Refused(number, number, line, reason)
        else:
            yield from parts(_Placed(node, number))


class _Placed(JsonNode):
    """A value of one line, with all its parts on that line of the file."""

    def __init__(self, node: JsonNode, line: int) -> None:
        self.source, self.start, self.end = node.source, node.start, node.end
        self.value, self.problem, self.too_deep = node.value, node.problem, node.too_deep
        self.first_line = self.last_line = line

    def elements(self) -> Iterator[JsonNode]:
        """Yield the elements of a list."""
        for each in super().elements():
            yield _Placed(each, self.first_line)

    def items(self) -> Iterator[tuple[str, JsonNode]]:
        """Yield the members of an object."""
        for name, each in super().items():
            yield name, _Placed(each, self.first_line)
