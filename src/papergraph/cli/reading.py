"""Lists read for a command: each file once, `-` for standard input, with word of which is being read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.saying import note, printable
from papergraph.files import source_ids

if TYPE_CHECKING:
    from papergraph.cli.working import Tell
    from papergraph.model import Reading


def read_lists(lists: Sequence[Path], tell: Tell) -> Iterator[Reading]:
    """Yield what lists give, in the order given; a file that is named twice is read once, and that is said.

    Raises InputError for what cannot be opened.
    """
    from papergraph import readers
    from papergraph.readers.text.opening import stream_bytes

    ids = source_ids([path for path in lists if str(path) != "-"])
    done: set[str] = set()
    for number, path in enumerate(lists, 1):
        source = ids.get(path, "stdin")
        if source in done:
            note(f"note: {path} is named twice and read once")
            continue
        done.add(source)
        tell(printable(f"reading {source} ({number} of {len(lists)})"))
        if source == "stdin" and str(path) == "-":
            if sys.stdin is None:
                raise click.UsageError("standard input is closed: name a file instead of -.")
            yield readers.read_bytes(stream_bytes(sys.stdin.buffer, "stdin"), source="stdin")
        else:
            yield readers.read_file(path, source=source)
