"""The works that many papers of the lists rest on by their citations, and that no list contains: the most needed first.

A citation counts as it would between papers of the lists: of kind core where the citing paper rests on the work, as
what it extends or uses; else of kind background, a citation in passing. The most needed is what most papers rest on; of
equals what most of them cite at all, then the older work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from papergraph.citation_records import MOST_AUTHORS, Outside, Work, agreed
from papergraph.curation import Curation, KnownWork
from papergraph.model import EdgeKind, Evidence, Paper

#: So many works citations bring in, unless another number is asked for.
MOST_NEEDED = 20
#: Many rest on a work when two do; where none does, many cite it when three do, and a tenth of the papers.
LEAST_RESTING, LEAST_CITING, LEAST_SHARE = 2, 3, 0.1
#: What everybody cites is tied to everything: structure alone does not say that a paper rests on it.
_STRUCTURE = "cited-structure"
_KEPT = ("arxiv", "doi", "openreview", "iacr", "pmid", "acl", "openalex", "s2")


class Weighed(Protocol):
    """A citation as it was weighed: a Claim will do; kind None is a reviewed non-edge."""

    @property
    def subject(self) -> str: ...  # noqa: D102
    @property
    def object(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> EdgeKind | None: ...  # noqa: D102
    @property
    def evidence(self) -> Evidence: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """A work in none of the lists, the papers at hand that rest on it, and those that cite it in passing, sorted.

    `among` is of how many papers at hand any reference is known.
    """

    work: KnownWork
    rests: tuple[str, ...]
    cites: tuple[str, ...]
    among: int

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """A sort key: the most needed first."""
        return -len(self.rests), -len(self.rests) - len(self.cites), self.work.year or 9999, self.work.id


def known_works(
    outside: Iterable[Outside], described: Mapping[str, Sequence[tuple[str, Work]]], curation: Curation
) -> tuple[KnownWork, ...]:
    """Return works outside the lists as they can be brought in: as the authority has them, else as services say.

    `described` are further descriptions, by id. A work without a title is left out: what nobody can name, nobody can
    read. Those that the authority does not know have no citekey yet.
    """
    authority = {work.id: work for work in curation.works}
    found: list[KnownWork] = []
    for each in outside:
        said = agreed((*each.works, *described.get(each.id, ())))
        if each.id in authority:
            found.append(authority[each.id])
        elif said.title:
            found.append(_known(each, said))
    return tuple(found)


def as_paper(work: KnownWork) -> Paper:
    """Return a work as the paper that it would be, as far as weighing its citations needs it.

    The id of its first author is that author's name.
    """
    return Paper(
        id=work.id,
        citekey=work.citekey,
        title=work.title,
        alt_titles=work.alt_titles,
        short_names=work.short_names,
        authors=work.authors[:1],
        year=work.year,
        month=work.month,
        identifiers=work.identifiers,
        from_list=False,
    )


def needed(
    works: Iterable[KnownWork], weighed: Iterable[Weighed], listed: Collection[str], *, among: int
) -> tuple[Needed, ...]:
    """Return the works that many of the `listed` papers rest on, or that many of them cite, the most needed first.

    `weighed` are citations between all works; `among` is of how many papers any reference is known.
    """
    by_id = {work.id: work for work in works}
    rests: dict[str, set[str]] = {}
    cites: dict[str, set[str]] = {}
    for each in weighed:
        if each.subject in listed and each.object in by_id and each.kind is not None:
            says_so = each.kind == "core" and each.evidence.rule != _STRUCTURE
            (rests if says_so else cites).setdefault(each.object, set()).add(each.subject)
    found = []
    for id_, work in by_id.items():
        resting, citing = rests.get(id_, set()), cites.get(id_, set())
        every = len(resting | citing)
        if len(resting) >= LEAST_RESTING or every >= max(LEAST_CITING, LEAST_SHARE * among):
            passing = tuple(sorted(citing - resting))
            found.append(Needed(work=work, rests=tuple(sorted(resting)), cites=passing, among=among))
    return tuple(sorted(found, key=lambda each: each.rank))


def _known(each: Outside, said: Work) -> KnownWork:
    return KnownWork(
        id=each.id,
        citekey="",
        title=said.title or "",
        alt_titles=each.alt_titles,
        authors=said.authors,
        authors_truncated=len(said.authors) >= MOST_AUTHORS,
        year=said.year,
        month=int(said.date[5:7]) if said.date else None,
        venue=said.venue,
        identifiers=_kept(said.identifiers),
    )


def _kept(identifiers: Iterable[str]) -> tuple[str, ...]:
    """Return the identifiers that lead somewhere: of each kind but one, for nobody knows which of two it is."""
    by_kind: dict[str, list[str]] = {}
    for each in identifiers:
        kind = each.partition(":")[0]
        if kind in _KEPT and not each.startswith("s2:CorpusId:"):
            by_kind.setdefault(kind, []).append(each)
    return tuple(by_kind[kind][0] for kind in _KEPT if kind in by_kind)
