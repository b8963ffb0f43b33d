"""What an export writes is read again: no field is lost that its format can hold, whatever stands in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papergraph.curation import Curation
from papergraph.exports import ExportFormat, export, tables
from papergraph.graph import PaperGraph, build
from papergraph.model import Author, Evidence, Link, LinkRole, Note, Paper
from papergraph.readers import read_text

LIBRARIES = Path(__file__).parent / "fixtures/records"
FORMATS: tuple[ExportFormat, ...] = ("bibtex", "csl", "csv", "markdown")
SUFFIXES = {"bibtex": "bib", "csl": "json", "csv": "csv", "markdown": "md"}


def facts(graph: PaperGraph) -> dict[str, object]:
    return {
        paper.title: (
            [graph.author[each].name for each in paper.authors],
            (paper.year, paper.month, paper.venue, paper.kind, paper.short_names, paper.identifiers),
            [(link.role, link.url) for link in paper.links],
            [(note.key, note.text) for note in paper.notes if note.key != "builds_on"],
            [(graph.paper[edge.object].title, edge.kind) for edge in graph.edges_from.get(paper.id, ())],
        )
        for paper in graph.papers
    }


@pytest.mark.parametrize("name", ["library.bib", "groups.bib"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_library_comes_back_whole(format_: ExportFormat, name: str, tmp_path: Path) -> None:
    library = build([LIBRARIES / name], curation=Curation())
    for file, data in export(library, format_):
        (tmp_path / file).write_bytes(data)
    again = build(sorted(tmp_path.iterdir()), curation=Curation())

    assert facts(again) == facts(library)


words = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéßłØ王", min_size=2, max_size=9)
SIGNS = ("", "", "", ":", ",", " &", " %", " $x$", " {a}", " #1", " C_2", " a~b", " \\alpha", ' "q"', " <x>", " (c)")


@st.composite
def prose(draw: st.DrawFn) -> str:
    return " ".join(draw(words) + draw(st.sampled_from(SIGNS)) for _ in range(draw(st.integers(3, 7)))).strip(" :,")


FAMILIES = ("Lund", "van den Berg", "O'Neill", "Łukasz", "García Márquez", "Weiß")


@pytest.mark.parametrize("format_", ["bibtex", "csl", "csv"])
@settings(max_examples=30, deadline=None)
@given(
    title=prose(),
    abstract=prose(),
    families=st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=4, unique=True),
    year=st.integers(1900, 2025),
    month=st.none() | st.integers(1, 12),
    doi=st.none() | st.from_regex(r"10\.5555/[a-z0-9()._;-]{1,12}[a-z0-9]", fullmatch=True),
)
@example(title="C_2 & 100% {a} of $x$", abstract="\\alpha ~ #1", families=["Weiß"], year=1999, month=None, doi=None)
@example(title="Wool: Spinning (c)", abstract="Dry", families=["Lund"], year=1999, month=None, doi=None)
def test_any_text_comes_back(
    format_: ExportFormat, title: str, abstract: str, families: list[str], year: int, month: int | None, doi: str | None
) -> None:
    authors = tuple(Author(id=f"a{n}", name=f"Ada {family}") for n, family in enumerate(families))
    links = (Link(url=f"https://doi.org/{doi}", role="paper"),) if doi else ()
    paper = Paper(
        id=f"doi:{doi}" if doi else "work:x",
        citekey="x",
        title=title,
        authors=tuple(each.id for each in authors),
        year=year,
        month=month,
        venue="Journal of Mud",
        identifiers=(f"doi:{doi}",) if doi else (),
        links=links,
        notes=(Note(key="summary", label="Abstract", text=abstract),),
    )
    graph = PaperGraph(papers=(paper,), authors=authors)
    text = next(data for file, data in export(graph, format_) if "edges" not in file).decode()
    (entry,) = read_text(text, source=f"x.{SUFFIXES[format_]}").entries

    def plain(said: str) -> str:
        return "".join(each for each in said.casefold() if each.isalnum())

    assert plain(entry.title) == plain(title)
    # Where the family name begins is for the format to say: the letters are the same.
    assert [sorted(plain(each)) for each in entry.authors] == [sorted(plain(each.name)) for each in authors]
    assert (entry.year, entry.month, entry.venue) == (year, month, "Journal of Mud")
    assert [link.url for link in entry.links] == [link.url for link in links]
    assert [plain(note.text) for note in entry.notes] == [plain(abstract)]


def test_several_short_names_come_back_from_a_table(toy_graph: PaperGraph) -> None:
    paper = replace(toy_graph.papers[0], short_names=("ResNet", "ResNets"))
    table = next(export(replace(toy_graph, papers=(paper, *toy_graph.papers[1:])), "csv"))[1].decode()
    entries = {entry.title: entry for entry in read_text(table, source="x.csv").entries}

    assert entries[paper.title].short_names == ("ResNet", "ResNets")


def test_malformed_addresses_are_in_no_export(toy_graph: PaperGraph) -> None:
    wrong = Link(url="https://https://a.example/x y", role="paper")
    right = Link(url="https://a.example/paper.pdf", role="page")
    paper = replace(toy_graph.papers[0], links=(wrong, right))
    graph = replace(toy_graph, papers=(paper, *toy_graph.papers[1:]))

    for format_ in (*FORMATS, "graphml", "gexf"):
        text = b"".join(data for _, data in export(graph, format_)).decode()
        assert "https://https" not in text, format_
        assert "https://a.example/paper.pdf" in text, format_


@pytest.mark.parametrize("format_", ["csv", "graphml", "gexf", "csl", "markdown", "bibtex"])
def test_prose_is_whole_short_or_absent(toy_graph: PaperGraph, format_: ExportFormat) -> None:
    said = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november"
    evidence = Evidence(justification="mention", confidence=0.9, source="a.md", first_line=1, quote=f"q {said}")
    edge = replace(toy_graph.builds_on[0], evidence=(evidence,))
    paper = replace(toy_graph.papers[0], notes=(Note(key="summary", text=f"n {said}"),))
    graph = replace(toy_graph, papers=(paper, *toy_graph.papers[1:]), builds_on=(edge, *toy_graph.builds_on[1:]))
    full, short, none = (
        b"".join(data for _, data in export(graph, format_, quotes=each)).decode() for each in ("full", "short", "none")
    )

    assert ["november" in text for text in (full, short, none)] == [True, False, False]
    assert ["bravo" in text for text in (full, short, none)] == [True, True, False]


@pytest.mark.parametrize("format_", ["bibtex", "csl"])
def test_several_short_names_and_in_csl_several_addresses_come_back(format_: ExportFormat) -> None:
    links = (
        Link(url="https://wool.example.org/a.pdf", role="paper"),
        Link(url="https://github.com/wool/a", role="code"),
        Link(url="https://wool.example.org/talk", role="video"),
    )
    paper = Paper(
        id="work:wet-mud", citekey="lund2014wet", title="Wet mud", kind="paper", venue="Journal of Mud", year=2014,
        short_names=("WM", "WetMud"), links=links,
    )  # fmt: skip
    ((_, data),) = export(PaperGraph(papers=(paper,)), format_)
    (entry,) = read_text(data.decode(), source=f"x.{SUFFIXES[format_]}").entries

    assert set(entry.short_names) == {"WM", "WetMud"}
    assert {(link.role, link.url) for link in entry.links} == {(link.role, link.url) for link in links}


@pytest.mark.parametrize("format_", ["csv", "markdown"])
def test_what_a_list_prints_of_a_work_comes_back_whole(format_: ExportFormat) -> None:
    authors = (Author(id="a1", name="王草原"), Author(id="a2", name="Ada Lund"))
    roles: tuple[tuple[LinkRole, str], ...] = (
        ("paper", "https://arxiv.org/abs/1901.00001"), ("paper", "https://mud.example/wool.pdf"),
        ("code", "https://github.com/mud/wool"), ("video", "https://youtube.com/watch?v=mud"),
        ("slides", "https://mud.example/wool_slides.pdf"), ("page", "https://mud.example/wool"),
    )  # fmt: skip
    links = tuple(Link(url=url, role=role) for role, url in roles)
    one = Paper(
        id="arxiv:1901.00001", citekey="x", title="Propositions as [Wool] (d'après A. Lund, B. Oak et C. Elm)",
        authors=("a1", "a2"), year=2018, month=12, venue="Gates of Wool (Oakham, 1994)", venue_year=2019,
        identifiers=("arxiv:1901.00001",), links=links,
    )  # fmt: skip
    other = replace(
        one, id="work:y", citekey="y", title="草原法", kind="book", identifiers=(), links=(), venue="U.S.C."
    )
    graph = PaperGraph(papers=(one, other), authors=authors)
    text = tables.papers(graph) if format_ == "csv" else next(export(graph, format_))[1].decode()
    first, second = read_text(text, source=f"x.{SUFFIXES[format_]}").entries

    assert [(each.title, each.kind) for each in (first, second)] == [(one.title, "paper"), (other.title, "book")]
    assert {(each.authors, each.year, each.month) for each in (first, second)} == {(("王草原", "Ada Lund"), 2019, None)}
    assert [each.venue for each in (first, second)] == [one.venue, other.venue]
    assert {(link.role, link.url) for link in first.links} == set(roles)


@pytest.mark.parametrize("format_", FORMATS)
def test_works_of_every_kind_come_back_as_such(format_: ExportFormat) -> None:
    page = Link(url="https://mud.example/wool", role="page")
    school = Link(url="https://www.udemy.com/course/wet-wool/", role="page")
    code = Link(url="https://github.com/mud/wool", role="code")
    works = (
        Paper(id="work:a", citekey="a", title="Counting Sheep at Night", links=(page,)),
        Paper(id="work:b", citekey="b", title="How we sold our wool", kind="post", links=(page,)),
        Paper(id="work:c", citekey="c", title="Mud Press", kind="repository", links=(code,)),
        Paper(id="work:d", citekey="d", title="Gates and Hedges", kind="book", links=(page,)),
        Paper(id="work:e", citekey="e", title="Wool for remote farms", kind="other", venue="Udemy", links=(school,)),
        Paper(id="work:f", citekey="f", title="FLOCK: a herd of herds", short_names=("FLOCK",)),
        Paper(id="work:g", citekey="g", title="草原法", kind="other"),
    )
    text = next(data for file, data in export(PaperGraph(papers=works), format_) if "edges" not in file).decode()
    read = read_text(text, source=f"x.{SUFFIXES[format_]}")

    assert {entry.title: entry.kind for entry in read.entries} == {work.title: work.kind for work in works}
    assert not read.unread
