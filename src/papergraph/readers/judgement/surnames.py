"""Lists that name authors by their surnames alone: two of them are no person with the surname first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry

ENOUGH = 2  # entries with three surnames or more
_PAIR = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+)")


def surnames_apart(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, with "Oak, Elm" as two authors where others print three and more surnames so.

    Where as many print names with the surname first, the two words are one person.
    """
    alone = sum(len(each.authors) > 2 and not any(" " in name for name in each.authors) for each in entries)
    first = sum(len(each.authors) > 1 and all(", " in name for name in each.authors) for each in entries)
    if alone < ENOUGH or alone <= first:
        return list(entries)
    return [_apart(entry) for entry in entries]


def _apart(entry: Entry) -> Entry:
    pair = _PAIR.fullmatch(entry.authors[0]) if len(entry.authors) == 1 else None
    return replace(entry, authors=pair.groups()) if pair else entry
