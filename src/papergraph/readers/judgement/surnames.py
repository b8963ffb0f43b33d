"""Surnames alone, as others of a list are printed: two words that a comma parts, and the venue that follows on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import AND

_GIVEN = vocabulary("given-name")
ENOUGH = 2  # entries that print names in one of the two ways
_WORD = r"[^\W\d_][\w'’-]+"
_PAIR = re.compile(rf"({_WORD}), ({_WORD})")
_TURNED = re.compile(rf"[^,]+, {_WORD}(?: [^,]+)?")  # the given name in full


_SURNAME = rf"(?:(?:d[aeu]|del|di|v[ao]n(?: de[nr]?)?|la|le) )?[{UP}][\w'’]+(?:-[{UP}]?[\w'’]+)?"
#: "Lund, Oak & Elm, Wool and Hay, 1994": what stands between surnames and the year is the venue.
_PLACED = re.compile(
    rf"(?<![^\W_])(?P<names>{_SURNAME}(?:(?:,? (?:&|{AND}) |, ){_SURNAME}){{0,12}}?(?: et al\.?)?)[,.] "
    rf"(?P<venue>[{UP}][^,.;:()\d\n]{{2,80}}?),? \(?(?P<year>(?:19|20)\d\d)\b"
)
_LONGEST = 10_000  # characters: a longer line is that of many works
_MOST = 0.6  # of the entries with a year, that have surnames and a venue before it


def venues_behind_surnames(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, with the venue between surnames and the year that was taken for more names.

    So where most of a list print surnames alone and a venue; a word could be another surname elsewhere.
    """
    entries = list(map(_without_journal, entries))
    found = {n: match for n, each in enumerate(entries) if (match := _placed(each)) is not None}
    dated = sum(each.year is not None and bool(each.authors) for each in entries)
    told = sum(_has_place(each) for each in entries)
    if not found or told < ENOUGH or told + len(found) < max(ENOUGH + 1, _MOST * dated):
        return list(entries)
    return [_with_venue(each, found[n]) if n in found else each for n, each in enumerate(entries)]


_INITIALED = re.compile(rf"{_SURNAME}(?: {_SURNAME})? [A-Z]{{1,4}}")


def _without_journal(entry: Entry) -> Entry:
    """Return an entry without the one word among its authors that is its journal: "Lund A, Oak BC. Shearologia, 2015".

    All others have their initials behind them, and the year follows on it.
    """
    *others, last = entry.authors or ("",)
    if entry.venue or len(others) < 2 or len(last) < 5 or not last.isalpha() or not last[0].isupper():
        return entry
    if not all(map(_INITIALED.fullmatch, others)):
        return entry
    follows = re.search(rf"\.\W{{0,12}}(?:br\W{{0,4}})?{last}[,.] ?{entry.year}\b", entry.raw[:_LONGEST])
    return replace(entry, authors=tuple(others), venue=last) if follows and entry.year else entry


def _is_bare(name: str) -> bool:
    return re.fullmatch(_SURNAME, name) is not None


#: "Lund, Oak & Elm, 2019": more names.
_SURNAMES = re.compile(rf"{_SURNAME}(?:(?:,? (?:&|{AND}) |, ){_SURNAME})+")


def _has_place(entry: Entry) -> bool:
    """Return whether an entry prints its venue between its surnames and the year."""
    placed = (match["venue"] for match in _PLACED.finditer(entry.raw[:_LONGEST]))
    return bool(entry.venue) and all(map(_is_bare, entry.authors)) and entry.venue in placed


def _placed(entry: Entry) -> re.Match[str] | None:
    """Return the match of surnames, a venue and the year in an entry that has the venue among its authors, or None."""
    if entry.venue or not entry.authors or (all(map(_is_bare, entry.authors)) and len(entry.authors) < 2):
        return None
    for match in _PLACED.finditer(entry.raw[:_LONGEST]):
        within = match["venue"].split()[0]
        amid = any(within in name for name in entry.authors[-2:]) and match["names"].split(",")[0] in entry.raw
        others = _SURNAMES.fullmatch(match["venue"]) or (match["venue"].istitle() and " " not in match["venue"])
        if amid and not others and str(entry.year) == match["year"]:
            return match
    return None


def _with_venue(entry: Entry, match: re.Match[str]) -> Entry:
    names = tuple(re.split(rf",? (?:&|{AND}) |, ", re.sub(r" et al\.?$", "", match["names"])))
    return replace(entry, authors=names, venue=match["venue"])


def surnames_apart(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, with "Oak, Elm" as two authors where others print three and more surnames so.

    Where more print names with the surname first ("Lund, Anna; Holm, Vik"), two words of an entry are one person.
    """
    alone = sum(len(each.authors) > 2 and not any(" " in name for name in each.authors) for each in entries)
    first = sum(len(each.authors) > 1 and all(", " in name for name in each.authors) for each in entries)
    bare = sum(len(each.authors) == 1 and re.fullmatch(_WORD, each.authors[0]) is not None for each in entries)
    if alone > first and alone + bare >= ENOUGH:
        return [_apart(entry, surely=alone >= ENOUGH) for entry in entries]
    single = sum(len(each.authors) != 2 and any(re.fullmatch(_WORD, name) for name in each.authors) for each in entries)
    turned = sum(any(_TURNED.fullmatch(name) for name in each.authors) for each in entries)
    if turned >= ENOUGH and turned > 2 * single:
        return [_together(entry) for entry in entries]
    return list(entries)


def _apart(entry: Entry, *, surely: bool) -> Entry:
    """Return an entry with two surnames apart; what may be a given name stays where others do not say it `surely`."""
    pair = _PAIR.fullmatch(entry.authors[0]) if len(entry.authors) == 1 else None
    if pair is None or (not surely and (pair[2].lower() in _GIVEN or pair[2].isupper())):
        return entry
    return replace(entry, authors=pair.groups())


def _together(entry: Entry) -> Entry:
    name = ", ".join(entry.authors)
    pair = len(entry.authors) == 2 and _PAIR.fullmatch(name) and name in entry.raw  # "Lund and Oak" are two
    return replace(entry, authors=(name,)) if pair else entry
