"""Sparse rows answer as the plain lists of `digraph` do."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph import digraph
from papergraph.sparse import SparseRows

ARCS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


def made(arcs: list[tuple[int, int]], size: int = 12) -> SparseRows:
    """The rows of a list of arrows."""
    tails, heads = (np.array([arc[end] for arc in arcs], dtype=np.int64) for end in (0, 1))
    return SparseRows.of(tails, heads, size)


def lists(arcs: list[tuple[int, int]], size: int = 12) -> list[list[int]]:
    """The same as plain lists, without loops and doubles."""
    return [sorted({head for tail, head in arcs if tail == node != head}) for node in range(size)]


@given(ARCS)
def test_rows_hold_each_arrow_once_and_no_loop(arcs: list[tuple[int, int]]) -> None:
    rows = made(arcs)
    assert [rows.row(node).tolist() for node in range(12)] == lists(arcs)
    assert [rows.reversed.row(node).tolist() for node in range(12)] == digraph.reversed_arcs(lists(arcs))


@given(ARCS, st.sets(st.integers(0, 11), min_size=1))
def test_closure_is_that_of_lists(arcs: list[tuple[int, int]], starts: set[int]) -> None:
    assert made(arcs).closure(starts).tolist() == digraph.closure(lists(arcs), starts)


@given(ARCS, st.sets(st.integers(0, 11)))
def test_generations_of_members_are_those_of_lists(arcs: list[tuple[int, int]], members: set[int]) -> None:
    down = [(tail, head) for tail, head in arcs if tail > head]
    layer = made(down).generations(np.array(sorted(members), dtype=np.int64))
    inside = lists([arc for arc in down if members.issuperset(arc)])
    for number, nodes in enumerate(digraph.generations(inside)):
        assert all(layer[node] == number for node in nodes if node in members)
    assert all(layer[node] == -1 for node in set(range(12)) - members)


@given(ARCS)
def test_what_lies_between_circles_is_found(arcs: list[tuple[int, int]]) -> None:
    graph = networkx.DiGraph([arc for arc in arcs if arc[0] != arc[1]])
    on_circles = {node for part in networkx.strongly_connected_components(graph) if len(part) > 1 for node in part}
    found = set(made(arcs).cyclic().tolist())
    assert on_circles <= found
    assert bool(found) == bool(on_circles)


def test_several_rows_come_one_after_the_other() -> None:
    rows = made([(0, 3), (0, 1), (2, 5), (4, 0)])
    assert rows.rows(np.array([2, 1, 0])).tolist() == [5, 1, 3]
    assert rows.rows(np.array([], dtype=np.int64)).tolist() == []


def test_arrows_are_taken_out() -> None:
    rows = made([(0, 1), (0, 2), (1, 2)])
    assert rows.without(rows.heads == 2).heads.tolist() == [1]


def test_an_empty_graph_has_no_rows() -> None:
    rows = made([], 0)
    assert (len(rows), rows.closure([]).tolist(), rows.cyclic().tolist()) == (0, [], [])


@pytest.mark.parametrize("arc", [(0, 12), (-1, 3)])
def test_a_node_that_is_not_there_is_an_error(arc: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="nodes must be numbers from 0 to 11"):
        made([arc])
