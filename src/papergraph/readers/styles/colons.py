"""References with given names first, and a colon or the year behind them.

So "A. Lund, B. Oak: Title. Journal, Vol. 3 (1999)", "A. Lund and B. Oak. 1999. Title. Journal".
"""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import FUNCTION
from papergraph.readers.styles.styled import YEAR, Span, sentence_end, span_of, years_in

_SURNAME = rf"(?:(?:de|del|della|der|den|di|la|le|van|von|zu) ){{0,3}}[{UP}][\w'’-]+(?: [{UP}][\w'’-]+)?"
_SIGNED = rf"(?>(?:[{UP}]\.[ -]?){{1,4}} ?{_SURNAME})"
_NAMES = re.compile(
    rf"(?P<authors>{_SIGNED}(?:(?:, | and | & |,? und |, and ){_SIGNED})*+(?:,? et al\.?)?)"
    r"(?:,? \((?:guest )?(?:[Ee]ds?|Hrsg)\.?\))?: ?(?=\S)"
)
_DATED_NAMES = re.compile(
    rf"(?P<authors>{_SIGNED}(?:(?:,? and |,? & |, ){_SIGNED})*+(?:,? et al)?)\.? (?P<bare>{YEAR})[a-z]?\. "
    rf"(?=[{UP}“\"\d])"
)
_FULL = re.compile(r"(?P<authors>[^:()\d“\"]{5,200}?)(?:,? \((?:guest )?(?:[Ee]ds?|Hrsg)\.?\))?: ?(?=\S)")
_END_OF_VENUE = re.compile(
    r"[\s,]*(?:[,(]|\b)(?:(?:[Vv]ol(?:ume)?|[Nn]os?|[Nn]r|[Tt]ome|[Ff]asc|[Bb]d|[Bb]and|[Hh]eft|[Ii]ssue|[Cc]hapter|"
    r"[Ss]er|pp?|[Ss])\b\.?|(?:19|20)\d\d\b|\d)|\s\("
)
_LONGEST = 160  # characters of a venue
_MOST_WORDS = 40  # of a title


def colon_spans(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of such a reference; none where the words before the colon are not people beyond doubt."""
    match = _NAMES.match(text, start) or _full_names(text, start)
    if match is None or any(run.href for _, _, run in flat.runs_between(start, match.end())):
        return []
    end = sentence_end(text, match.end())
    years = years_in(text, match.end(), match.end() + 600)
    if end is None or not years or end[0] > years[-1].start() or _is_set_off(flat, match.end(), end[0]):
        return []
    title = span_of(text, match.end(), end[0] + (text[end[0]] in "?!"), "title")
    if len(text[title.start : title.end].split()) > _MOST_WORDS:
        return []
    dated = years[-1]
    spans = [Span(*match.span("authors"), "authors"), title, Span(dated.start(), dated.start() + 4, "date")]
    opening = re.compile(r"(?:[Ii]n:? )?").match(text, end[1])
    at = opening.end() if opening else end[1]
    stop = _END_OF_VENUE.search(text, at)
    last = stop.start() if stop else len(text)
    if 2 < last - at <= _LONGEST and text[at].isupper():
        spans.insert(2, span_of(text, at, last, "venue"))
    return spans


def dated_names(text: str, start: int) -> re.Match[str] | None:
    """Return the match of people, their initials first, and the year behind them, or None."""
    return _DATED_NAMES.match(text, start)


def may_be_venue(text: str) -> bool:
    """Return whether words behind a title may be its venue, rather than more of it.

    >>> may_be_venue("Comparative Wool Studies"), may_be_venue("Wool extensions in the North")
    (True, False)
    """
    words = [word for word in text.split() if word.lower() not in FUNCTION]
    return venue_name_score(text) >= 1 or (len(words) <= 5 and all(word[:1] != word[:1].lower() for word in words))


def _is_set_off(flat: Flat, start: int, end: int) -> bool:
    """Return whether marks or a link say already which words are what."""
    return any(run.href or run.marks & {"bold", "italic"} for _, _, run in flat.runs_between(start, end))


def _full_names(text: str, start: int) -> re.Match[str] | None:
    """Return the match of people with their given names before a colon, or None."""
    match = _FULL.match(text, start)
    if match is None:
        return None
    names = re.split(r", (?:and )?| and | & | und ", re.sub(r",? et al\.?$", "", match["authors"]))
    return match if all(is_person(name) for name in names) else None


__all__ = ["colon_spans", "dated_names", "may_be_venue"]
