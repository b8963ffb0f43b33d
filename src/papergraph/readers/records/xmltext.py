"""XML to elements, record by record: a damaged record costs itself and no other.

Expat, which reads no entity from outside when told so, gives up a file at its first fault; a bare `&`, an unknown
entity or a tag that is never closed are such faults and are common in exports. So tags are looked for one by one here:
nothing that a document declares is ever taken over, so that an entity bomb stays the word that it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

DEEPEST = 100  # levels below a record; what lies deeper is text of the last

_TAG = re.compile(
    r"<(?:(?P<bang>!--|!\[CDATA\[|!|\?)|(?P<close>/)?(?P<name>[A-Za-z_][\w.:-]*)"
    r"(?P<attributes>(?:\s+[^\s=<>/\"']+(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'<>]+))?)*)\s*(?P<empty>/)?>)"
)
_ATTRIBUTE = re.compile(r"([^\s=<>/\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_DECLARATION = re.compile(r"<![^\[<>]*(?P<mark>[\[>])")
_HEADINGS = frozenset({"title", "name", "heading", "label", "head"})
_LABELS = ("name", "title", "label", "heading", "year", "category")  # attributes
_ENDS = {"!--": "-->", "![CDATA[": "]]>", "?": "?>"}


#: Whether an element of a name, so many levels below the outermost and with these attributes, is a record; the last
#: argument: whether another record is open.
Begins = Callable[[str, int, str, bool], bool]


@dataclass(slots=True)
class Element:
    """An element: its name without prefix in small letters, attributes likewise, where it begins, what is in it."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[str | Element] = field(default_factory=list)

    def children(self, name: str = "") -> list[Element]:
        """Return the elements right in it, those of a name."""
        return [each for each in self.content if isinstance(each, Element) and name in {"", each.name}]

    def all(self, path: str) -> list[Element]:
        """Return the elements that "a/b[@type=c]/d" leads to: of any name for `*`, without the attribute for `!=`."""
        found = [self]
        for step in path.split("/"):
            name, _, wanted = step.partition("[@")
            label, equals, value = wanted.rstrip("]").partition("=")
            unlike = label.endswith("!")
            found = [
                each
                for element in found
                for each in element.children("" if name == "*" else name)
                if not equals or (each.attributes.get(label.rstrip("!"), "").lower() == value) is not unlike
            ]
        return found

    def text(self) -> str:
        """Return all its text on one line, that of the elements in it too."""
        pieces: list[str] = []
        waiting: list[str | Element] = [self]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                pieces.append(each)
            else:
                waiting += reversed(each.content)
        return " ".join("".join(pieces).split())

    def first(self, path: str) -> str:
        """Return the text of the first element at a path that has one."""
        return next((text for each in self.all(path) if (text := each.text())), "")


@dataclass(frozen=True, slots=True)
class Part:
    """A record of a file, or the part of a file where one was never closed; `element` is what could be read.

    `section`: what the elements around it are called, by an attribute or an element of their own, but for the root.
    """

    first_line: int
    last_line: int
    raw: str
    element: Element
    problem: str | None = None
    section: tuple[str, ...] = ()


def parts(text: str, is_record: Begins) -> Iterator[Part]:
    """Yield the records of an XML text: elements for which `is_record` holds.

    A record ends with its own end tag, and at the latest where the next one begins. Linear in the length of the text.
    """
    reader = _Reader(text, is_record)
    for token in reader.tokens():
        made = reader.take(token)
        if made is not None:
            yield made
    if (made := reader.cut(len(text))) is not None:
        yield made


def tags(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield (name, whether it closes, whether it is empty) of each tag of an XML text."""
    for token in _Reader(text, lambda *_: False).tokens():
        if token.name:
            yield token.name, token.close, token.empty


@dataclass(slots=True)
class _Token:
    """A tag or a stretch of text that stands for itself (CDATA)."""

    start: int
    end: int
    name: str = ""
    close: bool = False
    empty: bool = False
    attributes: str = ""
    text: str = ""


class _Reader:
    def __init__(self, text: str, is_record: Begins) -> None:
        self.text, self.is_record = text, is_record
        self.outside: list[str] = []  # names of open elements around records
        self.called: list[str] = []  # and what they are called
        self.open: list[Element] = []  # the open record and what is open in it
        self.start = self.at = 0  # of the open record, and up to where its text was taken
        self.line, self.counted = 1, 0

    def tokens(self) -> Iterator[_Token]:
        text, at = self.text, 0
        missing: set[str] = set()  # ends that do not come any more
        while match := _TAG.search(text, at):
            bang = match["bang"]
            if bang is None:
                name = match["name"].rpartition(":")[2].lower()
                yield _Token(
                    match.start(), match.end(), name, bool(match["close"]), bool(match["empty"]), match["attributes"]
                )
                at = match.end()
                continue
            at = match.end()
            end = -1
            if bang not in missing:
                end = self._after_declaration(match.start()) if bang == "!" else text.find(_ENDS[bang], at)
                missing |= {bang} if end < 0 else set()
            if end >= 0:
                stop = end + (0 if bang == "!" else 3 - (bang == "?"))
                yield _Token(match.start(), stop, text=text[at:end] if bang == "![CDATA[" else "")
                at = stop

    def _after_declaration(self, at: int) -> int:
        """Return the place after `<!DOCTYPE … [ … ]>`, -1 where it does not end."""
        head = _DECLARATION.match(self.text, at)
        if head is None:
            return at + 2
        if head["mark"] == ">":
            return head.end()
        end = self.text.find("]", head.end())
        close = self.text.find(">", end) if end >= 0 else -1
        return close + 1 if close >= 0 else -1

    def line_of(self, at: int) -> int:
        self.line += self.text.count("\n", self.counted, at)
        self.counted = at
        return self.line

    def take(self, token: _Token) -> Part | None:
        """Take a token over; return the record that it ends."""
        if self.open:
            self.words(self.at, token.start)
            if token.text:
                self.open[-1].content.append(token.text)
        self.at = token.end
        if not token.name:
            return None
        if token.close:
            return self.closed(token)
        made = None
        begins = self.is_record(token.name, len(self.outside), token.attributes, bool(self.open))
        if begins and not self._is_inner(token):
            made = self.cut(token.start)
            self.open, self.start = [self.element(token)], token.start
        elif self.open:
            if len(self.open) <= DEEPEST:
                element = self.element(token)
                self.open[-1].content.append(element)
                if not token.empty:
                    self.open.append(element)
            return None
        elif not token.empty:
            if len(self.outside) < DEEPEST:
                self.outside.append(token.name)
                self.called.append(self.label(token))
            return None
        if token.empty and self.open:  # a record without anything in it
            self.open = []
        return made

    def _is_inner(self, token: _Token) -> bool:
        """Return whether a tag that could begin a record stands in one, further in than where that begins."""
        if not self.open or self.text.rfind("\n", max(self.start, token.start - 200), token.start) < 0:
            return False
        return self._indent(token.start) > self._indent(self.start)

    def _indent(self, at: int) -> int:
        return at - self.text.rfind("\n", max(0, at - 200), at)

    def element(self, token: _Token) -> Element:
        attributes = {
            name.rpartition(":")[2].lower(): html.unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(token.attributes)
        }
        return Element(token.name, self.line_of(token.start), attributes)

    def words(self, start: int, end: int) -> None:
        if end > start:
            self.open[-1].content.append(html.unescape(self.text[start:end]))

    def closed(self, token: _Token) -> Part | None:
        """Close the innermost open element of a name; an end tag of something that is not open says nothing."""
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].name == token.name:
                record, self.open = self.open[0], self.open[:depth]
                return self.part(record, token.end, None) if depth == 0 else None
        if token.name in self.outside:
            made = self.cut(token.start)
            if token.name in _HEADINGS and self.outside[-1] == token.name and len(self.called) > 2:
                words = " ".join(
                    html.unescape(self.text[self.text.rfind(">", 0, token.start) + 1 : token.start]).split()
                )
                self.called[-2] = self.called[-2] or words[:200]
            while self.outside.pop() != token.name:
                self.called.pop()
            self.called.pop()
            return made
        return None

    def label(self, token: _Token) -> str:
        """Return what an element around records is called by its attributes."""
        given = {
            name.lower(): double or single or bare
            for name, double, single, bare in _ATTRIBUTE.findall(token.attributes)
        }
        return next((html.unescape(given[name]) for name in _LABELS if given.get(name)), "")[:200]

    def cut(self, end: int) -> Part | None:
        """Return the open record as a damaged one that ends at a place."""
        if not self.open:
            return None
        record, inner = self.open[0], self.open[-1].name
        self.open = []
        return self.part(record, end, f"no XML: <{inner}> is never closed")

    def part(self, record: Element, end: int, problem: str | None) -> Part:
        raw = self.text[self.start : end].rstrip()
        section = tuple(each for each in self.called[1:] if each)
        return Part(record.line, record.line + raw.count("\n"), raw, record, problem, section)
