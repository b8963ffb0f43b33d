"""Rows: flat, the same keys in each, nothing of the graph lost on the way."""

from __future__ import annotations

import csv
import io

import pytest

import papergraph
from papergraph.graph import PaperGraph, build
from papergraph.tables import Table, rows


@pytest.mark.parametrize("table", ["papers", "edges"])
def test_every_row_is_flat_and_has_the_same_keys(toy_graph: PaperGraph, table: Table) -> None:
    made = rows(toy_graph, table)

    assert len({tuple(row) for row in made}) == 1
    assert {type(cell) for row in made for cell in row.values()} <= {str, int, float, bool, type(None)}


def test_a_paper(toy_graph: PaperGraph) -> None:
    row = next(each for each in rows(toy_graph) if each["id"] == "arxiv:1706.03762")

    assert (row["citekey"], row["year"], row["title"]) == ("vaswani2017attention", 2017, "Attention Is All You Need")
    assert (
        str(row["authors"]).split(" | ")[:2]
        == [toy_graph.author[each].name for each in toy_graph.paper["arxiv:1706.03762"].authors][:2]
    )
    assert row["builds_on"] == len(toy_graph.edges_from["arxiv:1706.03762"])


def test_edges_are_all_there_with_their_evidence() -> None:
    graph = build(papergraph.seeds())
    made = papergraph.rows(graph, "edges")

    assert [(row["subject"], row["object"], row["kind"]) for row in made] == [
        (edge.subject, edge.object, edge.kind) for edge in graph.builds_on
    ]
    assert all(row["quote"] or row["reason"] for row in made)
    assert len(papergraph.rows(graph)) == len(graph.papers)


def test_rows_go_through_csv(toy_graph: PaperGraph) -> None:
    made = rows(toy_graph, "edges")
    out = io.StringIO()
    writer = csv.DictWriter(out, list(made[0]))
    writer.writeheader()
    writer.writerows(made)

    back = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in made] == back


def test_a_table_that_there_is_not(toy_graph: PaperGraph) -> None:
    with pytest.raises(ValueError, match="take papers or edges"):
        rows(toy_graph, "authors")  # type: ignore[arg-type]


def test_what_a_query_finds_is_rows_too(toy_graph: PaperGraph) -> None:
    found = papergraph.query(toy_graph, "SELECT ?k ?year { ?p pg:citekey ?k ; fabio:hasPublicationYear ?year }")

    assert {tuple(row) for row in found.records()} == {("k", "year")}
    assert {type(row["year"]) for row in found.records()} == {int}
