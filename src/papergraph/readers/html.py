"""HTML to passages, line by line: headings, list items, table rows and paragraphs of a page or a piece of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from papergraph.readers.inline import inline_runs, merge
from papergraph.readers.passages import Passage, PassageKind, Run, Runs, plain
from papergraph.readers.tags import MARK_OF_TAG
from papergraph.readers.vocabulary import vocabulary

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_BLOCKS = vocabulary("html-block")
_SILENT = frozenset({"script", "style", "template", "head", "noscript", "svg"})
MOST_MARKS = 200  # that are open at once: all of them stand on every run
_HEADING = re.compile(r"h([1-6])")
_DECLARATION = re.compile(r"<!(?!--|doctype)", re.IGNORECASE)  # the standard parser raises on some of these
_STRAY = re.compile(r"<(?![A-Za-z/!?])")  # opens no tag: the standard parser gives each apart
_WHOLE = re.compile(r"<(?:html|body|!doctype)\b", re.IGNORECASE)
_OPENER = re.compile(r"<(?=[!?])")


@dataclass
class _Item:
    """A list item that is open: its passages so far."""

    line: int
    depth: int
    marker: str
    children: list[Passage] = field(default_factory=list)


class _Maker(HTMLParser):
    """Collects runs and closes them into passages where a block begins or ends."""

    def __init__(self, line: int, md: MarkdownIt, env: dict[str, Any]) -> None:
        super().__init__(convert_charrefs=True)
        self.base = line - 1
        self.md, self.env = md, env
        self.runs: list[Run] = []
        self.marks: list[str] = []
        self.href: list[str] = []
        self.silent = 0
        self.page = False  # a whole page: the end of a source line is a blank
        self.silent_line = 0  # where what is not shown begins
        self.out: list[Passage] = []
        self.items: list[_Item] = []
        self.lists: list[list[Any]] = []  # [kind, number] of each open list
        self.level = 0
        self.cells: list[Runs] | None = None
        self.row_line = 0
        self.header_row = False
        self.header: tuple[str, ...] = ()
        self.title: str | None = None

    @property
    def line(self) -> int:
        return self.base + self.getpos()[0]

    # --- passages -----------------------------------------------------------------------------------------------

    def put(self, passage: Passage) -> None:
        (self.items[-1].children if self.items else self.out).append(passage)

    def flush(self, kind: PassageKind = "paragraph", level: int = 0) -> None:
        runs, self.runs = tuple(merge(self.runs)), []
        if self.cells is not None:
            if runs:
                self.cells[-1:] = [(*self.cells[-1], *runs)] if self.cells else [runs]
            return
        lines = [run.line for run in runs if run.text.strip() or run.image]
        if lines:
            runs = tuple(run for run in runs if lines[0] <= run.line <= lines[-1])
            self.put(Passage(kind, min(lines), max(lines), runs, column=4 * len(self.items), level=level))

    def close_item(self) -> None:
        self.flush()
        item = self.items.pop()
        lead = item.children[0] if item.children and item.children[0].kind in {"paragraph", "heading"} else None
        children = tuple(item.children[1:] if lead else item.children)
        if lead or children:
            first = min(item.line, lead.first_line) if lead else item.line
            last = lead.last_line if lead else item.line
            runs = lead.runs if lead else ()
            self.put(Passage("item", first, last, runs, 4 * len(self.items), marker=item.marker, children=children))

    def close_row(self) -> None:
        self.flush()
        cells, self.cells = self.cells or [], None
        if self.header_row and any(plain(cell) for cell in cells):
            self.header = tuple(plain(cell) for cell in cells)
            self.put(Passage("table-head", self.row_line, self.line, header=self.header))
        elif cells:
            self.put(Passage("row", self.row_line, self.line, cells=tuple(cells), header=self.header))
        self.header_row = False

    # --- parser events ------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
            self.silent_line = self.line if self.silent == 1 else self.silent_line
        values = {name: value or "" for name, value in attrs}
        if tag == "tr":
            if self.cells is not None:
                self.close_row()
            self.flush()
            self.cells, self.row_line = [], self.line
            self.header_row = False
        elif tag in {"td", "th"} and self.cells is not None:
            self.flush()
            self.cells.append(())
            self.header_row = tag == "th" and (self.header_row or len(self.cells) == 1)
        elif tag == "br":
            self.runs.append(Run("\n", self.line, frozenset({"break"})))
        elif tag == "img":
            href = self.href[-1] if self.href else None
            marks = frozenset(self.marks)
            self.runs.append(Run(values.get("alt", ""), self.line, marks, href, values.get("src", "")))
        elif tag == "a" and "href" in values:
            self.href.append(values["href"])
        elif tag in _BLOCKS:
            self.open_block(tag, values)
        elif tag in MARK_OF_TAG and len(self.marks) < MOST_MARKS:
            self.marks.append(MARK_OF_TAG[tag])

    def open_block(self, tag: str, values: dict[str, str]) -> None:
        if self.cells is not None and tag != "table":
            if tag in MARK_OF_TAG and len(self.marks) < MOST_MARKS:
                self.marks.append(MARK_OF_TAG[tag])
            self.runs.append(Run("\n", self.line, frozenset({"break"})))
            return
        self.flush()
        if tag in {"ul", "ol"}:
            start = values.get("start", "1")
            self.lists.append([tag, int(start) if start.isdecimal() and len(start) < 8 else 1])
        elif tag in {"li", "dt"}:
            while self.items and self.items[-1].depth >= len(self.lists):
                self.close_item()
            if len(self.items) < 100:
                self.items.append(_Item(self.line, len(self.lists), self.marker()))
        elif match := _HEADING.fullmatch(tag):
            self.level = int(match[1])

    def marker(self) -> str:
        if self.lists and self.lists[-1][0] == "ol":
            self.lists[-1][1] += 1
            return f"{self.lists[-1][1] - 1}."
        return "-"

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
            if not self.silent and self.line > self.silent_line > 0 and self.cells is None:
                self.flush()
                self.put(Passage("code", self.silent_line, self.line))
        if tag == "tr" and self.cells is not None:
            self.close_row()
        elif tag == "a":
            if self.href:
                self.href.pop()
        elif tag in _BLOCKS:
            self.close_block(tag)
        elif tag in MARK_OF_TAG and MARK_OF_TAG[tag] in self.marks:
            self.marks.remove(MARK_OF_TAG[tag])

    def close_block(self, tag: str) -> None:
        if self.cells is not None and tag != "table":
            self.flush()
            if tag in MARK_OF_TAG and MARK_OF_TAG[tag] in self.marks:
                self.marks.remove(MARK_OF_TAG[tag])
                self.cells[-1:] = [(*cell, Run("\n", self.line, frozenset({"break"}))) for cell in self.cells[-1:]]
            return
        if _HEADING.fullmatch(tag):
            self.flush("heading", self.level)
        elif tag in {"li", "dd"} and self.items:
            self.close_item()
        else:
            if tag == "table" and self.cells is not None:
                self.close_row()
            self.flush()
            if tag in {"ul", "ol"} and self.lists:
                while self.items and self.items[-1].depth >= len(self.lists):
                    self.close_item()
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        marks, href = frozenset(self.marks), self.href[-1] if self.href else None
        for n, text in enumerate(data.split("\n")):
            line = self.line + n
            if n:
                end = frozenset({"soft", "inside"} if marks or href else {"soft"})
                self.runs.append(Run(" ", line, marks, href) if self.page else Run("\n", line - 1, end))
            if not text.strip():
                if text:
                    self.runs.append(Run(" ", line, marks, href))
            elif "](" in text or "://" in text:
                self.runs += inline_runs(self.md, text, line, self.env) or (Run(text, line, marks, href),)
            else:
                self.runs.append(Run(text, line, marks, href))

    def handle_comment(self, data: str) -> None:
        if "papergraph" in data.lower():
            self.flush()
            self.put(Passage("comment", self.line, self.line + data.count("\n"), (Run(data.strip(), self.line),)))


def html_passages(content: str, line: int, md: MarkdownIt, env: dict[str, Any]) -> list[Passage]:
    """Return the passages of HTML that starts on `line`; what it holds beside them has none."""
    # An opened comment or declaration that never ends makes the standard parser search to the end again and again.
    content = _STRAY.sub("&lt;", _DECLARATION.sub("&lt;!", content))
    end = content.rfind(">")
    if _OPENER.search(content, end + 1):
        content = content[: end + 1] + _OPENER.sub("&lt;", content[end + 1 :])
    unclosed = content.rfind("-->") + 1
    content = content[:unclosed] + content[unclosed:].replace("<!--", "&lt;!--")
    maker = _Maker(line, md, env)
    maker.page = bool(_WHOLE.search(content[:3000]))
    maker.feed(content)
    maker.close()
    while maker.items:
        maker.close_item()
    if maker.cells is not None:
        maker.close_row()
    maker.flush()
    return maker.out
