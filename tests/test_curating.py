"""A row is judged before it is written: against dates, against other rows, and by what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from papergraph.curating import Rows, later, standing, turned
from papergraph.curation import CuratedEdge, Curation, load
from papergraph.edge_rows import Works
from papergraph.graph import PaperGraph, build
from papergraph.model import Paper

LIST = """# L

- **Alpha Steam Engine Study** (1990), Ann Jones.
  - Summary: The first engine.
- **Beta Steam Engine Study** (1995), Bo Ek.
  - Summary: It extends the Alpha Steam Engine Study with gears.
- **Gamma Steam Engine Study** (1999), Cy Fo.
  - Summary: It extends the Beta Steam Engine Study with wheels.
"""


@pytest.fixture
def engines(tmp_path: Path) -> PaperGraph:
    (tmp_path / "list.md").write_text(LIST)
    return build([tmp_path / "list.md"], curation=Curation())


def ids(graph: PaperGraph) -> list[str]:
    return [paper.id for paper in sorted(graph.papers, key=lambda each: each.title)]


@pytest.mark.parametrize(
    ("newer", "older", "why"),
    [
        ((2000, None), (2001, None), "2000 is before 2001"),
        ((2000, 3), (2000, 5), "2000-03 is before 2000-05"),
        ((2000, None), (2000, 5), None),
        ((None, None), (2000, 5), None),
        ((2001, 1), (2000, 12), None),
    ],
)
def test_dates_speak_only_where_they_are_known(
    newer: tuple[int | None, int | None], older: tuple[int | None, int | None], why: str | None
) -> None:
    papers = [Paper(id=f"work:{n}", citekey=n, title=n, year=y, month=m) for n, (y, m) in (("b", newer), ("a", older))]

    assert later(Works(papers, Curation()), subject="work:b", object="work:a") == why


def test_a_circle_of_rows_is_told_with_all_its_rows(engines: PaperGraph) -> None:
    rows = [
        CuratedEdge(subject="Beta Steam Engine Study", object="Alpha Steam Engine Study", kind="core", row=2),
        CuratedEdge(subject="Gamma Steam Engine Study", object="Beta Steam Engine Study", kind="background", row=3),
    ]
    alpha, beta, gamma = ids(engines)
    curation = Curation(edges=tuple(rows))
    found = Rows.of(curation, Works(engines.papers, curation))

    assert [each.row for each in found.chain(subject=alpha, object=gamma)] == [3, 2]
    assert found.chain(subject=gamma, object=alpha) == []
    refused = Curation(edges=(*rows, CuratedEdge(subject=beta, object=alpha, kind="none", row=9)))
    assert Rows.of(refused, Works(engines.papers, refused)).chain(subject=alpha, object=gamma) == []


def test_what_stands_is_said_with_its_place(engines: PaperGraph) -> None:
    alpha, beta, gamma = ids(engines)

    assert standing(engines, subject=beta, object=alpha).startswith("inferred core 0.")
    assert standing(engines, subject=beta, object=alpha).endswith("from list.md:5")
    assert standing(engines, subject=gamma, object=alpha) == "no edge"
    assert [(edge.subject, edge.object) for edge in turned(engines, subject=alpha, object=gamma)] == [
        (gamma, beta),
        (beta, alpha),
    ]


def test_a_reviewed_non_edge_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST)
    row = CuratedEdge(
        subject="Beta Steam Engine Study",
        object="Alpha Steam Engine Study",
        kind="none",
        file="own/builds_on.tsv",
        row=7,
    )
    graph = build([tmp_path / "list.md"], curation=Curation(edges=(row,)))
    alpha, beta, _ = ids(graph)

    assert standing(graph, subject=beta, object=alpha) == "a reviewed non-edge from own/builds_on.tsv:7"


def test_bundled_rows_all_name_one_work_at_each_end() -> None:
    curation = load()

    assert len(Rows.of(curation, Works((), curation)).by_pair) == len(curation.edges)
