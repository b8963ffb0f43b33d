"""What several services say of one work, as one description."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from papergraph.citation_records.records import Work
from papergraph.identifiers import strength, title_key
from papergraph.people import parse_name

#: Of equals the earlier one counts: publishers and archives have names as authors signed.
_ORDER = {"crossref": 0, "arxiv": 1, "openalex": 2, "s2": 3}

Described = Sequence[tuple[str, Work]]


def agreed(works: Described) -> Work:
    """Return what most of the services say of a work, each fact by itself; all identifiers together.

    Of two years that as many give it is the earlier one, the first print; a date is given with its month, when one is
    known for that year. Of authors it is the list that most agree on by family names, in its fullest form.

    >>> agreed([("s2", Work(title="A", year=2016)), ("openalex", Work(title="A", year=2015, date="2015-03-02"))]).date
    '2015-03'
    """
    ordered = sorted(works, key=lambda each: (_ORDER.get(each[0], len(_ORDER)), each[0], repr(each[1])))
    year = _year(works)
    month = _month(works, year) if year else None
    return Work(
        identifiers=tuple(sorted({each for _, work in works for each in work.identifiers}, key=strength)),
        title=_title(work.title for _, work in ordered if work.title),
        year=year,
        date=f"{year:04}-{month:02}" if year and month else None,
        authors=_authors([(service, work.authors) for service, work in ordered if work.authors]),
        venue=next((work.venue for _, work in ordered if work.venue), None),
    )


def services_saying(works: Described, *, field: str) -> tuple[str, ...]:
    """Return the services that say something of a field of the work."""
    return tuple(sorted({service for service, work in works if getattr(work, field)}))


def families(authors: Iterable[str]) -> tuple[str, ...]:
    """Return the family names of authors, in their order."""
    return tuple(family for each in authors if (family := parse_name(each).family))


def _title(titles: Iterable[str]) -> str | None:
    told = list(titles)
    keys = Counter(map(title_key, told))
    return max(told, key=lambda title: keys[title_key(title)], default=None)


def _year(works: Described) -> int | None:
    years = Counter(work.year for _, work in works if work.year)
    return min(years, key=lambda year: (-years[year], year)) if years else None


def _month(works: Described, year: int) -> int | None:
    # OpenAlex writes the first of January where it knows the year alone.
    dates = {work.date for _, work in works if work.date and not work.date.endswith("-01-01")}
    months = {int(match[1]) for date in dates if (match := re.match(rf"{year}-(\d\d)", date))}
    return min(months & set(range(1, 13)), default=None)


def _authors(told: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    by_family: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for service, names in told:
        by_family[families(names)].append((service, names))
    if not by_family:
        return ()
    # A service counts once, however many records of one work it has.
    lists = max(by_family.values(), key=lambda found: len({service for service, _ in found}))
    return max((names for _, names in lists), key=_fullness)


def _fullness(names: Sequence[str]) -> tuple[int, int]:
    parsed = [parse_name(each) for each in names]
    return sum(each.fullness[0] for each in parsed), sum(each.fullness[1] for each in parsed)
