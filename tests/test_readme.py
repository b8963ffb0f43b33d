"""The README's promises: its commands run, its outputs are what they print, its Python runs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
LIST = """# Reading

- Long Short-Term Memory (LSTM). Sepp Hochreiter, Jürgen Schmidhuber. Neural Computation, 1997.
- Attention Is All You Need (Transformer). Ashish Vaswani et al. NeurIPS, 2017.
- [BERT](https://arxiv.org/abs/1810.04805): Pre-training of Deep Bidirectional Transformers. Devlin et al., 2018.
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def console() -> list[tuple[str, str]]:
    """Pairs of command and output."""
    pairs = []
    for block in blocks("console"):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = piece.split("\n")
            for count in range(1, len(lines)):
                try:
                    shlex.split("\n".join(lines[:count]))
                except ValueError:
                    continue  # a quotation that goes on in the next line
                pairs.append(("\n".join(lines[:count]), "\n".join(lines[count:])))
                break
    return pairs


def commands() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [shlex.join(shlex.split(line, comments=True)) for line in lines if line.startswith("papergraph ")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text(LIST)
    (tmp_path / "my.bib").write_text("@misc{lund, title = {A Theory of Sheep}, author = {Lund, Ada}, year = 2021}\n")
    (tmp_path / "curation").mkdir()
    (tmp_path / "curation" / "builds_on.tsv").write_text("subject\tobject\tkind\treason\n")
    (tmp_path / "known.txt").write_text("vaswani2017attention # Attention Is All You Need\n")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    return subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, encoding="utf-8", cwd=folder, timeout=120
    )


@pytest.mark.parametrize(("command", "output"), console())
def test_printed_output_is_what_the_command_prints(command: str, output: str, folder: Path) -> None:
    done = run(command, folder)

    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip("\n") == output.rstrip("\n")


@pytest.mark.parametrize("command", commands())
def test_commands_run(command: str, folder: Path) -> None:
    done = run(command, folder)

    assert done.returncode == 0, done.stderr


def test_the_python_example_runs(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.chdir(folder)
    (code,) = blocks("python")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102

    assert "BERT: Pre-training" in capsys.readouterr().out


def test_the_two_setup_commands() -> None:
    """The first runs the main job; the second is what CI runs."""
    first, second = [line for line in README.splitlines() if line.startswith("python3 -m venv")]

    assert "pip install -q . && .venv/bin/papergraph path" in first
    assert second.endswith("pytest -q -n auto")
    assert "-c constraints.txt" in second
    assert "^python3 -m venv .* pytest" in (ROOT / ".ci" / "run").read_text()


def test_every_file_that_the_readme_names_is_there() -> None:
    targets = re.findall(r"\]\(((?!https?:)[^)#]+)\)", README)

    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
