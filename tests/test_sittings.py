"""Sittings: steps in order, nothing split that need not be, all of it there."""

from __future__ import annotations

import doctest
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.errors import PlanError
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Paper, PaperBrief, Step
from papergraph.paths import learning_path, parse_sittings, sittings


def step(position: int, hours: float, role: str = "core") -> Step:
    brief = PaperBrief(id=f"p{position}", citekey="", title="")
    return Step(position=position, stage=1, type="paper", paper=brief, role=role, hours=hours)


def laid(hours: list[float], plan: tuple[int, float]) -> list[list[tuple[int, float, int, int]]]:
    found = sittings.lay_out([step(at, each) for at, each in enumerate(hours, 1)], plan)
    return [[(part.position, part.hours, part.part, part.of) for part in each.parts] for each in found]


def test_a_step_begins_a_new_sitting_when_all_still_fits() -> None:
    assert laid([3, 2, 3], (2, 6.0)) == [[(1, 3, 1, 1), (2, 2, 1, 1)], [(3, 3, 1, 1)]]


def test_a_step_is_split_when_there_is_no_time_to_lose() -> None:
    assert laid([3, 2, 3], (2, 4.0)) == [[(1, 3, 1, 1), (2, 1, 1, 2)], [(2, 1, 2, 2), (3, 3, 1, 1)]]


def test_a_step_longer_than_a_sitting_goes_over_several() -> None:
    assert laid([1, 9], (4, 3.0)) == [[(1, 1, 1, 1)], [(2, 3, 1, 3)], [(2, 3, 2, 3)], [(2, 3, 3, 3)]]
    assert laid([1, 8], (3, 3.0)) == [[(1, 1, 1, 1), (2, 2, 1, 3)], [(2, 3, 2, 3)], [(2, 3, 3, 3)]]


def test_sittings_that_are_not_needed_are_left_out() -> None:
    assert laid([1, 1], (5, 3.0)) == [[(1, 1, 1, 1), (2, 1, 1, 1)]]
    assert laid([], (5, 3.0)) == []


def test_what_takes_no_time_opens_no_sitting() -> None:
    assert laid([2, 0], (1, 2.0)) == [[(1, 2, 1, 1), (2, 0, 1, 1)]]


def test_origins_are_not_read() -> None:
    found = sittings.lay_out([step(1, 2, "origin"), step(2, 1)], (1, 1.0))

    assert [part.position for each in found for part in each.parts] == [2]


lengths = st.lists(st.integers(0, 1200).map(lambda each: each / 100), max_size=12)


@given(lengths, st.integers(1, 8), st.floats(0.25, 12))
def test_everything_is_read_once_in_order(hours: list[float], count: int, size: float) -> None:
    try:
        found = laid(hours, (count, size))
    except PlanError:
        assert sum(hours) > sittings.capacity((count, size)) - 1e-6
        return
    parts = [part for each in found for part in each]
    assert len(found) <= count
    assert all(sum(part[1] for part in each) <= size + 1e-9 for each in found)
    assert [part[0] for part in parts] == sorted(part[0] for part in parts)
    for position, length in enumerate(hours, 1):
        mine = [part for part in parts if part[0] == position]
        assert math.isclose(sum(part[1] for part in mine), length, abs_tol=1e-9)
        assert [part[2] for part in mine] == list(range(1, len(mine) + 1))
        assert {part[3] for part in mine} == {len(mine)}


@given(lengths, st.floats(12, 20))
def test_with_a_sitting_for_every_step_none_is_split(hours: list[float], size: float) -> None:
    assert all(part[3] == 1 for each in laid(hours, (len(hours) + 1, size)) for part in each)


def test_a_path_that_does_not_fit_its_sittings_is_cut() -> None:
    made = PaperGraph(
        papers=tuple(Paper(id=each, citekey=each, title=each, hours=3) for each in "abc"),
        builds_on=(
            BuildsOn(subject="c", object="a", kind="core", confidence=0.5),
            BuildsOn(subject="c", object="b", kind="core"),
        ),
    )
    path = learning_path(made, ["c"], sittings=(2, 3.5))

    assert [each.paper.id for each in path.steps] == ["b", "c"]
    assert path.cut[0].reason.startswith("left out to fit ~7 h")
    assert [[part.position for part in each.parts] for each in path.sittings] == [[1], [2]]
    assert learning_path(made, ["c"]).sittings == ()


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("3x7", (3, 7.0)),
        ("3 x 7.5", (3, 7.5)),
        ("3×7", (3, 7.0)),
        (" 3X7h ", (3, 7.0)),
        ("3*0,5", (3, 0.5)),
    ],
)
def test_plans_that_are_understood(text: str, plan: tuple[int, float]) -> None:
    assert parse_sittings(text) == plan


@pytest.mark.parametrize(
    "text",
    ["", "3", "x7", "3x", "3x-7", "-3x7", "3x7x2", "0x7", "3x0", "3x0.001", "threex7", "1e9x7", "3xnan", "9999999x1"],
)
def test_plans_that_are_not(text: str) -> None:
    with pytest.raises(PlanError):
        parse_sittings(text)


@given(st.text(alphabet="0123456789x×. ,h-", max_size=12))
def test_any_text_is_a_plan_or_refused(text: str) -> None:
    try:
        count, hours = parse_sittings(text)
    except PlanError:
        return
    assert count >= 1
    assert math.isfinite(hours)
    assert hours > 0


@pytest.mark.parametrize("plan", [(0, 7.0), (2.5, 7.0), (True, 7.0), (2, math.nan), (2, math.inf), (2, -1.0)])
def test_sittings_that_cannot_be_are_refused(plan: tuple[int, float]) -> None:
    with pytest.raises(PlanError):
        sittings.checked(plan)


def test_doctests() -> None:
    assert doctest.testmod(sittings).failed == 0
