"""Titles that are headings over a line of names and one of where and when, as nearly all of their level are.

"##### Counting Sheep", "Ada Lund and Ben Oak", "In Workshop on Wool, pages 1-9, May 2009.", "https://…".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.layout.fieldlines import is_address_line, is_people_line
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.passages import NO_MARKS, Passage, Run, Runs, plain, split_at_breaks

_ENOUGH = 5  # such headings of a level
_NEARLY_ALL = 0.6  # of the headings of a level
_LONGEST = 400  # characters of where and when
_CALLED = re.compile(r"\s*\([A-Z][\w.-]{1,20}\)")  # "Jonas (Joe) Oak"
_EDITED = re.compile(r"edited by\s+|,?\s+\(?(?:editors?|eds?\.)\)?[.\s]*$", re.IGNORECASE)
_SEE = re.compile(r"\W*see\b", re.IGNORECASE)
#: Words with capitals, as names have them, and what joins them or belongs to them: "Ash, Elm and van Vale".
_CAPITALS = re.compile(r"(?:(?:[a-z]{1,3}|[^\W\d_a-z][^\W\d_]*(?:[.'’-][^\W\d_]*)*)(?:\s?[,&]\s?|\s+|$))+")


class _Below(NamedTuple):
    """What stands under a heading: names, where and when, lines of addresses and of what else is to be seen."""

    names: Runs
    place: Runs
    beside: tuple[Runs, ...]


def with_headings_over_names(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such heading as an item with what is below it under labels."""
    found = {n: below for n, each in enumerate(passages) if each.kind == "heading" and (below := _below(passages, n))}
    levels = {passages[n].level for n in found}
    whole = {
        level
        for level in levels
        if (count := sum(passages[n].level == level for n in found)) >= _ENOUGH
        and count >= _NEARLY_ALL * sum(each.kind == "heading" and each.level == level for each in passages)
    }
    if not whole:
        return list(passages)
    for n, each in enumerate(passages):  # those of them whose names nobody would know for such, and what goes with one
        among = n not in found and each.kind == "heading" and each.level >= min(whole)
        if among and (below := _below(passages, n, surely=False)):
            found[n] = below
    found = {n: below for n, below in found.items() if passages[n].level >= min(whole)}
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        if n in found:
            out.append(_item(passage, passages[n + 1], found[n]))
        elif n - 1 not in found:
            out.append(passage)
    return out


def _below(passages: Sequence[Passage], at: int, *, surely: bool = True) -> _Below | None:
    """Return what stands in the only paragraph under a heading that could be a title; None where it is no such.

    Its first line is names: `surely`, or words in capitals that a date or an address follows on.
    """
    title = plain(passages[at].runs)
    under = passages[at + 1] if at + 1 < len(passages) else None
    behind = passages[at + 2] if at + 2 < len(passages) else None
    if under is None or under.kind != "paragraph" or under.problem or under.children or len(title.split()) < 2:
        return None
    if behind is not None and behind.kind not in {"heading", "paragraph", "furniture"}:
        return None
    lines = split_at_breaks(under.runs, "any")
    if not 2 <= len(lines) <= 8 or any(run.href for run in lines[0]):
        return None
    names = _people(lines[0])
    if not (is_people_line(names) if surely else _CAPITALS.fullmatch(names)):
        return None
    told = [_is_address(line) or _SEE.match(plain(line)) is not None for line in lines]
    place = tuple(run for line, aside in zip(lines[1:], told[1:], strict=True) if not aside for run in (*line, _GAP))
    if len(plain(place)) > _LONGEST or any(run.href for run in place):
        return None
    if not (surely or dates_in(plain(place)) or any(map(_is_address, lines))):
        return None  # words that wrap: "Some More Lists"
    return _Below(lines[0], place, tuple(line for line, aside in zip(lines, told, strict=True) if aside))


_GAP = Run(" ", 0)


def _people(runs: Runs) -> str:
    return _EDITED.sub("", _CALLED.sub("", plain(runs))).strip(" .")


def _is_address(runs: Runs) -> bool:
    return is_address_line(Passage("paragraph", runs[0].line, runs[-1].line, runs))


def _item(heading: Passage, under: Passage, below: _Below) -> Passage:
    """Return such a heading as an item of a list, what stands under it as lines under their labels."""
    title, place = plain(heading.runs).rstrip(" ."), plain(below.place).strip(" .")
    first = below.names[0].line
    told = [("Authors: ", _people(below.names), first)]
    if place:  # as in the style that says most plainly what is what
        lead = read_lead((Run(f'{_people(below.names)}, "{title}," {place}.', first),), NO_PRIOR)
        last = below.place[-2].line  # before the gap
        told += [("Venue: ", lead.venue or place, last)]
        told += [("Date: ", "; ".join(date.words for date in lead.dates), last)] if lead.dates else []
    lines = [Passage("paragraph", first, line, (Run(label + words, line),)) for label, words, line in told]
    lines += [Passage("paragraph", runs[0].line, runs[-1].line, runs) for runs in below.beside]
    href = next((run.href for run in heading.runs if run.href), None)
    head = Run(title, heading.first_line, NO_MARKS | {"bold", "stated"}, href)
    return replace(
        under, kind="item", marker="-", first_line=heading.first_line, runs=(head,), children=tuple(lines),
    )  # fmt: skip
