"""Books and chapters in the style of Vancouver: "Lund AB. Wool. 2nd ed. Oakham: Pasture Press; 2018. p. 12-34."."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.styles.styled import YEAR, Span, span_of

_EDITION = r"(?:\d{1,2}\.?(?:st|nd|rd|th)? (?:rev\.? )?(?:ed|edn|edition|utg|Aufl)\.? )?(?:[Vv]ol(?:ume)?\.? \d+[.,] )?"
_HOUSE = rf"[{UP}][^.;:\d\[\]]{{1,60}}(?: \([A-Z]{{2,}}\))?: (?P<venue>[^;:\d]{{2,90}}?)[;,] ?(?P<year>{YEAR})(?!\d)"
_FORM = r"(?: ?\[[^\[\]]{3,40}\])?"
_BOOK = re.compile(rf"(?P<title>[^\n]{{3,300}}?){_FORM}[.?!] {_EDITION}{_HOUSE}")
_CHAPTER = re.compile(
    r"(?P<title>[^\n]{3,300}?[.?!]) (?:In|I|Dans|En): "
    r"(?:[^\n]{3,200}?,? (?:\((?:editors?|eds?)\.?\)|(?:editors?|eds?|redaktør(?:er)?)\b)\.?[,:]? )"
    rf"(?P<book>[^\n]{{3,200}}?){_FORM}[.;,] {_EDITION}{_HOUSE}"
)


def of_house(text: str, at: int) -> list[Span]:
    """Return the title, the venue and the year of a book or a chapter that begins behind the authors at a place.

    The venue of a chapter is its book, that of a book its publisher.
    """
    if ";" not in text[at:] or ": " not in text[at:]:
        return []
    chapter = _CHAPTER.match(text, at)
    match = chapter or _BOOK.match(text, at)
    if match is None:
        return []
    venue = chapter.span("book") if chapter else match.span("venue")
    return [
        span_of(text, *match.span("title"), "title"), span_of(text, *venue, "venue"),
        Span(*match.span("year"), "date"),
    ]  # fmt: skip
