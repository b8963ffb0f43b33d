"""Inverted names, a colon or a comma, and the volume behind "in:": "Lund, Anna / Oak, Ben: Wool. In: Hay 12 (2010)"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.imprints import is_city
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.words import AND
from papergraph.readers.styles.styled import Span, set_off, span_of, years_in

_SURNAME = rf"(?:(?:de|del|della|van|von|der|den|la|le|da|dos|di|zu|zur) ){{0,2}}[{UP}][\w'’-]{{1,30}}"
_ONE = rf"(?>{_SURNAME}, [{UP}][\w'’.-]+(?: (?:[{UP}][\w'’.-]*|d[aeo]s?|de|von|van)){{0,3}})"
_NAMES = re.compile(
    rf"(?P<authors>{_ONE}(?:(?: ?[;/] ?|,? {AND} ){_ONE})*+(?:,? (?:et al|u\. ?a)\.)?)(?:: |, (?!{_ONE}))(?=[{UP}\d])"
)
_WITHIN = re.compile(
    r"[.,?!] [Ii]n: (?:[^:()\n]{2,80} \((?:Hrsg|Hgg?|[Ee]ds?)\.?\)[,:]? )?(?P<venue>[^\n:]{2,160}?)"
    r"(?=,? (?:Bd|S|Jg|H|Nr|Heft|Band|Vol|pp?)\b\.?|,? \(?\d(?!\d?(?:st|nd|rd|th)\b)|\.(?: |$)|$)"
)
_FARTHEST = 400  # characters of a title


def within(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference in plain words whose title stands between inverted names and "in:"."""
    match = _NAMES.match(text, start)
    found = _WITHIN.search(text, match.end(), match.end() + _FARTHEST) if match else None
    if match is None or found is None or re.search(r"[“„«\"]", text[match.end() : found.start()]):
        return []
    if set_off(flat, match.end(), match.end() + 1) or flat.run_at(match.end()).href is not None:
        return []
    years = years_in(text, found.start(), len(text))
    title = span_of(text, match.end(), found.start() + (text[found.start()] in "?!"), "title")
    if not years or not 1 < len(text[title.start : title.end].split()) <= 40:
        return []
    name, _, place = found["venue"].rpartition(", ")
    end = found.start("venue") + len(name) if name and is_city(place) else found.end("venue")
    venue = span_of(text, found.start("venue"), end, "venue")
    return [Span(*match.span("authors"), "authors"), title, venue, Span(years[0].start(), years[0].start() + 4, "date")]
