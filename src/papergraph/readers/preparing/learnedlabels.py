"""Words of links that no table knows, told by where they lead throughout a document: "[Zum Aufsatz](…)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import link_role, normal
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.venues import venue_name_score, venue_score
from papergraph.readers.passages import Passage, Run, Runs, plain

ENOUGH = 3  # links of a label
_COMMON = 0.3  # of the links to papers, which have a label
_WORDS = 5  # of a label, at most


def with_labels_learned(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, links on nearly nothing but papers, whose words come again and again, called "Paper"."""
    learned = _of_links(passages)
    return _told(passages, learned) if learned else list(passages)


def _all(passages: Sequence[Passage]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from _all(passage.children)


def _links(passages: Sequence[Passage]) -> Iterator[Run]:
    for passage in _all(passages):
        for runs in (passage.runs, *passage.cells):
            yield from (run for run in runs if run.href and run.image is None and is_web(run.href))


def _of_links(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the words that stand on links to several papers, and on many of those of the document."""
    places: dict[str, set[str]] = defaultdict(set)
    papers: set[str] = set()
    for run in _links(passages):
        if run.href and is_paper_url(run.href):
            papers.add(run.href)
            if _could_be_label(run):
                places[normal(run.text)].add(run.href)
    return frozenset(words for words, own in places.items() if len(own) >= ENOUGH and len(own) >= _COMMON * len(papers))


def _could_be_label(run: Run) -> bool:
    """Return whether the words of a link are few, and neither a known label nor a date, a venue or a person."""
    text = plain((run,))
    if "bare" in run.marks or "italic" in run.marks or not 0 < len(text.split()) < _WORDS or link_role(text):
        return False
    if re.search(r"\d", text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    return not dates_in(text) and venue_score(text) < 1.0 and venue_name_score(text) < 1.0


def _told(passages: Sequence[Passage], learned: frozenset[str]) -> list[Passage]:
    out: list[Passage] = []
    for passage in passages:
        children = tuple(_told(passage.children, learned)) if passage.children else ()
        cells = tuple(_with_roles(cell, learned) for cell in passage.cells)
        out.append(replace(passage, runs=_with_roles(passage.runs, learned), cells=cells, children=children))
    return out


def _with_roles(runs: Runs, learned: frozenset[str]) -> Runs:
    """Return the runs with "Paper" on the links whose words were learned."""
    return tuple(
        run._replace(text="Paper") if run.href and run.image is None and normal(run.text) in learned else run
        for run in runs
    )
