"""Calendars and plans of courses: tables whose cells say line by line what a day is about and what is to be read.

In a calendar each column is a day of the week, each cell a day of its own, and each of its lines says one thing:
"feb 3", "LEC 1: Gates", "Reading: [Fences](…)". In a plan a row is a day, and the line of its readings stands in the
same cell below the topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.identifiers import curie_of_url
from papergraph.readers.grammar.editors import without
from papergraph.readers.lexicon.labels import link_role, note_key
from papergraph.readers.lexicon.links import is_web
from papergraph.readers.lexicon.namelists import name_people
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain, said_lines

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
#: A work in plain words behind another: ", and Gates of Wool by Lund et al.".
_PLAIN = re.compile(r"(?P<sign>[,;] (?:and )?|\band )(?P<title>[A-Z][^,;]*?) by (?P<names>[A-Z][^;]*?)\s*$")
_OWNER = re.compile(r"\s*(?:[^\W\d_a-z][\w.’'-]*(?: and | & | )){0,3}[^\W\d_a-z][\w.-]*['’]s\s*")
_TITLE = 4  # words of a title that need no link, and that are no label
_BESIDE = frozenset({"faq", "question", "questions", "quiz", "notes", "summary", "video", "slides", "handout", "hw"})


def with_calendars(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the rows of a calendar as the works that its cells ask to read, an item for each.

    So only where several lines in it say that something is to be read; other lines tell of the day.
    """
    lines = {n: _lines(passage) for n, passage in enumerate(passages) if _is_of_calendar(passage)}
    if sum(_label_end(line) > 0 for each in lines.values() for line in each) < ENOUGH:
        lines = _of_plans(passages)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        if n in lines:
            works = [work for line in lines[n] for work in _works(line, passage)]
            out += works or [_without_links(passage)]
            out += passage.children
        else:
            out.append(passage)
    return out


def _is_of_calendar(passage: Passage) -> bool:
    """Return whether a passage is a row of a table most of whose columns are days of the week."""
    days = sum(_DAY.fullmatch(head) is not None for head in passage.header)
    return passage.kind == "row" and days >= _DAYS and 2 * days > sum(map(bool, passage.header))


def _without_links(row: Passage) -> Passage:
    """Return the row of a day without readings: what is linked in it are slides and the like."""
    cells = tuple(tuple(run._replace(href=None, marks=run.marks & {"soft", "break"}) for run in c) for c in row.cells)
    return replace(row, cells=cells, children=())


def _of_plans(passages: Sequence[Passage]) -> dict[int, list[Runs]]:
    """Return the lines of the rows of plans, by the places of the rows: tables with readings below most topics."""
    lines: dict[int, list[Runs]] = {}
    at = 0
    while at < len(passages):
        end = at + 1
        while end < len(passages) and passages[at].kind == passages[end].kind == "row":
            end += 1
        told = [n for n in range(at, end) if passages[n].kind == "row" and _is_below_topic(passages[n])]
        linked = [n for n in range(at, end) if any(run.href for cell in passages[n].cells for run in cell)]
        if len(told) >= ENOUGH and len(told) > 0.6 * len(linked):
            lines.update((n, _lines(passages[n])) for n in range(at, end))
        at = end
    return lines


def _is_below_topic(row: Passage) -> bool:
    """Return whether a cell of a row has a line of readings below one that is none."""
    cells = [said_lines(cell) for cell in row.cells]
    return any(len(cell) > 1 and not _label_end(cell[0]) and any(map(_label_end, cell[1:])) for cell in cells)


def _label_end(line: Runs) -> int:
    """Return where the label of readings ends that a line begins with, in its words; 0 where it has none."""
    text = "".join(run.text for run in line if run.image is None)
    if match := _READING.match(text):
        return match.end()
    first = next((run for run in line if run.image is None and run.text.strip()), None)
    linked = first is not None and first is not line[-1] and _is_title(line[line.index(first) + 1])
    return len(first.text) if first and linked and _READING.fullmatch(f"{first.text.strip()}:") else 0


def _lines(row: Passage) -> list[Runs]:
    return [line for cell in row.cells for line in said_lines(cell)]


def _works(line: Runs, row: Passage) -> Iterator[Passage]:
    """Yield the works that a line under the label of readings names, each with what stands behind it.

    On other lines only what is linked by an identifier is one.
    """
    label = _label_end(line)
    runs = without(line, 0, label) if label else line
    places = [n for n, run in enumerate(runs) if _is_title(run) and (label or curie_of_url(run.href or ""))]
    if not label:
        runs, places = runs[places[0] :] if places else (), [n - places[0] for n in places]
    elif not places and plain(runs) and not any(run.href for run in runs):
        places = [0]
    before = "".join(run.text for run in runs[: places[0]]) if places else ""
    if not places or (re.search(r"\w", before) and not _OWNER.fullmatch(before)):
        return  # "Preparation: do the [tutorial](…)"
    starts = [0 if before.strip() else places[0], *places[1:]]
    for start, end in zip(starts, [*places[1:], len(runs)], strict=True):
        for own in _parted(_without_end(runs[start:end])):
            yield replace(
                row, kind="item", marker="-", first_line=own[0].line, last_line=own[-1].line,
                runs=own, cells=(), header=(), children=(), problem=None,
            )  # fmt: skip


def _parted(runs: Runs) -> Iterator[Runs]:
    """Yield the runs of a work, and those of one in plain words that stands behind it: ", and Gates by Lund et al."."""
    last = runs[-1]
    match = _PLAIN.search(last.text) if len(runs) > 1 and not last.href else None
    if match is None or len(words_of(match["title"])) < _TITLE or not name_people(match["names"], surely=False):
        match = None
    own = runs if match is None else (*runs[:-1], last._replace(text=last.text[: match.start()]))
    yield (own[0]._replace(marks=own[0].marks | {"stated"}),) if own[0].href and not plain(own[1:]) else own
    if match is not None:
        yield (last._replace(text=last.text[match.end("sign") :]),)


def _is_title(run: Run) -> bool:
    """Return whether a run is a link on words that can name a work."""
    text = run.text.strip(" ()[]").lower()
    said = bool(run.href) and is_web(run.href or "") and re.search(r"[^\W\d_]{2}", text) is not None
    label = (link_role(text) is not None or note_key(text) is not None) and len(words_of(text)) < _TITLE
    return said and not label and text not in _BESIDE


def _without_end(runs: Runs) -> Runs:
    """Return the runs of a work without the sign or the word that leads to the next."""
    last = runs[-1]
    text = re.sub(r"[\s,;]*(?:\b(?:and|or|also)\b)?[\s,;(\[]*$", "", last.text) if not last.href else last.text
    return (*runs[:-1], last._replace(text=text)) if text or len(runs) == 1 else runs[:-1]
