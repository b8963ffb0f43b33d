"""`papergraph read`: the entries of any list."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.common import counted, note, output_option, working, write_result

if TYPE_CHECKING:
    from papergraph.model import Entry, Reading


@click.command()
@click.argument("lists", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="LIST...")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--explain", is_flag=True, help="Tell for every line what was made of it, and why.")
@output_option
def read(lists: tuple[Path, ...], format_: str, explain: bool, output: Path | None) -> None:
    """Print the entries of LISTs, and what could not be read. LIST may be `-` for standard input.

    \b
    Example:
      papergraph read README.md
      papergraph read README.md --explain
      papergraph read - --format json < list.md
    """
    with working("reading lists"):
        readings = list(_readings(lists))
    if explain:
        text = "".join(line + "\n" for reading in readings for line in _explained(reading))
    elif format_ == "json":
        text = _json(readings)
    else:
        text = "".join(line + "\n" for reading in readings for line in _table(reading))
    write_result(text, output)
    for reading in readings:
        note(
            f"{reading.source.id}: {counted(len(reading.entries), 'entry')}, {len(reading.unread)} unread, "
            f"{len(reading.skipped)} skipped"
        )
        for problem in reading.problems:
            note(f"{problem.severity}: {problem.message}")


def _readings(lists: Iterable[Path]) -> Iterator[Reading]:
    from papergraph import readers
    from papergraph.graph import source_ids

    given = list(lists)
    ids = source_ids([path for path in given if str(path) != "-"])
    for path in given:
        if str(path) == "-":
            yield readers.read_bytes(sys.stdin.buffer.read(), source="stdin")
        else:
            yield readers.read_file(path, source=ids[path])


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
    names = ", ".join(entry.authors) + (" et al." if entry.authors_truncated else "")
    short = f" ({', '.join(entry.short_names)})" if entry.short_names else ""
    date = f"{entry.year}-{entry.month:02}" if entry.year and entry.month else str(entry.year or "")
    kind = "" if entry.kind == "paper" else entry.kind
    parts = [f"{entry.title}{short}", names or entry.organisation or "", entry.venue or "", date, kind]
    parts += [link.url for link in entry.links if link.role == "paper"][:1]
    return " | ".join(part for part in parts if part)


def _explained(reading: Reading) -> Iterator[str]:
    from papergraph import readers

    for first, last, verdict, text, reason in readers.explain(reading):
        lines = f"{first}" if first == last else f"{first}-{last}"
        yield f"{lines:>9}  {verdict:<8} {_one_line(text)}" + (f"  [{reason}]" if reason else "")


def _one_line(text: str, most: int = 100) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
