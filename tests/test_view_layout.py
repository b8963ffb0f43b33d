"""Places in a picture: nothing overlaps, arrows lead down, the same whatever the order and the hash seed."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.view.layered import draw
from papergraph.view.timeline import Item, arrange, columns_for, section_order, slots


@st.composite
def layered_graphs(make: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    """Nodes with rows, and arcs from a row to a later one."""
    layer = make(st.lists(st.integers(0, 5), min_size=1, max_size=14))
    downward = [(a, b) for a in range(len(layer)) for b in range(len(layer)) if layer[a] < layer[b]]
    arcs = make(st.lists(st.sampled_from(downward), unique=True, max_size=24)) if downward else []
    return layer, arcs


@given(layered_graphs())
def test_no_two_boxes_of_a_row_overlap(graph: tuple[list[int], list[tuple[int, int]]]) -> None:
    layer, arcs = graph
    places = draw(layer, arcs, across=100, down=50).places
    assert [y for _, y in places] == [row * 50 for row in layer]
    for one, other in combinations(range(len(layer)), 2):
        if layer[one] == layer[other]:
            assert abs(places[one][0] - places[other][0]) >= 99  # a pixel of rounding


@given(layered_graphs())
def test_an_arc_passes_one_point_in_every_row_between(graph: tuple[list[int], list[tuple[int, int]]]) -> None:
    layer, arcs = graph
    routes = draw(layer, arcs, across=100, down=50).routes
    assert set(routes) == set(arcs)
    for (tail, head), points in routes.items():
        assert [y for _, y in points] == [row * 50 for row in range(layer[tail] + 1, layer[head])]


@given(layered_graphs(), st.randoms())
def test_the_drawing_does_not_depend_on_the_order_of_arcs(graph, random) -> None:  # type: ignore[no-untyped-def]
    layer, arcs = graph
    shuffled = list(arcs)
    random.shuffle(shuffled)
    assert draw(layer, arcs, across=10, down=10) == draw(layer, shuffled, across=10, down=10)


def test_crossings_that_can_be_avoided_are_avoided() -> None:
    # Two rows of three, joined in reverse: as given all three pairs of arcs cross.
    places = draw([0, 0, 0, 1, 1, 1], [(0, 5), (1, 4), (2, 3)], across=10, down=10).places
    order = sorted(range(3), key=lambda node: places[node][0])
    assert [5 - node for node in order] == sorted(range(3, 6), key=lambda node: places[node][0])


def test_a_chain_beside_a_long_arc_is_straight() -> None:
    # 0 → 1 → 2 → 3 and 0 → 3: the long arc keeps a way of its own, and no point of it lies on a box.
    drawing = draw([0, 1, 2, 3], [(0, 1), (1, 2), (2, 3), (0, 3)], across=100, down=50)
    assert drawing.places[1][0] == drawing.places[2][0]
    (first, second) = drawing.routes[0, 3]
    assert first[0] == second[0]
    assert abs(first[0] - drawing.places[1][0]) >= 59


@st.composite
def items(make: st.DrawFn) -> list[Item]:
    """Papers in reading order: each builds on earlier ones."""
    made: list[Item] = []
    for number in range(make(st.integers(0, 40))):
        needs = make(st.lists(st.integers(0, number - 1), unique=True, max_size=3)) if number else []
        year = make(st.one_of(st.none(), st.integers(1950, 2025)))
        made.append(Item(section=make(st.integers(0, 4)), year=year, needs=tuple(sorted(needs))))
    return made


@given(items(), st.integers(1, 8))
@settings(max_examples=200)
def test_papers_stand_apart_and_below_what_they_build_on(given_items: list[Item], columns: int) -> None:
    board = arrange(given_items, columns=columns)
    assert len(set(board.places)) == len(given_items)
    assert all(0 <= column < columns for column, _ in board.places)
    for number, item in enumerate(given_items):
        assert all(board.places[need][1] < board.places[number][1] for need in item.needs)
    rows = {row for _, row in board.places}
    assert rows == set(range(len(board.years)))


def test_papers_of_a_row_stand_in_the_order_of_their_sections() -> None:
    made = [Item(section=number % 3, year=2000, needs=()) for number in range(6)]
    board = arrange(made, columns=6)
    left_to_right = sorted(range(6), key=lambda number: board.places[number])
    assert [made[number].section for number in left_to_right] == [0, 0, 1, 1, 2, 2]


def test_sections_with_many_arrows_between_them_lie_side_by_side() -> None:
    made = [
        Item(section=0, year=2000, needs=()),
        Item(section=1, year=2000, needs=()),
        *(Item(section=2, year=2001, needs=(0,)) for _ in range(3)),
    ]
    order = section_order(made)
    assert abs(order.index(0) - order.index(2)) == 1


@given(st.lists(st.floats(-3, 12), max_size=8), st.integers(0, 4))
def test_slots_are_distinct_and_in_order(wanted: list[float], spare: int) -> None:
    columns = len(wanted) + spare
    found = slots(sorted(wanted), columns)
    assert found == sorted(set(found))
    assert all(0 <= slot < columns for slot in found)


def test_a_map_is_about_as_wide_as_it_is_high_and_never_too_wide_to_read() -> None:
    assert columns_for(108, shape=3) == 6
    assert columns_for(0, shape=3) == columns_for(3, shape=3) == 4
    assert columns_for(20_000, shape=3) == 7
