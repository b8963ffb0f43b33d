"""The order of a plan's members, and the figures of an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from papergraph import ordering
from papergraph.digraph import generations, topological_order, transitive_reduction
from papergraph.graph import PaperGraph
from papergraph.model import Order, PathMetrics, Step
from papergraph.prerequisites import Plan


@dataclass(frozen=True, slots=True)
class Ranked:
    """The members of a plan in reading order, with their stages.

    Stages count what is shown, from 1 and without gaps: a member stands one stage after the last of the shown members
    that must come before it, those behind folded ones too. Members of one stage do not need each other. An origin,
    which is folded away, opens no stage: it has the stage of the first shown member that rests on it.
    """

    ids: tuple[str, ...]
    stage: dict[str, int]


def ordered(plan: Plan, graph: PaperGraph, order: Order) -> tuple[Ranked, int | None]:
    """Return the members of a plan in reading order, and the proven least carry where there is one."""
    members = sorted(plan.role, key=lambda each: date_key(graph, each))
    index = {member: number for number, member in enumerate(members)}
    needs = [[index[each] for each in plan.needs[member]] for member in members]
    kept = [index[each] for each in members if plan.role[each] != "origin"]
    over = over_folded(needs, {number: place for place, number in enumerate(kept)})
    shown = [over[number] for number in kept]
    stage = _with_folded(needs, {kept[each]: at for at, nodes in enumerate(generations(shown), 1) for each in nodes})
    optimum: int | None = None
    if order == "chronological":
        numbers = topological_order(needs)
    else:
        first = stage
        if order == "just-in-time":
            best, optimum = ordering.just_in_time(transitive_reduction(shown), lambda each: each)
            first = _with_folded(needs, {kept[each]: rank for rank, each in enumerate(best)})
        # A folded work stands right before the first step, or the first stage, that rests on it.
        is_shown = set(kept)
        numbers = topological_order(needs, lambda each: (first[each], each in is_shown, each))
    ranked = Ranked(tuple(members[each] for each in numbers), dict(zip(members, stage, strict=True)))
    return ranked, optimum


def over_folded(needs: Sequence[Sequence[int]], position: Mapping[int, int]) -> dict[int, list[int]]:
    """Return for each node that is kept the kept ones before it, those behind folded ones too, by their position."""
    before: dict[int, set[int]] = {}
    for node in topological_order(needs):
        found: set[int] = set()
        for each in needs[node]:
            found |= {position[each]} if each in position else before[each]
        before[node] = found
    return {node: sorted(before[node]) for node in position}


def _with_folded(needs: Sequence[Sequence[int]], place: Mapping[int, int]) -> list[int]:
    """Return for each node its own place, or for a folded one the first place among those that rest on it."""
    first = [place.get(node, len(needs)) for node in range(len(needs))]
    for node in reversed(topological_order(needs)):
        for each in needs[node]:
            if each not in place:
                first[each] = min(first[each], first[node])
    return first


def date_key(graph: PaperGraph, identifier: str) -> tuple[int, int, str]:
    """Return a sort key by first publication (concepts and undated works first), ties by id."""
    paper = graph.paper.get(identifier)
    return (paper.year or 0, paper.month or 0, identifier) if paper else (0, 0, identifier)


def metrics(steps: Sequence[Step], plan: Plan, graph: PaperGraph, optimum: int | None) -> PathMetrics:
    """Return the figures of the order that is read, without what is folded away as origins."""
    read = [step.paper.id for step in steps if step.role != "origin"]
    index = {member: number for number, member in enumerate(read)}
    everyone = sorted(plan.role)
    number = {member: at for at, member in enumerate(everyone)}
    position = {number[member]: place for member, place in index.items()}
    over = over_folded([[number[each] for each in plan.needs[member]] for member in everyone], position)
    needs = transitive_reduction([over[number[member]] for member in read])
    order = list(range(len(read)))
    opened = ordering.open_counts(order, needs)
    labels = [_section(graph, member) for member in read]
    return PathMetrics(
        papers=sum(1 for step in steps if step.role != "origin" and step.type == "paper"),
        hours=steps[-1].cumulative_hours if steps else 0.0,
        carry=ordering.carry(order, needs),
        mean_open=round(sum(opened) / len(opened), 3) if opened else 0.0,
        peak_open=max(opened, default=0),
        longest_gap=ordering.longest_gap(order, needs),
        topic_switches=ordering.switches(labels),
        optimum=optimum,
    )


def _section(graph: PaperGraph, member: str) -> str | None:
    paper = graph.paper.get(member)
    sections = [graph.entry[each].section for each in paper.entries if each in graph.entry] if paper else []
    return next((section[-1] for section in sections if section), None)
