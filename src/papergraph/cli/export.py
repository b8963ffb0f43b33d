"""`papergraph export`: the graph as RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import complete_option, graph_options, open_graph, output_option, rdf_options, write_result

if TYPE_CHECKING:
    from papergraph.rdf import Detail, Format, Quotes


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"]),
    default="turtle",
    show_default=True,
    help="nquads and trig keep one graph for each list; the others hold all as one graph.",
)
@rdf_options
@click.option("--base-iri", metavar="IRI", help="What the identifiers start with; the vocabulary stays as it is.")
@output_option
@complete_option
@graph_options
def export(
    format_: Format,
    detail: Detail,
    quotes: Quotes,
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
      papergraph export --quotes short --list my-list.md
    """
    from papergraph import rdf

    graph = open_graph(graph_file, lists, curation, complete=complete)
    made = rdf.serialise(graph, format_, detail=detail, quotes=quotes, base_iri=base_iri or rdf.BASE_IRI)
    write_result(made, output)
