"""A quoted title before its authors, and the journal in italics behind them: "“Wool,” Lund, Anna, *Hay* 12 (1999)"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.styles.behind import QUOTED
from papergraph.readers.styles.styled import YEAR, Span, set_off, span_of, span_of_names, year_in

_DATED = re.compile(rf"\([^()]{{0,20}}?(?P<year>{YEAR})\)")
_FARTHEST = 120  # characters of the names


def title_first(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of such a reference; none where no people stand before the italics, or no year behind them."""
    title = QUOTED.match(text, start)
    if title is None or flat.run_at(start + 1).href is not None:
        return []
    italic = set_off(flat, title.end(), min(len(text), title.end() + _FARTHEST))
    names = text[title.end() : italic[0]].strip(' ,."”') if italic else ""
    if italic is None or not names or not are_names(names, surely=", " not in names):
        return []
    whole = set_off(flat, italic[0], min(len(text), italic[0] + _FARTHEST)) or italic
    dated = _DATED.search(text, whole[1], whole[1] + _FARTHEST)
    year = [Span(*dated.span("year"), "date")] if dated else year_in(text, whole[1], len(text))
    begin = text.index(names, title.end())
    venue = span_of(text, *whole, "venue")
    authors = span_of_names(text, begin, begin + len(names))
    return [span_of(text, *title.span("title"), "title"), authors, venue, *year] if year else []
