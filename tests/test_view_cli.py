"""`papergraph view`: which file it writes, and what stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from papergraph.cli.view import view
from papergraph.errors import OutputError, UnknownReferenceError

GOLDEN = str(Path(__file__).parent / "golden/papergraph.json")


def test_the_map_goes_beside_the_other_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(view, ["--graph", GOLDEN], catch_exceptions=False)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "wrote output/index.html" in result.stderr
    document = Path("output/index.html").read_bytes().decode("utf-8")
    assert "<title>A toy list: what to read first</title>" in document
    assert "Jürgen Schmidhuber" in document
    # pyvis drops a folder of libraries where it is called from; nothing of the kind here.
    assert [each.name for each in tmp_path.rglob("*")] == ["output", "index.html"]


def test_with_a_target_the_path_is_written(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "vit.html"
    result = CliRunner().invoke(view, ["vit", "--graph", GOLDEN, "-o", str(file)], catch_exceptions=False)
    assert result.exit_code == 0
    assert "<title>The path to ViT</title>" in file.read_text("utf-8")


def test_a_path_may_have_several_targets(tmp_path: Path) -> None:
    file = tmp_path / "both.html"
    result = CliRunner().invoke(view, ["vit", "seq2seq", "--graph", GOLDEN, "-o", str(file)], catch_exceptions=False)
    assert result.exit_code == 0
    assert "<title>The path to ViT and seq2seq</title>" in file.read_text("utf-8")


def test_an_unknown_target_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.html"
    with pytest.raises(UnknownReferenceError):
        CliRunner().invoke(view, ["nonesuch", "--graph", GOLDEN, "-o", str(file)], catch_exceptions=False)
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(OutputError, match="taken"):
        CliRunner().invoke(view, ["--graph", GOLDEN, "-o", str(tmp_path / "taken/x.html")], catch_exceptions=False)


def test_concepts_and_sections_have_files_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for options, file, title in (
        (["--concepts"], "concepts.html", "What the concepts require"),
        (["--section", "vision"], "section.html", "Vision: what to read first"),
    ):
        result = CliRunner().invoke(view, [*options, "--graph", GOLDEN], catch_exceptions=False)
        assert result.exit_code == 0
        assert f"<title>{title}</title>" in Path("output", file).read_text("utf-8")


def test_only_one_page_is_asked_for(tmp_path: Path) -> None:
    result = CliRunner().invoke(view, ["vit", "--concepts", "--graph", GOLDEN, "-o", str(tmp_path / "x.html")])
    assert result.exit_code == 2
    assert "one of TARGET, --concepts and --section" in result.stderr
    assert not list(tmp_path.iterdir())
