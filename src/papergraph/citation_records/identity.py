"""Which work is which: the works at hand by identifiers and titles, and when one title is one work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from papergraph.citation_records.contents import Described
from papergraph.citation_records.records import Work
from papergraph.identifiers import title_key
from papergraph.people import parse_name

#: A title of fewer words names no work by itself.
TITLE_WORDS = 4
_YEARS_APART = 1
#: A preprint and its journal, or a first and a later edition, when an author is shared.
_YEARS_OF_VERSIONS = 6


class Known(Protocol):
    """What is asked of a paper: a Paper will do."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def alt_titles(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def identifiers(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def year(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells works of one title apart: the year, the family names of authors, numbers of arXiv."""

    year: int | None
    families: frozenset[str]
    arxiv: frozenset[str]

    @classmethod
    def of(cls, year: int | None, authors: Iterable[str], identifiers: Iterable[str]) -> Traits:
        """Return the traits of a work."""
        families = frozenset(family for each in authors if (family := parse_name(each).family))
        return cls(year, families, frozenset(each for each in identifiers if each.startswith("arxiv:")))


def one_work(key: str, mine: Traits, theirs: Traits) -> bool:
    """Return whether two works of one title, whose key is `key`, are versions of one work.

    Other authors, or another number of arXiv, speak against it. Then a long title needs a year that is at most one
    apart, or unknown; with an author in common, as preprint and publication have it, six. A short one needs both.
    """
    if mine.arxiv and theirs.arxiv and not mine.arxiv & theirs.arxiv:
        return False
    shared = bool(mine.families & theirs.families)
    if mine.families and theirs.families and not shared:
        return False
    apart = abs(mine.year - theirs.year) if mine.year and theirs.year else 0
    if len(key.split()) < TITLE_WORDS:
        return shared and apart <= _YEARS_APART
    return apart <= (_YEARS_OF_VERSIONS if shared else _YEARS_APART)


@dataclass(slots=True)
class AtHand:
    """Which identifier and which title is which paper at hand, and what services say of these.

    `told` holds for each paper the services that were asked about it, or describe it, with whether they know it;
    `doubts` the works that a service takes a paper's identifier for, and why they are another.
    """

    papers: dict[str, Known]
    of_identifier: dict[str, str]
    of_title: dict[str, list[str]]
    authors: Mapping[str, Collection[str]]
    described: dict[str, list[tuple[str, Work]]] = field(default_factory=dict)
    told: dict[str, dict[str, bool]] = field(default_factory=dict)
    doubts: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    mistaken: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, papers: Iterable[Known], authors: Mapping[str, Collection[str]] | None = None) -> AtHand:
        """Return the papers at hand; `authors` are the names of authors by a paper's id."""
        by_id = {paper.id: paper for paper in papers}
        identifiers: dict[str, str] = {}
        titles: dict[str, list[str]] = {}
        for paper in by_id.values():
            for each in (paper.id, *paper.identifiers):
                identifiers.setdefault(each, paper.id)
            for key in dict.fromkeys(title_key(each) for each in (paper.title, *paper.alt_titles)):
                titles.setdefault(key, []).append(paper.id)
        return cls(by_id, identifiers, titles, authors or {})

    def learn(self, said: Described) -> bool:
        """Take over what a service says of a work; returns whether the work is at hand."""
        if said.work is None or said.doubt:
            return self._not_taken(said)
        paper = self._asked(said.asked, said.work) if said.asked else self.find(said.work)
        if paper is None:
            return False
        self.confirmed.add(said.asked or "")
        for each in said.work.identifiers:
            self.of_identifier.setdefault(each, paper)
        self.described.setdefault(paper, []).append((said.service, said.work))
        self.told.setdefault(paper, {})[said.service] = True
        return True

    def find(self, work: Work) -> str | None:
        """Return the paper that a work is, None when nothing says so surely.

        An identifier that a list prints with a work, and that leads to another at every service, is none of its own.
        """
        for each in work.identifiers:
            if (paper := self.of_identifier.get(each)) is not None and each not in self.mistaken - self.confirmed:
                return paper
        key = title_key(work.title or "")
        titled = self.of_title.get(key, ()) if key else ()
        if not titled:
            return None
        theirs = Traits.of(work.year, work.authors, work.identifiers)
        found = [each for each in titled if one_work(key, self._traits(self.papers[each]), theirs)]
        return found[0] if len(found) == 1 else None

    def year(self, paper: str) -> int | None:
        """Return the year of a paper at hand: as it is known here, else the earliest that a service gives."""
        years = [work.year for _, work in self.described.get(paper, ()) if work.year]
        return self.papers[paper].year or min(years, default=None)

    def _traits(self, paper: Known) -> Traits:
        return Traits.of(paper.year, self.authors.get(paper.id, ()), (paper.id, *paper.identifiers))

    def learn_all(self, told: Iterable[Described]) -> list[Described]:
        """Take over all that services say of works; returns what was asked about and is no work at hand.

        One service's answer can be the key to another's, which comes before it in the file.
        """
        left = [said for said in told if not self.learn(said) and said.asked]
        known = -1
        while known != len(self.of_identifier):
            known = len(self.of_identifier)
            left = [said for said in left if not self.learn(said)]
        return left

    def _asked(self, asked: str, work: Work) -> str | None:
        """Return the paper that a question was about, or that the answer is."""
        return self._of_question(asked) or self.find(work)

    def _of_question(self, asked: str) -> str | None:
        if not asked.startswith("title:"):
            return self.of_identifier.get(asked)
        found = self.of_title.get(asked.removeprefix("title:"), [])
        return found[0] if len(found) == 1 else None

    def _not_taken(self, said: Described) -> bool:
        paper = self._of_question(said.asked or "")
        if paper is None:
            return False
        self.told.setdefault(paper, {}).setdefault(said.service, False)
        if said.doubt and said.asked and not said.asked.startswith("title:"):
            self.doubts.setdefault(paper, []).append((said.service, said.asked, said.doubt))
            self.mistaken.add(said.asked)
        return True
