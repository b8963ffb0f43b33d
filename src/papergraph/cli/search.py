"""`papergraph search`: what is called so."""

from __future__ import annotations

from pathlib import Path

import click

from papergraph.cli.common import graph_options, note, open_graph


@click.command()
@click.argument("text", nargs=-1)
@graph_options
def search(text: tuple[str, ...], graph_file: Path | None, lists: tuple[Path, ...], curation: str | None) -> None:
    """Print the papers, concepts and authors whose names hold all words of TEXT; all of them without TEXT.

    Each line begins with what other commands take: a citekey, a concept or an author.

    \b
    Example:
      papergraph search attention
    """
    from papergraph.lookup import Lookup
    from papergraph.model import Concept, Paper

    found = Lookup(open_graph(graph_file, lists, curation)).search(" ".join(text))
    for record in found:
        if isinstance(record, Paper):
            short = f" ({record.short_names[0]})" if record.short_names else ""
            click.echo(f"{record.citekey}\tpaper\t{record.title}{short}\t{record.year or ''}".rstrip())
        elif isinstance(record, Concept):
            click.echo(f"{record.pref_label}\tconcept\t{record.definition}")
        else:
            click.echo(f"{record.name}\tauthor")
    if not found:
        note(f"nothing here has {' '.join(text)!r} in its name")
        raise click.exceptions.Exit(1)
