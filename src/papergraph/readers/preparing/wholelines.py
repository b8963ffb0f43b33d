"""The lines of a paragraph: those that its author ended, not those that an editor did."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papergraph.readers.passages import Run, Runs, plain
from papergraph.readers.preparing.blocklines import begins_line
from papergraph.readers.preparing.placelines import is_unpublished

_FILLED = 45  # characters of a line that an editor ended
_INSIDE = 200  # characters between the brackets that go on
_GOES_ON = re.compile(r"(?:and|[a-z]{2,} \w)")  # "generating wool", behind a line end that an editor set


def whole_lines(runs: Runs) -> list[Runs]:
    """Return the lines of runs, one that ends in a comma with those that it goes on with.

    Where breaks are asked for, other line ends behind long lines are an editor's.
    """
    lines: list[Runs] = []
    breaks = any("break" in run.marks for run in runs)
    ended = True  # the line before, by a break
    for line, broken in _pieces(runs):
        if any(run.text.strip() or run.image for run in line):
            before = plain(lines[-1]) if lines else ""
            filled = breaks and not ended and len(before) >= _FILLED and not begins_line(line)
            filled = filled and _are_bold(line) == _are_bold(lines[-1])
            if (
                filled
                or before.endswith(",")
                or _is_open(before)
                or (before[-1:].isalpha() and _GOES_ON.match(plain(line)) and not is_unpublished(plain(line)))
            ):
                lines[-1] = (*lines[-1], Run("\n", lines[-1][-1].line, frozenset({"soft"})), *line)
            else:
                lines.append(line)
            ended = False
        ended = ended or broken
    return lines


def _is_open(text: str) -> bool:
    """Return whether a bracket is opened in the last words of a text and not closed."""
    return text.rfind("(") > text.rfind(")") and len(text) - text.rfind("(") <= _INSIDE


def _are_bold(runs: Runs) -> bool:
    """Return whether all the words of a line are in bold letters."""
    return all("bold" in run.marks for run in runs if run.text.strip())


def _pieces(runs: Runs) -> Iterator[tuple[Runs, bool]]:
    """Yield the runs between line ends, and whether a break that was asked for ends them."""
    piece: list[Run] = []
    for run in runs:
        if run.text == "\n" and run.marks & {"soft", "break"} and "inside" not in run.marks:
            yield tuple(piece), "break" in run.marks
            piece = []
        else:
            piece.append(run)
    yield tuple(piece), True
