"""Hours: curated before estimated, and the estimate held against the curated works."""

from __future__ import annotations

import csv
import doctest
from pathlib import Path
from statistics import median

import pytest

from papergraph import effort
from papergraph.effort import HOURS_BY_KIND, HOURS_BY_LEVEL, estimated_hours, hours_of
from papergraph.model import Paper

ROWS = list(
    csv.DictReader(
        (Path(__file__).parents[1] / "graph" / "papers.tsv").read_text("utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)


def curated(kind: str, level: str | None = None) -> list[float]:
    return [
        float(row["hours"]) for row in ROWS if row["kind"] == kind and level in (None, row["level"]) and row["hours"]
    ]


@pytest.mark.parametrize("kind", ["paper", "post", "repository", "other"])
def test_the_estimate_of_a_kind_is_the_median_of_the_curated_works(kind) -> None:
    assert HOURS_BY_KIND[kind] == median(curated(kind))


@pytest.mark.parametrize("level", ["introductory", "intermediate", "advanced"])
def test_the_estimate_of_a_level_is_the_median_of_the_curated_papers(level) -> None:
    assert HOURS_BY_LEVEL[level] == pytest.approx(median(curated("paper", level)), abs=0.5)


def test_the_estimate_is_nearer_to_the_curated_hours_than_a_constant() -> None:
    rows = [row for row in ROWS if row["hours"]]
    off = sum(abs(float(row["hours"]) - estimated_hours(row["kind"], row["level"] or None)) for row in rows)

    assert off < min(sum(abs(float(row["hours"]) - constant) for row in rows) for constant in (2.0, 2.5, 3.0, 3.5))


def test_curated_hours_come_first() -> None:
    work = Paper(id="a", citekey="a", title="A", hours=7.5, hours_source="curated", level="advanced")

    assert hours_of(work) == (7.5, "curated")


def test_without_hours_kind_and_level_say() -> None:
    assert hours_of(Paper(id="a", citekey="a", title="A", level="advanced")) == (5.0, "estimate")
    assert hours_of(Paper(id="a", citekey="a", title="A", kind="post")) == (1.0, "estimate")


def test_doctests() -> None:
    assert doctest.testmod(effort).failed == 0
