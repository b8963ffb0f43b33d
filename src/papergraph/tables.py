"""The graph as flat rows, which `pandas.DataFrame`, `polars.DataFrame` and `csv.DictWriter` take as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from papergraph.graph import PaperGraph
from papergraph.model.addresses import own_address

Cell = str | int | float | bool | None
Row = dict[str, Cell]
Table = Literal["papers", "edges"]


def rows(graph: PaperGraph, table: Table = "papers") -> list[Row]:
    """Return one flat dictionary for each paper, or each builds-on edge, with the same keys in the same order.

    What a record has several of is one text, joined by `" | "`; what it has not is None. The rows stand in the graph's
    order. Raises ValueError for a table that there is not.

    >>> from papergraph.graph import PaperGraph
    >>> rows(PaperGraph(), "edges")
    []
    """
    if table == "papers":
        return _papers(graph)
    if table == "edges":
        return _edges(graph)
    raise ValueError(f"{table!r} is no table of a graph; take papers or edges")


def _papers(graph: PaperGraph) -> list[Row]:
    made: list[Row] = []
    for paper in graph.papers:
        topics = graph.topics_of.get(paper.id, ())
        made.append(
            {
                "id": paper.id,
                "citekey": paper.citekey,
                "title": paper.title,
                "short_names": _joined(paper.short_names),
                "authors": _joined(graph.author[author].name for author in paper.authors),
                "year": paper.year,
                "month": paper.month,
                "venue": paper.venue,
                "kind": paper.kind,
                "identifiers": _joined(paper.identifiers),
                "url": own_address(paper.kind, paper.links),
                "introduces": _joined(sorted({each.concept for each in topics if each.relation == "introduces"})),
                "uses": _joined(sorted({each.concept for each in topics if each.relation == "uses"})),
                "builds_on": len(graph.edges_from.get(paper.id, ())),
                "built_on_by": len(graph.edges_to.get(paper.id, ())),
                "hours": paper.hours,
                "level": paper.level,
                "from_list": paper.from_list,
            }
        )
    return made


def _edges(graph: PaperGraph) -> list[Row]:
    made: list[Row] = []
    for edge in graph.builds_on:
        quotes = [each.quote for each in edge.evidence if each.quote]
        reasons = [each.reason for each in edge.evidence if each.reason]
        made.append(
            {
                "subject": edge.subject,
                "object": edge.object,
                "subject_title": graph.paper[edge.subject].title,
                "object_title": graph.paper[edge.object].title,
                "kind": edge.kind,
                "takes": _joined(edge.takes),
                "any_of": edge.any_of,
                "confidence": edge.confidence,
                "justifications": _joined(sorted({each.justification for each in edge.evidence})),
                "evidence": len(edge.evidence),
                "quote": quotes[0] if quotes else None,
                "reason": reasons[0] if reasons else None,
            }
        )
    return made


def _joined(values: Iterable[str]) -> str:
    return " | ".join(values)
