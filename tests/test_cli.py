"""The command line's manners: results on stdout, notes on stderr, exit codes, hints, encodings, closed pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from papergraph.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "papergraph.json"


def papergraph(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "papergraph", *arguments],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=120,
    )


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])

    assert result.exit_code == 0
    assert "Example:" in result.output
    assert f"papergraph {name}" in result.output.partition("Example:")[2]
    assert "Options:" in result.output


def test_help_lists_every_command() -> None:
    output = CliRunner().invoke(main, ["--help"]).output

    assert all(f"  {name} " in output for name in COMMANDS)


def test_results_go_to_stdout_and_notes_to_stderr() -> None:
    done = papergraph("path", "ViT", "--graph", str(GOLDEN), "--format", "json")

    assert done.returncode == 0
    assert [step["paper"]["citekey"] for step in json.loads(done.stdout)["steps"]][-1] == "dosovitskiy2020image"
    assert b"6 papers" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["path", "tranformer", "--graph", str(GOLDEN)], 1, "did you mean vaswani2017attention"),
        (["path", "learning", "--graph", str(GOLDEN)], 1, "could be"),
        (["path", "ViT", "--graph", "nowhere.json"], 1, "papergraph build"),
        (["path"], 2, "TARGET"),
        (["pth"], 2, "Did you mean 'path'?"),
        (["path", "ViT", "--knwon", "x"], 2, "--known"),
        (["show", "nobody", "--graph", str(GOLDEN)], 1, "nobody"),
        (["path", "ViT", "--graph", str(GOLDEN), "--curation", "none"], 2, "--curation"),
        (["path", "ViT", "--graph", str(GOLDEN), "--known-file", "nowhere.txt"], 1, "nowhere.txt"),
        (["path", "ViT", "--list", "nowhere.md"], 1, "nowhere.md"),
        (["search", "zzz", "--graph", str(GOLDEN)], 1, "zzz"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else None,
)
def test_what_goes_wrong_is_said_on_stderr_alone(arguments: list[str], code: int, said: str, tmp_path: Path) -> None:
    done = papergraph(*arguments, cwd=tmp_path)

    assert done.returncode == code
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_a_damaged_graph_file_names_the_field(tmp_path: Path) -> None:
    (tmp_path / "g.json").write_text('{"schema_version": 1, "papers": [{"id": 3}]}')
    done = papergraph("search", "--graph", str(tmp_path / "g.json"))

    assert done.returncode == 1
    assert b"papers.0" in done.stderr


def test_the_graph_of_the_working_directory_is_used_and_named(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "papergraph.json").write_bytes(GOLDEN.read_bytes())
    done = papergraph("search", "attention", cwd=tmp_path)

    assert done.returncode == 0
    assert "output/papergraph.json, 6 papers" in done.stderr.decode()


def test_a_graph_older_than_its_lists_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "toy.md").write_text("# changed since\n")
    done = papergraph("search", "attention", "--graph", str(GOLDEN), cwd=tmp_path)

    assert "older than toy.md" in done.stderr.decode()


def test_known_file_takes_comments_and_urls(tmp_path: Path) -> None:
    known = tmp_path / "known.txt"
    known.write_text("# read so far\n\narxiv:1409.0473 # Bahdanau\nhttps://arxiv.org/abs/1409.3215\n")
    done = papergraph("path", "Transformer", "--graph", str(GOLDEN), "--known-file", str(known), "--format", "json")

    assert [step["paper"]["id"] for step in json.loads(done.stdout)["steps"]] == ["arxiv:1706.03762"]


def test_utf8_whatever_the_locale() -> None:
    done = papergraph(
        "show", "Schmidhuber", "--graph", str(GOLDEN), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )

    assert done.returncode == 0
    assert "Jürgen Schmidhuber" in done.stdout.decode("utf-8")


def test_no_colour_codes_in_a_pipe() -> None:
    assert b"\x1b" not in papergraph("path", "ViT", "--graph", str(GOLDEN)).stdout


def test_a_closed_pipe_is_no_traceback() -> None:
    command = f"{sys.executable} -m papergraph search --graph {GOLDEN} | true"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, timeout=60)

    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_an_interrupt_leaves_no_half_written_file(tmp_path: Path) -> None:
    """Interrupted at whatever point: no temporary file stays, and what is there is whole."""
    for delay in (0.2, 0.6, 1.0):
        started = subprocess.Popen(
            [sys.executable, "-m", "papergraph", "build", "-o", str(tmp_path / "out")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(delay)
        started.send_signal(signal.SIGINT)
        _, stderr = started.communicate(timeout=60)

        # 0 when it was done before the signal; -2 when Python itself had not begun.
        assert started.returncode in {0, 130, -signal.SIGINT, 1}
        assert b"BrokenPipe" not in stderr
        assert not list(tmp_path.rglob("*.part"))


def test_what_steers_a_terminal_does_not_reach_it(tmp_path: Path) -> None:
    text = GOLDEN.read_text("utf-8").replace("Attention Is All", "Attention\\u001b]0;owned\\u0007\\u202e Is All")
    (tmp_path / "g.json").write_text(text, "utf-8")
    done = papergraph("path", "ViT", "--graph", str(tmp_path / "g.json"), "--full")

    assert done.returncode == 0
    assert "owned" in done.stdout.decode()
    assert not set("\x1b\x07\u202e") & set(done.stdout.decode())


def test_a_known_file_names_the_line_that_names_nothing_here(tmp_path: Path) -> None:
    (tmp_path / "known.txt").write_text(f"LSTM\nfoobarbaz\n{'l' * 9999}\n")
    done = papergraph("path", "ViT", "--graph", str(GOLDEN), "--known-file", str(tmp_path / "known.txt"))

    assert done.returncode == 0
    assert "passed over (2: 'foobarbaz', 3: 'lll" in done.stderr.decode()
    assert len(done.stderr) < 1000


@pytest.mark.parametrize("detail", [[], ["--brief"], ["--full"], ["--format", "markdown"]])
def test_printed_paths_keep_to_80_columns(detail: list[str], tmp_path: Path) -> None:
    # Commands at the end name the graph as it was named: a long path makes them long.
    (tmp_path / "g.json").write_bytes(GOLDEN.read_bytes())
    text = papergraph("path", "ViT", "--graph", "g.json", *detail, cwd=tmp_path).stdout.decode()

    assert "An Image is Worth" in text
    if "markdown" not in detail:
        assert max(map(len, text.splitlines())) <= 80
    assert not [line for line in text.splitlines() if line != line.rstrip()]


HEADER = "subject\tobject\tkind\ttakes\tany_of\tconfidence\treason\n"


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("builds_on.tsv", HEADER + "giraffenet\tbert\tcore\n", 0, "builds_on.tsv:2: column subject: 'giraffenet'"),
        ("builds_on.tsv", HEADER + "clip\tvit\tcore\tnothing\n", 0, "'nothing' is no concept"),
        ("builds_on.tsv", HEADER + "bert\tmamba\tcore\n", 0, "came later"),
        ("builds_on.tsv", HEADER + "clip\tvit\tkern\n", 1, "line 2, column 'kind'"),
        ("builds_on.tsv", "", 1, "is empty"),
        ("build_on.tsv", HEADER, 1, "build_on.tsv: is no curated file"),
        ("requires.tsv", "subject\tobject\nself-attention\tnothing\n", 1, "line 2, column 'object'"),
    ],
)
def test_rows_of_ones_own_are_not_passed_over_in_silence(
    name: str, text: str, code: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    done = papergraph("path", "clip", "--brief", "--curation", str(tmp_path))

    assert done.returncode == code, done.stderr
    assert said in done.stderr.decode()


def test_a_row_of_ones_own_beats_the_bundled_row(tmp_path: Path) -> None:
    row = "radford2021learning\tdosovitskiy2020image\tnone\t\t\t\tnot to my mind\n"
    (tmp_path / "builds_on.tsv").write_text(HEADER + row)
    before = papergraph("path", "clip", "--brief").stdout
    after = papergraph("path", "clip", "--brief", "--curation", str(tmp_path)).stdout

    assert b"ViT" in before
    assert b"ViT" not in after
