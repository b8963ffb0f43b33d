"""HTML as a tree of elements: end tags that people leave out are put in, those that close nothing are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

from papergraph.readers.lexicon.vocabulary import vocabulary

DEEPEST = 100  # elements that are open at once; what lies deeper stands beside them

BLOCKS = vocabulary("html-block")
SILENT = frozenset({"script", "style", "template", "head", "noscript", "svg", "xml", "math", "iframe"})
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th", "caption"})
_ROWS = frozenset({"thead", "tbody", "tfoot"})
#: What the start of an element closes, and what it does not look beyond.
_CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), LISTS | {"table"}),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    **dict.fromkeys(_ROWS, (_ROWS, frozenset({"table"}))),
    "a": (frozenset({"a"}), BLOCKS),
}
_BOUNDS: dict[str, frozenset[str]] = {
    "li": LISTS | {"table"},
    "dt": frozenset({"dl", "table"}),
    "dd": frozenset({"dl", "table"}),
    **dict.fromkeys([*_CELLS, "tr", *_ROWS], frozenset({"table"})),
    "table": frozenset(),
}
_SAYS = 4  # words of an item that a heading ends
_LEVELS = {f"h{level}": level for level in range(1, 7)}

_DECLARATION = re.compile(r"<!(?!--|doctype)", re.IGNORECASE)  # the standard parser raises on some of these
_CONDITION = re.compile(r"<!\[(?:if\b[^\]>]{0,200}|endif)\]>", re.IGNORECASE)  # of word processors: no text
_STRAY = re.compile(r"<(?![A-Za-z/!?])")  # opens no tag: the standard parser gives each apart
_OPENER = re.compile(r"<(?=[!?])")


class Text(NamedTuple):
    """Text as it stands, and the line it begins on."""

    text: str
    line: int


@dataclass(slots=True, eq=False)
class Node:
    """An element, or a comment (`#comment`, its text in `attrs`), with its first and last line."""

    tag: str
    attrs: dict[str, str]
    line: int
    end: int
    content: list[Node | Text] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The level of a heading, 1 to 6; 0 for any other element."""
        return _LEVELS.get(self.tag, 0)

    def elements(self) -> Iterator[Node]:
        """Yield the elements that stand directly in it."""
        return (part for part in self.content if isinstance(part, Node))

    def within(self) -> Iterator[Node]:
        """Yield all elements inside it, in order."""
        left = [*self.elements()][::-1]
        while left:
            node = left.pop()
            yield node
            left += [*node.elements()][::-1]

    def texts(self) -> Iterator[Text]:
        """Yield the texts inside it that are shown, in order."""
        for part in self.content:
            if isinstance(part, Text):
                yield part
            elif part.tag not in SILENT:
                yield from part.texts()

    def text(self) -> str:
        """Return its text with single blanks."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for part in self.content:
            if isinstance(part, Text):
                yield part.text
            elif part.tag in BLOCKS or part.tag == "br":
                yield " "
                yield from part._texts()
                yield " "
            elif part.tag not in SILENT:
                yield from part._texts()


class _Builder(HTMLParser):
    """Builds the tree from the events of the standard parser."""

    def __init__(self, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.base = line - 1
        self.root = Node("#root", {}, line, line)
        self.open = [self.root]
        self.ended: Node | None = None  # the last link that was opened as "<a …/>"

    @property
    def line(self) -> int:
        return self.base + self.getpos()[0]

    def pop(self, at: int) -> None:
        """Close the open elements from a place in the stack on."""
        for node in self.open[at:]:
            node.end = self.line
        del self.open[at:]

    def nearest(self, tags: frozenset[str] | set[str], bounds: frozenset[str]) -> int | None:
        """Return the place of the innermost open element of some tags, looking no further than the bounds."""
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag in tags:
                return at
            if self.open[at].tag in bounds:
                return None
        return None

    def stray_item(self) -> int | None:
        """Return the place of an open item that says something, and stands in no list: a heading goes on behind it."""
        at = self.nearest({"li"}, LISTS | {"table"})
        stray = at is not None and not any(node.tag in LISTS for node in self.open[:at])
        return at if at is not None and stray and len(self.open[at].text().split()) >= _SAYS else None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in BLOCKS and (at := self.nearest({"p"}, BLOCKS - {"p"})) is not None:
            self.pop(at)
        if tag in BLOCKS and self.open[-1] is self.ended:
            self.pop(len(self.open) - 1)  # an anchor before an item, and no link around all that follows
        if tag in BLOCKS and (at := self.nearest({"head"}, BLOCKS | (SILENT - {"head"}))) is not None:
            self.pop(at)  # nothing of the head is a block
        if tag in _CLOSED_BY:
            closed, bounds = _CLOSED_BY[tag]
            if (at := self.nearest(closed, bounds)) is not None:
                self.pop(at)
        if tag in _LEVELS and self.open[-1].level:
            self.pop(len(self.open) - 1)
        if tag in _LEVELS and (at := self.stray_item()) is not None:
            self.pop(at)
        node = Node(tag, {name: value or "" for name, value in attrs}, self.line, self.line)
        self.open[-1].content.append(node)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in VOID or tag in BLOCKS or tag == "a":
            self.handle_starttag(tag, attrs)  # "<div/>" opens an element in HTML
            self.ended = self.open[-1] if tag == "a" else None
        else:
            self.open[-1].content.append(Node(tag, {}, self.line, self.line))

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            self.handle_starttag(tag, ())
            return
        at = self.nearest({tag}, _BOUNDS.get(tag, _CELLS))
        if at is not None:
            self.pop(at)

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(Text(data, self.line))

    def handle_comment(self, data: str) -> None:
        line = self.line
        self.open[-1].content.append(Node("#comment", {"text": data}, line, line + data.count("\n")))


def tree(content: str, line: int) -> Node:
    """Return the root of the tree of HTML that starts on `line`; whatever is open at the end is closed there."""
    # An opened comment or declaration that never ends makes the standard parser search to the end again and again.
    content = _STRAY.sub("&lt;", _DECLARATION.sub("&lt;!", _CONDITION.sub("", content)))
    end = content.rfind(">")
    if _OPENER.search(content, end + 1):
        content = content[: end + 1] + _OPENER.sub("&lt;", content[end + 1 :])
    unclosed = content.rfind("-->") + 1
    content = content[:unclosed] + content[unclosed:].replace("<!--", "&lt;!--")
    builder = _Builder(line)
    builder.feed(content)
    builder.close()
    builder.pop(0)
    return builder.root
