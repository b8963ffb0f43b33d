"""What a notebook shows of a graph and of a path."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from papergraph.graph import PaperGraph
from papergraph.model import LearningPath, Paper
from papergraph.paths import learning_path

VIT = "arxiv:2010.11929"


def inside(html: str) -> str:
    """The page within the frame."""
    match = re.fullmatch(r'<iframe sandbox="" [^<>]* srcdoc="([^"]*)"></iframe>', html)
    assert match is not None
    return unescape(match[1])


def test_a_path_shows_its_steps_with_reasons_in_a_frame(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, targets=[VIT])
    page = inside(path._repr_html_())
    titles = re.findall(r"<li[^>]*>(.*?)(?: \(\d+\))?<br>", page)
    assert titles == [step.paper.title for step in path.steps if step.role != "origin"]
    assert page.count('class="target"') == 1
    assert "needed by" in page


def test_a_path_with_limits_says_how_many_are_left_out(toy_graph: PaperGraph) -> None:
    path: LearningPath = learning_path(toy_graph, targets=[VIT], papers=1)
    assert f"{len(path.cut)} left out" in inside(path._repr_html_())


def test_a_graph_shows_figures(toy_graph: PaperGraph) -> None:
    page = inside(toy_graph._repr_html_())
    assert f"<td>papers</td><td>{len(toy_graph.papers)}</td>" in page
    assert "most builds on" in page
    assert "<td>papers</td><td>0</td>" in inside(PaperGraph()._repr_html_())


def test_nothing_of_a_title_runs_or_leaves_the_frame() -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>&quot;'
    graph = PaperGraph(papers=(Paper(id="work:x", citekey="x", title=hostile),))
    html = learning_path(graph, targets=["work:x"])._repr_html_()
    assert "<script" not in html
    assert "<script" not in inside(html)
    assert "<img" not in inside(html)


def test_the_record_is_as_it_was(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, targets=[VIT])
    assert replace(path) == path
