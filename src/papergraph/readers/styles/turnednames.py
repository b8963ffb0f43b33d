"""Given names in full behind all surnames: "Oak, Anna B., Elm, Carl, and Ash, Dora E. Title. In Wool, 2014"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import SURNAME, UP
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.words import AND
from papergraph.readers.styles.behind import title_and_venue, venue_behind
from papergraph.readers.styles.styled import Span, set_off, span_of

_TITLE = frozenset({"italic", "bold"})

_GIVEN = rf"[{UP}][\w'’]+(?:-[\w'’]+)?(?: [{UP}](?:\.(?: ?[{UP}]\.)*|[\w'’-]*))?"
_PAIR = rf"(?>{SURNAME}, {_GIVEN}(?![\w'’-]))"
_NAMES = re.compile(
    rf"(?P<authors>{_PAIR}(?:(?:, {_PAIR})*+,? {AND} {_PAIR}|(?:, {_PAIR})++,? et al\.?))"
    rf"(?:(?<=\.)|\.)\s+(?=[{UP}\d])"
)
_INITIALLED = rf"(?>{SURNAME}, (?:{_GIVEN}(?![\w'’-])|(?:[{UP}]\.[ -]?)+))"
#: The names of BibTeX on a line of their own, over the title: "Lund, Anna and Oak, Ben B.".
_LINE = re.compile(rf"[*\s]*(?P<authors>{_INITIALLED}(?: and {_INITIALLED})*+(?: and others)?)[.,]?[ ]*\n\s*")
_WORDS = 40  # of a title at most


def turned_names(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference with at least two names of the kind and a date; nothing for any other."""
    match = _NAMES.match(text, start)
    if match is None:
        return _over_title(flat, text, start)
    rest = title_and_venue(flat, text, match.end())
    dated = any(span.field == "date" for span in rest)
    if not rest or not dated or len(text[rest[0].start : rest[0].end].split()) > _WORDS:
        return []
    return [Span(*match.span("authors"), "authors"), *rest]


def _over_title(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference whose title is set off on the line below its names."""
    match = _LINE.match(flat.text, start, len(text))
    if match is None or set_off(flat, match.end(), match.end() + 1, _TITLE) is None:
        return []
    end = flat.text.find("\n", match.end())
    title = span_of(text, match.end(), end if end > 0 else len(text), "title")
    rest = venue_behind(flat, text, title.end)
    dated = any(span.field == "date" for span in rest)
    if not dated or not 1 < len(text[title.start : title.end].split()) <= _WORDS:
        return []
    if people_score(text[title.start : title.end]) >= 1.0:
        return []
    return [Span(*match.span("authors"), "authors"), title, *rest]
