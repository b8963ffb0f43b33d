"""Keys of a bibliography that were read as venues: "[BMR90]", "[GMW87]", each of them another one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry
from papergraph.readers.lexicon.venues import venue_name_score

ENOUGH = 3  # of a document
_APART = 0.8  # of them are said once: venues come again
_KNOWN = 1.5  # what the name of a venue scores
_NAME = re.compile(r"[A-Z][A-Za-z+]{1,12}")


def without_keys(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries without venues that are letters glued to the year and hardly ever come again."""
    keyed = [n for n, entry in enumerate(entries) if _is_key(entry)]
    if len(keyed) < ENOUGH or len({entries[n].venue for n in keyed}) < _APART * len(keyed):
        return list(entries)
    found = set(keyed)
    return [replace(entry, venue=None) if n in found else entry for n, entry in enumerate(entries)]


def _is_key(entry: Entry) -> bool:
    """Return whether the venue of an entry is unknown letters with two digits of the year behind them."""
    venue, year = entry.venue or "", entry.year or 0
    if _NAME.fullmatch(venue) is None or venue_name_score(venue) >= _KNOWN:
        return False
    return re.search(rf"\[{re.escape(venue)}(?:{year % 100:02d}|\d\d)[a-z]?\]", entry.raw) is not None
