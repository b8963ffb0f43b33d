"""Items of names over the one work that those have written: "**FOLD**: Ada Lund, Ben Oak." over "- Counting Sheep…"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.layout.fieldlines import is_people_line
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.namelists import are_mostly_people
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain

_ENOUGH = 4  # such items
_MOST = 0.5  # of the items with one item below them
_CALLED = 6  # words of what a work is called
_SHORT = re.compile(r"(?P<called>[^:：]{1,60}?)\s*[:：]\s*")


def with_names_over_works(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such item as one of the work, its authors and what it is called under labels."""
    found = {n: names for n, passage in enumerate(passages) if (names := _names(passage)) is not None}
    like = sum(passage.kind == "item" and len(passage.children) == 1 for passage in passages)
    if len(found) < max(_ENOUGH, _MOST * like):
        return list(passages)
    return [_told(passage, *found[n]) if n in found else passage for n, passage in enumerate(passages)]


def _names(item: Passage) -> tuple[str, str] | None:
    """Return what the work below an item is called and the names of those who have written it; None of any other."""
    if item.kind != "item" or item.problem or len(item.children) != 1 or any(run.href for run in item.runs):
        return None
    text = plain(item.runs)
    called = _SHORT.match(text) if "bold" in _first(item.runs).marks else None
    if called and len(called["called"].split()) > _CALLED:
        return None
    names = text[called.end() if called else 0 :].strip(" .")
    if not (is_people_line(names) or are_mostly_people(names)) or not _is_work(item.children[0]):
        return None
    return (called["called"].strip() if called else ""), names


def _first(runs: Runs) -> Run:
    return next((run for run in runs if run.text.strip()), Run("", 0))


def _is_work(child: Passage) -> bool:
    """Return whether an item is a title that links or a date follow."""
    if child.kind != "item" or child.problem or labelled(child.runs):
        return False
    lead = read_lead(child.runs, NO_PRIOR)
    titled = lead.order[:1] == ("title",) and len(words_of(lead.title)) >= 2 and not lead.people.names
    return titled and (bool(lead.dates) or any(run.href for run in child.runs))


def _told(item: Passage, called: str, names: str) -> Passage:
    child, line = item.children[0], item.first_line
    lines = [("Authors", names), ("Short", called)] if called else [("Authors", names)]
    told = [Passage("paragraph", line, line, (Run(f"{label}: {words}", line),)) for label, words in lines]
    last = max(item.last_line, child.last_line)
    return replace(item, last_line=last, runs=child.runs, children=(*told, *child.children))
