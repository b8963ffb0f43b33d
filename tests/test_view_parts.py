"""Pages of a part: one section, the concepts; limits of a path; what is not in the list."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from papergraph.curation import seeds
from papergraph.errors import AmbiguousReferenceError, UnknownReferenceError
from papergraph.graph import PaperGraph, build
from papergraph.model import BuildsOn, Concept, Evidence, Paper, Requirement, Topic
from papergraph.paths import learning_path
from papergraph.view import render_concepts, render_map, render_path, render_section
from papergraph.view.concept_scene import concept_scene
from papergraph.view.map_scene import map_scene
from papergraph.view.part import section_part
from papergraph.view.path_scene import bands
from papergraph.view.sections import sections

VIT = "arxiv:2010.11929"


@pytest.fixture(scope="module")
def bundled() -> PaperGraph:
    return build(seeds())


def test_a_section_comes_with_all_that_its_papers_rest_on(toy_graph: PaperGraph) -> None:
    name, part = section_part(toy_graph, "vision")
    assert name == "Vision"
    assert {"arxiv:1512.03385", VIT, "arxiv:1706.03762"} <= set(part.paper)
    assert learning_path(part, [VIT]).steps == learning_path(toy_graph, [VIT]).steps


def test_paths_to_papers_of_a_section_are_those_of_the_whole(bundled: PaperGraph) -> None:
    name, part = section_part(bundled, "Language")
    assert len(part.papers) < len(bundled.papers)
    own = [paper for paper, section in sections(bundled).items() if section == name]
    assert own
    for target in own:
        ids = [
            [step.paper.id for step in learning_path(graph, [target], include_background=True, order="stages").steps]
            for graph in (part, bundled)
        ]
        assert ids[0] == ids[1]


def test_a_section_that_is_not_there_is_told_with_those_that_are(toy_graph: PaperGraph) -> None:
    with pytest.raises(UnknownReferenceError, match=r"no section is called 'Cooking'; there are: .*Vision"):
        render_section(toy_graph, "Cooking")
    with pytest.raises(UnknownReferenceError):
        render_section(toy_graph, " ")


def test_a_word_that_fits_several_sections_is_ambiguous(bundled: PaperGraph) -> None:
    with pytest.raises(AmbiguousReferenceError, match="Learning"):
        section_part(bundled, "learning")


def test_what_the_map_calls_so_goes_before_what_the_lists_print(bundled: PaperGraph) -> None:
    assert section_part(bundled, "Vision")[0] == "Vision and Image Generation"


def test_the_page_of_a_section_is_called_after_it(toy_graph: PaperGraph) -> None:
    assert "<title>Vision: what to read first</title>" in render_section(toy_graph, "vision")


def concept_graph() -> PaperGraph:
    """Two papers, three concepts that require one another, and one that nobody here has to do with."""
    papers = (
        Paper(id="work:old", citekey="old", title="Old work", short_names=("Old",), year=1990),
        Paper(id="work:new", citekey="new", title="New work", short_names=("New",), year=2020),
    )
    concepts = (
        Concept(id="algebra", pref_label="algebra", definition="Letters for numbers."),
        Concept(id="nets", pref_label="nets", requires=(Requirement(object="algebra", reason="they multiply"),)),
        Concept(id="towers", pref_label="towers", requires=(Requirement(object="nets", reason="they are tall ones"),)),
        Concept(id="unused", pref_label="unused"),
    )
    topics = (
        Topic(paper="work:new", concept="towers", relation="introduces"),
        Topic(paper="work:new", concept="nets", relation="uses"),
        Topic(paper="work:old", concept="nets", relation="introduces"),
    )
    return PaperGraph(papers=papers, concepts=concepts, topics=topics)


def test_concepts_stand_after_what_they_require_with_who_introduced_them() -> None:
    scene = concept_scene(concept_graph())
    assert [item["id"] for item in scene.papers] == ["algebra", "nets", "towers"]
    assert [(edge["from"], edge["to"]) for edge in scene.edges] == [("nets", "algebra"), ("towers", "nets")]
    nets = scene.papers[1]
    assert [each["name"] for each in nets["introduced_by"]] == ["Old"]
    assert [each["name"] for each in nets["used_by"]] == ["New"]
    assert nets["builds"][0]["reason"] == "they multiply"
    assert (nets["year"], scene.papers[0]["year"]) == (1990, None)


def test_concepts_that_require_one_another_in_a_circle_do_not_stop_the_page() -> None:
    concepts = tuple(
        Concept(id=one, pref_label=one, requires=(Requirement(object=other, reason=""),)) for one, other in ("ab", "ba")
    )
    paper = Paper(id="work:p", citekey="p", title="P")
    graph = PaperGraph(
        papers=(paper,), concepts=concepts, topics=(Topic(paper="work:p", concept="a", relation="uses"),)
    )
    assert {item["id"] for item in concept_scene(graph).papers} == {"a", "b"}


def test_a_graph_without_concepts_is_a_page_too() -> None:
    assert "0 concepts, 0 requirements" in render_concepts(PaperGraph())


def test_the_bundled_concepts_are_one_small_page(bundled: PaperGraph) -> None:
    document = render_concepts(bundled)
    assert len(document.encode()) <= 800_000
    assert document == render_concepts(bundled)


def test_what_a_limit_leaves_out_is_told_with_its_reason(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, [VIT], papers=3)
    text = " ".join(render_path(toy_graph, path).split())
    assert path.cut
    assert f"Left out ({len(path.cut)})" in text
    assert path.cut[0].reason in text.replace("&#39;", "'")
    assert ", 3 at most" in text


def test_sittings_are_listed(toy_graph: PaperGraph) -> None:
    path = learning_path(toy_graph, [VIT], sittings=(10, 3))
    document = render_path(toy_graph, path)
    assert f"In {len(path.sittings)} sittings" in document
    [listed] = re.findall(r'<ol class="sittings">(.*?)</ol>', document, re.DOTALL)
    assert listed.count("<li>") == len(path.sittings)
    assert any(part.of > 1 for each in path.sittings for part in each.parts) == ("(part 1 of" in listed)


def test_what_is_not_in_the_list_is_marked(toy_graph: PaperGraph) -> None:
    papers = tuple(replace(paper, from_list=paper.id != "arxiv:1409.0473") for paper in toy_graph.papers)
    graph = replace(toy_graph, papers=papers)
    for document in (render_map(graph), render_path(graph, learning_path(graph, [VIT]))):
        [marked] = re.findall(r'<li id="([^"]+)"[^>]* data-absent', document)
        assert marked == f"p-{graph.paper['arxiv:1409.0473'].citekey}"
        assert '<p class="facts">not in your list' in document


def test_an_arrow_that_is_only_cited_says_so(toy_graph: PaperGraph) -> None:
    papers = tuple(Paper(id=f"work:{name}", citekey=name, title=name) for name in "ab")
    evidence = (Evidence(justification="citation", confidence=0.4),)
    edge = BuildsOn(subject="work:b", object="work:a", kind="core", evidence=evidence)
    scene = map_scene(PaperGraph(papers=papers, builds_on=(edge,)))
    assert scene.edges[0]["how"] == "cited"


def test_lanes_are_counted_anew_and_known_works_stand_above() -> None:
    assert bands([0, 2, 2, 5], [0, 1, 2, 3]) == [
        {"stage": 0, "row": 0, "rows": 1},
        {"stage": 1, "row": 1, "rows": 2},
        {"stage": 2, "row": 3, "rows": 1},
    ]
