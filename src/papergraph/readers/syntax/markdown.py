"""Markdown to passages: tokens of markdown-it-py, parents by source column, tables that go on over page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from papergraph.readers.passages import Passage, PassageKind, Run, Runs, plain
from papergraph.readers.syntax.bullets import with_bullets, without_empty_bullets
from papergraph.readers.syntax.html import html_passages
from papergraph.readers.syntax.inline import inline_runs, parser
from papergraph.readers.syntax.plaintext import with_plain_lists
from papergraph.readers.syntax.rows import (
    fit,
    is_delimiter,
    is_row,
    is_work_row,
    names_columns,
    split_cells,
    with_whole_rules,
)
from papergraph.readers.syntax.tags import comment_text
from papergraph.readers.syntax.templates import without_templates
from papergraph.readers.text.cleaning import with_accents

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SHORT = "a row of"
_HABIT = 3  # short rows of one table that show that its author leaves out the cells at their end
TOO_MANY = "more brackets and marks than can be followed"
_QUOTED = re.compile(r"\A(?:[ \t]{0,3}>[ \t]?)+")


_FOOTNOTE = re.compile(r"^\[\^[^\]\s]{1,40}\]:[ \t]", re.MULTILINE)


def _footnotes(text: str) -> list[str]:
    """Return the footnotes of a text, what stands before them first; nothing parts them but the line ends."""
    if "[^" not in text:
        return [text]
    starts = [match.start() for match in _FOOTNOTE.finditer(text)]
    ends = sorted({0, *starts, len(text) + 1})
    return [text[start : end - 1] for start, end in pairwise(ends)]


_MARKER = re.compile(r"[\s>]*(?:[-+*]|\d{1,9}[.)])\s*")  # of an item whose words begin below it
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[.)]")


def _is_dated_item(passage: Passage) -> bool:
    """Return whether a passage is an item that its year begins: "- 2017. Wool Count" is no list within an item."""
    return passage.kind == "item" and bool(passage.runs) and _YEAR.fullmatch(passage.runs[0].text.strip()) is not None


class _Reader:
    """The walk over the block tokens of one document."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = with_whole_rules(_without_boxes(with_bullets(with_plain_lists(without_empty_bullets(lines)))))
        self.md: MarkdownIt = parser()
        self.env: dict[str, Any] = {}
        self.header: tuple[str, ...] = ()
        self.opened = True  # the head of the table begins with a bar
        self.tokens = self._blocks()
        self.at = 0

    def _blocks(self) -> list[Token]:
        tokens: list[Token] = []
        self.md.block.parse("\n".join(self.lines), self.md, self.env, tokens)
        return tokens

    def column(self, line: int) -> int:
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        text = _QUOTED.sub("", text, count=1).expandtabs(4)
        return len(text) - len(text.lstrip())

    def runs(self, source: str, line: int) -> tuple[Runs, str | None]:
        runs = inline_runs(self.md, source, line, self.env)
        if runs is None:
            text = source[:2000]
            return (Run(text, line),), TOO_MANY
        return runs, None

    # --- blocks -------------------------------------------------------------------------------------------------

    def read(self, until: str | None = None) -> list[Passage]:
        """Return the passages up to the token type `until`, which is consumed."""
        out: list[Passage] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == until:
                break
            out += self.block(token)
        return by_column(out)

    def block(self, token: Token) -> list[Passage]:
        first, last = (token.map[0] + 1, token.map[1]) if token.map else (1, 1)
        if token.type == "heading_open":
            return self.leaf("heading", first, last, level=int(token.tag[1:]))
        if token.type == "paragraph_open":
            return self.paragraph(first, last)
        if token.type in {"bullet_list_open", "ordered_list_open", "blockquote_open"}:
            return self.read(token.type.replace("_open", "_close"))
        if token.type == "list_item_open":
            return [self.item(token, first)]
        if token.type == "table_open":
            return self.table(first)
        if token.type == "html_block":
            return self.html(token.content, first, last)
        if token.type in {"fence", "code_block"}:
            return [Passage("code", first, last, (Run(token.content.strip(), first),), self.column(first))]
        if token.type == "hr":
            return [Passage("rule", first, last, column=self.column(first))]
        return []

    def leaf(self, kind: PassageKind, first: int, last: int, *, level: int = 0) -> list[Passage]:
        inline = self.tokens[self.at]
        self.at += 2
        runs, problem = self.runs(inline.content, first)
        return [Passage(kind, first, last, runs, self.column(first), level, problem=problem)]

    def paragraph(self, first: int, last: int) -> list[Passage]:
        """Return a paragraph; its lines that are rows of an earlier table are rows."""
        content = self.tokens[self.at].content
        if len(notes := _footnotes(content)) > 1:
            return self.notes(notes, first)
        if "|" not in content:
            return self.leaf("paragraph", first, last)
        lines = content.split("\n")
        if not any(is_row(line) for line in lines):
            return self.leaf("paragraph", first, last)
        self.at += 2
        out: list[Passage] = []
        at = 0
        while at < len(lines):
            row = is_row(lines[at])
            stop = at + 1
            while not row and stop < len(lines) and not is_row(lines[stop]):
                stop += 1
            if row and at == 0 and len(lines) > 2 and names_columns(lines[0]):  # a head without its rule
                self.header = tuple(plain(self.runs(cell, first)[0]) for cell in split_cells(lines[0].strip()))
                out.append(Passage("table-head", first, first, header=self.header))
            elif row:
                out.append(self.row(lines[at], first + at))
            else:
                runs, problem = self.runs("\n".join(lines[at:stop]), first + at)
                out.append(
                    Passage("paragraph", first + at, first + stop - 1, runs, self.column(first), problem=problem)
                )
            at = stop
        return out

    def notes(self, notes: list[str], first: int) -> list[Passage]:
        """Return footnotes that no blank line parts, each a passage."""
        self.at += 2
        out: list[Passage] = []
        for note in notes:
            runs, problem = self.runs(note, first)
            last = first + note.count("\n")
            out.append(Passage("paragraph", first, last, runs, self.column(first), problem=problem))
            first = last + 1
        return out

    def item(self, token: Token, first: int) -> Passage:
        marker = f"{token.info}{token.markup}" if token.info else token.markup
        column = self.column(first)
        start = self.at
        children = self.read("list_item_close")
        runs: Runs = ()
        last, problem = first, None
        opens = self.tokens[start].map[0] + 1 if children else first  # type: ignore[index]
        begins = opens == first or (opens == first + 1 and _MARKER.fullmatch(self.source(first)) is not None)
        if children and children[0].kind in {"paragraph", "heading"} and begins:
            lead = children[0]
            runs, last, problem = lead.runs, lead.last_line, lead.problem
            if lead.kind == "heading":
                runs = tuple(run._replace(marks=run.marks | {"heading"}) for run in runs)
            children = [*lead.children, *children[1:]]
        if _YEAR.fullmatch(marker):
            runs, marker = (Run(f"{marker} ", first), *runs), "-"  # "2017. Wool Count": no number of a list
        elif children and not runs and children[0].first_line == first and _is_dated_item(children[0]):
            return replace(children[0], column=column, marker=marker, children=(*children[0].children, *children[1:]))
        if len(children) == 1 and children[0].kind == "row" and children[0].first_line == first and not runs:
            return self.row(self.source(first), first)  # "1. | Wool | [Counting](…)": a row that begins with its number
        return Passage("item", first, last, runs, column, marker=marker, children=tuple(children), problem=problem)

    # --- tables and HTML ----------------------------------------------------------------------------------------

    def table(self, first: int) -> list[Passage]:
        out: list[Passage] = []
        heads: list[str] = []
        while self.tokens[self.at].type != "table_close":
            token = self.tokens[self.at]
            if token.type == "tr_open" and token.map:
                line = token.map[0] + 1
                if self.tokens[self.at - 1].type == "thead_open":
                    heads = [plain(self.runs(cell, line)[0]) for cell in split_cells(self.lines[line - 1].strip())]
                    self.opened = self.source(line).startswith("|")
                    if is_work_row(heads):  # its first row stands in the place of the head
                        self.header = ("",) * len(heads)
                        out.append(self.row(self.source(line), line))
                    else:
                        self.header = tuple(heads)
                        out.append(Passage("table-head", first, first + 1, header=self.header))
                elif "|" in self.source(line):
                    out.append(self.row(self.source(line), line))
                else:  # a table goes on over a line without a bar, such as a page number right under it
                    runs, problem = self.runs(self.source(line), line)
                    out.append(Passage("paragraph", line, line, runs, self.column(line), problem=problem))
            self.at += 1
        self.at += 1
        return _with_open_ends(out)

    def source(self, line: int) -> str:
        return _QUOTED.sub("", self.lines[line - 1], count=1).strip()

    def row(self, source: str, line: int) -> Passage:
        if is_delimiter(source):
            return Passage("table-head", line, line)
        cells = split_cells(source)
        whole = source.rstrip().endswith("|")
        problem = None
        width = len(self.header)
        if not self.opened and not whole and source.startswith("|") and len(cells) == width - 1:
            cells = ["", *cells]  # "   | **A part of the list**"
        if width and len(cells) < width and not whole:
            problem = f"{_SHORT} {len(cells)} cells under a head of {width}"
        read: list[Runs] = []
        for cell in fit(cells, width) if width else cells:
            runs, trouble = self.runs(cell.replace("\\|", "|"), line)
            problem = trouble or problem
            read.append(runs)
        return Passage("row", line, line, cells=tuple(read), header=self.header, problem=problem)

    def html(self, content: str, first: int, last: int) -> list[Passage]:
        comment = comment_text(content)
        if comment is not None:
            return [Passage("comment", first, last, (Run(comment, first),), self.column(first))]
        return [_with_marks(passage) for passage in html_passages(content, first, self.md, self.env)]


def _with_open_ends(table: list[Passage]) -> list[Passage]:
    """Return the passages of a table, short rows made whole where several are short: the last cells are left out.

    One alone may have lost a bar amid its cells.
    """
    short = [n for n, row in enumerate(table) if row.problem is not None and row.problem.startswith(_SHORT)]
    if len(short) < _HABIT:
        return table
    out = list(table)
    for n in short:
        row = table[n]
        empty: tuple[Runs, ...] = ((),) * (len(row.header) - len(row.cells))
        out[n] = replace(row, cells=(*row.cells, *empty), problem=None)
    return out


_BOX = re.compile(
    r"[ ]{0,3}(?:<a\s+(?:name|id)\s*=[^<>]*>\s*(?:</a>)?$|"
    r"</?(?:div|section|center|article|main|aside|details|font|span|p|blockquote|br|hr)\b[^<>]*>\s*)+$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[ ]{0,3}<h([1-6])\b[^<>]*>(.*?)</h\1>\s*$", re.IGNORECASE)
_BEGINS = re.compile(r"\s*(?:[-*+]\s|\d{1,3}[.)]\s|#{1,6}\s|\|.*\||\*\*)")


_COMMENTED = re.compile(r"^[ ]{0,3}<!--(?!.{0,40}papergraph)[^<>]{0,200}-->(?=\s*[^\s<])")  # a key before a reference


#: What is ticked off before the number of an item: "(√)1. …", "✅ 2) …".
_TICKED = re.compile(r"^([ \t]{0,3})(?:[(\[（【]\s?[√✓✔xX☑✅]\s?[)\]）】]|[√✓✔☑✅]\ufe0f?)\s*(?=\d{1,3}[.)]\s)")
#: A link to a file beside the list with blanks in its name: "[Gates](notes/Opening Gates.md)".
_SPACED = re.compile(
    r"(?<=\]\()(?=[^(){}\s<>\"'#]+ )(?!https?:)"
    r"([^(){}<>\"'\n]{3,300}\.(?:pdf|md|markdown|html?|ipynb|txt|docx?))(?=\))"
)
#: The address of a link that a blank parts from its label: "[[Paper]] (https://…)".
_PARTED = re.compile(r"(\[\[?[^\[\]\n]{1,40}\]?\]) (?=\(https?://[^()\s]{4,300}\))")
_TICKS = frozenset("([（【√✓✔☑✅")
#: "1.Title", "1.1Title", "(1)Title": numbers that no blank parts from what they count.
_GLUED = re.compile(r"^([ \t]{0,3})(\d{1,3})(?:\.\d{1,2}(?=[A-Z][a-z])|[.)](?=[A-Z\u3400-\u9fff《「【“\"\[*]))")
#: "##1. Title", "##标题": signs of a heading that no blank parts from it; renderers show them as they are.
_UNBLANKED = re.compile(r"^#{1,6}(?:(?P<number>\d{1,3})[.．、)]\s*|(?=[\u3040-\u9fff\uac00-\ud7af])(?!.* #))")
_GLUED_LINES = 3  # at least
_SIGNED_NUMBER = re.compile(r"^(\s*\d{1,3})[、．]\s*(?=\S)")  # "1、": so lists in Chinese and Japanese count


def _blanked(match: re.Match[str]) -> str:
    return f"{match['number']}. " if match["number"] else f"{match[0]} "


def _without_boxes(lines: list[str]) -> list[str]:
    """Return the lines with tags of a box alone on a line blanked where Markdown follows on the next.

    CommonMark reads what follows on such a line up to the next blank one as HTML; people who write lists do not.
    """
    lines = [*map(with_accents, without_templates(lines))]
    lines = [_SPACED.sub(lambda match: match[1].replace(" ", "%20"), line) if "](" in line else line for line in lines]
    lines = [_PARTED.sub(r"\1", line) if "] (http" in line else line for line in lines]
    lines = [_TICKED.sub(r"\1", line) if line.lstrip()[:1] in _TICKS else line for line in lines]
    lines = [_SIGNED_NUMBER.sub(r"\1. ", line) if "、" in line or "．" in line else line for line in lines]
    if sum(_GLUED.match(line) is not None for line in lines) >= _GLUED_LINES:
        lines = [_GLUED.sub(r"\1\2. ", line) for line in lines]
    if sum(_UNBLANKED.match(line) is not None for line in lines) >= _GLUED_LINES:
        lines = [_UNBLANKED.sub(_blanked, line) for line in lines]
    if not any("<" in line for line in lines):
        return lines
    out = [_COMMENTED.sub("", line) if "<!--" in line else line for line in lines]
    for n in range(len(lines) - 1):
        if "<" in lines[n] and _BEGINS.match(lines[n + 1]):
            if _BOX.match(lines[n]):
                out[n] = ""
            elif heading := _HEADING.match(lines[n]):
                out[n] = f"{'#' * int(heading[1])} {re.sub('<[^<>]*>', '', heading[2])}"
    return out


_MARKED = re.compile(r"(?<![\w*])(?P<sign>\*\*?|__?)(?=\S)(?P<text>[^*_\n]{2,400}?)(?<=\S)(?P=sign)(?![\w*])")


def _with_marks(passage: Passage) -> Passage:
    """Return a passage of an HTML block with what its words set off as Markdown does; many renderers read both."""
    if not any("*" in run.text or "_" in run.text for run in passage.runs) and not passage.children:
        return passage
    runs: list[Run] = []
    for run in passage.runs:
        at = 0
        for match in _MARKED.finditer(run.text) if run.image is None and run.href is None else ():
            mark = "bold" if len(match["sign"]) == 2 else "italic"
            runs.append(run._replace(text=run.text[at : match.start()]))
            runs.append(run._replace(text=match["text"], marks=run.marks | {mark}))
            at = match.end()
        runs.append(run._replace(text=run.text[at:]) if at else run)
    kept = tuple(run for run in runs if run.text or run.image is not None)
    return replace(passage, runs=kept, children=tuple(_with_marks(child) for child in passage.children))


def _attach(parent: Passage, child: Passage) -> Passage:
    """Return `parent` with `child` under the deepest last item that starts left of it."""
    if parent.children and parent.children[-1].kind == "item" and child.column > parent.children[-1].column:
        return replace(parent, children=(*parent.children[:-1], _attach(parent.children[-1], child)))
    return replace(parent, children=(*parent.children, child))


def _is_address_of(item: Passage, passage: Passage) -> bool:
    """Return whether a paragraph right behind an item without links is one printed address, and nothing else."""
    if item.kind != "item" or passage.kind != "paragraph" or item.children:
        return False
    said = [run for run in passage.runs if run.text.strip()]
    return (
        len(said) == 1
        and said[0].href is not None
        and "bare" in said[0].marks
        and not any(run.href for run in item.runs)
    )


def by_column(passages: list[Passage]) -> list[Passage]:
    """Return the passages with each that stands further right than the item before it put under that item."""
    out: list[Passage] = []
    for passage in passages:
        last = out[-1] if out else None
        bold = passage.kind == "paragraph" and passage.runs[:1] and "bold" in passage.runs[0].marks
        least = 1 if bold else 0  # one blank before a title is a slip
        inside = last is not None and last.kind == "item" and passage.column > last.column + least
        inside = inside or (last is not None and _is_address_of(last, passage))
        if inside and last is not None and passage.kind in {"item", "paragraph", "code", "comment"}:
            out[-1] = _attach(last, passage)
        else:
            out.append(passage)
    return out


def markdown_passages(lines: list[str]) -> Iterator[Passage]:
    """Yield the passages of a Markdown document in order; `lines` are its lines without their ends."""
    yield from _Reader(lines).read()
