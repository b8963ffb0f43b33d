"""Two words parted by a comma: two authors by their surnames, or one with the surname first, as others are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry
from papergraph.readers.lexicon.vocabulary import vocabulary

_GIVEN = vocabulary("given-name")
ENOUGH = 2  # entries that print names in one of the two ways
_WORD = r"[^\W\d_][\w'’-]+"
_PAIR = re.compile(rf"({_WORD}), ({_WORD})")
_TURNED = re.compile(rf"[^,]+, {_WORD}(?: [^,]+)?")  # the given name in full


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
