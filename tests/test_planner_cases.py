"""The planner's cases: one file that the library runs here and the page's planner in test_view_browser.py."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from papergraph.graph import PaperGraph, from_json
from papergraph.paths import learning_path


def planned(graph: PaperGraph, case: dict[str, Any]) -> list[list[Any]]:
    """Return the steps of a case as the file writes them: id, stage, role, what to know first with its hours."""
    path = learning_path(
        graph,
        case["targets"],
        known=case["known"],
        order=case["order"],
        include_background=case["include_background"],
    )
    return [
        [step.paper.id, step.stage, step.role, [[each.concept, each.hours] for each in step.know_first]]
        for step in path.steps
    ]


FILE = Path(__file__).with_name("planner_cases.json")
WRITTEN = json.loads(FILE.read_bytes())
GRAPHS = {name: from_json(json.dumps(each), name=name) for name, each in WRITTEN["graphs"].items()}


@pytest.mark.parametrize("case", WRITTEN["cases"], ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    """With PAPERGRAPH_KEEP=1 the steps as they are now are written: read the difference before it is committed."""
    steps = planned(GRAPHS[case["graph"]], case)
    if os.environ.get("PAPERGRAPH_KEEP") == "1":
        keep({**case, "steps": steps})

    assert steps == case["steps"]


def keep(case: dict[str, Any]) -> None:
    """Write a case, which stands on a line of its own, anew."""
    start = f'  {{"name": {json.dumps(case["name"])}, '
    lines = [
        f"  {json.dumps(case)}{',' if line.endswith(',') else ''}" if line.startswith(start) else line
        for line in FILE.read_text("utf-8").split("\n")
    ]
    FILE.write_text("\n".join(lines), "utf-8")


def test_the_cases_hold_what_planning_can_be_asked() -> None:
    cases = WRITTEN["cases"]

    assert {case["order"] for case in cases} == {"just-in-time", "chronological", "stages"}
    assert {case["include_background"] for case in cases} == {True, False}
    assert {step[2] for case in cases for step in case["steps"]} == {"target", "core", "background", "origin"}
    assert any(each.get("any_of") for graph in WRITTEN["graphs"].values() for each in graph["builds_on"])
    assert len({case["name"] for case in cases}) == len(cases)
