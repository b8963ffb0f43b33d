"""Items of a list that name a topic in bold letters, over paragraphs each of which is a work on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.passages import Passage, Runs, plain, said_lines

ENOUGH = 2  # such items of a document
LEVEL = 6  # of the heading that a topic is
_SHARE = 0.6  # of what stands below topics that reads as a work by itself


def with_topics(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such an item as a heading with the works below it as items."""
    topics = {n for n, passage in enumerate(passages) if _may_be_topic(passage)}
    below = [child for n in topics for child in passages[n].children]
    if len(topics) < ENOUGH or sum(map(_is_work, below)) < _SHARE * len(below):
        return list(passages)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        if n not in topics:
            out.append(passage)
            continue
        out.append(replace(passage, kind="heading", level=LEVEL, marker=None, children=()))
        out += [replace(child, kind="item", marker="-") for child in passage.children]
    return out


def _may_be_topic(passage: Passage) -> bool:
    """Return whether an item is words in bold letters without a link, and paragraphs below them."""
    said = [run for run in passage.runs if run.text.strip()]
    if passage.kind != "item" or passage.problem or not said or not passage.children:
        return False
    if any("bold" not in run.marks or run.href or run.image for run in said):
        return False
    return all(child.kind == "paragraph" and not child.problem and not child.children for child in passage.children)


def _is_work(passage: Passage) -> bool:
    """Return whether a paragraph reads as a work by itself: no authors or venue of what stands above it."""
    first = _first_line(passage.runs)
    lead = read_lead(passage.runs, NO_PRIOR)
    signed = bool(lead.people.names) and bool(lead.dates or lead.venue)
    return signed and len(lead.title.split()) > 2 and not are_names(plain(first).rstrip(" .,;"))


def _first_line(runs: Runs) -> Runs:
    return next(iter(said_lines(runs)), ())
