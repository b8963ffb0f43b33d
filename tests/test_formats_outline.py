"""What of a path is shown: numbers, headings, hours that add up, what is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.formats.path_outline import Outline, hours, rounded, where
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Concept, Paper, Requirement, Topic
from papergraph.paths import learning_path

VIT, BAHDANAU, LSTM = "arxiv:2010.11929", "arxiv:1409.0473", "doi:10.1162/neco.1997.9.8.1735"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (4.0, "~4 h"),
        (0.5, "~0.5 h"),
        (12.5, "~12.5 h"),
        (2.25, "~2.3 h"),
        (0.01, "~0.1 h"),
        (140.4, "~140 h"),
        (0, "~0 h"),
    ],
)
def test_hours_are_marked_as_estimates(value: float, said: str) -> None:
    assert hours(value) == said


@given(st.lists(st.floats(0, 500).map(lambda each: round(each, 2)), max_size=8))
def test_what_is_shown_adds_up(parts: list[float]) -> None:
    shown = rounded(parts)
    total = sum(parts)
    step = 0.1 if total < 10 else 0.5 if total < 100 else 1.0

    assert float(hours(sum(shown))[1:-2].replace(",", "")) == pytest.approx(
        float(hours(total)[1:-2].replace(",", "")), abs=0.1 if 0 < total < 0.1 else 1e-9
    )
    assert all(abs(is_ - was) < step + 1e-6 for is_, was in zip(shown, parts, strict=True))


def test_what_is_folded_away_has_no_number(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, [VIT])
    folded = replace(path, steps=(replace(path.steps[0], role="origin"), *path.steps[1:]))

    assert [each.number for each in Outline(toy_graph, folded).steps] == [1, 2, 3, 4]
    assert [step.paper.id for step in Outline(toy_graph, folded).origins] == [LSTM]
    assert len(Outline(toy_graph, folded, unfold=True).steps) == 5


def test_known_papers_that_are_not_shown_are_those_that_the_steps_rest_on(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, [VIT], known=[BAHDANAU])
    limited = learning_path(toy_graph, [VIT], papers=1)

    assert Outline(toy_graph, path).covered == (BAHDANAU, "arxiv:1409.3215", LSTM)
    assert Outline(toy_graph, limited).covered == ()


def test_what_could_stand_in_the_place_of_a_known_work_is_not_known() -> None:
    graph = PaperGraph(
        papers=tuple(Paper(id=f"work:{each}", citekey=each, title=each) for each in ("a", "b", "c", "d")),
        concepts=(
            Concept(id="use", pref_label="use", requires=(Requirement(object="idea", reason="uses it"),)),
            Concept(id="idea", pref_label="idea"),
        ),
        topics=(Topic(paper="work:a", concept="idea", relation="introduces"),),
        builds_on=(
            BuildsOn(subject="work:c", object="work:a", kind="core", any_of="either"),
            BuildsOn(subject="work:c", object="work:b", kind="core", any_of="either"),
            BuildsOn(subject="work:a", object="work:d", kind="core"),
        ),
    )

    for known in (["work:a"], ["use"]):
        assert Outline(graph, learning_path(graph, ["work:c"], known=known)).covered == ("work:a", "work:d")
    assert Outline(graph, learning_path(graph, ["work:c"], known=["work:b"])).covered == ("work:b",)


def test_of_alternatives_only_what_is_known_is_covered(toy_graph: PaperGraph) -> None:
    edges = tuple(
        replace(edge, kind="core", any_of="either") if edge.subject == "arxiv:1706.03762" else edge
        for edge in toy_graph.builds_on
    )
    graph = replace(toy_graph, builds_on=edges)
    path = learning_path(graph, [VIT], known=[LSTM])

    taken = {step.paper.id for step in path.steps} & {BAHDANAU, "arxiv:1512.03385"}
    assert len(taken) == 1
    assert not {BAHDANAU, "arxiv:1512.03385"} & set(Outline(graph, path).covered)


def test_steps_of_a_sitting_stand_under_its_heading(toy_graph: PaperGraph) -> None:
    outline = Outline(toy_graph, learning_path(toy_graph, [VIT], sittings=(4, 3.5)))

    assert [heading for heading, _ in outline.groups] == [
        f"Sitting {number} of 4, {hours(length)}" for number, length in ((1, 2), (2, 3.5), (3, 3.5), (4, 3))
    ]
    assert [[each.number for each, _ in members] for _, members in outline.groups] == [[1], [2, 3], [3, 4], [4, 5]]


def test_stages_are_headings_only_when_asked_for(toy_graph: PaperGraph) -> None:
    staged = learning_path(toy_graph, [VIT], order="stages", include_background=True)
    headings = [heading for heading, _ in Outline(toy_graph, staged).groups]

    assert headings[0] == "Stage 1: can be read in parallel"
    assert headings[1] == "Stage 2"
    assert [heading for heading, _ in Outline(toy_graph, learning_path(toy_graph, [VIT])).groups] == [""]


def test_origins_stand_in_the_stage_of_what_rests_on_them(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, [VIT], order="stages", include_background=True)
    first = [step for step in path.steps if step.stage == 1]
    origin = replace(first[0], role="origin", paper=replace(first[0].paper, id="work:old"))
    unfolded = Outline(toy_graph, replace(path, steps=(origin, *path.steps)), unfold=True)

    assert unfolded.groups[0][0] == "Stage 1: can be read in parallel, after the origins"
    assert [each.step.role for each, _ in unfolded.groups[0][1]] == ["origin", *(each.role for each in first)]


def test_an_address_is_the_link_or_that_of_the_identifier(toy_graph: PaperGraph) -> None:
    steps = learning_path(toy_graph, [VIT]).steps

    assert where(steps[0]) == "https://doi.org/10.1162/neco.1997.9.8.1735"
    assert where(replace(steps[1], links=(replace(steps[1].links[0], url="javascript:alert(1)"),))) == (
        "https://arxiv.org/abs/1409.3215"
    )
    assert where(replace(steps[0], paper=replace(steps[0].paper, id="work:some-1999"))) is None
