"""From lists to a graph: the bundled corpus, determinism, independence of order, and the given lists."""

from __future__ import annotations

import html
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papergraph import curation
from papergraph.graph import PaperGraph, build, to_json
from papergraph.lookup import Lookup
from papergraph.paths import learning_path
from papergraph.readers import read_text

TITLES = [
    "- Long Short-Term Memory (LSTM). Sepp Hochreiter, Jürgen Schmidhuber. Neural Computation, 1997.",
    "- Attention Is All You Need (Transformer). Ashish Vaswani et al. NeurIPS, 2017. https://arxiv.org/abs/1706.03762",
    "- Deep Residual Learning for Image Recognition (ResNet). Kaiming He et al. CVPR, 2016.",
    "- A Relational Model of Data for Large Shared Data Banks. E. F. Codd. Communications of the ACM, 1970.",
    "- System R: Relational Approach to Database Management. M. M. Astrahan et al. TODS, 1976.",
]


@pytest.fixture(scope="session")
def bundled() -> PaperGraph:
    """The graph of the bundled lists."""
    return build(curation.seeds())


def test_every_known_work_of_the_lists_is_there_with_the_facts_of_the_authority(bundled: PaperGraph) -> None:
    works = {work.id: work for work in curation.load().works}

    assert len(bundled.papers) == 111
    assert {paper.id for paper in bundled.papers} <= set(works)
    for paper in bundled.papers:
        work = works[paper.id]
        assert (paper.title, paper.year, paper.month) == (work.title, work.year, work.month)
        assert paper.entries


def test_every_entry_is_of_one_work(bundled: PaperGraph) -> None:
    named = [entry for paper in bundled.papers for entry in paper.entries]

    assert sorted(named) == sorted(entry.id for entry in bundled.entries)
    assert len(named) == 218


def test_every_edge_has_evidence_and_runs_back_in_time(bundled: PaperGraph) -> None:
    for edge in bundled.builds_on:
        newer, older = bundled.paper[edge.subject], bundled.paper[edge.object]
        assert edge.evidence
        assert ((older.year or 0), (older.month or 0)) <= ((newer.year or 9999), (newer.month or 12))
        for evidence in edge.evidence:
            assert evidence.reason or evidence.quote
            assert evidence.source
            assert evidence.first_line or evidence.row


def test_every_quote_stands_in_its_lines(bundled: PaperGraph) -> None:
    """Quotes are rendered text: compared by their letters, without marks, tags and entities."""

    def words(text: str) -> str:
        return re.sub(r"[\W_]", "", html.unescape(re.sub(r"<[^>]+>", "", text)))

    texts = {path.name: path.read_text("utf-8").split("\n") for path in curation.seeds()}
    for edge in bundled.builds_on:
        for evidence in edge.evidence:
            if evidence.quote and evidence.justification == "mention":
                lines = texts[evidence.source][evidence.first_line - 1 : evidence.last_line]
                assert words(evidence.quote)[:40] in words(" ".join(lines)), evidence


@pytest.mark.parametrize(
    ("target", "in_order"),
    [
        ("transformer", ["lstm", "seq2seq", "bahdanau2014neural", "transformer"]),
        ("resnet", ["lenet", "alexnet", "resnet"]),
        ("alphago zero", ["reinforce", "alphago", "resnet", "alphago zero"]),
        ("bert", ["transformer", "gpt", "bert"]),
        ("mamba", ["transformer", "s4", "mamba"]),
    ],
)
def test_the_way_to_a_landmark_is_sensible(bundled: PaperGraph, target: str, in_order: list[str]) -> None:
    lookup = Lookup(bundled)
    path = learning_path(bundled, targets=[lookup.find(target).id])
    place = {step.paper.id: step.position for step in path.steps}
    places = [place[lookup.find(name).id] for name in in_order]

    assert places == sorted(places)
    assert places[-1] == len(path.steps)
    assert all(step.needed_by for step in path.steps[:-1])


def test_knowing_convolution_leaves_out_what_it_rests_on(bundled: PaperGraph) -> None:
    lookup = Lookup(bundled)
    path = learning_path(bundled, targets=[lookup.find("latent diffusion").id], known=[lookup.find("cnn").id])
    short = {bundled.paper[step.paper.id].short_names[0] for step in path.steps}

    assert not short & {"Perceptron", "Backpropagation", "R-CNN", "Fast R-CNN", "Faster R-CNN", "LeNet"}
    assert "DDPM" in short


def test_no_path_of_the_machine_is_kept(bundled: PaperGraph) -> None:
    assert [source.path for source in bundled.sources] == [f"seeds/{path.name}" for path in curation.seeds()]


def test_the_order_of_lists_does_not_matter(bundled: PaperGraph) -> None:
    lists = curation.seeds()
    random.Random(7).shuffle(lists)  # noqa: S311

    assert to_json(build(lists)) == to_json(bundled)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.permutations(TITLES))
def test_the_order_of_entries_does_not_matter(lines: list[str]) -> None:
    """A shuffled twin: the same papers, authors and edges, but for the lines where they stand."""

    def facts(graph: PaperGraph) -> object:
        papers = [(each.id, each.citekey, each.title, each.authors, each.year) for each in graph.papers]
        return papers, graph.authors, [(each.subject, each.object, each.kind) for each in graph.builds_on]

    def made(items: list[str]) -> PaperGraph:
        return build([read_text("# Papers\n\n" + "\n".join(items) + "\n", source="list.md")])

    assert facts(made(lines)) == facts(made(TITLES))
    assert len(made(lines).papers) == len(TITLES)


def test_all_results_are_the_same_bytes_under_two_hash_seeds(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "papergraph", "build", "-o", str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
    first, second = (sorted((tmp_path / seed).iterdir()) for seed in ("1", "2"))

    assert [path.name for path in first] == [
        *("index.html", "papergraph.json", "papergraph.jsonld", "papergraph.nq", "papergraph.ttl", "report.md"),
    ]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_without_curation_the_lists_speak_alone(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "papergraph", "build", "-o", str(tmp_path), "--curation", "none"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    graph = json.loads((tmp_path / "papergraph.json").read_bytes())
    justifications = {each["justification"] for edge in graph["builds_on"] for each in edge["evidence"]}

    assert done.returncode == 0, done.stderr
    assert graph["builds_on"]
    assert "curated" not in justifications
    assert graph["concepts"] == []


def test_a_list_of_another_field_gets_no_bundled_concepts() -> None:
    graph = build([read_text("# Databases\n\n" + "\n".join(TITLES[3:]) + "\n", source="db.md")])

    assert (len(graph.papers), graph.concepts, graph.topics) == (2, (), ())


def test_the_given_lists_become_the_same_works(given_lists: list[Path], bundled: PaperGraph) -> None:
    graph = build(given_lists)

    assert [paper.id for paper in graph.papers] == [paper.id for paper in bundled.papers]
    curated = {
        (edge.subject, edge.object)
        for edge in bundled.builds_on
        if edge.kind == "core" and any(each.justification == "curated" for each in edge.evidence)
    }
    assert len(curated) > 150
    assert curated <= {(edge.subject, edge.object) for edge in graph.builds_on if edge.kind == "core"}
