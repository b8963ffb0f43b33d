"""What follows on "by" in a lead: who wrote it, or how it is done ("Shearing by Instruction")."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.namelists import first_name, name_people
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_organisation, venue_name_score
from papergraph.readers.lexicon.words import is_common, says_how

_TWICE = re.compile(r"(\w+)\s+by\s+\1\b", re.IGNORECASE)
_OPENING = re.compile(r"[^.:\n]{4,120}(?=[.:]\s)")
_SEVERAL = 1.2  # of "Lund and Oak", and not of "Opening Gates"
_WITHIN = re.compile(r"(?P<who>[^\W\d_a-z][\w-]*) in (?P<where>[^.,;:()\[\]\n]{3,80})")


def _is_place(words: str) -> bool:
    """Return whether words behind "in" are a venue or have a date, and say nothing more of what is done."""
    return venue_name_score(words) >= 1.0 or bool(dates_in(words))


def is_manner(text: str, start: int, end: int) -> bool:
    """Return whether what follows on "by" says how rather than who: an ordinary word, or the one before it again."""
    if _TWICE.match(text, text.rfind(" ", 0, start) + 1):
        return True
    words = first_name(text[end : end + 80])
    if text[start:end].lstrip().startswith("B") and people_score(words) < 1.5:
        return True  # "Shearing By Day"
    if (words.split() or [""])[0].endswith(":") and " " in words:
        return True  # "Wool by Night: A Method"
    if (within := _WITHIN.match(text, end)) and people_score(within["who"]) < 1.5 and not _is_place(within["where"]):
        return True  # "Wool by Aspects in Large Networks"
    if people_score(words) < 1.5 and (names := _OPENING.match(text, 0, start)) and _names_some(names[0]):
        return True  # "Lund and Oak. Shearing by Hand. WOOL 2020"
    first, *rest = (words.split() or [""])[0].split("-")
    joined = any(part.islower() and is_common(part) for part in rest)  # "Shearing by Pre-selecting Sheep"
    return first.isalpha() and (says_how(first) or joined) and people_score(words) < 1.5 and not is_organisation(words)


def _names_some(text: str) -> bool:
    """Return whether the words before the first sign of a lead are its authors: "Lund and Oak", "Lund et al"."""
    return people_score(text) >= _SEVERAL or name_people(text)
