"""What a plan holds: rules over random graphs, and the cases that a learner meets."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.errors import PlanError
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Concept, Evidence, Paper, Requirement, Topic
from papergraph.prerequisites import Planner


def paper(name: str, hours: float | None = 1.0) -> Paper:
    return Paper(id=name, citekey=name, title=name, hours=hours)


def edge(subject: str, object_: str, kind: str = "core", takes: tuple[str, ...] = (), any_of: str | None = None):
    return BuildsOn(subject=subject, object=object_, kind=kind, takes=takes, any_of=any_of)


def graph(names: str, *edges: BuildsOn, **more) -> PaperGraph:
    papers = tuple(paper(name) for name in sorted(names))
    return PaperGraph(papers=papers, builds_on=tuple(sorted(edges, key=lambda e: (e.subject, e.object))), **more)


def members(made: PaperGraph, target: str, known: tuple[str, ...] = (), **options) -> set[str]:
    return set(Planner(made).plan(targets=[target], known=known, **options).role)


@st.composite
def random_graphs(draw: st.DrawFn) -> PaperGraph:
    count = draw(st.integers(1, 8))
    names = "abcdefgh"[:count]
    edges = []
    for later, earlier in itertools.combinations(range(count - 1, -1, -1), 2):
        kind = draw(st.sampled_from(["core", "background", None]))
        if kind:
            group = draw(st.sampled_from([None, None, "either"])) if kind == "core" else None
            edges.append(edge(names[later], names[earlier], kind, any_of=group))
    return graph(names, *edges)


@given(random_graphs(), st.data())
def test_more_known_never_makes_a_path_longer(made: PaperGraph, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(made.papers)).id
    known = data.draw(st.sets(st.sampled_from([each.id for each in made.papers])))
    more = known | data.draw(st.sets(st.sampled_from([each.id for each in made.papers])))

    assert len(members(made, target, tuple(more))) <= len(members(made, target, tuple(known)))


@given(random_graphs(), st.data(), st.booleans())
def test_more_known_never_shows_more(made: PaperGraph, data: st.DataObject, wide: bool) -> None:
    """Edges say what they take, or do not: origins do not come forth when more is known."""
    taken = st.sampled_from([(), ("x",), ("y",)])
    takes = data.draw(st.lists(taken, min_size=len(made.builds_on), max_size=len(made.builds_on)))
    edges = (replace(each, takes=taking) for each, taking in zip(made.builds_on, takes, strict=True))
    taking = replace(made, builds_on=tuple(edges))
    ids = [each.id for each in made.papers]
    target = data.draw(st.sampled_from(ids))
    known = data.draw(st.sets(st.sampled_from(ids), max_size=2))
    more = known | data.draw(st.sets(st.sampled_from(ids), max_size=2))

    def shown(knows: set[str]) -> int:
        role = Planner(taking).plan(targets=[target], known=sorted(knows), include_background=wide).role
        return sum(1 for each in role.values() if each != "origin")

    assert shown(more) <= shown(known)


def test_an_edge_that_says_nothing_takes_everything() -> None:
    """Of two uses one says what it takes: what that does not require is needed for the other."""

    def role(taken: tuple[str, ...]) -> str:
        uses = [edge("t", "a"), edge("t", "b"), edge("a", "m", takes=("x",)), edge("b", "m", takes=taken)]
        return Planner(graph("abmpt", *uses, edge("m", "p", takes=("y",)))).plan(targets=["t"]).role["p"]

    assert role(()) == "core"
    assert role(("x",)) == "origin"


@given(random_graphs(), st.data())
def test_every_member_leads_to_the_target_and_nothing_known_is_in(made: PaperGraph, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(made.papers)).id
    known = tuple(data.draw(st.sets(st.sampled_from([each.id for each in made.papers]))))
    plan = Planner(made).plan(targets=[target], known=known)

    assert set(plan.role) & plan.known_papers <= {target}
    used = {object_ for _, object_ in plan.edge}
    assert set(plan.role) - {target} <= used


@given(random_graphs(), st.data())
def test_any_of_groups_are_chosen_for_the_least_hours(made: PaperGraph, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(made.papers)).id
    by_group: dict[tuple[str, str], list[str]] = {}
    for each in made.builds_on:
        if each.any_of:
            by_group.setdefault((each.subject, each.any_of), []).append(each.object)

    def closed(choice: dict[tuple[str, str], str]) -> set[str]:
        found, waiting = set(), [target]
        while waiting:
            member = waiting.pop()
            if member not in found:
                found.add(member)
                for each in made.edges_from.get(member, ()):
                    if each.kind == "core" and (not each.any_of or choice[member, each.any_of] == each.object):
                        waiting.append(each.object)
        return found

    options = [dict(zip(by_group, choice, strict=True)) for choice in itertools.product(*by_group.values())]
    least = min(len(closed(choice)) for choice in options)

    assert len(members(made, target)) == least


def test_whatever_a_known_paper_rests_on_is_known() -> None:
    chain = graph("abcd", edge("d", "c"), edge("c", "b"), edge("d", "a"), edge("b", "a"))

    assert members(chain, "d", ("c",)) == {"d"}


def test_background_is_left_out_until_asked_for() -> None:
    made = graph("abc", edge("c", "b"), edge("c", "a", "background"))

    assert members(made, "c") == {"b", "c"}
    plan = Planner(made).plan(targets=["c"], include_background=True)
    assert plan.role == {"a": "background", "b": "core", "c": "target"}


@given(random_graphs(), st.data(), st.booleans())
def test_whatever_is_read_what_it_needs_is_on_the_path_or_known(
    made: PaperGraph, data: st.DataObject, wide: bool
) -> None:
    target = data.draw(st.sampled_from(made.papers)).id
    known = tuple(data.draw(st.sets(st.sampled_from([each.id for each in made.papers]), max_size=2)))
    plan = Planner(made).plan(targets=[target], known=known, include_background=wide)
    settled = set(plan.role) | plan.known_papers

    for each in made.builds_on:
        if each.subject in plan.role and each.kind == "core":
            group = {other.object for other in made.builds_on if other.subject == each.subject and other.any_of}
            assert each.object in settled or (each.any_of and group & settled)


def test_an_ingredient_comes_with_what_it_needs_but_not_with_its_own_ingredients() -> None:
    made = graph("abcde", edge("e", "d"), edge("e", "c", "background"), edge("c", "b"), edge("c", "a", "background"))

    plan = Planner(made).plan(targets=["e"], include_background=True)

    assert plan.role == {"b": "background", "c": "background", "d": "core", "e": "target"}


def test_the_other_members_of_a_group_are_named() -> None:
    made = graph("abc", edge("c", "a", any_of="either"), edge("c", "b", any_of="either"))

    plan = Planner(made).plan(targets=["c"])

    assert set(plan.role) == {"a", "c"}
    assert plan.alternatives == {"a": ("b",)}


def test_a_known_member_settles_its_group() -> None:
    made = graph("abc", edge("c", "a", any_of="either"), edge("c", "b", any_of="either"))

    assert members(made, "c", ("b",)) == {"c"}


CONCEPTS = (
    Concept(id="attention", pref_label="attention", requires=(Requirement(object="network", reason="it is one"),)),
    Concept(id="memory", pref_label="memory"),
    Concept(id="network", pref_label="network"),
)


def topic(paper_id: str, concept: str) -> Topic:
    return Topic(paper=paper_id, concept=concept, relation="introduces")


def test_a_known_concept_covers_what_it_requires_and_who_introduced_it() -> None:
    made = graph(
        "abc",
        edge("c", "b"),
        edge("b", "a"),
        concepts=CONCEPTS,
        topics=(topic("a", "network"), topic("b", "attention")),
    )

    assert members(made, "c", ("network",)) == {"b", "c"}
    assert members(made, "c", ("attention",)) == {"c"}


def test_a_concept_as_target_is_its_paper_or_itself() -> None:
    made = graph("ab", edge("b", "a"), concepts=CONCEPTS, topics=(topic("b", "attention"),))

    assert Planner(made).plan(targets=["attention"]).role == {"a": "core", "b": "target"}
    assert Planner(made).plan(targets=["memory"]).role == {"memory": "target"}


def test_what_nobody_takes_any_further_is_an_origin() -> None:
    made = graph(
        "abcde",
        edge("e", "d", takes=("attention",)),
        edge("d", "c", takes=("attention",)),
        edge("c", "b", takes=("network",)),  # attention requires it
        edge("c", "a", takes=("memory",)),  # c took it, but nobody needs it for attention
        concepts=CONCEPTS,
    )
    roles = {"a": "origin", "b": "core", "c": "core", "d": "core", "e": "target"}

    assert Planner(made).plan(targets=["e"]).role == roles
    assert Planner(made).plan(targets=["d"]).role["a"] == "core", "near the target everything is shown"


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(PlanError, match="nowhere"):
        Planner(graph("a")).plan(targets=["nowhere"])


def cited(subject: str, object_: str, confidence: float, *more: Evidence) -> BuildsOn:
    evidence = Evidence(justification="citation", confidence=confidence, quote="We use it [1].")
    return BuildsOn(subject=subject, object=object_, kind="core", confidence=confidence, evidence=(evidence, *more))


def test_of_citations_alone_the_surest_are_followed_fewer_the_further_back() -> None:
    stated = Evidence(justification="stated", confidence=0.6)
    made = graph(
        "tabcdefghijklmnop",
        *(cited("t", each, 0.9 - 0.02 * number) for number, each in enumerate("abcdefg")),
        *(cited("a", each, 0.9 - 0.02 * number) for number, each in enumerate("hij")),
        *(cited("h", each, 0.9 - 0.02 * number) for number, each in enumerate("kl")),
        cited("t", "m", 0.5, stated),
        cited("h", "n", 0.5, stated),
        edge("h", "o"),
    )
    role = Planner(made).plan(targets=["t"]).role

    assert "".join(sorted(each for each in role if role[each] == "core")) == "abcdefhikmno"
    assert "".join(sorted(each for each in role if role[each] == "origin")) == "gjl"
    # Who knows one of the six does not get a seventh instead.
    known = Planner(made).plan(targets=["t"], known=["b"]).role
    assert known["g"] == "origin"
