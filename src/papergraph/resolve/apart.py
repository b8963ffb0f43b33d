"""Works that look alike and are two: what same_as.tsv says of them, and doubts where nothing does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from papergraph.curation import Curation
from papergraph.identifiers import parse_curie, strength
from papergraph.model import Entry, Paper, Problem
from papergraph.problems import problem
from papergraph.references import ReferenceIndex
from papergraph.resolve.cluster import Clustering
from papergraph.resolve.compare import ENOUGH, Verdict
from papergraph.resolve.facts import Facts
from papergraph.resolve.titles import Level


def foreign_identifiers(curation: Curation, known_ids: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return, by known work, the identifiers of works beyond the authority that it is not."""
    out: dict[str, set[str]] = defaultdict(set)
    for pair in curation.not_same:
        for mine, theirs in (pair, pair[::-1]):
            one, other = parse_curie(mine), parse_curie(theirs)
            if one is not None and one in known_ids and other is not None and other not in known_ids:
                out[known_ids[one]].add(other)
    return {work: frozenset(identifiers) for work, identifiers in sorted(out.items())}


@dataclass(frozen=True, slots=True)
class _Names:
    """What a record is called, for finding it by a reference."""

    id: str
    citekey: str
    title: str
    alt_titles: tuple[str, ...]
    short_names: tuple[str, ...]
    identifiers: tuple[str, ...]


def pairs_apart(records: Sequence[Facts], curation: Curation) -> Iterator[tuple[int, int]]:
    """Yield the pairs of records without a row in the authority that same_as.tsv says are not the same."""
    if not curation.not_same:
        return
    index = ReferenceIndex.of(
        _Names(
            str(place),
            "",
            facts.titles[0].printed,
            tuple(title.printed for title in facts.titles[1:]),
            tuple(sorted(facts.name_keys)),
            tuple(sorted(facts.identifiers, key=strength)),
        )
        for place, facts in enumerate(records)
        if facts.known is None
    )
    for first, second in curation.not_same:
        for one in index.find(first):
            for other in index.find(second):
                if one != other:
                    yield int(one), int(other)


def apart_doubts(
    clustering: Clustering,
    records: Sequence[Facts],
    members: Sequence[Sequence[int]],
    entries: Sequence[Entry],
    paper_of: Mapping[int, Paper],
) -> Iterator[Problem]:
    """Yield a doubt for each pair of works that stayed two though much speaks for one, the strongest reason each.

    `members` are the indices of the entries of each record, `paper_of` the paper of each record that has one.
    """
    told: set[tuple[str, ...]] = set()

    def work_id(record: int) -> str:
        return paper_of[record].id if record in paper_of else records[record].known or ""

    for index, works in clustering.ambiguous:
        entry = entries[members[index][0]]
        names = ", ".join(sorted({repr(records[each].titles[0].printed) for each in works}))
        message = f"{entry.title!r} could be any of {names}; kept apart. Print its authors, year or link"
        papers = [paper_of[each].id for each in (index, *works) if each in paper_of]
        yield problem("ambiguous-name", message, where=entry, entries=[entry.id], papers=papers)
        told.update(tuple(sorted((work_id(index), work_id(each)))) for each in works)
    known = {facts.known for facts in records}
    for i, j, verdict in clustering.doubts:
        pair = tuple(sorted((work_id(i), work_id(j))))
        # The authority tells its own works apart.
        if pair in told or not _worth_saying(verdict) or not (members[i] or members[j]) or known.issuperset(pair):
            continue
        told.add(pair)
        here, there = (i, j) if members[i] else (j, i)
        entry = entries[members[here][0]]
        other = records[there].titles[0].printed
        whose = f"{other!r} ({records[there].known})" if records[there].known else repr(other)
        message = (
            f"{entry.title!r} and {whose} may be one work. {verdict.reasons()}. Kept apart; year, authors or a link "
            "tell more, a row pg:notSameAs in same_as.tsv settles that they are two"
        )
        papers = [paper_of[each].id for each in (i, j) if each in paper_of]
        yield problem("possible-duplicate", message, where=entry, entries=[entry.id], papers=papers)


def _worth_saying(verdict: Verdict) -> bool:
    if verdict.foreign or verdict.title.level is Level.VERSION:
        return False
    if any(not each.startswith("url:") for each in verdict.shared):
        return False  # told where the identifier is
    return verdict.score >= ENOUGH - 1 or verdict.title.level in {Level.SAME, Level.PART, Level.CLOSE}
