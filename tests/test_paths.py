"""Learning paths: order, reasons, what to know first, hours."""

from __future__ import annotations

import doctest
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph import curation, paths
from papergraph.errors import PlanError
from papergraph.graph import PaperGraph, build
from papergraph.model import BuildsOn, Concept, Note, Paper, Topic
from papergraph.paths import first_sentence, learning_path, summary

VIT, TRANSFORMER, LSTM = "arxiv:2010.11929", "arxiv:1706.03762", "doi:10.1162/neco.1997.9.8.1735"


@pytest.mark.parametrize("order", ["just-in-time", "chronological", "stages"])
def test_no_step_needs_a_later_one(toy_graph: PaperGraph, order) -> None:
    path = learning_path(toy_graph, targets=[VIT], order=order, include_background=True)
    place = {step.paper.id: step.position for step in path.steps}

    assert [step.position for step in path.steps] == list(range(1, 7))
    for step in path.steps:
        for needed in step.needed_by:
            assert place[needed.paper] > step.position
    assert path.steps[-1].role == "target"


def test_each_step_says_which_later_step_needs_it_and_why(toy_graph: PaperGraph) -> None:
    first = learning_path(toy_graph, targets=[VIT]).steps[0]

    assert first.paper.id == LSTM
    assert [(each.paper, each.justification, each.first_line) for each in first.needed_by] == [
        ("arxiv:1409.3215", "mention", 6)
    ]
    assert "builds on LSTM" in (first.needed_by[0].quote or "")


def takes_nothing(graph: PaperGraph) -> PaperGraph:
    return replace(graph, builds_on=tuple(replace(edge, takes=()) for edge in graph.builds_on))


def test_concepts_that_no_step_teaches_are_named_once(toy_graph: PaperGraph) -> None:
    path = learning_path(takes_nothing(toy_graph), targets=[VIT])
    first = [(step.paper.citekey, each.concept) for step in path.steps for each in step.know_first]

    assert first == [("bahdanau2014neural", "recurrent-network")]
    assert path.metrics.hours == 12.5


def test_what_is_taken_from_a_step_is_learnt_there(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, targets=[VIT])

    assert [each for step in path.steps for each in step.know_first] == []
    assert path.metrics.hours == 12.0


def test_what_a_later_step_introduces_is_known_first_and_counted_once(later_graph: PaperGraph) -> None:
    path = learning_path(later_graph, ["work:both"], order="chronological")
    first = {step.paper.citekey: step.know_first for step in path.steps}

    assert list(first) == ["work-old", "work-wide", "work-deep", "work-norm", "work-both"]
    assert [(each.concept, each.hours, each.learn_at) for each in first["work-wide"]] == [("norm", 0.0, "work:norm")]
    assert [(each.concept, each.hours, each.learn_at) for each in first["work-deep"]] == [("gradient", 0.5, None)]
    assert path.metrics.hours == 10.5
    # Without the work that introduces it, it takes the time to look it up.
    assert learning_path(later_graph, ["work:wide"]).metrics.hours == 1 + 2 + 0.5


def test_a_concept_that_is_a_step_presupposes_what_it_requires(later_graph: PaperGraph) -> None:
    step = learning_path(later_graph, ["training"]).steps[0]

    assert (step.type, step.teaches, [each.concept for each in step.know_first]) == (
        "concept", ("training",), ["depth", "gradient"]
    )  # fmt: skip
    assert learning_path(later_graph, ["training"], known=["gradient", "depth"]).metrics.hours == 0.5


@pytest.mark.parametrize("order", ["just-in-time", "chronological", "stages"])
def test_stages_count_what_is_shown(order: Any) -> None:
    """Over bundled targets: no gaps, one more than the latest that is needed, origins with what rests on them."""
    graph = build(curation.seeds())
    for paper in graph.papers[::4]:
        path = learning_path(graph, targets=[paper.id], order=order)
        stage = {step.paper.id: step.stage for step in path.steps}
        shown = {step.paper.id for step in path.steps if step.role != "origin"}
        assert {stage[each] for each in shown} == set(range(1, max(stage.values()) + 1))
        for step in path.steps:
            for later in step.needed_by:
                assert step.stage < stage[later.paper] or step.role == "origin"
                assert step.stage <= stage[later.paper]


def test_a_folded_work_stands_after_what_it_needs() -> None:
    """Over all targets of the bundled lists, folded works included."""
    graph = build(curation.seeds())
    folded = 0
    for paper in graph.papers:
        path = learning_path(graph, targets=[paper.id])
        place = {step.paper.id: step.position for step in path.steps}
        folded += sum(1 for step in path.steps if step.role == "origin")
        for step in path.steps:
            assert all(place[needed.paper] > step.position for needed in step.needed_by), paper.citekey
        shown = [step for step in path.steps if step.role != "origin"]
        hours = sum(step.hours + sum(each.hours for each in step.know_first) for step in shown)
        assert path.metrics.hours == pytest.approx(hours)
        assert path.metrics.optimum in {None, path.metrics.carry}
    assert folded > 50


def test_a_known_concept_is_not_to_be_learnt_first(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, targets=[TRANSFORMER], known=["recurrent-network"])

    assert [each for step in path.steps for each in step.know_first] == []


def test_goals_rescale_hours_and_mark_them_as_estimates(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, targets=[TRANSFORMER], known=["arxiv:1409.0473"], goal="skim")

    assert [(step.hours, step.hours_source) for step in path.steps] == [(1.0, "estimate")]


def test_activities_come_from_the_notes(toy_graph: PaperGraph) -> None:
    step = learning_path(toy_graph, targets=[TRANSFORMER]).steps[-1]

    assert {each.key: each.text for each in step.activities} == {
        "implement": "Write scaled dot-product attention in twenty lines.",
        "picture": "Draw which word looks at which.",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One sentence. And another.", "One sentence."),
        ("Vaswani et al. showed it. More.", "Vaswani et al. showed it."),
        ("By J. Pearl in 1988. More.", "By J. Pearl in 1988."),
        ("It has **bold** and *italic* words, 3.5 of them. More.", "It has bold and italic words, 3.5 of them."),
        ("Ask it (“Text: so dull. Mood:”) for more. Then count.", "Ask it (“Text: so dull. Mood:”) for more."),
        ("It shrinks (by half. Never more.", "It shrinks (by half."),
        ("It says “read me.” Then it ends.", "It says “read me.”"),
        ("$G$ makes samples, $x_i$ too. More.", "G makes samples, x_i too."),
        ("It costs $5 a day, or US$ 3, not $a lot$.", "It costs $5 a day, or US$ 3, not $a lot$."),
        ("no full stop", "no full stop"),
        ("", ""),
    ],
)
def test_first_sentence(text: str, expected: str) -> None:
    assert first_sentence(text) == expected


@given(st.text())
def test_first_sentence_of_anything(text: str) -> None:
    assert len(first_sentence(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Introduces DPR. Uses two encoders. More.", "Introduces DPR. Uses two encoders."),
        ("Introduces DPR.", "Introduces DPR."),
        ("A sentence that says what it is about. More.", "A sentence that says what it is about."),
    ],
)
def test_a_summary_is_more_than_a_name(text: str, told: str) -> None:
    note = Note(label="Summary", key="summary", text=text)
    paper = Paper(id="work:a", citekey="a", title="A", notes=(note,))

    assert summary(paper) == told


def circle() -> PaperGraph:
    """What no build gives, but hand-made records can: a builds on b, b on c, c on a."""
    names = ("a", "b", "c")
    return PaperGraph(
        papers=tuple(Paper(id=each, citekey=each, title=each) for each in (*names, "t")),
        builds_on=tuple(
            BuildsOn(subject=subject, object=object_, kind="core")
            for subject, object_ in (("a", "b"), ("b", "c"), ("c", "a"), ("t", "a"))
        ),
    )


def test_a_circle_is_named() -> None:
    with pytest.raises(PlanError, match="a, b, c: builds on itself in a circle"):
        learning_path(circle(), ["t"])
    itself = PaperGraph(
        papers=(Paper(id="a", citekey="a", title="a"),), builds_on=(BuildsOn(subject="a", object="a", kind="core"),)
    )
    with pytest.raises(PlanError, match="circle"):
        learning_path(itself, ["a"], hours=1)


def test_a_circle_behind_what_is_known_is_no_hindrance() -> None:
    assert [step.paper.id for step in learning_path(circle(), ["t"], known=["a"]).steps] == ["t"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"targets": ["nowhere"]}, "'nowhere' is no paper and no concept"),
        ({"targets": [VIT], "known": ["nowhere"]}, "'nowhere' is no paper and no concept"),
        ({"targets": []}, "at least one target"),
        ({"targets": VIT}, "give a list of ids"),
        ({"targets": [VIT], "known": LSTM}, "known is the text"),
        ({"targets": [VIT], "order": "alphabetical"}, "no order 'alphabetical': one of just-in-time, chronological"),
        ({"targets": [VIT], "goal": "frame"}, "no goal 'frame': one of skim, understand, reproduce"),
    ],
)
def test_what_cannot_be_planned_is_said(toy_graph: PaperGraph, asked: dict[str, Any], words: str) -> None:
    with pytest.raises(PlanError, match=words):
        learning_path(toy_graph, **asked)


def test_a_target_that_is_known_is_kept_as_the_only_thing_to_read(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, [TRANSFORMER], known=[TRANSFORMER])

    assert [(step.paper.id, step.role) for step in path.steps] == [(TRANSFORMER, "target")]
    assert path.metrics.carry == path.metrics.optimum == 0


def test_a_target_twice_is_one_target(toy_graph: PaperGraph) -> None:
    assert learning_path(toy_graph, [VIT, VIT]) == learning_path(toy_graph, [VIT])


def test_a_concept_that_no_paper_introduces_is_a_path_of_its_own() -> None:
    made = PaperGraph(concepts=(Concept(id="memory", pref_label="memory", definition="what is kept"),))
    path = learning_path(made, ["memory"], hours=0.5)

    assert [(step.type, step.paper.title, step.hours) for step in path.steps] == [("concept", "memory", 0.5)]
    assert path.metrics.papers == 0
    assert learning_path(made, ["memory"], papers=1).steps == path.steps


def test_a_work_of_which_no_list_says_what_it_is_is_told_by_what_it_introduces() -> None:
    concepts = [Concept(id=each, pref_label=each, definition=f"What {each} is.") for each in ("ink", "jam", "kit")]
    papers = [Paper(id=f"work:{each}", citekey=each, title=each) for each in ("none", "one", "three")]
    topics = [Topic(paper="work:three", concept=each.id, relation="introduces") for each in concepts]
    topics.append(Topic(paper="work:one", concept="jam", relation="introduces"))
    graph = PaperGraph(papers=tuple(papers), concepts=tuple(concepts), topics=tuple(topics))

    assert [learning_path(graph, [paper.id]).steps[0].summary for paper in papers] == [
        None,
        "Introduces jam: What jam is.",
        "Introduces ink, jam and kit.",
    ]


def test_targets_may_be_given_by_name(toy_graph: PaperGraph) -> None:
    assert learning_path(toy_graph, [VIT]) == learning_path(toy_graph, targets=[VIT])


def test_doctests() -> None:
    assert doctest.testmod(paths).failed == 0
