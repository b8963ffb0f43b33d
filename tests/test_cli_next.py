"""`papergraph next`: what can be read now, said in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main
from papergraph.errors import PapergraphError, UnknownReferenceError
from papergraph.graph import PaperGraph, to_json
from papergraph.model import BuildsOn, Paper

GOLDEN = Path(__file__).parent / "golden" / "papergraph.json"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def following(*arguments: str, graph: Path = GOLDEN) -> Result:
    return CliRunner().invoke(main, ["next", *arguments, "--graph", str(graph)])


def written(folder: Path, names: str, *edges: str) -> Path:
    papers = tuple(Paper(id=f"work:{each}", citekey=each, title=f"The {each}", hours=2) for each in sorted(names))
    builds_on = tuple(
        BuildsOn(subject=f"work:{each[0]}", object=f"work:{each[1]}", kind="core") for each in sorted(edges)
    )
    file = folder / "g.json"
    file.write_bytes(to_json(PaperGraph(papers=papers, builds_on=builds_on)))
    return file


def test_each_line_says_what_it_opens(folder: Path) -> None:
    done = following(graph=written(folder, "abcdx", "ba", "ca", "db"))

    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "2 of 5 works left can be read now"
    assert "these are the beginnings" in lines[1]
    assert lines[3].split() == ["1", "The", "a", "~2", "h"]
    assert lines[4] == "    unlocks 2: The b, The c; 1 further work comes nearer"
    assert lines[6] == "    nothing here waits for it"
    assert lines[-1].startswith("when read  papergraph done a --graph ")
    assert max(map(len, lines[:-1])) <= 80


def test_what_is_known_comes_from_the_file_and_from_words(folder: Path) -> None:
    (folder / "known.txt").write_text("lstm\n")
    data = json.loads(following("--known", "resnet", "--format", "json").stdout)

    assert data["known"] == ["arxiv:1512.03385", "doi:10.1162/neco.1997.9.8.1735"]
    assert [each["paper"]["citekey"] for each in data["readable"]] == ["sutskever2014sequence"]
    assert data["readable"][0]["unlocks"] == ["arxiv:1409.0473"]
    assert (data["left"], data["not_shown"], data["readable"][0]["nearer"]) == (4, 0, 2)
    assert json.loads(following("--no-known-file", "--format", "json").stdout)["left"] == 6


def test_towards_a_target_the_rest_is_left_aside() -> None:
    done = following("--toward", "transformer")

    assert "1 of 4 works left on the way to Attention Is All You Need (2017)" in " ".join(done.stdout.split())
    assert "Deep Residual" not in done.stdout
    assert "Deep Residual" in following().stdout


def test_the_limit_hides_and_says_so(folder: Path) -> None:
    file = written(folder, "abc")
    done = following("--limit", "1", graph=file)

    assert "2 more can be read: --limit 3 shows all" in done.stdout
    assert "nothing here is known to come before anything else" in done.stdout
    assert json.loads(following("--limit", "1", "--format", "json", graph=file).stdout)["not_shown"] == 2
    assert following("--limit", "0").exit_code == 2


def test_when_everything_is_known_it_says_so(folder: Path) -> None:
    everything = following("--known", "vit", "--known", "resnet")
    assert everything.exit_code == 0
    assert everything.stdout.startswith("Everything in this graph is known")
    assert following("--known", "vit", "--toward", "lstm").stdout.startswith("Everything on the way to Long Short-Term")
    assert following(graph=written(folder, "")).stdout == "This graph holds no papers.\n"


def test_a_circle_and_an_unknown_word_are_errors(folder: Path) -> None:
    circle = following(graph=written(folder, "ab", "ab", "ba"))
    assert isinstance(circle.exception, PapergraphError)
    assert "circle" in str(circle.exception)
    assert isinstance(following("--toward", "nobody").exception, UnknownReferenceError)
    assert isinstance(following("--known", "nobody").exception, UnknownReferenceError)


def test_the_file_gets_what_the_screen_would(folder: Path) -> None:
    assert following("-o", "next.txt").stdout == ""
    assert (folder / "next.txt").read_text("utf-8") == following().stdout
