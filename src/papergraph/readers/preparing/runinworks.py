"""Paragraphs that a topic in bold letters begins, and sentences that name the works on it by linked titles.

"**Week 2. Gates.** We begin with [Gates of Farms](…) (Lund, WOOL 2016), followed by [Fences at Night](…)."
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.linkedworks import linked_works, works_from_links
from papergraph.readers.lexicon.namelists import are_people
from papergraph.readers.lexicon.sections import names_session
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.passages import Passage, Runs, plain

ENOUGH = 3  # such paragraphs of a document
_LEVEL = 6  # of the heading that a topic is
_WORDS = 12  # of a topic
_SHARE = 0.5  # of the paragraphs name several works, where no meeting of a course is named


def with_run_in_works(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such paragraph as a heading with an item for each of its works."""
    heads = {n: length for n, passage in enumerate(passages) if (length := _topic(passage))}
    works = {n: _works(passages[n].runs[length:]) for n, length in heads.items()}
    filled = [each for each in works.values() if each]
    if len(filled) < ENOUGH:
        return list(passages)
    sessions = sum(names_session(plain(passages[n].runs[: heads[n]])) for n in works if works[n])
    several = sum(len(each) > 1 for each in filled)
    if sessions < len(filled) and several < _SHARE * len(filled):
        return list(passages)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        if not works.get(n):
            out.append(passage)
            continue
        topic = passage.runs[: heads[n]]
        out.append(replace(passage, kind="heading", level=_LEVEL, runs=topic, children=(), last_line=topic[-1].line))
        out += _items(passage, works[n])
    return out


def _topic(passage: Passage) -> int:
    """Return how many runs of a paragraph are the topic in bold letters that it begins with; 0 for none."""
    if passage.kind != "paragraph" or passage.problem or passage.children:
        return 0
    size = next((n for n, run in enumerate(passage.runs) if "bold" not in run.marks), len(passage.runs))
    topic = passage.runs[:size]
    if not topic or any(run.href or run.image for run in topic) or size == len(passage.runs):
        return 0
    text = plain(topic).strip()
    behind = plain(passage.runs[size:])
    ended = text[-1:] in ".:?!：。" or behind[:1] in ":：.—–-"
    named = are_people(text.strip(" .:")) or venue_score(text.strip(" .:")) >= 2.0
    return size if ended and not named and len(text.split()) <= _WORDS and re.search(r"\w", behind) else 0


def _works(runs: Runs) -> list[Runs]:
    """Return the runs of each work behind a topic."""
    return linked_works(runs) or works_from_links(runs)


def _items(passage: Passage, works: Sequence[Runs]) -> list[Passage]:
    """Return an item for each work of a paragraph."""
    out = []
    for runs in works:
        lines = [run.line for run in runs]
        out.append(
            replace(
                passage, kind="item", marker="-", runs=runs, first_line=min(lines), last_line=max(lines), children=()
            )
        )
    return out
