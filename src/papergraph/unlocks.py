"""What can be read now, and what each of it opens up: in a whole graph, or on the way to some targets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from papergraph.effort import CONCEPT_HOURS, hours_of
from papergraph.errors import PlanError
from papergraph.graph import PaperGraph
from papergraph.model import HoursSource
from papergraph.prerequisites import Planner

#: A work that still needs more others than this is too far off to come noticeably nearer; in a large graph still
#: fewer, so that all works together take some million steps.
_FAR, _STEPS = 200, 1_000_000

#: For each work that is not known, what it waits for: of each group any one is enough.
_Waits = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """Something that can be read now: `unlocks` can be read once it is read, `nearer` further works come nearer.

    `per_hour` is what ranks it: how many works it opens in an hour, those that come nearer counted in part.
    """

    id: str
    hours: float
    hours_source: HoursSource
    unlocks: tuple[str, ...]
    nearer: int
    per_hour: float


@dataclass(frozen=True, slots=True)
class Next:
    """What can be read now, the best first; `left` is how many works are not known, `targets` what they lead to."""

    targets: tuple[str, ...]
    left: int
    readable: tuple[Readable, ...]


def what_next(graph: PaperGraph, *, known: Sequence[str] = (), towards: Sequence[str] = ()) -> Next:
    """Return what can be read now by who knows `known`, the best first: in all of `graph`, or on the way to targets.

    A work can be read when all its core prerequisites are known, of a group of alternatives one. On the way to targets
    only what lies on their path counts (what is only an origin is taken as given). Whatever a known work rests on is
    known too.

    Ranked by what an hour of reading opens. A work opens others fully when they can be read once it is read. Each
    further work that rests on it, directly or not, comes nearer, and counts as much as its hours are a part of all
    hours of unread works that this further work rests on (groups: the shortest alternative; works that need more than
    200 others, in graphs of over 5,000 works fewer: not at all). The sum is divided by the work's hours. Ties: the
    shorter, the older, by id.

    Raises PlanError for an id that is not in the graph, and when works build on each other in a circle so that none of
    what is left can be read.

    >>> from papergraph.model import BuildsOn, Paper
    >>> papers = [Paper(id=f"work:{each}", citekey=each, title=each, hours=2) for each in ("a", "b", "c")]
    >>> edges = [BuildsOn(subject="work:c", object="work:b", kind="core")]
    >>> found = what_next(PaperGraph(papers=tuple(papers), builds_on=tuple(edges)))
    >>> [(each.id, each.unlocks, each.per_hour) for each in found.readable]
    [('work:b', ('work:c',), 0.5), ('work:a', (), 0.0)]
    """
    planner = Planner(graph)
    targets, waits = _on_the_way(planner, known, towards) if towards else ((), _anywhere(planner, known))
    ready = [each for each, groups in waits.items() if not groups]
    if waits and not ready:
        names = ", ".join(_name(graph, each) for each in sorted(waits)[:8])
        raise PlanError(f"{names}: build on each other in a circle, so that nothing can come first; take out an edge")
    measure = _Measure(graph, waits)
    found = [measure.of(each) for each in ready]
    found.sort(key=lambda each: (-each.per_hour, each.hours, _age(graph, each.id)))
    return Next(targets, len(waits), tuple(found))


def readable_now(graph: PaperGraph, *, known: Sequence[str] = ()) -> frozenset[str]:
    """Return the papers that are not known and that can be read by who knows `known`; raises PlanError as above."""
    return frozenset(each for each, groups in _anywhere(Planner(graph), known).items() if not groups)


def covered(graph: PaperGraph, *, known: Sequence[str] = ()) -> frozenset[str]:
    """Return all papers and concepts that are known to who knows `known`: what they rest on, too."""
    return _covered(Planner(graph), known)


def _covered(planner: Planner, known: Sequence[str]) -> frozenset[str]:
    plan = planner.plan(targets=(), known=known)
    return plan.known_papers | plan.known_concepts


def _anywhere(planner: Planner, known: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return what each paper that is not known waits for."""
    knows = _covered(planner, known)
    graph = planner.graph
    return {paper.id: tuple(_open(graph, paper.id, knows)) for paper in graph.papers if paper.id not in knows}


def _open(graph: PaperGraph, paper: str, knows: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield the core prerequisites of a paper that are not known: alone, or as a group of which none is known."""
    groups: dict[str, list[str]] = {}
    for edge in graph.edges_from.get(paper, ()):
        if edge.kind != "core":
            continue
        if edge.any_of is not None:
            groups.setdefault(edge.any_of, []).append(edge.object)
        elif edge.object not in knows:
            yield (edge.object,)
    for _, group in sorted(groups.items()):
        if not any(each in knows for each in group):
            yield tuple(group)


def _on_the_way(
    planner: Planner, known: Sequence[str], towards: Sequence[str]
) -> tuple[tuple[str, ...], dict[str, tuple[tuple[str, ...], ...]]]:
    """Return the targets, and what each member of their path waits for: of alternatives the one that was chosen."""
    plan = planner.plan(targets=towards, known=known)
    members = {each for each, role in plan.role.items() if role != "origin"} - plan.known_papers - plan.known_concepts
    waits: dict[str, tuple[tuple[str, ...], ...]] = {
        member: tuple(
            (each,) for each in plan.needs[member] if each in members and plan.edge[member, each].kind == "core"
        )
        for member in sorted(members)
    }
    return plan.targets, waits


class _Measure:
    """Tells what each work that can be read now opens."""

    def __init__(self, graph: PaperGraph, waits: _Waits) -> None:
        self._graph = graph
        self._waits = waits
        self._far = min(_FAR, max(5, _STEPS // max(1, len(waits))))
        self._hours = {each: hours_of(graph.paper[each])[0] if each in graph.paper else CONCEPT_HOURS for each in waits}
        self._used_by: dict[str, list[str]] = {}
        self._nearer: dict[str, list[tuple[str, float]]] = {}
        for work, groups in waits.items():
            for each in sorted({option for group in groups for option in group}):
                self._used_by.setdefault(each, []).append(work)
            below = self._below(work)
            if below is not None:
                hours = sum(self._hours[each] for each in below[0])
                for each in below[1]:
                    self._nearer.setdefault(each, []).append((work, hours))

    def of(self, work: str) -> Readable:
        """Return what one work opens."""
        hours = self._hours[work]
        waiting = self._used_by.get(work, ())
        opened = {each for each in waiting if all(work in group for group in self._waits[each])}
        parts = {user: min(1.0, hours / total) for user, total in self._nearer.get(work, ()) if user not in opened}
        paper = self._graph.paper.get(work)
        return Readable(
            id=work,
            hours=hours,
            hours_source=hours_of(paper)[1] if paper else "estimate",
            unlocks=tuple(sorted(opened, key=lambda each: _age(self._graph, each))),
            nearer=len(parts),
            per_hour=round((len(opened) + sum(parts[each] for each in sorted(parts))) / max(hours, 0.1), 4),
        )

    def _below(self, work: str) -> tuple[set[str], set[str]] | None:
        """Return what is to be read before a work, and with it the alternatives to that; None when it is too much."""
        below: set[str] = set()
        ways: set[str] = set()
        waiting = [work]
        while waiting:
            for group in self._waits[waiting.pop()]:
                ways.update(group)
                # Only one that is not known is waited for, so that each has its hours here.
                chosen = (
                    group[0]
                    if len(group) == 1
                    else min(group, key=lambda each: (each not in below, self._hours[each], each))
                )
                if chosen not in below and chosen != work:
                    below.add(chosen)
                    waiting.append(chosen)
            if len(below) > self._far:
                return None
        return below, ways | below


def _name(graph: PaperGraph, work: str) -> str:
    return graph.paper[work].citekey if work in graph.paper else work


def _age(graph: PaperGraph, work: str) -> tuple[int, str]:
    paper = graph.paper.get(work)
    return ((paper.year if paper else None) or 9999, work)
