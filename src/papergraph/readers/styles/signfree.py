"""The style of the Institute of Physics, no signs between the fields: "Lund K and Oak T C 2005 Title J. Wool 43 1"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import SURNAME, UP
from papergraph.readers.lexicon.words import AND
from papergraph.readers.styles.styled import YEAR, Span, set_off, span_of
from papergraph.readers.styles.unsigned import is_name_of_venue

_ONE = rf"(?>{SURNAME}(?: [{UP}](?:-?[{UP}]){{0,2}}){{1,4}})(?![\w.'’])"
_NAMES = re.compile(
    rf"(?P<authors>{_ONE}(?:, {_ONE})*+(?:,? {AND} {_ONE})?(?:,? et al\.?)?),? "
    rf"\(?(?P<year>{YEAR})[a-z]?\)?\.? (?=[{UP}\d“\"])"
)
_VOLUME = re.compile(
    r"\s(?:[A-Z] )?\(?\d{1,4}[A-Z]?\)? (?:\(\d{1,3}(?:-\d+)?\) )?[A-Z]{0,2}\d{1,7}(?:\s?[–-]\s?\d+)?(?=[\s.;,]|$)"
)
_WORD = rf"(?:[{UP}][\w.'’&-]*|of|the|and|&|in|for|on|de|für)"
_JOURNAL = re.compile(rf"(?<=[\w)?!] )(?P<venue>[{UP}][\w.'’&-]*(?: {_WORD}){{0,8}})$")
_LONGEST = 400  # characters of title and journal
#: What stands behind italics that are amid a title, or end it before a sign: a word, and none that a volume has.
_GOES_ON = re.compile(r"[\s.,:;)]*(?!(?:vol|nr?|no|pp?|in press|at press|submitted|accepted)\b)(?:[a-z]|[^\W\d_]{2})")


def _journal_in_italics(flat: Flat, text: str, at: int) -> tuple[int, int] | None:
    """Return where the italics of a title or journal begin and end, or None.

    Such as name a species amid a title have a word behind them.
    """
    start, until = at, min(len(text), at + _LONGEST)
    while (found := set_off(flat, start, until)) is not None:
        if not text[at : found[0]].strip() or not _GOES_ON.match(text, found[1]):
            return found
        start = found[1]
    return None


def sign_free(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of such a reference: its journal is in italics, or the capitalised words before its volume."""
    match = _NAMES.match(text, start)
    if match is None:
        return []
    at = match.end()
    spans = [Span(*match.span("authors"), "authors"), Span(*match.span("year"), "date")]
    italic = _journal_in_italics(flat, text, at)
    if italic is not None:
        title = text[at : italic[0]].strip()
        if not title and re.match(r"[\s(,]", text[italic[1] : italic[1] + 1] or " "):
            return [*spans, span_of(text, *italic, "title")]
        known = len(title.split()) > 1 and is_name_of_venue(text[italic[0] : italic[1]])
        return [*spans, span_of(text, at, italic[0], "title"), span_of(text, *italic, "venue")] if known else []
    volume = _VOLUME.search(text, at, at + _LONGEST)
    journal = _JOURNAL.search(text[at : volume.start()]) if volume else None
    if volume is None or journal is None or len(text[at : at + journal.start()].split()) < 2:
        return []
    venue = (at + journal.start("venue"), at + journal.end("venue"))
    return [*spans, span_of(text, at, venue[0], "title"), span_of(text, *venue, "venue")]
