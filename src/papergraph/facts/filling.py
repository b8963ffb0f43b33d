"""Facts that a list does not print, filled in from what services say of the same works; contradictions told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from papergraph.citation_records import Work, agreed, families
from papergraph.facts.wording import few, services
from papergraph.identifiers import curie, parse_curie, strength
from papergraph.model import Entry, Paper, Problem
from papergraph.problems import problem

# A venue's year is often one after the first print.
_YEARS_APART = 1
_TAKEN = ("arxiv", "doi", "pmid", "acl")
_MOST_AUTHORS = 100

Described = Sequence[tuple[str, Work]]
Place = Mapping[str | None, Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What a paper of a list lacks and services know; `told` says each fact in words, with the services that say it."""

    title: str | None = None
    year: int | None = None
    month: int | None = None
    venue: str | None = None
    identifiers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()


def fillings(papers: Iterable[Paper], described: Mapping[str, Described]) -> dict[str, Filling]:
    """Return what services know of papers and these do not have: title, date, venue, identifiers and authors, by id.

    A title is missing where an identifier stands in its place (`identifiers.identifier_for_title`).
    An identifier that is another paper's is not taken, nor is one of two of a kind; nor authors when services name
    quite different people.
    """
    papers = tuple(papers)
    owned = {each for paper in papers for each in (paper.id, *paper.identifiers)}
    found: dict[str, Filling] = {}
    for paper in papers:
        works = described.get(paper.id, ())
        made = Filling(told=()) if not works else _filling(paper, works, owned)
        if made.told:
            found[paper.id] = made
            owned |= set(made.identifiers)
    return found


def applied(papers: Iterable[Paper], found: Mapping[str, Filling]) -> tuple[Paper, ...]:
    """Return the papers with what was found filled in, but for authors: who is who, is for resolving to say."""
    return tuple(_applied(paper, found.get(paper.id)) for paper in papers)


def filling_problems(
    papers: Iterable[Paper],
    found: Mapping[str, Filling],
    described: Mapping[str, Described],
    authors: Mapping[str, Sequence[str]],
    place: Place,
) -> Iterator[Problem]:
    """Yield what was filled in and who says so (facts-filled), and contradictions: year-contradicts, authors-differ.

    `papers` and their `authors`, names by id, are as the lists have them. A year contradicts when it is two or more off
    what most services say, or these are among themselves; authors differ when no name is in both lists. Two papers of
    the lists that a service holds for one work are told too (possible-duplicate).
    """
    papers = tuple(papers)
    yield from _one_work(papers, described, place)
    for paper in papers:
        works = described.get(paper.id, ())
        where = place.get(paper.id)
        if filling := found.get(paper.id):
            yield problem("facts-filled", _filled(paper, filling), where=where, papers=[paper.id])
        for code, said in (
            ("year-contradicts", _years(paper, works)),
            ("authors-differ", _authors(paper, works, authors.get(paper.id, ()))),
        ):
            if said:
                yield problem(code, said, where=where, papers=[paper.id])


def brought_problems(papers: Iterable[Paper], described: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """Yield for each paper in none of the lists which services it is known from: `described`, by its id."""
    for paper in papers:
        if not paper.from_list and (names := described.get(paper.id)):
            said = f"{paper.title!r} is in none of the lists; what it is, is taken from {services(names)}"
            yield problem("facts-filled", said, papers=[paper.id])


def _one_work(papers: Sequence[Paper], described: Mapping[str, Described], place: Place) -> Iterator[Problem]:
    owner = {each: paper for paper in papers for each in (paper.id, *paper.identifiers)}
    found: dict[tuple[str, str], tuple[str, set[str]]] = {}
    for paper in papers:
        for service, work in described.get(paper.id, ()):
            for each in work.identifiers:
                if (other := owner.get(each, paper)).id != paper.id:
                    first, second = sorted((paper.id, other.id))
                    found.setdefault((first, second), (each, set()))[1].add(service)
    by_id = {paper.id: paper for paper in papers}
    for (first, second), (identifier, saying) in sorted(found.items()):
        one, other = by_id[first], by_id[second]
        said = f"{one.title!r} and {other.title!r} are one work with {identifier}, according to {services(saying)}"
        where = place.get(first) or place.get(second)
        yield problem("possible-duplicate", f"{said}; kept apart", where=where, papers=[first, second])


def _filling(paper: Paper, works: Described, owned: set[str]) -> Filling:
    said = agreed(works)
    facts: dict[str, Any] = {}
    told: list[tuple[str, tuple[str, ...]]] = []
    if said.title and parse_curie(paper.title):
        facts["title"] = said.title
        told.append((f"title {said.title!r}", _saying(works, "title", said.title)))
    if paper.year is None and said.year:
        facts["year"] = said.year
        told.append((f"year {said.year}", _saying(works, "year", said.year)))
        facts["month"] = int(said.date[5:7]) if said.date else None
    if paper.venue is None and said.venue:
        facts["venue"] = said.venue
        told.append((f"venue {said.venue!r}", _saying(works, "venue", said.venue)))
    if not paper.authors and said.authors and len(_lists(works)) == 1:
        facts["authors"] = said.authors[:_MOST_AUTHORS]
        names = tuple(service for service, work in works if families(work.authors) == families(said.authors))
        told.append((f"authors {few(said.authors)}", names))
    if new := _identifiers(paper, works, owned):
        facts["identifiers"] = new
        told += [(each, tuple(service for service, work in works if each in work.identifiers)) for each in new]
    return Filling(told=tuple(told), **facts)


def _identifiers(paper: Paper, works: Described, owned: set[str]) -> tuple[str, ...]:
    # An identifier that is another paper's here would make one work of two.
    found = {each for _, work in works for each in work.identifiers if each.partition(":")[0] in _TAKEN} - owned
    new = sorted((each for each in found if curie(*each.split(":", 1)) == each), key=strength)
    kinds = Counter(each.partition(":")[0] for each in {paper.id, *paper.identifiers, *new})
    # Of two DOIs nobody knows which is the one: then neither is taken.
    return tuple(each for each in new if kinds[each.partition(":")[0]] == 1)


def _lists(works: Described) -> list[set[str]]:
    """Return the family names of authors as services give them, lists that share a name put together."""
    apart: list[set[str]] = []
    for names in (set(families(work.authors)) for _, work in works if work.authors):
        mine = [each for each in apart if each & names]
        apart = [each for each in apart if not each & names] + [names.union(*mine)]
    return apart


def _applied(paper: Paper, found: Filling | None) -> Paper:
    if found is None:
        return paper
    year, month = (found.year, found.month) if paper.year is None else (paper.year, paper.month)
    identifiers = tuple(dict.fromkeys((*paper.identifiers, *found.identifiers)))
    title, venue = found.title or paper.title, paper.venue or found.venue
    return replace(paper, title=title, year=year, month=month, venue=venue, identifiers=identifiers)


def _filled(paper: Paper, filling: Filling) -> str:
    """Return what was filled in, in words: facts that the same services give stand together."""
    by_services: dict[str, list[str]] = defaultdict(list)
    for fact, names in filling.told:
        by_services[services(names)].append(fact)
    said = "; ".join(f"{', '.join(facts)}, same work according to {names}" for names, facts in by_services.items())
    return f"{paper.title!r}: {said}"


def _years(paper: Paper, works: Described) -> str | None:
    years = {work.year for _, work in works if work.year}
    most = agreed(works).year
    if most is None:
        return None
    if paper.year and abs(most - paper.year) > _YEARS_APART:
        return f"{paper.title!r} is of {paper.year} here, and of {most} according to {_said(works, 'year', most)}"
    if paper.year is None and max(years) - min(years) > _YEARS_APART:
        told = "; ".join(f"{year} according to {_said(works, 'year', year)}" for year in sorted(years))
        return f"{paper.title!r}: services contradict one another: {told}; {most} is taken"
    return None


def _authors(paper: Paper, works: Described, printed: Sequence[str]) -> str | None:
    lists = _lists(works)
    if not lists:
        return None
    if not paper.authors and len(lists) > 1:
        told = "; ".join(f"{few(work.authors)} according to {services([name])}" for name, work in works if work.authors)
        return f"{paper.title!r}: services name quite different authors: {told}; none is taken"
    mine = set(families(printed))
    if mine and not any(mine & each for each in lists):
        others = agreed(works)
        saying = [name for name, work in works if work.authors]
        return (
            f"{paper.title!r} is by {few(printed)} here, and by {few(others.authors)} according to {services(saying)}"
        )
    return None


def _saying(works: Described, field: str, value: object) -> tuple[str, ...]:
    return tuple(sorted({service for service, work in works if getattr(work, field) == value}))


def _said(works: Described, field: str, value: object) -> str:
    return services(_saying(works, field, value))
