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
    from papergraph.readers.parallel import cores, read_files

    files: list[tuple[Path, str]] = []
    ids = source_ids([path for path in lists if str(path) != "-"])
    for path in lists:
        source = "stdin" if str(path) == "-" else ids[path]
        if source in (done for _, done in files):
            note(f"note: {path} is named twice and read once")
        else:
            files.append((path, source))
    named = [each for each in files if str(each[0]) != "-"]
    readings = read_files(named, workers=cores(), tell=lambda said: tell(printable(said)))
    for path, _ in files:
        if str(path) == "-":
            tell("reading standard input")
            yield _standard_input()
        else:
            yield next(readings)


def _standard_input() -> Reading:
    from papergraph import readers
    from papergraph.readers.text.opening import stream_bytes

    if sys.stdin is None:
        raise click.UsageError("standard input is closed: name a file instead of -.")
    return readers.read_bytes(stream_bytes(sys.stdin.buffer, "stdin"), source="stdin")
