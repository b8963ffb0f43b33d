"""Words that say how one work relates to another: which way they point, how strongly, how far they reach."""

from __future__ import annotations

import re
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

_ALL = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<c{number}>{cue.pattern})" for number, cue in enumerate(CUES)) + r")(?![\w])",
)


def _small(text: str) -> str:
    """Return a text in small letters, as long as it was: a pattern that ignores case takes twice as long."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(each.lower() if each.isascii() else each for each in text)


@lru_cache(maxsize=256)  # the shape of a clause and its cues are looked at in turn
def cues_in(clause: str) -> tuple[tuple[int, int, Cue], ...]:
    """Return (start, end, cue) for each cue in a clause, in order, none overlapping another."""
    return tuple(
        (match.start(), match.end(), CUES[int(match.lastgroup[1:])])
        for match in _ALL.finditer(_small(clause))
        if match.lastgroup is not None
    )
