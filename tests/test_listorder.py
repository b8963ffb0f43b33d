"""Where a paper stands in its list."""

from __future__ import annotations

from papergraph.curation import Curation
from papergraph.graph import PaperGraph, build
from papergraph.listorder import has_nothing_before, list_order
from papergraph.readers import read_text

LIST = """# Shelf

## Storage

- *The First Store of Rows*. Ann Archer. 1990.
- *A Second Store of Columns*. Bob Baker. 1991.
- *The Third Store of Documents*. Cid Cooper. 1992.

## Queries

- *Asking Without Waiting*. Dee Draper. 1993.
"""


def shelf(text: str = LIST) -> PaperGraph:
    return build([read_text(text, source="shelf.md")], curation=Curation())


def test_the_section_tells_what_stands_before_and_after() -> None:
    graph = shelf()
    titles = {paper.title: paper.id for paper in graph.papers}
    found = list_order(graph, titles["A Second Store of Columns"])
    assert found is not None
    assert (found.source, found.section[-1]) == ("shelf.md", "Storage")
    assert [graph.paper[each].title for each in found.before] == ["The First Store of Rows"]
    assert [graph.paper[each].title for each in found.after] == ["The Third Store of Documents"]


def test_a_paper_alone_in_its_section_has_no_order() -> None:
    graph = shelf()
    alone = next(paper.id for paper in graph.papers if paper.title == "Asking Without Waiting")
    assert list_order(graph, alone) is None
    assert has_nothing_before(graph, alone)


def test_what_has_a_core_edge_has_something_before_it(toy_graph: PaperGraph) -> None:
    cores = {edge.subject for edge in toy_graph.builds_on if edge.kind == "core"}
    assert {paper.id for paper in toy_graph.papers if not has_nothing_before(toy_graph, paper.id)} == cores
