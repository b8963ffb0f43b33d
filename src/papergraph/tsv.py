"""Tables of tab-separated values: one assertion a line, every fault named by file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from papergraph.errors import CurationError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name, and how to complain about one."""

    path: Path
    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Return a cell without white space around it; empty when it is absent."""
        return self.cells.get(column, "").strip()

    def required(self, column: str) -> str:
        """Return a cell that must not be empty."""
        return self.text(column) or self.fail(column, "is empty; give a value")

    def many(self, column: str) -> tuple[str, ...]:
        """Return the values that `|` joins in a cell."""
        return tuple(part.strip() for part in self.text(column).split("|") if part.strip())

    def whole(self, column: str, low: int, high: int) -> int | None:
        """Return a whole number within bounds, None for an empty cell."""
        text = self.text(column)
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            self.fail(column, f"{text!r} is not a whole number from {low} to {high}")
        return int(text)

    def number_in(self, column: str, low: float, high: float) -> float | None:
        """Return a number within bounds, None for an empty cell."""
        text = self.text(column)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = high + 1
        if not low <= value <= high:  # NaN is in no range
            self.fail(column, f"{text!r} is not a number from {low:g} to {high:g}")
        return value

    def choice(self, column: str, choices: Iterable[str], default: str = "") -> str:
        """Return a cell that must be one of `choices`."""
        text = self.text(column) or default
        if text not in choices:
            self.fail(column, f"{text!r} is none of {', '.join(choices)}")
        return text

    def fail(self, column: str, reason: str) -> NoReturn:
        """Raise CurationError about a cell of this row."""
        raise CurationError(self.path, reason, line=self.number, column=column)


def rows(path: Path, columns: tuple[str, ...], needed: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a table with a header line; nothing when the file is absent.

    Blank lines and lines that begin with `#` are passed over, columns may stand in any order; what a spreadsheet adds
    when it saves, quotation marks around a cell and empty cells at the end, is taken away. Raises CurationError for
    text that is not UTF-8, a column that is not among `columns`, a missing one of `needed`, or too many cells.
    """
    if not path.exists():
        return
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CurationError(path, f"is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise CurationError(path, error.strerror or str(error)) from error
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = cells_of(line)
        if header is None:
            header = cells
            while header and not header[-1]:
                header.pop()
            if unknown := [cell for cell in header if cell not in columns]:
                raise CurationError(
                    path, f"no such column; there are {', '.join(columns)}", line=number, column=unknown[0]
                )
            if missing := [column for column in needed if column not in header]:
                raise CurationError(path, "this column is missing from the header line", line=number, column=missing[0])
            continue
        if any(cells[len(header) :]):
            raise CurationError(
                path, f"{len(cells)} cells under {len(header)} columns; is there a stray tab?", line=number
            )
        yield Row(path, number, dict(zip(header, cells, strict=False)))
    if header is None:
        raise CurationError(path, f"is empty; begin it with a header line of {', '.join(columns)}, tabs between them")


def cells_of(line: str) -> list[str]:
    r"""Return the cells of a line without white space around them, and without the quotes that a spreadsheet puts on.

    Only a cell whose quotes are as a spreadsheet writes them loses them: around the whole, and doubled inside.

    >>> cells_of('a\t"says ""so"", twice"\t"one" and "two"\n')
    ['a', 'says "so", twice', '"one" and "two"']
    """
    return [_bare(cell.strip()) for cell in line.rstrip("\r\n").split("\t")]


def cell_of(text: str) -> str:
    """Return text as a cell that `cells_of` reads as the same text: in quotes where its own would be taken away."""
    return text if _bare(text) == text else '"' + text.replace('"', '""') + '"'


def _bare(cell: str) -> str:
    inside = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', "")
    return inside.replace('""', '"').strip() if quoted else cell


def unique(table: Iterator[Row], key: Callable[[Row], object], column: str) -> Iterator[Row]:
    """Yield rows, raising CurationError for one that repeats an earlier row's key."""
    seen: dict[object, int] = {}
    for row in table:
        made = key(row)
        if made in seen:
            row.fail(column, f"says again what line {seen[made]} says; keep one")
        seen[made] = row.number
        yield row
