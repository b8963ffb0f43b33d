"""Months that headings name, for the works under them, where the numbers of preprints there show that they are theirs.

A heading "2018-01" may say when works came out or when somebody read them: what arXiv calls the most of them tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry
from papergraph.readers.lexicon.dates import MONTHS, dates_in

ENOUGH = 3  # preprints whose numbers say so
_MOST = 0.8  # of them; who tells what they read lags behind
_PREPRINT = re.compile(r"arxiv\.org/(?:abs|pdf)/(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5}")
_HOUR = re.compile(r"\d:\d\d")  # "Generated on Mon Oct 7 18:17": when the list was made
_WORD = re.compile(r"[^\W\d_]{3,}")


def dated_by_months(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, those without a year under such headings with the heading's year, and its month if told."""
    heads = [_month_of(each.section[-1]) if each.section else None for each in entries]
    numbers = [_number(each) for each in entries]
    shown = [_near(head, number, 0) for head, number in zip(heads, numbers, strict=True) if head and number]
    if sum(shown) < max(ENOUGH, _MOST * len(shown)):
        return list(entries)
    return [_dated(entry, head, number) for entry, head, number in zip(entries, heads, numbers, strict=True)]


def _dated(entry: Entry, head: tuple[int, int, bool] | None, number: tuple[int, int] | None) -> Entry:
    if head is None or entry.year is not None or (number is not None and not _near(head, number, 2)):
        return entry
    return replace(entry, year=head[0], month=head[1] if head[2] else entry.month)


def _month_of(heading: str) -> tuple[int, int, bool] | None:
    """Return the year and the month that a heading names, and whether they stand together; None where an hour does."""
    dates = dates_in(heading)
    if len({date.year for date in dates}) != 1 or _HOUR.search(heading):
        return None
    if (month := next((date.month for date in dates if date.month), None)) is not None:
        return dates[0].year, month, True
    words = [word.lower() for word in _WORD.findall(heading) if word.lower() in MONTHS and word[0].isupper()]
    named = dates_in(f"{words[0]} {dates[0].year}") if words else []
    return (dates[0].year, named[0].month, False) if named and named[0].month else None


def _number(entry: Entry) -> tuple[int, int] | None:
    """Return the year and the month in the number of a work on arXiv, or None."""
    found = next((match for link in entry.links if (match := _PREPRINT.search(link.url))), None)
    return (2000 + int(found["year"]), int(found["month"])) if found else None


def _near(head: tuple[int, int, bool], number: tuple[int, int], months: int) -> bool:
    return abs(12 * (head[0] - number[0]) + head[1] - number[1]) <= months
