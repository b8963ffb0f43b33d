"""What each member of a plan teaches, and which concepts it presupposes: what to know first, and its hours.

A concept is to be known before the first step that presupposes it, unless an earlier step teaches it. Looking it up
takes half an hour, once: the steps after that take it as known. Where a later step of the path introduces it, its
definition is enough until then, and it adds no hours of its own: those of the later step are for learning it, and are
counted there. (Such a step stands later where no edge says that one work builds on the other.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from papergraph.effort import CONCEPT_HOURS, hours_of
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn
from papergraph.paths.order import date_key
from papergraph.prerequisites import Plan


class Teaching:
    """Concepts and hours of one whole plan, for paths that hold all of it or a part."""

    def __init__(self, graph: PaperGraph, plan: Plan, factor: float) -> None:
        self.graph = graph
        self.plan = plan
        self.factor = factor
        self._rests: dict[str, list[tuple[str, BuildsOn]]] = {member: [] for member in plan.role}
        #: What others take from a member is learnt there, whoever introduced it.
        self.taken_from: dict[str, set[str]] = {member: set() for member in plan.role}
        for (later, before), edge in plan.edge.items():
            self._rests[later].append((before, edge))
            self.taken_from[before].update(edge.takes)

    def topics(self, member: str) -> tuple[str, ...]:
        """Return the concepts that a member introduces: of a concept that is a step of its own, this concept."""
        if member not in self.graph.paper:
            return (member,)
        return tuple(each.concept for each in self.graph.topics_of.get(member, ()) if each.relation == "introduces")

    def presupposed(self, member: str, shown: Collection[str]) -> set[str]:
        """Return the concepts that a member needs and takes from none of the members `shown`.

        They are what its own concepts require, and what it takes from a work that is folded away as an origin or left
        out; from a work left out that is all that work introduces, where the edge does not say what. What it introduces
        itself is not among them.
        """
        teaches = self.topics(member)
        wanted: set[str] = set()
        for concept in teaches:
            if concept in self.graph.concept:
                wanted.update(need.object for need in self.graph.concept[concept].requires)
        for before, edge in self._rests[member]:
            if before in shown:
                continue
            if self.plan.role[before] == "origin":
                wanted.update(edge.takes)
            elif edge.kind == "core":
                wanted.update(edge.takes or self.topics(before))
        return {each for each in wanted if each in self.graph.concept} - set(teaches)

    def introduced(self, members: Iterable[str]) -> set[str]:
        """Return all concepts that some of the members introduce."""
        return {concept for member in members for concept in self.topics(member)}

    def learn_at(self, concept: str) -> str | None:
        """Return where a concept can be learnt: a web address or the id of a work, else the first that introduced it.

        None when no work of the graph is known to introduce it.
        """
        return self.graph.concept[concept].learn_at or self._first_work.get(concept)

    @cached_property
    def _first_work(self) -> dict[str, str]:
        works: dict[str, str] = {}
        introduced = [each for each in self.graph.topics if each.relation == "introduces"]
        for topic in sorted(introduced, key=lambda each: date_key(self.graph, each.paper)):
            works.setdefault(topic.concept, topic.paper)
        return works

    def hours(self, member: str) -> float:
        """Return the hours of a member by itself, rescaled by the goal."""
        paper = self.graph.paper.get(member)
        return round((hours_of(paper)[0] if paper else CONCEPT_HOURS) * self.factor, 2)

    @property
    def concept_hours(self) -> float:
        """The hours for looking up one concept, rescaled by the goal."""
        return round(CONCEPT_HOURS * self.factor, 2)
