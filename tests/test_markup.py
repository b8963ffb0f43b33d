# ruff: noqa: E501
"""reStructuredText, org-mode, AsciiDoc, LaTeX and notebooks as lines of Markdown: links, headings, tables, drawers, and what says nothing."""

from __future__ import annotations

import json

import pytest

from papergraph.readers import read_text
from papergraph.readers.markup import markup_of
from papergraph.readers.markup.latex import latex_lines
from papergraph.readers.markup.org import org_lines
from papergraph.readers.markup.rst import rst_lines


@pytest.mark.parametrize(
    ("line", "markdown"),
    [
        ("*** DONE [#A] Reading [2/3] :tag:other:", "### Reading"),
        ("- [X] [[https://a.org/b_c][A /slanted/ title]] by Ada Lund", "- [A *slanted* title](https://a.org/b_c) by Ada Lund"),
        ("- [[doi:10.1000/1][Mud]], [[file:mud.pdf][local]]", "- [Mud](https://doi.org/10.1000/1), [local](mud.pdf)"),
        ("see https://a.org/x/y/z and /this/", "see https://a.org/x/y/z and *this*"),
        ("- Mud :: a term", "- Mud: a term"),
        ("- Uses of Wet Mud :: Lund, 2012", "- **Uses of Wet Mud** — Lund, 2012"),
        ("#+STARTUP: overview", ""),
        ("# a comment", ""),
        ("CLOSED: [2020-01-01 Wed]", ""),
    ],
)  # fmt: skip
def test_org_lines(line: str, markdown: str) -> None:
    assert org_lines([line]) == [markdown]


def test_org_drawers_give_fields_and_tables_rows() -> None:
    drawer = read_text(
        "#+TITLE: Soil\n* Wet\n** Mud and Rain\n:PROPERTIES:\n:AUTHOR: Ada Lund and Bo Ng\n:YEAR: 1999\n:ID: x\n:END:\n",
        source="x.org",
    )
    table = read_text(
        "* Soil\n| Title | Authors | Year |\n|-------+---------+------|\n| [[https://a.org/1.pdf][Mud]] | Ada Lund | 1999 |\n",
        source="x.org",
    )

    assert [(entry.title, entry.authors, entry.year) for entry in drawer.entries] == [
        ("Mud and Rain", ("Ada Lund", "Bo Ng"), 1999)
    ]
    assert [(entry.title, entry.authors, entry.section) for entry in table.entries] == [
        ("Mud", ("Ada Lund",), ("Soil",))
    ]
    assert table.entries[0].links[0].url == "https://a.org/1.pdf"


def test_rst_line_blocks_in_citations() -> None:
    text = """References
==========

================  ===========

.. [GR_2014]   | G Chen, NE Oak, and RW Elm.
               | **Uses of many models for
                 flocks of sheep.**
               | Wool 99:571-588, 2014.

.. [R_1996]    | RW Elm.
               | **FLOCK: Software for sheep.**
               | Journal of Sheep and Wool, 29: 162-173, 1996.
"""
    reading = read_text(text, source="x.rst")
    assert [(entry.title, entry.authors, entry.venue, entry.year) for entry in reading.entries] == [
        ("Uses of many models for flocks of sheep", ("G Chen", "NE Oak", "RW Elm"), "Wool", 2014),
        ("FLOCK: Software for sheep", ("RW Elm",), "Journal of Sheep and Wool", 1996),
    ]


def test_an_rst_citation_that_begins_below_its_key() -> None:
    lines = [".. [Lund19]", "   Ada Lund & Ben Oak,", "   *WOOLD: a model of fleece*, Nature Wool."]

    assert rst_lines(lines) == ["", "- Ada Lund & Ben Oak,", "   *WOOLD: a model of fleece*, Nature Wool."]


def test_rst_fields_below_what_they_are_the_fields_of() -> None:
    text = """Sheep
=====

Opening Gates
   :Authors: Ada Lund, Bo Ng
   :Year: 2003

   A remark.

Nights
======

counting 2.0: a model
   :Authors: Mary Elm
   :Link: `arXiv <https://arxiv.org/abs/1203.1234>`_
"""
    reading = read_text(text, source="x.rst")
    assert [(entry.title, entry.authors, entry.section) for entry in reading.entries] == [
        ("Opening Gates", ("Ada Lund", "Bo Ng"), ("Sheep",)),
        ("counting 2.0: a model", ("Mary Elm",), ("Nights",)),
    ]


def test_an_rst_item_behind_the_target_of_a_reference() -> None:
    lines = ["* .. _Lund97:", "", '  Ada Lund. 1997. "Mud". Barn Press.', "", "* Next"]

    assert rst_lines(lines) == ["", "", '* Ada Lund. 1997. "Mud". Barn Press.', "", "* Next"]


def test_lines_of_rst_citations_are_as_long_as_they_are_in_the_file() -> None:
    text = (
        ".. [LOE1999] Anna Lund and Ben Oak, A Course in\n"
        "             Sheep-Counting Codes and Shear-Geometric\n"
        "             Codes, *Wool* 45 (1999), 1757-1767.\n\n"
        ".. [Elm1] \\C. Elm,\n          *Wool of* :math:`G(2,n)`,\n          Hay 3 (2001), 1-9.\n"
    )

    assert [(entry.title, entry.authors) for entry in read_text(text, source="list.rst").entries] == [
        ("A Course in Sheep-Counting Codes and Shear-Geometric Codes", ("Anna Lund", "Ben Oak")),
        ("Wool of $G(2,n)$", ("C. Elm",)),
    ]


def test_an_rst_citation_whose_label_stands_alone() -> None:
    lines = [".. [LO2014]", "        Lund A., Oak B. : *Wool over GF (2) for", "        moths* : Mud 3, 2014"]

    assert rst_lines(lines) == ["", "- Lund A., Oak B. : *Wool over GF (2) for", "        moths* : Mud 3, 2014"]


def test_rst_links_of_every_kind() -> None:
    lines = [
        "* `Mud <https://a.org/1>`_ and `Rain`_, Clay_ and `Sand`__",
        ".. _Rain: https://a.org/2",
        ".. _clay: https://a.org/3",
        "__ https://a.org/4",
        ":doi:`10.1000/1` and :arxiv:`1706.03762`, ``code_``",
    ]

    assert rst_lines(lines) == [
        "* [Mud](https://a.org/1) and [Rain](https://a.org/2), [Clay](https://a.org/3) and [Sand](https://a.org/4)",
        "", "", "",
        "[10.1000/1](https://doi.org/10.1000/1) and [1706.03762](https://arxiv.org/abs/1706.03762), `code_`",
    ]  # fmt: skip


TABLES = [
    "===== ======== ====\nTitle Authors  Year\n===== ======== ====\nMud   Ada Lund 1999\nRain  Bo Ng    2001\n===== ======== ====\n",
    "+-------+----------+------+\n| Title | Authors  | Year |\n+=======+==========+======+\n| Mud   | Ada Lund | 1999 |\n"
    "+-------+----------+------+\n| Rain  | Bo       | 2001 |\n|       | Ng       |      |\n+-------+----------+------+\n",
    ".. list-table::\n   :header-rows: 1\n\n   * - Title\n     - Authors\n     - Year\n   * - Mud\n     - Ada Lund\n     - 1999\n"
    "   * - Rain\n     - Bo Ng\n     - 2001\n",
    '.. csv-table:: Papers\n   :header: "Title", "Authors", "Year"\n   :widths: 40, 30, 10\n\n   "Mud", "Ada Lund", 1999\n'
    '   "Rain", Bo Ng, 2001\n',
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=["simple", "grid", "list", "csv"])
def test_rst_tables(table: str) -> None:
    reading = read_text("Soil\n====\n\n" + table, source="x.rst")

    assert [(entry.title, entry.authors, entry.year) for entry in reading.entries] == [
        ("Mud", ("Ada Lund",), 1999), ("Rain", ("Bo Ng",), 2001),
    ]  # fmt: skip
    assert reading.unread == ()


def test_rst_links_go_over_lines_and_names_between_bars_stand_for_breaks() -> None:
    reading = read_text(
        "Soil\n====\n\n.. |br| raw:: html\n\n   <br />\n\n"
        "*   **A. Lund**, B. Ng. |br|\n    Mud under slow and steady rain. |br|\n    *Soil Letters E*, 2018. (`pdf\n"
        "    <https://a.org/mud.pdf>`_)\n",
        source="x.rst",
    )

    assert [(entry.title, entry.authors, entry.venue, entry.year) for entry in reading.entries] == [
        ("Mud under slow and steady rain", ("A. Lund", "B. Ng"), "Soil Letters E", 2018),
    ]  # fmt: skip
    assert [link.url for link in reading.entries[0].links] == ["https://a.org/mud.pdf"]
    assert reading.unread == ()


def test_org_headings_with_an_author_are_works_and_states_of_the_file_none_of_their_words() -> None:
    reading = read_text(
        "#+TITLE: Reading List\n#+TODO: READING NEXT | READ\n\n* The Soil: A History\n:PROPERTIES:\n:AUTHOR:    Ada Lund\n"
        ":SHELF: https://a.org/1\n:END:\n\n* READ Mud\nCLOSED: [2017-05-14]\n:PROPERTIES:\n:AUTHOR:    Bo Ng\n"
        ":ADDED:     <2017-05-07>\n:END:\n\nNot very dry.\n",
        source="x.org",
    )

    assert [(entry.title, entry.authors, entry.year) for entry in reading.entries] == [
        ("The Soil: A History", ("Ada Lund",), None), ("Mud", ("Bo Ng",), None),
    ]  # fmt: skip


def test_org_headings_with_a_citation_under_them_are_works() -> None:
    text = """* Sheds
** TODO Cooling Of Sheds: A Survey
[[cite:ost-2017-cooling][Ost & Vest 2017: Cooling Sheds]]
** DONE Dry-Shed Towel Networks
CLOSED: [2018-01-02 Tue 10:00]
:LOGBOOK:
- State "DONE" from "TODO" [2018-01-02]
:END:
[[Cite:ost-2017-dry][Ost 2017: Dry Shed Towels]]
** Sheds Under Snow
[[cite:ost-2018-snow]]
** Notes
Words of no work.
"""
    found = [(entry.title, entry.authors, entry.year, entry.venue) for entry in read_text(text, source="a.org").entries]
    assert found == [
        ("Cooling Of Sheds: A Survey", ("Ost", "Vest"), 2017, None),
        ("Dry-Shed Towel Networks", ("Ost",), 2017, None),
        ("Sheds Under Snow", (), None, None),
    ]


def test_rst_citations_are_entries_and_directives_are_not() -> None:
    reading = read_text(
        "Soil\n====\n\n.. contents::\n   :depth: 2\n\n.. [Lund99] Ada Lund. *Mud and Rain*. Journal of Mud, 1999.\n",
        source="x.rst",
    )

    assert [(entry.title, entry.year) for entry in reading.entries] == [("Mud and Rain", 1999)]
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("* A\n- [[https://a.org][B]]\n- [[https://a.org][C]]\n", "list", "org"),
        ("A\n=\n\n- `B <https://b.org>`_\n- `C <https://c.org>`_\n", "list.txt", "rst"),
        ("- [B](https://b.org)\n- [C](https://c.org) `x <y>`_\n", "list.md", None),
        ("words\n", "list.rst", "rst"),
    ],
)
def test_the_marks_tell_the_markup(text: str, name: str, found: str | None) -> None:
    made = markup_of(text.split("\n"), name)

    assert (made[0] if made else None) == found


def test_boxes_in_boxes_and_drawers_of_one_author_and_a_school() -> None:
    boxed = (
        "Works\n=====\n\n.. container:: references\n   :name: refs\n\n   .. container:: entry\n      :name: ref-a\n\n"
        "      Lund, Ada, and Bo Ng. 2014. “Counting Sheep in Large Fields.”\n      *Journal of Mud* 12 (3): 1–20.\n"
    )
    drawer = (
        "* Works\n** On the shearing of lambs\n  :PROPERTIES:\n  :BTYPE: phdthesis\n  :AUTHOR: Roe, Anna\n"
        "  :SCHOOL: University of Mud\n  :YEAR: 2003\n  :END:\n"
    )
    (sheep,) = read_text(boxed, source="x.rst").entries
    (lambs,) = read_text(drawer, source="x.org").entries

    assert (sheep.title, sheep.venue, sheep.year) == ("Counting Sheep in Large Fields", "Journal of Mud", 2014)
    assert (lambs.authors, lambs.venue, lambs.year) == (("Roe, Anna",), "University of Mud", 2003)


def test_a_property_gives_the_title_of_the_item_that_it_is_of() -> None:
    text = (
        "- ## Wool\n\t- [[@FOLD]]\n\t  title:: Counting Sheep at Night\n\t  authors:: [[Anna Lund]], [[Ben Oak]]\n"
        "\t  venue:: WOOL 2020\n\t- TODO [Gates](https://a.org/gates.pdf)\n\t  title:: Opening Gates\n\t  authors:: [[Ann Rye]], [[Bo Elm]]\n"
        "\t- [[Hay]]\n\t  title:: Hay: A Study\n\t  authors:: [[Bo Elm]]\n\t  year:: 2012\n\t\t- good\n"
    )
    reading = read_text(text, source="wool.md")

    assert [(entry.title, entry.authors) for entry in reading.entries] == [
        ("Counting Sheep at Night", ("Anna Lund", "Ben Oak")), ("Opening Gates", ("Ann Rye", "Bo Elm")), ("Hay: A Study", ("Bo Elm",)),
    ]  # fmt: skip


def test_notes_of_logseq_and_dataview_give_fields() -> None:
    logseq = (
        "- # Papers to read\n\t- TODO [Counting sheep](https://doi.org/10.5555/mud.1)\n\t  authors:: [[Anna Lund]], [[Ben Oakley]]\n"
        "\t  year:: 2014\n\t  collapsed:: true\n\t\t- good\n\t- LATER [[Barns for all]] #paper\n\t  authors:: Eva Roe\n\t  year:: 2017\n"
    )
    dataview = (
        "# Library\n- **Title**:: Shears that learn\n  **Authors**:: Carl Meyer\n  **Year**:: 2016\n"
        "- **Title**:: Barns for all\n  **Authors**:: Eva Roe\n  **Year**:: 2017\n"
    )
    sheep, barns = read_text(logseq, source="x.md").entries

    assert (sheep.title, sheep.authors, sheep.year) == ("Counting sheep", ("Anna Lund", "Ben Oakley"), 2014)
    assert (barns.title, barns.authors, barns.section) == ("Barns for all", ("Eva Roe",), ("Papers to read",))
    assert [(entry.title, entry.authors, entry.year) for entry in read_text(dataview, source="x.md").entries] == [
        ("Shears that learn", ("Carl Meyer",), 2016), ("Barns for all", ("Eva Roe",), 2017),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Wet mud\nauthors: [Anna Lund]\njournal: Journal of Mud\nyear: 2014\ndoi: 10.5555/mud.1\n---\n",
        '+++\ntitle = "Wet mud"\nauthors = ["Anna Lund"]\npublication = "*Journal of Mud*"\ndate = 2014-03-01\n'
        'doi = "10.5555/mud.1"\n+++\n',
        "title:: @Wet mud\nauthors:: [[Anna Lund]]\npublication-title:: Journal of Mud\ndate:: [[2014-03-01]]\n"
        "doi:: 10.5555/mud.1\n",
    ],
)
def test_a_page_that_begins_with_the_fields_of_a_work_is_on_that_work(head: str) -> None:
    reading = read_text(f"{head}\n# Notes\n\n- good\n- see [[Dry mud]]\n", source="note.md")
    (entry,) = reading.entries

    assert (entry.title, entry.authors, entry.venue, entry.year) == ("Wet mud", ("Anna Lund",), "Journal of Mud", 2014)
    assert [link.url for link in entry.links] == ["https://doi.org/10.5555/mud.1"]
    assert reading.skipped[-1].reason == "notes on the work of the page"


@pytest.mark.parametrize(
    ("line", "markdown"),
    [
        (r"\section*{Soil \& \emph{mud}} % a remark", "## Soil & <em>mud</em>"),
        (r"\item A.~Lund, {\em On Mud\/}, {\bf 12}, 1--9.", "- A. Lund, <em>On Mud</em>, <b>12</b>, 1–9."),
        (r"\item[{[7]}] \href{https://a.org/b\_c\%20d}{\textit{Mud}}", "- [7] [<em>Mud</em>](<https://a.org/b_c%20d>)"),
        (r"\bibitem[Lund(1999)]{lund} Lund, K\"{u}hn \newblock Mud \newblock \url{https://a.org/1}",
         "- Lund, Kühn. Mud. <https://a.org/1>"),
        (r"\cvpub{1999}{On mud}{}{A.~Lund}", "- 1999, On mud, A. Lund"),
        (r"$O(n^{2})$ \vspace{2pt} mud, see \cite{lund} 1. \\", "O(n^2) mud, see 1. <br>"),
        (r"\textbf{never closed and {\it so on", "<b>never closed and <em>so on"),
    ],
)  # fmt: skip
def test_latex_lines(line: str, markdown: str) -> None:
    assert latex_lines([line]) == [markdown]


def test_a_latex_item_goes_on_over_marks_of_size_under_a_section_of_its_class() -> None:
    reading = read_text(
        "\\begin{document}\n\\sectiontitle{Papers}\n\\begin{enumerate}\n\\item \\textbf{Mud under slow\nrain} \\\\\n"
        "{\\small\nA. Lund, B. Ng, and C. Elm \\\\\nSoil Letters\n}\n\\hfill {\\small 2018}\n\\end{enumerate}\n\\end{document}\n",
        source="x.tex",
    )

    assert [(entry.title, entry.authors, entry.venue, entry.year) for entry in reading.entries] == [
        ("Mud under slow rain", ("A. Lund", "B. Ng", "C. Elm"), "Soil Letters", 2018)
    ]
    assert reading.entries[0].section == ("Papers",)


def test_rst_rubrics_and_titles_of_boxes_are_headings_and_what_a_box_says_first_is_kept() -> None:
    text = (
        "Wool\n====\n\n.. rubric:: Sheep papers\n\n#. `Counting Sheep Well <https://arxiv.org/abs/2105.04916>`__, ICCV 2021\n\n"
        ".. dropdown:: Old papers\n   :open:\n\n   #. `Shearing Lambs Well <https://arxiv.org/abs/2105.04918>`__, ICCV 2020\n\n"
        "Looms\n-----\n\n.. seealso:: Lund, A. (2019). Counting sheep. *Wool*, 3, 2-4.\n\n"
        ".. container:: wide\n\n   - `Weaving Gates Well <https://arxiv.org/abs/2105.04917>`__, ICCV 2021\n"
    )
    assert [(entry.title, entry.section) for entry in read_text(text, source="x.rst").entries] == [
        ("Counting Sheep Well", ("Wool", "Sheep papers")),
        ("Shearing Lambs Well", ("Wool", "Old papers")),
        ("Counting sheep", ("Wool", "Looms")),
        ("Weaving Gates Well", ("Wool", "Looms")),
    ]


def test_asciidoc_items_whose_words_begin_below_an_anchor_and_lines_that_end_in_a_plus() -> None:
    text = (
        "= Wool\n\n. [[Sheep_2018]]\n*Counting sheep: A workflow for dark barns* +\nAda Lund, Ben Oak, and Cid Ash. +\n"
        "Proc. Workshop on Wool (WOW) at HAY 2018. +\n http://wool.example.org/sheep.pdf[PDF]\n\n"
        ". [[Gates_2017]]\n*Opening gates with deep hinges* +\nDora Elm. +\n Talk at Oakham Fence Workshop 2017. +\n"
    )
    sheep, gates = read_text(text, source="x.adoc").entries
    assert (sheep.title, sheep.authors, sheep.year, sheep.kind) == (
        "Counting sheep: A workflow for dark barns",
        ("Ada Lund", "Ben Oak", "Cid Ash"),
        2018,
        "paper",
    )
    assert (sheep.venue or "").startswith("Proc. Workshop on Wool (WOW)")
    assert [(link.role, link.url) for link in sheep.links] == [("paper", "http://wool.example.org/sheep.pdf")]
    assert (gates.title, gates.authors, gates.year, gates.kind) == (
        "Opening gates with deep hinges",
        ("Dora Elm",),
        2017,
        "other",
    )


def test_rst_headings_over_tildes_open_no_code() -> None:
    text = (
        "Mud\n===\n\nOn It\n-----\n\nJournal Articles\n~~~~~~~~~~~~~~~~\n\nLund, A., and Ng, B. (2018).\n"
        "`Mud under rain <https://example.org/1>`_. *Soil Letters*, 12.\n\nTheses\n~~~~~~\n\n"
        "Elm, C. (2019).\n`Sand <https://example.org/2>`_. *Soil Letters*, 13.\n"
    )

    assert [(entry.title, entry.section[-1]) for entry in read_text(text, source="x.rst").entries] == [
        ("Mud under rain", "Journal Articles"),
        ("Sand", "Theses"),
    ]


def test_a_latex_file_gives_its_works_and_none_of_what_its_own_commands_and_comments_say() -> None:
    reading = read_text(
        "\\documentclass{article}\n\\newcommand{\\me}{\\textbf{A.~Lund}}\n\\newcommand{\\pub}[3]{\\item #1, ``#2'',\n"
        "  {\\em #3}.}\n\\title{My papers}\n\\begin{document}\n\\begin{comment}\n\\item Old Mud, 1990.\n\\end{comment}\n"
        "\\section{Papers}\n\\begin{enumerate}\n\\pub{\\me, B.~Ng}{Mud under slow\nrain}{Soil Letters, 2018}\n"
        "% \\item Dry mud, 2001\n\\pub{\\me}{Sand}{Soil Letters, 2019}\n\\end{enumerate}\n\\end{document}\n",
        source="x.tex",
    )

    assert [(entry.title, entry.authors, entry.venue, entry.year, entry.first_line) for entry in reading.entries] == [
        ("Mud under slow rain", ("A. Lund", "B. Ng"), "Soil Letters", 2018, 12),
        ("Sand", ("A. Lund",), "Soil Letters", 2019, 15),
    ]  # fmt: skip
    assert reading.entries[0].section == ("My papers", "Papers")


CELLS = [{"cell_type": "markdown", "source": ["# Soil\n", "- [Mud](https://a.org/1.pdf), Ada Lund, 1999"]},
         {"cell_type": "code", "source": ["- [Rain](https://a.org/2.pdf)"], "outputs": []}]  # fmt: skip


@pytest.mark.parametrize("indent", [1, None])
def test_the_text_of_a_notebook_is_read_where_it_stands(indent: int | None) -> None:
    text = json.dumps({"cells": CELLS, "metadata": {}, "nbformat": 4}, indent=indent)

    reading = read_text(text, source="x.ipynb")

    (mud,) = reading.entries
    assert (mud.title, mud.authors, mud.year, mud.section) == ("Mud", ("Ada Lund",), 1999, ("Soil",))
    assert mud.first_line == (7 if indent else 1)
    assert reading.unread == ()


def test_an_asciidoc_file_gives_its_items_references_and_table() -> None:
    reading = read_text(
        "= Soil\n:url: https://a.org\n\n// a remark\nPapers on mud.\n\n== Papers\n\n"
        "* Ada Lund. https://a.org/1.pdf[Mud under _slow_ rain]. _Soil Letters_, 1999.\n"
        "* link:$${url}/<2>$$[Sand], Bo Ng, SOIL 2001.\n\n----\n* https://a.org/3[Code], 1990\n----\n\n"
        "[bibliography]\n- [[[poe]]] Zoe Poe. 'Rain over mud'. Soil Letters, 2002.\n\n"
        '[cols="2,1,1"]\n|===\n|Title |Authors |Year\n\n|Clay in barns\n|Eva Roe\n|2003\n\n|Wet barns |Dan Hill |2004\n|===\n',
        source="x.adoc",
    )

    assert [(entry.title, entry.authors, entry.year, entry.venue) for entry in reading.entries] == [
        ("Mud under slow rain", ("Ada Lund",), 1999, "Soil Letters"), ("Sand", ("Bo Ng",), 2001, "SOIL"),
        ("Rain over mud", ("Zoe Poe",), 2002, "Soil Letters"), ("Clay in barns", ("Eva Roe",), 2003, None),
        ("Wet barns", ("Dan Hill",), 2004, None),
    ]  # fmt: skip
    assert reading.entries[0].links[0].url == "https://a.org/1.pdf"
    assert reading.entries[0].section == ("Soil", "Papers")
    assert reading.unread == ()
