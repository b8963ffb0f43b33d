"""References with initials first and commas between all fields: "A. Lund, B. Oak, Wool by night, Wool 12 (2018) 9"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.styles.imprinted import house_of
from papergraph.readers.styles.styled import YEAR, Span, span_of
from papergraph.readers.styles.unsigned import is_name_of_venue

_SURNAME = rf"(?:(?:de|del|della|der|den|di|la|le|van|von|zu) ){{0,3}}[{UP}][\w'’-]+(?: [{UP}][\w'’-]+)?"
_ONE = rf"(?>(?:[{UP}]\.[ -]?){{1,4}} ?{_SURNAME})(?: ?[*†‡§]{{1,2}})?"
_NAMES = rf"(?P<authors>{_ONE}(?:,? (?:and |& )?{_ONE})*+(?:,? et al\.?)?)"
_VOLUMED = re.compile(
    rf"{_NAMES}, (?P<title>[{UP}][^\n]{{8,300}}?), (?P<venue>[{UP}][^,;:?!()\d]{{1,60}}?),? (?:[Vv]ol\.? ?)?"
    rf"(?:[A-Z]?\d{{1,5}}[A-Z]?|[IVXLC]{{1,7}}),? ?(?:\([^()]{{1,12}}\),? ?|[Nn]o\. ?\d{{1,4}}, )?"
    rf"(?:[A-Z]?\d{{1,6}}(?:[–-]\d{{1,6}})? )?\((?:[A-Z][a-z]{{2,8}}\.? )?(?P<year>{YEAR})\)"
)
#: "A. Lund, Wool by night, 2nd edition (Hay and Sons, Oakham, 1985)."
_BOOK = re.compile(
    rf"{_NAMES}, (?P<title>[{UP}][^\n()]{{4,300}}?)(?:, \w+ ed(?:ition|\.))? "
    rf"\((?P<parts>[^(),:;]{{2,60}}(?:[,:] [^(),:;]{{2,60}})?), (?P<year>{YEAR})\)\.?\s*$"
)


def volumed(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of such a reference in plain words; none where a field is set off, or the journal is none."""
    match = _VOLUMED.match(text, start)
    if match is None and (book := _BOOK.match(text, start)) and _is_plain(flat, book):
        house = house_of(book)
        venue = [span_of(text, *house, "venue")] if house else []
        title = span_of(text, *book.span("title"), "title")
        return [Span(*book.span("authors"), "authors"), title, *venue, Span(*book.span("year"), "date")]
    if match is None or not is_name_of_venue(match["venue"]) or people_score(match["title"]) >= 1.5:
        return []
    if not _is_plain(flat, match):
        return []
    return [
        Span(*match.span("authors"), "authors"), span_of(text, *match.span("title"), "title"),
        span_of(text, *match.span("venue"), "venue"), Span(*match.span("year"), "date"),
    ]  # fmt: skip


def _is_plain(flat: Flat, match: re.Match[str]) -> bool:
    """Return whether nothing before the year is set off or linked."""
    shown = (run for _, _, run in flat.runs_between(match.start(), match.start("year")))
    return not any(run.href or run.marks & {"bold", "italic"} for run in shown)
