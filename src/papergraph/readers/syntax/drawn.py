"""Tables in columns of text, under rules of hyphens as Pandoc draws them, or under a head alone, as rows with bars.

What comes back has as many lines as what went in, each row on the line where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from papergraph.readers.syntax.rows import names_columns

_RULE = re.compile(r"\s*-{2,}(?:\s+-{2,})+\s*")  # "-----  ----  -----": under the head, or around rows without one
_LONG = re.compile(r"\s*-{8,}\s*")  # around a table whose rows have several lines
_GRID = re.compile(r"\s*\+(?:[-=:]{3,}\+){2,}\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_GAP = re.compile(r"\S+(?: \S+)*")  # words with single blanks between
_FARTHEST = 400  # lines of a table


def with_drawn_tables(lines: list[str]) -> list[str]:
    """Return the lines with such tables as rows with bars.

    >>> with_drawn_tables(["Title   Year", "------  ----", "Wool    2012"])
    ['| Title | Year |', '|---|---|', '| Wool | 2012 |']
    """
    if not any(_RULE.fullmatch(line) or _GRID.fullmatch(line) or _columns(line) for line in lines):
        return lines
    out = list(lines)
    at, fenced = 0, False
    while at < len(lines):
        fenced ^= _FENCE.match(lines[at]) is not None
        end = at + 1 if fenced else _table(lines, at, out)
        at = max(end, at + 1)
    return out


def _table(lines: Sequence[str], at: int, out: list[str]) -> int:
    """Write the table that begins with a line, and return the line behind it; the line itself where there is none."""
    if _GRID.fullmatch(lines[at]):
        return _grid(lines, at, out)
    if _LONG.fullmatch(lines[at]):
        rule = next((n for n in range(at + 1, min(at + 6, len(lines))) if _RULE.fullmatch(lines[n])), None)
        return _in_lines(lines, at, rule, out) if rule is not None else at
    if at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1]) and lines[at].strip():
        return _simple(lines, at, _starts(lines[at + 1]), at + 2, out)
    if columns := _columns(lines[at]):
        return _simple(lines, at, columns, at + 1, out)
    return at


def _starts(rule: str) -> list[int]:
    return [match.start() for match in re.finditer(r"-+", rule)]


def _columns(line: str) -> list[int]:
    """Return where columns begin under a line that names those of a list of works, with wide gaps; [] for any other."""
    found = list(_GAP.finditer(line))
    if len(found) < 3 or "|" in line or len(line) > 300 or "\t" in line:
        return []
    return [each.start() for each in found] if names_columns(_row([each[0] for each in found])) else []


def _cells(line: str, starts: Sequence[int]) -> list[str]:
    line = line.expandtabs(8)
    begins = [0, *starts[1:]]
    return [line[a:b].strip() for a, b in zip(begins, [*begins[1:], None], strict=True)]


def _fits(line: str, starts: Sequence[int]) -> bool:
    """Return whether no word of a line goes over the beginning of a column."""
    return all(start >= len(line) or start == 0 or line[start - 1].isspace() for start in starts)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _simple(lines: Sequence[str], head: int, starts: list[int], first: int, out: list[str]) -> int:
    """Write a table of one line a row, up to a blank line or a rule."""
    end = first
    while end < min(len(lines), first + _FARTHEST) and lines[end].strip() and not _RULE.fullmatch(lines[end]):
        end += 1
    rows = [n for n in range(first, end) if not _LONG.fullmatch(lines[n])]
    if len(rows) < 1 or not all(_fits(lines[n], starts) for n in rows):
        return head
    drawn = first == head + 2
    if not drawn and (len(rows) < 2 or head == 0 or lines[head - 1].strip()):
        return head  # there is no line for the rule
    out[head if drawn else head - 1] = _row(_cells(lines[head], starts))
    out[head + 1 if drawn else head] = "|" + "---|" * len(starts)
    for n in rows:
        out[n] = _row(_cells(lines[n], starts))
    for n in range(end, min(end + 1, len(lines))):
        out[n] = "" if _RULE.fullmatch(lines[n]) else out[n]
    for n in range(first, end):
        out[n] = "" if n not in rows else out[n]
    return end


def _in_lines(lines: Sequence[str], top: int, rule: int, out: list[str]) -> int:
    """Write a table whose rows have several lines, with blank lines between them."""
    starts = _starts(lines[rule])
    end = next((n for n in range(rule + 1, min(len(lines), rule + _FARTHEST)) if _LONG.fullmatch(lines[n])), None)
    if end is None or not all(_fits(lines[n], starts) for n in range(rule + 1, end) if lines[n].strip()):
        return top
    for n in range(top, end + 1):
        out[n] = ""
    heads = [_cells(line, starts) for line in lines[top + 1 : rule]]
    out[rule - 1] = _row([" ".join(filter(None, cells)) for cells in zip(*heads, strict=True)])
    out[rule] = "|" + "---|" * len(starts)
    blank = any(not line.strip() for line in lines[rule + 1 : end])
    begin: int | None = None
    rows: dict[int, list[str]] = {}
    for n in range(rule + 1, end):
        if not lines[n].strip():
            begin = None
            continue
        cells = _cells(lines[n], starts)
        if begin is None or not blank:
            begin = n
            rows[n] = cells
        else:
            rows[begin] = [f"{a} {b}".strip() for a, b in zip(rows[begin], cells, strict=True)]
    for n, cells in rows.items():
        out[n] = _row(cells)
    return end + 1


def _grid(lines: Sequence[str], at: int, out: list[str]) -> int:
    """Write a table that is drawn with signs of plus at its corners: the lines of a row on its first."""
    end = at
    while end < len(lines) and (_GRID.fullmatch(lines[end]) or lines[end].strip().startswith("|")):
        end += 1
    rules = [n for n in range(at, end) if _GRID.fullmatch(lines[n])]
    width = lines[at].count("+") - 1
    if len(rules) < 2:
        return at
    headed = next((n for n in rules if "=" in lines[n]), None)
    for n in range(at, end):
        out[n] = ""
    for begin, stop in pairwise(rules):
        cells = [[cell.strip() for cell in lines[n].strip().strip("|").split("|")] for n in range(begin + 1, stop)]
        if not cells or any(len(each) != width for each in cells):
            continue
        row = _row([_joined(column) for column in zip(*cells, strict=True)])
        out[stop - 1 if stop == headed else begin + 1] = row
    if headed is not None and headed > at:
        out[headed] = "|" + "---|" * width
    return end


def _joined(column: Sequence[str]) -> str:
    return " ".join(filter(None, column))
