"""A title that is set off, and behind it where lawyers published it: "**Wool**, 74 *Meadow Law Journal* 18 (2025)".

It stands behind a comma or on the next line, with those it was written with before it: "(with Anna Lund), 12 …".
"""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import UP, are_names
from papergraph.readers.styles.styled import YEAR, Span, set_off, span_of, span_of_names

_MARKS = frozenset({"bold", "italic"})
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?P<date>(?:{_MONTH} (?:\d{{1,2}}, )?)?{YEAR})"
_WITH = r"(?:\((?:co-?(?:authored|written) )?with (?P<with>[^()\d]{4,160})\),? ?)?"
_CLOSED = rf"\((?:(?:[Ff]orthcoming|Spring|Summer|Fall|Autumn|Winter|invited \w+),? )?{_DATE}\)"
_TO_COME = r"\((?:[Ff]orthcoming|[Ii]n press|[Tt]o appear)\)"
_REPORTED = re.compile(
    rf"[\s,.]{{0,3}}{_WITH}(?P<volume>\d{{1,4}}(?::\d{{1,2}})? )?(?P<venue>[{UP}](?:[^()\d\n]|\d(?=[a-z]))"
    rf"{{2,90}}?)(?P<page>,? \d{{1,5}}(?:[–-]\d{{1,5}})?)? (?:{_CLOSED}|{_TO_COME})(?=[\s.,;(\[]|$)"
)
_CHAPTER = re.compile(
    rf"[\s,.]{{0,3}}{_WITH}[Ii]n (?:(?P<editors>[{UP}][^()\d]{{2,90}}?),? \(?[Ee]ds?\.\)?, )?"
    rf"(?P<venue>[{UP}][^()\n]{{3,120}}?) \([^()\d]{{4,80}}?(?:, {_DATE})?\)(?=[\s.,;(\[]|$)"
)
_LAW = re.compile(r"\b(?:L\.|Law|L\.? ?J\.|Legal|Litigation|Justice|Jurisprudence|J\.L\.|Legis\.)(?=\W|$)")
_REVIEW = re.compile(r"\b(?:Rev\.|Review|J\.|Journal|L\.J\.|Quarterly|Forum|J\.L\.)(?=\W|$)")


def reported_title(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of such a reference; none where the title is not set off, or no journal or book follows."""
    title = set_off(flat, start, min(len(text), start + 300), _MARKS)
    if title is None or title[0] != start or "\n" in flat.text[slice(*title)].strip() or len(text[slice(*title)]) < 8:
        return []
    found = place_behind(flat, text, title[1])
    if found is None:
        return []
    match, venue = found
    spans = [span_of(text, *title, "title"), span_of(text, *venue, "venue")]
    if match["with"]:
        spans.append(span_of_names(text, *match.span("with")))
    return [*spans, Span(*match.span("date"), "date")] if match["date"] else spans


def place_behind(flat: Flat, text: str, at: int) -> tuple[re.Match[str], tuple[int, int]] | None:
    """Return what is said of a law review or a book that stands at a place, and where its name stands; else None."""
    match = _REPORTED.match(text, at)
    if match is not None and _is_review(flat, match):
        pass
    elif (match := _CHAPTER.match(text, at)) is None or not _is_book(flat, match):
        return None
    if match["with"] and not are_names(match["with"], surely=False):
        return None
    return match, match.span("venue")


def _is_review(flat: Flat, match: re.Match[str]) -> bool:
    """Return whether a name is that of a journal: between volume and page, or one of law by its words."""
    name = match["venue"]
    italic = _is_italic(flat, match)
    if match["volume"] and match["page"]:
        return italic or bool(_REVIEW.search(name))
    if not (match["volume"] or (italic and _is_parted(match))):
        return False
    return bool(_LAW.search(name) and _REVIEW.search(name))


def _is_parted(match: re.Match[str]) -> bool:
    return match.string[match.start() : match.start("venue")].strip() != ""


def _is_book(flat: Flat, match: re.Match[str]) -> bool:
    """Return whether a book in italics holds a work: behind its editors, or before its house."""
    if not _is_italic(flat, match):
        return False
    return match["editors"] is None or are_names(match["editors"], surely=False)


def _is_italic(flat: Flat, match: re.Match[str]) -> bool:
    shown = [run for _, _, run in flat.runs_between(*match.span("venue")) if run.text.strip()]
    return bool(shown) and all("italic" in run.marks for run in shown)
