"""What ends a line to the eye but not to an editor's count: the text parts there, its numbers do not.

Form feeds and separators; and in a page of HTML that nobody has put into lines the tags of its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from papergraph.model import Problem, Reading, SourceSpan

_BREAK = re.compile(r"[\f\u2028\u2029]")
_AT_END = re.compile(r"\n[\f\u2028\u2029]+|[\f\u2028\u2029]+\n")  # the line ends there already
_ANY_END = re.compile(r"[\f\u2028\u2029\n]")

_LONG = 4_000  # characters of a line of a page that nobody has written so
_LONG_LINE = re.compile(rf"[^\n]{{{_LONG}}}")
_BLOCK = re.compile(
    r"(?<=[^\n])(?=<(?:address|article|blockquote|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|"
    r"p|section|table|tbody|td|th|tr|ul)[\s>])",
    re.IGNORECASE,
)

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


def parted(page: str) -> tuple[str, list[int]] | None:
    """Return a page of HTML with a line for each block of its endless lines, and for each line its number.

    None for one that has no such line. What stands in one line would have all of it for its text otherwise.
    """
    if not _LONG_LINE.search(page):
        return None
    out: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(page.split("\n"), start=1):
        pieces = _BLOCK.split(line) if len(line) >= _LONG else [line]
        out += pieces
        numbers += [number] * len(pieces)
    return ("\n".join(out), numbers) if len(out) > numbers[-1] else None


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
