"""Who has written a work as well, in brackets behind its title: "Sheep on Hills (with Ada Lund). Wool, 2017"."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.styles.styled import Span

_COAUTHORS = re.compile(
    r"(?P<title>\S.{3,300}?)[.,]? \((?:joint(?:ly)? |co-?authored )?(?:with|avec|mit|con|com) "
    r"(?P<names>[^()]{3,200})\)[.,]?",
    re.IGNORECASE,
)


def with_coauthors(text: str, spans: list[Span]) -> list[Span]:
    """Return the fields, those who are named in brackets behind the title as its authors: "Wool (with Ada Lund)."."""
    title = next((span for span in spans if span.field == "title"), None)
    if title is None or any(span.field == "authors" for span in spans):
        return spans
    match = _COAUTHORS.fullmatch(text, title.start, title.end)
    if match is None or not are_names(match["names"]):
        return spans
    kept = [span for span in spans if span is not title]
    return [*kept, Span(*match.span("title"), "title"), Span(*match.span("names"), "authors")]
