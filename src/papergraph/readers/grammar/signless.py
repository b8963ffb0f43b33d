"""Cuts where no sign parts two fields: before a year right behind names, before a venue right behind a title."""

from __future__ import annotations

import re
from bisect import bisect_right

from papergraph.readers.lexicon.dates import ACRONYMS
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.words import AND, FUNCTION, is_common

#: Han signs, kana and Hangul: writing without capitals, and mostly without blanks.
SIGNS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_YEAR_BEHIND_SIGNS = re.compile(rf"(?<=[{SIGNS}])\s+(?=(?:19|20)\d\d\s*(?:$|[.,;|\n(\[]))")
_YEAR_BEHIND = re.compile(r"(?<=[\w.])\s+(?=(?:(?:19|20)\d\d|['’‘]\d\d)\s*(?:$|[.,;|\n(\[]))")


_SURNAMES = re.compile(rf"(?:([A-ZÀ-Þ][a-zß-ÿ][\w'’-]*) )?{AND} ([A-ZÀ-Þ][a-zß-ÿ][\w'’-]*)")


def _are_surnames(text: str) -> bool:
    """Return whether a text is the last of several surnames, and none an ordinary word: "Oak & Elm", "and Elm"."""
    match = _SURNAMES.fullmatch(text.strip())
    return match is not None and not any(is_common(word) for word in match.groups() if word)


def _begins(ends: list[int], place: int) -> int:
    """Return where the piece begins that a place stands in, of the ends of the cuts in order."""
    n = bisect_right(ends, place)
    return ends[n - 1] if n else 0


def years_behind_names(text: str, start: int, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return cuts between people and a year right behind them ("- Anna Lund and Ben Oak 2004")."""
    found: list[tuple[int, int, str]] = []
    ends = sorted(end - start for _, end, _ in cuts)
    for match in _YEAR_BEHIND.finditer(text):
        at = _begins(ends, match.start())
        name = text[at : match.start()]
        surely = (len(name) < 60 and people_score(name) >= 1.7) or _are_surnames(name)
        if surely or _YEAR_BEHIND_SIGNS.match(text, match.start()):
            found.append((start + match.start(), start + match.end(), "mark"))
    return found


_VENUE_BEHIND = re.compile(r"(?<=[^\W\d_])\s+(?=([A-Z][A-Za-z]*[A-Z][A-Za-z]*)[ '’-]?(?:19|20)\d\d\.?\s*(?:$|\n))")


#: "Lund A. WoOL'14": no name has an apostrophe and two digits; "Lund A. WOOL, 2014", where that is a known venue.
_VENUE_BEHIND_INITIALS = re.compile(
    r"(?<=\b[A-Z]\.)\s+(?=(?P<venue>[A-Z][A-Za-z&]{1,9})(?:\s?['’‘]\d\d\s*(?:$|[.,;(\[])|(?P<year>,? (?:19|20)\d\d\b)))"
)


def venues_behind_titles(text: str, start: int, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return cuts between a title and a known venue with its year right behind it ("Shearing at Night ICDM2018").

    So too between initials and any venue with a year of two digits.
    """
    found: list[tuple[int, int, str]] = []
    ends = sorted(end - start for _, end, _ in cuts)
    for match in _VENUE_BEHIND.finditer(text):
        at = _begins(ends, match.start())
        words = text[at : match.start()].lower().split()
        if match[1].lower() in ACRONYMS and len(words) >= 3 and words[-1] not in FUNCTION:
            found.append((start + match.start(), start + match.end(), "comma"))
    for match in _VENUE_BEHIND_INITIALS.finditer(text):
        if match["year"] is None or match["venue"].lower() in ACRONYMS:
            found.append((start + match.start(), start + match.end(), "period"))
    return found
