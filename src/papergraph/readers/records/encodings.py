"""Text of old files: Windows-1252 (Latin-1) among UTF-8 line by line, and the Chinese encodings, told in a problem."""

from __future__ import annotations

import re

from papergraph.model import Problem

_HIGH = re.compile(rb"[\x80-\xff]+")


def decoded(data: bytes, *, source: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of bytes that are not all UTF-8, and a problem that says how they were read; never raises.

    >>> decoded("Gödel".encode("latin-1"), source="x.bib")[0]
    'Gödel'
    """
    if _looks_chinese(data):
        try:
            return data.decode("gb18030"), (_problem(source, 1, "the file is no UTF-8; it was read as GB 18030"),)
        except UnicodeDecodeError:
            pass
    lines: list[str] = []
    first = count = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            first, count = first or number, count + 1
            lines.append(_western(line))
    message = f"{count} line{'s' if count > 1 else ''} no UTF-8, read as Windows-1252 (Latin-1)"
    return "\n".join(lines), (_problem(source, first, message),)


def _western(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _looks_chinese(data: bytes) -> bool:
    """Return whether bytes above ASCII mostly stand in even runs of two and more: letters of Latin-1 stand alone."""
    runs = [len(match) for match in _HIGH.findall(data[:400_000])]
    return len(runs) >= 3 and sum(run >= 2 and run % 2 == 0 for run in runs) >= 0.9 * len(runs) and max(runs) >= 4


def _problem(source: str, line: int, message: str) -> Problem:
    return Problem(
        code="encoding-guessed", severity="warning", message=f"{message}; save it as UTF-8", source=source,
        first_line=line, last_line=line,
    )  # fmt: skip
