"""`papergraph build`: lists in, all results out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import (
    build_graph,
    citation_options,
    complete_option,
    curation_option,
    quiet_option,
    rdf_options,
)
from papergraph.cli.saying import counted, note
from papergraph.cli.working import working

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papergraph.cli.working import Tell
    from papergraph.graph import PaperGraph
    from papergraph.rdf import Detail, Quotes

    Content = bytes | Iterable[bytes]


@click.command()
@click.argument("lists", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[LIST]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="The folder to write into.",
)
@rdf_options
@citation_options
@complete_option
@curation_option
@quiet_option
def build(
    lists: tuple[Path, ...],
    output: Path,
    detail: Detail,
    quotes: Quotes,
    citations: tuple[Path, ...],
    most: int | None,
    curation: str | None,
    complete: bool,
    quiet: bool,
) -> None:
    """Read LISTs (the bundled ones without any; `-` is standard input) and write the map.

    Written are papergraph.json, papergraph.ttl, papergraph.nq, papergraph.jsonld, index.html and report.md.

    \b
    Example:
      papergraph build
      papergraph build README.md papers/*.md -o map/ --curation my-rows/
      papergraph build README.md --citations citations.jsonl.gz
    """
    from dataclasses import replace

    from papergraph import quality, rdf
    from papergraph.cli.summary import tell_lists
    from papergraph.files import write_all

    graph = build_graph(lists, curation, complete=complete, citations=citations, most=most, quiet=quiet)
    with working("checking", quiet=quiet) as tell:
        report = quality.check(graph)
        report = quality.extended(report, rdf.rdf_findings(graph, known=report.problems))
        graph = replace(graph, problems=report.problems)
        files = _files(graph, quality.report_markdown(graph, report), detail, quotes)
        written = write_all(output, _told(files, tell))
    if not quiet:
        if lists:
            tell_lists(graph)
        where = "bundled lists" if not lists else str(lists[0]) if len(lists) == 1 else f"{len(lists)} lists"
        note(
            f"{where}: {counted(len(graph.papers), 'paper')}, {counted(len(graph.builds_on), 'edge')}, "
            f"{counted(len(graph.unread), 'item')} unread, {counted(len(graph.problems), 'finding')} (see report.md)"
        )
        if citations:
            _tell_citations(graph)
    for path in written:
        click.echo(str(path))


def _told(files: Iterator[tuple[str, Content]], tell: Tell) -> Iterator[tuple[str, Content]]:
    """Yield files, and say which one is written."""
    tell("writing the graph")
    for name, content in files:
        tell(f"writing {name}")
        yield name, content


def _tell_citations(graph: PaperGraph) -> None:
    """Say what the citations brought: edges, and papers of which no service knows what they cite."""
    edges = [edge for edge in graph.builds_on if any(each.justification == "citation" for each in edge.evidence)]
    core = sum(edge.kind == "core" for edge in edges)
    # Those that only one of several services does not know are told together, with no place of their own.
    silent = sum(problem.code == "no-references-known" and bool(problem.source) for problem in graph.problems)
    note(
        f"citations: evidence for {counted(len(edges), 'edge')}, {core:,} of them core; "
        f"no references known to {counted(silent, 'paper')}"
    )
    for problem in graph.problems:
        if problem.code == "citation-lines-unread":
            note(f"warning: {problem.message}")


def _files(graph: PaperGraph, report: str, detail: Detail, quotes: Quotes) -> Iterator[tuple[str, Content]]:
    from papergraph import rdf, view
    from papergraph.exports.prose import with_quotes
    from papergraph.graph import to_json

    shown = with_quotes(graph, quotes)
    yield "papergraph.json", to_json(shown)
    endings = {"turtle": "ttl", "nquads": "nq", "jsonld": "jsonld"}
    for format_, parts in rdf.serialise_parts(graph, ("turtle", "nquads", "jsonld"), detail=detail, quotes=quotes):
        yield f"papergraph.{endings[format_]}", parts
    yield "index.html", view.render_map(shown).encode()
    yield "report.md", report.encode()
