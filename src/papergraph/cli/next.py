"""`papergraph next`: what can be read now, and what it opens up."""

from __future__ import annotations

import json
from pathlib import Path

import click

from papergraph.cli import next_text
from papergraph.cli.common import (
    complete_option,
    graph_options,
    open_graph,
    output_option,
    same_graph,
    telling_absent,
    write_result,
)
from papergraph.cli.knowing import Knowing, known_options


@click.command("next")
@click.option("--toward", "towards", multiple=True, metavar="TARGET", help="Only what leads there (may be repeated).")
@known_options
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="How many to show at most.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@complete_option
@graph_options
def next(  # noqa: A001 - the group finds a command under its own name
    towards: tuple[str, ...],
    known: tuple[str, ...],
    known_file: Path | None,
    no_known_file: bool,
    limit: int,
    format_: str,
    output: Path | None,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Print what can be read now, best first: what opens most in an hour of reading.

    That is what has all its prerequisites known. What you know is read from known.txt of this folder (papergraph done
    writes it) and from --known. With --toward only what lies on the path to TARGET counts.

    \b
    Example:
      papergraph next --known cnn --known transformer
      papergraph next --toward clip
    """
    from papergraph.lookup import Lookup
    from papergraph.unlocks import what_next

    knowing = Knowing.of(known, known_file, ignored=no_known_file)
    graph = open_graph(graph_file, lists, curation, complete=complete)
    lookup = Lookup(graph)
    with telling_absent(graph, curation):
        goals = [lookup.find(each) for each in towards]
        knows = knowing.found(lookup)
    found = what_next(graph, known=list(dict.fromkeys(each.id for each in knows)), towards=[each.id for each in goals])
    options = same_graph(graph_file, lists, curation, complete=complete)
    write_result(
        json.dumps(next_text.as_dict(graph, found, goals, knows, limit=limit), indent=2, ensure_ascii=False)
        if format_ == "json"
        else next_text.render(graph, found, goals, knows, limit=limit, options=options),
        output,
    )
