"""`papergraph view`: the HTML map, or the path to targets as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import (
    DEFAULT_GRAPH,
    complete_option,
    graph_options,
    open_graph,
    quotes_option,
    write_result,
)

if TYPE_CHECKING:
    from papergraph.model.quoting import Quotes

_MAP = DEFAULT_GRAPH.with_name("index.html")
_PATH = DEFAULT_GRAPH.with_name("path.html")
_CONCEPTS = DEFAULT_GRAPH.with_name("concepts.html")
_SECTION = DEFAULT_GRAPH.with_name("section.html")


@click.command()
@click.argument("targets", metavar="[TARGET]...", nargs=-1)
@click.option("--concepts", is_flag=True, help="The concepts instead: what each requires, who introduced it.")
@click.option("--section", metavar="NAME", help="Only one section's papers, and all that they rest on.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"The file to write [default: {_MAP}, or {_PATH} with a TARGET, and so on].",
)
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser.")
@quotes_option
@complete_option
@graph_options
def view(
    targets: tuple[str, ...],
    concepts: bool,
    section: str | None,
    output: Path | None,
    open_: bool,
    quotes: Quotes,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Write the map of all papers as one HTML file, or with a TARGET or several the path there, or a part.

    The file needs no network, no server and no other file: send it, or put it on a course page.

    \b
    Example:
      papergraph view --open
      papergraph view "vision transformer" -o vit.html
      papergraph view --section Vision
    """
    from papergraph.exports.prose import with_quotes
    from papergraph.view import render_concepts, render_map, render_path, render_section

    if sum((bool(targets), concepts, section is not None)) > 1:
        raise click.UsageError("Give one of TARGET, --concepts and --section.")
    graph = with_quotes(open_graph(graph_file, lists, curation, complete=complete), quotes)
    if concepts:
        file = output or _CONCEPTS
        document = render_concepts(graph)
    elif section is not None:
        file = output or _SECTION
        document = render_section(graph, section)
    elif not targets:
        file = output or _MAP
        document = render_map(graph)
    else:
        from papergraph.lookup import Lookup
        from papergraph.model import ReadAs
        from papergraph.paths import learning_path

        file = output or _PATH
        lookup = Lookup(graph)
        found = [lookup.find(target) for target in targets]
        read_as = [ReadAs(given=each.given, as_=each.as_) for each in found]
        document = render_path(graph, learning_path(graph, targets=[each.id for each in found], read_as=read_as))
    write_result(document, file)
    if open_:
        click.launch(file.resolve().as_uri())
