"""Files of JSON lines, plain or gzipped, read as they stream in; and the answers that a file of ours holds."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from papergraph.citation_records.records import FORMAT, VERSION, Answer, from_record
from papergraph.errors import InputError

_GZIP = b"\x1f\x8b"


@contextmanager
def lines_of(path: Path) -> Iterator[IO[str]]:
    """Open a text file, gzip undone; raises InputError when it cannot be opened or is cut short."""
    try:
        with path.open("rb") as raw:
            zipped = raw.peek(2)[:2] == _GZIP
            binary: Any = gzip.GzipFile(fileobj=raw) if zipped else raw
            yield io.TextIOWrapper(binary, encoding="utf-8-sig", errors="replace", newline=None)
    except (OSError, EOFError, zlib.error) as error:
        hint = "copy it anew, or let papergraph enrich write it under another name"
        said = getattr(error, "strerror", None) or f"cannot be read, it is damaged or cut short ({error}); {hint}"
        raise InputError(path, said) from error


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Yield each line's number and its object, None for a line that is no JSON object; blank lines are passed over.

    Raises InputError for a file that cannot be opened, that is cut short, or of a newer version of our format.
    """
    with lines_of(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                made = json.loads(line)
            except (ValueError, RecursionError):
                made = None
            record = made if isinstance(made, dict) else None
            if record is not None:
                refuse_other_version(record, path)
            yield number, record


def refuse_other_version(record: Mapping[str, Any], path: Path | str) -> None:
    """Raise InputError when an object is the first line of a file of ours in a version that is not read here."""
    if record.get("format") == FORMAT and record.get("version") != VERSION:
        said = f"has version {record.get('version')!r} of the format, this papergraph reads {VERSION}"
        raise InputError(path, f"{said}; use a newer papergraph, or make it anew with papergraph enrich")


def answers_in(path: Path, *, journal: bool = False) -> Iterator[Answer]:
    """Yield the answers in a file of ours, in its order.

    A line that is none is passed over in a `journal` (a run that was killed leaves half a line); in a finished file it
    raises InputError: to go on would lose what stood there.
    """
    for number, record in objects(path):
        answer = from_record(record) if record is not None else None
        if answer is not None:
            yield answer
        elif not journal and not (record is not None and record.get("format") == FORMAT):
            said = "is no record of papergraph enrich; name another file with -o, or remove this one"
            raise InputError(f"{path}:{number}", said)
