"""Facts that a list does not print, filled in from what services say of the same works; contradictions told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from papergraph.citation_records import Work
from papergraph.identifiers import curie, strength
from papergraph.model import Entry, Paper, Problem
from papergraph.problems import problem

#: How services are called.
TITLES = {"s2": "Semantic Scholar", "openalex": "OpenAlex", "crossref": "Crossref", "arxiv": "arXiv"}
# A venue's year is often one after the first print.
_YEARS_APART = 1
_TAKEN = ("arxiv", "doi", "pmid", "acl")

_Described = Sequence[tuple[str, Work]]


def filled(
    papers: Iterable[Paper], described: Mapping[str, _Described], entries: Iterable[Entry]
) -> tuple[tuple[Paper, ...], list[Problem]]:
    """Return the papers with year, month, venue and identifiers where they had none, and a problem for each change.

    What stands there is never changed. A year that most services give and that is two or more off the one at hand is a
    problem of code year-contradicts.
    """
    place = {
        entry.paper: entry for entry in sorted(entries, key=lambda each: (each.source, each.first_line), reverse=True)
    }
    papers = tuple(papers)
    owned = {each for paper in papers for each in paper.identifiers}
    made: list[Paper] = []
    problems: list[Problem] = []
    for paper in papers:
        works = described.get(paper.id, ())
        changes, told = _changes(paper, works, owned)
        made.append(replace(paper, **changes) if changes else paper)
        where = place.get(paper.id)
        if told:
            said = f"{paper.title!r}: {', '.join(told)}; same work according to {_listed(works)}"
            problems.append(problem("facts-filled", said, where=where, papers=[paper.id]))
        if (year := _year(works)) and paper.year and abs(year - paper.year) > _YEARS_APART:
            said = f"{paper.title!r} is of {paper.year} here, and of {year} according to {_listed(works)}"
            problems.append(problem("year-contradicts", said, where=where, papers=[paper.id]))
    return tuple(made), problems


def _changes(paper: Paper, works: _Described, owned: set[str]) -> tuple[dict[str, Any], list[str]]:
    changes: dict[str, Any] = {}
    told = []
    if paper.year is None and (year := _year(works)):
        changes["year"] = year
        told.append(f"year {year}")
        if month := _month(works, year):
            changes["month"] = month
    if paper.venue is None and (venue := next((work.venue for _, work in works if work.venue), None)):
        changes["venue"] = venue
        told.append(f"venue {venue!r}")
    # An identifier that is another paper's here would make one work of two.
    found = {each for _, work in works for each in work.identifiers if each.partition(":")[0] in _TAKEN} - owned
    new = sorted((each for each in found if curie(*each.split(":", 1)) == each), key=strength)
    kinds = Counter(each.partition(":")[0] for each in (*paper.identifiers, *new))
    # Of two DOIs nobody knows which is the one: then neither is taken.
    sure = [each for each in new if kinds[each.partition(":")[0]] == 1]
    if sure:
        changes["identifiers"] = (*paper.identifiers, *sure)
        owned |= set(sure)
        told.append(" and ".join(sure))
    return changes, told


def _year(works: _Described) -> int | None:
    """Return the year that most services give, of equals the earliest: the first print."""
    years = Counter(work.year for _, work in works if work.year)
    return min(years, key=lambda year: (-years[year], year)) if years else None


def _month(works: _Described, year: int) -> int | None:
    # OpenAlex writes the first of January where it knows the year alone.
    dates = {work.date for _, work in works if work.date and not work.date.endswith("-01-01")}
    months = {int(match[1]) for date in dates if (match := re.match(rf"{year}-(\d\d)", date))}
    return min(months & set(range(1, 13)), default=None)


def _listed(works: _Described) -> str:
    return " and ".join(sorted({TITLES.get(service, service) for service, _ in works}))
