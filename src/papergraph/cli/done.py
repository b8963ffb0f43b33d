"""`papergraph done`: what one has read goes into the known-file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import complete_option, graph_options, open_graph, telling_absent
from papergraph.cli.knowing import bytes_of, tell_passed_over
from papergraph.cli.saying import note
from papergraph.errors import AmbiguousReferenceError, InputError, UnknownReferenceError
from papergraph.files import write_atomically
from papergraph.progress import KNOWN_FILE, Known, known_line, read_known, with_lines, without_lines

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph
    from papergraph.lookup import Found, Lookup

_MOST_OPENED = 8


@click.command()
@click.argument("references", nargs=-1, required=True, metavar="REF...")
@click.option("--undo", is_flag=True, help="Take REF out of the file again.")
@click.option(
    "--known-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(KNOWN_FILE),
    show_default=True,
    help="The file to write to.",
)
@complete_option
@graph_options
def done(
    references: tuple[str, ...],
    undo: bool,
    known_file: Path,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Note REF, papers or concepts, as known, and print what can be read now.

    They are added to known.txt of this folder, one a line; path, next and why read it, and the page takes it too. When
    one REF names nothing, nothing is written.

    \b
    Example:
      papergraph done lstm "attention is all you need"
      papergraph done --undo lstm
    """
    from papergraph.lookup import Lookup

    graph = open_graph(graph_file, lists, curation, complete=complete)
    lookup = Lookup(graph)
    data = bytes_of(known_file) if known_file.exists() else b""
    before = read_known(lookup, data, name=str(known_file))
    tell_passed_over(str(known_file), [each.line for each in before.passed_over])
    if undo:
        _undo(graph, lookup, known_file, data, before, references)
        return
    with telling_absent(graph, curation):
        found = _found(lookup, references)
    _add(graph, lookup, known_file, data, before, found)


def _found(lookup: Lookup, references: tuple[str, ...]) -> list[Found]:
    """Return what the words name; raises the error of the first that names nothing, after saying those of the rest."""
    found: dict[str, Found] = {}
    errors = []
    for reference in references:
        try:
            each = lookup.find(reference)
        except (UnknownReferenceError, AmbiguousReferenceError) as error:
            errors.append(error)
        else:
            found.setdefault(each.id, each)
    if errors:
        for other in errors[1:]:
            note(f"papergraph: {other}")
        if len(references) > 1:
            note("note: nothing was written")
        raise errors[0]
    return list(found.values())


def _add(graph: PaperGraph, lookup: Lookup, file: Path, data: bytes, before: Known, found: list[Found]) -> None:
    from papergraph.unlocks import covered, readable_now

    new = [each for each in found if each.id not in before.ids]
    for each in found:
        if lines := before.lines_of(each.id):
            click.echo(f"already in {file}, line {lines[0]}: {each.as_}")
    if not new:
        return
    write_atomically(file, with_lines(data, [known_line(lookup, each) for each in new]))
    knew = covered(graph, known=before.ids)
    for each in new:
        said = " (what you know rested on it already)" if each.id in knew else ""
        click.echo(f"known: {each.as_}{said}")
    known = [*before.ids, *(each.id for each in new)]
    opened = readable_now(graph, known=known) - readable_now(graph, known=before.ids)
    note(f"{file}: {len(known)} known")
    click.echo(_opened(graph, opened))


def _opened(graph: PaperGraph, opened: frozenset[str]) -> str:
    if not opened:
        return "this opens nothing new by itself; papergraph next shows what can be read now"
    ordered = sorted(opened, key=lambda each: (graph.paper[each].year or 9999, each))
    names = [(graph.paper[each].short_names or (graph.paper[each].title,))[0] for each in ordered]
    more = f" and {len(names) - _MOST_OPENED} more (papergraph next)" if len(names) > _MOST_OPENED else ""
    return f"now readable: {', '.join(names[:_MOST_OPENED])}{more}"


def _undo(
    graph: PaperGraph, lookup: Lookup, file: Path, data: bytes, before: Known, references: tuple[str, ...]
) -> None:
    """Take lines out: those that name the same work, and those that are the same words where these name nothing."""
    from papergraph.unlocks import covered

    gone: dict[int, str] = {}
    ids: dict[str, str] = {}
    for reference in references:
        lines = {each.line.number: reference for each in before.passed_over if each.line.reference == reference}
        if not lines:
            found = lookup.find(reference)
            lines = dict.fromkeys(before.lines_of(found.id), found.as_)
            ids[found.id] = found.as_
        if not lines:
            raise InputError(file, f"has no line for {reference!r}; nothing was changed")
        gone |= lines
    write_atomically(file, without_lines(data, gone))
    left = [each for each in before.ids if each not in ids]
    for label in dict.fromkeys(gone.values()):
        click.echo(f"taken out of {file}: {label}")
    still = covered(graph, known=left)
    for identifier, label in ids.items():
        if identifier in still:
            click.echo(f"it counts as known still, for what you know rests on it: {label}")
    note(f"{file}: {len(left)} known")
