"""What headings say of the dates of the works under them: a year, or the month in which a diary says they were read."""

from __future__ import annotations

import re

from papergraph.readers.grammar.lead import Lead
from papergraph.readers.lexicon.dates import MONTHS, Printed, dates_in, has_day

#: "2019", "2019 papers", "2019年（12篇）", "2019 (5) ⭐".
_YEAR_ALONE = re.compile(
    r"\W*+((?:19|20)\d\d)\W*+(?:年(?:度|发表)?(?:收录|录用|接收|入选)?(?:情况|列表|文章)?)?\W*+(?:papers?|论文|经典|重点)?\W*+"
    r"(?:\d{1,3}\W*+(?:篇|本|件|편|papers?|articles?|works?|entries)?)?\W*+(?:papers?|论文|重点)?\W*+",
    re.IGNORECASE,
)


_MEETINGS = re.compile(
    r"\b(?:(?:past|previous|upcoming|future) (?:talks|meetings|sessions|presentations|seminars|events|meet-?ups)|"
    r"journal clubs?|(?:reading|study|discussion) (?:group|club|circle)s?|(?:meeting|seminar|talk) (?:schedule|series))"
    r"\b|组会|輪読会|読書会|勉強会",
    re.IGNORECASE,
)


def _is_month(text: str) -> bool:
    """Return whether a heading is a month, with its year or without, or a day."""
    dates = dates_in(text)
    bare = text.strip(" :.–—-*_").lower()
    return bool(dates and (dates[0].month is not None or has_day(dates[0]))) or bare in MONTHS


def is_of_diary(dates: list[Printed], section: tuple[str, ...]) -> bool:
    """Return whether the only date is that of a day in the month or the year that a heading above names.

    So is the day of a meeting, where a heading names meetings.
    """
    if len(dates) != 1 or not has_day(dates[0]):
        return False
    if any(_MEETINGS.search(text) for text in section):
        return True
    when = dates[0]
    for text in section:
        found = [(date.year, date.month) for date in dates_in(text)[:1] if date.month is not None]
        if (_is_month(text) and found in ([], [(when.year, when.month)])) or text.strip() == str(when.year):
            return True
    return False


#: "Publications in 2021", "Papers of 2021 (33)", "2021 (141 publications so far)".
_WORKS = r"(?:papers?|publications?|articles?|preprints?|journals?|works?)"
_YEAR_OF_WORKS = re.compile(
    rf"\W*(?:{_WORKS} (?:(?:published )?(?:in|of|from) )?)?((?:19|20)\d\d)\W*{_WORKS}?\W*"
    r"(?:[(\[]\d{1,4}(?: [a-z]+){0,4}[)\]]\W*)?",
    re.IGNORECASE,
)


#: "sp2025", under a heading that names the venue in full.
_GLUED = re.compile(r"\W*[A-Za-z&]{2,12}-?((?:19|20)\d\d)\W*")


def year_of_section(section: tuple[str, ...]) -> int | None:
    """Return the year that the nearest heading is, or None; None as well under one that is a month."""
    for text in reversed(section):
        if _is_month(text):
            return None  # a diary: the headings say when the works were read
        if match := _YEAR_ALONE.fullmatch(text) or _YEAR_OF_WORKS.fullmatch(text) or _GLUED.fullmatch(text):
            return int(match[1])
    return None


def dated_by_heading(lead: Lead, section: tuple[str, ...]) -> float:
    """Return what speaks for a work with a venue and no date under a heading that is a year."""
    return 0.9 if lead.venue and not lead.dates and year_of_section(section) else 0.0
