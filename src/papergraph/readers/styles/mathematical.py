"""The style of mathematicians' lists: a title set off, its journal, the volume, the year in brackets, the pages."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.shortened import is_shortened_word
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.passages import Run
from papergraph.readers.styles.styled import YEAR, Span, span_of, span_of_names, years_in
from papergraph.readers.styles.unsigned import is_name_of_venue

#: The first word of a journal's name with a colon: "Zbornik: Wool, 203:5 (2012)"; no label.
_SERIES = r"(?!Journal|Venue|Publish|Publication|Preprint|Conference|Appeared|Source|Magazine|Note)[A-Z][a-z]{3,}"
#: "J. Wool 12(3) (2004)", "J. Wool (2) 12, 1–9, 2004", "Wool Notices 2023(24), 1–9".
_JOURNAL = re.compile(
    r"[”\"’]?(?:[,.]?\s*\((?:pdf|ps|arxiv|preprint|link)\))?"
    rf"\s*[,.;]?\s+(?:[Ii]n:? )?(?P<venue>(?:{_SERIES}: )?[A-Z][^\d()\[\]“”\"?!;:]{{1,90}}?)[.,]?,?\s+"
    rf"(?:\(\d{{1,2}}\) )?(?:[Vv]ol(?:ume|\.)? ?)?(?:(?P<volume>{YEAR})|[A-Z]{{0,2}}\d{{1,4}}[A-Z]?)"
    r"(?:\s?\((?!(?:1[5-9]|20)\d\d\))\d[\d/–-]{0,6}\)|, (?:[Nn]o|issue)\.? ?\d[\d/–-]{0,6})?"
    rf"(?:[,;]?\s*\((?:[A-Z][a-z]{{2,8}}\.? )?(?P<year>{YEAR})\)|"
    r"[,:;] ?(?:pp?\. ?|[Pp]aper (?:[Nn]o\. ?)?|article )?(?=\d))"
)
_LONGEST = 400  # characters of a title
_NEAR = 60  # characters between the volume and a year behind the pages


def mathematical(flat: Flat, text: str, start: int) -> list[Span]:
    """Return authors, if any, title, journal and year of a lead in this style; nothing for any other."""
    found = _first_set_off(flat, start, len(text))
    match = _JOURNAL.match(text, found[1]) if found else None
    if found is None or match is None or len(text[found[0] : found[1]].split()) < 2:
        return []
    venue = match["venue"]
    begin, end = match.span("venue")
    alike = len({_setting(run) for _, _, run in flat.runs_between(begin, end) if run.text.strip()}) == 1
    parts = re.split(r", | (?:&|and) ", venue, maxsplit=1)
    alike = alike and "\n" not in flat.text[begin:end]
    if not alike or (len(parts) > 1 and people_score(parts[0]) >= 1.0):
        return []  # "*Gates of Wool* A Lund, B Oak *J. Wool* 12, 3"
    shortened = any(map(is_shortened_word, re.findall(r"\w+", venue)))
    named = match["year"] is not None or people_score(venue) < 2 or venue_name_score(venue) >= 1.0 or shortened
    if not is_name_of_venue(venue) or not named:
        return []
    names = text[start : found[0]].strip()
    if names and (names[-1] not in ",.:" or not are_names(names.rstrip(",.: "))):
        return []
    if re.search(rf"{YEAR}\)[\s.,”\"]*$", text[found[0] : found[1]]):
        return []
    behind = next(iter(years_in(text, match.end(), match.end() + _NEAR)), None)
    if match["year"]:
        year = [Span(*match.span("year"), "date")]
    elif behind:
        year = [Span(*behind.span(), "date")]
    elif match["volume"]:
        year = [Span(*match.span("volume"), "date")]
    else:
        return []
    signed = [span_of_names(text, start, start + len(names))] if names else []
    return [*signed, span_of(text, *found, "title"), span_of(text, *match.span("venue"), "venue"), *year]


def _first_set_off(flat: Flat, start: int, end: int) -> tuple[int, int] | None:
    """Return where the first stretch begins and ends that is set off in one way, or None."""
    first: int | None = None
    setting = ""
    last = start
    for begin, stop, run in flat.runs_between(start, end):
        here = _setting(run)
        if first is None and here:
            first, setting = begin, here
        if first is not None:
            if here != setting and re.search(r"\w", flat.text[begin:stop]):
                break
            if here == setting:
                last = stop
    return (first, last) if first is not None and last - first <= _LONGEST else None


def _setting(run: Run) -> str:
    if run.marks & {"italic", "bold"}:
        return " ".join(sorted(run.marks & {"italic", "bold"}))
    return "link" if run.href is not None and "bare" not in run.marks else ""
