"""Entries become works: the same work from several lists becomes one Paper, its authors become Authors.

The authority (`graph/papers.tsv`) knows many works; for the others identity follows from what lists print. A title, a
name, an identifier, authors and years are each evidence, none is proof; what stays doubtful is a Problem that says what
speaks for and against.

::

    entries ─errata▶ facts ─candidates, compare, cluster▶ works ─owners, naming, authors▶ papers, doubts
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from papergraph.curation import Curation, KnownWork
from papergraph.identifiers import title_key
from papergraph.model import Author, Entry, Paper, Problem
from papergraph.problems import sort_key
from papergraph.references import ReferenceIndex
from papergraph.resolve.apart import apart_doubts, foreign_identifiers, pairs_apart
from papergraph.resolve.authors import persons
from papergraph.resolve.calling import called
from papergraph.resolve.cluster import cluster
from papergraph.resolve.doubts import doubts_of, identifier_doubts
from papergraph.resolve.errata import corrected
from papergraph.resolve.facts import Facts, facts_of, facts_of_known
from papergraph.resolve.naming import make_citekeys, make_ids
from papergraph.resolve.owners import find_owners, printed_identifiers
from papergraph.resolve.works import Work, brought_in, make_paper, make_work, signed_anew

__all__ = ["Further", "Resolution", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entries with their `paper` filled in, by source and line; papers and authors by id; doubts by place."""

    entries: tuple[Entry, ...]
    papers: tuple[Paper, ...]
    authors: tuple[Author, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """What is known besides the lists: works to bring in, and authors of papers that print none, by the paper's id.

    A work without a citekey gets one, beside those of the lists, which stay what they are.
    """

    works: tuple[KnownWork, ...] = ()
    authors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def resolve(
    entries: Iterable[Entry],
    *,
    curation: Curation,
    further: Callable[[Sequence[Paper], Mapping[str, Author]], Further] | None = None,
) -> Resolution:
    """Return the works and authors behind entries; every entry belongs to exactly one paper.

    The result does not depend on the order of `entries`. Works that no entry prints are not in it, but for those that
    `further` names when it is given the papers and their authors: these are marked as not from a list.
    """
    printed = sorted(entries, key=_place)
    fixed, problems = corrected(printed, curation.errata)
    known = {work.id: work for work in curation.works}
    known_ids = {each: work.id for work in reversed(curation.works) for each in (work.id, *work.identifiers)}
    foreign = foreign_identifiers(curation, known_ids)

    trusted = _naming_known(fixed, curation, known_ids)
    members: dict[Facts, list[int]] = defaultdict(list)
    for index, entry in enumerate(fixed):
        members[facts_of(entry, among_known=entry.source in trusted)].append(index)
    records = sorted(
        [*members, *(facts_of_known(work, foreign.get(work.id, ())) for work in curation.works)],
        key=lambda facts: facts.order,
    )
    clustering = cluster(records, pairs_apart(records, curation))
    groups = [each for each in clustering.clusters if any(records[index] in members for index in each)]
    made = [_group(each, records, members, known) for each in groups]
    owners = find_owners([([fixed[i] for i in places], work) for places, work in made], known_ids, foreign)
    works = [
        make_work([printed[i] for i in places], [fixed[i] for i in places], work, owned, wrong)
        for (places, work), owned, wrong in zip(made, owners.owned, owners.wrong, strict=True)
    ]
    papers, authors, doubts = _papers(works, curation)
    known_papers = {paper.id for work, paper in zip(works, papers, strict=True) if work.known}
    listed = len(papers)
    more = further(papers, {author.id: author for author in authors}) if further is not None else Further()
    if more.works or more.authors:
        # Authors are told apart over all works, so that all are named anew.
        papers, authors, doubts = _papers(works, curation, more)
        known_papers |= {work.id for work in more.works if work.id in known}
    papers = called(papers, known_papers)
    papers, others = papers[:listed], [replace(paper, from_list=False) for paper in papers[listed:]]
    problems += doubts
    for work, paper in zip(works, papers, strict=True):
        problems += doubts_of(work, paper)
    problems += identifier_doubts(works, papers, owners, known, known_ids, foreign)
    paper_of = {index: paper for group, paper in zip(groups, papers, strict=True) for index in group}
    problems += apart_doubts(clustering, records, [members.get(each, []) for each in records], fixed, paper_of)

    where = {i: paper.id for (places, _), paper in zip(made, papers, strict=True) for i in places}
    return Resolution(
        entries=tuple(replace(entry, paper=where[index]) for index, entry in enumerate(printed)),
        papers=tuple(sorted([*papers, *others], key=lambda paper: paper.id)),
        authors=tuple(authors),
        problems=tuple(sorted(set(problems), key=sort_key)),
    )


def _place(entry: Entry) -> tuple[object, ...]:
    return entry.source, entry.first_line, entry.last_line, entry.id, entry.title, repr(entry)


def _naming_known(entries: Sequence[Entry], curation: Curation, known_ids: Mapping[str, str]) -> set[str]:
    """Return the sources half of whose entries, and three at least, name or link works of the authority."""
    index = ReferenceIndex.of(curation.works)
    total: Counter[str] = Counter()
    naming: Counter[str] = Counter()
    for entry in entries:
        key = title_key(entry.title)
        linked = any(identifier in known_ids for identifier in printed_identifiers([entry]))
        total[entry.source] += 1
        naming[entry.source] += linked or key in index.by_title or key in index.by_name
    return {source for source, count in naming.items() if count > 2 and 2 * count >= total[source]}


def _group(
    group: Sequence[int],
    records: Sequence[Facts],
    members: Mapping[Facts, Sequence[int]],
    known: Mapping[str, KnownWork],
) -> tuple[list[int], KnownWork | None]:
    """Return the entries (as indices, in order) and the known work of a cluster."""
    places = sorted(place for index in group for place in members.get(records[index], ()))
    work = next((known[records[index].known or ""] for index in group if records[index].known is not None), None)
    return places, work


def _papers(
    works: Sequence[Work], curation: Curation, further: Further | None = None
) -> tuple[list[Paper], list[Author], list[Problem]]:
    """Return the papers in the order of the works, the authors, and doubts about these.

    Works that are brought in come behind the others, sorted by id.
    """
    further = further or Further()
    nameless = [work.nameless() for work in works if work.known is None]
    new_ids = iter(make_ids(nameless, {work.id for work in curation.works}))
    taken = {work.citekey for work in curation.works}
    new_keys = iter(made_keys := make_citekeys(nameless, taken))
    ids = [work.known.id if work.known else next(new_ids) for work in works]
    citekeys = [work.known.citekey if work.known else next(new_keys) for work in works]
    # What services say is no reason for another name: it stays whether they were asked or not.
    works = [signed_anew(work, further.authors.get(id_, ())) for work, id_ in zip(works, ids, strict=True)]
    brought = [brought_in(work) for work in sorted(further.works, key=lambda each: each.id)]
    unnamed = iter(
        make_citekeys([work.nameless() for work, known in brought if not known.citekey], {*taken, *made_keys})
    )
    works += [work for work, _ in brought]
    ids += [known.id for _, known in brought]
    citekeys += [known.citekey or next(unnamed) for _, known in brought]
    by_work, authors, doubts = persons([work.signed for work in works], citekeys, ids)
    papers = [
        make_paper(work, id_=id_, citekey=citekey, authors=signing)
        for work, id_, citekey, signing in zip(works, ids, citekeys, by_work, strict=True)
    ]
    same = _same_as(papers, curation)
    return [replace(paper, same_as=tuple(same.get(paper.id, ()))) for paper in papers], authors, doubts


def _same_as(papers: Sequence[Paper], curation: Curation) -> dict[str, list[str]]:
    index = ReferenceIndex.of(papers)
    same: dict[str, list[str]] = defaultdict(list)
    for reference, iri in sorted(set(curation.same_as)):
        found = index.find(reference)
        if len(found) == 1:
            same[found[0]].append(iri)
    return same
