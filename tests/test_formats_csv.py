"""A path as a table: one row a step, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from papergraph.formats import path_csv
from papergraph.graph import PaperGraph
from papergraph.model import LearningPath
from papergraph.paths import learning_path

VIT = "arxiv:2010.11929"


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


@pytest.fixture
def path(toy_graph: PaperGraph) -> LearningPath:
    return learning_path(toy_graph, [VIT])


def test_one_row_a_step_in_stable_columns(toy_graph: PaperGraph, path: LearningPath) -> None:
    data = path_csv.render(toy_graph, path)
    found = rows(data)

    assert data.startswith(b"position,stage,sitting,role,type,id,citekey,title,year,hours,")
    assert data.count(b"\r\n") == data.count(b"\n") == 6
    assert [row["citekey"] for row in found][-1] == "dosovitskiy2020image"
    assert [row["needed_by"] for row in found] == ["2", "3", "4", "5", ""]
    assert found[3] == {
        **found[3],
        "role": "core",
        "type": "paper",
        "year": "2017",
        "hours": "4.0",
        "hours_source": "curated",
        "reason": "feeds patches of an image to the same encoder",
        "evidence": "curated",
        "teaches": "self-attention",
        "link": "https://arxiv.org/abs/1706.03762",
        "other_links": "https://github.com/tensorflow/tensor2tensor",
    }
    assert float(found[-1]["cumulative_hours"]) == path.metrics.hours


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n=1", "＝1", '=HYPERLINK("x")'])
def test_no_cell_begins_a_formula(title: str, toy_graph: PaperGraph, path: LearningPath) -> None:
    graph = replace(
        toy_graph,
        papers=tuple(replace(each, short_names=(title,)) for each in toy_graph.papers),
        concepts=tuple(replace(each, pref_label=title) for each in toy_graph.concepts),
    )
    steps = tuple(
        replace(
            each,
            paper=replace(each.paper, title=title, citekey=title, id=title if each.role == "target" else each.paper.id),
            summary=title,
            needed_by=tuple(replace(need, reason=title) for need in each.needed_by),
        )
        for each in path.steps
    )
    found = rows(path_csv.render(graph, replace(path, steps=steps)))

    assert len(found) == 5
    assert found[0]["title"] == "'" + title.strip()
    assert not [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]


def test_quotation_marks_commas_and_lines_survive(toy_graph: PaperGraph, path: LearningPath) -> None:
    odd = replace(path.steps[0], paper=replace(path.steps[0].paper, title='A "b", c;\nd 注意 | e'))
    found = rows(path_csv.render(toy_graph, replace(path, steps=(odd, *path.steps[1:]))))

    assert found[0]["title"] == 'A "b", c; d 注意 | e'


def test_sittings_stages_and_concepts_have_their_cells(toy_graph: PaperGraph) -> None:
    sat = rows(path_csv.render(toy_graph, learning_path(toy_graph, [VIT], sittings=(4, 3.5))))
    concept = rows(path_csv.render(toy_graph, learning_path(toy_graph, ["convolution"])))

    assert [row["sitting"] for row in sat] == ["1", "2", "2 | 3", "3 | 4", "4"]
    assert [row["stage"] for row in sat] == ["1", "2", "3", "4", "5"]
    assert [(row["type"], row["id"], row["title"], row["year"]) for row in concept] == [
        ("concept", "convolution", "convolution", "")
    ]


def test_origins_are_left_out_until_asked_for(toy_graph: PaperGraph, path: LearningPath) -> None:
    folded = replace(path, steps=(replace(path.steps[0], role="origin"), *path.steps[1:]))

    assert len(rows(path_csv.render(toy_graph, folded))) == 4
    assert rows(path_csv.render(toy_graph, folded, unfold=True))[0]["role"] == "origin"
