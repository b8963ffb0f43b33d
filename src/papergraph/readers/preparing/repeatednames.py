"""Dashes that stand for the names of the reference before: "———. 2015. …", "---, and Ben Oak. *Wool*."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.passages import Passage, Run, Runs, plain

_DASHES = re.compile(r"\s*(?:[—–―]{2,}|[⸺⸻]|[-_]{3,})(?= ?[.,(:])")
#: … amid a paragraph that goes on from one reference to the next by the same.
_AMID = re.compile(r"(?<=[.)\d”\"]) +(?=(?:[—–―]{3,}|⸻|_{3,}|-{3,})[.,] )")
_DATED = re.compile(r"(?P<names>[^\d“\"]{3,200}?)[.,]* [(\[]?(?:\d{4}|n\.d|[Ff]orthcoming|[Ii]n [Pp]ress)")
_ROLE = re.compile(r",? \(?(?:eds?|trans|editors?)\.?\)?$")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONGEST = 200  # characters of names


def with_repeated_names(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with the names of the reference before where dashes stand for them.

    Works by the same that go on in one paragraph are put on lines of their own.
    """
    if not any(_DASHES.match(run.text) or _AMID.search(run.text) for each in passages for run in each.runs):
        return list(passages)
    out: list[Passage] = []
    names = ""
    for passage in passages:
        if passage.kind in {"paragraph", "item"} and not passage.problem:
            runs, names = _told(_apart(passage.runs), names)
            passage = replace(passage, runs=runs)
        out.append(passage)
    return out


def _apart(runs: Runs) -> Runs:
    """Return the runs with the end of a line before dashes amid them that begin another reference."""
    out: list[Run] = []
    for run in runs:
        for n, text in enumerate(_AMID.split(run.text) if run.image is None and run.href is None else [run.text]):
            if n:
                out.append(Run("\n", run.line, frozenset({"soft"})))
            out.append(run._replace(text=text))
    return tuple(out)


def _told(runs: Runs, names: str) -> tuple[Runs, str]:
    """Return the runs of a passage with names for the dashes that begin its lines, and the names of its last work."""
    out: list[Run] = []
    begins = [n for n, run in enumerate(runs) if n == 0 or runs[n - 1].text == "\n"]
    for start, end in zip(begins, [*begins[1:], len(runs)], strict=True):
        line = runs[start:end]
        dashes = _DASHES.match(line[0].text) if line[0].image is None else None
        if dashes and names:
            line = (line[0]._replace(text=names + line[0].text[dashes.end() :]), *line[1:])
        found = _names_of(line)
        if found or (start == 0 and _YEAR.search(plain(line))):
            names = found
        out += line
    return tuple(out), names


def _names_of(line: Runs) -> str:
    """Return the names that a reference begins with, before its year or its title that is set off; "" for none."""
    first = next((n for n, run in enumerate(line) if run.marks & {"italic", "bold"} or run.href), len(line))
    before = plain(line[:first])
    set_off = re.split(r"[“\"‘]", before, maxsplit=1)[0]
    if dated := _DATED.match(before):
        names = dated["names"]
    elif first < len(line) or len(set_off) < len(before):
        names = set_off
    else:
        return ""
    names = _ROLE.sub("", names.strip(" ,.:"))
    if not 2 < len(names) <= _LONGEST or not (are_names(names, surely=False) or ". " not in names):
        return ""
    return f"{names}." if re.search(r"\b[A-Z]$", names) else names  # the point of an initial
