"""A linked title with its authors as BibTeX has them behind it: "[Wool](…), Lund, Ada and Oak, Ben, 2020".

Every name has one comma and "and" before the next: no other list of names has that.
"""

from __future__ import annotations

import re

from papergraph.readers.styles.styled import YEAR, Span, span_of

_PART = r"[^\W\d_][^,;:()\[\]\d]{0,40}, [^\W\d_][^,;:()\[\]\d]{0,40}?"
_BEHIND = re.compile(
    rf"\s*+[,.:–—-]?\s*+(?P<authors>{_PART}(?: and {_PART}){{1,60}}(?: and others)?)"
    rf"(?:,|\.| \()\s?(?P<year>{YEAR})(?!\d)"
)
_WORDS = 3  # of a family's or a given name, at most


def bibtexed(text: str, start: int, end: int) -> list[Span]:
    """Return where title, authors and year stand, the title linked to `end`; nothing where names are set otherwise."""
    match = _BEHIND.match(text, end)
    if match is None or not _are_turned(match["authors"]):
        return []
    names, year = Span(*match.span("authors"), "authors"), Span(*match.span("year"), "date")
    return [span_of(text, start, end, "title"), names, year]


def _are_turned(names: str) -> bool:
    """Return whether all parts are a family's name and a given one, and not two whole names each."""
    parts = [part.split(", ") for part in names.removesuffix(" and others").split(" and ")]
    short = all(len(name.split()) <= _WORDS for part in parts for name in part)
    return short and any(len(name.split()) == 1 for part in parts for name in part)
