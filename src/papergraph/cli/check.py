"""`papergraph check`: what is wrong or missing in a list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import (
    build_graph,
    citation_options,
    complete_option,
    curation_option,
    output_option,
    write_result,
)
from papergraph.cli.saying import note

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph
    from papergraph.quality import Report

_FAILING = {"error": {"error"}, "warning": {"error", "warning"}, "never": set[str]()}


@click.command()
@click.argument("lists", nargs=-1, type=click.Path(path_type=Path), metavar="[LIST]...")
@click.option("--format", "format_", type=click.Choice(["text", "json", "github", "markdown"]), default="text")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@click.option(
    "--shacl",
    is_flag=True,
    help="Also hold the RDF against the SHACL shapes that ship with papergraph (needs the extra 'shacl').",
)
@output_option
@citation_options
@complete_option
@curation_option
def check(
    lists: tuple[Path, ...],
    format_: str,
    fail_on: str,
    shacl: bool,
    output: Path | None,
    citations: tuple[Path, ...],
    most: int | None,
    curation: str | None,
    complete: bool,
) -> None:
    """Print how well LISTs are covered (the bundled ones without any), then what is wrong with them.

    Findings name file and line; the exit code is 1 when one is as severe as --fail-on. With --citations also works
    outside the lists that many of their papers rest on, the most needed first, and papers without known references.

    \b
    Example:
      papergraph check README.md
      papergraph check README.md --citations citations.jsonl.gz
      papergraph check README.md --format github --fail-on warning
      papergraph check README.md --shacl
    """
    from papergraph import quality, rdf

    graph = build_graph(lists, curation, complete=complete, citations=citations, most=most)
    if not lists:
        note("graph: bundled lists; name a list to check it")
    report = quality.check(graph)
    report = quality.extended(report, rdf.rdf_findings(graph, known=report.problems))
    if shacl:
        report = quality.extended(report, rdf.shacl_findings(graph))
    write_result(_rendered(graph, report, format_), output)
    if quality.worst(report) in _FAILING[fail_on]:
        raise click.exceptions.Exit(1)


def _rendered(graph: PaperGraph, report: Report, format_: str) -> str:
    from papergraph import quality

    if format_ == "json":
        return json.dumps(quality.report_dict(graph, report), indent=2, ensure_ascii=False)
    render = {
        "text": quality.report_text,
        "github": quality.report_github,
        "markdown": quality.report_markdown,
    }
    return render[format_](graph, report)
