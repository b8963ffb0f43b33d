"""What a plan holds: the prerequisites of targets along core edges, never through what is known."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from papergraph.alternatives import Alternatives
from papergraph.effort import CONCEPT_HOURS, hours_of
from papergraph.errors import PlanError
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, StepRole

# Taken where an edge does not say which concepts: no concept has an empty id.
_ANYTHING = ""
# Of what a target cites as its basis, and nothing else says so, so many are needed; of what these cite, of what those.
_MOST_CITED = (6, 2, 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """The members of a path (papers, and concepts that no paper introduces), not yet in order.

    `needs[m]` are the members that must come before `m`; `edge[later, earlier]` is the edge that says so.
    """

    targets: tuple[str, ...]
    role: dict[str, StepRole]
    needs: dict[str, tuple[str, ...]]
    edge: dict[tuple[str, str], BuildsOn]
    alternatives: dict[str, tuple[str, ...]]
    known_papers: frozenset[str]
    known_concepts: frozenset[str]


class Planner:
    """Finds prerequisites in one graph; made once for many plans."""

    def __init__(self, graph: PaperGraph) -> None:
        self.graph = graph
        self.introduced_by: dict[str, list[str]] = {}
        self.introduces: dict[str, list[str]] = {}
        for topic in graph.topics:
            if topic.relation == "introduces":
                self.introduced_by.setdefault(topic.concept, []).append(topic.paper)
                self.introduces.setdefault(topic.paper, []).append(topic.concept)

    def plan(self, *, targets: Sequence[str], known: Sequence[str] = (), include_background: bool = False) -> Plan:
        """Return what to read for `targets` from `known`; raises PlanError for an id that is not in the graph.

        With `include_background` also the ingredients of all that is shown, with what must be known before these: who
        is to read a work needs its prerequisites, whatever it is read for. The ingredients of ingredients are left out.
        """
        known_papers, known_concepts = self._known(known)
        goals = self._goals(targets)
        reached, alternatives = self._reached([goal for goal in goals if goal in self.graph.paper], known_papers)
        shown = self._needed(goals, {}, reached)
        role: dict[str, StepRole] = {member: "core" if member in shown else "origin" for member in sorted(reached)}
        if include_background:
            ingredients = self._ingredients(shown, known_papers)
            below, others = self._reached(sorted(ingredients), known_papers | reached)
            alternatives |= others
            wide = self._needed(goals, ingredients, reached | below)
            for member in sorted(reached | below):
                if role.get(member) != "core":
                    role[member] = "background" if member in wide else "origin"
        role.update(dict.fromkeys(goals, "target"))
        # Between members every edge counts for the order, background ones too: both are read anyway.
        edges = {
            (member, edge.object): edge
            for member in sorted(role)
            for edge in self.graph.edges_from.get(member, ())
            if edge.object in role
        }
        before: dict[str, list[str]] = {member: [] for member in role}
        for subject, object_ in edges:
            before[subject].append(object_)
        needs = {member: tuple(sorted(each)) for member, each in before.items()}
        return Plan(goals, role, needs, edges, alternatives, frozenset(known_papers), frozenset(known_concepts))

    def _core(self, member: str, within: Container[str] | None = None) -> list[BuildsOn]:
        edges = [edge for edge in self.graph.edges_from.get(member, ()) if edge.kind == "core"]
        return edges if within is None else [edge for edge in edges if edge.object in within]

    def _check(self, identifier: str) -> None:
        if identifier not in self.graph.paper and identifier not in self.graph.concept:
            raise PlanError(f"{identifier!r} is no paper and no concept of this graph")

    def _goals(self, targets: Sequence[str]) -> tuple[str, ...]:
        """Return the targets; a concept stands for the papers that introduce it, or for itself when there are none."""
        goals: dict[str, None] = {}
        for target in targets:
            self._check(target)
            papers = [target] if target in self.graph.paper else sorted(self.introduced_by.get(target, ()))
            goals.update(dict.fromkeys(papers or [target]))
        return tuple(goals)

    def _known(self, known: Sequence[str]) -> tuple[set[str], set[str]]:
        """Return the papers and concepts that are known: what was named, and all that this rests on.

        A concept that is named covers all that it requires, and the papers that introduced these. A paper covers what
        it builds on along core edges. The concepts of known papers are known with all that they require, but not the
        other papers that introduced them: who has read of the Transformer knows what a shortcut is, and need not have
        read of residual networks.
        """
        for identifier in known:
            self._check(identifier)
        asked = self._with_required(each for each in known if each in self.graph.concept)
        papers: set[str] = set()
        waiting = [each for each in known if each in self.graph.paper]
        waiting += [paper for concept in asked for paper in self.introduced_by.get(concept, ())]
        while waiting:
            paper = waiting.pop()
            if paper not in papers:
                papers.add(paper)
                waiting.extend(edge.object for edge in self._core(paper))
        concepts = self._with_required([*asked, *(each for paper in papers for each in self.introduces.get(paper, ()))])
        for paper in papers:
            # What others take from a known paper is known, whoever introduced it.
            concepts.update(*(edge.takes for edge in self.graph.edges_to.get(paper, ())))
        return papers, concepts

    def _with_required(self, concepts: Iterable[str]) -> set[str]:
        """Return concepts of the graph with all that they require, directly or not."""
        found: set[str] = set()
        waiting = list(concepts)
        while waiting:
            concept = waiting.pop()
            if concept in self.graph.concept and concept not in found:
                found.add(concept)
                waiting.extend(need.object for need in self.graph.concept[concept].requires)
        return found

    def _reached(self, goals: Sequence[str], known: set[str]) -> tuple[set[str], dict[str, tuple[str, ...]]]:
        """Return the closure of `goals` along core edges, with one member of each any-of group, and the others' names.

        The choice is the one that leaves the least hours in all (`alternatives`).
        """
        choosing = Alternatives(self._core, self._hours, goals, known)
        members, choice = choosing.chosen()
        others = {
            option: tuple(each for each in choosing.options(group) if each != option)
            for group, option in sorted(choice.items())
            if group[0] in members
        }
        return members, others

    def _hours(self, member: str) -> float:
        return hours_of(self.graph.paper[member])[0] if member in self.graph.paper else CONCEPT_HOURS

    def _ingredients(self, shown: Iterable[str], known: Container[str]) -> dict[str, set[str]]:
        """Return what members shown have for background and what is not shown or known, with the concepts taken."""
        found: dict[str, set[str]] = {}
        for member in sorted(shown):
            for edge in self.graph.edges_from.get(member, ()):
                if edge.kind == "background" and edge.object not in known and edge.object not in shown:
                    found.setdefault(edge.object, set()).update(edge.takes or (_ANYTHING,))
        return found

    def _needed(self, goals: Sequence[str], ingredients: Mapping[str, set[str]], reached: Container[str]) -> set[str]:
        """Return the members that are needed; of the others nothing is taken any further: they are origins.

        Needed are the targets, what they need, and what that needs in turn; ingredients count as what a target needs.
        Further back a member needs a prerequisite when what it takes there is required, directly or not, by what it
        introduces or hands on. What is reached only by concepts that nobody needs on the way to a target is where the
        ideas come from. Where an edge does not say what it takes, or what of its object, it counts as needed. Of edges
        that rest on citations alone only the surest are followed, fewer the further back (`_MOST_CITED`): citations
        lead from paper to paper without end.
        """
        handed = {goal: {_ANYTHING} for goal in goals} | {each: set(takes) for each, takes in ingredients.items()}
        distance = dict.fromkeys(goals, 0) | dict.fromkeys(ingredients, 1)
        waiting = [each for each in distance if each in self.graph.paper]
        needed = set(waiting)
        for member in waiting:  # grows while it is walked: breadth first, so that distances are the least
            wanted = self._required(handed[member] | set(self.introduces.get(member, ())))
            # Of all of its edges, so that what is known makes no room for others.
            kept = _surest(self._core(member), distance[member])
            for edge in (each for each in kept if each.object in reached):
                takes = set(edge.takes) or {_ANYTHING}
                told = _ANYTHING not in takes and _ANYTHING not in wanted
                if distance[member] > 1 and told and not takes & wanted:
                    continue
                before = handed.setdefault(edge.object, set())
                if edge.object not in needed or not takes <= before:
                    before |= takes
                    distance.setdefault(edge.object, distance[member] + 1)
                    needed.add(edge.object)
                    waiting.append(edge.object)
        return needed

    def _required(self, concepts: set[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(concepts)
        while waiting:
            concept = waiting.pop()
            if concept not in found:
                found.add(concept)
                if concept in self.graph.concept:
                    waiting.extend(need.object for need in self.graph.concept[concept].requires)
                    waiting.extend(self.graph.concept[concept].broader)
        return found


def _surest(edges: Sequence[BuildsOn], distance: int) -> list[BuildsOn]:
    """Return the edges to follow from a member: of those that rest on citations alone, the surest few."""
    alone = [edge for edge in edges if edge.is_lone_citation]
    most = _MOST_CITED[min(distance, len(_MOST_CITED) - 1)]
    left = {edge.object for edge in sorted(alone, key=lambda edge: (-edge.confidence, edge.object))[most:]}
    return [edge for edge in edges if edge.object not in left]
