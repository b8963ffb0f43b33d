"""Which part of a plan to keep when time is short: what matters most for the targets, and why the rest goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from papergraph.digraph import topological_order
from papergraph.effort import GOAL_FACTOR
from papergraph.errors import PlanError
from papergraph.graph import PaperGraph
from papergraph.model import Budget, Cut
from papergraph.paths.order import over_folded
from papergraph.paths.teaching import Teaching
from papergraph.prerequisites import Plan

#: What a use hands on of its own importance to what it rests on; background helps half as much. Of 0.2 to 1 the shares
#: from 0.2 to 0.4 kept most of what teachers had called essential, on 28 targets of the bundled lists cut to 30, 50 and
#: 70 %; with 0.7 and more, old works that all else rests on drive out what the target builds on.
CORE_SHARE = 0.3
BACKGROUND_SHARE = CORE_SHARE / 2


def importance(plan: Plan) -> dict[str, float]:
    """Return how strongly, and through how many ways, the targets rest on each member.

    A target has importance 1. Any other member has the sum, over the members that build on it, of their importance
    times the confidence of the edge times 0.3 (core) or 0.15 (background). Written out, every way from a target down to
    the member adds the product over its edges: near members count for more than distant ones, a member with many ways
    to it for more than one with few (Katz centrality, on the acyclic graph of the plan).
    """
    members = sorted(plan.role)
    index = {member: number for number, member in enumerate(members)}
    uses: list[list[int]] = [[] for _ in members]
    for later, before in plan.edge:
        uses[index[before]].append(index[later])
    found = dict.fromkeys(members, 0.0)
    for number in topological_order(uses):
        member = members[number]
        if plan.role[member] == "target":
            found[member] = 1.0
            continue
        for use in sorted(uses[number]):
            edge = plan.edge[members[use], member]
            share = CORE_SHARE if edge.kind == "core" else BACKGROUND_SHARE
            found[member] += found[members[use]] * edge.confidence * share
    return found


@dataclass(frozen=True, slots=True)
class Selection:
    """What is kept of a plan, in the order in which it was added, and what is left out with its reasons."""

    kept: tuple[str, ...]
    cut: tuple[Cut, ...]


def select(graph: PaperGraph, plan: Plan, teaching: Teaching, budget: Budget) -> Selection:
    """Return what of a plan to keep within a budget that the whole does not fit.

    Begins with the targets and adds, again and again, the most important member (`importance`, ties by id) that a
    member kept builds on and that fits; so everything kept leads to a target over what is kept. The hours of what is
    kept are those of its works and of all concepts that they presuppose and that none of them surely teaches in time,
    counted anew at every turn. Origins are not kept: they go first. Where the targets with all that must be looked up
    for them do not fit by themselves, works that save more hours than they take come first.

    Of two budgets of papers the larger keeps all that the smaller keeps. Of two budgets of hours the larger may keep
    one long work in place of two short ones; where their choices first part, it has the more important one.

    Raises PlanError when the targets do not fit.
    """
    weight = importance(plan)
    costs = _Costs(plan, teaching)
    kept = list(plan.targets)
    papers = sum(1 for each in kept if each in graph.paper)
    if budget.papers is not None and papers > budget.papers:
        raise PlanError(
            f"{papers} targets do not fit into {counted(budget.papers)}: ask for {counted(papers)} or more, "
            f"or for fewer targets"
        )

    def fits(members: list[str]) -> bool:
        if budget.papers is not None:
            return sum(1 for each in members if each in graph.paper) <= budget.papers
        return budget.hours is None or costs.hours(members) <= budget.hours + 1e-9

    def ready() -> list[str]:
        found = [each for each in costs.below(kept) if each not in kept]
        return sorted(found, key=lambda each: (-weight[each], each))

    while not fits(kept):
        now = costs.hours(kept)
        saving = min(((costs.hours([*kept, each]), at, each) for at, each in enumerate(ready())), default=None)
        if saving is None or saving[0] >= now:
            raise PlanError(_too_little(plan, teaching, costs, budget.hours or 0.0))
        kept.append(saving[2])
    while (added := next((each for each in ready() if fits([*kept, each])), None)) is not None:
        kept.append(added)
    gone = sorted(
        (each for each in plan.role if each not in kept),
        key=lambda each: (plan.role[each] != "origin", weight[each], each),
    )
    return Selection(tuple(kept), tuple(_cut(graph, plan, teaching, budget, weight, kept, each) for each in gone))


def restricted(plan: Plan, kept: Collection[str]) -> Plan:
    """Return the plan of the members kept; what came before a member over members left out still comes before it."""
    members = sorted(plan.role)
    index = {member: number for number, member in enumerate(members)}
    position = {index[member]: index[member] for member in members if member in kept}
    over = over_folded([[index[each] for each in plan.needs[member]] for member in members], position)
    return replace(
        plan,
        role={member: plan.role[member] for member in plan.role if member in kept},
        needs={members[node]: tuple(members[each] for each in before) for node, before in over.items()},
        edge={ends: edge for ends, edge in plan.edge.items() if ends[0] in kept and ends[1] in kept},
    )


class _Costs:
    """The hours of parts of one plan, and what they can grow by."""

    def __init__(self, plan: Plan, teaching: Teaching) -> None:
        self.plan = plan
        self.teaching = teaching
        self._below: dict[str, list[str]] = {member: [] for member in plan.role}
        for (later, before), edge in plan.edge.items():
            # A background edge brings in what was asked for as background, and nothing else.
            if plan.role[before] != "origin" and (edge.kind == "core" or plan.role[before] == "background"):
                self._below[later].append(before)
        members = sorted(plan.role)
        index = {member: number for number, member in enumerate(members)}
        self._before: dict[str, set[str]] = {}
        for number in topological_order([[index[each] for each in plan.needs[member]] for member in members]):
            needs = plan.needs[members[number]]
            self._before[members[number]] = set(needs).union(*(self._before[each] for each in needs))

    def below(self, kept: Collection[str]) -> set[str]:
        """Return what members kept build on."""
        return {before for member in kept for before in self._below[member]}

    def hours(self, kept: Collection[str]) -> float:
        """Return the hours of the members kept, and of all concepts to look up for them, in any order of reading."""
        here = set(kept)
        taught = self.teaching.introduced(here) | self.plan.known_concepts
        wanted: set[str] = set()
        for member in here:
            presupposed = self.teaching.presupposed(member, here) - taught - wanted
            if presupposed:
                in_time = (self.teaching.taken_from[each] for each in self._before[member] & here)
                wanted |= presupposed.difference(*in_time)
        works = sum(self.teaching.hours(member) for member in here)
        return round(works + len(wanted) * self.teaching.concept_hours, 2)


def counted(papers: int) -> str:
    """Return a number of papers in words: "1 paper", "5 papers"."""
    return f"{papers} paper{'' if papers == 1 else 's'}"


def _too_little(plan: Plan, teaching: Teaching, costs: _Costs, hours: float) -> str:
    """Return why the targets do not fit, and what would."""
    alone = costs.hours(plan.targets)
    works = round(sum(teaching.hours(each) for each in plan.targets), 2)
    looked_up = f", with ~{alone - works:g} h more to look up what they presuppose," if alone > works else ""
    skimmed = alone * GOAL_FACTOR["skim"] / teaching.factor
    skim = ", or for the goal skim" if teaching.factor > GOAL_FACTOR["skim"] and skimmed <= hours else ""
    return (
        f"the targets alone take ~{works:g} h{looked_up} and do not fit into ~{hours:g} h: "
        f"ask for {alone:g} hours or more{skim}"
    )


def _cut(
    graph: PaperGraph,
    plan: Plan,
    teaching: Teaching,
    budget: Budget,
    weight: dict[str, float],
    kept: Collection[str],
    member: str,
) -> Cut:
    """Return a member left out with the reason in plain words."""
    if plan.role[member] == "origin":
        return Cut(paper=member, reason="only where the ideas come from")
    fit = f"~{budget.hours:g} h" if budget.papers is None else counted(budget.papers)
    uses = sorted((later for later, before in plan.edge if before == member), key=lambda each: (-weight[each], each))
    without = [_name(graph, each) for each in uses if each in kept]
    if without:
        then = f"{_listed(without)} {'is' if len(without) == 1 else 'are'} read without it"
    else:
        others = [_name(graph, each) for each in uses if plan.role[each] != "origin"]
        then = f"what builds on it is left out as well: {_listed(others)}"
    return Cut(paper=member, reason=f"left out to fit {fit}: ~{teaching.hours(member):g} h; {then}")


def _listed(names: list[str]) -> str:
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]}, {names[1]} and {len(names) - 2} more"


def _name(graph: PaperGraph, member: str) -> str:
    paper = graph.paper.get(member)
    if paper is None:
        return graph.concept[member].pref_label
    return paper.short_names[0] if paper.short_names else paper.title
