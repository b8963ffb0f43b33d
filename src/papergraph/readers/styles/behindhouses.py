"""Venues behind the house that printed them: "“Sheep”. ACM. Proc. WOOL 97, pp. 162-175", "Springer-Verlag. LNCS 46"."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.imprints import is_publisher
from papergraph.readers.lexicon.occasions import names_meeting
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.styles.styled import Span, span_of

_HOUSES = frozenset(("acm", "ieee", "usenix", "acm press", "ieee press", "ieee computer society", "springer-verlag"))
_BEHIND = re.compile(
    r"[.,]\s+(?P<place>(?:Proc(?:\.|eedings) (?:of )?(?:the )?)?[A-Z\d][^.;,\n]{1,120}?)"
    r"(?=,? (?:pp?\.|[Vv]ol\.|\d+ ?[(:]|\d+, \d)|[.;,](?:\s|$)|\s*$)"
)


def with_venue_behind_house(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
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
