"""Learning paths: what to read before a target, in what order, why, and from what one knows already."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from papergraph import ordering
from papergraph.digraph import generations, topological_order, transitive_reduction
from papergraph.graph import PaperGraph
from papergraph.model import (
    Activity,
    BuildsOn,
    Concept,
    Evidence,
    Goal,
    KnowFirst,
    LearningPath,
    NeededBy,
    Order,
    Paper,
    PaperBrief,
    PathMetrics,
    ReadAs,
    Step,
)
from papergraph.prerequisites import Plan, Planner

#: Hours of a goal as a part of the hours to understand a work; rules of thumb, marked as estimates where shown.
GOAL_FACTOR: dict[Goal, float] = {"skim": 0.25, "understand": 1.0, "reproduce": 3.0}
#: Hours for looking up a concept that no step teaches: an estimate.
CONCEPT_HOURS = 0.5
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)*]*\s+(?=[^\s\da-z])")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


def learning_path(
    graph: PaperGraph,
    *,
    targets: Sequence[str],
    known: Sequence[str] = (),
    order: Order = "just-in-time",
    goal: Goal = "understand",
    include_background: bool = False,
    read_as: Sequence[ReadAs] = (),
) -> LearningPath:
    """Return the path to `targets` for a reader who knows `known`; both are ids of papers or concepts of `graph`.

    The path is what is reached from the targets along core edges, never through what is known; whatever a known paper
    rests on is known too. A known concept covers what it requires and the papers that introduced those. Of a group of
    which any one work is enough, the one that adds the least hours is taken. `order` is `just-in-time` (least total
    distance between a prerequisite and its uses), `chronological` or `stages` (what can be read in parallel). Raises
    PlanError for an id that is not in the graph.

    >>> from papergraph.graph import PaperGraph
    >>> from papergraph.model import Paper
    >>> only = PaperGraph(papers=(Paper(id="arxiv:1706.03762", citekey="v", title="Attention Is All You Need"),))
    >>> [step.paper.title for step in learning_path(only, targets=["arxiv:1706.03762"]).steps]
    ['Attention Is All You Need']
    """
    planner = Planner(graph)
    plan = planner.plan(targets=targets, known=known, include_background=include_background)
    ranked, optimum = _ordered(plan, graph, order)
    steps = _Steps(graph, plan, ranked, GOAL_FACTOR[goal]).all()
    return LearningPath(
        targets=plan.targets,
        known=tuple(sorted(known)),
        read_as=tuple(read_as),
        order=order,
        goal=goal,
        steps=steps,
        cut=(),
        metrics=_metrics(steps, plan, graph, optimum if order == "just-in-time" else None),
    )


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The members of a plan in reading order, with their stages (from 1)."""

    ids: tuple[str, ...]
    stage: dict[str, int]


def _ordered(plan: Plan, graph: PaperGraph, order: Order) -> tuple[_Ranked, int | None]:
    members = sorted(plan.role, key=lambda each: date_key(graph, each))
    index = {member: number for number, member in enumerate(members)}
    needs = [[index[each] for each in plan.needs[member]] for member in members]
    stages = {node: stage for stage, nodes in enumerate(generations(needs), 1) for node in nodes}
    optimum: int | None = None
    if order == "just-in-time":
        kept = [index[each] for each in members if plan.role[each] != "origin"]
        position = {number: place for place, number in enumerate(kept)}
        over = _over_folded(needs, position)
        best, optimum = ordering.just_in_time(
            transitive_reduction([over[number] for number in kept]), lambda each: each
        )
        place = {kept[each]: rank for rank, each in enumerate(best)}
        # A folded work stands right before the first step that rests on it.
        first_use = _first_uses(needs, place)
        numbers = topological_order(needs, lambda each: (first_use[each], each in place, each))
    elif order == "stages":
        numbers = topological_order(needs, lambda each: (stages[each], each))
    else:
        numbers = topological_order(needs)
    ranked = _Ranked(tuple(members[each] for each in numbers), {members[n]: stages[n] for n in range(len(members))})
    return ranked, optimum


def _over_folded(needs: Sequence[Sequence[int]], position: Mapping[int, int]) -> dict[int, list[int]]:
    """Return for each node that is kept the kept ones before it, those behind folded ones too, by their position."""
    before: dict[int, set[int]] = {}
    for node in topological_order(needs):
        found: set[int] = set()
        for each in needs[node]:
            found |= {position[each]} if each in position else before[each]
        before[node] = found
    return {node: sorted(before[node]) for node in position}


def _first_uses(needs: Sequence[Sequence[int]], place: Mapping[int, int]) -> list[int]:
    """Return for each node its own place, or for a folded one the first place among those that rest on it."""
    first = [place.get(node, len(place)) for node in range(len(needs))]
    for node in reversed(topological_order(needs)):
        for each in needs[node]:
            if each not in place:
                first[each] = min(first[each], first[node])
    return first


def date_key(graph: PaperGraph, identifier: str) -> tuple[int, int, str]:
    """Return a sort key by first publication (concepts and undated works first), ties by id."""
    paper = graph.paper.get(identifier)
    return (paper.year or 0, paper.month or 0, identifier) if paper else (0, 0, identifier)


class _Steps:
    """Makes the steps of a path, each with its reasons, what it teaches and what to know first."""

    def __init__(self, graph: PaperGraph, plan: Plan, ranked: _Ranked, factor: float) -> None:
        self.graph = graph
        self.plan = plan
        self.ranked = ranked
        self.factor = factor

    def all(self) -> tuple[Step, ...]:
        """Return the steps in order; hours add up over those that are not folded away as origins."""
        taught = set(self.plan.known_concepts)
        spent = 0.0
        steps = []
        for position, member in enumerate(self.ranked.ids, 1):
            step = (
                self._paper(member, position, taught) if member in self.graph.paper else self._concept(member, position)
            )
            if step.role != "origin":
                spent += step.hours + sum(each.hours for each in step.know_first)
                taught.update(step.teaches)
                # What later steps take from this one is learnt here, whoever introduced it.
                taught.update(*(edge.takes for (_, before), edge in self.plan.edge.items() if before == member))
                taught.update(each.concept for each in step.know_first)
            steps.append(replace(step, cumulative_hours=round(spent, 2)))
        return tuple(steps)

    def _paper(self, member: str, position: int, taught: set[str]) -> Step:
        paper = self.graph.paper[member]
        hours, source = (paper.hours, paper.hours_source) if paper.hours is not None else (2.0, "estimate")
        return Step(
            position=position,
            stage=self.ranked.stage[member],
            type="paper",
            paper=PaperBrief(id=paper.id, citekey=paper.citekey, title=paper.title, year=paper.year),
            role=self.plan.role[member],
            summary=summary(paper),
            needed_by=self._needed_by(member),
            teaches=self._topics(member, "introduces"),
            know_first=() if self.plan.role[member] == "origin" else self._know_first(member, taught),
            alternatives=self.plan.alternatives.get(member, ()),
            links=paper.links,
            hours=round(hours * self.factor, 2),
            hours_source=source if self.factor == 1.0 else "estimate",
            activities=activities(paper),
            from_list=paper.from_list,
        )

    def _concept(self, member: str, position: int) -> Step:
        concept = self.graph.concept[member]
        return Step(
            position=position,
            stage=self.ranked.stage[member],
            type="concept",
            paper=PaperBrief(id=concept.id, citekey="", title=concept.pref_label),
            role=self.plan.role[member],
            summary=concept.definition or None,
            teaches=(member,),
            hours=round(CONCEPT_HOURS * self.factor, 2),
            from_list=False,
        )

    def _topics(self, member: str, relation: str) -> tuple[str, ...]:
        return tuple(each.concept for each in self.graph.topics_of.get(member, ()) if each.relation == relation)

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
        """Return what a paper's own concepts require and it takes from no step, as far as no step teaches it."""
        teaches = self._topics(member, "introduces")
        wanted: set[str] = set()
        for concept_id in teaches:
            concept = self.graph.concept.get(concept_id)
            wanted.update(each.object for each in (concept.requires if concept else ()))
        for (later, before), edge in self.plan.edge.items():
            if later == member and self.plan.role[before] == "origin":
                wanted.update(edge.takes)
        shown = [step for step in self.ranked.ids if self.plan.role[step] != "origin"]
        on_path = {each for step in shown for each in self._topics(step, "introduces")}
        return tuple(
            _know_first(self.graph.concept[each], self.factor)
            for each in sorted(wanted - taught - on_path - set(teaches))
            if each in self.graph.concept
        )


def _know_first(concept: Concept, factor: float) -> KnowFirst:
    return KnowFirst(
        concept=concept.id,
        definition=concept.definition,
        learn_at=concept.learn_at,
        hours=round(CONCEPT_HOURS * factor, 2),
    )


def strongest(edge: BuildsOn) -> Evidence:
    """Return the evidence that best explains an edge: a curated reason first, then the surest."""
    rank = {"curated": 0, "stated": 1}
    return min(
        edge.evidence,
        key=lambda each: (rank.get(each.justification, 2), -each.confidence, each.source or "", each.first_line or 0),
        default=Evidence(justification="curated", confidence=edge.confidence),
    )


def summary(paper: Paper) -> str | None:
    """Return one sentence that says what a paper contributes.

    Of the first sentences of its summaries and contributions: one of telling length (60 to 200 characters), a summary
    before a contribution, the shortest of them.
    """
    keys = ("summary", "contribution", "insight")
    sentences = [
        (not 60 <= len(first) <= 200, keys.index(note.key), len(first), first)
        for note in paper.notes
        if note.key in keys and (first := first_sentence(note.text))
    ]
    return _as_sentence(min(sentences)[-1]) if sentences else None


def activities(paper: Paper) -> tuple[Activity, ...]:
    """Return something to implement and something to picture, as the lists suggest them; the shortest of each."""
    found = []
    for key in ("implement", "picture"):
        texts = [first for note in paper.notes if note.key == key and (first := first_sentence(note.text))]
        if texts:
            text = min(texts, key=lambda each: (len(each) < 15, len(each), each))
            found.append(Activity(key="implement" if key == "implement" else "picture", text=_as_sentence(text)))
    return tuple(found)


def _as_sentence(text: str) -> str:
    """Return text with a capital first: a note may go on from the title or label that stands before it."""
    return text[0].upper() + text[1:]


def first_sentence(text: str) -> str:
    """Return the first sentence of a note, without Markdown marks."""
    plain = " ".join(_MARKS.sub("", text).split())
    # "et al." and initials end in a full stop that ends no sentence.
    position = 0
    for match in _SENTENCE.finditer(plain):
        head = plain[: match.start()]
        if re.search(r"(?:\b(?:et al|e\.g|i\.e|cf|vs|resp|approx|Fig|Eq|Sec|No)|\b[A-Z])\.$", head):
            continue
        position = match.start()
        break
    return plain[:position].rstrip() if position else plain


def _metrics(steps: Sequence[Step], plan: Plan, graph: PaperGraph, optimum: int | None) -> PathMetrics:
    """Return the figures of the order that is read, without what is folded away as origins."""
    read = [step.paper.id for step in steps if step.role != "origin"]
    index = {member: number for number, member in enumerate(read)}
    everyone = sorted(plan.role)
    number = {member: at for at, member in enumerate(everyone)}
    position = {number[member]: place for member, place in index.items()}
    over = _over_folded([[number[each] for each in plan.needs[member]] for member in everyone], position)
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
