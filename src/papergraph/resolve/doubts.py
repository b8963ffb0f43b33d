"""What is doubtful about a resolved work, as problems that say what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from papergraph.curation import KnownWork
from papergraph.identifiers import arxiv_month
from papergraph.model import Entry, Paper, Problem
from papergraph.people import match
from papergraph.problems import problem
from papergraph.resolve.authors import shown
from papergraph.resolve.compare import Verdict, compare
from papergraph.resolve.facts import facts_of, facts_of_known, years_of
from papergraph.resolve.owners import Owners, is_wrong, printed_identifiers
from papergraph.resolve.titles import Level, name_key, read_title
from papergraph.resolve.titles import compare as compare_titles
from papergraph.resolve.works import Work

_LIKE = {Level.SAME, Level.PART, Level.CLOSE, Level.BLANK, Level.NAME}


def doubts_of(work: Work, paper: Paper) -> Iterator[Problem]:
    """Yield the doubts about one work's titles, authors and years."""
    for entry in work.entries:
        yield from _title(entry, work, paper)
        yield from _authors(entry, work, paper)
    yield from _years(work, paper)


def identifier_doubts(
    works: Sequence[Work],
    papers: Sequence[Paper],
    owners: Owners,
    known_works: Mapping[str, KnownWork],
    known_ids: Mapping[str, str],
    foreign: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    """Yield the doubts about the identifiers that entries print for themselves; one for each entry and identifier."""
    having: dict[str, list[int]] = {identifier: [] for identifier in owners.contested}
    for index, work in enumerate(works):
        for identifier in printed_identifiers(work.entries):
            if identifier in having:
                having[identifier].append(index)
    for work, paper in zip(works, papers, strict=True):
        for entry in work.entries:
            for identifier in printed_identifiers([entry]):
                other = known_ids.get(identifier)
                if other is not None and other != paper.id:
                    yield _belongs_to(entry, identifier, paper, known_works[other])
                elif identifier in owners.contested and identifier not in work.identifiers:
                    others = [index for index in having[identifier] if works[index] is not work]
                    owner = owners.contested[identifier]
                    first = facts_of(works[others[0] if owner is None else owner].entries[0])
                    some = [papers[index] for index in others[:3]]
                    whose = "nobody's" if owner is None else f"that of {papers[owner].title!r}"
                    verdict = compare(facts_of(entry), first)
                    yield _shared(entry, identifier, verdict, [paper, *some], len(others) - len(some), whose)
                elif work.known is not None and identifier not in work.identifiers:
                    yield _not_of_work(entry, identifier, paper, work.known, known_ids, foreign)
                elif work.known is None and (doubt := _other_time(entry, identifier, paper)):
                    yield doubt


def _belongs_to(entry: Entry, identifier: str, paper: Paper, owner: KnownWork) -> Problem:
    verdict = compare(facts_of(entry), facts_of_known(owner))
    venue = f"; {owner.venue or 'venue'} {owner.venue_year}" if owner.venue_year not in {None, owner.year} else ""
    message = (
        f"{entry.title!r} is linked to {identifier}, which is {owner.title!r} ({owner.year}{venue}). "
        f"One work? {verdict.reasons()}. Kept apart; correct the link"
    )
    return problem("identifier-contradicts-title", message, where=entry, entries=[entry.id], papers=[paper.id])


def _shared(entry: Entry, identifier: str, verdict: Verdict, papers: Sequence[Paper], more: int, whose: str) -> Problem:
    others = ", ".join(repr(paper.title) for paper in papers[1:]) + (f" and {more} more" if more else "")
    message = (
        f"{entry.title!r} is linked to {identifier}, and so is {others}. One work? {verdict.reasons()}. "
        f"Kept apart, the identifier taken as {whose}; correct the wrong link"
    )
    ids = [paper.id for paper in papers]
    return problem("shared-identifier", message, where=entry, entries=[entry.id], papers=ids)


def _not_of_work(
    entry: Entry,
    identifier: str,
    paper: Paper,
    known: KnownWork,
    known_ids: Mapping[str, str],
    foreign: Mapping[str, frozenset[str]],
) -> Problem:
    if not is_wrong(identifier, known, known_ids, foreign):
        message = f"{identifier} is not among the known identifiers of {paper.title!r}; kept as a link"
        return problem("identifier-new", message, where=entry, entries=[entry.id], papers=[paper.id])
    if identifier in foreign.get(known.id, ()):
        message = f"{entry.title!r} is linked to {identifier}, which is another work (same_as.tsv); correct the link"
        return problem("identifier-contradicts-title", message, where=entry, entries=[entry.id], papers=[paper.id])
    true = next(each for each in (known.id, *known.identifiers) if each.startswith("arxiv:"))
    message = f"{entry.title!r} is linked to {identifier}, and its number is {true}; the link is left out"
    return problem("identifier-not-of-work", message, where=entry, entries=[entry.id], papers=[paper.id])


def _other_time(entry: Entry, identifier: str, paper: Paper) -> Problem | None:
    made, years = arxiv_month(identifier), years_of(entry)
    if not made or not years or min(years) - 4 < made[0] < max(years) + 2:
        return None
    printed = entry.date_printed or str(entry.year)
    message = (
        f"{entry.title!r} is printed with {printed}, and {identifier} is of {made[0]}-{made[1]:02}: "
        f"for: the entry links to it; against: the years. One of the two is wrong, or the work came to arXiv late"
    )
    return problem("identifier-contradicts-year", message, where=entry, entries=[entry.id], papers=[paper.id])


def _title(entry: Entry, work: Work, paper: Paper) -> Iterator[Problem]:
    printed = read_title(entry.title)
    found = compare_titles(printed, read_title(paper.title))
    names = {name_key(name) for name in paper.short_names}
    if found.level in _LIKE or not names.isdisjoint(printed.called):
        return
    shared = [each for each in printed_identifiers([entry]) if each in paper.identifiers]
    if work.known is None and shared and found.level is not Level.CONTAINED:
        message = (
            f"{entry.title!r} and {paper.title!r} are taken as one work: for: both have {shared[0]}; "
            f"against: {found.level.value}. If they are two, add a row pg:notSameAs to same_as.tsv"
        )
        yield problem("merged-by-identifier", message, where=entry, entries=[entry.id], papers=[paper.id])
        return
    whose = "the known title is" if work.known else "elsewhere it is"
    message = f"printed as {entry.title!r}; {whose} {paper.title!r} ({paper.id})"
    yield problem("title-differs", message, where=entry, entries=[entry.id], papers=[paper.id])


def _authors(entry: Entry, work: Work, paper: Paper) -> Iterator[Problem]:
    printed = [name for name in facts_of(entry).authors if not name.group]
    true = [name for name in work.signed.names if not name.group]
    if not printed or not true:
        return
    pairs = match(printed, true)
    matched = [mine for mine, _ in pairs]
    strange = [] if work.signed.truncated else [name for name in printed if not any(name is each for each in matched)]
    first = (printed[0], true[0]) in pairs
    if first and not strange:
        return
    says = []
    if strange:
        says.append("not known as its authors: " + ", ".join(shown(name) for name in strange))
    if not first:
        says.append(f"first is {shown(true[0])}, not {shown(printed[0])}")
    whose = "the authority" if work.known else "the longest list of authors"
    verdict = f"for: {len(pairs)} of {len(printed)} printed authors agree; against: {'; '.join(says)}"
    message = f"{entry.title!r}: the printed authors differ from {whose}: {verdict}"
    yield problem("authors-differ", message, where=entry, entries=[entry.id], papers=[paper.id])


def _years(work: Work, paper: Paper) -> Iterator[Problem]:
    right = {year for year in (paper.year, paper.venue_year) if year} if work.known else set()
    wrong = False
    for entry in work.entries if right else ():
        away = min((abs(year - other) for year in years_of(entry) for other in right), default=0)
        if away:
            wrong = True
            when = " and ".join(map(str, sorted(right)))
            message = f"{entry.title!r} is printed with {entry.date_printed or entry.year}; it is of {when}"
            code = "year-differs" if away < 3 else "year-contradicts"
            yield problem(code, message, where=entry, entries=[entry.id], papers=[paper.id])
    dated = [entry for entry in work.entries if entry.year]
    years = sorted({entry.year for entry in dated if entry.year})
    if wrong or len(years) < 2:
        return
    late = next(entry for entry in dated if entry.year == years[-1])
    early = next(entry for entry in dated if entry.year == years[0])
    counts = f"both are right: first published {paper.year}, {paper.venue or 'venue'} {paper.venue_year}"
    message = (
        f"{late.title!r} is printed with {', '.join(map(str, years))} ({early.source}, line {early.first_line}, says "
        f"{years[0]}); {counts if right else 'the earliest counts as first publication'}"
    )
    code = "year-differs" if right or years[-1] - years[0] < 3 else "year-contradicts"
    yield problem(code, message, where=late, entries=[entry.id for entry in dated], papers=[paper.id])
