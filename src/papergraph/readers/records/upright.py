"""Tables that stand upright to records: a field a row, its name in the first cell; a blank row ends a record."""

from __future__ import annotations

from collections.abc import Iterator

from papergraph.readers.records.cells import rows_of
from papergraph.readers.records.persons import people_of
from papergraph.readers.records.record import Parts, Record, Refused, Value
from papergraph.readers.records.words import field_of

_SAMPLE = 60  # rows

Row = tuple[int, int, list[str] | None]


def is_upright(text: str) -> bool:
    r"""Return whether nearly all rows of a table begin with the name of a field, and one names a title.

    >>> is_upright('"TITLE","Wet mud"\n"AUTHOR NAMES","Lund A.","Ng B."\n"PUBLICATION YEAR","2014"\n"DOI","10.5555/m"')
    True
    """
    lines = text.split("\n", _SAMPLE)[:_SAMPLE]
    if sum("," in line for line in lines) < 4:
        return False
    rows = [cells for _, _, cells in rows_of(lines, 0, ",") if cells and len(cells) > 1]
    names = [field_of(cells[0]) for cells in rows]
    return len(rows) >= 4 and names[0] is not None and "title" in names and sum(map(bool, names)) >= 0.5 * len(names)


def records(text: str) -> Parts:
    """Yield a record for each group of rows."""
    lines = text.split("\n")
    for group in _groups(lines):
        first, last = group[0][0], group[-1][1]
        raw = "\n".join(lines[first - 1 : last])
        values = [value for row in group for value in _values(row)]
        if any(value.name == "title" for value in values):
            yield Record(first, last, raw, tuple(values), type=next((v.text for v in values if v.name == "type"), ""))
        else:
            yield Refused(first, last, raw, "rows without a title", damaged=len(group) > 2)


def _groups(lines: list[str]) -> Iterator[list[Row]]:
    """Yield the rows of each record: a blank line or another title ends it."""
    group: list[Row] = []
    titled = False
    for row in rows_of(lines, 0, ","):
        title = bool(row[2]) and field_of((row[2] or [""])[0]) == "title"
        apart = bool(group) and any(not line.strip() for line in lines[group[-1][1] : row[0] - 1])
        if group and (apart or (title and titled)):
            yield group
            group, titled = [], False
        group.append(row)
        titled = titled or title
    if group:
        yield group


def _values(row: Row) -> Iterator[Value]:
    line, _, cells = row
    name = field_of(cells[0]) if cells else None
    if not cells or not name:
        return
    texts = [cell.strip() for cell in cells[1:] if cell.strip()]
    if name in {"author", "author full", "editor"}:
        yield from people_of("editor" if name == "editor" else "author", texts if len(texts) > 1 else texts[:1], line)
    else:
        yield from (Value(name, text, line) for text in texts)
