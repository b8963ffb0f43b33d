"""Tables of HTML: rows under a head, or the boxes of a layout, whose cells are read as if the table were not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from papergraph.readers.lexicon.labels import names_data
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.syntax.html.tree import LISTS, Node

if TYPE_CHECKING:
    from papergraph.readers.syntax.html.blocks import Context, Page

_BREAK = frozenset({"break"})
_AROUND = frozenset({"form", "span", "font", "div", "center", "b", "strong"})
_WIDEST = 60  # columns
_NAME = 14  # words of a line that names the rows under it, at most
_REPEATED = 6  # words of a cell that stands for the rows beside it as well
_NUMBER = re.compile(r"[\s\[(]*\d{1,4}[\s.)\]]*")


class _Row(NamedTuple):
    node: Node
    cells: list[Node]
    head: bool


def table_passages(node: Node, context: Context, page: Page) -> list[Passage]:
    """Return the passages of a table, or of a row that stands in none."""
    rows = list(_rows(node))
    if not any(row.cells for row in rows):
        return page.flow(Node("div", {}, node.line, node.end, node.content), context)
    if _is_layout(rows):
        return [passage for row in rows for cell in row.cells for passage in page.flow(cell, context)]
    out = _Table(page, context, max(map(_width, rows)))
    for row in rows:
        out.row(row)
    return out.out


def _rows(node: Node) -> Iterator[_Row]:
    parts = [node] if node.tag == "tr" else node.elements()
    for part in parts:
        if part.tag == "tr":
            cells = list(_cells(part))
            yield _Row(part, cells, bool(cells) and _is_head(cells, node.tag))
        elif part.tag in {"thead", "tbody", "tfoot", *_AROUND}:
            yield from _rows(part)
        elif part.tag == "caption":
            yield _Row(part, [part], head=False)


def _cells(row: Node) -> Iterator[Node]:
    """Yield the cells of a row; what stands around them where only cells may stand is passed over, as browsers do."""
    for part in row.elements():
        if part.tag in {"td", "th"}:
            yield part
        elif part.tag in _AROUND:
            yield from _cells(part)


def _is_head(cells: list[Node], section: str) -> bool:
    """Return whether a row is the head of a table: its cells say so, or all are short and bold."""
    if section == "thead" or all(cell.tag == "th" for cell in cells):
        return not (len(cells) == 1 and len(cells[0].text().split()) > 2)
    texts = [cell.text() for cell in cells]
    bold = [
        any(part.tag in {"b", "strong"} and part.text() == text for part in cell.within())
        for cell, text in zip(cells, texts, strict=True)
    ]
    return len(cells) > 2 and all(bold) and max(len(text.split()) for text in texts) <= 3


def _span(cell: Node, name: str) -> int:
    value = cell.attrs.get(name, "1").strip()
    return min(int(value), _WIDEST) if value.isdecimal() and len(value) < 4 and int(value) > 0 else 1


def _width(row: _Row) -> int:
    return min(sum(_span(cell, "colspan") for cell in row.cells), _WIDEST)


def _is_layout(rows: list[_Row]) -> bool:
    """Return whether a table only puts boxes on a page: others or headings stand in it, or lists in a single column."""
    if any(row.head and len(row.cells) > 1 for row in rows):
        return False
    inside = [part for row in rows for cell in row.cells for part in cell.within()]
    if any(part.tag == "table" or part.level for part in inside):
        return True
    single = max(sum(bool(cell.text()) for cell in row.cells) for row in rows) <= 1
    return single and any(part.tag in LISTS or part.tag in {"p", "dl"} for part in inside)


def _listed(runs: Runs, items: list[Passage]) -> Runs:
    """Return the runs of a cell with the items of its lists, commas between."""
    out = list(runs)
    for item in items:
        if out:
            out[-1:] = [out[-1]._replace(text=out[-1].text.rstrip()), Run(", ", item.first_line)]
        out += item.runs
        out = list(_listed(tuple(out), list(item.children)))
    return tuple(out)


class _Table:
    """The rows of a table so far, and the cells of rows above that reach into the next ones."""

    def __init__(self, page: Page, context: Context, width: int) -> None:
        self.page, self.context, self.width = page, context, width
        self.out: list[Passage] = []
        self.header: tuple[str, ...] = ()
        self.above: dict[int, tuple[int, Runs]] = {}

    def row(self, row: _Row) -> None:
        """Take a row."""
        said = [cell for cell in row.cells if cell.text()]
        if row.head and len(row.cells) > 1:
            heads = [cell.text() for cell in row.cells for _ in range(_span(cell, "colspan"))]
            above = self.header if self.out and self.out[-1].kind == "table-head" else ()
            if sum(map(bool, above)) > sum(map(bool, heads)):
                heads = list(above)  # the second of two rows of a head tells what is under the rows: "Abstract"
            self.header = tuple(heads)
            self.out.append(Passage("table-head", row.node.line, row.node.end, header=self.header))
        elif self.width > 1 and len(said) == 1 and self.names_rows(row, said[0]):
            self.heading(said[0])
        elif not self.header and self.is_item(row, said):
            self.item(row, said)
        elif row.cells:
            self.cells(row)

    def names_rows(self, row: _Row, cell: Node) -> bool:
        """Return whether a row is a line over the whole table that names the rows under it."""
        whole = _span(cell, "colspan") > 1 or cell.tag == "th" or len(row.cells) == 1
        short = len(cell.text().split()) <= _NAME and not any(part.tag == "br" for part in cell.within())
        return whole and short and not self.above

    def heading(self, cell: Node) -> None:
        for passage in self.page.flow(cell, self.context):
            kind = "heading" if passage.kind == "paragraph" else passage.kind
            self.out.append(
                Passage(kind, passage.first_line, passage.last_line, passage.runs, passage.column, 6,
                        marker=passage.marker, children=passage.children)
            )  # fmt: skip

    def is_item(self, row: _Row, said: list[Node]) -> bool:
        """Return whether a row without a head has one cell with words, beside pictures or a number."""
        words = [cell for cell in said if not _NUMBER.fullmatch(cell.text())]
        return len(words) == 1 and not self.above and all(_span(cell, "rowspan") == 1 for cell in row.cells)

    def item(self, row: _Row, said: list[Node]) -> None:
        number = next((text for cell in said if _NUMBER.fullmatch(text := cell.text())), "")
        cell = next(cell for cell in said if not _NUMBER.fullmatch(cell.text()))
        marker = f"{re.sub(r'[^0-9]', '', number)}." if number else "-"
        self.out += self.page.item(cell, self.context, marker)

    def cells(self, row: _Row) -> None:
        """Take a row of cells, each under its head; lists in them stand under the row, but for those of data."""
        cells: list[Runs] = []
        lists: list[Passage] = []
        for cell in row.cells:
            self.fill(cells)
            runs, items = self.content(cell)
            if items and len(cells) < len(self.header) and names_data(self.header[len(cells)]):
                runs, items = _listed(runs, items), []
            for _ in range(_span(cell, "colspan")):
                if (rows := _span(cell, "rowspan")) > 1:
                    kept = runs if len(plain(runs).split()) <= _REPEATED and not any(r.href for r in runs) else ()
                    self.above[len(cells)] = (rows - 1, kept)
                cells.append(runs)
                runs = ()
            lists += items
        self.fill(cells)
        last = row.node.end
        self.out.append(
            Passage("row", row.node.line, last, cells=tuple(cells), header=self.header, children=tuple(lists))
        )

    def fill(self, cells: list[Runs]) -> None:
        """Add the cells of rows above that reach down to this place."""
        while len(cells) in self.above:
            at = len(cells)
            rows, runs = self.above.pop(at)
            if rows > 1:
                self.above[at] = (rows - 1, runs)
            cells.append(runs)

    def content(self, cell: Node) -> tuple[Runs, list[Passage]]:
        """Return the lines of a cell as one text, and the items of the lists in it."""
        runs: list[Run] = []
        items: list[Passage] = []
        for passage in self.page.flow(cell, self.context):
            if passage.kind in {"paragraph", "heading"}:
                mark = frozenset({"heading"}) if passage.kind == "heading" else frozenset()
                if runs:
                    runs.append(Run("\n", passage.first_line, _BREAK))
                runs += [run._replace(marks=run.marks | mark) if run.text != "\n" else run for run in passage.runs]
            elif passage.kind == "item":
                items.append(passage)
        return tuple(runs), items
