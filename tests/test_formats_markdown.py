"""A path as a Markdown checklist: what viewers make of it, whatever titles hold."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from papergraph import readers
from papergraph.formats import path_markdown
from papergraph.graph import PaperGraph
from papergraph.model import Activity, LearningPath, Link
from papergraph.paths import learning_path

VIT = "arxiv:2010.11929"
HOSTILE = [
    "A *B* [c](javascript:alert(1)) <script>alert(1)</script>",
    "# Heading",
    "- item",
    "1. item",
    "> quote",
    "--- \n\n# broken out",
    "`code` **bold** __bold__ ~~gone~~",
    "<!-- papergraph:end -->",
    "![picture](https://example.org/x.png)",
    "&lt;b&gt; &amp; | cell |",
    "\\",
    "[x] done",
    "$x^2$ [ref]: https://example.org",
    "<https://example.org>",
]


def html(markdown: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)


@pytest.fixture
def path(toy_graph: PaperGraph) -> LearningPath:
    return learning_path(toy_graph, [VIT])


@pytest.mark.parametrize("text", HOSTILE)
def test_marks_in_titles_and_reasons_stay_text(text: str, toy_graph: PaperGraph, path: LearningPath) -> None:
    graph = replace(toy_graph, papers=tuple(replace(each, short_names=(text,)) for each in toy_graph.papers))
    steps = tuple(
        replace(
            each,
            paper=replace(each.paper, title=text),
            summary=text,
            activities=(Activity(key="implement", text=text),),
            needed_by=tuple(replace(need, reason=text) for need in each.needed_by),
        )
        for each in path.steps
    )
    made = path_markdown.render(graph, replace(path, steps=steps))
    page = html(made)

    assert page.count("<h1>") == 1
    assert set(re.findall(r"<(\w+)", page)) == {"h1", "p", "ul", "li", "strong", "a"}
    assert set(re.findall(r'href="([^"]*)"', page)) == {
        "https://doi.org/10.1162/neco.1997.9.8.1735",
        *(f"https://arxiv.org/abs/{each}" for each in ("1409.0473", "1409.3215", "1706.03762", "2010.11929")),
    }
    assert len(re.findall(r"<li>\[ \] <strong>", page)) == 5
    assert page.rstrip().endswith("<!-- papergraph:end -->")


def test_links_that_are_none_are_left_out(toy_graph: PaperGraph, path: LearningPath) -> None:
    links = (Link(url="javascript:alert(1)", role="paper"), Link(url="https://example.org/a_(b)[c]<d>", role="paper"))
    target = replace(path.steps[-1], paper=replace(path.steps[-1].paper, id="work:x-2020"), links=links)
    page = html(path_markdown.render(toy_graph, replace(path, steps=(target,))))

    assert re.findall(r'href="([^"]*)"', page) == ["https://example.org/a_%28b%29%5Bc%5D%3Cd%3E"]


def test_detail_is_honoured(toy_graph: PaperGraph, path: LearningPath) -> None:
    brief = path_markdown.render(toy_graph, path, detail="brief")
    normal = path_markdown.render(toy_graph, path)
    full = path_markdown.render(toy_graph, path, detail="full")

    assert len([line for line in brief.splitlines() if line.startswith(("- ", "  "))]) == 5
    assert "  - try: Write scaled dot-product attention" in normal
    assert "by: Ashish Vaswani" not in normal
    assert "by: Ashish Vaswani" in full
    assert "(curated, graph/builds\\_on.tsv:11)" in full


def test_sittings_and_stages_are_headings(toy_graph: PaperGraph) -> None:
    sat = path_markdown.render(toy_graph, learning_path(toy_graph, [VIT], sittings=(4, 3.5)))
    staged = path_markdown.render(toy_graph, learning_path(toy_graph, [VIT], order="stages", include_background=True))

    assert sat.count("\n## Sitting ") == 4
    assert "part 1 of 2: ~1.5 h now" in sat
    assert sat.count("goes on, part 2 of 2") == 2
    assert "\n## Stage 1: can be read in parallel\n" in staged


def test_what_is_left_out_is_told(toy_graph: PaperGraph) -> None:
    made = learning_path(toy_graph, [VIT], papers=2)

    assert "Left out: 3 steps that matter less for the target, to fit 2 papers: Bahdanau" in path_markdown.render(
        toy_graph, made
    )
    assert "- Bahdanau attention: \\~2 h; Transformer is read without it" in path_markdown.render(
        toy_graph, made, detail="full"
    )


def test_origins_are_named_at_the_end(toy_graph: PaperGraph, path: LearningPath) -> None:
    folded = replace(path, steps=(replace(path.steps[0], role="origin"), *path.steps[1:]))

    assert "Where this comes from: LSTM." in path_markdown.render(toy_graph, folded)
    unfolded = path_markdown.render(toy_graph, folded, unfold=True)
    assert "**1. [Long Short-Term Memory]" in unfolded
    assert unfolded.count(", origin\n") == 1


def test_pasted_into_a_list_it_is_skipped_by_the_readers(toy_graph: PaperGraph, path: LearningPath) -> None:
    sly = replace(path.steps[1], paper=replace(path.steps[1].paper, title="Ends <!-- papergraph:end --> here"))
    steps = (path.steps[0], sly, *path.steps[2:])
    pasted = path_markdown.render(toy_graph, replace(path, steps=steps), detail="full", after="More: *here*.\n")
    one = "- Long Short-Term Memory (LSTM). Sepp Hochreiter. Neural Computation, 1997.\n"
    two = "- Attention Is All You Need. Ashish Vaswani et al. NeurIPS, 2017.\n"
    reading = readers.read_text(f"# Reading\n\n{one}\n{pasted}\n{two}", source="list.md")

    assert "More: *here*." in pasted
    assert [entry.title for entry in reading.entries] == ["Long Short-Term Memory", "Attention Is All You Need"]
    assert not reading.unread
