"""Lists of works in columns of text without a head or rules, as plain text of a fixed width has them, as items.

What comes back has as many lines as what went in: each work on the line where it begins, its other lines blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import is_common

_GAP = re.compile(r"\S+(?: \S+)*")  # words with single blanks between
_MARKED = re.compile(r"\s*(?:[|>#]|[-*+]\s|\d{1,3}[.)]\s|```|~~~)")
_ENOUGH = 4  # rows of a document
_COLUMNS = 3  # at least
_SHARE = 0.5  # of the rows with clear gaps in which a column begins
_MOST = 0.7  # of the cells of a column are what it is
_TITLE = 2.5  # words of the titles on average, at least
_LONGEST = 300  # characters of a line
_NAMES = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:(?:,? (?:&|and|et al\.?)|,|;)? [\w.'’-]+){0,12}\.?")


def with_fixed_columns(lines: list[str]) -> list[str]:
    """Return the lines with the rows of such a list as items: "- Lund & Oak, “Wool by Night”, *WOOL*, 2003"."""
    starts = _starts(lines)
    if len(starts) < _COLUMNS:
        return lines
    rows = _rows(lines, starts)
    fields = _fields([cells for _, cells in rows.values()]) if len(rows) >= _ENOUGH else []
    if not fields:
        return lines
    out = list(lines)
    for at, (end, cells) in rows.items():
        out[at] = _item(dict(zip(fields, cells, strict=True)), cells)
        out[at + 1 : end] = [""] * (end - at - 1)
    return out


def _starts(lines: Sequence[str]) -> list[int]:
    """Return where the columns begin: the places at which words begin behind wide gaps in most of the rows."""
    rows = 0
    counted: Counter[int] = Counter()
    for line in lines:
        found = [] if len(line) > _LONGEST or _MARKED.match(line) else [match.start() for match in _GAP.finditer(line)]
        if len(found) >= _COLUMNS:
            rows += 1
            counted.update(found)
    return sorted(place for place, count in counted.items() if count >= max(_ENOUGH, _SHARE * rows))


def _rows(lines: Sequence[str], starts: Sequence[int]) -> dict[int, tuple[int, list[str]]]:
    """Return the rows by the lines where they begin, each with the line behind its last one and its cells."""
    rows: dict[int, tuple[int, list[str]]] = {}
    last: int | None = None
    for n, line in enumerate(lines):
        cells = _cells(line, starts)
        filled = sum(map(bool, cells))
        if cells and cells[0] and filled >= _COLUMNS and len(_GAP.findall(line)) > 1:
            rows[n], last = (n + 1, cells), n
        elif cells and not cells[0] and filled and last is not None and rows[last][0] == n:
            rows[last] = n + 1, [f"{a} {b}".strip() for a, b in zip(rows[last][1], cells, strict=True)]
        else:
            last = None
    return rows


def _cells(line: str, starts: Sequence[int]) -> list[str]:
    """Return the cells of a line, none where a word goes over the beginning of a column."""
    if not line.strip() or len(line) > _LONGEST or _MARKED.match(line) or line[: starts[0]].strip():
        return []
    if any(start < len(line) and start and not line[start - 1].isspace() for start in starts):
        return []
    return [line[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]


def _fields(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return what each column is, a title and two others at least that are known; nothing where they are no works."""
    columns = [[cell for cell in column if cell] for column in zip(*rows, strict=True)]
    words = [sum(len(cell.split()) for cell in column) / max(1, len(column)) for column in columns]
    title = max(range(len(columns)), key=words.__getitem__)
    if words[title] < _TITLE or len(columns[title]) < len(rows):
        return []
    fields = ["title" if n == title else _field(column) for n, column in enumerate(columns)]
    known = [field for field in fields if field]
    apart = len(set(known)) == len(known) > 2
    return [field or f"#{n}" for n, field in enumerate(fields)] if apart else []


def _field(column: Sequence[str]) -> str:
    """Return what a column of short cells is, or an empty text."""
    if not column:
        return ""
    tests = (("date", _is_date), ("venue", _is_venue), ("authors", _are_names))
    return next((name for name, test in tests if sum(map(test, column)) >= _MOST * len(column)), "")


def _is_date(text: str) -> bool:
    dates = dates_in(text)
    return bool(dates) and not re.search(r"\w", without_dates(text, dates))


def _is_venue(text: str) -> bool:
    return venue_score(text) >= 1.0


def _are_names(text: str) -> bool:
    named = _NAMES.fullmatch(text) is not None and people_score(text) > -1.0
    return named and not is_common(re.split(r"\W", text)[0].lower())


def _item(row: dict[str, str], cells: Sequence[str]) -> str:
    """Return a row as an item of a list: its authors, its title in quotation marks, its venue and its date."""
    venue = f"*{row['venue']}*" if row.get("venue") else ""
    said = [row.get("authors", ""), f"“{row['title']}”", venue, row.get("date", "")]
    links = [cell for cell in cells if "://" in cell]
    return f"- {', '.join(filter(None, said))}{''.join(f' {link}' for link in links)}"
