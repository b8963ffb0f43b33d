"""Table rows: cells of a source line, also where a bar is missing or one too many stands in the text."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.lexicon.namelists import are_mostly_people

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


def with_whole_rules(lines: list[str]) -> list[str]:
    """Return the lines, the rule under a table's head made as wide as the head where it has more cells or fewer.

    CommonMark takes no such table; other renderers do, and people write them.

    >>> with_whole_rules(["| a | b | c |", "|---|---|", "| 1 | 2 | 3 |"])[1]
    '|---|---|---|'
    """
    out = lines
    for n in range(1, len(lines)):
        if not is_delimiter(lines[n]) or "|" not in lines[n - 1] or is_delimiter(lines[n - 1]):
            continue
        heads = len(split_cells(lines[n - 1].strip()))
        begins = n < 2 or not is_row(lines[n - 2])
        if begins and heads > 1 and heads != len(split_cells(lines[n].strip())):
            out = list(lines) if out is lines else out
            indent = lines[n - 1][: len(lines[n - 1]) - len(lines[n - 1].lstrip())]
            out[n] = f"{indent}|{'---|' * heads}"
    return out


def names_columns(line: str) -> bool:
    """Return whether a row names columns of a list of works: its title, and two other things.

    >>> names_columns("| Title | Authors | Year |"), names_columns("| Wool | Oak | 2012 |")
    (True, False)
    """
    cells = [cell.strip("*_` ") for cell in split_cells(line.strip())]
    fields = {field_of(cell) for cell in cells} - {None}
    known = len(fields) + sum(link_role(cell) is not None for cell in cells if not field_of(cell))
    return "title" in fields and known > 2 and all(len(cell.split()) <= 3 for cell in cells)


_TITLE_WORDS = 4  # of a title in the place of a head, at least


def is_work_row(heads: list[str]) -> bool:
    """Return whether the first row of a table is a work, which stands where the head of the columns should.

    >>> is_work_row(["Counting Sheep at Night", "Anna Lund, Ben Oak"]), is_work_row(["Name of the paper", "Authors"])
    (True, False)
    """
    others = [head for head in heads if are_mostly_people(head)]
    titles = [head for head in heads if len(head.split()) >= _TITLE_WORDS and head not in others]
    return bool(others and titles) and not any(field_of(head) or link_role(head) for head in heads)
