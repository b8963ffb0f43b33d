"""Circles of edges: what the policy in `relate.cycles` promises holds for any edges."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from papergraph.model import BuildsOn, Evidence, Paper
from papergraph.relate.claims import age
from papergraph.relate.cycles import without_cycles

NAMES = "abcdefghijkl"


def paper(name: str, year: int | None, month: int | None = None) -> Paper:
    return Paper(id=name, citekey=name, title=f"Paper {name}", short_names=(name.upper(),), year=year, month=month)


def edge(subject: str, object_: str, confidence: float = 0.8, *, reviewed: bool = False, **more: Any) -> BuildsOn:
    evidence = Evidence(
        justification="curated" if reviewed else "mention",
        confidence=confidence,
        source="rows.tsv" if reviewed else "list.md",
        row=3 if reviewed else None,
        first_line=None if reviewed else 3,
    )
    return BuildsOn(
        subject=subject,
        object=object_,
        kind=more.pop("kind", "core"),
        confidence=confidence,
        evidence=(evidence,),
        **more,
    )


EDGES = st.lists(
    st.builds(
        edge,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from([0.3, 0.6, 0.9]),
        reviewed=st.sampled_from([False, False, False, True]),
        any_of=st.sampled_from([None, None, "group"]),
        kind=st.sampled_from(["core", "background"]),
    ).filter(lambda each: each.subject != each.object),
    unique_by=lambda each: (each.subject, each.object),
    max_size=30,
)
PAPERS = st.fixed_dictionaries(
    {name: st.builds(paper, st.just(name), st.sampled_from([None, 2001, 2002])) for name in NAMES}
)


def graph_of(edges: list[BuildsOn]) -> nx.DiGraph:
    return nx.DiGraph((each.subject, each.object) for each in edges)


def component(edges: list[BuildsOn]) -> dict[str, int]:
    groups = nx.strongly_connected_components(graph_of(edges))
    return {member: number for number, group in enumerate(groups) for member in group}


@given(EDGES, PAPERS, st.randoms())
def test_what_stays_has_no_circle_and_only_circles_lose(
    edges: list[BuildsOn], papers: dict[str, Paper], chance: random.Random
) -> None:
    kept, dropped, problems = without_cycles(edges, papers)

    assert nx.is_directed_acyclic_graph(graph_of(kept))
    gone = {(each.subject, each.object): each for each in dropped}
    assert {(each.subject, each.object) for each in kept} | gone.keys() == {(e.subject, e.object) for e in edges}
    where = component(edges)
    for each in edges:
        if (each.subject, each.object) in gone:
            assert where[each.subject] == where[each.object]
            left_out = gone[each.subject, each.object]
            assert (left_out.evidence, left_out.any_of, left_out.kind) == (each.evidence, each.any_of, each.kind)
            assert left_out.why
    assert [problem.code for problem in problems] == ["cycle-broken"] * len(dropped)

    again = without_cycles(chance.sample(edges, len(edges)), papers)
    key = lambda each: (each.subject, each.object)  # noqa: E731
    assert sorted(again[0], key=key) == sorted(kept, key=key)
    assert sorted(again[1], key=key) == sorted(dropped, key=key)


@given(EDGES, PAPERS)
def test_what_points_against_time_goes_first(edges: list[BuildsOn], papers: dict[str, Paper]) -> None:
    kept, dropped, _ = without_cycles(edges, papers)
    where = component(edges)

    def against_time(each: BuildsOn) -> bool:
        return age(papers[each.subject], papers[each.object]) == "older"

    def reviewed(each: BuildsOn) -> bool:
        return each.evidence[0].justification == "curated"

    for each in kept:
        if where[each.subject] == where[each.object]:
            assert reviewed(each) or not against_time(each)
    # What else went still closed a circle when all edges against time were gone, and would close one now.
    rest = [
        each
        for each in edges
        if reviewed(each) or not (against_time(each) and where[each.subject] == where[each.object])
    ]
    later = component(rest)
    for each in dropped:
        if reviewed(each) or not against_time(each):
            assert later[each.subject] == later[each.object]
            assert nx.has_path(graph_of(kept), each.object, each.subject)
    # Reviewed edges go only when they go round among themselves.
    if nx.is_directed_acyclic_graph(graph_of([each for each in edges if reviewed(each)])):
        assert not any(reviewed(each) for each in dropped)


def test_alternatives_count_when_circles_are_looked_for() -> None:
    papers = {name: paper(name, None) for name in "abc"}
    edges = [edge("a", "b", any_of="x"), edge("a", "c", 0.9, any_of="x"), edge("b", "a", 0.5)]
    kept, dropped, _ = without_cycles(edges, papers)

    assert [(each.subject, each.object) for each in dropped] == [("b", "a")]
    assert kept == edges[:2]


def test_a_broken_edge_tells_which_circle_it_closed() -> None:
    papers = {"a": paper("a", 2003), "b": paper("b", 2002), "c": paper("c", 2001)}
    _, dropped, problems = without_cycles([edge("a", "b"), edge("b", "c"), edge("c", "a")], papers)
    (lost,), (problem,) = dropped, problems

    assert (lost.subject, lost.object) == ("c", "a")
    assert lost.why == (
        "it goes round in a circle with other edges and points at a later work: A builds on B, B builds on C"
    )
    assert (problem.source, problem.first_line) == ("list.md", 3)
    assert lost.why in problem.message


def test_months_decide_within_a_year() -> None:
    papers = {"a": paper("a", 2017, 6), "b": paper("b", 2017, 4)}
    kept, _, _ = without_cycles([edge("a", "b", 0.3), edge("b", "a", 0.9)], papers)

    assert [(each.subject, each.object) for each in kept] == [("a", "b")]
