"""Houses that sign works, where those of the other works of a list say that a single word is one as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry
from papergraph.readers.lexicon.venues import is_organisation, venue_name_score
from papergraph.readers.lexicon.vocabulary import vocabulary

_KNOWN = vocabulary("organisation")
_ENOUGH = 3  # works that a body signed, and nobody else
_WORDS = 2  # of what stands for a venue
_MOST = 0.7  # of those that are signed at all


def with_bodies(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, a name of one word as that of a body where nearly all signed works of the list have one."""
    entries = [_told_apart(each) for each in _without_places(entries)]
    housed = sum(bool(each.organisation) and not each.authors for each in entries)
    signed = sum(bool(each.organisation or each.authors) for each in entries)
    if housed < _ENOUGH or housed < _MOST * signed:
        return list(entries)
    return [_housed(each) for each in entries]


def _without_places(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries, with the house that signed each where those in the place of venues are known for such.

    So in "Gates and Fences (Google 2016)", "Sheep (UIUC 2013)": a few journals among them say that they are venues.
    """
    short = [each for each in entries if each.venue and _is_short(each)]
    housed = sum(is_organisation(each.venue or "") for each in short)
    known = sum(not is_organisation(each.venue or "") and venue_name_score(each.venue or "") >= 1.2 for each in short)
    named = sum(bool(each.venue) for each in entries)
    if housed < _ENOUGH or 2 * housed < named or 5 * known > named:
        return entries
    return [replace(each, organisation=each.venue, venue=None) if _is_short(each) else each for each in entries]


def _told_apart(entry: Entry) -> Entry:
    """Return an entry with the body that stands where others have their venue, and is known: "Sheep at Scale | PKU"."""
    known = entry.kind != "book" and _is_short(entry) and (entry.venue or "").lower() in _KNOWN
    return replace(entry, organisation=entry.venue, venue=None) if known else entry


def _is_short(entry: Entry) -> bool:
    """Return whether a word or two stand for the venue of a work that nobody has signed."""
    signed = entry.authors or entry.organisation
    return not signed and entry.venue is not None and len(entry.venue.split()) <= _WORDS


def _housed(entry: Entry) -> Entry:
    """Return an entry with the body that signed it, where a single word stands for its authors."""
    if len(entry.authors) != 1 or entry.organisation or entry.authors_truncated or not entry.authors[0].isalnum():
        return entry
    return replace(entry, authors=(), organisation=entry.authors[0])
