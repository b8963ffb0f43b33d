"""Records whose fields are parted by tabs in a text: "Lund, A; Oak, B<tab>2020<tab>Gates of Wool<tab>Hay<tab>…"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.styles.styled import YEAR, Span, span_of
from papergraph.readers.styles.unsigned import is_name_of_venue

_CELL = re.compile(r"[^\t]+")
_LEAST = 2  # tabs
_YEAR = re.compile(rf"\s*\(?{YEAR}\)?\s*")
_WORDS = re.compile(r"[^\W\d_]{2}")


def tabbed(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of such a record: the names first, then title and venue in this order, the year anywhere."""
    if text.count("\t", start) < _LEAST:
        return []
    cells = [match.span() for match in _CELL.finditer(text, start) if match[0].strip()]
    names = text[slice(*cells[0])] if cells else ""
    if not are_names(names, surely=False) or not re.search(r"[,;.]| and |\w \w", names):
        return []
    year = next((cell for cell in cells[1:] if _YEAR.fullmatch(text[slice(*cell)])), None)
    worded = [cell for cell in cells[1:] if _WORDS.search(text[slice(*cell)]) and "/" not in text[slice(*cell)]]
    if not worded or len(text[slice(*worded[0])].split()) < 3:
        return []
    spans = [Span(*cells[0], "authors"), span_of(text, *worded[0], "title")]
    venue = text[slice(*worded[1])].strip() if len(worded) > 1 else ""
    if venue and (is_name_of_venue(venue) or venue_name_score(venue.title()) > 0):
        spans.append(span_of(text, *worded[1], "venue"))
    return [*spans, span_of(text, *year, "date")] if year else spans
