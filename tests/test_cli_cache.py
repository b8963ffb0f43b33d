"""The kept graph of the bundled lists: the same answers with it, without it, and when it is damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest  # noqa: TC002

from papergraph.cli import cache
from papergraph.graph import PaperGraph


def path_to_transformer(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "papergraph", "path", "transformer", "--full"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "bundled lists, 111 papers" in done.stderr
    return done.stdout


def test_answers_do_not_depend_on_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    without = path_to_transformer(PAPERGRAPH_CACHE="off", XDG_CACHE_HOME=str(folder))
    assert not folder.exists()

    first = path_to_transformer(XDG_CACHE_HOME=str(folder))
    (file,) = (folder / "papergraph").iterdir()
    again = path_to_transformer(XDG_CACHE_HOME=str(folder))
    file.write_bytes(file.read_bytes()[:1000])
    damaged = path_to_transformer(XDG_CACHE_HOME=str(folder))

    assert without == first == again == damaged
    assert file.stat().st_size > 1000


def test_a_folder_that_cannot_be_made_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert "Transformer" in path_to_transformer(XDG_CACHE_HOME=str(tmp_path / "file"))


def test_what_is_kept_is_used_and_older_states_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("PAPERGRAPH_CACHE", raising=False)
    (tmp_path / "papergraph").mkdir()
    (tmp_path / "papergraph" / "bundled-old.json").write_text("{}")
    made: list[int] = []

    def make() -> PaperGraph:
        made.append(1)
        return PaperGraph()

    assert cache.kept(make) == cache.kept(make) == PaperGraph()
    assert made == [1]
    assert [path.name for path in (tmp_path / "papergraph").iterdir()] == [f"bundled-{cache.state_of_program()}.json"]
