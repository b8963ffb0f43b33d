"""Tables of reStructuredText as rows of Markdown: lists of lists, values between commas, borders and grids."""

from __future__ import annotations

import csv
import re

BORDER = re.compile(r"\s*={2,}(?:\s+={2,})+\s*$")
_UNDER = re.compile(r"\s*-{2,}(?:\s+-{2,})*\s*$")
GRID = re.compile(r"\s*\+(?:[-=]+\+)+\s*$")


def list_table(lines: list[str], at: int, end: int) -> list[str]:
    """Return a table that is written as a list of lists: a row on the line where each begins."""
    out = [""] * (end - at)
    rows: list[tuple[int, list[str]]] = []
    headed = False
    for n in range(at + 1, end):
        text = re.sub(r"\\$", "<br>", lines[n].strip())  # the end of a line of a block
        headed = headed or re.match(r":header-rows:\s*[1-9]", text) is not None
        if text.startswith("* -"):
            rows.append((n, [text[3:].strip()]))
        elif text.startswith("- ") and rows:
            rows[-1][1].append(text[2:].strip())
        elif text and rows and not text.startswith(":"):
            rows[-1][1][-1] += f" {text}"
    for number, (n, cells) in enumerate(rows):
        out[n - at] = _row(cells)
        if number == 0 and not headed and n - at > 1:
            out[n - at - 2 : n - at] = [_row([""] * len(cells)), "|" + "---|" * len(cells)]
        elif number == 0 and n + 1 < end:
            out[n + 1 - at] = "|" + "---|" * len(cells)
    return out


def csv_table(lines: list[str], at: int, end: int) -> list[str]:
    """Return a table that is written as lines of comma-separated values, each row on its line."""
    out = [""] * (end - at)
    head: list[str] = []
    first_is_head = False
    started = False
    for n in range(at + 1, end):
        text = lines[n].strip()
        option = re.match(r":([\w-]+):\s*(.*)", text)
        if option and not started:
            head = _values(option[2]) if option[1] == "header" else head
            first_is_head = first_is_head or option[1] == "header-rows"
        elif text:
            if not started and head:
                out[n - at - 1] = "|" + "---|" * len(head)
                out[n - at - 2] = _row(head)
            out[n - at] = _row(_values(text))
            if not started and first_is_head and n + 1 < end and not head:
                out[n + 1 - at] = "|" + "---|" * len(_values(text))
            started = True
    return out


def _values(text: str) -> list[str]:
    """Return the values of one line between commas, those in quotation marks whole."""
    return [value.strip() for value in next(csv.reader([text], skipinitialspace=True), [])]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def simple_table(lines: list[str], at: int) -> tuple[list[str], int]:
    """Return a table between borders of `===`; lines with an empty first cell go on with the row above."""
    columns = [match.start() for match in re.finditer(r"=+", lines[at])]
    ends = [*columns[1:], None]
    out = [""]
    n, borders, last_row = at + 1, 1, -1
    while n < len(lines) and borders < 3:
        line = lines[n]
        if BORDER.match(line):
            borders += 1
            following = lines[n + 1] if n + 1 < len(lines) else ""
            out.append("|" + "---|" * len(columns) if borders == 2 and following.strip() else "")
            if borders == 2 and not following.strip():
                n += 1
                break
        elif not line.strip() or _UNDER.match(line):
            out.append("")
        else:
            cells = [line[start:end].strip() for start, end in zip(columns, ends, strict=True)]
            if not cells[0] and last_row >= 0:
                before = [cell.strip() for cell in re.split(r"(?<!\\)\|", out[last_row])[1:-1]]
                out[last_row] = (
                    "| " + " | ".join(f"{a} {b}".strip() for a, b in zip(before, cells, strict=False)) + " |"
                )
                out.append("")
            else:
                last_row = len(out)
                out.append(_row(cells))
        n += 1
    return out, n - at


def grid_table(lines: list[str], at: int) -> tuple[list[str], int]:
    """Return a table that is drawn with `+---+`: the lines of a row joined on its first."""
    out: list[str] = []
    row: list[str] | None = None
    start = 0
    n = at
    while n < len(lines) and (GRID.match(lines[n]) or lines[n].strip().startswith("|")):
        line = lines[n].strip()
        if GRID.match(line):
            if row is not None:
                out[start] = _row(row)
                row = None
            out.append("|" + "---|" * (line.count("+") - 1) if "=" in line else "")
        else:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if row is None:
                row, start = cells, len(out)
            else:
                row = [f"{a} {b}".strip() for a, b in zip(row, cells, strict=False)]
            out.append("")
        n += 1
    if row is not None:
        out[start] = _row(row)
    return out, n - at
