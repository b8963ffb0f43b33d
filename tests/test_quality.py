"""The quality report: coverage first, then what is wrong in the lists, in every form."""

from __future__ import annotations

import ast
import doctest
import json
from dataclasses import replace
from pathlib import Path

import pytest

import papergraph.quality.links as links
from papergraph import quality
from papergraph.graph import PaperGraph
from papergraph.model import (
    BuildsOn,
    DroppedEdge,
    Entry,
    Evidence,
    Heading,
    Link,
    Paper,
    Problem,
    Skipped,
    Source,
    Unread,
)
from papergraph.problems import CODES, problem

SRC = Path(__file__).parents[1] / "src" / "papergraph"
LIST = "list.md"


def entry(line: int, title: str = "", **more) -> Entry:
    links = tuple(Link(url=url, role="page") for url in more.pop("links", ("https://example.org/" + str(line),)))
    title = title or f"Title {line}"
    made = {"id": f"e{line}", "source": LIST, "first_line": line, "last_line": line, "paper": f"work:{line}"}
    return Entry(**made | {"title": title, "links": links} | more)


def graph(*entries: Entry, **more) -> PaperGraph:
    papers = tuple(Paper(id=each, citekey=each, title=each) for each in sorted({e.paper for e in entries if e.paper}))
    made = {"sources": (Source(id=LIST, path="my lists/list.md"),), "entries": entries, "papers": papers}
    return PaperGraph(**made | more)


def heading(line: int, text: str, level: int = 2) -> Heading:
    return Heading(source=LIST, first_line=line, last_line=line, level=level, text=text)


def skipped(line: int, raw: str, reason: str = "prose") -> Skipped:
    return Skipped(source=LIST, first_line=line, last_line=line, raw=raw, reason=reason)


def found(made: PaperGraph) -> list[tuple[str, int | None]]:
    return [(each.code, each.first_line) for each in quality.findings(made)]


# --- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ordinals", "doubles"),
    [
        (["1", "2", "3"], []),
        (["1", "2", "2", "3"], [3]),
        (["1.", "2.", "#2", "4"], [3]),
        (["1", "2", "3", "1", "2"], []),
        (["4", "5", "5"], [3]),
        (["1", "1", "1"], [2, 3]),
        ([None, None], []),
        (["7", "3", "7"], [3]),
    ],
)
def test_numbers_that_stand_twice(ordinals: list[str | None], doubles: list[int]) -> None:
    made = graph(*(entry(line, ordinal=ordinal) for line, ordinal in enumerate(ordinals, 1)))

    assert found(made) == [("duplicate-number", line) for line in doubles]


def test_a_placeholder_can_hold_the_number_of_a_paper() -> None:
    placeholder = skipped(3, "**50. To be chosen** – a trend", "placeholder")
    made = graph(entry(1, ordinal="49"), entry(5, ordinal="50"), skipped=(placeholder,))
    double = quality.findings(made)[0]

    assert (double.code, double.first_line, double.entries) == ("duplicate-number", 5, ("e5",))
    assert "'50. To be chosen** – a trend' (placeholder) (line 3)" in double.message


def test_page_marks_are_no_numbers() -> None:
    made = graph(entry(1, ordinal="1"), entry(3, ordinal="2"), skipped=(skipped(2, "2."), skipped(4, "- 2")))

    assert found(made) == []


# --- announced counts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "entries", "met"),
    [
        ("50 papers", 3, False),
        ("3 papers", 3, True),
        ("Top 3 Must-Read Papers", 3, True),
        ("Theory &amp; practice (≈20 papers)", 17, True),
        ("Theory (≈20 papers)", 24, True),
        ("Theory (≈20 papers)", 3, False),
        ("about 5 papers", 3, True),
        ("5+ papers", 7, True),
        ("5+ papers", 4, False),
        ("over 5 papers", 9, True),
        ("a course of **5 important AI papers**", 4, False),
        ("The best papers of 2023", 1, True),
        ("2023 papers", 1, True),
        ("Papers", 1, True),
        ("16x16 works", 1, True),
    ],
)
def test_announced_counts(text: str, entries: int, met: bool) -> None:
    made = graph(*(entry(line) for line in range(10, 10 + entries)), headings=(heading(1, text),))

    assert found(made) == ([] if met else [("count-differs", 1)])


def test_a_heading_speaks_of_what_is_below_it() -> None:
    headings = (heading(1, "Reading (5 papers)", 1), heading(2, "One (2 papers)"), heading(5, "Two (2 papers)"))
    made = graph(*(entry(line) for line in (3, 4, 6, 7, 8)), headings=headings)

    assert found(made) == [("count-differs", 5)]


def test_a_sentence_speaks_of_its_section_when_it_stands_before_it() -> None:
    before, after = skipped(2, "The following is a list of 5 papers."), skipped(9, "Read 100 papers more.")
    made = graph(entry(3), entry(4), entry(11), headings=(heading(1, "A"), heading(10, "B")), skipped=(before, after))

    assert found(made) == [("count-differs", 2)]


# --- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/1706.03762",
        "http://arxiv.org/pdf/cs/0112017v1.pdf",
        "https://arxiv.org/list/cs.LG/recent",
        "https://en.wikipedia.org/wiki/Attention_(machine_learning)",
        "https://web.archive.org/web/2020/https://example.org/",
        "https://doi.org/10.1038/nature14539",
        "http://localhost:8000/x",
        "#section",
        "../papers/one.pdf",
        "papers/one.pdf",
        "https://example.org/a?u=https://x.org",
    ],
)
def test_links_that_can_be_right(url: str) -> None:
    assert links.fault(url) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "is empty"),
        ("https://example.org/a b.pdf", "has a space in it"),
        ("www.example.org/a", "has no https:// before it"),
        ("htp://example.org", "scheme of no web page"),
        ("http:/example.org/a", "broken scheme"),
        ("https//example.org/a", "broken scheme"),
        ("ftp://example.org/a", "scheme of no web page"),
        ("https://arxiv.org/abs/17…", "is cut off"),
        ("https://arxiv.org/abs/1799.12345", "no arXiv number"),
        ("https://arxiv.org/pdf/170603762", "no arXiv number"),
        ("https://doi.org/nature", "names no DOI"),
        ("https://nowhere", "names no host"),
        ("https://example.org/a).", "punctuation"),
        ("https://example.org/a)", "punctuation"),
        ("https://a.org/xhttps://b.org/y", "two URLs"),
        ("http://[bad", "no URL"),
        ("https://example.org:port/", "no URL"),
    ],
)
def test_links_that_cannot_be_right(url: str, reason: str) -> None:
    assert reason in (links.fault(url) or "")


def test_a_malformed_link_has_its_entry_and_line() -> None:
    wrong = quality.findings(graph(entry(4, links=("htp://x.org/a",))))[0]

    assert (wrong.code, wrong.severity, wrong.source, wrong.first_line) == ("malformed-link", "warning", LIST, 4)
    assert (wrong.entries, wrong.papers) == (("e4",), ("work:4",))


def test_one_link_for_two_works_is_told_once() -> None:
    code = ("https://github.com/a/b",)
    other = ("https://github.com/a/b/",)

    assert found(graph(entry(1, links=code), entry(2, links=other), entry(3, links=code))) == [("same-link", 2)]
    assert found(graph(entry(1, links=code), entry(2, links=code, paper="work:1"))) == []
    assert (
        found(graph(entry(1, links=("https://arxiv.org/abs/1706.03762",)), entry(2, links=("https://github.com/",))))
        == []
    )


def test_a_link_that_an_erratum_puts_right_is_not_told_again() -> None:
    code = ("https://github.com/a/b",)
    told = problem("erratum-applied", "link 'https://github.com/a/b' of 'Title 2': known to be wrong", entries=["e2"])

    assert found(graph(entry(1, links=code), entry(2, links=code), problems=(told,))) == []


def test_entries_without_a_link_are_named_when_few_and_counted_when_many() -> None:
    assert found(graph(entry(1, links=()), entry(2))) == [("no-link", 1)]
    many = quality.findings(graph(*(entry(line, links=()) for line in range(1, 9)), entry(9)))

    assert [each.message for each in many] == ["8 of 9 entries have no link (lines 1, 2, 3, 4, 5, 6, 7, 8)"]


def test_unread_items_are_told() -> None:
    unread = Unread(source=LIST, first_line=7, last_line=8, raw="**Half a bold\nlead", reason="unclosed mark")

    assert (
        quality.findings(graph(entry(1), unread=(unread,)))[0].message == "not read (unclosed mark): **Half a bold lead"
    )


# --- coverage --------------------------------------------------------------------------------------------------------


def edge(subject: str, object_: str, *justifications: str, kind: str = "core") -> BuildsOn:
    evidence = tuple(Evidence(justification=each, confidence=0.9) for each in justifications)
    return BuildsOn(subject=subject, object=object_, kind=kind, evidence=evidence)


def test_coverage_counts_edges_and_papers_by_justification() -> None:
    entries = [entry(line) for line in range(1, 6)]
    edges = (
        edge("work:2", "work:1", "curated", "stated"),
        edge("work:3", "work:1", "mention", kind="background"),
        edge("work:3", "work:2", "curated"),
    )
    dropped = DroppedEdge(subject="work:1", object="work:2", kind="core", why="a circle")
    at = quality.coverage(graph(*entries, builds_on=edges, dropped_edges=(dropped,)))

    assert (at.papers, at.edges, at.core, at.background, at.dropped) == (5, 3, 2, 1, 1)
    assert at.edges_by == {"curated": 2, "stated": 1, "mention": 1, "concept": 0, "citation": 0}
    assert at.papers_by == {"curated": 3, "stated": 2, "mention": 2, "concept": 0, "citation": 0}
    assert (at.connected, at.alone, at.without_earlier) == (3, 2, 3)
    assert at.advice == ()


def test_coverage_tells_lists_agreement_and_what_was_left_out() -> None:
    entries = [entry(line) for line in range(1, 5)]
    other = replace(entries[3], id="b", source="b*.md")
    edges = (edge("work:2", "work:1", "curated", "stated"), edge("work:3", "work:1", "mention"))
    curated, sentence = (Evidence(justification=each, confidence=0.9) for each in ("curated", "mention"))
    dropped = (
        DroppedEdge(subject="work:1", object="work:2", kind="core", why="it goes round in a circle"),
        DroppedEdge(
            subject="work:4", object="work:2", kind="core", why="reviewed: no edge", evidence=(curated, sentence)
        ),
        DroppedEdge(subject="work:4", object="work:3", kind="core", why="reviewed: no edge", evidence=(curated,)),
    )
    sources = (Source(id=LIST), Source(id="b*.md"))
    made = graph(*entries[:3], other, sources=sources, builds_on=edges, dropped_edges=dropped)
    at = quality.coverage(made)

    assert [(each.source, each.entries, each.papers, each.connected) for each in at.lists] == [
        ("b*.md", 1, 1, 0),
        (LIST, 3, 3, 3),
    ]
    assert (at.confirmed, at.only_curated, at.only_inferred) == (1, 0, 1)
    assert (at.dropped, at.non_edges, at.non_edges_inferred, at.circles) == (3, 2, 1, 1)
    assert at.without_edge == ("work:4",)
    text = quality.report_text(made, quality.check(made))
    assert "  b*.md: 0 of 1 paper, from 1 entry" in text
    assert "  1 have a curated row and other evidence that agrees, 0 a curated row alone, 1 no curated row" in text
    assert (
        "3 proposed edges left out\n  2 reviewed as no edge, 1 of them against a sentence\n  1 to break circles" in text
    )
    assert f"  in no edge: {made.paper['work:4'].title}" in text
    assert r"  - b\*.md: 0 of 1 paper" in quality.report_markdown(made, quality.check(made))
    data = quality.report_dict(made, quality.check(made))
    assert [(each["subject"], each["why"]) for each in data["circles"]] == [("work:1", "it goes round in a circle")]


def test_presupposed_works_have_a_section_of_their_own_the_most_needed_first() -> None:
    once = problem("work-presupposed", "X is presupposed by 2", where=entry(2), papers=["doi:x", "work:2"])
    twice = problem(
        "work-presupposed", "Y is presupposed by 3 and *4*", where=entry(3), papers=["doi:y", "work:3", "work:4"]
    )
    made = graph(entry(2), entry(3), entry(4), problems=(once, twice))
    report = quality.check(made)
    lines = quality.report_text(made, report).splitlines()
    at = lines.index("Presupposed, and in none of the lists (2)")

    assert lines[at + 2 : at + 4] == [
        "  list.md:3: Y is presupposed by 3 and *4*",
        "  list.md:2: X is presupposed by 2",
    ]
    assert not any(line.startswith("Notes") for line in lines)
    assert any("--complete" in line for line in report.coverage.advice)
    assert r"- list.md:3: Y is presupposed by 3 and \*4\*" in quality.report_markdown(made, report)
    assert quality.report_github(made, report).count("title=work-presupposed") == 2
    data = quality.report_dict(made, report)
    assert [each["works"] for each in data["presupposed"]] == [["doi:y"], ["doi:x"]]
    assert data["presupposed"][0]["needed_by"] == ["work:3", "work:4"]
    assert data["counts"]["info"] == 2


def test_a_map_without_edges_says_so_first_and_what_to_do() -> None:
    made = graph(entry(1), entry(2), entry(3))
    text = quality.report_text(made, quality.check(made))

    assert text.startswith("3 papers, from 3 entries of 1 list\n0 of 3 papers stand in 0 edges")
    assert "almost edgeless: 3 of 3 papers stand in no edge" in text
    assert "bare links" in text
    assert "Builds on: " in text
    assert "--curation DIR" in text


def test_no_papers_is_said_too() -> None:
    assert "No entry was read" in quality.coverage(PaperGraph()).advice[0]


def test_items_that_were_not_taken_are_the_first_advice() -> None:
    missed = Problem(code="items-not-taken", severity="info", message="4 list items were not taken", source="x.md")
    assert quality.coverage(PaperGraph(problems=(missed,))).advice[0] == missed.message


# --- the report ------------------------------------------------------------------------------------------------------

PROBLEMS = (
    problem("year-differs", "100% of *two* years: 1,2", where=entry(3), entries=["e3"]),
    problem("shared-identifier", "one\nnumber, two works", where=entry(2), entries=["e2"]),
    Problem(code="cycle-broken", severity="warning", message="somewhere"),
)


@pytest.fixture
def report() -> tuple[PaperGraph, quality.Report]:
    made = graph(entry(2), entry(3), problems=PROBLEMS)
    return made, quality.check(made)


def test_a_report_holds_the_findings_of_the_graph_and_of_its_lists_once(report) -> None:
    made, checked = report
    again = quality.check(replace(made, problems=checked.problems, entries=(*made.entries, entry(9, links=()))))

    assert set(checked.problems) == set(PROBLEMS)
    assert len(again.problems) == len(PROBLEMS) + 1


def test_text_has_errors_first_each_with_its_place(report) -> None:
    lines = quality.report_text(*report).splitlines()

    assert lines[lines.index("Errors (1)") + 1] == "  list.md:2: one number, two works [shared-identifier]"
    assert lines.index("Errors (1)") < lines.index("Warnings (1)") < lines.index("Notes (1)")
    assert "  list.md:3: 100% of *two* years: 1,2 [year-differs]" in lines


def test_markdown_is_escaped(report) -> None:
    text = quality.report_markdown(*report)

    assert text.startswith("# Report\n\n## Coverage\n\n- 2 papers")
    assert r"- list.md:3: 100% of \*two\* years: 1,2 `year-differs`" in text
    assert "- list.md:2: one number, two works `shared-identifier`" in text


def test_annotations_follow_the_rules_of_workflow_commands(report) -> None:
    assert quality.report_github(*report).splitlines() == [
        "::error file=my lists/list.md,line=2,endLine=2,title=shared-identifier::one%0Anumber, two works",
        "::warning title=cycle-broken::somewhere",
        "::notice file=my lists/list.md,line=3,endLine=3,title=year-differs::100%25 of *two* years: 1,2",
    ]


def test_properties_of_annotations_are_escaped() -> None:
    made = graph(entry(2), sources=(Source(id=LIST, path="a,b:c%.md"),), problems=PROBLEMS[1:2])

    assert quality.report_github(made, quality.check(made)).startswith("::error file=a%2Cb%3Ac%25.md,line=2,")


def test_data_for_json(report) -> None:
    data = json.loads(json.dumps(quality.report_dict(*report)))

    assert data["counts"] == {"error": 1, "warning": 1, "info": 1}
    assert data["coverage"]["papers"] == data["coverage"]["alone"] == 2
    assert {each["code"] for each in data["problems"]} == {each.code for each in PROBLEMS}


def test_worst(report) -> None:
    assert quality.worst(report[1]) == "error"
    assert quality.worst(quality.check(graph(entry(1), problems=PROBLEMS[:1]))) == "info"
    assert quality.worst(quality.check(graph(entry(1)))) is None


def test_every_code_of_a_problem_is_in_the_closed_list() -> None:
    used = set()
    for module in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Problem", "problem"}:
                given = [keyword.value for keyword in node.keywords if keyword.arg == "code"] or node.args[:1]
                used.update(each.value for each in given if isinstance(each, ast.Constant))

    assert len(used) > 10
    assert used <= CODES.keys()


def test_examples() -> None:
    assert doctest.testmod(links).failed == 0
