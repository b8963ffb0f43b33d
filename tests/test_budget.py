"""Paths cut to hours or papers: what is kept, what is left out, and that every reason is true."""

from __future__ import annotations

import doctest
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.errors import PlanError
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Concept, LearningPath, Paper, Requirement, Topic
from papergraph.paths import budget as budget_module
from papergraph.paths import learning_path
from papergraph.paths.budget import importance, select
from papergraph.paths.teaching import Teaching
from papergraph.prerequisites import Planner

IDS = "abcdefghij"
CONCEPTS = tuple(f"concept-{each}" for each in "uvwxyz")


def paper(name: str, hours: float | None = 1.0) -> Paper:
    return Paper(id=name, citekey=name, title=name, hours=hours)


def edge(subject: str, object_: str, kind: str = "core", confidence: float = 1.0, takes: tuple[str, ...] = ()):
    return BuildsOn(subject=subject, object=object_, kind=kind, confidence=confidence, takes=takes)


def graph(hours: dict[str, float], *edges: BuildsOn, **more) -> PaperGraph:
    return PaperGraph(papers=tuple(paper(*each) for each in sorted(hours.items())), builds_on=tuple(edges), **more)


@st.composite
def random_graphs(draw: st.DrawFn) -> PaperGraph:
    """Papers with hours, concepts that require one another, groups of alternatives, edges that take things."""
    count = draw(st.integers(1, len(IDS)))
    edges = []
    for later in range(count):
        for earlier in range(later):
            kind = draw(st.sampled_from(["core", "core", "background", None, None]))
            if kind:
                edges.append(
                    BuildsOn(
                        subject=IDS[later],
                        object=IDS[earlier],
                        kind=kind,
                        confidence=draw(st.sampled_from([0.4, 0.8, 1.0])),
                        takes=tuple(sorted(draw(st.sets(st.sampled_from(CONCEPTS), max_size=2)))),
                        any_of=draw(st.sampled_from([None, None, None, "either"])) if kind == "core" else None,
                    )
                )
    concepts = tuple(
        Concept(
            id=each,
            pref_label=each,
            requires=tuple(Requirement(object=other, reason="") for other in CONCEPTS[:at] if draw(st.booleans())),
        )
        for at, each in enumerate(CONCEPTS)
    )
    topics = tuple(
        Topic(paper=IDS[at], concept=each, relation="introduces")
        for at in range(count)
        for each in sorted(draw(st.sets(st.sampled_from(CONCEPTS), max_size=2)))
    )
    papers = tuple(paper(IDS[at], draw(st.sampled_from([None, 0.5, 1.0, 2.5, 3.33]))) for at in range(count))
    return PaperGraph(papers=papers, builds_on=tuple(edges), concepts=concepts, topics=topics)


@st.composite
def asked(draw: st.DrawFn) -> tuple[PaperGraph, dict]:
    """A graph, and what is asked of it but for the budget."""
    made = draw(random_graphs())
    names = st.sampled_from([each.id for each in made.papers])
    return made, {
        "targets": sorted(draw(st.sets(names, min_size=1, max_size=2))),
        "known": sorted(draw(st.sets(names | st.sampled_from(CONCEPTS), max_size=2))),
        "include_background": draw(st.booleans()),
        "order": draw(st.sampled_from(["just-in-time", "chronological", "stages"])),
        "goal": draw(st.sampled_from(["skim", "understand"])),
    }


budgets = st.one_of(
    st.fixed_dictionaries({"hours": st.floats(0.1, 30)}), st.fixed_dictionaries({"papers": st.integers(1, 10)})
)


def planned(made: PaperGraph, question: dict, **limit) -> LearningPath | None:
    try:
        return learning_path(made, **question, **limit)
    except PlanError:
        return None


def read(path: LearningPath) -> set[str]:
    return {step.paper.id for step in path.steps}


@settings(max_examples=60)
@given(asked(), budgets)
def test_a_path_with_a_budget_fits_it_and_lists_the_rest(case: tuple[PaperGraph, dict], limit: dict) -> None:
    made, question = case
    whole = learning_path(made, **question)
    path = planned(made, question, **limit)
    if path is None:
        return
    hours = sum(
        step.hours + sum(each.hours for each in step.know_first) for step in path.steps if step.role != "origin"
    )
    assert math.isclose(path.metrics.hours, round(hours, 2), abs_tol=1e-6)
    assert path.metrics.hours <= limit.get("hours", math.inf)
    assert path.metrics.papers <= limit.get("papers", math.inf)
    assert set(path.targets) <= read(path)
    assert read(path) | {each.paper for each in path.cut} == read(whole)
    assert len(path.steps) + len(path.cut) == len(whole.steps)
    if whole.metrics.hours <= limit.get("hours", math.inf) and whole.metrics.papers <= limit.get("papers", math.inf):
        assert path.steps == whole.steps


@settings(max_examples=60)
@given(asked(), budgets)
def test_all_that_is_kept_leads_to_a_target_over_what_is_kept(case: tuple[PaperGraph, dict], limit: dict) -> None:
    made, question = case
    path = planned(made, question, **limit)
    if path is None:
        return
    place = {step.paper.id: step.position for step in path.steps}
    leads = set(path.targets)
    for step in reversed(path.steps):
        if any(each.paper in leads for each in step.needed_by):
            leads.add(step.paper.id)
        assert all(place[each.paper] > step.position for each in step.needed_by)
    assert leads == set(place)


@settings(max_examples=60)
@given(asked(), budgets)
def test_what_came_first_over_a_work_left_out_still_comes_first(case: tuple[PaperGraph, dict], limit: dict) -> None:
    made, question = case
    path = planned(made, question, **limit)
    if path is None:
        return
    place = {step.paper.id: step.position for step in path.steps}
    members = set(place) | {each.paper for each in path.cut}
    before: dict[str, set[str]] = {}
    for each in made.papers:  # edges lead to papers that stand earlier
        objects = {edge.object for edge in made.edges_from.get(each.id, ())} & members
        before[each.id] = objects.union(*(before[other] for other in objects))
    for member in place:
        assert all(place[each] < place[member] for each in before[member] if each in place)


@settings(max_examples=60)
@given(asked(), budgets)
def test_what_a_work_left_out_taught_is_told_where_it_is_needed(case: tuple[PaperGraph, dict], limit: dict) -> None:
    made, question = case
    path = planned(made, question, **limit)
    if path is None:
        return
    gone = {each.paper for each in path.cut if "only where" not in each.reason}
    steps = [step for step in path.steps if step.role != "origin"]
    known = Planner(made).plan(targets=question["targets"], known=question["known"]).known_concepts
    learnt = {concept for step in steps for concept in step.teaches} | known
    learnt |= {each for step in steps for edge in made.edges_to.get(step.paper.id, ()) for each in edge.takes}
    learnt |= {each.concept for step in steps for each in step.know_first}
    for step in steps:
        for edge in made.edges_from.get(step.paper.id, ()):
            if edge.object in gone and edge.kind == "core":
                assert set(edge.takes) <= learnt


@settings(max_examples=60)
@given(asked(), st.floats(0.5, 20), st.floats(0, 10))
def test_more_hours_keep_the_more_important_where_choices_part(
    case: tuple[PaperGraph, dict], hours: float, more: float
) -> None:
    made, question = case
    plan = Planner(made).plan(
        targets=question["targets"], known=question["known"], include_background=question["include_background"]
    )
    teaching = Teaching(made, plan, 1.0)
    weight = importance(plan)
    try:
        little = select(made, plan, teaching, budget_module.Budget(hours=hours)).kept
        much = select(made, plan, teaching, budget_module.Budget(hours=hours + more)).kept
    except PlanError:
        return
    if budget_module._Costs(plan, teaching).hours(plan.targets) > hours:
        return  # what saves hours comes first then, whatever its importance
    parted = next((pair for pair in zip(little, much, strict=False) if pair[0] != pair[1]), None)
    assert weight[parted[1]] >= weight[parted[0]] if parted else len(much) >= len(little)


@settings(max_examples=60)
@given(asked(), st.integers(1, 9))
def test_more_papers_keep_all_that_fewer_keep(case: tuple[PaperGraph, dict], papers: int) -> None:
    made, question = case
    fewer, more = planned(made, question, papers=papers), planned(made, question, papers=papers + 1)
    if fewer is not None and more is not None:
        assert read(fewer) <= read(more)


@settings(max_examples=60)
@given(asked(), st.data())
def test_without_a_budget_more_known_never_makes_a_path_longer(
    case: tuple[PaperGraph, dict], data: st.DataObject
) -> None:
    made, question = case
    question["include_background"] = False
    names = st.sampled_from([*(each.id for each in made.papers), *CONCEPTS])
    more = learning_path(made, **question | {"known": [*question["known"], *data.draw(st.sets(names, max_size=3))]})

    assert more.metrics.hours <= learning_path(made, **question).metrics.hours


CHAIN = graph({"a": 2, "b": 3, "c": 1, "t": 2}, edge("t", "c", confidence=0.9), edge("t", "b"), edge("b", "a"))


def test_the_nearest_and_surest_is_kept_and_reasons_name_what_is_read_without() -> None:
    path = learning_path(CHAIN, ["t"], hours=5)

    assert [step.paper.id for step in path.steps] == ["b", "t"]
    assert [(each.paper, each.reason) for each in path.cut] == [
        ("a", "left out to fit ~5 h: ~2 h; b is read without it"),
        ("c", "left out to fit ~5 h: ~1 h; t is read without it"),
    ]
    assert path.budget is not None
    assert (path.budget.hours, path.budget.papers) == (5.0, None)


def test_what_rests_only_on_works_left_out_goes_with_them() -> None:
    path = learning_path(CHAIN, ["t"], papers=2)

    assert [step.paper.id for step in path.steps] == ["b", "t"]
    path = learning_path(CHAIN, ["t"], hours=4)
    assert [step.paper.id for step in path.steps] == ["c", "t"]
    assert path.cut[0].reason == "left out to fit ~4 h: ~2 h; what builds on it is left out as well: b"


def test_many_ways_count_for_more_than_one() -> None:
    made = graph(
        dict.fromkeys("abcdt", 1),
        *(edge("t", each) for each in "cd"),
        *(edge(each, "b") for each in "cd"),
        edge("c", "a"),
    )
    weight = importance(Planner(made).plan(targets=["t"]))

    assert weight["t"] == 1.0
    assert weight["c"] == weight["d"] == pytest.approx(0.3)
    assert weight["b"] == pytest.approx(0.18)
    assert weight["a"] == pytest.approx(0.09)


def test_origins_go_first() -> None:
    made = graph(
        dict.fromkeys("abcde", 1),
        edge("e", "d", takes=("x",)),
        edge("d", "c", takes=("x",)),
        edge("c", "b", takes=("x",)),
        edge("c", "a", takes=("y",)),
        concepts=(Concept(id="x", pref_label="x"), Concept(id="y", pref_label="y")),
    )
    path = learning_path(made, ["e"], hours=3.5)

    assert [step.paper.id for step in path.steps] == ["d", "e"] or path.metrics.hours <= 3.5
    assert path.cut[0].paper == "a"
    assert path.cut[0].reason == "only where the ideas come from"


def test_a_concept_that_a_work_left_out_introduced_is_to_be_known_first() -> None:
    made = graph(
        {"a": 5, "t": 2},
        edge("t", "a"),
        concepts=(Concept(id="idea", pref_label="idea", definition="what a is about"),),
        topics=(Topic(paper="a", concept="idea", relation="introduces"),),
    )
    assert learning_path(made, ["t"]).steps[-1].know_first == ()
    path = learning_path(made, ["t"], hours=3)

    assert [(each.concept, each.hours) for each in path.steps[-1].know_first] == [("idea", 0.5)]
    assert path.metrics.hours == 2.5


def test_a_work_that_saves_more_than_it_takes_lets_a_target_fit() -> None:
    ideas = tuple(Concept(id=f"idea{n}", pref_label=f"idea {n}") for n in range(6))
    made = graph(
        {"a": 1, "t": 2},
        edge("t", "a"),
        concepts=ideas,
        topics=tuple(Topic(paper="a", concept=each.id, relation="introduces") for each in ideas),
    )
    made = replace(made, papers=(*made.papers, paper("z", 9)), builds_on=(*made.builds_on, edge("t", "z")))

    assert [step.paper.id for step in learning_path(made, ["t"], hours=4).steps] == ["a", "t"]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ({"hours": 0}, "above 0"),
        ({"hours": -3.0}, "above 0"),
        ({"hours": math.nan}, "above 0"),
        ({"hours": math.inf}, "above 0"),
        ({"hours": True}, "above 0"),
        ({"papers": 0}, "above 0"),
        ({"papers": 1.5}, "above 0"),
        ({"papers": 3, "hours": 3}, "hours and papers both limit the path: ask for one"),
        ({"hours": 3, "sittings": (1, 3.0)}, "hours and sittings both"),
        ({"hours": 1.5}, "take ~2 h and do not fit into ~1.5 h: ask for 2 hours or more"),
    ],
)
def test_a_budget_that_cannot_be_is_refused(limit: dict, words: str) -> None:
    with pytest.raises(PlanError, match=words):
        learning_path(graph({"t": 2}), ["t"], **limit)


def test_what_must_be_looked_up_is_told_where_a_target_does_not_fit() -> None:
    made = graph(
        {"a": 5, "t": 2},
        edge("t", "a", takes=("idea",)),
        concepts=(Concept(id="idea", pref_label="idea"),),
    )
    with pytest.raises(
        PlanError, match=r"alone take ~2 h, with ~0\.5 h more to look up what they presuppose, and do not"
    ):
        learning_path(made, ["t"], hours=2)
    assert learning_path(made, ["t"], hours=2.5).metrics.hours == 2.5
    with pytest.raises(PlanError, match=r"ask for 0\.62 hours or more$"):
        learning_path(made, ["t"], hours=0.5, goal="skim")
    with pytest.raises(PlanError, match=r"ask for 2\.5 hours or more, or for the goal skim$"):
        learning_path(made, ["t"], hours=0.7)
    with pytest.raises(PlanError, match=r"ask for 2\.5 hours or more$"):  # skimming takes longer, too
        learning_path(made, ["t"], hours=0.6)


def test_more_targets_than_papers_is_refused() -> None:
    with pytest.raises(PlanError, match="2 targets do not fit into 1 paper: ask for 2 papers or more"):
        learning_path(CHAIN, ["t", "c"], papers=1)


def test_doctests() -> None:
    assert doctest.testmod(budget_module).failed == 0
