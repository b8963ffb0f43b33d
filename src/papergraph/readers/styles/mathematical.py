"""The style of mathematicians' lists: a title set off, its journal, the volume, the year in brackets, the pages."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import UP, are_names
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
#: "Pasture Press, Oakham (1990), ix+90 pages", behind the title of a book or a thesis.
_PLAIN = r"[^()\[\]“”\"?!;:/\n]"
_HOUSE = re.compile(
    r"[.,;]?\s+(?!(?:Preprint|Submitted|To appear|In |Manuscript|Unpublished|Accepted|Personal|Private)\b)"
    rf"(?P<venue>[{UP}]{_PLAIN}{{2,140}}?(?:\[[^()\[\]]{{2,60}}\]{_PLAIN}{{2,60}}?)?),? "
    rf"\((?P<year>{YEAR})\)(?=[.,;]|$)"
)
_NO_HOUSE = re.compile(r"arxiv|\bet al\b", re.IGNORECASE)
_LONGEST = 400  # characters of a title
_NEAR = 60  # characters between the volume and a year behind the pages


def mathematical(flat: Flat, text: str, start: int) -> list[Span]:
    """Return authors, if any, title, journal and year of a lead in this style; nothing for any other."""
    found = _first_set_off(flat, start, len(text))
    if found and not text[start : found[0]].strip() and text[found[1] : found[1] + 1] in ",.:":
        signed = are_names(text[found[0] : found[1]].rstrip(",.: "))  # "**Lund, A.**, *Gates of Wool*, J. Wool 12"
        found = _first_set_off(flat, found[1], len(text)) if signed else found
    match = _JOURNAL.match(text, found[1]) if found else None
    if found is None or len(text[found[0] : found[1]].split()) < 2:
        return []
    if match is None:
        return _of_house(flat, text, start, found)
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
    authors = [span_of_names(text, start, start + len(names))] if names else []
    return [*authors, span_of(text, *found, "title"), span_of(text, *match.span("venue"), "venue"), *year]


def _of_house(flat: Flat, text: str, start: int, title: tuple[int, int]) -> list[Span]:
    """Return the fields of a signed book or thesis whose house is printed with the place, and the year in brackets."""
    match = _HOUSE.match(text, title[1])
    names = text[start : title[0]].strip()
    if match is None or not names or names[-1] not in ",.:" or not are_names(names.rstrip(",.: ")):
        return []
    begin, end = match.span("venue")
    if "," not in match["venue"] or _is_person(match["venue"].partition(",")[0]) or _NO_HOUSE.search(match["venue"]):
        return []
    if any(_setting(run) for _, _, run in flat.runs_between(begin, end) if re.search(r"[^\W\d_]", run.text)):
        return []
    end = text.index(",", begin) if re.search(r"\d", match["venue"]) else end
    return [
        span_of_names(text, start, start + len(names)), span_of(text, *title, "title"),
        span_of(text, begin, end, "venue"), Span(*match.span("year"), "date"),
    ]  # fmt: skip


def _is_person(text: str) -> bool:
    return "&" not in text and people_score(text) >= 2


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
