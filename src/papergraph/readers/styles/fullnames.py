"""Given names in full behind surnames, semicolons between, the year in brackets: "Elm, Cara; Ash, Dora (2019): …"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import SURNAME, UP
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.styles.behind import title_and_venue
from papergraph.readers.styles.styled import YEAR, Span, span_of, span_of_names

_ONE = rf"(?>{SURNAME}, [{UP}][\w'’-]*\.?(?: [{UP}][\w'’-]*\.?){{0,2}}+)"
_DATED = re.compile(
    rf"(?P<authors>{_ONE}(?:; {_ONE})*+)(?: \((?:Hgg?|Hrsg|[Ee]ds?|[Dd]irs?)\.?\))? "
    rf"\((?P<year>{YEAR})[a-z]?(?:/\d{{4}})?\)(?P<sign>[.:,])? (?=[{UP}\d«„“\"])"
)
#: The house behind a series: ". Studies in Wool. Oakham: Pasture Press".
_HOUSE = re.compile(rf"\. (?P<house>[{UP}][^\W\d_]+(?:[ ,]+[^\W\d_]+){{0,3}}: [{UP}][^.,:\d\n]{{2,40}})(?=[.,]|$)")
_MOST = 40  # words of a title


def full_names(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of such a reference; of one by a single person a sign stands behind the year."""
    match = _DATED.match(text, start)
    if match is None or not (match["sign"] or ";" in match["authors"]):
        return []
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
    if not rest or len(text[rest[0].start : rest[0].end].split()) > _MOST:
        return []
    series = next((span for span in rest if span.field == "venue"), None)
    if (
        series
        and venue_name_score(text[series.start : series.end]) <= 0.3
        and (house := _HOUSE.match(text, series.end))
    ):
        rest = [*(span for span in rest if span != series), span_of(text, *house.span("house"), "venue")]
    return [span_of_names(text, *match.span("authors")), Span(*match.span("year"), "date"), *rest]
