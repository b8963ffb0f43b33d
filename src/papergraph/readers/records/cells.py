"""Rows of tables to cells, and cells to their columns.

A quotation mark that is never closed costs its own row and no other; a row with more cells than its head has columns
is laid under it where a blank or an address says how.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

LONGEST_ROW = 400  # lines

#: What the cells of a column look like.
LOOKS = {
    "year": re.compile(r"^\s*(?:1[5-9]|20)\d\d\s*$"), "doi": re.compile(r"10\.\d{4}"), "url": re.compile(r"://"),
    "author": re.compile(r"^[^\W\d].*(?:[,;]| and )"), "month": re.compile(r"^\s*(?:\d\d?|[A-Z][a-z]{2,8})\s*$"),
}  # fmt: skip


def rows_of(lines: Sequence[str], at: int, mark: str) -> Iterator[tuple[int, int, list[str] | None]]:
    """Yield (first line, last line, cells) of each row after line `at`; no cells where a quotation is never closed."""
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        if '"' not in line:
            yield at + 1, at + 1, line.split(mark)
            at += 1
            continue
        taken = [line]
        quotes = line.count('"')
        while quotes % 2 and at + len(taken) < len(lines) and len(taken) < LONGEST_ROW:
            taken.append(lines[at + len(taken)])
            quotes += taken[-1].count('"')
        cells = _cells(taken, mark) if quotes % 2 == 0 else None
        if cells is None:
            cells = _cells([line], mark, loose=True)
            taken = [line]
            if cells is not None and line.count('"') % 2 and not line.rstrip().endswith('"'):
                cells = None if '"' in line.split(mark)[0][:1] or f'{mark}"' in line else cells
        yield at + 1, at + len(taken), cells
        at += len(taken)


def _cells(lines: Sequence[str], mark: str, *, loose: bool = False) -> list[str] | None:
    try:
        if loose:
            return lines[0].split(mark)
        rows = list(csv.reader(("\n".join(lines),), delimiter=mark, skipinitialspace=True))
    except csv.Error:
        return _by_hand("\n".join(lines), mark)
    return rows[0] if len(rows) == 1 else _by_hand("\n".join(lines), mark)


def _by_hand(text: str, mark: str) -> list[str] | None:
    """Return the cells of a row with quoted line ends or cells that are longer than the standard reader takes."""
    cell = re.compile(rf'[ ]*"((?:[^"]|"")*)"[^{re.escape(mark)}]*|([^{re.escape(mark)}]*)')
    cells: list[str] = []
    at = 0
    while True:
        match = cell.match(text, at)
        if match is None:
            return None
        cells.append(match[1].replace('""', '"') if match[1] is not None else match[2])
        at = match.end()
        if at >= len(text):
            return cells
        at += 1


def agrees(names: Sequence[str], cells: Sequence[str]) -> int:
    """Return how many cells look like what their columns are called."""
    return sum(bool(LOOKS[name].search(cell)) for name, cell in zip(names, cells, strict=False) if name in LOOKS)


def aligned(names: Sequence[str], cells: list[str]) -> list[str]:
    """Return the cells of a row that has more of them than its head has columns, each under its own column.

    A comma in a text that no quotation marks hold has a blank behind it; one comma too many leaves an empty cell, which
    is found where without it more cells look like what their columns are called.

    >>> aligned(("title", "year"), ["Mud", " wet and dry", "1999"])
    ['Mud, wet and dry', '1999']
    >>> aligned(("title", "author", "year", "doi"), ["Mud", "", "Ada Lund and Bo Ng", "1999", "10.1000/1"])
    ['Mud', 'Ada Lund and Bo Ng', '1999', '10.1000/1']
    """
    spare = len(cells) - len(names)
    if spare <= 0:
        return cells
    led = [at for at in range(1, len(cells)) if re.match(r" \S", cells[at])]
    if len(led) == spare:
        joined: list[str] = []
        for at, cell in enumerate(cells):
            if at in led:
                joined[-1] += f",{cell}"
            else:
                joined.append(cell)
        return joined
    empty = [at for at, cell in enumerate(cells[: len(names)]) if not cell.strip()]
    without = ([*cells[:at], *cells[at + 1 :]] for at in empty)
    best = max(without, key=lambda each: agrees(names, each), default=cells)
    return best if agrees(names, best) > agrees(names, cells) else cells
