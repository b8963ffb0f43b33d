"""`papergraph search`: what is called so."""

from __future__ import annotations

from pathlib import Path

import click

from papergraph.cli.common import complete_option, graph_options, open_graph, write_result
from papergraph.cli.saying import note


@click.command()
@click.argument("text", nargs=-1)
@complete_option
@graph_options
def search(
    text: tuple[str, ...], graph_file: Path | None, lists: tuple[Path, ...], curation: str | None, complete: bool
) -> None:
    """Print the papers, concepts and authors whose names hold all words of TEXT; all of them without TEXT.

    Each line begins with what other commands take: a citekey, a concept or an author.

    \b
    Example:
      papergraph search attention
    """
    from papergraph.lookup import Lookup
    from papergraph.model import Concept, Paper

    found = Lookup(open_graph(graph_file, lists, curation, complete=complete)).search(" ".join(text))
    lines = []
    for record in found:
        if isinstance(record, Paper):
            short = f" ({record.short_names[0]})" if record.short_names else ""
            lines.append(f"{record.citekey}\tpaper\t{record.title}{short}\t{record.year or ''}".rstrip())
        elif isinstance(record, Concept):
            lines.append(f"{record.pref_label}\tconcept\t{record.definition}")
        else:
            lines.append(f"{record.name}\tauthor")
    if lines:
        write_result("\n".join(lines) + "\n", None)
    if not found:
        note(f"nothing here has {' '.join(text)!r} in its name" if text else "there is nothing in this graph")
        raise click.exceptions.Exit(1)
