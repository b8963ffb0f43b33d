"""Calendars of courses: tables with a column for each day of the week, whose cells say what is to be read.

Each cell is a day of its own, and each of its lines says one thing: "feb 3", "LEC 1: Gates", "Reading: [Fences](…)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.identifiers import curie_of_url
from papergraph.readers.grammar.editors import without
from papergraph.readers.lexicon.labels import link_role, note_key
from papergraph.readers.lexicon.links import is_web
from papergraph.readers.passages import Passage, Run, Runs, plain, split_at_breaks

ENOUGH = 3  # lines of a document that say what is to be read
_DAYS = 2  # columns of days, at least
_DAY = re.compile(r"\W*(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs|r)?|fri|sat(?:ur)?|sun)(?:day)?s?\W*", re.IGNORECASE)
#: What a line that names what is to be read begins with.
_READING = re.compile(
    r"\W*(?:(?:required|optional|recommended|assigned|suggested) )?"
    r"(?:readings?|read|papers?|preparation|prepare|literature|articles?|lectures? préparatoires?)\b"
    r"(?: for (?:today|class))?\s*(?::\s*(?:(?:read|skim|study)\b:?\s*)?|(?=[“\"«]))",
    re.IGNORECASE,
)
_BESIDE = frozenset({"faq", "question", "questions", "quiz", "notes", "summary", "video", "slides", "handout", "hw"})


def with_calendars(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the rows of a calendar as the works that its cells ask to read, an item for each.

    So only where several lines in it say that something is to be read; other lines tell of the day.
    """
    lines = {n: _lines(passage) for n, passage in enumerate(passages) if _is_of_calendar(passage)}
    if sum(_READING.match(plain(line)) is not None for each in lines.values() for line in each) < ENOUGH:
        return list(passages)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        if n in lines:
            out += [work for line in lines[n] for work in _works(line, passage)]
            out += passage.children
        else:
            out.append(passage)
    return out


def _is_of_calendar(passage: Passage) -> bool:
    """Return whether a passage is a row of a table most of whose columns are days of the week."""
    days = sum(_DAY.fullmatch(head) is not None for head in passage.header)
    return passage.kind == "row" and days >= _DAYS and 2 * days > sum(map(bool, passage.header))


def _lines(row: Passage) -> list[Runs]:
    return [line for cell in row.cells for line in split_at_breaks(cell, "any") if plain(line)]


def _works(line: Runs, row: Passage) -> Iterator[Passage]:
    """Yield the works that a line under the label of readings names, each with what stands behind it.

    On other lines only what is linked by an identifier is one.
    """
    label = _READING.match("".join(run.text for run in line if run.image is None))
    runs = without(line, 0, label.end()) if label else line
    places = [n for n, run in enumerate(runs) if _is_title(run) and (label or curie_of_url(run.href or ""))]
    if label is None:
        runs, places = runs[places[0] :] if places else (), [n - places[0] for n in places]
    elif not places and plain(runs) and not any(run.href for run in runs):
        places = [0]
    if not places or re.search(r"\w", "".join(run.text for run in runs[: places[0]])):
        return  # "Preparation: do the [tutorial](…)"
    for start, end in zip(places, [*places[1:], len(runs)], strict=True):
        own = _without_end(runs[start:end])
        yield replace(
            row, kind="item", marker="-", first_line=own[0].line, last_line=own[-1].line,
            runs=own, cells=(), header=(), children=(), problem=None,
        )  # fmt: skip


def _is_title(run: Run) -> bool:
    """Return whether a run is a link on words that can name a work."""
    text = run.text.strip(" ()[]").lower()
    said = bool(run.href) and is_web(run.href or "") and re.search(r"[^\W\d_]{2}", text) is not None
    return said and link_role(text) is None and note_key(text) is None and text not in _BESIDE


def _without_end(runs: Runs) -> Runs:
    """Return the runs of a work without the sign or the word that leads to the next."""
    last = runs[-1]
    text = re.sub(r"[\s,;]*(?:\b(?:and|or|also)\b)?[\s,;(\[]*$", "", last.text) if not last.href else last.text
    return (*runs[:-1], last._replace(text=text)) if text or len(runs) == 1 else runs[:-1]
