"""The proven order of least carry: against all orders of small graphs, and another programme on larger ones."""

from __future__ import annotations

import random
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph import linear_extension
from papergraph.digraph import topological_order
from papergraph.linear_extension import least_carry, small_carry
from papergraph.ordering import carry, just_in_time


@st.composite
def acyclic(draw: st.DrawFn, most: int = 7) -> list[list[int]]:
    count = draw(st.integers(1, most))
    names = draw(st.permutations(range(count)))
    needs: list[list[int]] = [[] for _ in range(count)]
    for later in range(count):
        for earlier in range(later):
            if draw(st.integers(0, 2)) == 0:
                needs[names[later]].append(names[earlier])
    return needs


def keeps(order: tuple[int, ...], needs: list[list[int]]) -> bool:
    place = {node: at for at, node in enumerate(order)}
    return all(place[before] < place[node] for node in order for before in needs[node])


@given(acyclic())
def test_it_is_the_first_by_key_of_all_orders_of_least_carry(needs: list[list[int]]) -> None:
    orders = [each for each in permutations(range(len(needs))) if keeps(each, needs)]
    least = min(carry(each, needs) for each in orders)
    any_order = topological_order(needs)
    found = least_carry(needs, lambda node: node, at_most=carry(any_order, needs))

    assert found == list(min(each for each in orders if carry(each, needs) == least))
    assert least_carry(needs, lambda node: node, at_most=least) == found


@given(acyclic(most=9), st.integers(1, 3))
def test_a_narrow_search_finds_an_order_that_is_no_worse_than_asked_for(needs: list[list[int]], width: int) -> None:
    start = topological_order(needs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linear_extension, "_BEAM", width)
        found = small_carry(needs, lambda node: node, at_most=carry(start, needs))

    if found is not None:
        assert sorted(found) == sorted(start)
        assert keeps(tuple(found), needs)
        assert carry(found, needs) <= carry(start, needs)


def test_where_nothing_is_proven_a_narrow_search_comes_near_the_least_carry(monkeypatch: pytest.MonkeyPatch) -> None:
    """On graphs of 18 nodes, as if they were too large to prove anything."""
    choice = random.Random(11)  # noqa: S311
    graphs = [[[before for before in range(node) if choice.random() < 0.2] for node in range(18)] for _ in range(12)]
    least = [carry(least_carry(each, int, at_most=9999) or [], each) for each in graphs]
    monkeypatch.setattr(linear_extension, "_MOST_SETS", 20)
    orders = [just_in_time(each, int) for each in graphs]

    assert all(proven is None for _, proven in orders)
    ratios = [carry(order, each) / best for (order, _), each, best in zip(orders, graphs, least, strict=True)]
    assert sum(ratios) / len(ratios) < 1.005
    assert max(ratios) < 1.05


def by_prefixes(needs: list[list[int]]) -> int:
    """Return the least carry by going through all sets closed under prerequisites, from the first place on."""
    count = len(needs)
    masks = [sum(1 << each for each in set(before)) for before in needs]
    edges = [(before, node) for node in range(count) for before in set(needs[node])]

    @cache
    def least(done: int) -> int:
        if done == (1 << count) - 1:
            return 0
        opened = sum(1 for before, node in edges if done >> before & 1 and not done >> node & 1)
        ready = [node for node in range(count) if not done >> node & 1 and not masks[node] & ~done]
        return opened + min(least(done | 1 << node) for node in ready)

    return least(0)


@pytest.mark.parametrize("seed", range(12))
def test_larger_graphs_agree_with_another_programme(seed: int) -> None:
    """Like a path: each work needs one to three earlier ones, and all lead to the last."""
    choice = random.Random(seed)  # noqa: S311
    count = 16
    needs: list[list[int]] = [
        sorted(choice.sample(range(node), min(node, choice.choice([1, 1, 2, 3])))) for node in range(count)
    ]
    needs[-1] = [node for node in range(count - 1) if not any(node in each for each in needs[:-1])]
    order, optimum = just_in_time(needs, lambda node: node)

    assert keeps(tuple(order), needs)
    assert optimum == carry(order, needs) == by_prefixes(needs)


def test_works_that_are_alike_stand_in_the_order_of_their_keys() -> None:
    star = [[] for _ in range(40)] + [list(range(40))]
    found = least_carry(star, lambda node: -node if node < 40 else 0, at_most=10_000)

    assert found == [*range(39, -1, -1), 40]


def test_what_is_too_large_is_not_proven() -> None:
    grid = [[each for each in (node - 1 if node % 8 else -1, node - 8) if each >= 0] for node in range(64)]

    assert least_carry(grid, lambda node: node, at_most=100_000) is None
    assert least_carry([[]] * (linear_extension._MOST_NODES + 1), lambda node: node, at_most=0) is None


def test_nothing_and_one() -> None:
    assert least_carry([], lambda node: node, at_most=0) == []
    assert least_carry([[]], lambda node: node, at_most=0) == [0]
