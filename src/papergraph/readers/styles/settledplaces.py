"""Where works appeared, once the fields of a reference are found: behind a house, and at the end of what is set off.

So "“Sheep”. ACM. Proc. WOOL 97, pp. 162-175", and "*Counting Sheep. WOOL 2020: 209-224*".
"""

from __future__ import annotations

import re

from papergraph.readers.lexicon.imprints import is_publisher
from papergraph.readers.lexicon.occasions import names_meeting
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.styles.styled import YEAR, Span, span_of

_HOUSES = frozenset(("acm", "ieee", "usenix", "acm press", "ieee press", "ieee computer society", "springer-verlag"))
_BEHIND = re.compile(
    r"[.,]\s+(?P<place>(?:Proc(?:\.|eedings) (?:of )?(?:the )?)?[A-Z\d][^.;,\n]{1,120}?)"
    r"(?=,? (?:pp?\.|[Vv]ol\.|\d+ ?[(:]|\d+, \d)|[.;,](?:\s|$)|\s*$)"
)


def with_places_settled(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the fields of a reference, the venue where what was taken for it, or for the title, holds it."""
    return _behind_house(text, _behind_title(text, spans))


def _behind_house(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the fields, the meeting or the journal behind a house as the venue where the house was taken for it."""
    house = next((span for span in spans if span.field == "venue"), None)
    if house is None or not _is_house(text[house.start : house.end]):
        return spans
    match = _BEHIND.match(text, house.end)
    if match is None or not (names_meeting(match["place"]) or venue_score(match["place"]) >= 1.5):
        return spans
    later = [span for span in spans if span is not house and span.start >= match.start("place")]
    if any(span.start < match.end("place") for span in later):
        return spans
    place = span_of(text, *match.span("place"), "venue")
    return tuple(sorted((*(span for span in spans if span is not house), place)))


def _is_house(words: str) -> bool:
    return words.strip(" .,").lower() in _HOUSES or is_publisher(words.strip(" .,"))


#: Set off with the title before it: "*Counting Sheep. WOOL 2020: 209-224*".
_IN_TITLE = re.compile(
    rf"(?P<title>\S.{{8,300}}?[.?!])\s+(?P<venue>[A-Z][\w&/.() -]{{1,60}}?) (?P<year>{YEAR}): "
    r"\d{1,5}(?:[–-]\d{1,5})?[.\s]*"
)


def _behind_title(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the fields, a meeting with its year and pages that ends what was taken for the title no part of it."""
    title = next((span for span in spans if span.field == "title"), None)
    if title is None or any(span.field in {"venue", "date"} for span in spans):
        return spans
    match = _IN_TITLE.fullmatch(text, title.start, title.end)
    if match is None:
        return spans
    told = (
        Span(title.start, match.end("title") - (match["title"][-1] == "."), "title"),
        Span(*match.span("venue"), "venue"), Span(*match.span("year"), "date"),
    )  # fmt: skip
    return tuple(sorted((*(span for span in spans if span is not title), *told)))
