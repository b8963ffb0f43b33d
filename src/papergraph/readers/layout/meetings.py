"""What a meeting of a course is about: the words of a row of its schedule that has the works to be read in a list."""

from __future__ import annotations

import re

from papergraph.readers.grammar.evidence import AMONG
from papergraph.readers.layout.entriesbelow import has_entry, is_linked_paper
from papergraph.readers.layout.groupnames import name_alone
from papergraph.readers.layout.schedules import names_speakers, names_subject
from papergraph.readers.lexicon.dates import MONTHS
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.passages import Passage, Runs, plain, said_lines

_MOST = 14  # words of a subject
_WORD = re.compile(r"[^\W\d_]{2,}")
_COUNTS = re.compile(  # "Week 3", "Thu, 10th": of the meeting, not of its subject
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|weeks?|lectures?|sessions?|class|day|meeting|module|unit|part|st|nd|rd|th)",
    re.IGNORECASE,
)


_READINGS = re.compile(r"\b(?:readings?|papers?|materials?|literature)\b|文献|论文", re.IGNORECASE)


def works_of_meeting(row: Passage) -> list[Passage]:
    """Return the works of a row with works in a list in a cell, those that its other cells of readings link as well."""
    works = [child for child in row.children if has_entry(child, AMONG, deep=True)]
    if not works:
        return []
    heads = [*row.header, *[""] * len(row.cells)]
    lines = [
        line for n, cell in enumerate(row.cells) if _READINGS.search(heads[n]) for line in said_lines(cell, "break")
    ]
    items = [Passage("item", line[0].line, line[-1].line, line) for line in lines]
    return sorted([*works, *filter(is_linked_paper, items)], key=lambda each: each.first_line)


def subject_of_meeting(row: Passage) -> Runs | None:
    """Return what names the subject of a row with lists in its cells: the line over the first list, or left of it.

    A cell under "Topic" goes before all others; none of days, numbers, links and speakers is one.
    """
    heads = [*row.header, *[""] * len(row.cells)]
    first = min((child.first_line for child in row.children), default=row.last_line)
    found: list[tuple[bool, int, Runs]] = []
    for n, cell in enumerate(row.cells):
        line = name_alone(next(iter(said_lines(cell, "break")), ()))
        before = bool(line) and line[0].line <= first
        if before and not names_speakers(heads[n]) and _names_subject(line):
            found.append((names_subject(heads[n]), n, line))
    best = max(found, key=lambda each: each[:2], default=None)
    return best[2] if best else None


def _names_subject(line: Runs) -> bool:
    text = plain(line)
    words = [word for word in _WORD.findall(text) if word.lower() not in MONTHS and not _COUNTS.fullmatch(word)]
    links = all(link_role(run.text) for run in line if run.href) and any(run.href for run in line)
    return bool(words) and len(text.split()) <= _MOST and not links and not text.endswith((".", ":"))
