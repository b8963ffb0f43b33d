"""`papergraph path`: limits, what has nothing before it, citation graphs, formats, and what cannot be planned."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main
from papergraph.errors import AmbiguousReferenceError, GraphFileError, InputError, PlanError, UnknownReferenceError
from papergraph.graph import PaperGraph, to_json
from papergraph.model import BuildsOn, Concept, Paper

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "papergraph.json"
SHELF = """# Shelf

## Storage

- *The First Store of Rows*. Ann Archer. 1990.
- *A Second Store of Columns*. Bob Baker. 1991.
- *The Third Store of Documents*. Cid Cooper. 1992.

## Queries

- *Asking Without Waiting*. Dee Draper. 1993.
"""
# p9 cites p1..p6; p2..p4 rest on p1, p6 on p5
STAR = "".join(
    f"p{a}\tp{b}\n" for a, b in [(9, 1), (9, 2), (9, 3), (9, 4), (9, 5), (9, 6), (2, 1), (3, 1), (4, 1), (6, 5)]
)
FORMATS = ["text", "markdown", "json", "mermaid", "html", "csv", "bibtex"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shelf.md").write_text(SHELF, "utf-8")
    (tmp_path / "cites.tsv").write_text(STAR, "utf-8")
    return tmp_path


def path(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["path", *arguments])


def golden(*arguments: str) -> Result:
    return path(*arguments, "--graph", str(GOLDEN))


def steps(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [step["paper"]["citekey"] for step in json.loads(result.stdout)["steps"]]


# --- limits -----------------------------------------------------------------------------------------------------------


def test_a_limit_keeps_the_target_and_says_what_was_cut() -> None:
    cut = golden("vit", "--papers", "2", "--format", "json")
    assert steps(cut) == ["vaswani2017attention", "dosovitskiy2020image"]
    assert len(json.loads(cut.stdout)["cut"]) == 3
    assert json.loads(golden("vit", "--hours", "9", "--format", "json").stdout)["metrics"]["hours"] <= 9
    assert len(json.loads(golden("vit", "--plan", "2x40", "--format", "json").stdout)["sittings"]) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--hours", "3", "--papers", "2"], "--hours and --papers both limit the path"),
        (["--hours", "3", "--plan", "2x3"], "--hours and --plan"),
        (["--papers", "3", "--plan", "2x3"], "--papers and --plan"),
        (["--hours", "0"], "--hours"),
        (["--hours", "nan"], "--hours"),
        (["--papers", "0"], "--papers"),
        (["--plan", "seven"], "3x7 for three sittings"),
        (["--known-file", "k.txt", "--no-known-file"], "not both"),
    ],
)
def test_limits_that_make_no_sense_are_usage_errors(options: list[str], said: str) -> None:
    done = golden("vit", *options)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_target_that_does_not_fit_is_told() -> None:
    done = golden("vit", "--hours", "0.5")
    assert isinstance(done.exception, PlanError)
    assert "do not fit into ~0.5 h" in str(done.exception)


# --- what cannot be planned, and what is known already ----------------------------------------------------------------


def test_unknown_and_ambiguous_targets_are_errors_of_their_own() -> None:
    assert isinstance(golden("tranformer").exception, UnknownReferenceError)
    assert isinstance(golden("learning").exception, AmbiguousReferenceError)


def test_a_target_that_is_known_is_all_there_is_left() -> None:
    done = golden("vit", "--known", "vit", "--format", "json")
    assert steps(done) == ["dosovitskiy2020image"]
    assert "both a target and known" in done.stderr


def test_a_target_that_known_papers_rest_on_is_told() -> None:
    done = golden("lstm", "--known", "transformer")
    assert "note: Long Short-Term Memory (1997) counts as known, for what you know rests on it" in done.stderr
    assert "counts as known" not in golden("vit", "--known", "transformer").stderr


def test_a_concept_that_stands_for_a_paper_is_told_though_it_was_named_by_its_id() -> None:
    done = golden("self-attention", "--format", "json")
    assert json.loads(done.stdout)["read_as"] == [{"given": "self-attention", "as": "self-attention"}]
    text = " ".join(golden("self-attention").stdout.split())
    assert "is the concept self-attention, introduced by Transformer" in text


def test_a_circle_is_named(folder: Path) -> None:
    papers = tuple(Paper(id=f"work:{each}", citekey=each, title=each) for each in "abc")
    edges = (("a", "b"), ("b", "a"), ("c", "a"))
    builds_on = tuple(BuildsOn(subject=f"work:{s}", object=f"work:{o}", kind="core") for s, o in edges)
    (folder / "g.json").write_bytes(to_json(PaperGraph(papers=papers, builds_on=builds_on)))
    done = path("work:c", "--graph", "g.json")
    assert isinstance(done.exception, GraphFileError)
    assert "goes round in a circle: a, b" in str(done.exception)


def test_curated_rows_that_go_round_leave_out_the_one_against_time_and_say_so(folder: Path) -> None:
    rows = [("a second store of columns", "the first store of rows"), ("the first store of rows", "baker1991second")]
    text = "subject\tobject\tkind\treason\n" + "".join(f"{s}\t{o}\tcore\tso I think\n" for s, o in rows)
    (folder / "own").mkdir()
    (folder / "own" / "builds_on.tsv").write_text(text)
    done = path("second store", "--list", "shelf.md", "--curation", "own", "--format", "json")
    assert steps(done) == ["archer1990first", "baker1991second"]
    assert "own/builds_on.tsv:3" in done.stderr
    assert "came later" in done.stderr


def test_what_a_circle_left_out_of_a_path_is_told(folder: Path) -> None:
    """Works without a date: neither row is against time, and one has to go."""
    (folder / "timeless.md").write_text("# Works\n\n- *The Art of Reading Slowly*\n- *The Art of Reading Twice*\n")
    names = ("the art of reading slowly", "the art of reading twice")
    rows = "".join(f"{s}\t{o}\tcore\tso I think\n" for s, o in (names, names[::-1]))
    (folder / "own").mkdir()
    (folder / "own" / "builds_on.tsv").write_text("subject\tobject\tkind\treason\n" + rows)
    done = path("reading slowly", "--list", "timeless.md", "--curation", "own", "--format", "json")
    assert steps(done) == ["anonartofreadingslowly"]
    assert re.search(r"^note: own/builds_on.tsv:[23]: left out that .* goes round in a circle", done.stderr, re.M)


# --- nothing known before it ------------------------------------------------------------------------------------------


def test_where_nothing_comes_before_the_order_of_the_list_is_told_as_such() -> None:
    text = path("second store", "--list", "shelf.md").stdout
    told = " ".join(text.split())
    assert "Nothing in this graph is known to come before A Second Store of Columns." in told
    assert "the section “Storage” of shelf.md (list order, not a reason to read one before the other)" in told
    assert text.splitlines()[-3:] == [
        "  The First Store of Rows (1990)",
        "  A Second Store of Columns (1991): the target",
        "  The Third Store of Documents (1992)",
    ]
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("format_", FORMATS)
def test_the_order_of_a_list_is_never_a_step(format_: str) -> None:
    done = path("second store", "--list", "shelf.md", "--format", format_)
    assert done.exit_code == 0, done.output
    where = done.stdout if format_ in {"text", "markdown"} else done.stderr
    assert "list order, not a reason" in where
    assert "- [ ] **2." not in done.stdout
    if format_ == "json":
        assert [step["needed_by"] for step in json.loads(done.stdout)["steps"]] == [[]]


def test_the_first_of_a_section_and_what_has_edges_get_no_list_order() -> None:
    assert "list order" not in path("first store", "--list", "shelf.md").output
    assert "list order" not in golden("transformer").output


def test_commands_at_the_end_lead_to_the_same_graph() -> None:
    done = golden("vit", "--known", "transformer", "--known", "resnet")
    # A long command goes on in the next line, as a shell reads it.
    lines = done.stdout.replace("\\\n", " ").splitlines()
    command = next(line for line in lines if line.startswith("next "))
    assert command.split()[1:5] == ["papergraph", "done", "dosovitskiy2020image", "--graph"]
    shelf = path("second store", "--list", "shelf.md").stdout
    assert " --list shelf.md" in next(line for line in shelf.splitlines() if line.startswith("next "))


def test_positions_in_json_are_the_numbers_that_all_prints(folder: Path) -> None:
    papers = tuple(Paper(id=f"work:{each}", citekey=each, title=each.upper(), year=1990) for each in "abcde")
    edges = [("b", "a", ("past",)), ("c", "b", ("idea",)), ("d", "c", ("idea",)), ("e", "d", ("idea",))]
    builds_on = tuple(BuildsOn(subject=f"work:{s}", object=f"work:{o}", kind="core", takes=t) for s, o, t in edges)
    concepts = (Concept(id="idea", pref_label="idea"), Concept(id="past", pref_label="past"))
    (folder / "g.json").write_bytes(to_json(PaperGraph(papers=papers, builds_on=builds_on, concepts=concepts)))

    def numbered(*options: str) -> list[str]:
        lines = path("work:e", "--graph", "g.json", "--brief", *options).stdout.splitlines()
        return [" ".join(line.split()[:2]) for line in lines if line[:1].isdigit()]

    data = json.loads(path("work:e", "--graph", "g.json", "--format", "json").stdout)["steps"]
    assert [(each["position"], each["role"]) for each in data][:2] == [(1, "origin"), (2, "core")]
    assert numbered("--all") == [f"{each['position']} {each['paper']['title']}" for each in data]
    assert numbered() == ["1 B", "2 C", "3 D", "4 E"]


# --- over a citation graph --------------------------------------------------------------------------------------------


def test_a_citation_graph_gives_a_path_of_the_same_shape(folder: Path) -> None:
    (folder / "facts.tsv").write_text("id\tdate\ttitle\np1\t1990-01-02\tThe Root\np9\t1999\tThe Top\n")
    (folder / "cites.tsv.gz").write_bytes(gzip.compress(STAR.encode()))
    done = path("p9", "--citations", "cites.tsv.gz", "--citations", "facts.tsv", "--format", "json")
    data = json.loads(done.stdout)
    assert set(data) == set(json.loads(golden("vit", "--format", "json").stdout))
    assert [(step["paper"]["title"], step["paper"]["year"]) for step in data["steps"]] == [
        ("p5", None),
        ("The Root", 1990),
        ("The Top", 1999),
    ]
    assert {each["justification"] for step in data["steps"] for each in step["needed_by"]} == {"citation"}
    assert "graph: cites.tsv.gz, facts.tsv, 7 papers, 10 citations" in done.stderr


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_shows_a_citation_path(format_: str) -> None:
    done = path("p9", "--citations", "cites.tsv", "--format", format_)
    assert done.exit_code == 0, done.output
    assert "p5" in done.stdout
    shown = re.sub(r"<(style|script)\b.*?</\1>", "", done.stdout, flags=re.DOTALL)
    assert "not in your list" not in shown
    assert "papergraph why" not in shown
    if format_ == "csv":
        assert len(list(csv.reader(io.StringIO(done.stdout)))) == 4


def test_names_are_exact_and_near_ones_are_told() -> None:
    done = path("P9", "--citations", "cites.tsv")
    assert isinstance(done.exception, UnknownReferenceError)
    assert "did you mean p9" in str(done.exception)
    assert isinstance(path("p9", "--known", "P1", "--citations", "cites.tsv").exception, UnknownReferenceError)


def test_papers_is_the_size_and_hours_work_on_top(folder: Path) -> None:
    chain = "".join(f"q{each + 1:03}\tq{each:03}\n" for each in range(60))
    (folder / "chain.tsv").write_text(chain)
    over = ["q060", "--citations", "chain.tsv", "--format", "json"]
    assert len(steps(path(*over))) == 30
    assert "--papers N takes more or fewer" in path(*over).stderr
    assert len(steps(path(*over, "--papers", "40"))) == 40
    short = path(*over, "--papers", "40", "--hours", "9")
    assert steps(short) == ["q058", "q059", "q060"]
    assert len(json.loads(short.stdout)["cut"]) == 37
    assert isinstance(path("p9", "p6", "--papers", "1", "--citations", "cites.tsv").exception, PlanError)


def test_what_is_known_of_a_file_may_name_other_works(folder: Path) -> None:
    (folder / "known.txt").write_text("arxiv:1706.03762 # of a list\np1 # root\n")
    done = path("p9", "--citations", "cites.tsv", "--format", "json")
    assert steps(done) == ["p5", "p9"]
    assert "known.txt: 1 known" in done.stderr
    assert "1 line names nothing in this graph, passed over (1: 'arxiv:1706.03762')" in done.stderr
    assert steps(path("p9", "--citations", "cites.tsv", "--format", "json", "--no-known-file")) == ["p1", "p5", "p9"]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--graph", str(GOLDEN)], "--graph"),
        (["--curation", "none"], "--curation"),
        (["--complete"], "--complete"),
    ],
)
def test_a_citation_graph_goes_with_no_other(options: list[str], named: str) -> None:
    done = path("p9", "--citations", "cites.tsv", *options)
    assert done.exit_code == 2
    assert f"without {named}" in done.stderr


def test_citations_with_a_list_are_evidence_between_its_papers(folder: Path) -> None:
    (folder / "bare.md").write_text(
        "# Wheels\n\n- [Round Wheels](https://arxiv.org/abs/1501.00001)\n"
        "- [Rolling On Faster](https://arxiv.org/abs/1601.00002)\n",
        "utf-8",
    )
    cited = {"identifiers": ["arxiv:1501.00001"], "title": "Round Wheels", "contexts": [{"text": "We extend [1]."}]}
    lines = [
        {"record": "file", "format": "papergraph-citations", "version": 1},
        {"record": "references", "service": "s2", "asked": "arxiv:1601.00002", "at": "", "references": [cited]},
    ]
    (folder / "c.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")

    done = path("rolling on faster", "--list", "bare.md", "--citations", "c.jsonl", "--format", "json")

    assert [each["paper"]["title"] for each in json.loads(done.stdout)["steps"]] == [
        "Round Wheels",
        "Rolling On Faster",
    ]
    assert "We extend [1]." in done.stdout
    assert "did you mean arxiv:1501.00001" in str(path("round wh", "--citations", "c.jsonl").exception)


def test_a_citation_file_that_is_not_there_is_named() -> None:
    assert isinstance(path("p9", "--citations", "nowhere.tsv").exception, InputError)


def test_a_real_citation_graph_gives_some_thirty_steps() -> None:
    data = Path(os.environ.get("PAPERGRAPH_SHARED", ROOT.parent / "shared")) / "data"
    if not data.is_dir():
        pytest.skip("the citation graph (../shared/data) is not beside this checkout")
    files = ["--citations", str(data / "hepph-citations.tsv"), "--citations", str(data / "hepph-papers.tsv")]
    done = path("hep-ph/9905221", *files, "--format", "json")
    found = steps(done)
    assert len(found) == 30
    assert found[-1] == "hep-ph/9905221"
    place = {name: number for number, name in enumerate(found)}
    steps_ = json.loads(done.stdout)["steps"]
    assert all(place[each["paper"]] > number for number, step in enumerate(steps_) for each in step["needed_by"])
    assert "21,550 papers" in done.stderr
    shorter = steps(path("hep-ph/9905221", *files, "--known", found[-2], "--format", "json"))
    assert found[-2] not in shorter


# --- on a terminal ----------------------------------------------------------------------------------------------------


def shown_on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a terminal of 100 columns is sent."""
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "papergraph", "path", *arguments, "--graph", str(GOLDEN)]
    terminal = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    with subprocess.Popen(command, stdout=child, stderr=subprocess.DEVNULL, env=terminal) as run:
        os.close(child)
        sent = b""
        with contextlib.suppress(OSError):  # how a terminal says that its other end is closed
            while part := os.read(parent, 4096):
                sent += part
        assert run.wait(timeout=60) == 0
    os.close(parent)
    return sent.decode().replace("\r\n", "\n")


def test_a_terminal_gets_the_same_lines_with_looks_and_links() -> None:
    plain = golden("vit").stdout
    sent = shown_on_a_terminal("vit")

    assert "\x1b[1m" in sent
    assert "\x1b]8;" in sent
    bare = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", sent)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown_on_a_terminal("vit", NO_COLOR="1"))


def test_on_a_narrow_terminal_lines_are_broken_between_words() -> None:
    sent = shown_on_a_terminal("vit", COLUMNS="40", NO_COLOR="1")
    bare = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", sent)
    plain = golden("vit").stdout

    assert bare.split() == plain.split()
    # Commands stay whole.
    assert all(len(line) <= 40 for line in bare.splitlines() if not re.search("papergraph |--graph ", line))
    assert "\ntarget  An Image is Worth 16x16 Words\n        (2020)\n" in bare
