"""Given names in full behind all surnames: "Oak, Anna B., Elm, Carl, and Ash, Dora E. Title. In Wool, 2014"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import SURNAME, UP
from papergraph.readers.styles.behind import title_and_venue
from papergraph.readers.styles.styled import Span

_GIVEN = rf"[{UP}][\w'’]+(?:-[\w'’]+)?(?: [{UP}](?:\.(?: ?[{UP}]\.)*|[\w'’-]*))?"
_PAIR = rf"(?>{SURNAME}, {_GIVEN}(?![\w'’-]))"
_NAMES = re.compile(
    rf"(?P<authors>{_PAIR}(?:(?:, {_PAIR})*+,? (?:and|&) {_PAIR}|(?:, {_PAIR})++,? et al\.?))"
    rf"(?:(?<=\.)|\.)\s+(?=[{UP}\d])"
)
_WORDS = 40  # of a title at most


def turned_names(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference with at least two names of the kind and a date; nothing for any other."""
    match = _NAMES.match(text, start)
    if match is None:
        return []
    rest = title_and_venue(flat, text, match.end())
    dated = any(span.field == "date" for span in rest)
    if not rest or not dated or len(text[rest[0].start : rest[0].end].split()) > _WORDS:
        return []
    return [Span(*match.span("authors"), "authors"), *rest]
