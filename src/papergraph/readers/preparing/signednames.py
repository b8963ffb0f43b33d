"""What works are called, with who wrote them and when in brackets behind it, over their titles on lines of their own.

So "**FOLD** [Lund, Oak (May 2019)]" over "[“Folding Sheep by Night”](…)": each such pair is one work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from papergraph.identifiers import title_key
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain, said_lines

ENOUGH = 3  # such works of a document
_NAME = 5  # words of what a work is called
_LONGEST = 1500  # characters of a passage
_BEHIND = re.compile(r"\s*[(\[](?P<inner>[^()\[\]\n]{3,400}(?:\([^()\n]{4,30}\))?)[)\]]\s*$")
_WORD = r"[^\W\d_][\w'’.-]+"
_SURNAMES = re.compile(
    rf"(?:(?:[a-z]{{2,4}} ){{0,2}}{_WORD}(?: {_WORD}){{0,2}}(?:, | and | & |$|(?= et al))){{1,40}}(?:,? ?et al\.?)?"
)
_OPENING = re.compile(r"^[^\w“\"„«\[(]+")  # "⤷ "


class _Signed(NamedTuple):
    """The parts of a passage: what the work is called, its facts under their labels, its title, the lines below."""

    called: str
    facts: tuple[tuple[str, str], ...]
    title: Lead
    line: int
    below: tuple[Passage, ...]


def with_signed_names(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each name over a title as an item of the title, where several names are signed."""
    found = {id(each): parts for each in _all(passages) if (parts := _signed(each)) is not None}
    if sum(bool(parts.facts) for parts in found.values()) < ENOUGH:
        return list(passages)
    return _replaced(passages, found)


def _all(passages: Sequence[Passage]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from _all(passage.children)


def _replaced(passages: Sequence[Passage], found: dict[int, _Signed]) -> list[Passage]:
    out = []
    for passage in passages:
        if (parts := found.get(id(passage))) is not None:
            out.append(_item(passage, parts))
        else:
            out.append(replace(passage, children=tuple(_replaced(passage.children, found))))
    return out


def _signed(passage: Passage) -> _Signed | None:
    """Return the parts of a passage that is a name over a title; with facts where brackets behind the name have any."""
    if passage.kind not in {"item", "paragraph"} or passage.problem or len(plain(passage.runs)) > _LONGEST:
        return None
    lines = said_lines(passage.runs)
    own = [replace(passage, first_line=runs[0].line, last_line=runs[-1].line, runs=runs, children=()) for runs in lines]
    both = [*own, *passage.children]
    if len(both) < 2 or any(run.href for run in both[0].runs) or labelled(both[0].runs):
        return None
    called, facts = _name(both[0].runs)
    line = both[1]
    if not 0 < len(words_of(called)) <= _NAME or line.children or labelled(line.runs):
        return None
    lead = read_lead(_without_opening(line.runs), NO_PRIOR)
    alone = lead.order == ("title",) and lead.people == NOBODY and lead.whole and not lead.dates
    linked = alone and lead.href is not None and len(words_of(lead.title)) > 2
    if not linked or len(title_key(lead.title)) <= len(title_key(called)):
        return None
    below = tuple(replace(each, kind="item", marker="-", runs=_without_opening(each.runs)) for each in both[2:])
    return _Signed(called, facts, lead, line.first_line, below)


def _name(runs: Runs) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what a work is called on a line, and the facts in the brackets that close it."""
    bold = next((run.text for run in runs if "bold" in run.marks and run.text.strip()), None)
    text = plain(run for run in runs if "code" not in run.marks)
    match = _BEHIND.search(text)
    facts = _facts(match["inner"]) if match else ()
    if bold is None and not facts:
        return "", ()
    return (bold or text[: match.start() if match else len(text)]).strip(" .:："), facts


def _facts(inner: str) -> tuple[tuple[str, str], ...]:
    """Return the authors and the date that brackets hold, under their labels; none where they hold other things."""
    dates = dates_in(inner)
    names = " ".join(without_dates(inner, dates).replace("()", " ").split()).strip(" ,;()")
    if not dates or not names or not (are_names(names, surely=False) or _SURNAMES.fullmatch(names)):
        return ()
    return ("Authors", names), ("Date", dates[0].words)


def _without_opening(runs: Runs) -> Runs:
    """Return the runs of a line without the signs that it begins with."""
    if not runs or runs[0].href or runs[0].image:
        return runs
    text = _OPENING.sub("", runs[0].text)
    return (runs[0]._replace(text=text), *runs[1:]) if text.strip() or len(runs) == 1 else runs[1:]


def _item(passage: Passage, parts: _Signed) -> Passage:
    """Return the title as an item over the facts of the work and the lines below it."""
    title = Run(parts.title.title, parts.line, frozenset({"stated"}), parts.title.href)
    told = (*(("Short", parts.called),) * (" " not in parts.called), *parts.facts)
    item = replace(passage, kind="item", marker="-", last_line=passage.first_line, children=())
    facts = [replace(item, runs=(Run(f"{label}: {text}", passage.first_line),)) for label, text in told]
    return replace(item, last_line=parts.line, runs=(title,), children=(*facts, *parts.below))
