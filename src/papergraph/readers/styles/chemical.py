"""The style of the American Chemical Society: semicolons between authors, the year before the volume, a house first."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.imprints import is_city
from papergraph.readers.lexicon.namelists import SURNAME, UP
from papergraph.readers.styles.styled import YEAR, Span, set_off, span_of
from papergraph.readers.styles.unsigned import is_name_of_venue

_ONE = rf"(?>{SURNAME}, ?[{UP}]\.(?:[ -]?[{UP}]\.){{0,3}}(?:,? (?:Jr|Sr|I{{2,3}})\.?)?(?: ?[*†‡§#]{{1,3}})?)"
_NAMES = re.compile(rf"(?P<authors>{_ONE}(?:; ?(?:and |& )?{_ONE})*+(?:; et al\.)?)\s+(?=\S)")
_YEAR = rf"(?P<year>{YEAR})"
#: "Wool by Night. J. Am. Wool Soc. 2018, 140, 12": behind the title.
_JOURNAL = re.compile(rf"(?P<venue>[{UP}][^;:?!()\d]{{1,90}}?)[.,]? {_YEAR}, ?(?:[A-Z]?\d|ASAP|in press)")
_TITLE = re.compile(rf"(?P<title>[^\n]{{4,300}}?[.?!]) (?={_JOURNAL.pattern})")
#: "…, 2nd ed.; Pasture Press: Oakham, 2018": behind the title of a book.
_HOUSE = re.compile(
    r"[,;.]? ?(?:\d{1,2}(?:st|nd|rd|th) ed\.[,;] )?"
    r"(?:(?:[^;:]{3,60}, Eds?\.|Vol\. \d+|[^;:]{3,40} Series[^;:]{0,9}); )*"
    rf"(?P<venue>[{UP}][^:;\d]{{1,60}}): [{UP}][^:;\d]{{1,40}}, {_YEAR}"
)
_IN = re.compile(r"[.?!] In:? $")


def chemical(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "Lund, A. B.; Oak, C. Wool by Night. *J. Wool* **2018**, *140*, 1–9", or of such a book."""
    match = _NAMES.match(text, start)
    if match is None or ";" not in match["authors"]:
        return []
    at = match.end()
    italic = set_off(flat, at, min(len(text), at + 400))
    found = _in_journal(text, at, italic) or (_of_house(text, at, italic) if italic else [])
    return [Span(*match.span("authors"), "authors"), *found] if found else []


def _in_journal(text: str, at: int, italic: tuple[int, int] | None) -> list[Span]:
    if italic is not None and italic[0] > at:
        journal = _JOURNAL.match(text, italic[0])
        if journal is None or text[: italic[0]].rstrip()[-1:] not in ".?!":
            return []
        title = span_of(text, at, italic[0], "title")
    else:
        whole = _TITLE.match(text, at) if italic is None else None
        journal = _JOURNAL.match(text, whole.end()) if whole else None
        if whole is None or journal is None or not is_name_of_venue(journal["venue"]):
            return []
        title = span_of(text, *whole.span("title"), "title")
    return [title, span_of(text, *journal.span("venue"), "venue"), Span(*journal.span("year"), "date")]


def _of_house(text: str, at: int, italic: tuple[int, int]) -> list[Span]:
    """Return the title, the venue and the year of a book, or of what stands in one."""
    house = _HOUSE.match(text, italic[1])
    if house is None or is_city(house["venue"]):
        return []
    year = Span(*house.span("year"), "date")
    if italic[0] == at:
        return [span_of(text, *italic, "title"), span_of(text, *house.span("venue"), "venue"), year]
    if (inside := _IN.search(text, at, italic[0])) is None:
        return []
    return [span_of(text, at, inside.start() + 1, "title"), span_of(text, *italic, "venue"), year]
