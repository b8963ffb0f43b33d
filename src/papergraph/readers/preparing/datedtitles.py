"""Headings that are titles with a year behind them ("Cooling Of Wooden Boats 2011"), where most of a level are such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title, looks_like_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, Prior
from papergraph.readers.layout.headings import DATED_TITLE
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.occasions import is_occasion, venue_of_heading
from papergraph.readers.lexicon.sections import is_matter, names_list, names_session, other_section
from papergraph.readers.lexicon.venues import venue_name_score, venue_score
from papergraph.readers.passages import Passage, Run, Runs, plain

ENOUGH = 3  # such headings of one level
_NEARLY_ALL = 0.8  # of the headings of a level are such
_PLACE = 1.2  # what a venue scores
_LONGEST = 250  # characters of a heading that is looked at
_UNDER = 60  # passages under a heading that are looked at
_YEAR = re.compile(r"[^\s,;:/&([–—-]\s+(?:(?P<year>(?:1[6-9]|20)\d\d)|\((?P<round>(?:1[6-9]|20)\d\d)\))\W*$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
#: What names a time, a meeting or a list with its year, and no work.
_TIME = re.compile(
    rf"{_SEASON}\b(?:\s\S+)?$|(?:week|lecture|session|class|day|unit|module|term|semester|quarter|version|release|part)\b"
    r"|(?:my|our|best|top|previous|past|before|after|since|until|from|papers|books|articles|notes)\b"
    rf"|.*\b(?:conference|workshop|symposium|congress|{_SEASON} school|proceedings|hackathon|newsletter)\b"
    r"|.*\b(?:term|semester|trimester|quarter|weeks?|years?|meetings?|schools?|papers?|publications?|articles?|books?|"
    r"readings?|talks?|lists?|awards?|edition|goals|presentations?|posters?|course|class|seminar|exam|release|updates?|"
    r"group|club|challenge|competition|before|after|since|until|in|of|from|by|for|to|and|the|on|at|around|year in)$"
    rf"|.*(?<!\bin)(?<!\bof)(?<!\bthe)(?<!\band)\s{_SEASON}$",
    re.IGNORECASE,
)


class _Dated(NamedTuple):
    title: str
    year: str
    runs: Runs = ()  # of a heading that stays as it is printed


def with_dated_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the headings that are titles with a year set as such where most of their level are."""
    headings: dict[int, list[int]] = {}
    for at, passage in enumerate(passages):
        if passage.kind == "heading" and passage.runs:
            headings.setdefault(passage.level, []).append(at)
    out = list(passages)
    for members in headings.values():
        if len(members) < ENOUGH:
            continue
        found = {at: dated for at in members if (dated := _dated(passages[at])) is not None}
        if len(found) < ENOUGH or 2 * len(found) <= len(members) or _are_alike([each.title for each in found.values()]):
            continue
        if len(found) >= _NEARLY_ALL * len(members):
            likely = {at: _dated(passages[at], among=True) for at in members if at not in found}
            found |= {at: dated for at, dated in likely.items() if dated is not None}
        works = {at: dated for at, dated in found.items() if not _holds_list(passages, at)}
        if len(works) >= ENOUGH and 2 * len(works) > len(members):
            for at, dated in works.items():
                out[at] = _marked(passages[at], dated)
    return out


def _marked(heading: Passage, dated: _Dated) -> Passage:
    if dated.runs:
        last = dated.runs[-1]
        return replace(heading, runs=(*dated.runs[:-1], last._replace(marks=last.marks | {DATED_TITLE})))
    line = heading.runs[0].line
    title = Run(dated.title, line, frozenset({"heading"}))
    return replace(heading, runs=(title, Run(f" ({dated.year})", line, frozenset({DATED_TITLE}))))


def _dated(heading: Passage, *, among: bool = False) -> _Dated | None:
    """Return the title and the year that the words of a heading are, or None.

    `among` others a name alone is a title as well, and what could be the name of a meeting.
    """
    text = plain(heading.runs)
    if len(text) > _LONGEST or any(run.href or run.image for run in heading.runs):
        return None
    if (placed := _placed(heading)) is not None:
        return placed
    match = _YEAR.search(text)
    if match is None or any(run.marks for run in heading.runs):
        return None
    title = text[: match.start() + 1].strip()
    words = _WORD.findall(title)
    if len(words) < 2 - among or title.count("(") != title.count(")") or not any(word[0].isupper() for word in words):
        return None
    if _TIME.match(title) or any(date.month is not None or date.start == 0 for date in dates_in(text)):
        return None
    meets = venue_score(title) >= _PLACE if among else is_occasion(text)
    sections = (meets, venue_of_heading(text), names_list(title), names_session(title))
    if any(sections) or is_matter(title) or other_section(title):
        return None
    return _Dated(title, match["year"] or match["round"])


def _placed(heading: Passage) -> _Dated | None:
    """Return the title and the year of a heading that prints the venue with its year behind the title, or None."""
    if not dates_in(plain(heading.runs)):
        return None
    runs = tuple(run._replace(marks=run.marks - {"bold", "italic"} | {"heading"}) for run in heading.runs)
    lead = read_lead(runs, Prior(first="title"))
    if lead.order not in {("title",), ("title", "venue")} or not (lead.whole and lead.dates and lead.venue):
        return None
    if venue_name_score(lead.venue) < 1.0 or len(_WORD.findall(lead.title)) < 2 or not looks_like_title(lead.title):
        return None
    if names_list(lead.title) or names_session(lead.title) or is_matter(lead.title) or other_section(lead.title):
        return None
    return _Dated(lead.title, str(lead.dates[0].year), heading.runs)


def _are_alike(titles: Sequence[str]) -> bool:
    """Return whether half of the titles begin or end alike, as those of one series ("Wool Days", "Wool Days Lund")."""
    words = [[word.lower() for word in _WORD.findall(title)] for title in titles]
    begins = Counter(tuple(each[:2]) for each in words).most_common(1)[0][1]
    ends = Counter(each[-1] for each in words).most_common(1)[0][1]
    return 2 * max(begins, ends) >= len(titles)


def _holds_list(passages: Sequence[Passage], at: int) -> bool:
    """Return whether entries, titles in a list or a table stand under a heading."""
    items = titles = 0
    for other in passages[at + 1 : at + 1 + _UNDER]:
        if other.kind == "heading" and other.level <= passages[at].level:
            break
        if other.kind in {"row", "table-head"}:
            return True
        if other.kind not in {"item", "paragraph"} or other.problem:
            continue
        lead = read_lead(other.runs, NO_PRIOR)
        if has_title(lead) and evidence(lead, other.runs) >= ALONE:
            return True
        if other.kind == "item":
            items, titles = items + 1, titles + looks_like_title(plain(other.runs))
    return titles > 1 and 2 * titles >= items
