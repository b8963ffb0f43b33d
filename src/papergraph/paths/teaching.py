"""What each member of a plan teaches, and which concepts it presupposes: what to know first, and its hours."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from papergraph.effort import CONCEPT_HOURS, hours_of
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn
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

    def topics(self, member: str, relation: str = "introduces") -> tuple[str, ...]:
        """Return the concepts that a paper introduces or uses."""
        return tuple(each.concept for each in self.graph.topics_of.get(member, ()) if each.relation == relation)

    def presupposed(self, member: str, shown: Collection[str]) -> set[str]:
        """Return the concepts that a member needs and takes from none of the members `shown`.

        They are what its own concepts require, and what it takes from a work that is folded away as an origin or left
        out; from a work left out that is all that work introduces, where the edge does not say what.
        """
        if member not in self.graph.paper:
            return set()
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

    def hours(self, member: str) -> float:
        """Return the hours of a member by itself, rescaled by the goal."""
        paper = self.graph.paper.get(member)
        return round((hours_of(paper)[0] if paper else CONCEPT_HOURS) * self.factor, 2)

    @property
    def concept_hours(self) -> float:
        """The hours for looking up one concept, rescaled by the goal."""
        return round(CONCEPT_HOURS * self.factor, 2)
