"""The whole graph in formats of other programs: tables, graph drawing, reference managers, Markdown.

Each module of this package makes one format; none needs a library. RDF is the business of `papergraph.rdf`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, get_args

from papergraph.exports import bibtex, csl, gexf, graphml, markdown, mermaid, tables
from papergraph.exports.prose import with_quotes
from papergraph.graph import PaperGraph
from papergraph.model.quoting import Quotes

ExportFormat = Literal["graphml", "gexf", "csv", "mermaid", "bibtex", "csl", "markdown"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)

_ONE_FILE: dict[str, tuple[str, Callable[[PaperGraph], str]]] = {
    "graphml": ("papergraph.graphml", graphml.render),
    "gexf": ("papergraph.gexf", gexf.render),
    "mermaid": ("papergraph.mmd", mermaid.render),
    "bibtex": ("papergraph.bib", bibtex.render),
    "csl": ("papergraph.csl.json", csl.render),
    "markdown": ("papergraph.md", markdown.render),
}


def export(graph: PaperGraph, format_: ExportFormat, *, quotes: Quotes = "full") -> Iterator[tuple[str, bytes]]:
    """Yield the files of a format: a relative path and the bytes, the same every time; csv gives several tables.

    `quotes` says how much of the lists' own prose is repeated: their sentences in evidence, their notes. Text that is
    no UTF-8 (lone surrogates) comes as U+FFFD. Raises ValueError for a format that is none of EXPORT_FORMATS.
    """
    graph = with_quotes(graph, quotes)
    if format_ == "csv":
        for name, text in tables.render(graph):
            yield name, encoded(text)
        return
    if format_ not in _ONE_FILE:
        raise ValueError(f"{format_!r} is no export format; take one of {', '.join(EXPORT_FORMATS)}")
    name, render = _ONE_FILE[format_]
    yield name, encoded(render(graph))


def table_of_papers(graph: PaperGraph, *, quotes: Quotes = "full") -> bytes:
    """Return one CSV table of the papers with what they build on, the same bytes every time."""
    return encoded(tables.papers(with_quotes(graph, quotes)))


def encoded(text: str) -> bytes:
    """Return text as UTF-8, with U+FFFD for what has no place in it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


__all__ = ["EXPORT_FORMATS", "ExportFormat", "export", "mermaid", "table_of_papers"]
