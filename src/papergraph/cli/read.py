"""`papergraph read`: the entries of any list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.common import output_option, quiet_option, write_result
from papergraph.cli.reading import read_lists
from papergraph.cli.summary import tell_readings
from papergraph.cli.working import working

if TYPE_CHECKING:
    from papergraph.model import Entry, Reading


@click.command()
@click.argument("lists", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="LIST...")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--explain", is_flag=True, help="Tell for every line what was made of it, and why.")
@output_option
@quiet_option
def read(lists: tuple[Path, ...], format_: str, explain: bool, output: Path | None, quiet: bool) -> None:
    """Print the entries of LISTs, and what could not be read. LIST may be `-` for standard input.

    A summary goes to stderr: how many entries of which kind each list has, what was left out, what was assumed.

    \b
    Example:
      papergraph read README.md
      papergraph read README.md --explain
      papergraph read papers/*.md library.bib > /dev/null
      papergraph read - --format json < list.md
    """
    with working("reading lists", quiet=quiet) as tell:
        readings = list(read_lists(lists, tell))
        if format_ == "json" and not explain:
            text = _json(readings)
        else:
            lines = _explained if explain else _table
            heads = [f"{reading.source.id}\n" if len(readings) > 1 else "" for reading in readings]
            parts = ["".join(line + "\n" for line in lines(reading)) for reading in readings]
            text = "".join(head + part for head, part in zip(heads, parts, strict=True))
    write_result(text, output)
    if not quiet:
        tell_readings(readings)


def _json(readings: Iterable[Reading]) -> str:
    from pydantic import TypeAdapter

    from papergraph.model import Reading

    adapter = TypeAdapter(Reading)
    merged: dict[str, list[Any]] = {"entries": [], "unread": [], "skipped": []}
    for reading in readings:
        data = adapter.dump_python(reading, mode="json", exclude={"entries": {"__all__": {"raw"}}})
        for key, rows in merged.items():
            rows.extend(data[key])
    return json.dumps(merged, indent=2, ensure_ascii=False)


def _table(reading: Reading) -> Iterator[str]:
    for entry in reading.entries:
        yield f"{entry.first_line:>5}  {_described(entry)}"
    for unread in reading.unread:
        yield f"{unread.first_line:>5}  UNREAD ({unread.reason}): {_one_line(unread.raw)}"


def _described(entry: Entry) -> str:
    from papergraph.model.addresses import own_address

    names = ", ".join(entry.authors) + (" et al." if entry.authors_truncated else "")
    short = f" ({', '.join(entry.short_names)})" if entry.short_names else ""
    date = f"{entry.year}-{entry.month:02}" if entry.year and entry.month else str(entry.year or "")
    kind = "" if entry.kind == "paper" else entry.kind
    parts = [f"{entry.title}{short}", names or entry.organisation or "", entry.venue or "", date, kind]
    parts.append(own_address(entry.kind, entry.links) or "")
    return " | ".join(part for part in parts if part)


def _explained(reading: Reading) -> Iterator[str]:
    """Yield what was made of every part of a list, with what was assumed above all, and the doubts at their lines."""
    from papergraph import readers

    yield f"{'':>9}  {'read as':<8} {reading.source.format}"
    rows: list[tuple[int, int, str, str, str]] = [
        (first, last, verdict, _one_line(text), f"  [{reason}]" if reason else "")
        for first, last, verdict, text, reason in readers.explain(reading)
    ]
    rows += [(each.first_line or 1, each.last_line or 1, each.severity, each.message, "") for each in reading.problems]
    for first, last, verdict, text, reason in sorted(rows, key=lambda row: row[:2]):
        lines = f"{first}" if first == last else f"{first}-{last}"
        yield f"{lines:>9}  {verdict:<8} {text}{reason}"


def _one_line(text: str, most: int = 100) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
