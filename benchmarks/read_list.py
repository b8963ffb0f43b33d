"""A list as papergraph reads it: through the library, or through the command when the library has no such door."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


class NoReaderError(Exception):
    """papergraph is not installed, or cannot read lists yet."""


@dataclass(frozen=True)
class ListRead:
    """What came of a list: its entries, the count of unread places, and lines that nothing accounts for."""

    entries: list[object]
    unread: int
    unaccounted: list[int]


def read_list(path: Path) -> ListRead:
    """Read one file; raises NoReaderError when papergraph cannot."""
    try:
        from papergraph.readers import read_file
    except (ImportError, AttributeError):
        return _by_command(path)
    reading = read_file(path)
    parts = (*reading.entries, *reading.unread, *reading.skipped, *reading.headings)
    covered = {line for part in parts for line in range(part.first_line, part.last_line + 1)}
    lines = path.read_text("utf-8").splitlines()
    unaccounted = [n for n, line in enumerate(lines, 1) if line.strip() and n not in covered]
    return ListRead(list(reading.entries), len(reading.unread), unaccounted)


def _by_command(path: Path) -> ListRead:
    beside = Path(sys.executable).with_name("papergraph")
    command = str(beside) if beside.exists() else shutil.which("papergraph")
    if command is None:
        raise NoReaderError("papergraph is not installed here: pip install -e . in the checkout")
    run = subprocess.run([command, "read", str(path), "--format", "json"], capture_output=True, text=True, check=False)
    if run.returncode:
        raise NoReaderError(f"papergraph read {path.name}: exit {run.returncode}: {run.stderr.strip()[-300:]}")
    answer = json.loads(run.stdout)
    return ListRead(answer["entries"], len(answer["unread"]), [])
