"""`papergraph edge`: the row, what it changed, what is refused, and that the next build finds it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main
from papergraph.curation import Curation, load, load_folder
from papergraph.errors import PapergraphError
from papergraph.graph import build

LIST = """# Databases

- **A Relational Model of Data for Large Shared Data Banks** (1970), E. F. Codd. Relations.
- **SEQUEL: A Structured English Query Language** (1974), Donald Chamberlin. Blocks.
- **The Volcano Optimizer Generator** (1993), Goetz Graefe. It extends SEQUEL with search.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "db.md").write_text(LIST, "utf-8")
    return tmp_path


def edge(*arguments: str, kind: str = "core", reason: str = "why", lists: tuple[str, ...] = ("db.md",)) -> Result:
    named = [part for each in lists for part in ("--list", each)]
    return CliRunner().invoke(main, ["edge", *arguments, "--kind", kind, "--reason", reason, *named])


def test_a_row_is_written_into_the_working_directory_and_found_by_the_next_build(folder: Path) -> None:
    done = edge("SEQUEL", "relational model", reason="a language\tfor its\nalgebra")

    assert done.exit_code == 0, done.output
    assert "new row in curation/builds_on.tsv" in done.stdout
    assert (
        "SEQUEL (1974) on A Relational Model of Data for Large Shared Data Banks (1970): was no edge, now core"
        in done.stdout
    )
    assert "--curation curation" in done.stderr
    graph = build([folder / "db.md"], curation=load(folder / "curation"))
    (found,) = [each for each in graph.builds_on if each.evidence[0].justification == "curated"]
    assert found.evidence[0].reason == "a language for its algebra"
    assert not [each for each in graph.problems if each.code.startswith("curated-row")]


def test_what_was_inferred_is_said_with_its_place(folder: Path) -> None:
    done = edge("Volcano", "SEQUEL", "--curation", "own", kind="background")

    assert "was inferred core 0." in done.stdout
    assert "from db.md:5, now background" in done.stdout
    assert done.stderr == "graph: db.md, 3 papers\n"


def test_a_replaced_row_is_shown_old_and_new(folder: Path) -> None:
    edge("SEQUEL", "relational model", "--confidence", "0.8", "--any-of", "algebra")
    done = edge("SEQUEL", "relational model", kind="none", reason="only a contemporary")

    assert "core → none" in done.stdout
    assert "was reviewed core" in done.stdout
    (row,) = load_folder(folder / "curation", name="curation").edges
    assert (row.kind, row.reason, row.any_of) == ("none", "only a contemporary", None)
    assert "says so already" in edge("SEQUEL", "relational model", kind="none", reason="only a contemporary").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["SEQUAL", "relational model"], "sequel"),
        (["SEQUEL", "SEQUEL"], "cannot build on itself"),
        (["relational model", "SEQUEL"], "1970 is before 1974"),
        (["Volcano", "SEQUEL", "--takes", "backpropagatoin"], "did you mean backpropagation"),
        (["Volcano", "SEQUEL", "--confidence", "2"], "0<=x<=1"),
        (["Volcano", "SEQUEL", "--curation", "none"], "not 'none'"),
        (["Volcano", "SEQUEL", "--curation", "db.md"], "is no folder"),
        (["Volcano", "SEQUEL", "--curation", " "], "needs a folder"),
        (["", "SEQUEL"], "empty word"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(folder: Path, arguments: list[str], said: str) -> None:
    done = edge(*arguments)

    assert done.exit_code != 0
    assert said.lower() in (done.output + str(done.exception)).lower()
    assert isinstance(done.exception, (SystemExit, PapergraphError))
    assert sorted(each.name for each in folder.iterdir()) == ["db.md"]


def test_an_empty_reason_is_refused(folder: Path) -> None:
    assert edge("Volcano", "SEQUEL", reason=" \n").exit_code == 2
    assert edge("Volcano", "SEQUEL", reason="x" * 3000).exit_code == 2
    assert not (folder / "curation").exists()


def test_a_row_against_time_can_be_forced_unless_it_closes_a_circle(folder: Path) -> None:
    forced = edge("relational model", "SEQUEL", "--force")
    circle = edge("SEQUEL", "relational model")

    assert forced.exit_code == 0
    assert circle.exit_code == 1
    assert "curation/builds_on.tsv:2" in str(circle.exception)
    assert edge("SEQUEL", "relational model", kind="none").exit_code == 0


def test_an_inferred_edge_the_other_way_is_told(folder: Path) -> None:
    done = edge("SEQUEL", "Volcano", "--force")

    assert "will be left out" in done.stdout


def test_a_known_work_that_the_list_lacks_can_be_named(folder: Path) -> None:
    done = edge("Volcano", "vaswani2017attention", "--force")

    assert done.exit_code == 0, done.output
    assert "not in this graph" in done.stdout
    assert load_folder(folder / "curation", name="c").edges[0].object == "vaswani2017attention"


def test_a_concept_is_found_by_its_label(folder: Path) -> None:
    done = edge("Volcano", "SEQUEL", "--takes", "Backprop", "--takes", "backpropagation")

    assert load_folder(folder / "curation", name="c").edges[0].takes == ("backpropagation",)
    assert done.exit_code == 0


def test_a_faulty_file_is_told_and_left_alone(folder: Path) -> None:
    (folder / "curation").mkdir()
    file = folder / "curation" / "builds_on.tsv"
    file.write_text("subject\tobject\tkind\na\tb\tmaybe\n")
    done = edge("Volcano", "SEQUEL")

    assert done.exit_code == 1
    assert "line 2" in str(done.exception)
    assert file.read_text() == "subject\tobject\tkind\na\tb\tmaybe\n"


def test_undecided_rows_are_accepted_never_used_and_told(folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "own" / "builds_on.tsv").write_text("subject\tobject\tkind\nSEQUEL\tVolcano\t?\nVolcano\tSEQUEL\t?\n")
    loaded = load(folder / "own")
    told = CliRunner().invoke(main, ["search", "SEQUEL", "--list", "db.md", "--curation", "own"])

    assert loaded.undecided == 2
    assert loaded.edges == load().edges
    assert "2 rows of kind ? in own, not used" in told.stderr
    why = CliRunner().invoke(main, ["why", "SEQUEL", "Volcano", "--list", "db.md", "--curation", "own"])
    assert why.stderr.count("kind ?") == 1
    graph = build([folder / "db.md"], curation=loaded)
    assert graph.builds_on == build([folder / "db.md"], curation=Curation()).builds_on


def test_runs_at_the_same_time_lose_no_row(folder: Path) -> None:
    command = [sys.executable, "-m", "papergraph", "edge", "--kind", "core", "--reason", "r", "--list", "db.md"]

    def run(name: str) -> int:
        return subprocess.run([*command, name, "relational model"], capture_output=True, timeout=120).returncode

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, ["SEQUEL", "Volcano Optimizer"])) == [0, 0]
    assert len(load_folder(folder / "curation", name="c").edges) == 2
