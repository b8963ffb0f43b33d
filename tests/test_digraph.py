"""Integer graphs: every answer checked against its definition on graphs that hypothesis draws."""

from __future__ import annotations

import random
from itertools import pairwise, permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.digraph import (
    closure,
    feedback_arcs,
    generations,
    reversed_arcs,
    strongly_connected_components,
    topological_order,
    transitive_reduction,
)

Arcs = set[tuple[int, int]]


@st.composite
def graphs(draw: st.DrawFn, *, acyclic: bool = False, most: int = 9) -> list[list[int]]:
    size = draw(st.integers(0, most))
    nodes = st.integers(0, max(size - 1, 0))
    arcs = draw(st.lists(st.tuples(nodes, nodes), max_size=3 * size)) if size else []
    relabel = draw(st.permutations(range(size)))
    adjacency: list[list[int]] = [[] for _ in range(size)]
    for tail, head in arcs:
        if not acyclic:
            adjacency[tail].append(head)
        elif tail > head:
            adjacency[relabel[tail]].append(relabel[head])
    return adjacency


def as_networkx(adjacency: list[list[int]]) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(adjacency)))
    graph.add_edges_from((tail, head) for tail, heads in enumerate(adjacency) for head in heads)
    return graph


def shuffled(adjacency: list[list[int]]) -> list[list[int]]:
    order = random.Random(7)  # noqa: S311
    return [order.sample(heads, len(heads)) for heads in adjacency]


@settings(deadline=None)
@given(graphs(), st.data())
def test_closure_is_what_can_be_reached(adjacency: list[list[int]], data: st.DataObject) -> None:
    if not adjacency:
        assert closure(adjacency, []) == []
        return
    start = data.draw(st.integers(0, len(adjacency) - 1))
    assert closure(adjacency, [start]) == sorted(nx.descendants(as_networkx(adjacency), start) | {start})


@settings(deadline=None)
@given(graphs())
def test_components_are_those_of_networkx(adjacency: list[list[int]]) -> None:
    expected = sorted(sorted(each) for each in nx.strongly_connected_components(as_networkx(adjacency)))
    assert strongly_connected_components(adjacency) == expected
    assert strongly_connected_components(shuffled(adjacency)) == expected


@settings(deadline=None)
@given(graphs())
def test_turning_the_arrows_twice_gives_the_same_graph(adjacency: list[list[int]]) -> None:
    assert reversed_arcs(reversed_arcs(adjacency)) == [sorted(set(heads)) for heads in adjacency]


@settings(deadline=None)
@given(graphs(acyclic=True))
def test_reduction_is_that_of_networkx(adjacency: list[list[int]]) -> None:
    expected = nx.transitive_reduction(as_networkx(adjacency))
    reduced = transitive_reduction(adjacency)
    assert set(as_networkx(reduced).edges) == set(expected.edges)
    assert reduced == transitive_reduction(shuffled(adjacency))


@settings(deadline=None)
@given(graphs(acyclic=True))
def test_order_puts_first_what_is_pointed_at(adjacency: list[list[int]]) -> None:
    order = topological_order(adjacency, key=lambda node: -node)
    assert sorted(order) == list(range(len(adjacency)))
    position = {node: number for number, node in enumerate(order)}
    assert all(position[head] < position[tail] for tail, heads in enumerate(adjacency) for head in heads)
    for first, second in pairwise(order):
        assert second < first or first in adjacency[second]  # the larger number comes first unless it has to wait


@settings(deadline=None)
@given(graphs(acyclic=True))
def test_generations_are_longest_ways(adjacency: list[list[int]]) -> None:
    layers = generations(adjacency)
    assert sorted(node for layer in layers for node in layer) == list(range(len(adjacency)))
    number = {node: index for index, layer in enumerate(layers) for node in layer}
    for node, heads in enumerate(adjacency):
        assert number[node] == max((number[head] + 1 for head in heads), default=0)


@settings(deadline=None)
@given(graphs())
def test_order_and_reduction_refuse_a_cycle(adjacency: list[list[int]]) -> None:
    if nx.is_directed_acyclic_graph(as_networkx(adjacency)):
        assert len(topological_order(adjacency)) == len(adjacency)
        return
    for function in (topological_order, generations, transitive_reduction):
        with pytest.raises(ValueError, match="cycle"):
            function(adjacency)


def weighted(adjacency: list[list[int]]) -> dict[tuple[int, int], float]:
    return {(tail, head): 1 + (tail * 7 + head * 3) % 5 for tail, heads in enumerate(adjacency) for head in heads}


def acyclic_without(arcs: Arcs, removed: Arcs) -> bool:
    return bool(nx.is_directed_acyclic_graph(nx.DiGraph(list(arcs - removed))))


@settings(deadline=None)
@given(graphs(most=5))
def test_feedback_arcs_are_the_lightest_that_leave_no_cycle(adjacency: list[list[int]]) -> None:
    arcs = weighted(adjacency)
    taken = set(feedback_arcs(arcs))
    assert acyclic_without(set(arcs), taken)
    lightest = min(
        sum(weight for (tail, head), weight in arcs.items() if order.index(tail) >= order.index(head))
        for order in permutations(range(len(adjacency)))
    )
    assert sum(arcs[arc] for arc in taken) == lightest


@settings(deadline=None)
@given(st.integers(11, 40), st.integers(0, 10_000))
def test_feedback_arcs_of_a_large_component_leave_no_cycle_and_none_could_stay(size: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    arcs = {(node, (node + 1) % size): 1.0 + chance.random() for node in range(size)}
    for _ in range(2 * size):
        tail, head = chance.randrange(size), chance.randrange(size)
        arcs[tail, head] = chance.random()
    taken = set(feedback_arcs(arcs))
    assert acyclic_without(set(arcs), taken)
    assert all(not acyclic_without(set(arcs), taken - {arc}) for arc in taken)
    assert feedback_arcs(dict(reversed(list(arcs.items())))) == sorted(taken)


def test_depth_is_no_limit() -> None:
    size = 200_000
    chain: list[list[int]] = [[], *([node] for node in range(size - 1))]
    assert len(closure(chain, [size - 1])) == size
    assert len(generations(chain)) == size
    ring = [*chain[1:], [size - 1]]
    assert len(strongly_connected_components([[(node + 1) % size] for node in range(size)])) == 1
    assert len(strongly_connected_components(ring)) == size
