"""Learning paths: what to read before a target, in what order, why, and from what one knows already."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import get_args

from papergraph.digraph import strongly_connected_components
from papergraph.effort import GOAL_FACTOR
from papergraph.errors import PlanError
from papergraph.graph import PaperGraph
from papergraph.model import Budget, Cut, LearningPath, Order, PathMetrics, ReadAs, Step
from papergraph.model import Goal as Goal
from papergraph.paths import sittings as _sittings
from papergraph.paths.budget import importance, restricted, select
from papergraph.paths.order import date_key, metrics, ordered
from papergraph.paths.sittings import Sittings, parse_sittings
from papergraph.paths.steps import Steps
from papergraph.paths.teaching import Teaching
from papergraph.paths.wording import activities, first_sentence, strongest, summary
from papergraph.prerequisites import Plan, Planner

__all__ = [
    "activities",
    "date_key",
    "first_sentence",
    "importance",
    "learning_path",
    "parse_sittings",
    "strongest",
    "summary",
]


def learning_path(
    graph: PaperGraph,
    targets: Sequence[str],
    *,
    known: Sequence[str] = (),
    hours: float | None = None,
    papers: int | None = None,
    sittings: Sittings | None = None,
    order: Order = "just-in-time",
    goal: Goal = "understand",
    include_background: bool = False,
    read_as: Sequence[ReadAs] = (),
) -> LearningPath:
    """Return the path to `targets` for a reader who knows `known`; both are ids of papers or concepts of `graph`.

    The path is what is reached from the targets along core edges, never through what is known; whatever a known paper
    rests on is known too. A known concept covers what it requires and the papers that introduced those. Of a group of
    which any one work is enough, the one is taken that leaves the least hours in all. `order` is `just-in-time` (least
    total distance between a prerequisite and its uses), `chronological` or `stages` (what can be read in parallel).

    At most one of three limits: `hours` in all, with those of the concepts to know first; a number of `papers`; or
    `sittings`, (how many, of how many hours), over which the path is laid. A path that does not fit keeps what matters
    most for the targets (`paths.budget.importance` says how that is measured); `cut` lists the rest with reasons.
    Without a limit, and with a large enough one, everything is kept. Hours are estimates, rescaled by `goal`.

    Raises PlanError for an id that is not in the graph, for no targets, for works that build on each other in a circle,
    and for limits that contradict each other or that the targets alone do not fit.

    >>> from papergraph.graph import PaperGraph
    >>> from papergraph.model import BuildsOn, Paper
    >>> papers = [Paper(id=f"work:{each}", citekey=each, title=each.upper(), hours=2) for each in ("a", "b", "c")]
    >>> edges = [BuildsOn(subject="work:c", object="work:a", kind="core", confidence=0.5)]
    >>> edges.append(BuildsOn(subject="work:c", object="work:b", kind="core"))
    >>> graph = PaperGraph(papers=tuple(papers), builds_on=tuple(edges))
    >>> [step.paper.title for step in learning_path(graph, ["work:c"]).steps]
    ['A', 'B', 'C']
    >>> [step.paper.title for step in learning_path(graph, ["work:c"], known=["work:b"]).steps]
    ['A', 'C']
    >>> short = learning_path(graph, ["work:c"], hours=5)
    >>> [step.paper.title for step in short.steps], short.metrics.hours
    (['B', 'C'], 4.0)
    >>> short.cut[0].reason
    'left out to fit ~5 h: ~2 h; C is read without it'
    >>> [[part.position for part in each.parts] for each in learning_path(graph, ["work:c"], sittings=(2, 4)).sittings]
    [[1, 2], [3]]
    """
    budget = _budget(hours, papers, sittings)
    _check(targets, known, order, goal)
    plan = Planner(graph).plan(targets=targets, known=known, include_background=include_background)
    _refuse_circle(graph, plan)
    teaching = Teaching(graph, plan, GOAL_FACTOR[goal])
    steps, figures = _laid(graph, plan, teaching, order)
    cut: tuple[Cut, ...] = ()
    if budget is not None and not _fits(figures, budget):
        selection = select(graph, plan, teaching, budget)
        cut = selection.cut
        steps, figures = _laid(graph, restricted(plan, frozenset(selection.kept)), teaching, order)
    return LearningPath(
        targets=plan.targets,
        known=tuple(sorted(known)),
        read_as=tuple(read_as),
        order=order,
        goal=goal,
        steps=steps,
        cut=cut,
        metrics=figures,
        budget=budget,
        sittings=_sittings.lay_out(steps, sittings) if sittings is not None else (),
    )


def _laid(graph: PaperGraph, plan: Plan, teaching: Teaching, order: Order) -> tuple[tuple[Step, ...], PathMetrics]:
    """Return the steps of a plan in order, and the figures of that order."""
    ranked, optimum = ordered(plan, graph, order)
    steps = Steps(plan, ranked, teaching).all()
    return steps, metrics(steps, plan, graph, optimum if order == "just-in-time" else None)


def _fits(figures: PathMetrics, budget: Budget) -> bool:
    if budget.papers is not None:
        return figures.papers <= budget.papers
    return budget.hours is None or figures.hours <= budget.hours


def _budget(hours: float | None, papers: int | None, sittings: Sittings | None) -> Budget | None:
    """Return the limit that was asked for; raises PlanError when there are two, or when it makes no sense."""
    given = {"hours": hours, "papers": papers, "sittings": sittings}
    named = [name for name, value in given.items() if value is not None]
    if len(named) > 1:
        raise PlanError(f"{' and '.join(named)} both limit the path: ask for one of them")
    if hours is not None:
        if isinstance(hours, bool) or not math.isfinite(hours) or hours <= 0:
            raise PlanError(f"a path of {hours} hours: ask for a number of hours above 0")
        return Budget(hours=float(hours))
    if papers is not None:
        if isinstance(papers, bool) or int(papers) != papers or papers < 1:
            raise PlanError(f"a path of {papers} papers: ask for a whole number above 0")
        return Budget(papers=int(papers))
    return Budget(hours=_sittings.capacity(_sittings.checked(sittings))) if sittings is not None else None


def _check(targets: Sequence[str], known: Sequence[str], order: str, goal: str) -> None:
    for name, value in (("targets", targets), ("known", known)):
        if isinstance(value, str):
            raise PlanError(f"{name} is the text {value!r}: give a list of ids, [{value!r}]")
    if not targets:
        raise PlanError("a path needs at least one target")
    if order not in get_args(Order):
        raise PlanError(f"there is no order {order!r}: one of {', '.join(get_args(Order))}")
    if goal not in GOAL_FACTOR:
        raise PlanError(f"there is no goal {goal!r}: one of {', '.join(GOAL_FACTOR)}")


def _refuse_circle(graph: PaperGraph, plan: Plan) -> None:
    """Raise PlanError when members build on each other in a circle: then none of them can come first."""
    members = sorted(plan.role)
    index = {member: number for number, member in enumerate(members)}
    needs = [[index[each] for each in plan.needs[member]] for member in members]
    for component in strongly_connected_components(needs):
        if len(component) > 1 or component[0] in needs[component[0]]:
            names = ", ".join(graph.paper[members[node]].citekey or members[node] for node in component)
            raise PlanError(
                f"{names}: builds on itself in a circle, so that nothing can come first; take out one of the edges"
            )
