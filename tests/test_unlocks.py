"""What can be read now and what it opens: readiness, alternatives, targets, rank."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.errors import PlanError
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Concept, Paper, Topic
from papergraph.unlocks import covered, readable_now, what_next


def made(edges: str, hours: dict[str, float] | None = None, **more: tuple[object, ...]) -> PaperGraph:
    """Papers named by letters; "ba" says that b builds on a, "b-a" as background, "ba1" as one of group 1."""
    parts = [each.replace("-", "") for each in edges.split()]
    names = sorted({letter for each in parts for letter in each[:2]} | set(hours or ()))
    papers = tuple(Paper(id=each, citekey=each, title=each, hours=(hours or {}).get(each, 1.0)) for each in names)
    builds_on = [
        BuildsOn(
            subject=part[0],
            object=part[1],
            kind="background" if "-" in given else "core",
            any_of=part[2:] or None,
        )
        for given, part in zip(edges.split(), parts, strict=True)
        if len(part) > 1
    ]
    builds_on.sort(key=lambda each: (each.subject, each.object))
    return PaperGraph(papers=papers, builds_on=tuple(builds_on), **more)  # type: ignore[arg-type]


def test_nothing_known_gives_the_beginnings() -> None:
    found = what_next(made("ba cb dc ea"))
    assert (found.targets, found.left) == ((), 5)
    assert [(each.id, each.unlocks, each.nearer) for each in found.readable] == [("a", ("b", "e"), 2)]


def test_everything_known_leaves_nothing() -> None:
    assert what_next(made("ba cb"), known=["c"]).left == 0
    assert what_next(made("ba cb"), known=["c"]).readable == ()
    assert what_next(PaperGraph()).left == 0


def test_a_background_prerequisite_holds_nothing_up() -> None:
    assert readable_now(made("b-a")) == {"a", "b"}


def test_of_a_group_one_is_enough() -> None:
    graph = made("ca1 cb1 cd", {"a": 1, "b": 2, "c": 1, "d": 1})
    assert readable_now(graph, known=["d"]) == {"a", "b"}
    assert readable_now(graph, known=["d", "b"]) == {"a", "c"}
    (first, second) = what_next(graph, known=["d"]).readable
    assert (first.id, first.unlocks, second.id, second.unlocks) == ("a", ("c",), "b", ("c",))


def test_what_opens_more_in_an_hour_comes_first() -> None:
    graph = made("xa ya pb", {"a": 4, "b": 1, "x": 1, "y": 1, "p": 1})
    assert [(each.id, each.per_hour) for each in what_next(graph).readable] == [("b", 1.0), ("a", 0.5)]


def test_what_comes_nearer_counts_by_the_part_of_its_hours() -> None:
    found = {each.id: each for each in what_next(made("ca cb", {"a": 1, "b": 3, "c": 9})).readable}
    assert (found["a"].unlocks, found["a"].nearer, found["a"].per_hour) == ((), 1, 0.25)
    assert found["b"].per_hour == 0.25


def test_towards_a_target_only_its_path_counts() -> None:
    graph = made("ta tb xa ya za q")
    found = what_next(graph, towards=["t"], known=["b"])
    assert (found.targets, found.left) == (("t",), 2)
    assert [(each.id, each.unlocks) for each in found.readable] == [("a", ("t",))]
    assert what_next(graph, towards=["t"], known=["t"]).left == 0
    assert [each.id for each in what_next(graph, towards=["t"], known=["a", "b"]).readable] == ["t"]


def test_a_target_that_is_a_concept_leads_to_the_papers_that_introduce_it() -> None:
    concepts = (Concept(id="idea", pref_label="idea"), Concept(id="lone", pref_label="lone"))
    graph = made("ba", concepts=concepts, topics=(Topic(paper="b", concept="idea", relation="introduces"),))
    assert [each.id for each in what_next(graph, towards=["idea"]).readable] == ["a"]
    assert [each.id for each in what_next(graph, towards=["lone"]).readable] == ["lone"]
    assert what_next(graph, towards=["lone"], known=["lone"]).left == 0


def test_another_paper_of_the_same_concept_is_not_read_with_it() -> None:
    topics = tuple(Topic(paper=each, concept="idea", relation="introduces") for each in "ab")
    graph = made("ca cb", concepts=(Concept(id="idea", pref_label="idea"),), topics=topics)
    assert [(each.id, each.unlocks, each.nearer) for each in what_next(graph).readable] == [("a", (), 1), ("b", (), 1)]
    assert readable_now(graph, known=["a"]) == {"b"}  # who has read of an idea need not have read the other paper on it
    assert readable_now(graph, known=["idea"]) == {"c"}  # who knows the idea knows what both say of it


def test_a_circle_that_holds_everything_up_is_named() -> None:
    with pytest.raises(PlanError, match="a, b: build on each other in a circle"):
        what_next(made("ab ba"))
    assert [each.id for each in what_next(made("ab ba cd")).readable] == ["d"]


def test_an_id_that_is_not_there_is_refused() -> None:
    with pytest.raises(PlanError, match="'z' is no paper"):
        what_next(made("ba"), known=["z"])
    with pytest.raises(PlanError, match="'z' is no paper"):
        what_next(made("ba"), towards=["z"])


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["", "", "1", "2"])), max_size=25),
    st.sets(st.integers(0, 9), max_size=3),
)
def test_unlocks_are_what_waits_for_nothing_else(arcs: list[tuple[int, int, str]], knows: set[int]) -> None:
    unique = {(max(a, b), min(a, b)): group for a, b, group in arcs if a != b}
    edges = " ".join(f"{'abcdefghij'[a]}{'abcdefghij'[b]}{group}" for (a, b), group in unique.items())
    graph = made(edges, dict.fromkeys("abcdefghij", 2.0))
    known = ["abcdefghij"[each] for each in sorted(knows)]
    have = covered(graph, known=known)

    def can_read(paper: str, having: frozenset[str]) -> bool:
        rests = graph.edges_from.get(paper, ())
        groups = {edge.any_of for edge in rests if edge.any_of}
        alone = all(edge.object in having for edge in rests if not edge.any_of)
        return alone and all(any(e.object in having for e in rests if e.any_of == group) for group in groups)

    found = what_next(graph, known=known)
    ready = {each for each in "abcdefghij" if each not in have and can_read(each, have)}
    assert {each.id for each in found.readable} == readable_now(graph, known=known) == ready
    assert found.left == 10 - len(have)
    assert bool(found.readable) == bool(found.left)
    for each in found.readable:
        later = {other for other in set("abcdefghij") - have - ready if can_read(other, have | {each.id})}
        assert set(each.unlocks) == later
