"""Names of any shape before a year in brackets and a colon, as most of a list has them: "5000 Boats (2012): Title"."""

from __future__ import annotations

import re

from papergraph.readers.flat import SHOWN, Flat
from papergraph.readers.styles.behind import title_and_venue
from papergraph.readers.styles.formal import MOST, end_of_words
from papergraph.readers.styles.styled import YEAR, Span, span_of_names

_DATED = re.compile(rf"\s*(?P<names>[^\W_][^():“”\"\n]{{1,60}}?) ?\((?P<year>{YEAR})[a-z]?\): +(?=\S)")


def is_dated(flat: Flat) -> bool:
    """Return whether a lead begins with plain words, a year in brackets and a colon."""
    match = _DATED.match(flat.text)
    return match is not None and all(
        run.href is None and not run.marks & SHOWN for _, _, run in flat.runs_between(0, match.end("year"))
    )


def dated_spans(flat: Flat) -> tuple[Span, ...]:
    """Return the fields of such a lead, the words before the year its authors; none where it begins otherwise.

    Alone such words may be a short name ("Gate (2018): Open Locks"): it is for the siblings to say.
    """
    text = flat.text[: min(MOST, end_of_words(flat))].replace("\n", " ")
    match = _DATED.match(text)
    if match is None or not is_dated(flat):
        return ()
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
    if not rest or rest[0].end <= rest[0].start:
        return ()
    year = Span(*match.span("year"), "date")
    return tuple(sorted([span_of_names(text, *match.span("names")), year, *rest]))


__all__ = ["dated_spans", "is_dated"]
