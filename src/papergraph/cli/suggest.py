"""`papergraph suggest`: candidates to review, as rows or one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import output_option, write_result
from papergraph.cli.rows import open_desk
from papergraph.cli.saying import counted, note
from papergraph.cli.working import working

if TYPE_CHECKING:
    from papergraph.cli.rows import Desk
    from papergraph.suggestions import Suggestion

_PRINTED, _ASKED = 40, 200


@click.command()
@click.argument("lists", nargs=-1, type=click.Path(path_type=Path), metavar="[LIST]...")
@click.option(
    "--limit", type=click.IntRange(1), help=f"At most so many; {_PRINTED} when printed, {_ASKED} with --decide."
)
@click.option("--for", "only", metavar="REF", help="Only pairs with this paper.")
@click.option("--inferred", is_flag=True, help="Offer inferred edges of low confidence too, the least sure first.")
@click.option("--decide", is_flag=True, help="Ask pair by pair, and write each decision into DIR of --curation.")
@click.option("--format", "format_", type=click.Choice(["tsv", "table", "json"]), default="tsv", show_default=True)
@click.option(
    "--graph",
    "graph_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A papergraph.json to use; else output/papergraph.json here, else the bundled lists.",
)
@click.option(
    "--curation",
    metavar="DIR|none",
    help="A folder with curated rows of your own, whose pairs are decided; 'none' uses no curated rows at all.",
)
@output_option
def suggest(
    lists: tuple[Path, ...],
    limit: int | None,
    only: str | None,
    inferred: bool,
    decide: bool,
    format_: str,
    graph_file: Path | None,
    curation: str | None,
    output: Path | None,
) -> None:
    """Print pairs of papers that may be edges and are none yet, the most promising first.

    Each is a row of builds_on.tsv: the newer work, the older one, kind ?, and what speaks for it. Rows of kind ? are
    never used: put core, background or none in its place, or let --decide ask you pair by pair.

    \b
    Example:
      papergraph suggest my-list.md --format table
      papergraph suggest my-list.md --decide --curation my-rows/
      papergraph suggest --for BERT --inferred
    """
    if decide and (curation is None or curation == "none"):
        raise click.UsageError("--decide writes rows: name the folder for them with --curation DIR.")
    if decide and (output or format_ != "tsv"):
        raise click.UsageError("--decide writes into the folder of --curation: leave -o and --format out.")
    if not decide and curation not in (None, "none") and not Path(str(curation)).is_dir():
        raise click.UsageError(f"--curation: there is no folder {curation!r}; make it, or decide with --decide.")
    if output is not None:
        _keep_decisions(output)
    desk = open_desk(graph_file, lists, curation)
    found = _found(desk, only, inferred=inferred)
    if decide:
        from papergraph.cli.deciding import Deciding

        Deciding(desk, found[: limit or _ASKED], Path(str(curation))).run()
        return
    shown = found[: limit or _PRINTED]
    note(
        f"{counted(len(shown), 'candidate')} of {len(found):,}" if shown else "no candidates: nothing speaks for a pair"
    )
    if shown or format_ != "table":
        write_result(_rendered(desk, shown, format_), output)


def _keep_decisions(output: Path) -> None:
    """Raise a usage error for a file that holds decided rows: candidates would replace them."""
    from papergraph.edge_rows import FILE, read_rows

    if output.name == FILE and output.is_file():
        decided = sum(row.get("kind", "") != "?" for row in read_rows(output))
        if decided:
            rows = counted(decided, "decided row")
            raise click.UsageError(f"{output} holds {rows}, which would be lost: name another file, or use --decide.")


def _found(desk: Desk, only: str | None, *, inferred: bool) -> list[Suggestion]:
    from papergraph.lookup import Lookup
    from papergraph.suggestions import doubtful
    from papergraph.suggestions import suggest as suggested

    paper = Lookup(desk.graph).paper(only).id if only is not None else None
    decided = set(desk.rows.by_pair)
    found = doubtful(desk.graph, decided=decided, only=paper) if inferred else []
    with working("looking for candidates"):
        return found + suggested(desk.graph, curation=desk.curation, decided=decided, only=paper)


def _rendered(desk: Desk, shown: list[Suggestion], format_: str) -> str:
    from papergraph.suggestions import wording

    if format_ == "json":
        return wording.as_json(shown, desk.graph, desk.works)
    if format_ == "table":
        return wording.table(shown, desk.graph)
    return wording.tsv(shown, desk.works)
