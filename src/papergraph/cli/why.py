"""`papergraph why`: the evidence for what a paper builds on."""

from __future__ import annotations

import json
from pathlib import Path

import click

from papergraph.cli.common import (
    complete_option,
    graph_options,
    load_curation,
    open_graph,
    output_option,
    telling_absent,
    write_result,
)


@click.command()
@click.argument("paper")
@click.argument("other", required=False)
@click.option("--all", "unfold", is_flag=True, help="Show every piece of evidence, not only the strongest.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@complete_option
@graph_options
def why(
    paper: str,
    other: str | None,
    unfold: bool,
    format_: str,
    output: Path | None,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Print why PAPER builds on what it builds on, or all that stands between PAPER and OTHER.

    Between two papers: all evidence, strongest first, what contradicts it, the ways over other papers, or what both
    rest on; and the command that overrules it.

    \b
    Example:
      papergraph why BERT
      papergraph why mamba transformer
    """
    from papergraph import explanations
    from papergraph.cli import why_text
    from papergraph.lookup import Lookup

    graph = open_graph(graph_file, lists, curation, complete=complete)
    lookup = Lookup(graph)
    with telling_absent(graph, curation):
        first = lookup.paper(paper)
        second = None if other is None else lookup.paper(other)
    if second is None:
        about = explanations.explain_paper(graph, first.id)
        write_result(
            json.dumps(explanations.paper_as_dict(graph, about), indent=2, ensure_ascii=False)
            if format_ == "json"
            else why_text.paper_lines(graph, about, unfold=unfold),
            output,
        )
        return
    if first.id == second.id:
        raise click.UsageError(f"{paper!r} and {other!r} are one paper: {first.title}.")
    folder = curation if curation != "none" else None
    known = load_curation(curation)
    between = explanations.explain(graph, first.id, second.id, curation=known, folder=folder)
    write_result(
        json.dumps(explanations.as_dict(graph, between), indent=2, ensure_ascii=False)
        if format_ == "json"
        else why_text.pair_lines(graph, between, unfold=unfold),
        output,
    )
