"""Tables that are the plan of a course or a reading group: columns of meetings, of their subjects, of who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.passages import Runs, plain

#: The head of a column of people who talk about a work, and have not written it.
_TELLS = re.compile(
    r"\b(?:presenters?|presented|presentation|speakers?|hosts?|lead|leads|leaders?|led|discussants?|moderators?|scribes?|students?|"
    r"lecturers?|instructors?|assigned|volunteers?|readers?)\b|主讲|报告人|讲者|分享|汇报|主持|领读|带读|"
    r"発表|担当|紹介者|발표자|발제|진행|докладчик|ведущ|\b(?:vortragende|referent|présentat(?:eur|rice)|intervenant|"
    r"orat(?:eur|rice)|ponente|expositor|presenta(?:dor)?|apresenta(?:dor)?|relator[ei]?|sunan)\w{0,3}\b",
    re.IGNORECASE,
)
#: The head of a column of what a meeting of a course is about.
_MEETS = re.compile(
    r"\W*(?:lectures?|topics?|sessions?|class(?:es)?|weeks?|meetings?|modules?|units?|events?)\b", re.IGNORECASE
)


_SESSIONS = re.compile(r"\W*(?:lectures?|sessions?|class(?:es)?|weeks?|meetings?|modules?)\b", re.IGNORECASE)


def names_speakers(head: str) -> bool:
    """Return whether a column of this head holds people who talk about a work, and have not written it."""
    return _TELLS.search(head) is not None


def nobody_speaks(heads: Sequence[str], cells: Sequence[Runs]) -> bool:
    """Return whether a row of a plan with a column of speakers has a sign in it that there is none."""
    said = [plain(cell) for head, cell in zip(heads, cells, strict=False) if names_speakers(head)]
    return any(said) and not any(re.search(r"\w", text) for text in said)


def names_subject(head: str) -> bool:
    """Return whether a column of this head holds what a meeting of a course is about."""
    return _MEETS.match(head) is not None


def is_schedule(heads: Sequence[str]) -> bool:
    """Return whether columns of these heads are those of a course or a reading group: its days are of its meetings.

    >>> is_schedule(["Date", "Paper", "Leader"]), is_schedule(["Date", "Title", "Authors"])
    (True, False)
    """
    return any(_TELLS.search(head) or _SESSIONS.match(head) for head in heads)
