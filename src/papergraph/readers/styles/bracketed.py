"""References of East Asia whose titles stand in brackets of their own: "山草太郎『草地の統計』牧場書店、1976年"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.etal import without_et_al
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.styles.styled import YEAR, Span, span_of

_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々"
_ONE = rf"[{_SIGNS}]{{2,12}}?(?:[ \u3000](?![编編著主監监])[{_SIGNS}]{{1,5}}?)?"
_ROLE = r"(?:\s?[（(]?(?:编著|編著|共著|主编|主編|编|編|著|監修|监修)[)）]?)?"
_TITLE = (
    r"(?:「(?P<a>(?:[^「」]|「[^「」]{1,40}」){2,120})」|『(?P<b>[^『』]{2,120})』|"
    r"《(?P<c>(?:[^《》]|《[^《》]{1,40}》){2,120})》|〈(?P<d>[^〈〉]{2,120})〉)"
)
#: Names, perhaps the year, and the title; signs between are of the writer's choice.
_HEAD = re.compile(
    rf"(?P<authors>{_ONE}(?:\s?[、，,・､]\s?{_ONE}){{0,9}}?(?:[、，,]?\s?(?:他|ほか|等|外))?){_ROLE}\s?"
    rf"(?:[（(](?P<first>{YEAR})年?[a-z]?[)）]|[、，,]\s?(?P<bare>{YEAR})年?(?=[、，,：:]))?"
    rf"\s?(?P<sign>[：:、，,．.])?\s?{_TITLE}"
)
_BETWEEN = re.compile(
    r"(?:\s?(?:第\s?\w{1,3}\s?版|[増增改新訂补補]{1,3}版|[（(][^（）()]{1,12}版[)）]))?"
    r"(?:\s?[、，,．.。､]?\s?[^「」『』《》〈〉、，,。]{1,12}[译譯訳](?=[、，,。]))?"
    r"\s?[、，,．.。､]?\s?(?:[載载見见]于?\s?[:：]?\s?|所収\s?)?"
)
_WITHIN = re.compile(r"[『《](?P<venue>[^『』《》]{2,60})[』》]")
#: A house, perhaps behind its place; or a journal in plain words.
_HOUSE = re.compile(
    rf"(?:[{_SIGNS}]{{2,6}}\s?[:：]\s?)?(?P<venue>[{_SIGNS}A-Za-z][{_SIGNS}\w .&・·-]{{1,40}}?)"
    rf"(?=\s?(?:[、，,。､(（]|\d{{1,3}}\s?(?:巻|卷|号|號|\()|{YEAR}|$))"
)
_ISBN = re.compile(r"ISBN[\s\d:-]{10,20}")
_DATED = re.compile(rf"(?<![\d-]){YEAR}(?![\d-])")


#: The title before who wrote it, who must be told by what they did: "《羊的未来》张木 著，草地出版社，2012".
_TITLED = re.compile(
    rf"{_TITLE}[（(]?\s?[、，,：:]?\s?(?:[\[［〔(（]?[{_SIGNS}]{{1,3}}[\])］〕）·・]\s?)?"
    rf"(?P<authors>(?:{_ONE}|[{_SIGNS}·.A-Z]{{3,24}}?|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{1,3}})"
    rf"(?:[、，, ]\s?{_ONE}){{0,5}}?)\s?(?:等\s?)?"
    r"(?:编著|編著|主编|主編|著|编|編)[)）]?(?:[、，,\s]{1,2}[^、，,]{2,30}?[译譯訳])?\s?[、，,]\s?"
    rf"(?:[{_SIGNS}]{{2,6}}\s?[:：]\s?)?(?P<venue>[{_SIGNS}A-Za-z][{_SIGNS}\w &・·-]{{1,30}}?)\s?[、，,]?\s?"
    rf"(?P<year>{YEAR})"
)


def title_in_brackets(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a book whose title stands in such brackets before its authors and its house."""
    match = _TITLED.match(text, start)
    if match is None or (match["authors"][0] > "\u3000" and not are_names(match["authors"], surely=False)):
        return []
    title = next(match.span(name) for name in "abcd" if match[name])
    return [
        span_of(text, *title, "title"), Span(*match.span("authors"), "authors"),
        span_of(text, *match.span("venue"), "venue"), Span(*match.span("year"), "date"),
    ]  # fmt: skip


def bracketed(flat: Flat, text: str, start: int) -> list[Span]:
    """Return authors, title, journal or house, and year of such a reference; nothing where any but the house lacks.

    Names right before the brackets, with no sign between, are such only where a house or a journal follows as well.
    """
    match = _HEAD.match(text, start)
    if match is None or not are_names(without_et_al(match["authors"]), surely=False):
        return []
    title = next(match.span(name) for name in "abcd" if match[name])
    between = _BETWEEN.match(text, match.end())
    at = between.end() if between else match.end()
    venue = _WITHIN.match(text, at) or _HOUSE.match(text, at)
    year = match.span("first") if match["first"] else match.span("bare") if match["bare"] else _year(text, at)
    if year is None or (venue is None and not (match["sign"] or match["first"])):
        return []
    spans = [Span(*match.span("authors"), "authors"), span_of(text, *title, "title"), Span(*year, "date")]
    return [*spans, span_of(text, *venue.span("venue"), "venue")] if venue and not venue["venue"].isdigit() else spans


def _year(text: str, at: int) -> tuple[int, int] | None:
    """Return where the year stands behind a place, in no number of a book, or None."""
    books = [match.span() for match in _ISBN.finditer(text, at)]
    years = (match.span() for match in _DATED.finditer(text, at, at + 120))
    return next((span for span in years if not any(a <= span[0] < b for a, b in books)), None)
