"""Sentences and clauses of prose, as places in the text, so that a quote is always verbatim."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_END = re.compile(r"[.!?]+[\"”’'»)\]]*(?=\s)|\n\s*\n|\n(?=\s*[-*•–]\s)")
_STARTS = re.compile(r"\s*[\"“‘«(\[]*(?:[A-Z0-9]|[^\W_a-z])|\s*[\w-]*[a-z]\d|\s*$")
# A full stop after these ends no sentence; neither does one after a single capital ("R. Girshick").
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"])(?:[A-Z]|al|e\.g|i\.e|vs|cf|viz|ca|approx|resp|incl|esp|Figs?|Eqs?|Secs?|Ch|No|Vol|pp?|Dr|Mr|"
    r"Mrs|Ms|Prof|St|Jr|Sr|Inc|Ltd|Co)\.$"
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BREAK = re.compile(
    r"[;:()\[\]]|\s[—–-]{1,2}\s|—|,?\s+(?=(?:but|while|whereas|although|though|because|since|unless|yet)\b)"
    r"|,\s+(?=(?:which|who|whose|where|so|as|for|nor)\b)"
)
_RELATIVE = re.compile(r"\s*(?:which|who|whose|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence: where it starts in the text, its words, and whether it hangs on the words before it.

    `text` has the length of what it stands for; what stood in brackets inside it is blank there.
    """

    start: int
    text: str
    hangs: bool = False


def sentences(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence, without the white space around it.

    >>> text = "It extends X (e.g. by Y). J. Doe et al. agree."
    >>> [text[start:end] for start, end in sentences(text)]
    ['It extends X (e.g. by Y).', 'J. Doe et al. agree.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if "\n" not in match[0]:
            if not _STARTS.match(text, end):
                continue
            if match[0] == "." and _ABBREVIATION.search(text, max(start, end - 12), end):
                continue
        _add(found, text, start, end)
        start = end
    _add(found, text, start, len(text))
    return found


def within(starts: Sequence[int], start: int, end: int) -> slice:
    """Return the slice of ascending `starts` that lie in `text[start:end]`."""
    return slice(bisect_left(starts, start), bisect_left(starts, end))


def clauses(text: str, start: int, end: int) -> Iterator[Clause]:
    """Yield the clauses of the sentence `text[start:end]`, in order; brackets hold clauses of their own.

    >>> [clause.text.strip() for clause in clauses("A net (as small) grows; B, which is C, shrinks", 0, 46)]
    ['A net            grows', 'B', 'which is C, shrinks', 'as small']
    """
    sentence = text[start:end]
    outer = _BRACKETED.sub(lambda match: " " * len(match[0]), sentence)
    at = 0
    for match in _BREAK.finditer(outer):
        yield from _clause(outer, at, match.start(), start)
        at = match.end()
    yield from _clause(outer, at, len(outer), start)
    for match in _BRACKETED.finditer(sentence):
        inner = match[0][1:-1]
        at = 0
        for piece in _BREAK.finditer(inner):
            yield from _clause(inner, at, piece.start(), start + match.start() + 1, hangs=True)
            at = piece.end()
        yield from _clause(inner, at, len(inner), start + match.start() + 1, hangs=True)


def _clause(text: str, start: int, end: int, offset: int, *, hangs: bool = False) -> Iterator[Clause]:
    words = text[start:end]
    blank = len(words) - len(words.lstrip())
    if words.strip():
        yield Clause(offset + start + blank, words[blank:], hangs or _RELATIVE.match(words) is not None)


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
