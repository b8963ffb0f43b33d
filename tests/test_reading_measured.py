"""How well lists are read, against facts that were counted by hand: the bars that hold."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

import dialects  # noqa: E402
from compare_entries import Comparison, compare  # noqa: E402
from read_list import read_list  # noqa: E402
from reading import GOLDEN, json_lines  # noqa: E402


def test_the_given_lists_are_read_to_the_last_field(given_lists: list[Path]) -> None:
    golden, asides = (json_lines(GOLDEN / f"given_{name}.jsonl") for name in ("entries", "not_entries"))
    total = Comparison()
    for path in given_lists:
        of_list, not_entries = ([each for each in facts if each["source"] == path.name] for facts in (golden, asides))
        reading = read_list(path)
        total.add(compare(of_list, reading.entries, not_entries=not_entries))

        assert reading.unaccounted == [], path.name
        assert reading.unread == 0, path.name

    assert total.golden == 218
    assert total.recall >= 0.99
    assert total.precision >= 0.99
    assert {name: count.accuracy for name, count in total.fields.items() if count.accuracy < 0.97} == {}


@pytest.mark.parametrize(
    "fixture", [each for each in dialects.fixtures() if not each.held], ids=lambda fixture: fixture.name
)
def test_lists_in_other_dialects_are_read(fixture: dialects.Fixture) -> None:
    result = dialects.measure(fixture)

    assert result.recall >= 0.9
    assert result.precision >= 0.9
    assert result.fields["title"].accuracy >= 0.9


def test_dialects_that_nobody_tunes_on_are_found() -> None:
    total = Comparison()
    for fixture in dialects.fixtures():
        if fixture.held:
            total.add(dialects.measure(fixture))

    assert total.golden > 60
    assert total.recall >= 0.9
    assert total.precision >= 0.9
