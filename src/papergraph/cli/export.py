"""`papergraph export`: the graph as RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import complete_option, graph_options, open_graph, output_option, write_result

if TYPE_CHECKING:
    from papergraph.rdf import Detail, Format


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]),
    default="turtle",
    show_default=True,
    help="nquads and trig keep one graph for each list; the others hold all as one graph.",
)
@click.option(
    "--rdf",
    "detail",
    type=click.Choice(["flat", "evidence"]),
    default="evidence",
    show_default=True,
    help="flat leaves out entries, evidence and the nodes of edges.",
)
@click.option("--base-iri", metavar="IRI", help="What the identifiers start with; the vocabulary stays as it is.")
@output_option
@complete_option
@graph_options
def export(
    format_: Format,
    detail: Detail,
    base_iri: str | None,
    output: Path | None,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Write the graph as RDF, the same bytes every time.

    \b
    Example:
      papergraph export --format turtle -o papers.ttl
      papergraph export --format nquads --rdf flat --list my-list.md
    """
    from papergraph import rdf

    graph = open_graph(graph_file, lists, curation, complete=complete)
    write_result(rdf.serialise(graph, format_, detail=detail, base_iri=base_iri or rdf.BASE_IRI), output)
