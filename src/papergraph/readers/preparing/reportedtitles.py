"""Titles on a line of their own over the law review or the book that holds them, as lawyers list what they wrote.

So "**Wool and Duty**" over "74 *Meadow Law Journal* 18 (2025)", or under a heading that is the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.flat import Flat
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain, said_lines
from papergraph.readers.styles.lawtitles import place_behind

ENOUGH = 2  # such titles of a document
_KIND = re.compile(r"\s*(?:Note|Comment|Essay|Article|Book Review|Review|Foreword|Symposium)[,:]\s*")
_SET_OFF = frozenset({"bold", "italic"})
_LONGEST = 40  # words of a title


def with_reported_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each title over its law review as one item, where several stand so."""
    found = {n: works for n, passage in enumerate(passages) if (works := _works(passage))}
    headed = {n for n in range(len(passages) - 1) if _is_headed(passages[n], passages[n + 1])}
    if sum(map(len, found.values())) + len(headed) < ENOUGH:
        return list(passages)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        if n - 1 in headed:
            over = out.pop()
            line = over.last_line
            runs = (*_bold(over.runs), Run("\n", line, frozenset({"break"})), *passage.runs)
            out.append(replace(passage, kind="item", marker="-", first_line=over.first_line, runs=runs))
        else:
            out += found.get(n, [passage])
    return out


def _works(passage: Passage) -> list[Passage]:
    """Return the works of a paragraph that begins with a title over its law review, each an item; else none."""
    if passage.kind != "paragraph" or passage.problem or passage.children or passage.first_line == passage.last_line:
        return []
    lines = said_lines(passage.runs)
    starts = [n for n in range(len(lines) - 1) if _is_over(lines[n], lines[n + 1])]
    if not starts or starts[0] != 0:
        return []
    works: list[Passage] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        runs: list[Run] = list(_bold(_title(lines[start])))
        for line in lines[start + 1 : end]:
            runs += [Run("\n", runs[-1].line, frozenset({"break"})), *line]
        first, last = lines[start][0].line, lines[end - 1][-1].line
        works.append(replace(passage, kind="item", marker="-", first_line=first, last_line=last, runs=tuple(runs)))
    return [*works[:-1], replace(works[-1], last_line=passage.last_line)]


def _is_headed(heading: Passage, below: Passage) -> bool:
    """Return whether a heading is a title, and the paragraph below it begins with its law review."""
    if heading.kind != "heading" or below.kind != "paragraph" or below.problem or heading.problem:
        return False
    return 1 < len(words_of(plain(heading.runs))) <= _LONGEST and _is_place(below.runs)


def _is_over(line: Runs, below: Runs) -> bool:
    """Return whether a line is a title, set off or plain and nothing else, and the next begins with a law review."""
    if not _is_place(below):
        return False
    title = _title(line)
    text = plain(title)
    said = [run for run in title if run.text.strip()]
    if not 1 < len(words_of(text)) <= _LONGEST or text.endswith(",") or any(run.image for run in said):
        return False
    if all(run.marks & _SET_OFF for run in said):
        return True
    lead = read_lead(title, NO_PRIOR)
    return lead.order == ("title",) and lead.whole and not lead.people.names and not lead.dates


def _is_place(runs: Runs) -> bool:
    flat = Flat(runs)
    return place_behind(flat, flat.text.replace("\n", " "), 0) is not None


def _title(line: Runs) -> Runs:
    """Return a line without what kind of piece it says that it is ("Comment, **Wool and Duty**")."""
    match = _KIND.fullmatch(line[0].text) if len(line) > 1 else None
    return line[1:] if match and line[1].marks & _SET_OFF else line


def _bold(runs: Runs) -> Runs:
    """Return the runs of a title as set off."""
    return tuple(
        run if run.marks & _SET_OFF else run._replace(marks=(run.marks - {"heading"}) | {"bold"}) for run in runs
    )
