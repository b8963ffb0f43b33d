"""The works that curated rows presuppose and lists do not contain: which, by which of their papers, and their closure.

A work is presupposed when a curated row of kind core says that a paper at hand builds on it. Rows of one subject that
share a group (`any_of`) presuppose one of their objects: nothing when one is at hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from papergraph.curation import CuratedEdge, Curation
from papergraph.model import Named
from papergraph.references import ReferenceIndex

Group = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presupposed:
    """A work that is not at hand, and the papers at hand that need it; of several works any one is enough."""

    works: tuple[str, ...]
    needed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The core rows in force: what each work needs, and its groups of which one member is enough; all by id."""

    needs: Mapping[str, frozenset[str]]
    groups: Mapping[Group, frozenset[str]]
    groups_of: Mapping[str, tuple[Group, ...]]


def presupposed(papers: Iterable[Named], curation: Curation) -> tuple[Presupposed, ...]:
    """Return what the papers directly presuppose and do not contain: what most of them need first, then by id."""
    papers = tuple(papers)
    at_hand = {paper.id for paper in papers}
    rows = _rows(papers, curation)
    needed: dict[tuple[str, ...], set[str]] = {}
    for subject in at_hand:
        for other in rows.needs.get(subject, frozenset()) - at_hand:
            needed.setdefault((other,), set()).add(subject)
        for group in rows.groups_of.get(subject, ()):
            if not rows.groups[group] & at_hand:
                needed.setdefault(tuple(sorted(rows.groups[group])), set()).add(subject)
    found = [Presupposed(works=works, needed_by=tuple(sorted(by))) for works, by in needed.items()]
    return tuple(sorted(found, key=lambda each: (-len(each.needed_by), each.works)))


def missing(papers: Iterable[Named], curation: Curation) -> tuple[str, ...]:
    """Return the ids of all known works that have to be brought in so that nothing is presupposed any more, sorted.

    This is the closure along core rows. Of a group without a member at hand it takes the member that brings the fewest
    further works with it, the least id where several bring as few; groups are settled one by one, the one that costs
    least first, since a work that one brings in may be what another waits for.
    """
    papers = tuple(papers)
    at_hand = {paper.id for paper in papers}
    rows = _rows(papers, curation)
    known = {work.id for work in curation.works}
    reached = _closure(at_hand, rows)
    while options := sorted(_options(reached, rows, known)):
        _, member, _ = options[0]
        reached = _closure({*reached, member}, rows)
    return tuple(sorted((reached - at_hand) & known))


def _rows(papers: Sequence[Named], curation: Curation) -> _Rows:
    needs: dict[str, set[str]] = {}
    groups: dict[Group, set[str]] = {}
    for (subject, other), edge in _in_force(papers, curation).items():
        if edge.kind == "core" and edge.any_of is None:
            needs.setdefault(subject, set()).add(other)
        elif edge.kind == "core" and edge.any_of is not None:
            groups.setdefault((subject, edge.any_of), set()).add(other)
    groups_of: dict[str, list[Group]] = {}
    for group in sorted(groups):
        groups_of.setdefault(group[0], []).append(group)
    return _Rows(
        {subject: frozenset(others) for subject, others in needs.items()},
        {group: frozenset(members) for group, members in groups.items()},
        {subject: tuple(found) for subject, found in groups_of.items()},
    )


def _in_force(papers: Sequence[Named], curation: Curation) -> dict[tuple[str, str], CuratedEdge]:
    """Return the row in force for each pair of works: the last one, whatever it calls them.

    A reference is a paper at hand, else a known work; a row whose reference is neither, or could be several, says
    nothing.
    """
    own = ReferenceIndex.of(papers)
    works = ReferenceIndex.of(curation.works)
    at_hand: dict[str, str] = {}
    for work in curation.works:
        found = {paper for each in (work.id, *work.identifiers) for paper in own.by_identifier.get(each, ())}
        at_hand[work.id] = min(found) if len(found) == 1 else work.id
    read: dict[str, str | None] = {}

    def find(reference: str) -> str | None:
        if reference not in read:
            found = own.find(reference) or sorted({at_hand[work] for work in works.find(reference)})
            read[reference] = found[0] if len(found) == 1 else None
        return read[reference]

    rows: dict[tuple[str, str], CuratedEdge] = {}
    for edge in curation.edges:
        subject, other = find(edge.subject), find(edge.object)
        if subject is not None and other is not None and subject != other:
            rows[subject, other] = edge
    return rows


def _closure(starts: Collection[str], rows: _Rows) -> set[str]:
    """Return what is reached from `starts` where there is no choice."""
    reached = set(starts)
    waiting = list(starts)
    while waiting:
        for other in rows.needs.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def _open_groups(reached: Collection[str], rows: _Rows) -> list[Group]:
    reached = set(reached)
    return [group for each in reached for group in rows.groups_of.get(each, ()) if not rows.groups[group] & reached]


def _options(reached: set[str], rows: _Rows, known: Collection[str]) -> Iterator[tuple[int, str, Group]]:
    """Yield each way to settle a group that is open: its cost in further works, the member, the group.

    A group that the member leaves open in turn counts as one more work: so many it costs at least.
    """
    for group in _open_groups(reached, rows):
        for member in rows.groups[group] & set(known):
            more = _closure({member}, rows)
            opened = [each for each in _open_groups(more, rows) if not rows.groups[each] & reached]
            yield len(more - reached) + len(opened), member, group
