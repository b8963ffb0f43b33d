"""How repositories of working papers suggest to cite: "Lund, Anna and Oak, Ben, Wool in Court (June 1, 2019). …"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import SURNAME, UP, are_mostly_people, are_names, are_surnames
from papergraph.readers.lexicon.words import AND
from papergraph.readers.styles.behind import title_and_venue, venue_behind
from papergraph.readers.styles.styled import YEAR, Span, span_of

_GIVEN = rf"[{UP}][\w'’.-]*(?: [{UP}](?:\.|[\w'’-]*)){{0,2}}"
_ONE = rf"(?>{SURNAME}, {_GIVEN})"
_SIGNED = re.compile(rf"(?P<authors>{_ONE}(?:,? {AND} {_ONE})*+), (?=[{UP}“\"\d])")
_DATED = re.compile(rf" \((?:[^\W\d_]{{3,9}} (?:\d{{1,2}}, )?)?(?P<year>{YEAR})\)(?:\. |$)")
_AVAILABLE = re.compile(r"\bat SSRN\b|ssrn\.com|\bWorking Paper\b|\bResearch Paper\b|\bLaw (?:Review|Journal)\b")
#: "24 Meadow Law Review 253 (1911)": no title, so that what looked like an inverted name is a name and a title.
_REPORTED = re.compile(rf"\d{{1,4}} [{UP}][\w.&’' -]{{1,80}}? \d{{1,5}}(?:[,–-] ?\d+)* ?\((?:[^()]{{0,30}} )?{YEAR}\)")
_LEAST = 3  # words of a title
_LONGEST = 300  # characters of it


def ssrn(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference whose title stands behind names with the surname first and a comma.

    A date in brackets ends its title, or it says where it is kept.
    """
    match = _SIGNED.match(text, start)
    if match is None or not are_names(match["authors"], surely=False) or _REPORTED.match(text, match.end()):
        return []
    authors = Span(*match.span("authors"), "authors")
    dated = _DATED.search(text, match.end(), match.end() + _LONGEST)
    if dated is not None and not re.search(r"\. |; ", text[match.end() : dated.start()]):
        title = span_of(text, match.end(), dated.start(), "title")
        venue = [span for span in venue_behind(flat, text, dated.end()) if span.field == "venue"]
        rest = [title, Span(*dated.span("year"), "date"), *venue]
    elif _AVAILABLE.search(text, match.end()):
        rest = title_and_venue(flat, text, match.end())
        title = rest[0] if rest else authors
    else:
        return []
    words = text[title.start : title.end]
    names, quote, _ = re.split(r"([“\"«„])", words, maxsplit=1) if re.search(r"[“\"«„]", words) else (words, "", "")
    if quote and re.search(r"\w", names) and are_names(names, surely=False):
        return []  # "Lund, Oak, Elm “Wool at Night” (2015)"
    named = are_mostly_people(words) or are_surnames(words)  # "Lund, Oak, Elm, and Ash (2015)"
    return [authors, *rest] if len(words.split()) >= _LEAST and not named else []
