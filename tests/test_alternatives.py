"""Groups of which any one work is enough: against every choice, and against taking the cheapest each time."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph import alternatives
from papergraph.alternatives import Alternatives, Choice
from papergraph.model import BuildsOn


class Network:
    """Works with hours, core edges, groups of alternatives, a target and what is known."""

    def __init__(self, hours: list[float], edges: list[BuildsOn], known: frozenset[str] = frozenset()) -> None:
        self.hours = {name(number): each for number, each in enumerate(hours)}
        self.core: dict[str, list[BuildsOn]] = {each: [] for each in self.hours}
        for each in edges:
            self.core[each.subject].append(each)
        self.target = name(len(hours) - 1)
        self.known = known - {self.target}

    def choosing(self) -> Alternatives:
        return Alternatives(self.core.__getitem__, self.hours.__getitem__, [self.target], self.known)

    def cost(self, members: set[str]) -> float:
        return sum(self.hours[each] for each in members)

    def groups(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for edges in self.core.values():
            for edge in edges:
                if edge.any_of:
                    found.setdefault((edge.subject, edge.any_of), []).append(edge.object)
        return found

    def closed(self, choice: Choice) -> set[str]:
        """All that is read with a choice for every group, known options being enough."""
        found: set[str] = set()
        waiting = [self.target]
        while waiting:
            member = waiting.pop()
            if member in found or member in self.known:
                continue
            found.add(member)
            for edge in self.core[member]:
                settled = edge.any_of and any(
                    other.object in self.known for other in self.core[member] if other.any_of == edge.any_of
                )
                if not settled and (not edge.any_of or choice[member, edge.any_of] == edge.object):
                    waiting.append(edge.object)
        return found


def name(number: int) -> str:
    return f"p{number:02}"


@st.composite
def networks(draw: st.DrawFn, works: int = 9, most_groups: int = 8) -> Network:
    count = draw(st.integers(1, works))
    edges, groups = [], 0
    for later in range(count):
        for earlier in range(later):
            label = draw(st.sampled_from([None, "x", "y", "no edge", "no edge"]))
            if label == "no edge":
                continue
            if label and not any(each.subject == name(later) and each.any_of == label for each in edges):
                groups += 1
                if groups > most_groups:
                    label = None
            edges.append(BuildsOn(subject=name(later), object=name(earlier), kind="core", any_of=label))
    hours = draw(st.lists(st.sampled_from([0.5, 1.0, 1.1, 2.0, 3.0]), min_size=count, max_size=count))
    known = draw(st.sets(st.sampled_from([name(each) for each in range(count)]), max_size=2))
    return Network(hours, edges, frozenset(known))


@given(networks())
def test_the_choice_has_the_least_hours_of_all_choices(network: Network) -> None:
    groups = network.groups()
    choices = [dict(zip(groups, each, strict=True)) for each in itertools.product(*groups.values())]
    members, choice = network.choosing().chosen()

    assert network.cost(members) == pytest.approx(min(network.cost(network.closed(each)) for each in choices))
    assert all(option in members for group, option in choice.items() if group[0] in members)


@given(networks())
def test_every_group_of_a_member_is_served(network: Network) -> None:
    members, _ = network.choosing().chosen()

    assert network.target in members
    for (subject, _), options in network.groups().items():
        if subject in members:
            assert any(option in members or option in network.known for option in options)


@given(networks(works=12, most_groups=14))
def test_local_search_is_near_the_least_and_never_worse_than_the_cheapest_each_time(network: Network) -> None:
    choosing = network.choosing()
    starts = list(choosing._starts())
    found = choosing._value(choosing._searched(sorted(choosing._groups_below()), starts[0]))
    least = choosing._value(choosing._exact(starts[0]))

    assert found[0] <= min(choosing._value(each) for each in starts)[0]
    assert least[0] <= found[0] <= 1.1 * least[0]


def grid(groups: int, options: int, hours: float = 1.0) -> Network:
    """A target with so many groups of so many options that have nothing in common."""
    works = groups * options + 1
    edges = [
        BuildsOn(subject=name(works - 1), object=name(number), kind="core", any_of=f"g{number // options:02}")
        for number in range(works - 1)
    ]
    return Network([hours] * works, edges)


@pytest.mark.parametrize("groups", [12, 13, 30])
def test_many_groups_of_equals_take_the_least_ids(groups: int) -> None:
    members, _ = grid(groups, 3).choosing().chosen()

    assert sorted(members)[:-1] == [name(number) for number in range(0, groups * 3, 3)]


def test_a_dear_work_that_serves_many_groups_is_found_by_local_search() -> None:
    """Fourteen groups: each alone would take its own cheap work, all together one dear one."""
    cheap = [name(number) for number in range(14)]
    edges = [
        BuildsOn(subject="p15", object=each, kind="core", any_of=f"g{at:02}")
        for at, own in enumerate(cheap)
        for each in (own, "p14")
    ]
    members, choice = Network([1.0] * 14 + [3.0, 1.0], edges).choosing().chosen()

    assert members == {"p14", "p15"}
    assert set(choice.values()) == {"p14"}
    assert len(choice) in {1, 14}


def test_more_groups_than_twelve_are_left_to_local_search() -> None:
    assert alternatives._MOST_EXACT_GROUPS == 12
    assert len(grid(13, 2).choosing()._groups_below()) == 13
