"""Houses that sign works, where those of the other works of a list say that a single word is one as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry

_ENOUGH = 3  # works that a body signed, and nobody else
_MOST = 0.7  # of those that are signed at all


def with_bodies(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, a name of one word as that of a body where nearly all signed works of the list have one."""
    housed = sum(bool(each.organisation) and not each.authors for each in entries)
    signed = sum(bool(each.organisation or each.authors) for each in entries)
    if housed < _ENOUGH or housed < _MOST * signed:
        return list(entries)
    return [_housed(each) for each in entries]


def _housed(entry: Entry) -> Entry:
    """Return an entry with the body that signed it, where a single word stands for its authors."""
    if len(entry.authors) != 1 or entry.organisation or entry.authors_truncated or not entry.authors[0].isalnum():
        return entry
    return replace(entry, authors=(), organisation=entry.authors[0])
