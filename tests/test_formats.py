"""Paths in all formats: the printed pages as they are kept, the JSON contract, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from papergraph.formats import path_bibtex, path_csv, path_json, path_markdown, path_mermaid, path_text
from papergraph.graph import PaperGraph
from papergraph.model import LearningPath, ReadAs
from papergraph.paths import learning_path
from papergraph.view import render_path

VIT, LSTM = "arxiv:2010.11929", "doi:10.1162/neco.1997.9.8.1735"
PATHS = Path(__file__).parent / "golden" / "paths"
Render = Callable[[PaperGraph, LearningPath], "str | bytes"]

RENDERED: dict[str, Render] = {
    "vit.txt": path_text.render,
    "vit-brief.txt": lambda graph, path: path_text.render(graph, path, detail="brief"),
    "vit-full.txt": lambda graph, path: path_text.render(graph, path, detail="full"),
    "vit.md": path_markdown.render,
    "vit-full.md": lambda graph, path: path_markdown.render(graph, path, detail="full"),
    "vit.mmd": path_mermaid.render,
    "vit.csv": path_csv.render,
    "vit.bib": path_bibtex.render,
    "vit.json": lambda graph, path: path_json.render(path),
}


@pytest.fixture
def graph(toy_graph: PaperGraph) -> PaperGraph:
    """The toy graph, whose edges do not say what they take: then there is something to know first."""
    return untold(toy_graph)


def untold(graph: PaperGraph) -> PaperGraph:
    return replace(graph, builds_on=tuple(replace(edge, takes=()) for edge in graph.builds_on))


def made(graph: PaperGraph, **asked: Any) -> LearningPath:
    words = [ReadAs(given="vit", as_="An Image is Worth 16x16 Words (2020)")]
    return learning_path(graph, [VIT], read_as=words, **asked)


@pytest.mark.parametrize("name", sorted(RENDERED))
def test_the_path_of_the_graph_is_as_kept(name: str, graph: PaperGraph) -> None:
    """With PAPERGRAPH_KEEP=1 what is printed now is kept: read the difference before it is committed."""
    printed = RENDERED[name](graph, made(graph))
    data = printed if isinstance(printed, bytes) else printed.encode()
    if os.environ.get("PAPERGRAPH_KEEP") == "1":
        (PATHS / name).write_bytes(data)

    assert data.decode() == (PATHS / name).read_bytes().decode()


def test_sittings_are_laid_out_as_kept(graph: PaperGraph) -> None:
    printed = path_text.render(graph, made(graph, sittings=(4, 3.5)))
    if os.environ.get("PAPERGRAPH_KEEP") == "1":
        (PATHS / "vit-sittings.txt").write_text(printed, "utf-8")

    assert printed == (PATHS / "vit-sittings.txt").read_text("utf-8")


_DIGESTS = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, str(Path("tests").resolve()))
from papergraph.graph import from_json
from test_formats import RENDERED, made, untold
graph = untold(from_json(Path("tests/golden/papergraph.json").read_bytes()))
for asked in ({}, {"sittings": (4, 3.5)}, {"order": "stages", "include_background": True}, {"papers": 2}):
    for name, render in sorted(RENDERED.items()):
        printed = render(graph, made(graph, **asked))
        print(name, hashlib.sha256(printed if isinstance(printed, bytes) else printed.encode()).hexdigest())
"""


def test_all_formats_give_the_same_bytes_under_any_hash_seed() -> None:
    printed = [
        subprocess.run(
            [sys.executable, "-c", _DIGESTS],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4294967295")
    ]

    assert len(printed[0].splitlines()) == 4 * len(RENDERED)
    assert len({hashlib.sha256(each).digest() for each in printed}) == 1


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"sittings": (4, 3.5)},
        {"papers": 2},
        {"hours": 9.0},
        {"order": "stages", "include_background": True},
        {"known": [LSTM], "goal": "skim"},
    ],
    ids=str,
)
def test_json_holds_to_the_schema_of_the_record(asked: dict[str, Any], graph: PaperGraph) -> None:
    schema = path_json.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(path_json.render(made(graph, **asked)))

    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "carry": 3}, schema)


def test_json_follows_the_contract(graph: PaperGraph) -> None:
    data = json.loads(path_json.render(made(graph)))

    assert list(data)[:2] == ["schema_version", "targets"]
    assert data["read_as"] == [{"given": "vit", "as": "An Image is Worth 16x16 Words (2020)"}]
    assert set(data) == {
        *("schema_version", "targets", "known", "read_as", "order", "goal", "steps", "cut", "metrics"),
        *("budget", "sittings"),
    }
    step = data["steps"][0]
    assert set(step) == {
        *("position", "stage", "type", "paper", "role", "summary", "needed_by", "teaches", "know_first"),
        *("alternatives", "links", "hours", "hours_source", "cumulative_hours", "activities", "from_list"),
    }
    assert set(step["paper"]) == {"id", "citekey", "title", "year"}
    assert set(step["needed_by"][0]) == {
        *("paper", "kind", "justification", "quote", "reason", "source", "first_line"),
    }
    assert set(data["steps"][2]["know_first"][0]) == {"concept", "definition", "learn_at", "hours"}
    assert set(data["metrics"]) == {
        *("papers", "hours", "carry", "mean_open", "peak_open", "longest_gap", "topic_switches", "optimum"),
    }


@pytest.mark.parametrize("asked", [{"sittings": (4, 3.5)}, {"papers": 2}], ids=str)
def test_the_page_of_a_path_takes_limits_and_sittings(asked: dict[str, Any], graph: PaperGraph) -> None:
    page = render_path(graph, made(graph, **asked))

    assert "An Image is Worth 16x16 Words" in page


def test_a_path_of_nothing_is_printed_in_every_format(graph: PaperGraph) -> None:
    path = made(graph)
    empty = replace(path, steps=(), targets=(), metrics=replace(path.metrics, papers=0, hours=0.0))

    for render in RENDERED.values():
        assert render(graph, empty)
