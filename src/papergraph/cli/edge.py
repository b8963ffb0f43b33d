"""`papergraph edge`: one curated row, written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from papergraph.cli.common import write_result
from papergraph.cli.rows import DEFAULT_FOLDER, Desk, find_work, label, open_desk
from papergraph.cli.saying import note
from papergraph.errors import CurationError, UnknownReferenceError

if TYPE_CHECKING:
    from papergraph.edge_rows import EdgeRow, RowKind, Written

_MOST_REASON = 2000


@click.command()
@click.argument("newer", metavar="A")
@click.argument("older", metavar="B")
@click.option(
    "--kind",
    type=click.Choice(["core", "background", "none"]),
    required=True,
    help="core: know B first; background: B helps; none: reviewed, A does not build on B.",
)
@click.option(
    "--reason", required=True, metavar="TEXT", help="One line: what A takes over from B, and what it changes."
)
@click.option("--takes", multiple=True, metavar="CONCEPT", help="A concept that A takes over from B (may be repeated).")
@click.option("--any-of", metavar="LABEL", help="Edges of A with one label: any one of their objects is enough.")
@click.option("--confidence", type=click.FloatRange(0, 1), help="How sure you are, from 0 to 1; left out it is 1.")
@click.option("--force", is_flag=True, help="Write the row although B came after A.")
@click.option(
    "--curation",
    metavar="DIR",
    help="The folder to write into (builds_on.tsv); else ./curation, made in the working directory when absent.",
)
@click.option(
    "--list",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A reading list that names A and B, instead of a built one (may be repeated).",
)
@click.option(
    "--graph",
    "graph_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A papergraph.json to use; else output/papergraph.json here, else the bundled lists.",
)
def edge(
    newer: str,
    older: str,
    kind: str,
    reason: str,
    takes: tuple[str, ...],
    any_of: str | None,
    confidence: float | None,
    force: bool,
    curation: str | None,
    lists: tuple[Path, ...],
    graph_file: Path | None,
) -> None:
    """Write the row "A builds on B" into your curation folder, and say what it changes.

    A is the newer work, B the older one that it builds on; each is an id, a URL, a citekey, a short name or words of
    a title. A row for the same two works is replaced, all others stay as they are. Rows count where the folder is
    named: papergraph build LIST --curation DIR.

    \b
    Example:
      papergraph edge BERT transformer --kind core --reason "stacks its encoder"
      papergraph edge BERT GPT --kind none --reason "a contemporary" --curation my-rows/
    """
    from papergraph.edge_rows import FILE, EdgeRow, plain_cell, write_row
    from papergraph.lookup import Lookup

    if curation == "none":
        raise click.UsageError("A row is written into a folder: --curation DIR, not 'none'.")
    if not plain_cell(reason):
        raise click.UsageError("--reason is empty; say in one line what is taken over, or why it is no edge.")
    if len(reason) > _MOST_REASON:
        raise click.UsageError(f"--reason has more than {_MOST_REASON} characters; one line will do.")
    folder = Path(curation) if curation is not None else DEFAULT_FOLDER
    desk = open_desk(graph_file, lists, str(folder) if curation is not None or folder.exists() else None)
    lookup = Lookup(desk.graph)
    subject, object_ = find_work(desk, lookup, newer), find_work(desk, lookup, older)
    row = EdgeRow(
        subject=desk.works.reference(subject),
        object=desk.works.reference(object_),
        kind=cast("RowKind", kind),
        takes=_concepts(desk, takes),
        any_of=any_of,
        confidence=confidence,
        reason=reason,
    )
    refuse(desk, row, subject=subject, object=object_, force=force)
    written = write_row(folder / FILE, row, desk.works)
    write_result(_said(desk, written, row, subject=subject, object=object_), None)
    if curation is None:
        note(f"note: rows of ./{folder} count where it is named: papergraph build … --curation {folder}")


def refuse(desk: Desk, row: EdgeRow, *, subject: str, object: str, force: bool = False) -> None:  # noqa: A002
    """Raise an error for a row that cannot be right: one work twice, against time, or round in a circle."""
    from papergraph.curating import later

    names = f"{label(desk, subject)} and {label(desk, object)}"
    if subject == object:
        raise click.UsageError(f"{desk.works.named(subject).title!r} is both A and B; a work cannot build on itself.")
    if row.kind == "none":
        return
    why = later(desk.works, subject=subject, object=object)
    if why and not force:
        raise click.UsageError(
            f"{names}: {why}, so that the first cannot build on the second. Turn them round, or write it with --force."
        )
    if chain := desk.rows.chain(subject=subject, object=object):
        through = ", ".join(f"{each.subject} on {each.object} ({each.file}:{each.row})" for each in chain)
        raise CurationError(
            chain[0].file, f"{names}: this row would close a circle with reviewed rows: {through}; change one of these"
        )


def _concepts(desk: Desk, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of concepts given by id or label. Raises UnknownReferenceError with the closest labels."""
    import difflib

    from papergraph.identifiers import title_key

    scheme = [*(each.concept for each in desk.curation.concepts), *desk.graph.concepts]
    labels = {title_key(name): each.id for each in scheme for name in (each.pref_label, *each.alt_labels, each.id)}
    found = []
    for name in given:
        key = title_key(name)
        if key not in labels:
            close = [labels[each] for each in difflib.get_close_matches(key, sorted(labels), n=4, cutoff=0.6)]
            hint = (
                f"; did you mean {', '.join(dict.fromkeys(close))}?" if close else "; papergraph search finds concepts"
            )
            where = "" if labels else " (no concepts are loaded here; leave --takes out, or add a concepts.tsv)"
            raise UnknownReferenceError(name, close, said=f"--takes: no concept is called {name!r}{where}{hint}")
        found.append(labels[key])
    return tuple(dict.fromkeys(found))


def _said(desk: Desk, written: Written, row: EdgeRow, *, subject: str, object: str) -> str:  # noqa: A002
    """Return what a row changed, in the file and in the graph."""
    from papergraph.curating import standing, turned

    lines = []
    old = written.cells_before
    if old is None:
        lines.append(f"new row in {written.path}:")
    elif written.before == (written.after,):
        lines.append(f"{written.path} says so already:")
    else:
        lines.append(f"replaced in {written.path}: {old.get('kind', '')} → {row.kind}; it was")
        lines += [f"  {each}" for each in written.before]
        lines.append("and is")
    lines.append(f"  {written.after}")
    names = f"{label(desk, subject)} on {label(desk, object)}"
    absent = [label(desk, each) for each in (subject, object) if each not in desk.works.papers]
    if absent:
        lines.append(f"{names}: {' and '.join(absent)} not in this graph; the row counts in one that holds both")
    else:
        was = standing(desk.graph, subject=subject, object=object)
        before = desk.rows.by_pair.get((subject, object))
        if before is not None and not was.startswith(("reviewed", "a reviewed")):
            was = f"reviewed {before.kind} from {before.file}:{before.row}"
        now = "no edge, and not inferred again" if row.kind == "none" else row.kind
        lines.append(f"{names}: was {was}, now {now}")
        if row.kind != "none":
            for each in turned(desk.graph, subject=subject, object=object)[:1]:
                turned_round = f"{label(desk, each.subject)} on {label(desk, each.object)}"
                lines.append(f"an inferred edge goes the other way and will be left out: {turned_round}")
    return "\n".join(lines) + "\n"
