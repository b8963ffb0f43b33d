"""Paragraphs that are a title in plain words, its year in brackets and links under labels: "Wool? (2024) [[Paper](…)]".

Where most of a document are such, as in lists that unfold, whatever signs stand before the year are of the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.flat import without_signs
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.passages import NO_MARKS, Passage, Run, Runs, plain
from papergraph.readers.styles.styled import YEAR

_ENOUGH = 6  # such paragraphs
_MOST = 0.7  # of them are read as a title and nothing but it
_DATED = re.compile(rf"(?P<title>[^\n]{{8,300}}?)\s*[(\[](?P<year>{YEAR})[)\]]\s*\[?\s*")


def with_years_and_links(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such paragraph as an item with the year and the links under it."""
    found = {n: match for n, each in enumerate(passages) if (match := _dated(each))}
    if len(found) < _ENOUGH:
        return list(passages)
    leads = [read_lead(passages[n].runs, NO_PRIOR) for n in found]
    titles = sum(lead.order[:1] == ("title",) and not lead.people.names and not lead.venue for lead in leads)
    if titles < _MOST * len(found):
        return list(passages)
    return [_item(each, found[n]) if n in found else each for n, each in enumerate(passages)]


def _dated(passage: Passage) -> re.Match[str] | None:
    """Return the match of the title and the year in a paragraph that links under labels follow, or None."""
    if passage.kind != "paragraph" or passage.problem or len(passage.runs) < 2:
        return None
    first, second = passage.runs[:2]
    plainly = not (first.href or first.image or first.marks)
    if not plainly or second.href is None or link_role(second.text) is None:
        return None
    return _DATED.fullmatch(first.text)


def _item(passage: Passage, match: re.Match[str]) -> Passage:
    line = passage.first_line
    links: Runs = tuple(run for run in passage.runs[1:] if run.href or not re.fullmatch(r"[\W_]*", run.text))
    parted = tuple(part for run in links for part in (run, Run(" ", run.line)))
    year = Run(f"Date: {match['year']}", line)
    below = [Passage("paragraph", line, line, (year,))]
    if plain(links):
        below.append(Passage("paragraph", line, passage.last_line, parted))
    head = Run(without_signs(match["title"]), line, NO_MARKS | {"stated"})
    return replace(passage, kind="item", marker="-", runs=(head,), children=tuple(below))
