"""`papergraph why`: the evidence for what a paper builds on."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

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
from papergraph.cli.knowing import Knowing, known_options


@click.command()
@click.argument("paper")
@click.argument("other", required=False)
@click.option("--all", "unfold", is_flag=True, help="Show every piece of evidence, not only the strongest.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@known_options
@output_option
@complete_option
@graph_options
def why(
    paper: str,
    other: str | None,
    unfold: bool,
    known: tuple[str, ...],
    known_file: Path | None,
    no_known_file: bool,
    format_: str,
    output: Path | None,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Print why PAPER builds on what it builds on, or all that stands between PAPER and OTHER.

    Between two papers: all evidence, strongest first, what contradicts it, the ways over other papers, or what both
    rest on; and the command that overrules it. What you know, by known.txt of this folder or --known, is marked.

    \b
    Example:
      papergraph why BERT
      papergraph why mamba transformer
    """
    from papergraph import explanations
    from papergraph.cli import why_text
    from papergraph.lookup import Lookup
    from papergraph.unlocks import covered

    knowing = Knowing.of(known, known_file, ignored=no_known_file)
    graph = open_graph(graph_file, lists, curation, complete=complete)
    lookup = Lookup(graph)
    with telling_absent(graph, curation):
        first = lookup.paper(paper)
        second = None if other is None else lookup.paper(other)
        knows = covered(graph, known=[each.id for each in knowing.found(lookup)])
    if second is None:
        about = explanations.explain_paper(graph, first.id)
        write_result(
            _as_json(explanations.paper_as_dict(graph, about), knows)
            if format_ == "json"
            else why_text.paper_lines(graph, about, unfold=unfold, known=knows),
            output,
        )
        return
    if first.id == second.id:
        raise click.UsageError(f"{paper!r} and {other!r} are one paper: {first.title}.")
    folder = curation if curation != "none" else None
    rows = load_curation(curation, quiet=True)  # building the graph has told it
    between = explanations.explain(graph, first.id, second.id, curation=rows, folder=folder)
    write_result(
        _as_json(explanations.as_dict(graph, between), knows)
        if format_ == "json"
        else why_text.pair_lines(graph, between, unfold=unfold, known=knows),
        output,
    )


def _as_json(data: dict[str, Any], knows: Collection[str]) -> str:
    """Return an explanation as JSON; `known` are those of the papers it names that are known."""
    return json.dumps({**data, "known": sorted(set(data["papers"]) & set(knows))}, indent=2, ensure_ascii=False)
