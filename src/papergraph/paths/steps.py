"""The steps of a path, each with its reasons, what it teaches and what to know first."""

from __future__ import annotations

from dataclasses import replace

from papergraph.effort import hours_of
from papergraph.model import KnowFirst, NeededBy, PaperBrief, Step
from papergraph.paths.order import Ranked
from papergraph.paths.teaching import Teaching
from papergraph.paths.wording import activities, strongest, summary
from papergraph.prerequisites import Plan


class Steps:
    """Makes the steps of a path: of `plan`, which may be a part of the plan that `teaching` knows."""

    def __init__(self, plan: Plan, ranked: Ranked, teaching: Teaching) -> None:
        self.graph = teaching.graph
        self.plan = plan
        self.ranked = ranked
        self.teaching = teaching
        self.shown = {member for member in ranked.ids if plan.role[member] != "origin"}
        self.introduced_here = teaching.introduced(self.shown)

    def all(self) -> tuple[Step, ...]:
        """Return the steps in order; hours add up over those that are not folded away as origins."""
        taught = set(self.plan.known_concepts)
        spent = 0.0
        steps = []
        for position, member in enumerate(self.ranked.ids, 1):
            made = self._paper if member in self.graph.paper else self._concept
            step = made(member, position, taught)
            if step.role != "origin":
                spent += step.hours + sum(each.hours for each in step.know_first)
                taught.update(step.teaches, self.teaching.taken_from[member])
                taught.update(each.concept for each in step.know_first)
            steps.append(replace(step, cumulative_hours=round(spent, 2)))
        return tuple(steps)

    def _paper(self, member: str, position: int, taught: set[str]) -> Step:
        paper = self.graph.paper[member]
        return Step(
            position=position,
            stage=self.ranked.stage[member],
            type="paper",
            paper=PaperBrief(id=paper.id, citekey=paper.citekey, title=paper.title, year=paper.year),
            role=self.plan.role[member],
            summary=summary(paper) or self._introduces(member),
            needed_by=self._needed_by(member),
            teaches=self.teaching.topics(member),
            know_first=self._know_first(member, taught),
            alternatives=self.plan.alternatives.get(member, ()),
            links=paper.links,
            hours=self.teaching.hours(member),
            hours_source=hours_of(paper)[1] if self.teaching.factor == 1.0 else "estimate",
            activities=activities(paper),
            from_list=paper.from_list,
        )

    def _introduces(self, member: str) -> str | None:
        """Return what a work is of which no list says it: the concepts that it introduces; None when there is none."""
        names = [self.graph.concept[each] for each in self.teaching.topics(member) if each in self.graph.concept]
        if len(names) == 1 and names[0].definition:
            return f"Introduces {names[0].pref_label}: {names[0].definition}"
        *others, last = [each.pref_label for each in names] or [""]
        return f"Introduces {', '.join(others)}{' and ' if others else ''}{last}." if last else None

    def _concept(self, member: str, position: int, taught: set[str]) -> Step:
        concept = self.graph.concept[member]
        return Step(
            position=position,
            stage=self.ranked.stage[member],
            type="concept",
            paper=PaperBrief(id=concept.id, citekey="", title=concept.pref_label),
            role=self.plan.role[member],
            summary=concept.definition or None,
            teaches=self.teaching.topics(member),
            know_first=self._know_first(member, taught),
            hours=self.teaching.hours(member),
            from_list=False,
        )

    def _needed_by(self, member: str) -> tuple[NeededBy, ...]:
        found = []
        for later in self.ranked.ids:
            edge = self.plan.edge.get((later, member))
            if edge is None:
                continue
            evidence = strongest(edge)
            found.append(
                NeededBy(
                    paper=later,
                    kind=edge.kind,
                    justification=evidence.justification,
                    quote=evidence.quote,
                    reason=evidence.reason,
                    source=evidence.source,
                    first_line=evidence.row if evidence.first_line is None else evidence.first_line,
                )
            )
        return tuple(found)

    def _know_first(self, member: str, taught: set[str]) -> tuple[KnowFirst, ...]:
        """Return what a member presupposes of what is not `taught` before it.

        What a later step introduces takes no hours here: they are that step's own.
        """
        if self.plan.role[member] == "origin":
            return ()
        missing = self.teaching.presupposed(member, self.shown) - taught
        return tuple(
            KnowFirst(
                concept=each,
                definition=self.graph.concept[each].definition,
                learn_at=self.teaching.learn_at(each),
                hours=0.0 if each in self.introduced_here else self.teaching.concept_hours,
            )
            for each in sorted(missing)
        )
