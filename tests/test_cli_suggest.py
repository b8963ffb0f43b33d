"""`papergraph suggest`: rows that load as they are, the other formats, and deciding pair by pair."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main
from papergraph.curation import load_folder
from papergraph.errors import PapergraphError

LIST = """# Databases

## Storage

- **The Log-Structured Merge-Tree (LSM-Tree)** (1996), Patrick O'Neil. Merges in batches.
- **Bigtable: A Distributed Storage System** (2006), Fay Chang. Tables flushed as in an LSM-Tree.
- **Dynamo: A Highly Available Store** (2007), Giuseppe DeCandia. Consistent hashing.
- **Cassandra: A Decentralized Store** (2010), Avinash Lakshman. Tables of Bigtable on the ring of Dynamo.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "db.md").write_text(LIST, "utf-8")
    return tmp_path


def suggest(*arguments: str, keys: str = "") -> Result:
    return CliRunner().invoke(main, ["suggest", *arguments], input=keys)


def edges(folder: Path) -> list[tuple[str, str, str]]:
    return [
        (each.subject.split(":")[0], each.object.split(":")[0], each.kind)
        for each in load_folder(folder / "own", name="own").edges
    ]


def test_printed_rows_are_a_file_of_undecided_rows(folder: Path) -> None:
    done = suggest("db.md", "-o", "own/builds_on.tsv")
    loaded = load_folder(folder / "own", name="own")

    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert loaded.edges == ()
    assert loaded.undecided == len((folder / "own/builds_on.tsv").read_text().splitlines()) - 1 > 3


def test_a_kind_put_in_by_hand_makes_an_edge(folder: Path) -> None:
    rows = suggest("db.md", "--limit", "1").stdout
    (folder / "own").mkdir()
    (folder / "own/builds_on.tsv").write_text(rows.replace("\t?\t", "\tcore\t"))

    assert edges(folder) == [("Cassandra", "Dynamo", "core")]
    rest = json.loads(suggest("db.md", "--curation", "own", "--format", "json").stdout)
    assert ("Cassandra", "Dynamo") not in [
        tuple(each[end]["title"].split(":")[0] for end in ("subject", "object")) for each in rest
    ]


def test_json_and_table_say_what_speaks_for_a_pair(folder: Path) -> None:
    made = json.loads(suggest("db.md", "--format", "json", "--limit", "2").stdout)
    table = suggest("db.md", "--format", "table", "--limit", "2").stdout

    assert made[0]["object"]["title"] == "Dynamo: A Highly Available Store"
    assert made[0]["signals"][0]["first_line"] == 8
    assert made[0]["signals"][0]["quote"] == "Tables of Bigtable on the ring of Dynamo."
    assert "1. Cassandra (2010) → Dynamo (2007)" in table
    assert "db.md:8: “Tables of Bigtable" in table


def test_candidates_of_one_paper(folder: Path) -> None:
    made = json.loads(suggest("db.md", "--for", "Dynamo", "--format", "json").stdout)

    assert made
    assert all("Dynamo" in each["subject"]["title"] + each["object"]["title"] for each in made)


def test_unsure_edges_are_offered_first_when_asked(folder: Path) -> None:
    arguments = ("--curation", "none", "--limit", "300", "--format", "json")
    without, with_ = (json.loads(suggest(*arguments, *more).stdout) for more in ((), ("--inferred",)))

    assert not [each for each in without if each["inferred"]]
    assert with_[0]["inferred"] in {"core", "background"}
    assert "inferred " in with_[0]["reason"]


def test_a_list_without_candidates_says_so(folder: Path) -> None:
    (folder / "one.md").write_text("# L\n\n- **Alpha Engine Study** (1990), Ann Jones.\n")
    done = suggest("one.md")

    assert done.exit_code == 0
    assert done.stdout.startswith("subject\tobject")
    assert "no candidates" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["db.md", "--decide"], "--curation DIR"),
        (["db.md", "--decide", "--curation", "none"], "--curation DIR"),
        (["db.md", "--decide", "--curation", "own", "-o", "x"], "leave -o"),
        (["db.md", "--decide", "--curation", "db.md"], "is no folder"),
        (["db.md", "--curation", "nowhere"], "nowhere"),
        (["db.md", "--limit", "0"], "--limit"),
        (["db.md", "--for", "nobody at all"], "nobody at all"),
        (["nowhere.md"], "nowhere.md"),
    ],
)
def test_what_is_wrong_is_told(folder: Path, arguments: list[str], said: str) -> None:
    done = suggest(*arguments)

    assert done.exit_code != 0
    assert said in done.output + str(done.exception)
    assert isinstance(done.exception, (SystemExit, PapergraphError))
    assert sorted(each.name for each in folder.iterdir()) == ["db.md"]


def test_each_key_decides_and_is_in_the_file_at_once(folder: Path) -> None:
    done = suggest("db.md", "--decide", "--curation", "own", keys="c b n q")

    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert sorted(kind for *_, kind in edges(folder)) == ["background", "core", "none"]
    assert "3 decisions in own/builds_on.tsv" in done.stderr
    assert "Cassandra: A Decentralized Store (2010)" in done.stderr


def test_decided_rows_are_never_overwritten_by_candidates(folder: Path) -> None:
    suggest("db.md", "--decide", "--curation", "own", keys="c")
    before = (folder / "own/builds_on.tsv").read_bytes()
    done = suggest("db.md", "-o", "own/builds_on.tsv")

    assert done.exit_code == 2
    assert "1 decided row" in done.stderr
    assert (folder / "own/builds_on.tsv").read_bytes() == before


def test_deciding_goes_on_where_it_was_left(folder: Path) -> None:
    suggest("db.md", "--decide", "--curation", "own", keys="cq")
    first = edges(folder)
    again = suggest("db.md", "--decide", "--curation", "own", keys="nq")

    assert len(first) == 1
    assert len(edges(folder)) == 2
    assert set(first) < set(edges(folder))
    assert "1 decision in" in again.stderr


def test_a_typed_reason_is_written_else_the_offered_one(folder: Path) -> None:
    suggest("db.md", "--decide", "--curation", "own", keys="rits\ttables \ncb")
    reasons = [each.reason for each in load_folder(folder / "own", name="own").edges]

    assert "its tables" in reasons
    assert any("names the older (db.md:" in each for each in reasons)


@pytest.mark.parametrize("keys", ["r\nno, since b was first\nc\n", "rno, since b was first\nc\n"])
def test_a_reason_from_a_pipe_is_never_taken_for_keys(folder: Path, keys: str) -> None:
    suggest("db.md", "--decide", "--curation", "own", keys=keys)
    (row,) = load_folder(folder / "own", name="own").edges

    assert (row.kind, row.reason) == ("core", "no, since b was first")


def test_without_any_input_nothing_is_decided(folder: Path) -> None:
    command = f"{sys.executable} -m papergraph suggest db.md --decide --curation own <&-"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602

    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert "0 decisions" in done.stderr


def test_undo_takes_the_last_decision_back_and_asks_again(folder: Path) -> None:
    done = suggest("db.md", "--decide", "--curation", "own", keys="uccsuuuq")

    assert "nothing to undo" in done.stderr
    assert edges(folder) == []
    assert done.stderr.count("[1/") == 2


def test_unknown_keys_and_the_end_of_input_do_no_harm(folder: Path) -> None:
    done = suggest("db.md", "--decide", "--curation", "own", keys="\x1b?é7")

    assert done.exit_code == 0
    assert "keys: c core" in done.stderr
    assert not (folder / "own").exists()


def test_an_undecided_row_becomes_the_decision(folder: Path) -> None:
    suggest("db.md", "-o", "own/builds_on.tsv")
    before = (folder / "own/builds_on.tsv").read_text().splitlines()
    suggest("db.md", "--decide", "--curation", "own", keys="c")
    after = (folder / "own/builds_on.tsv").read_text().splitlines()

    assert len(after) == len(before)
    assert len(edges(folder)) == 1
    assert len(set(before) - set(after)) == 1


def test_a_decision_that_closes_a_circle_is_not_written(folder: Path) -> None:
    (folder / "own").mkdir()
    rows = "subject\tobject\tkind\nLSM-Tree\tCassandra\tcore\n"
    (folder / "own/builds_on.tsv").write_text(rows)
    done = suggest("db.md", "--decide", "--curation", "own", "--for", "Cassandra", keys="ccccccq")

    assert "Traceback" not in done.output
    assert "would close a circle" in done.stderr or edges(folder)
    graph = CliRunner().invoke(main, ["search", "--list", "db.md", "--curation", "own"])
    assert "left out" not in graph.stderr


def test_one_key_is_enough_on_a_terminal(folder: Path) -> None:
    """No return key: the terminal is read key by key."""
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "papergraph", "suggest", "db.md", "--decide", "--curation", "own"]
    with subprocess.Popen(command, stdin=child, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        os.close(child)
        assert run.stderr is not None
        assert run.stdout is not None
        said = b""
        for key in (b"b", b"q"):
            while not said.endswith(b"\n> "):  # what is typed before the question is thrown away
                letter = os.read(run.stderr.fileno(), 1)
                assert letter, said
                said += letter
            said = b""
            time.sleep(0.2)
            os.write(parent, key)
        assert run.wait(timeout=60) == 0
        assert run.stdout.read() == b""
    os.close(parent)
    assert [kind for *_, kind in edges(folder)] == ["background"]
