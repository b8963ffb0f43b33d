"""Paths as text, Markdown and JSON: what a reader finds in them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from papergraph.formats import path_json, path_markdown, path_text
from papergraph.graph import PaperGraph
from papergraph.model import LearningPath, ReadAs
from papergraph.paths import learning_path

VIT, BAHDANAU = "arxiv:2010.11929", "arxiv:1409.0473"


@pytest.fixture
def path(toy_graph: PaperGraph) -> LearningPath:
    return learning_path(
        toy_graph, targets=[VIT], read_as=[ReadAs(given="vit", as_="An Image is Worth 16x16 Words (2020)")]
    )


def test_text_says_who_needs_a_step_and_why(toy_graph: PaperGraph) -> None:
    untold = replace(toy_graph, builds_on=tuple(replace(edge, takes=()) for edge in toy_graph.builds_on))
    text = path_text.render(untold, learning_path(untold, targets=[VIT]))

    assert "needed by 5: feeds patches of an image to the same encoder [curated]" in text
    assert "[toy.md, line 6]" in text
    assert "first  recurrent network: A network that reads a sequence" in text
    assert "TARGET" in text.split("\n5 ")[1]


def test_text_says_how_words_were_read_and_what_is_known(toy_graph: PaperGraph) -> None:
    words = [
        ReadAs(given="vit", as_="An Image is Worth 16x16 Words (2020)"),
        ReadAs(given="align", as_="Neural Machine Translation by Jointly Learning to Align and Translate (2014)"),
    ]
    made = learning_path(toy_graph, targets=[VIT], known=[BAHDANAU], read_as=words)
    text = path_text.render(toy_graph, made)

    assert "target  An Image is Worth 16x16 Words (2020)" in text
    assert "read as “align” is Neural Machine Translation" in text
    assert "“vit”" not in text
    assert "known   Bahdanau attention" in text
    assert text.startswith("ViT: 2 papers")


def test_origins_are_folded_until_asked_for(toy_graph: PaperGraph, path: LearningPath) -> None:
    folded = replace(path, steps=(replace(path.steps[0], role="origin"), *path.steps[1:]))

    assert "where this comes from: LSTM (--all shows them)" in path_text.render(toy_graph, folded)
    assert "1  LSTM" in path_text.render(toy_graph, folded, unfold=True)
    assert "Where this comes from: LSTM." in path_markdown.render(toy_graph, folded)


def test_titles_are_cut_at_words(toy_graph: PaperGraph) -> None:
    assert path_text.shortened("learning by back-propagating errors", 20) == "learning by ..."


def test_markdown_marks_in_titles_are_escaped(toy_graph: PaperGraph, path: LearningPath) -> None:
    target = path.steps[-1]
    hostile = replace(target, paper=replace(target.paper, title="A *B* [c](javascript:d) <script>"))
    text = path_markdown.render(toy_graph, replace(path, steps=(hostile,)))

    assert r"A \*B\* \[c\](javascript:d) \<script\>" in text


def test_json_follows_the_contract(path: LearningPath) -> None:
    data = json.loads(path_json.render(path))

    assert list(data)[:2] == ["schema_version", "targets"]
    assert data["read_as"] == [{"given": "vit", "as": "An Image is Worth 16x16 Words (2020)"}]
    assert set(data) == {
        *("schema_version", "targets", "known", "read_as", "order", "goal", "steps", "cut", "metrics"),
        *("budget", "sittings"),
    }
    step = data["steps"][0]
    assert set(step) == {
        *(
            "position",
            "stage",
            "type",
            "paper",
            "role",
            "summary",
            "needed_by",
            "teaches",
            "know_first",
            "alternatives",
        ),
        *("links", "hours", "hours_source", "cumulative_hours", "activities", "from_list"),
    }
    assert set(step["paper"]) == {"id", "citekey", "title", "year"}
    assert set(step["needed_by"][0]) == {
        *("paper", "kind", "justification", "quote", "reason", "source", "first_line"),
    }
    assert set(data["metrics"]) == {
        *("papers", "hours", "carry", "mean_open", "peak_open", "longest_gap", "topic_switches", "optimum"),
    }


@pytest.mark.parametrize(("value", "said"), [(4.0, "~4 h"), (0.5, "~0.5 h"), (12.5, "~12 h"), (2.25, "~2.2 h")])
def test_hours_are_marked_as_estimates(value: float, said: str) -> None:
    assert path_text.hours(value) == said
