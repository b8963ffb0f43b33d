"""Files of records: one library in nine formats gives one map; recognition, encodings, what is told of each part."""

from __future__ import annotations

from pathlib import Path

import pytest

from papergraph import exports
from papergraph.curation import Curation
from papergraph.errors import MissingExtraError
from papergraph.graph import PaperGraph, build
from papergraph.model import Reading
from papergraph.readers import explain, read_bytes, read_file, read_text
from papergraph.readers.records import recognised

FOLDER = Path(__file__).parent / "fixtures" / "records"
FORMATS = {
    "library.bib": "bibtex",
    "library.ris": "ris",
    "library.csl.json": "csl-json",
    "library.json": "json",
    "library.csv": "csv",
    "library.yaml": "yaml",
    "library.html": "html",
    "library.org": "org",
    "library.rst": "rst",
}


def graph(*names: str) -> PaperGraph:
    return build([FOLDER / name for name in names], curation=Curation())


def facts(made: PaperGraph) -> dict[str, tuple[object, ...]]:
    """What the papers of a graph are, by id; a short name is left out where a format has no place for it."""
    names = {author.id: author.name for author in made.authors}
    return {
        paper.id: (paper.title, tuple(names[each] for each in paper.authors), paper.year, paper.month, paper.venue)
        for paper in made.papers
    }


def stated(made: PaperGraph) -> set[tuple[str, str]]:
    return {
        (edge.subject, edge.object)
        for edge in made.builds_on
        if any(each.justification == "stated" for each in edge.evidence)
    }


@pytest.fixture(scope="module")
def bibtex() -> PaperGraph:
    return graph("library.bib")


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "library.bib"])
def test_twins_give_the_same_papers(bibtex: PaperGraph, name: str) -> None:
    twin = graph(name)

    assert facts(twin) == facts(bibtex)
    assert {paper.id: paper.kind for paper in twin.papers} == {paper.id: paper.kind for paper in bibtex.papers}
    assert stated(twin) == stated(bibtex)


def test_the_library_is_read_whole(bibtex: PaperGraph) -> None:
    assert len(bibtex.papers) == 25
    assert bibtex.unread == ()
    assert len(stated(bibtex)) == 17
    assert ("arxiv:1306.04321", "doi:10.5555/graze.2003.77") in stated(bibtex)
    assert "Øyvind Sørensen" in {author.name for author in bibtex.authors}


def test_all_twins_together_are_one_library(bibtex: PaperGraph) -> None:
    together = graph(*FORMATS)

    assert facts(together) == facts(bibtex)
    assert {len(paper.entries) for paper in together.papers} == {len(FORMATS)}


@pytest.mark.parametrize(("name", "format_"), FORMATS.items())
def test_the_content_alone_tells_the_format(name: str, format_: str) -> None:
    reading = read_bytes((FOLDER / name).read_bytes(), source="list")

    assert reading.source.format == format_
    assert len(reading.entries) == 25


@pytest.mark.parametrize("name", FORMATS)
def test_every_line_is_accounted_for(name: str) -> None:
    reading = read_file(FOLDER / name)
    parts = (*reading.entries, *reading.unread, *reading.skipped, *reading.headings)
    covered = {line for part in parts for line in range(part.first_line, part.last_line + 1)}
    lines = (FOLDER / name).read_text("utf-8").split("\n")

    assert [n for n, line in enumerate(lines, 1) if line.strip() and n not in covered] == []


def test_explain_names_the_reader() -> None:
    parts = list(explain(read_file(FOLDER / "library.bib")))

    assert parts[0][2:] == ("skipped", "% A flock of papers, kept by hand.", "outside of any record")
    assert [reason for _, _, verdict, _, reason in parts if verdict == "entry"][:3] == [
        "paper, read as bibtex",
        "paper, read as bibtex",
        "book, read as bibtex",
    ]


@pytest.mark.parametrize(("format_", "suffix"), [("bibtex", "bib"), ("csl", "json")])
def test_what_is_exported_is_read_again(bibtex: PaperGraph, format_: str, suffix: str, tmp_path: Path) -> None:
    made = {"bibtex": exports.bibtex.render, "csl": exports.csl.render}[format_](bibtex)
    (tmp_path / f"again.{suffix}").write_text(made, encoding="utf-8")
    again = build([tmp_path / f"again.{suffix}"], curation=Curation())

    assert facts(again) == facts(bibtex)


PROSE = [
    "# Papers\n\n- [A Theory of Mud](https://arxiv.org/abs/2001.00001)\n",
    "[A Theory of Mud](https://a.org), Smith, 2020\n",
    "Title | Authors | Year\n--- | --- | ---\nA Theory of Mud | Jo Smith | 2020\n",
    "Papers: a list\nAuthors: see below\n",
    "# Cite\n\n- [Mud](https://arxiv.org/abs/2001.00001)\n\n```\n@article{a,\n  title = {Mud},\n}\n```\n",
    "The authors, the title, and the year are printed, in this order.\n",
    "[[[[",
    "{}",
    "",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_stays_prose(text: str) -> None:
    found = recognised(text, "list.md")

    assert found is None or text == "{}"


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("x.csv", "name;link\nMud;https://a.org/mud.pdf\n", "csv"),
        ("x.json", '["a", "b"]', "json"),
        ("x.yml", "- Mud\n", "yaml"),
        ("x.bib", "nothing here\n", "bibtex"),
        ("x.rdf", '<?xml version="1.0"?>\n<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">', "rdf"),
    ],
)
def test_the_suffix_decides_where_the_content_leaves_it_open(name: str, text: str, format_: str) -> None:
    found = recognised(text, name)

    assert found is not None
    assert found.name == format_


def _one(data: bytes) -> Reading:
    reading = read_bytes(data, source="x.bib")
    assert len(reading.entries) == 1
    return reading


def test_an_old_encoding_is_read_and_told() -> None:
    reading = _one("@article{a,\n title = {Über Schafe},\n author = {Gödel, Kurt},\n}\n".encode("latin-1"))

    assert (reading.entries[0].title, reading.entries[0].authors) == ("Über Schafe", ("Gödel, Kurt",))
    assert [(problem.code, problem.first_line) for problem in reading.problems] == [("encoding-guessed", 2)]


def test_lines_of_two_encodings_are_each_read_in_theirs() -> None:
    data = "@article{a,\n title = {Über Schafe},\n".encode() + " author = {Gödel, Kurt},\n}\n".encode("latin-1")

    assert (_one(data).entries[0].title, _one(data).entries[0].authors) == ("Über Schafe", ("Gödel, Kurt",))


def test_chinese_encodings_are_told_from_western_ones() -> None:
    data = "@article{a,\n title = {图神经网络综述},\n author = {王明 and 李华},\n}\n".encode("gb18030")

    assert (_one(data).entries[0].title, _one(data).entries[0].authors) == ("图神经网络综述", ("王明", "李华"))


def test_marks_line_ends_and_control_characters_change_nothing() -> None:
    plain = "@article{a,\n title = {Mud},\n year = 2020,\n}\n"
    odd = ("\ufeff" + plain.replace("\n", "\r\n").replace("Mud", "Mud\x00")).encode()
    reading = _one(odd)

    assert (reading.entries[0].title, reading.entries[0].last_line) == ("Mud", 4)
    assert [problem.code for problem in reading.problems] == ["control-characters"]


def test_a_missing_parser_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yaml", None)

    with pytest.raises(MissingExtraError, match=r"pip install 'papergraph-kg\[readers\]'"):
        read_text("- title: Mud\n  year: 2020\n  doi: 10.1000/1\n  venue: A\n", source="x.yaml")
