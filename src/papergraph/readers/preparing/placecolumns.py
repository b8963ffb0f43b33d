"""Columns of tables whose cells are meetings with their years ("WOOL 95"), whatever is written over them ("Source")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from papergraph.readers.lexicon.dates import ACRONYMS
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.passages import Passage, plain

_ENOUGH = 3  # such cells of a column
_MOST = 0.6  # of the cells that hold something
_PLACED = re.compile(r"(?P<name>[A-Za-z][\w&/. -]{1,60}?)[ '’-]{0,3}(?:(?:19|20)\d\d|\d\d)")


def with_place_columns(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the heads of such columns "Venue", where no other column of the table is called so."""
    out: list[Passage] = []
    for header, group in groupby(passages, key=lambda each: each.header if each.kind == "row" else ()):
        rows = list(group)
        at = _place_column(header, rows) if header else None
        if at is None:
            out += rows
        else:
            told = (*header[:at], "Venue", *header[at + 1 :])
            out += [replace(row, header=told) for row in rows]
    return out


def _place_column(header: Sequence[str], rows: Sequence[Passage]) -> int | None:
    if any(field_of(head) == "venue" for head in header):
        return None
    for n, head in enumerate(header):
        cells = [row.cells[n] for row in rows if n < len(row.cells)]
        if any(run.href for cell in cells for run in cell):
            continue  # to the papers
        filled = [words for words in (plain(cell).strip() for cell in cells) if words]
        placed = sum(map(_is_place, filled))
        if placed >= max(_ENOUGH, _MOST * len(filled)) and field_of(head) is None:
            return n
    return None


def _is_place(cell: str) -> bool:
    match = _PLACED.fullmatch(cell)
    return match is not None and (match["name"].lower() in ACRONYMS or venue_name_score(match["name"]) >= 1.2)
