"""Lists in two formats become one map: works merge, fields come from both, contradictions and both places are told."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from papergraph.curation import Curation
from papergraph.graph import PaperGraph, build
from papergraph.readers import read_text

WORKS = [
    ("Counting Sheep with Hedge Automata", ["Ada Lund", "Bo Ng"], 2014, "Pastoral Computing", "1403.00001"),
    ("Wool Graphs and their Shearing Number", ["Jiří Dvořák", "Ida Ek"], 2015, "Woven Structures", "1507.00002"),
    ("Deep Meadow Networks", ["Mei Lin", "Tom Fox", "Ann Hale"], 2017, "Conference on Grass", "1701.00003"),
]


def doi(arxiv: str) -> str:
    return f"10.5555/sheep.{arxiv}"


def lines(write: Callable[[int, str, list[str], int, str, str], str], between: str = "\n") -> str:
    return between.join(write(n, *work) for n, work in enumerate(WORKS)) + "\n"


def turned(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}"


LISTS = {
    "links.md": "# Sheep\n\n" + lines(lambda n, t, a, y, v, x: f"- [{t}](https://arxiv.org/abs/{x}), {y}"),
    "bare.md": "# Sheep\n\n" + lines(lambda n, t, a, y, v, x: f"- [{t}](https://arxiv.org/abs/{x})"),
    "printed.md": "# Sheep\n\n" + lines(lambda n, t, a, y, v, x: f'{n + 1}. {", ".join(a)}. "{t}". {v}, {y}.'),
    "table.md": "| Paper | Venue | Code |\n|---|---|---|\n"
    + lines(
        lambda n, t, a, y, v, x: f"| [{t}](https://doi.org/{doi(x)}) | {v} {y} | [code](https://github.com/s/{n}) |"
    ),
    "page.html": "<!doctype html><h1>Sheep</h1><ul>"
    + lines(
        lambda n, t, a, y, v, x: f'<li><a href="https://doi.org/{doi(x)}">{t}</a>, {", ".join(a)}. <i>{v}</i>, {y}.'
    ),
    "sheep.org": "* Sheep\n" + lines(lambda n, t, a, y, v, x: f"- [[https://arxiv.org/abs/{x}][{t}]], {y}"),
    "sheep.bib": lines(
        lambda n, t, a, y, v, x: (
            f"@article{{k{n},\n title={{{t}}},\n author={{{' and '.join(map(turned, a))}}},\n"
            f" journal={{{v}}},\n year={y},\n doi={{{doi(x)}}},\n}}"
        )
    ),
    "capitals.bib": lines(
        lambda n, t, a, y, v, x: (
            f"@article{{k{n},\n title={{{{{t.upper()}}}}},\n author={{{turned(a[0])} and others}},\n year={y},\n}}"
        )
    ),
    "later.bib": lines(
        lambda n, t, a, y, v, x: f"@article{{k{n},\n title={{{t}}},\n author={{{' and '.join(a)}}},\n year={y + 5},\n}}"
    ),
    "sheep.ris": lines(
        lambda n, t, a, y, v, x: (
            f"TY  - JOUR\nTI  - {t}\n{''.join(f'AU  - {turned(p)}{chr(10)}' for p in a)}PY  - {y}\nJO  - {v}\n"
            f"DO  - {doi(x)}\nER  - "
        )
    ),
    "sheep.csv": "Title,Authors,Year,Venue,URL\n"
    + lines(lambda n, t, a, y, v, x: f'"{t}","{"; ".join(a)}",{y},"{v}",https://arxiv.org/pdf/{x}.pdf'),
    "sheep.json": json.dumps(
        [
            {
                "id": str(n),
                "type": "article-journal",
                "title": t,
                "issued": {"date-parts": [[y, 5]]},
                "DOI": doi(x),
                "author": [dict(zip(("given", "family"), p.rsplit(" ", 1), strict=True)) for p in a],
                "container-title": v,
            }
            for n, (t, a, y, v, x) in enumerate(WORKS)
        ],
        indent=1,
    ),
    "sheep.yaml": lines(lambda n, t, a, y, v, x: f"- title: {t}\n  year: {y}\n  url: https://arxiv.org/abs/{x}"),
}


def graph_of(*names: str) -> PaperGraph:
    return build([read_text(LISTS[name], source=name) for name in names], curation=Curation())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("links.md", "sheep.bib"),
        ("bare.md", "sheep.ris"),
        ("printed.md", "sheep.csv"),
        ("table.md", "sheep.json"),
        ("page.html", "sheep.yaml"),
        ("sheep.org", "sheep.bib"),
        ("sheep.csv", "table.md"),
        ("printed.md", "capitals.bib"),
        ("sheep.yaml", "sheep.ris"),
        ("bare.md", "printed.md"),
    ],
)
def test_two_formats_make_one_work_with_the_fields_of_both(one: str, other: str) -> None:
    graph = graph_of(one, other)
    authors = {paper.title: [graph.author[each].name for each in paper.authors] for paper in graph.papers}
    wanted = {title: names for title, names, *_ in WORKS}
    first = read_text(LISTS[one], source=one).entries, read_text(LISTS[other], source=other).entries

    assert authors == wanted
    assert {paper.title: paper.year for paper in graph.papers} == {title: year for title, _, year, *_ in WORKS}
    for paper in graph.papers:
        printed = [entry for entries in first for entry in entries if entry.title.lower() == paper.title.lower()]
        assert sorted(graph.entry[each].source for each in paper.entries) == sorted([one, other])
        assert {link.url for entry in printed for link in entry.links} <= {link.url for link in paper.links}
        assert {entry.venue for entry in printed} - {None} in ({paper.venue}, set())
    assert [problem.code for problem in graph.problems if problem.severity != "info"] == []


def test_contradicting_years_are_told_with_both_lists() -> None:
    graph = graph_of("printed.md", "later.bib")

    assert len(graph.papers) == 3
    told = [problem for problem in graph.problems if problem.code == "year-contradicts"]
    assert len(told) == 3
    assert "2014, 2019 (printed.md, line 3, says 2014)" in told[0].message
    assert {graph.entry[each].source for problem in told for each in problem.entries} == {"printed.md", "later.bib"}
