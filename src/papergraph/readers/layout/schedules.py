"""Tables that are the plan of a course or a reading group: columns of meetings, of their subjects, of who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: The head of a column of people who talk about a work, and have not written it.
_TELLS = re.compile(
    r"\b(?:presenters?|presented|presentation|speakers?|hosts?|lead|leads|leaders?|led|discussants?|moderators?|scribes?|students?|"
    r"lecturers?|instructors?|assigned|volunteers?|readers?)\b|主讲|报告人|讲者|分享",
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


def names_subject(head: str) -> bool:
    """Return whether a column of this head holds what a meeting of a course is about."""
    return _MEETS.match(head) is not None


def is_schedule(heads: Sequence[str]) -> bool:
    """Return whether columns of these heads are those of a course or a reading group: its days are of its meetings.

    >>> is_schedule(["Date", "Paper", "Leader"]), is_schedule(["Date", "Title", "Authors"])
    (True, False)
    """
    return any(_TELLS.search(head) or _SESSIONS.match(head) for head in heads)
