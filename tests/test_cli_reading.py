"""What `read` and `build` say beside their result: progress on a terminal, a summary, doubts; and odd files."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main
from papergraph.cli import working as module
from papergraph.cli.summary import summary
from papergraph.cli.working import working
from papergraph.errors import InputError
from papergraph.readers import read_text

SHEEP = "# Sheep\n\n- [Counting Sheep](https://arxiv.org/abs/1901.00001), Ann Miller, 2019\n"
MIXED = SHEEP + (
    "- [Washing Sheep](https://github.com/x/sheep), a repository\n"
    "- [Feeding Sheep](https://arxiv.org/abs/1901.00002), Ben Ode, 2018\n"
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def papergraph(*arguments: str, stdin: bytes = b"") -> Result:
    """The command in this process; what it could not do is raised."""
    return CliRunner().invoke(main, arguments, input=stdin, catch_exceptions=False)


def test_on_a_terminal_long_work_is_shown_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SOON", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with working("reading") as tell:
        while "reading" not in terminal.getvalue():
            time.sleep(0.01)
        tell("reading sheep.md [1 of 2]")
        while "sheep.md [1 of 2]" not in terminal.getvalue():
            time.sleep(0.01)

    assert terminal.getvalue().endswith("\x1b[2K") or "\x1b[?25h" in terminal.getvalue()


@pytest.mark.parametrize(("stream", "quiet"), [(io.StringIO(), False), (Terminal(), True)])
def test_in_a_pipe_or_when_quiet_nothing_is_shown(
    stream: io.StringIO, quiet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SOON", 0.0)
    monkeypatch.setattr(sys, "stderr", stream)
    with working("reading", quiet=quiet) as tell:
        tell("more")

    assert stream.getvalue() == ""


def test_one_list_is_summed_up_in_a_sentence() -> None:
    reading = read_text(MIXED + "- [Link](https://arxiv.org/abs/1901.00009)\n\nSome words.\n", source="sheep.md")

    assert list(summary([reading.source], reading.entries, reading.unread, reading.skipped)) == [
        "sheep.md: read as markdown, 3 entries (2 papers, 1 repositories), 1 unread, 1 skipped",
        "unread: 1 a link without a title",
        "skipped: 1 prose",
    ]


def test_several_lists_are_summed_up_in_a_table(folder: Path) -> None:
    for name, text in (("a", MIXED), ("b", SHEEP)):
        (folder / name).mkdir()
        (folder / name / "sheep.md").write_text(text)
    done = papergraph("read", "a/sheep.md", "b/sheep.md", "./a/../a/sheep.md")
    lines = done.stderr.splitlines()

    assert done.exit_code == 0
    assert lines[0] == "note: a/../a/sheep.md is named twice and read once"
    assert [line.split() for line in lines[1:5]] == [
        ["list", "read", "as", "entries", "papers", "repositories", "unread", "skipped"],
        ["a/sheep.md", "markdown", "3", "2", "1", "0", "0"],
        ["b/sheep.md", "markdown", "1", "1", "0", "0", "0"],
        ["2", "lists", "4", "3", "1", "0", "0"],
    ]
    assert done.stdout.splitlines()[0] == "a/sheep.md"
    assert "\x1b" not in done.stderr


def test_what_was_assumed_is_told_on_stderr_in_explain_and_in_the_report(folder: Path) -> None:
    text = SHEEP.replace("Ann", "Änn").encode("latin-1")
    told = "the file is no UTF-8; it was read as Windows-1252 (Latin-1)"
    explained = papergraph("read", "-", "--explain", stdin=text)
    built = papergraph("build", "-", "-o", "map", stdin=text)

    assert "           read as  markdown" in explained.stdout
    assert f"        3  warning  {told}" in explained.stdout
    assert f"warning: stdin:3: {told}" in explained.stderr
    assert f"warning: stdin:3: {told}" in built.stderr
    assert "stdin: read as markdown, 1 entry, 0 unread" in built.stderr
    assert told in (folder / "map" / "report.md").read_text("utf-8")


def test_quiet_leaves_the_result_alone(folder: Path) -> None:
    (folder / "sheep.md").write_text(SHEEP)
    read = papergraph("read", "--quiet", "sheep.md", "--format", "json")
    built = papergraph("build", "--quiet", "sheep.md", "-o", "map")

    assert (read.stderr, built.stderr) == ("", "")
    assert len(json.loads(read.stdout)["entries"]) == 1
    assert len(built.stdout.splitlines()) == 6


@pytest.mark.parametrize(
    "name",
    [b"two words.md", b"two\nlines.md", b"caf\xe9.md", b"\x1b[1m.md", b"-.md"],
    ids=["blank", "line", "byte", "steer", "dash"],
)
def test_files_may_be_called_anything(name: bytes, folder: Path) -> None:
    (folder / os.fsdecode(name)).write_text(SHEEP)
    read = papergraph("read", "--", os.fsdecode(name))
    built = papergraph("build", "-o", "map", "--", os.fsdecode(name))

    assert (read.exit_code, built.exit_code) == (0, 0)
    assert [line.partition(": ")[2][:25] for line in read.stderr.splitlines()] == ["read as markdown, 1 entry"]
    assert len(json.loads((folder / "map" / "papergraph.json").read_bytes())["papers"]) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("none.md", "no such file"), ("folder", "folder"), ("loop.md", "symbolic links"), ("*.md", "fits this pattern")],
)
@pytest.mark.parametrize("command", ["read", "build"])
def test_what_cannot_be_read_says_why(command: str, name: str, said: str, folder: Path) -> None:
    (folder / "folder").mkdir()
    (folder / "loop.md").symlink_to("loop.md")

    with pytest.raises(InputError, match=said):
        papergraph(command, name)


@pytest.mark.parametrize("command", ["read", "build"])
def test_an_empty_list_is_a_list_of_nothing(command: str, folder: Path) -> None:
    (folder / "empty.md").touch()

    assert papergraph(command, "empty.md").exit_code == 0
