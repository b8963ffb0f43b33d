"""Meetings that are written out behind their short name and year: "WOOL'21: Sheep, Gates and Fences, May 2021"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.occasions import is_occasion
from papergraph.readers.lexicon.words import FUNCTION

_MOST = 8  # atoms that a name is cut into, at most
_SHORT = re.compile(r"(?P<short>[^\s:,.]{3,16}?\s?['’‘-]?\s?(?:(?:19|20)\d\d|(?<=['’‘])\d\d)): (?=[^\W_a-z]|the )")


def is_written_out(text: str) -> bool:
    """Return whether a venue begins with a short name and its year, which what follows on a colon writes out.

    >>> is_written_out("WOOL/ELM'21: Joint Symposium on Sheep"), is_written_out("Gates: A Symposium on Sheep, 2021")
    (True, False)
    """
    match = _SHORT.match(text)
    return match is not None and is_occasion(match["short"])


def written_out(atoms: Sequence[Atom]) -> range:
    """Return the places of the atoms of such a meeting behind a title, up to the date of the same year that closes it.

    Empty where no such name stands behind two parts of a reference, or where words in small letters are among it.
    """
    for n in range(2, len(atoms) - 2):
        first = atoms[n]
        if first.before not in {"period", "break", "line"} or atoms[n + 1].before != "colon":
            continue
        if is_written_out(f"{first.text}: {atoms[n + 1].text}"):
            years = {date.year for date in dates_in(first.text)}
            return _up_to_date(atoms, n, years)
    return range(0)


def _up_to_date(atoms: Sequence[Atom], first: int, years: set[int]) -> range:
    for n in range(first + 2, min(len(atoms), first + _MOST)):
        atom = atoms[n]
        if atom.kind != "text" or atom.before != "comma" or atom.setting != atoms[first].setting:
            break
        dates = dates_in(atom.text)
        if dates and not without_dates(atom.text, dates):
            return range(first, n + 1) if years == {date.year for date in dates} else range(0)
        if any(word[0].islower() for word in atom.text.split() if word.lower() not in FUNCTION):
            break
    return range(0)
