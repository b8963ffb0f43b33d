"""A path as a Mermaid flowchart: its lines are of a small grammar, whatever titles hold."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from papergraph.digraph import transitive_reduction
from papergraph.formats import path_mermaid
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Evidence, LearningPath
from papergraph.paths import learning_path

VIT, TRANSFORMER, LSTM = "arxiv:2010.11929", "arxiv:1706.03762", "doi:10.1162/neco.1997.9.8.1735"
SEQ2SEQ = "arxiv:1409.3215"
CODED = r"(?:[^\x00-\x1f\"<>#;:\[\]{}|`%&*\\$=]|#\d+;)*"
LABEL = rf'"{CODED}(?:<br/>{CODED})?"'
LINE = re.compile(
    r"flowchart TD"
    rf"|(?:  |    )[sk]\d+(?:\{{\{{{LABEL}\}}\}}|\(\[{LABEL}\]\)|\({LABEL}\)|\[\[{LABEL}\]\]|\[{LABEL}\]|>{LABEL}\])"
    r":::\w+"
    rf'|  subgraph g\d+\["[\w ,.~:]*"\]|  end'
    rf"|  [sk]\d+ (?:-->|-\.->)(?:\|{LABEL}\|)? s\d+"
    r"|  classDef \w+ [\w#:,\- ]+"
)
HOSTILE = [
    "end",
    '"]; A --> B',
    "`md` **b** _i_",
    '%%{init: {"theme":"x"}}%%',
    "<script>alert(1)</script>",
    "graph TD\nend",
    "style x:#35;",
    "classDef x:#a;",
    "1. one",
    "fa:fa-user",
    "https://example.org/x",
    'click s1 "javascript:alert(1)"',
    "🙂 注意力",
    "#quot;",
    "A & B --> C",
    "{{x}} [[y]] ((z))",
    "back\\nslash",
    "$$x^2$$",
    "@{ shape: x }",
    ":::core",
    "direction LR",
    "",
]


def statements(made: str, pattern: str) -> set[tuple[str, ...]]:
    return set(re.findall(pattern, made, re.MULTILINE))


@pytest.fixture
def path(toy_graph: PaperGraph) -> LearningPath:
    return learning_path(toy_graph, [VIT], known=[LSTM], include_background=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_marks_in_titles_and_reasons_are_coded(text: str, toy_graph: PaperGraph, path: LearningPath) -> None:
    reason = Evidence(justification="curated", confidence=1.0, reason=text)
    graph = replace(
        toy_graph,
        papers=tuple(replace(each, short_names=(text,)) for each in toy_graph.papers),
        builds_on=tuple(replace(each, evidence=(reason,)) for each in toy_graph.builds_on),
    )
    lines = path_mermaid.render(graph, path).splitlines()

    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert not any("direction LR" in line for line in lines)
    assert len([line for line in lines if ":::" in line]) == 6


def test_what_mermaid_would_read_after_decoding_is_changed() -> None:
    assert path_mermaid.text("fa:fa-user $$x$$ a\\nb") == "fa#58; fa-user #36; #36;x#36; #36; a＼nb"


def test_roles_have_their_shapes_and_colours(toy_graph: PaperGraph, path: LearningPath) -> None:
    made = path_mermaid.render(toy_graph, path)

    assert re.search(r'^  s\d+\{\{"\d · ViT<br/>2020, ~2 h"\}\}:::target$', made, re.MULTILINE)
    assert re.search(r'^  s\d+\("\d · ResNet<br/>2015, ~3 h"\):::background$', made, re.MULTILINE)
    assert '  k1[["LSTM"]]:::known\n' in made
    assert statements(made, r"^  classDef (\w+) ") == {"target", "core", "background", "known"}
    for style in re.findall(r"^  classDef \w+ (.*)$", made, re.MULTILINE):
        assert re.search(r"fill:#\w{6}.*color:#\w{6}", style), "a text colour of its own on a fill of its own"


def test_arrows_are_those_that_no_others_imply(toy_graph: PaperGraph) -> None:
    short = BuildsOn(
        subject=VIT,
        object=SEQ2SEQ,
        kind="core",
        evidence=(Evidence(justification="curated", confidence=1.0, reason="is implied"),),
    )
    graph = replace(
        toy_graph, builds_on=tuple(sorted((*toy_graph.builds_on, short), key=lambda e: (e.subject, e.object)))
    )
    made = learning_path(graph, [VIT], include_background=True)
    at = {step.paper.id: number for number, step in enumerate(made.steps)}
    needs = [sorted(at[edge.object] for edge in graph.edges_from.get(step.paper.id, ())) for step in made.steps]
    drawn = statements(path_mermaid.render(graph, made), r"^  s(\d+) -.*?>(?:\|.*\|)? s(\d+)$")

    assert drawn == {
        (str(object_ + 1), str(subject + 1))
        for subject, objects in enumerate(transitive_reduction(needs))
        for object_ in objects
    }
    assert len(drawn) == 5


def test_short_reasons_stand_on_their_arrows(toy_graph: PaperGraph, path: LearningPath) -> None:
    def with_reason(text: str) -> str:
        evidence = (Evidence(justification="curated", confidence=1.0, reason=text),)
        edges = tuple(replace(each, evidence=evidence) for each in toy_graph.builds_on)
        return path_mermaid.render(replace(toy_graph, builds_on=edges), path)

    assert '-->|"cuts it into patches"| s' in with_reason("cuts it into patches")
    assert "|" not in with_reason("cuts it into patches and feeds them as if they were words")


def test_sittings_and_stages_are_boxes(toy_graph: PaperGraph) -> None:
    made = path_mermaid.render(toy_graph, learning_path(toy_graph, [VIT], sittings=(4, 3.5)))

    assert '  subgraph g2["Sitting 2 of 4, ~3.5 h"]\n    s2[' in made
    assert "<br/>2014, ~2 h, sittings 2 and 3" in made
    assert len(statements(made, r"^    (s\d+)")) == 5
    assert all(LINE.fullmatch(line) for line in made.splitlines())
