"""Items of a list that were not taken as papers though those around them were, or though most were not: said aloud."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from papergraph.model import Entry, Heading, Problem, Skipped

UNSURE = "nothing says that it is a work"  # why an item is left out that could be one
CODE = "items-not-taken"
ENOUGH = 3
_SHOWN = 8  # lines that the message names
_ITEM = re.compile(r"\s*(?:[-*+•]\s|\d{1,3}[.)]\s|\|)")


def not_taken(
    entries: Sequence[Entry], skipped: Sequence[Skipped], headings: Sequence[Heading], source: str
) -> Problem | None:
    """Return a note that names the items and rows that may have been papers, or None when they are few.

    Those count that stand under a heading with entries, and all of them where they are more than the entries. A text
    with headings and no entry at all may be a list in an unknown shape: there paragraphs count as well.
    """
    if not entries and len(headings) >= ENOUGH:
        untold = [each for each in skipped if each.reason in {UNSURE, "prose"}]
        return _told(untold, "paragraphs and list items", source)
    starts = sorted(heading.first_line for heading in headings)
    full = {bisect_right(starts, entry.first_line) for entry in entries}
    items = [each for each in skipped if each.reason == UNSURE and _ITEM.match(each.raw)]
    if len(items) <= len(entries):
        items = [each for each in items if bisect_right(starts, each.first_line) in full]
    return _told(items, "list items", source)


def _told(items: Sequence[Skipped], what: str, source: str) -> Problem | None:
    """Return the note about what was left out, or None when that is little."""
    lines = sorted({each.first_line for each in items})
    if len(lines) < ENOUGH:
        return None
    named = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
    message = f"{len(lines)} {what} were not taken as papers (lines {named}); see papergraph read {source} --explain"
    return Problem(code=CODE, severity="info", message=message, source=source, first_line=lines[0], last_line=lines[0])
