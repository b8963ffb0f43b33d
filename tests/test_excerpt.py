"""The few works that a target rests on, out of all that it cites directly or not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.citations import CitationNetwork
from papergraph.errors import PlanError, UnknownReferenceError
from papergraph.excerpt import REFERENCES, excerpt, prerequisites
from papergraph.paths import learning_path


def made(arcs: list[tuple[int, int]], size: int, dates: list[int] | None = None) -> CitationNetwork:
    """A network of papers p0, p1, ... with these citations."""
    citing, cited = (np.array([arc[end] for arc in arcs], dtype=np.int32) for end in (0, 1))
    days = None if dates is None else np.array(dates, dtype=np.int32)
    return CitationNetwork.of([f"p{number}" for number in range(size)], citing, cited, dates=days)


# p9 cites p1..p6; p2..p4 rest on p1, p6 on p5
STAR = [(9, each) for each in range(1, 7)] + [(2, 1), (3, 1), (4, 1), (6, 5)]


def test_first_comes_the_reference_that_the_others_rest_on() -> None:
    network = made(STAR, 10, [0, *([19900101] * 4), *([19910101] * 5)])
    assert prerequisites(network, "p9") == [("p1", 3, 5), ("p5", 1, 5)]


def test_few_references_are_all_taken() -> None:
    assert [name for name, _, _ in prerequisites(made([(2, 0), (2, 1)], 3), "p2")] == ["p0", "p1"]
    assert prerequisites(made([(2, 0)], 3), "p0") == []


def test_a_reason_counts_only_what_is_there() -> None:
    def reasons(arcs: list[tuple[int, int]]) -> set[str | None]:
        return {edge.evidence[0].reason for edge in excerpt(made(arcs, 3), targets=["p2"]).builds_on}

    assert reasons([(2, 0)]) == {"cites it, and nothing else here"}
    assert reasons([(2, 0), (2, 1)]) == {"cites it, apart from its other references"}
    both = reasons([(2, 0), (2, 1), (1, 0)])
    assert "cites it, and its one other reference cites it too or is cited by it" in both


def test_an_excerpt_is_a_graph_that_is_planned_like_any_other() -> None:
    graph = excerpt(made(STAR, 10), targets=["p9"])
    assert {(edge.subject, edge.object) for edge in graph.builds_on} == {("p9", "p1"), ("p9", "p5")}
    (reason,) = {edge.evidence[0].reason for edge in graph.builds_on if edge.object == "p1"}
    assert reason == "cites it, and 3 of its 5 other references cite it too or are cited by it"
    assert [step.paper.id for step in learning_path(graph, targets=["p9"]).steps][-1] == "p9"


def test_what_was_chosen_among_citations_is_all_read() -> None:
    """Further back, too: nothing of it is folded away."""
    tree = [(11, 10), (11, 9), (10, 8), (10, 7), (9, 6), (9, 5), (8, 4), (8, 3), (7, 2), (7, 1)]
    steps = learning_path(excerpt(made(tree, 12), targets=["p11"]), targets=["p11"]).steps
    assert len(steps) == 11
    assert {step.role for step in steps} == {"core", "target"}


def test_what_is_cited_stands_first_though_nothing_rests_on_it() -> None:
    graph = excerpt(made(STAR, 10), targets=["p9", "p6"])
    kinds = {(edge.subject, edge.object): edge.kind for edge in graph.builds_on}
    assert kinds == {("p9", "p1"): "core", ("p9", "p5"): "core", ("p6", "p5"): "core", ("p9", "p6"): "background"}
    order = [step.paper.id for step in learning_path(graph, targets=["p9", "p6"]).steps]
    assert order.index("p6") < order.index("p9")


def test_what_is_known_and_what_it_rests_on_is_not_opened() -> None:
    chain = made([(3, 2), (2, 1), (1, 0)], 4)
    graph = excerpt(chain, targets=["p3"], known=["p1"])
    assert [step.paper.id for step in learning_path(graph, targets=["p3"], known=["p1"]).steps] == ["p2", "p3"]


def test_a_name_that_is_not_there_is_an_error_with_what_is_near() -> None:
    network = CitationNetwork.of(["hep-ph/9905221", "x"], np.array([0]), np.array([1]))
    with pytest.raises(UnknownReferenceError, match="hep-ph/9905221"):
        excerpt(network, targets=["HEP-PH/9905222"])
    with pytest.raises(UnknownReferenceError, match="no citation names"):
        excerpt(network, targets=["zzz"])


def test_targets_that_do_not_fit_are_refused() -> None:
    with pytest.raises(PlanError, match="2 targets do not fit into 1 papers"):
        excerpt(made(STAR, 10), targets=["p9", "p8"], papers=1)


@given(
    st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=120),
    st.integers(1, 12),
    st.lists(st.integers(0, 18), max_size=2),
)
def test_every_work_is_led_to_from_the_target_over_works_kept(
    arcs: list[tuple[int, int]], papers: int, knows: list[int]
) -> None:
    network = made([arc for arc in arcs if arc[0] > arc[1]], 20)
    known = [f"p{each}" for each in knows]
    graph = excerpt(network, targets=["p19"], known=known, papers=papers)
    below: dict[str, list[str]] = {}
    for edge in graph.builds_on:
        if edge.kind == "core":
            below.setdefault(edge.subject, []).append(edge.object)
    reached, waiting = {"p19"}, ["p19"]
    while waiting:
        for each in below.get(waiting.pop(), ()):
            if each not in reached:
                reached.add(each)
                waiting.append(each)
    ids = {paper.id for paper in graph.papers}
    assert ids - set(known) <= reached <= ids
    assert len(ids - set(known)) <= papers
    assert all(len(objects) <= REFERENCES for objects in below.values())
    steps = [step.paper.id for step in learning_path(graph, ["p19"], known=known, order="just-in-time").steps]
    place = {name: at for at, name in enumerate(steps)}
    assert all(place[f"p{a}"] > place[f"p{b}"] for a, b in arcs if a > b and {f"p{a}", f"p{b}"} <= set(steps))
