"""Table rows: cells of a source line, also where a bar is missing or one too many stands in the text."""

from __future__ import annotations

import re

_BAR = re.compile(r"\\.|(`+)(?:(?!\1).)*\1(?!`)|\|", re.DOTALL)
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*\|?\s*")


def split_cells(line: str) -> list[str]:
    """Return the source of the cells of a table row.

    >>> split_cells("| a | b `c | d` |")
    ['a', 'b `c | d`']
    """
    bars = [m.start() for m in _BAR.finditer(line) if m[0] == "|"]
    cells = [line[a + 1 : b] for a, b in zip([-1, *bars], [*bars, len(line)], strict=True)]
    if cells and not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 0 and not cells[-1].strip() and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return [cell.strip() for cell in cells]


def is_row(line: str) -> bool:
    """Return whether a line looks like a table row: bars at its start and at least two cells."""
    return line.lstrip().startswith("|") and len(split_cells(line)) >= 2


def is_delimiter(line: str) -> bool:
    """Return whether a line is the rule under a table's head."""
    return "-" in line and "|" in line and bool(_DELIMITER.fullmatch(line))


def fit(cells: list[str], width: int) -> list[str]:
    """Return the cells of a row made to fit a head of `width`: what is too much belongs to the last column."""
    if len(cells) <= width or width < 1:
        return cells
    return [*cells[: width - 1], " | ".join(cells[width - 1 :])]
