"""How much of a list's prose an export repeats, what RDF cannot hold, and how small a small change stays."""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from papergraph.graph import PaperGraph, build
from papergraph.model import Evidence, Link, Note
from papergraph.rdf import Quotes, quads, quoted, rdf_findings, serialise, to_rdflib
from papergraph.rdf.terms import NAMESPACES

LONG = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november"
CUT = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima …"


@pytest.fixture
def wordy(toy_graph: PaperGraph) -> PaperGraph:
    """The golden graph with a long sentence wherever a list's own words come along."""
    said = Evidence(justification="stated", confidence=1, source="toy.md", first_line=6, quote=LONG, reason=LONG)
    row = Evidence(justification="curated", confidence=1, source="graph/builds_on.tsv", row=1, reason=f"my {LONG}")
    notes = (Note(key="summary", label="Idea", text=LONG), Note(key="implement", text=LONG))
    return replace(
        toy_graph,
        papers=tuple(replace(paper, notes=notes) for paper in toy_graph.papers),
        entries=tuple(replace(entry, notes=notes) for entry in toy_graph.entries),
        builds_on=tuple(replace(edge, evidence=(said, row)) for edge in toy_graph.builds_on),
        topics=tuple(replace(topic, evidence=(said,)) for topic in toy_graph.topics),
    )


def objects(graph: PaperGraph, quotes: Quotes, curie: str) -> set[str]:
    prefix, _, name = curie.partition(":")
    wanted = f"<{NAMESPACES[prefix]}{name}>"
    return {o for _, p, o, _ in quads(graph, quotes=quotes) if p == wanted}


@pytest.mark.parametrize("curie", ["oa:exact", "schema:text", "schema:description"])
def test_prose_is_whole_short_or_absent(wordy: PaperGraph, curie: str) -> None:
    full, short, none = (
        objects(wordy, each, curie)
        - objects(replace(wordy, papers=(), entries=(), builds_on=(), topics=()), each, curie)
        for each in ("full", "short", "none")
    )  # type: ignore[arg-type]

    assert (full, short, none) == ({f'"{LONG}"'}, {f'"{CUT}"'}, set())


def test_without_quotes_no_word_of_the_prose_is_left(wordy: PaperGraph) -> None:
    made = serialise(wordy, "nquads", quotes="none").decode().replace(f"my {LONG}", "")

    assert "bravo" not in made
    assert "/id/note/" not in made
    assert 'ns#quotes> "none"' in made


def test_curated_reasons_are_no_quotes(wordy: PaperGraph) -> None:
    assert f'"my {LONG}"' in objects(wordy, "none", "pg:reason")


def test_identifiers_are_the_same_with_less_prose(wordy: PaperGraph) -> None:
    everything = {subject for subject, *_ in quads(wordy)}

    assert {subject for subject, *_ in quads(wordy, quotes="short")} == everything
    assert {subject for subject, *_ in quads(wordy, quotes="none")} == {s for s in everything if "/id/note/" not in s}


def test_a_short_text_stays_whole() -> None:
    twelve = " ".join(LONG.split()[:12])

    assert quoted(twelve, "short") == twelve
    assert quoted(f"{twelve}  \n", "short") == f"{twelve}  \n"
    assert quoted(None, "full") is None


# --- a small change ---------------------------------------------------------------------------------------------------

LIST = """# Sequences

1. **Long Short-Term Memory** (LSTM). Sepp Hochreiter, Jürgen Schmidhuber. 1997. https://doi.org/10.1162/neco.1997.9.8.1735
   - Contribution: A cell that keeps what it saw for long.
2. **Sequence to Sequence Learning with Neural Networks** (seq2seq). Ilya Sutskever et al. NeurIPS 2014. https://arxiv.org/abs/1409.3215
   - Contribution: One LSTM reads, a second one writes; builds on LSTM.
3. **Neural Machine Translation by Jointly Learning to Align and Translate**. Dzmitry Bahdanau et al. 2014. https://arxiv.org/abs/1409.0473
   - Contribution: Extends seq2seq by attention over all states of the encoder.
   - Implementation: Draw the weights as a picture of words against words.
"""


def changed_lines(folder: Path, before: str, after: str) -> list[str]:
    made = []
    for text in (before, after):
        (folder / "list.md").write_text(text, "utf-8")
        made.append(serialise(build([folder / "list.md"]), "turtle").decode().splitlines())
    diff = difflib.unified_diff(*made, n=0, lineterm="")
    lines = [line for line in diff if line[:1] in "+-" and not line.startswith(("+++", "---"))]
    return [line for line in lines if "schema:sha256" not in line]


def test_a_changed_word_of_a_note_changes_few_lines(tmp_path: Path) -> None:
    changed = changed_lines(tmp_path, LIST, LIST.replace("Draw the weights", "Plot the weights"))

    assert any("Plot the weights" in line for line in changed)
    assert len(changed) <= 8


def test_a_changed_word_of_a_quoted_sentence_changes_few_lines(tmp_path: Path) -> None:
    changed = changed_lines(tmp_path, LIST, LIST.replace("all states of", "every state of"))

    assert any("every state of" in line for line in changed)
    assert len(changed) <= 14


def test_an_inserted_line_changes_line_numbers_only(tmp_path: Path) -> None:
    changed = changed_lines(tmp_path, LIST, LIST.replace("1. **", "\n\n1. **"))

    assert changed
    assert all("pg:firstLine" in line or "pg:lastLine" in line for line in changed)


# --- what RDF cannot hold ---------------------------------------------------------------------------------------------


def test_clean_records_have_nothing_to_tell(toy_graph: PaperGraph) -> None:
    assert rdf_findings(toy_graph) == ()


def test_text_that_rdf_cannot_hold_is_told_at_its_entry(toy_graph: PaperGraph) -> None:
    entry = replace(toy_graph.entries[0], notes=(Note(key="summary", text="a\x07b\ud800c\ufffe"),))
    paper = replace(toy_graph.paper[str(entry.paper)], title="a\x07b")
    graph = replace(toy_graph, entries=(entry, *toy_graph.entries[1:]), papers=(paper,))
    (found,) = rdf_findings(graph)

    assert (found.code, found.source, found.first_line) == ("text-not-in-rdf", entry.source, entry.first_line)
    assert "U+0007, U+D800, U+FFFE" in found.message
    assert found.papers == (paper.id,)
    assert "a�b�c�" in serialise(graph, "turtle").decode()


@pytest.mark.parametrize("field", ["papers", "authors", "concepts", "sources"])
def test_text_of_other_records_is_told_too(toy_graph: PaperGraph, field: str) -> None:
    first, *others = getattr(toy_graph, field)
    name = {"papers": "title", "authors": "name", "concepts": "pref_label", "sources": "title"}[field]
    graph = replace(toy_graph, **{field: (replace(first, **{name: "bell\x07"}), *others)})

    assert [(each.code, "U+0007" in each.message) for each in rdf_findings(graph)] == [("text-not-in-rdf", True)]


def test_text_of_evidence_is_told_where_it_stands(toy_graph: PaperGraph) -> None:
    piece = Evidence(justification="curated", confidence=1, source="rows/builds_on.tsv", row=7, reason="a\x00b")
    edge = replace(toy_graph.builds_on[0], evidence=(piece,))
    (found,) = rdf_findings(replace(toy_graph, builds_on=(edge,)))

    assert (found.code, found.source, found.first_line) == ("text-not-in-rdf", "rows/builds_on.tsv", 7)


def test_a_link_that_is_no_iri_is_told_once(toy_graph: PaperGraph) -> None:
    link = Link(url="javascript:alert(1)", role="page")
    entry = replace(toy_graph.entries[0], links=(link,))
    paper = replace(toy_graph.paper[str(entry.paper)], links=(link,), same_as=("not a web address",))
    graph = replace(toy_graph, entries=(entry, *toy_graph.entries[1:]), papers=(paper,))
    found = rdf_findings(graph)

    assert [each.code for each in found] == ["link-not-in-rdf"] * 2
    assert {each.first_line for each in found} == {entry.first_line}
    assert len(rdf_findings(graph, known=[replace(found[0], code="malformed-link", entries=(entry.id,))])) == 1
    assert len(to_rdflib(graph)) > 0


# --- as a person types it ---------------------------------------------------------------------------------------------


def papergraph(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "papergraph", *arguments], capture_output=True, encoding="utf-8", timeout=120
    )


def test_build_and_export_take_both_options(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST, "utf-8")
    done = papergraph("build", str(tmp_path / "list.md"), "-o", str(tmp_path), "--rdf", "flat", "--quotes", "none")
    short = papergraph("export", "--list", str(tmp_path / "list.md"), "--quotes", "short")

    assert done.returncode == 0, done.stderr
    for name in ("papergraph.ttl", "papergraph.nq", "papergraph.jsonld", "papergraph.json", "index.html"):
        made = (tmp_path / name).read_text("utf-8")
        assert "Extends seq2seq by attention" not in made
        assert "BuildsOnLink" not in made
    assert 'pg:quotes "short"' in short.stdout
    assert "Extends seq2seq by attention over all states of the encoder." in short.stdout


@pytest.mark.parametrize("words", [("view",), ("view", "1409.0473"), ("path", "1409.0473")])
def test_pages_and_paths_take_quotes(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST, "utf-8")
    how = ("--format", "html") if words[0] == "path" else ()
    for quotes in ("full", "none"):
        given = (*words, *how, "--list", str(tmp_path / "list.md"), "--quotes", quotes)
        done = papergraph(*given, "-o", str(tmp_path / quotes))
        assert done.returncode == 0, done.stderr

    assert "by attention" in (tmp_path / "full").read_text("utf-8")
    assert "by attention" not in (tmp_path / "none").read_text("utf-8")


def test_a_doubt_about_rdf_stands_in_the_report_and_the_json(tmp_path: Path) -> None:
    text = LIST.replace("https://arxiv.org/abs/1409.0473", "[page](https://example.org/{paper})")
    (tmp_path / "list.md").write_text(text, "utf-8")
    done = papergraph("build", str(tmp_path / "list.md"), "-o", str(tmp_path))
    told = [each["code"] for each in json.loads((tmp_path / "papergraph.json").read_text("utf-8"))["problems"]]
    checked = papergraph("check", str(tmp_path / "list.md"), "--format", "json")

    assert done.returncode == 0, done.stderr
    assert "link-not-in-rdf" in told
    assert "`link-not-in-rdf`" in (tmp_path / "report.md").read_text("utf-8")
    assert "link-not-in-rdf" in checked.stdout
