"""What `suggest` and `edge` share: the graph, the curated rows over it, and the folder that rows are written into."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import load_curation, open_graph
from papergraph.errors import AmbiguousReferenceError, CurationError, UnknownReferenceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papergraph.curating import Rows
    from papergraph.curation import Curation
    from papergraph.edge_rows import Works
    from papergraph.graph import PaperGraph
    from papergraph.lookup import Lookup

#: Where rows are written when no folder is named: in the working directory, to be named with --curation afterwards.
DEFAULT_FOLDER = Path("curation")


@dataclass(frozen=True, slots=True)
class Desk:
    """A graph with the curated rows in force, and what finds works in both."""

    graph: PaperGraph
    curation: Curation
    works: Works
    rows: Rows

    def refreshed(self, folder: Path) -> Desk:
        """Return the desk with the rows that the folder holds now."""
        from papergraph.curating import Rows

        curation = load_curation(str(folder), quiet=True)
        return Desk(self.graph, curation, self.works, Rows.of(curation, self.works))


def open_desk(graph_file: Path | None, lists: Sequence[Path], curation: str | None) -> Desk:
    """Return the graph that is meant, with the rows of a folder over the bundled ones.

    A folder that is not there yet, or holds no table yet, holds no rows. Lists that are named are built with the rows.
    """
    from papergraph.curating import Rows
    from papergraph.edge_rows import Works

    used = None if curation is None else _usable(curation)
    known = load_curation(used, quiet=bool(lists))  # building them tells it
    graph = open_graph(graph_file, lists, used if lists or used == "none" else None)
    works = Works(graph.papers, known)
    return Desk(graph, known, works, Rows.of(known, works))


def _usable(given: str) -> str | None:
    if given == "none":
        return given
    if not given.strip():
        raise click.UsageError("--curation needs a folder, or 'none'.")
    folder = Path(given)
    if folder.exists() and not folder.is_dir():
        raise CurationError(folder, "is no folder; name a folder for curated files")
    return given if folder.is_dir() and any(each.suffix == ".tsv" for each in folder.iterdir()) else None


def find_work(desk: Desk, lookup: Lookup, reference: str) -> str:
    """Return the id of the paper of the graph, or else of the known work, that `reference` names.

    Raises UnknownReferenceError or AmbiguousReferenceError with the closest candidates.
    """
    from papergraph.edge_rows import candidates

    known = desk.works.find(reference)
    if len(known) > 1:
        raise AmbiguousReferenceError(reference, [desk.works.named(each).citekey for each in known])
    if known:
        return known[0]
    try:
        return lookup.paper(reference).id
    except UnknownReferenceError as error:
        if error.candidates:
            raise
        close = candidates(reference, desk.curation.works)
        if not close:
            raise
        raise UnknownReferenceError(reference, close) from error


def label(desk: Desk, work: str) -> str:
    """Return how a work is called in a sentence: its short name, or its title, with the year."""
    named = desk.works.named(work)
    year = getattr(named, "year", None)
    name = named.short_names[0] if named.short_names else named.title
    return f"{name} ({year})" if year else name
