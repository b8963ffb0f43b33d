"""Orders of least carry, against every order of small graphs."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from papergraph import ordering
from papergraph.digraph import topological_order
from papergraph.ordering import carry, just_in_time, longest_gap, open_counts, switches


@st.composite
def acyclic(draw: st.DrawFn, most: int = 7) -> list[list[int]]:
    """A random acyclic graph whose node numbers say nothing about its order."""
    count = draw(st.integers(1, most))
    names = draw(st.permutations(range(count)))
    needs: list[list[int]] = [[] for _ in range(count)]
    for later in range(count):
        for earlier in range(later):
            if draw(st.booleans()):
                needs[names[later]].append(names[earlier])
    return needs


def keeps(order: list[int], needs: list[list[int]]) -> bool:
    place = {node: at for at, node in enumerate(order)}
    return sorted(order) == list(range(len(needs))) and all(
        place[before] < place[node] for node in order for before in needs[node]
    )


@given(acyclic())
def test_proven_optimum_is_the_least_of_all_orders(needs: list[list[int]]) -> None:
    order, optimum = just_in_time(needs, lambda node: node)
    least = min(carry(each, needs) for each in permutations(range(len(needs))) if keeps(list(each), needs))

    assert keeps(order, needs)
    assert optimum == least == carry(order, needs)


@given(acyclic(most=12))
def test_heuristic_keeps_prerequisites_and_is_never_worse_than_its_start(needs: list[list[int]]) -> None:
    start = ordering._depth_first(needs, lambda node: node, largest_first=True)
    moved = ordering._move_blocks(start, needs)

    assert keeps(start, needs)
    assert keeps(moved, needs)
    assert carry(moved, needs) <= carry(start, needs)


@given(acyclic(most=9))
def test_no_single_block_move_lowers_the_carry_further(needs: list[list[int]]) -> None:
    moved = ordering._move_blocks(topological_order(needs), needs)
    least = carry(moved, needs)

    for size in range(1, 9):
        for start in range(len(moved) - size + 1):
            rest = moved[:start] + moved[start + size :]
            for at in range(len(rest) + 1):
                other = rest[:at] + moved[start : start + size] + rest[at:]
                assert not keeps(other, needs) or carry(other, needs) >= least


def test_a_large_graph_has_an_order_but_no_proof() -> None:
    needs = [[each for each in (node - 1 if node % 8 else -1, node - 8) if each >= 0] for node in range(64)]

    order, optimum = just_in_time(needs, lambda node: node)

    assert keeps(order, needs)
    assert optimum is None


def test_figures_of_an_order() -> None:
    needs = [[], [0], [0], [1, 2]]

    assert carry([0, 1, 2, 3], needs) == 1 + 2 + 2 + 1
    assert open_counts([0, 1, 2, 3], needs) == [1, 2, 2, 0]
    assert longest_gap([0, 1, 2, 3], needs) == 2
    assert switches(["a", "a", None, "b", "a"]) == 1
