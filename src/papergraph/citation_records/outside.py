"""Works that several of the papers at hand cite and that are not at hand: one record for all versions of a work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from papergraph.citation_records.agreed import agreed, families
from papergraph.citation_records.contents import Files
from papergraph.citation_records.identity import AtHand, Known, Traits, one_work
from papergraph.citation_records.records import Work
from papergraph.identifiers import slug, strength, title_key

#: A work that fewer papers cite is nothing that a list rests on.
LEAST_CITING = 2
_MOST_TITLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """A work that is not at hand, with all its identifiers, and the papers at hand that cite it.

    `id` is the strongest identifier, else `work:` with title and year. `works` are all descriptions, with the service
    that gives each; `title` is empty where the files know none.
    """

    id: str
    title: str
    cited_by: tuple[str, ...]
    works: tuple[tuple[str, Work], ...] = ()
    alt_titles: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    year: int | None = None
    authors: tuple[str, ...] = ()


def works_outside(
    paths: Iterable[Path],
    papers: Iterable[Known],
    *,
    authors: Mapping[str, Collection[str]] | None = None,
    known: Iterable[Known] = (),
    least: int = LEAST_CITING,
) -> tuple[Outside, ...]:
    """Return the works that at least `least` of `papers` cite and that are none of them, sorted by id.

    Files and `authors` are as `read_cited` takes them. Preprint and publication, and what several services say of one
    work, are joined by identifiers, and by title with what confirms it; what is one of the `known` works in the same
    way has its id. Raises InputError as `read_cited`.
    """
    files = Files.of(paths)
    hand = AtHand.of(papers, authors)
    joined = _Joined()
    # What enrich asked for besides the list; a dump describes the whole world.
    for said in hand.learn_all(files.works()):
        if said.work is not None and not said.doubt:
            joined.add(said.service, said.work)
    for _, _, told in files.references(of=hand.of_identifier):
        subject = hand.of_identifier.get(told.citing)
        for reference in told.references if subject is not None else ():
            if subject is not None and hand.find(reference.work) is None:
                joined.add(told.service, reference.work, subject)
    authority = AtHand.of(known)
    found: dict[str, Outside] = {}
    for each in joined.works(least):
        id_ = authority.find(Work(identifiers=each.identifiers, title=each.title, year=each.year))
        # Of two works that would be one known work the one that more cite is it.
        if id_ is not None and (id_ not in found or len(found[id_].cited_by) < len(each.cited_by)):
            more = (id_, *authority.papers[id_].identifiers)
            found[id_] = replace(each, id=id_, identifiers=tuple(dict.fromkeys((*each.identifiers, *more))))
        elif id_ is None:
            made = _apart(each, {*hand.of_identifier, *found})
            found[made.id] = made
    return tuple(found[each] for each in sorted(found))


@dataclass(slots=True)
class _Joined:
    """Works put together: a tree for each work, from every name of its records to one that stands for it."""

    parent: dict[str, str] = field(default_factory=dict)
    records: dict[str, dict[tuple[str, Work], None]] = field(default_factory=lambda: defaultdict(dict))
    cited_by: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, service: str, work: Work, subject: str | None = None) -> None:
        names = work.identifiers or ((_described(work),) if work.name else ())
        if not names:
            return
        for each in names:
            self.parent.setdefault(each, each)
        for each in names[1:]:
            self._join(names[0], each)
        self.records[names[0]][service, work] = None
        if subject is not None:
            self.cited_by[names[0]].add(subject)

    def works(self, least: int) -> Iterator[Outside]:
        self._join_titles()
        members: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.parent):
            members[self._root(name)].append(name)
        for names in members.values():
            citing = set().union(*(self.cited_by.get(each, ()) for each in names))
            if len(citing) >= least:
                records = [told for each in names for told in self.records.get(each, ())]
                yield _outside(records, citing)

    def _join_titles(self) -> None:
        """Join works of one title that are versions of one; of several possible partners none is the one."""
        titled: dict[str, dict[str, list[Work]]] = defaultdict(lambda: defaultdict(list))
        for name in sorted(self.records):
            for _, work in self.records[name]:
                if key := title_key(work.title or ""):
                    titled[key][self._root(name)].append(work)
        for key, roots in sorted(titled.items()):
            groups = {
                root: Traits.of(
                    min((work.year for work in works if work.year), default=None),
                    (author for work in works for author in work.authors),
                    (each for work in works for each in work.identifiers),
                )
                for root, works in roots.items()
            }
            names = sorted(groups, key=strength)
            for place, first in enumerate(names):
                for second in names[place + 1 :]:
                    if one_work(key, groups[first], groups[second]):
                        self._join(first, second)

    def _join(self, first: str, second: str) -> None:
        one, other = sorted((self._root(first), self._root(second)), key=strength)
        self.parent[other] = one

    def _root(self, name: str) -> str:
        while self.parent[name] != name:
            self.parent[name] = name = self.parent[self.parent[name]]
        return name


def _described(work: Work) -> str:
    """Return a name for a record without identifiers: what it says, so that others of its title stay apart from it."""
    return "|".join((work.name, str(work.year or ""), *sorted(families(work.authors))))


def _apart(work: Outside, taken: set[str]) -> Outside:
    """Return a work without names that are another's: a list can print its number with another work.

    A title and a year can be those of two works, too: then the first author tells them apart.
    """
    own = tuple(each for each in work.identifiers if each not in taken)
    if work.id not in taken:
        return replace(work, identifiers=own)
    signed = families(work.authors)
    id_ = next((each for each in own if not each.startswith("s2:CorpusId:")), None)
    return replace(work, id=id_ or f"{work.id}-{slug(signed[0]) if signed else 'anon'}", identifiers=own)


def _outside(works: list[tuple[str, Work]], citing: set[str]) -> Outside:
    found = agreed(works)
    key = title_key(found.title or "")
    others = {title_key(work.title): work.title for _, work in sorted(works, key=repr) if work.title}
    own = next((each for each in found.identifiers if not each.startswith("s2:CorpusId:")), None)
    named = "-".join(filter(None, (f"work:{slug(found.title)}" if found.title else "", str(found.year or ""))))
    return Outside(
        id=own or named or found.identifiers[0],
        title=found.title or "",
        alt_titles=tuple(title for other, title in sorted(others.items()) if other != key)[:_MOST_TITLES],
        identifiers=found.identifiers,
        year=found.year,
        authors=found.authors,
        works=tuple(sorted(works, key=repr)),
        cited_by=tuple(sorted(citing)),
    )
