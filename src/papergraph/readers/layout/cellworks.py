"""Cells of a table that hold several works: each a title set off in a line of its own, over a line of its authors."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.namelists import are_mostly_people, are_people
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.passages import Run, Runs, plain, said_lines

_MOST_BELOW = 3  # lines below a title that belong to it
_SHARE = 0.6  # of the lines below titles that are names of people
_PERSON = 1.5  # of a name alone, at least
_PLACE = re.compile(r"\s*\([^()]*\)\s*[,;]?\s*")  # "Anna Lund (Oakham University), Ben Oak"
_UNPARTED = re.compile(r"(?<=\w\))\s+(?=[^\W\d_a-z][^\W\d_]*\.? )")
_BEHIND_NAME = re.compile(r"\s*\((?P<place>[^\W\d_a-z][^()\d]*)\)(?=\s*(?:[,;&]|and\b|$))")
_NO_PLACE = re.compile(r"\b(?:award|best|demo|honou?rable|keynote|oral|outstanding|paper|poster|prize|spotlight|talk)")
_QUOTED = re.compile(r"\s*[“\"„«].{8,}[”\"“»][.,]?\s*")


def works_with_names(cell: Runs) -> list[Runs]:
    """Return the runs of each work of such a cell; none where it holds no two of them."""
    lines = said_lines(cell, "break")
    kinds = [_set_off(line) for line in lines]
    titles = [n for n, kind in enumerate(kinds) if kind and kind == kinds[0]]
    if len(titles) < 2 or any(are_people(plain(lines[at])) for at in titles):
        return []
    ends = [*titles[1:], len(lines)]
    below = [lines[at + 1 : end] for at, end in zip(titles, ends, strict=True)]
    if not all(0 < len(each) <= _MOST_BELOW for each in below):
        return []
    if sum(_are_names(plain(each[0])) for each in below) < _SHARE * len(below):
        return []
    return [
        tuple(run for line in (lines[at], _parted(each[0]), *each[1:]) for run in (*_break(line), *line))[1:]
        for at, each in zip(titles, below, strict=True)
    ]


def _set_off(line: Runs) -> str | None:
    """Return how all words of a line are set off, but for links under labels behind them; None where they are not."""
    said = [run for run in line if run.image is None and re.search(r"\w", run.text)]
    said = [run for run in said if not (run.href and link_role(run.text))]
    text = plain(said)
    if len(text.split()) < 2:
        return None
    if _QUOTED.fullmatch(text):
        return "quote"
    kinds = {
        "bold" if "bold" in run.marks else "link" if run.href else "italic" if "italic" in run.marks else None
        for run in said
    }
    return kinds.pop() if len(kinds) == 1 else None


def _are_names(text: str) -> bool:
    names = _PLACE.sub(", ", text).strip(" ,;.")
    return are_people(names) or are_mostly_people(names) or people_score(names) >= _PERSON


def _parted(line: Runs) -> Runs:
    """Return a line of names without their places, which are no venue: "Anna Lund (Oakham), Ben Oak".

    A comma that was forgotten behind a place is put in.
    """
    return tuple(
        run if run.href else run._replace(text=_BEHIND_NAME.sub(_no_place, _UNPARTED.sub(", ", run.text)))
        for run in line
    )


def _no_place(match: re.Match[str]) -> str:
    place = match["place"]
    alone = match.string.count("(") == 1  # "Anna Lund, Ben Oak (WOOL)"
    return match[0] if (alone and venue_score(place) > 0) or _NO_PLACE.search(place.lower()) else ""


def _break(line: Runs) -> Runs:
    return (Run("\n", line[0].line, frozenset({"break"})),)
