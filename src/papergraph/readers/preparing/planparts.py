"""Rows amid the linked readings of a plan that name what follows in bold: beside them a day, and who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from papergraph.readers.layout.schedules import is_schedule, names_speakers
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.sections import is_matter
from papergraph.readers.passages import Passage, Runs, plain

ENOUGH = 3  # linked readings of a table
LEVEL = 6  # of the heading that such a row is
_SHARE = 0.5  # of the rows of a table that are linked readings
_WORDS = 8  # of the name of a part, at most
_DAY_HEAD = re.compile(r"\W*(?:dates?|days?|weeks?|sessions?|meetings?|lectures?|class(?:es)?|no|)\W*", re.IGNORECASE)


def with_parts_of_plans(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such row as a heading; those of a day without a meeting stay rows."""
    out: list[Passage] = []
    for header, table in groupby(passages, key=lambda each: each.header if each.kind == "row" else None):
        rows = list(table)
        at = _column_of_readings(rows) if header and is_schedule(header) else None
        out += rows if at is None else _parted(rows, at)
    return out


def _column_of_readings(rows: Sequence[Passage]) -> int | None:
    """Return the column in which half of the rows begin with a linked title that is not in bold letters; or None."""
    for n in range(len(rows[0].header)):
        linked = sum(_opens_with_link(row.cells[n]) for row in rows if n < len(row.cells))
        if linked >= max(ENOUGH, _SHARE * len(rows)) and not names_speakers(rows[0].header[n]):
            return n
    return None


def _opens_with_link(cell: Runs) -> bool:
    said = [run for run in cell if run.text.strip()]
    linked = bool(said) and said[0].href is not None and "bold" not in said[0].marks
    return linked and len(said[0].text.split()) > 1


def _parted(rows: Sequence[Passage], at: int) -> list[Passage]:
    """Return the rows of a table of readings, those that name a part of it as headings: a reading comes after them."""
    last = max(n for n, row in enumerate(rows) if at < len(row.cells) and _opens_with_link(row.cells[at]))
    return [
        replace(row, kind="heading", level=LEVEL, runs=row.cells[at], header=(), cells=())
        if n < last and _names_part(row, at)
        else row
        for n, row in enumerate(rows)
    ]


def _names_part(row: Passage, at: int) -> bool:
    """Return whether the cell for a reading is a name in bold letters, and only a day and who speaks are beside it."""
    if at >= len(row.cells) or row.problem or row.children:
        return False
    said = [run for run in row.cells[at] if run.text.strip() or run.image]
    if not said or any(run.href or run.image or "bold" not in run.marks for run in said):
        return False
    if len(plain(said).split()) > _WORDS or is_matter(plain(said)):
        return False
    others = [(n, cell) for n, cell in enumerate(row.cells) if n != at and plain(cell)]
    return all(_is_of_meeting(row.header[n] if n < len(row.header) else "", plain(cell)) for n, cell in others)


def _is_of_meeting(head: str, text: str) -> bool:
    """Return whether a cell says when a class meets, or who speaks there."""
    dates = dates_in(text)
    day = bool(dates) and re.search(r"[^\W\d_]{3}", without_dates(text, dates)) is None
    return day or names_speakers(head) or _DAY_HEAD.fullmatch(head) is not None
