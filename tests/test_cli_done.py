"""`papergraph done`, and the known-file that path, next and why read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main
from papergraph.errors import PapergraphError

GOLDEN = Path(__file__).parent / "golden" / "papergraph.json"
LSTM = "doi:10.1162/neco.1997.9.8.1735 # Long Short-Term Memory\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def papergraph(command: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [command, *arguments, "--graph", str(GOLDEN)])


def test_what_is_read_is_added_and_what_it_opens_is_said(folder: Path) -> None:
    done = papergraph("done", "lstm", "LSTM")

    assert done.exit_code == 0, done.output
    assert (folder / "known.txt").read_bytes() == LSTM.encode()
    assert "known: Long Short-Term Memory (1997)" in done.stdout
    assert "now readable: seq2seq" in done.stdout


def test_a_known_one_is_said_and_not_added_again(folder: Path) -> None:
    papergraph("done", "lstm")
    done = papergraph("done", "https://doi.org/10.1162/neco.1997.9.8.1735")

    assert done.exit_code == 0
    assert "already in known.txt, line 1: Long Short-Term Memory" in done.stdout
    assert (folder / "known.txt").read_text() == LSTM


def test_concepts_are_known_too_and_read_back(folder: Path) -> None:
    assert papergraph("done", "attention").exit_code == 0

    line = (folder / "known.txt").read_text()
    assert line.startswith("attention # ")
    path = json.loads(papergraph("path", "transformer", "--format", "json").stdout)
    assert path["known"] == ["attention"]
    assert [step["paper"]["citekey"] for step in path["steps"]] == ["vaswani2017attention"]


@pytest.mark.parametrize("words", [("nobody",), ("lstm", "tranformer"), ("learning",), ("",)])
def test_a_word_that_names_nothing_or_several_writes_nothing(folder: Path, words: tuple[str, ...]) -> None:
    (folder / "known.txt").write_bytes(b"resnet")
    done = papergraph("done", *words)

    assert isinstance(done.exception, PapergraphError)
    assert (folder / "known.txt").read_bytes() == b"resnet"
    if "tranformer" in words:
        assert "did you mean vaswani2017attention" in str(done.exception)


def test_everything_else_in_the_file_stays_as_it_was(folder: Path) -> None:
    before = b"\xef\xbb\xbf# mine\r\n\r\nof another list # somewhere\r\nresnet  # yes"
    (folder / "mine.txt").write_bytes(before)
    done = papergraph("done", "lstm", "--known-file", "mine.txt")

    assert done.exit_code == 0, done.output
    assert (folder / "mine.txt").read_bytes() == before + b"\r\n" + LSTM.strip().encode() + b"\r\n"
    assert "1 line names nothing in this graph" in done.stderr
    assert not (folder / "known.txt").exists()
    assert papergraph("done", "--undo", "lstm", "--known-file", "mine.txt").exit_code == 0
    assert (folder / "mine.txt").read_bytes() == before + b"\r\n"


def test_undo_takes_out_every_line_of_a_work_and_of_another_list(folder: Path) -> None:
    (folder / "known.txt").write_text("lstm\nother work\nseq2seq\nhochreiter1997long # again\n")
    done = papergraph("done", "--undo", "LSTM", "other work")

    assert (folder / "known.txt").read_text() == "seq2seq\n"
    assert "counts as known still" in done.stdout
    missing = papergraph("done", "--undo", "seq2seq", "ViT")
    assert "has no line for 'ViT'" in str(missing.exception)
    assert (folder / "known.txt").read_text() == "seq2seq\n"


def test_the_known_file_of_the_folder_is_read_and_named(folder: Path) -> None:
    papergraph("done", "seq2seq")
    path = papergraph("path", "transformer", "--brief")

    assert "known.txt: 1 known" in path.stderr
    assert "Long Short-Term" not in path.stdout
    assert "Long Short-Term" in papergraph("path", "transformer", "--brief", "--no-known-file").stdout
    assert "known.txt" not in papergraph("path", "transformer", "--no-known-file").stderr


def test_a_known_file_of_many_lists_is_no_error(folder: Path) -> None:
    (folder / "known.txt").write_text("a work of elsewhere\nlearning\nlstm\n")
    for options in ([], ["--known-file", "known.txt"]):
        path = papergraph("path", "transformer", *options)
        assert path.exit_code == 0
        assert "1 line names nothing in this graph, passed over (1: 'a work of elsewhere')" in path.stderr
        assert "known.txt:2: 'learning' could be" in path.stderr
        assert "known.txt: 1 known" in path.stderr


def test_a_word_of_the_command_line_must_still_name_something(folder: Path) -> None:
    assert isinstance(papergraph("path", "transformer", "--known", "a work of elsewhere").exception, PapergraphError)


def test_a_known_file_that_cannot_be_read_is_an_error(folder: Path) -> None:
    (folder / "known.txt").write_bytes(b"lstm\n\xff\n")
    assert "known.txt:2: is not UTF-8" in str(papergraph("path", "transformer").exception)
    assert "known.txt:2" in str(papergraph("done", "seq2seq").exception)
    assert papergraph("path", "transformer", "--no-known-file").exit_code == 0
    assert papergraph("path", "ViT", "--no-known-file", "--known-file", "known.txt").exit_code == 2


def test_why_marks_what_is_known(folder: Path) -> None:
    papergraph("done", "seq2seq")
    about = papergraph("why", "bahdanau2014neural")

    assert "seq2seq (2014; known)" in about.stdout
    assert "known" not in papergraph("why", "bahdanau2014neural", "--no-known-file").stdout
    assert "known" in papergraph("why", "bahdanau2014neural", "seq2seq").stdout
    data = json.loads(papergraph("why", "bahdanau2014neural", "--format", "json").stdout)
    assert data["known"] == ["arxiv:1409.3215"]
