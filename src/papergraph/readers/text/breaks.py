"""Separators that end a line to the eye but not to an editor's count: the text parts there, its numbers do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from papergraph.model import Problem, Reading, SourceSpan

_BREAK = re.compile(r"[\f\u2028\u2029]")
_AT_END = re.compile(r"\n[\f\u2028\u2029]+|[\f\u2028\u2029]+\n")  # the line ends there already
_ANY_END = re.compile(r"[\f\u2028\u2029\n]")

Part = TypeVar("Part", bound=SourceSpan)


def broken(text: str) -> tuple[str, list[int]] | None:
    r"""Return `text` with line ends for its form feeds and separators, and for each line its number for an editor.

    None for a text that has none. Its lines end with LF.

    >>> broken("a\u2028b\nc")
    ('a\nb\nc', [1, 1, 2])
    """
    if not _BREAK.search(text):
        return None
    text = _AT_END.sub("\n", text)
    numbers = [1]
    for match in _ANY_END.finditer(text):
        numbers.append(numbers[-1] + (match[0] == "\n"))
    return _BREAK.sub("\n", text), numbers


def renumbered(reading: Reading, numbers: Sequence[int], digest: str) -> Reading:
    """Return what was read of a broken text with an editor's line numbers and the digest of the text."""
    return replace(
        reading,
        source=replace(reading.source, sha256=digest),
        entries=_parts(reading.entries, numbers),
        unread=_parts(reading.unread, numbers),
        skipped=_parts(reading.skipped, numbers),
        headings=_parts(reading.headings, numbers),
        problems=tuple(_placed(problem, numbers) for problem in reading.problems),
    )


def _parts(parts: tuple[Part, ...], numbers: Sequence[int]) -> tuple[Part, ...]:
    return tuple(
        replace(part, first_line=numbers[part.first_line - 1], last_line=numbers[part.last_line - 1]) for part in parts
    )


def _placed(problem: Problem, numbers: Sequence[int]) -> Problem:
    first, last = problem.first_line, problem.last_line
    return replace(problem, first_line=first and numbers[first - 1], last_line=last and numbers[last - 1])
