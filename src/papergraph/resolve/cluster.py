"""Which records are one work: pairs are joined from the surest down, unless something keeps them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from papergraph.resolve.candidates import candidate_pairs
from papergraph.resolve.compare import ENOUGH, Verdict, compare
from papergraph.resolve.facts import Facts
from papergraph.resolve.titles import Level

# So many members of a cluster are asked whether anything speaks against a join.
_ASKED = 30


@dataclass(frozen=True, slots=True)
class Clustering:
    """Clusters of indices (sorted), and the pairs that stayed apart though something speaks for them."""

    clusters: tuple[tuple[int, ...], ...]
    doubts: tuple[tuple[int, int, Verdict], ...]
    #: Records that could be either of several works, with one member of each of these.
    ambiguous: tuple[tuple[int, tuple[int, ...]], ...]


def cluster(records: Sequence[Facts], apart: Iterable[tuple[int, int]] = ()) -> Clustering:
    """Return which of `records`, sorted by `Facts.order`, are one work; `apart` are pairs that must not be.

    Records with titles of their own are joined first. One whose title is no more than a name or a link goes to the one
    cluster that fits it best, and never bridges two: that is how one wrong link would pull two works together.
    """
    work = _Work(records)
    for first, second in apart:
        work.apart[first].add(second)
        work.apart[second].add(first)
    verdicts = [
        (i, j, verdict) for i, j in candidate_pairs(records) if _worth_keeping(verdict := _judge(records, i, j))
    ]
    verdicts.sort(key=lambda each: (-each[2].score, each[0], each[1]))
    ambiguous = _several_known(records, verdicts)
    joining = [
        each
        for each in verdicts
        if each[2].one and not ({each[0], each[1]} & ambiguous.keys() and _known(records, each))
    ]
    for i, j, _ in joining:
        if not (records[i].weak or records[j].weak):
            work.join(i, j)
    ambiguous |= _settle_weak(work, joining)
    for i, j, _ in joining:
        if records[i].weak and records[j].weak and not {i, j} & ambiguous.keys():
            work.join(i, j)
    doubts = tuple(each for each in verdicts if work.find(each[0]) != work.find(each[1]))
    return Clustering(work.clusters(), doubts, tuple(sorted(ambiguous.items())))


@dataclass(slots=True)
class _Work:
    """Clusters in the making: a union-find whose joins can be refused."""

    records: Sequence[Facts]
    parent: list[int] = field(init=False)
    members: dict[int, list[int]] = field(init=False)
    apart: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.records)))
        self.members = {index: [index] for index in self.parent}

    def find(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def join(self, first: int, second: int) -> bool:
        """Join the clusters of two records and return True, or return False when something keeps them apart."""
        one, other = sorted((self.find(first), self.find(second)))
        if one == other:
            return True
        if self.opposed(one, other):
            return False
        self.parent[other] = one
        self.members[one] = sorted(self.members[one] + self.members.pop(other))
        return True

    def opposed(self, one: int, other: int) -> bool:
        """Return whether the clusters with these roots may not be one."""
        mine, theirs = self.members[one], self.members[other]
        if any(self.apart.get(index, set()).intersection(theirs) for index in mine):
            return True
        known, also_known = self.known(mine), self.known(theirs)
        if known and also_known:
            return True
        # The authority is asked alone: it knows more of a work than the entries that agree with it.
        asked, answering = known or mine[:_ASKED], also_known or theirs[:_ASKED]
        return any(compare(self.records[i], self.records[j]).opposed for i in asked for j in answering)

    def known(self, members: Sequence[int]) -> list[int]:
        return [index for index in members if self.records[index].known is not None]

    def clusters(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(self.members[root]) for root in sorted(self.members))


def _judge(records: Sequence[Facts], i: int, j: int) -> Verdict:
    return compare(records[i], records[j], fully=False)


def _worth_keeping(verdict: Verdict) -> bool:
    same = verdict.title.level is Level.SAME and verdict.title.words > 2 and verdict.score >= 0
    return verdict.score >= ENOUGH - 2 or bool(verdict.shared) or same


def _known(records: Sequence[Facts], pair: tuple[int, int, Verdict]) -> bool:
    return any(records[index].known is not None for index in pair[:2])


def _several_known(
    records: Sequence[Facts], verdicts: Sequence[tuple[int, int, Verdict]]
) -> dict[int, tuple[int, ...]]:
    """Return the records that fit several known works equally well, with these works."""
    best: dict[int, tuple[int, list[int]]] = {}
    for i, j, verdict in verdicts:
        if not verdict.one or (records[i].known is None) == (records[j].known is None):
            continue
        known, index = (i, j) if records[i].known is not None else (j, i)
        score, works = best.setdefault(index, (verdict.score, []))
        if verdict.score == score:
            works.append(known)
    return {index: tuple(sorted(works)) for index, (_, works) in best.items() if len(works) > 1}


def _settle_weak(work: _Work, joining: Sequence[tuple[int, int, Verdict]]) -> dict[int, tuple[int, ...]]:
    """Put each weak record into the cluster that fits it best; return those that fit several equally well."""
    records = work.records
    fits: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for i, j, verdict in joining:
        if records[i].weak == records[j].weak:
            continue
        weak, strong = (i, j) if records[i].weak else (j, i)
        root = work.find(strong)
        if not work.opposed(*sorted((work.find(weak), root))):
            fit = (verdict.score, int(records[strong].known is not None))
            fits[weak][root] = max(fit, fits[weak].get(root, fit))
    ambiguous: dict[int, tuple[int, ...]] = {}
    settled: list[tuple[int, int]] = []
    for weak, roots in sorted(fits.items()):
        best = max(roots.values())
        chosen = sorted(root for root, fit in roots.items() if fit == best)
        if len(chosen) > 1:
            ambiguous[weak] = tuple(chosen)
        else:
            settled.append((weak, chosen[0]))
    for weak, root in settled:
        work.join(weak, root)
    return ambiguous
