"""The graph as two tables: nodes and edges, for spreadsheets, data frames, Gephi and graph databases."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from papergraph.exports.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, SEPARATOR, Value, edges, nodes
from papergraph.formats import bibtex
from papergraph.graph import PaperGraph
from papergraph.identifiers import fault
from papergraph.model import LinkRole, Paper

# What a spreadsheet takes for the beginning of a formula; the wide forms are read as the narrow ones in some.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")

#: The columns of further links, and the roles of what they hold.
_LINKS: dict[str, LinkRole] = {"pdf": "paper", "code": "code", "video": "video", "slides": "slides", "page": "page"}
_COLUMNS = ("id", "label", *NODE_ATTRIBUTES, "abstract", "builds_on", "background")


def render(graph: PaperGraph) -> Iterator[tuple[str, str]]:
    """Yield nodes.csv and edges.csv (RFC 4180, with a header), where " | " stands between several values of a cell.

    A text cell that a spreadsheet would run as a formula begins with an apostrophe, which a spreadsheet does not show.
    """
    yield "nodes.csv", _table(_COLUMNS, _nodes(graph))
    # "source" is the column in which programs look for where an edge begins: the list it comes from is "list".
    names = ["list" if name == "source" else name for name in EDGE_ATTRIBUTES]
    rows: Iterator[dict[str, Value]] = (
        {
            **{("list" if name == "source" else name): value for name, value in edge.attributes.items()},
            "id": edge.id,
            "source": edge.source,
            "target": edge.target,
        }
        for edge in edges(graph)
    )
    yield "edges.csv", _table(("id", "source", "target", *names), rows)


def papers(graph: PaperGraph) -> str:
    """Return the papers alone as one table, with what each builds on: a list that `papergraph read` reads again.

    The year is that of the venue where there is one, else of first publication, as in a bibliography.
    """
    rows = ({**row, **_printed(graph.paper[str(row["id"])])} for row in _nodes(graph) if row["type"] == "paper")
    return _table((*_COLUMNS, *_LINKS), rows)


def _printed(paper: Paper) -> dict[str, Value]:
    """Return year and month of a paper as bibliographies have them, and its further links by where they lead."""
    year = bibtex.year_of(paper, placed=bool(paper.venue))
    others = [link for link in paper.links if link.url != bibtex.address(paper) and not fault(link.url)]
    links = {
        column: SEPARATOR.join(link.url for link in others if link.role == role) or None
        for column, role in _LINKS.items()
    }
    return {"year": year, "month": paper.month if year == paper.year else None, **links}


def _nodes(graph: PaperGraph) -> Iterator[dict[str, Value]]:
    for node in nodes(graph):
        yield {"id": node.id, "label": node.label, **node.attributes, **_more(graph, node.id)}


def _more(graph: PaperGraph, node: str) -> dict[str, Value]:
    """Return what a table holds of a paper that no network program asks for: its abstract, what it builds on."""
    if node not in graph.paper:
        return {}
    edges = graph.edges_from.get(node, ())
    named = {kind: [each.object for each in edges if each.kind == kind] for kind in ("core", "background")}
    return {
        "abstract": next((note.text for note in graph.paper[node].notes if note.key == "summary"), None),
        "builds_on": SEPARATOR.join(named["core"]) or None,
        "background": SEPARATOR.join(named["background"]) or None,
    }


def _table(columns: Sequence[str], rows: Iterable[dict[str, Value]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        value = value.replace("\0", "\ufffd")
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value
