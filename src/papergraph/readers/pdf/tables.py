"""Tables of a PDF as tables of Markdown: cells by the columns of the head, rows by heights and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from papergraph.readers.pdf.pages import Line, Piece
from papergraph.readers.pdf.words import Words, joined


def table_at(lines: Sequence[Line], at: int) -> int:
    """Return how many lines from `at` on are a table: its head of three cells or more, and lines under its columns."""
    head = lines[at].cells()
    if len(head) < 3 or sum(len(" ".join(piece.text for piece in cell)) > 40 for cell in head):
        return 0
    starts = [cell[0].left for cell in head]
    used: Counter[int] = Counter()
    count = 1
    while at + count < len(lines):
        cells = lines[at + count].cells()
        if any(all(abs(cell[0].left - start) >= 6 for start in starts) for cell in cells):
            break
        used.update(list(_placed(lines[at + count], starts)))
        count += 1
    filled = sum(times >= 2 for times in used.values())
    return count if filled >= 3 and count >= 3 else 0


def _placed(line: Line, starts: Sequence[float]) -> dict[int, list[Piece]]:
    """Return the pieces of a line by column; one that stands close to the last may begin a column too."""
    found: dict[int, list[Piece]] = {}
    column = -1
    for piece in line.pieces:
        nearest = min(range(len(starts)), key=lambda n: abs(starts[n] - piece.left))
        if column < 0 or (nearest > column and abs(starts[nearest] - piece.left) < 6):
            column = nearest
        found.setdefault(column, []).append(piece)
    return found


def table_lines(lines: Sequence[Line], known: Words) -> Iterator[str]:
    """Yield the rows of a table, whose cells can be of several lines; a head that pages repeat is told once."""
    lines = [line for line in lines if line is lines[0] or line.plain != lines[0].plain]
    starts = [cell[0].left for cell in lines[0].cells()]
    rows: list[list[list[Piece]]] = []
    turned: list[int] = []  # rows at the top of a page
    bottom = 0.0
    for at, line in enumerate(lines):
        cells = _placed(line, starts)
        placed = [cells.get(column, []) for column in range(len(starts))]
        if len(rows) < 2 or _begins_row(lines, at, starts, rows[-1], bottom):
            if line.page != lines[at - 1].page:
                turned.append(len(rows))
            rows.append(placed)
            bottom = line.bottom
        else:
            rows[-1] = [above + below for above, below in zip(rows[-1], placed, strict=True)]
            bottom = min(bottom, line.bottom)
    for number, row in enumerate(_over_pages(rows, turned)):
        yield "| " + " | ".join(_in_cell(cell, known) for cell in row) + " |"
        if number == 0:
            yield "|" + "---|" * len(starts)


def _over_pages(rows: Sequence[list[list[Piece]]], turned: Sequence[int]) -> Iterator[list[list[Piece]]]:
    """Yield rows, those at the top of a page put to the last where a column is empty that hardly is in another."""
    full = [sum(bool(row[at]) for row in rows[1:]) >= 0.8 * (len(rows) - 1) for at in range(len(rows[0]))]
    last: list[list[Piece]] | None = None
    for number, row in enumerate(rows):
        rest = number in turned and any(wanted and not cell for wanted, cell in zip(full, row, strict=True))
        if last is not None and rest and number > 1:
            last = [above + below for above, below in zip(last, row, strict=True)]
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


def _begins_row(
    lines: Sequence[Line], at: int, starts: Sequence[float], row: Sequence[Sequence[Piece]], bottom: float
) -> bool:
    """Return whether a line begins a row: it has a first cell that does not go on with that of the row above.

    Tables are drawn line by line or cell by cell: where other cells are drawn after a first cell and begin at its
    height, it is a new one.
    """
    line = lines[at]
    columns = set(_placed(line, starts))
    if 0 not in columns:
        return False
    turned = line.page != lines[at - 1].page
    if turned and columns != {0}:
        return True
    gap = bottom - line.top if not turned else 0.0
    if not any(row[1:]):  # more lines of the first cell
        return gap >= 0.6 * line.size
    if columns == {0}:
        after = (each for each in lines[at + 1 : at + 40] if set(_placed(each, starts)) != {0})
        beside = next(after, None)
        if beside is not None and beside.page == line.page and beside.top >= line.top - 0.3 * line.size:
            return True
        if turned:  # the rest of a cell
            return False
    gaps = sorted(a.bottom - b.top for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.top - 1)
    close = gaps[len(gaps) // 2] * 0.6 if gaps else 0.0
    return not gap < close < 8


def _in_cell(cell: Sequence[Piece], known: Words) -> str:
    """Return a cell on one line; a word that is divided at a line's end is put together."""
    lines: list[Line] = []
    for piece in cell:
        # On the same line, and not on the next page.
        if lines and abs(lines[-1].pieces[-1].bottom - piece.bottom) < 0.5 * piece.height:
            lines[-1].pieces.append(piece)
        else:
            lines.append(Line(0, [piece]))
    return joined(lines, known, bold=False).replace("|", "\\|")
