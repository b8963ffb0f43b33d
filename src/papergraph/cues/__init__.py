"""Words that say how one work relates to another: which way they point, how strongly, how far they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from papergraph.cues.cue import EXAMPLE, FILL, MOST, PRIOR, UNRELATED, Cue, calibrated
from papergraph.cues.doubt import BARRIERS, DENIED_BEFORE, DENIES, DOUBTED_AFTER, HEARSAY, OTHERS
from papergraph.cues.newer import NEWER
from papergraph.cues.nowhere import NOWHERE
from papergraph.cues.older import HELPERS, OLDER

__all__ = [
    "BARRIERS",
    "CUES",
    "DENIED_BEFORE",
    "DENIES",
    "DOUBTED_AFTER",
    "EXAMPLE",
    "FILL",
    "HEARSAY",
    "MOST",
    "OTHERS",
    "PRIOR",
    "UNRELATED",
    "Cue",
    "calibrated",
    "cues_in",
]

# The order matters where two phrases begin at one place: the longer or rarer one stands first.
CUES: tuple[Cue, ...] = (*NOWHERE, *NEWER, *OLDER, *HELPERS)


def _alternatives(pattern: str) -> Iterator[str]:
    """Yield the alternatives of a pattern: what bars part outside of brackets."""
    begins = depth = 0
    for mark in _MARKS.finditer(pattern):
        if mark[0] == "|" and not depth:
            yield pattern[begins : mark.start()]
            begins = mark.end()
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
    yield pattern[begins:]


_MARKS = re.compile(r"\\.|\[\]?[^\]]*\]|[()|]")
_PHRASES = [(phrase, cue) for cue in CUES for phrase in _alternatives(cue.pattern)]
# An empty group behind each phrase tells which it was: with a group around it, or around all of a cue's, each would
# be tried at each word, however it begins.
_ALL = re.compile(rf"(?<![\w-])(?:{'|'.join(f'{phrase}()' for phrase, _ in _PHRASES)})(?![\w])")


def _small(text: str) -> str:
    """Return a text in small letters, as long as it was: a pattern that ignores case takes twice as long."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(each.lower() if each.isascii() else each for each in text)


@lru_cache(maxsize=256)  # the shape of a clause and its cues are looked at in turn
def cues_in(clause: str) -> tuple[tuple[int, int, Cue], ...]:
    """Return (start, end, cue) for each cue in a clause, in order, none overlapping another."""
    return tuple(
        (match.start(), match.end(), _PHRASES[match.lastindex - 1][1])
        for match in _ALL.finditer(_small(clause))
        if match.lastindex is not None
    )
