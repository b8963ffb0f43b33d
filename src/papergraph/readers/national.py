"""National citation styles that say by marks of their own where fields end: GB/T 7714 and its kin."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.namelists import are_names
from papergraph.readers.styled import YEAR, Span, span_of, year_in

_NATIONAL = re.compile(
    r"(?P<authors>[^\n\[\]]{2,300}?)[.．]\s*(?P<title>[^\n\[\]]{2,200}?)\s?\[(?:[A-Z]|DB|CP|EB)(?:/OL)?\](?P<rest>.{0,300})"
)
_NATIONAL_REST = re.compile(
    rf"[.．]?\s*(?://)?\s*(?:第\s?\w+\s?版[.．]\s*|\d+(?:st|nd|rd|th) ed\.?\s*)?(?:[^:：,，.]{{1,20}}[:：]\s*)?"
    rf"(?P<venue>[^,，.．]{{2,120}}?)[,，.．]\s*(?:[^:：,，]{{1,30}}[:：][^,，]{{1,40}}[,，]\s*)?(?P<year>{YEAR})?"
)
_NATIONAL_VOLUME = re.compile(  # "//Proceedings of the Wool Meeting. Oakham: Pasture Press, 2016"
    rf"\s*//\s*(?P<venue>[^\n]{{2,200}}?)(?:[.．]\s*(?:[^:：.．]{{1,30}}[:：]\s*)?[^,，:：.．\d]{{1,40}})?[,，.．]\s*"
    rf"(?P<year>{YEAR})(?!\d)"
)
_SIGNS = "\u3040-\u30ff\u3400-\u9fff·"
_HAN = re.compile(
    rf"(?P<authors>[{_SIGNS}]{{2,6}}+(?:[,，、;；] ?[{_SIGNS}]{{2,6}}+)*+ ?(?:等|ほか|他)?)[.．。:：] ?"
    rf"(?P<title>[^.．。\n]{{3,80}})[.．。] ?(?P<venue>[{_SIGNS}][^,，.．。\n]{{1,40}})[,，] ?(?P<year>{YEAR})"
)


def han(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "names. title. journal, year" in Han signs."""
    match = _HAN.match(text, start)
    if match is None or not are_names(match["authors"], surely=False):
        return []
    return [
        Span(*match.span("authors"), "authors"), span_of(text, *match.span("title"), "title"),
        span_of(text, *match.span("venue"), "venue"), Span(*match.span("year"), "date"),
    ]  # fmt: skip


def national(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference in the style of GB/T 7714: "[J]" or another kind of work behind the title."""
    match = _NATIONAL.match(text, start) if "[" in text else None
    if match is None or not re.search(r"\[(?:[A-Z]|DB|CP|EB)(?:/OL)?\]", text[: match.start("rest")]):
        return []
    if not are_names(match["authors"], surely=False):
        return []
    spans = [Span(*match.span("authors"), "authors"), span_of(text, *match.span("title"), "title")]
    rest = _NATIONAL_VOLUME.match(text, match.start("rest")) or _NATIONAL_REST.match(text, match.start("rest"))
    if rest is None:
        return [*spans, *year_in(text, match.start("rest"), len(text))]
    spans.append(span_of(text, *rest.span("venue"), "venue"))
    return [*spans, *([Span(*rest.span("year"), "date")] if rest["year"] else year_in(text, rest.end(), len(text)))]
