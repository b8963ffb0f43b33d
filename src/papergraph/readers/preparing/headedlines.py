"""Paragraphs and items that the name of a section begins, with a reference on each of their other lines.

    **Session 2 (5 May): Gates**
    Lund, A.; Oak, B.: Opening Gates by Night. In: Meadow Letters 25 (2019).
    Rye, C.: A Count of Sheep. In: Wool Review 3 (2018).

One such could be a work with notes that name others; where several are set in one way, two references under one of
them, or all first lines those of meetings, they are names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.breaks import starts_linked, title_links
from papergraph.readers.grammar.evidence import ALONE, evidence, has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.people import is_person, people_score
from papergraph.readers.lexicon.sections import names_session
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Runs, plain, said_lines

ENOUGH = 2  # paragraphs set in one way that are such
_MOST = 0.7  # of all that are set so
LEVEL = 6  # of the heading that a name is
_WORDS = 14  # of a name, at most
_FEW = 7  # of the name of an item
_TITLE = 3  # words of a title, at least
_MARKS = ("bold", "italic", "heading")
_SENTENCE = re.compile(r"[.;,:：。，；]\W*$|[.!?] \w")


def with_headed_lines(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the first line of each such paragraph as a heading over one paragraph of the others.

    An item has the references as items under its name.
    """
    ways: dict[str, list[int]] = {}
    for n, passage in enumerate(passages):
        if (way := _way(passage)) is not None:
            ways.setdefault(way, []).append(n)
    told: set[int] = set()
    for found in ways.values():
        under = [_works_under(passages[n]) for n in found]
        works = sum(count > 0 for count in under)
        meetings = all(names_session(plain(said_lines(passages[n].runs)[0])) for n in found)
        if works >= max(ENOUGH, _MOST * len(found)) and (meetings or max(under) > 1):
            told.update(found)
    if not told:
        return list(passages)
    return [part for n, passage in enumerate(passages) for part in (_apart(passage) if n in told else [passage])]


def _way(passage: Passage) -> str | None:
    """Return how the first line of a paragraph of several is set that could be the name of a section, or None."""
    if passage.kind not in {"paragraph", "item"} or passage.problem or len(lines := said_lines(passage.runs)) < 2:
        return None
    if passage.children:
        return None
    text = plain(lines[0])
    said = [run for run in lines[0] if run.text.strip()]
    if len(text.split()) > _WORDS or any(run.href or run.image for run in said) or labelled(lines[0]):
        return None
    session = names_session(text)
    mark = next((mark for mark in _MARKS if all(mark in run.marks for run in said)), "session" if session else None)
    if passage.kind == "item":
        plainly = len(text.split()) <= _FEW or session
        return f"item {mark or 'plain'}" if plainly and not _SENTENCE.search(text) else None
    return None if _SENTENCE.search(text) and not session else mark


def _works_under(passage: Passage) -> int:
    """Return how many of the lines under the first are whole references, 0 where the first of them is none."""
    found = [_is_work(line) for line in said_lines(passage.runs)[1:]]
    return sum(found) if found[0] else 0


def _is_work(line: Runs) -> bool:
    """Return whether a line is a whole reference, or the linked title of a work."""
    if starts_linked(line) and (titles := title_links(line)):
        return not any(is_person(link.text) for link in titles)
    lead = read_lead(line, NO_PRIOR)
    if not lead.people.names or not (lead.dates or lead.venue) or not has_title(lead):
        return False
    sure = lead.setting != "plain" or (lead.cut is not None and lead.cut.formal is not None)
    named = not sure and (people_score(lead.title) >= 1.0 or len(words_of(lead.title)) < _TITLE)
    title = not named and venue_name_score(lead.title) < 1.0 and len(words_of(lead.title)) > 1
    return title and evidence(lead, line) >= ALONE


def _apart(passage: Passage) -> list[Passage]:
    """Return a paragraph as the heading that its first line is, and the paragraph of the others; an item in parts."""
    first, *others = said_lines(passage.runs)
    if passage.kind == "item":
        below = (Passage("item", line[0].line, line[-1].line, line, passage.column + 1, marker="-") for line in others)
        return [replace(passage, last_line=first[-1].line, runs=first, children=tuple(below))]
    at = next(n for n, run in enumerate(passage.runs) if run.text == "\n" and n and run.line >= first[0].line)
    rest = passage.runs[at + 1 :]
    head = replace(passage, kind="heading", level=LEVEL, last_line=first[-1].line, runs=first, children=())
    return [head, replace(passage, first_line=rest[0].line, runs=rest)]
