"""Titles in plain words over the lines of their links: a paragraph, or an item, for each work.

    How Gates Are Opened ,
    PDF: <https://…>

One such could be anything; several, half of them with a link to a paper, are a list of works.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import Prior, prose_score
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.sections import is_list_of_works, names_list, names_session
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Runs, plain, said_lines, split_at_breaks
from papergraph.readers.preparing.blockitems import block_item
from papergraph.readers.preparing.blocklines import line_of

_ENOUGH = 3  # works
_TITLE = 40  # words of a title, at most
_WRAPPED = 3  # lines of a title, at most
_LINKS = 5  # lines of links, at most
_LABEL = 3  # words of the label of a link
_PROSE = 1.2  # of a title, at most
_AMONG = 2.0  # of one of several words among others: "Opening Many Gates using the Sheep of a Farm"
_LONG = 6
_END = re.compile(r"\s*[,:;]\s*$|(?<=\w\w)\s*\.\s*$")
_YEAR_BEHIND = re.compile(r"(?<=\S)\s*\((?P<year>(?:19|20)\d\d)\)\s*$")
_PARTS = re.compile(r"[|,;/·•]|\n")


@dataclass(frozen=True, slots=True)
class _Work:
    """A title and the lines of its links; where the passages of the next one begin."""

    title: Runs
    lines: tuple[Runs, ...]
    end: int
    alone: bool  # the grammar finds neither venue nor prose

    @property
    def has_paper(self) -> bool:
        """Whether a link leads to a paper, by its label or its address."""
        linked = [run for line in self.lines for run in line if run.href]
        labels = [_beside(line) for line in self.lines]
        return any(is_paper_url(run.href or "") for run in linked) or any(
            link_role(label) == "paper" for label in [*labels, *(run.text for run in linked)]
        )


def with_titles_over_links(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each title in plain words over its links as an item with these under it."""
    works = {n: work for n in range(len(passages)) if (work := _work(passages, n)) is not None}
    told: dict[int, _Work] = {}
    for kind in ("paragraph", "item"):
        own = {n: work for n, work in works.items() if passages[n].kind == kind}
        alone = {n: work for n, work in own.items() if work.alone}
        papers = sum(work.has_paper for work in own.values())
        if len(alone) >= _ENOUGH and 2 * papers >= len(own):
            told.update(own if len(alone) >= 0.75 * len(own) else alone)
    out: list[Passage] = []
    end = 0
    for n, passage in enumerate(passages):
        if n < end:
            continue
        if n not in told:
            out.append(passage)
            continue
        lines = [line_of(runs, replace(passage, children=())) for runs in told[n].lines]
        out.append(replace(block_item(told[n].title, lines, passage), runs=_stated(told[n].title)))
        end = told[n].end
    return out


def _stated(title: Runs) -> Runs:
    return tuple(run._replace(marks=run.marks | {"stated"}) for run in title)


def _work(passages: Sequence[Passage], at: int) -> _Work | None:
    """Return the work whose title begins a passage, or None where it is none or has no links right under it."""
    passage = passages[at]
    if passage.kind not in {"paragraph", "item"} or passage.problem or passage.children:
        return None
    lines = [line for line in split_at_breaks(passage.runs, "any") if any(run.text.strip() for run in line)]
    first = next((n for n, line in enumerate(lines) if _is_link_line(line)), len(lines))
    links, end = lines[first:], at + 1
    if not links and passage.kind == "paragraph":
        while end < len(passages) and (below := _all_links(passages[end])):
            links, end = [*links, *below], end + 1
    if not 0 < first <= _WRAPPED or not 0 < len(links) <= _LINKS or not all(map(_is_link_line, links)):
        return None
    title, dated = _without_date(_joined(lines[:first]))
    text = plain(title)
    if any(run.href or run.image or run.marks - {"soft"} for run in title) or not _could_be_title(text):
        return None
    lead = read_lead(title, Prior(first="title"))
    alone = lead.order[:1] == ("title",) and lead.venue is None and prose_score(text) <= _PROSE
    if dates_in(text) or lead.people != NOBODY or labelled(title):
        return None
    return _Work(title, (*dated, *links), end, alone)


def _without_date(title: Runs) -> tuple[Runs, tuple[Runs, ...]]:
    """Return a title without the year in brackets behind it, and that year as a line of its own."""
    match = _YEAR_BEHIND.search(title[-1].text) if title else None
    if match is None:
        return title, ()
    last = title[-1]
    bare = (*title[:-1], last._replace(text=last.text[: match.start()]))
    return bare, ((last._replace(text=match["year"]),),)


def _all_links(passage: Passage) -> list[Runs]:
    """Return the lines of a paragraph that are all links under labels, or none."""
    if passage.kind != "paragraph" or passage.problem:
        return []
    lines = said_lines(passage.runs)
    return lines if all(map(_is_link_line, lines)) else []


def _joined(lines: Sequence[Runs]) -> Runs:
    """Return the lines of a title as one, without the sign at its end."""
    runs = [run for line in lines for run in (*line, line[-1]._replace(text=" ", marks=frozenset()))][:-1]
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[-1] = runs[-1]._replace(text=_END.sub("", runs[-1].text))
    return tuple(run for run in runs if run.text)


def _could_be_title(text: str) -> bool:
    words = words_of(text)
    if not 1 < len(words) <= _TITLE or not (text[0].isalnum() or text[0] in "\"'“‘(") or link_role(text):
        return False
    if names_list(text) or names_session(text) or is_list_of_works(text) or re.search(r"[a-z]{2}[.!] [A-Z]", text):
        return False
    return prose_score(text) <= (_AMONG if text[0].isupper() and len(words) >= _LONG else _PROSE)


def _beside(line: Runs) -> str:
    """Return the words of a line beside its links."""
    said = "".join(run.text for run in line if not run.href and run.image is None)
    return said.strip(" \n:<>()[]*-–—,;|")


def _is_link_line(line: Runs) -> bool:
    """Return whether a line is links, and nothing else but their labels."""
    linked = [run for run in line if run.href]
    if not linked or not all(is_web(run.href or "") and run.image is None for run in linked):
        return False
    if not all("bare" in run.marks or link_role(run.text) for run in linked):
        return False
    labels = [part.strip(" :<>()[]*-–—") for part in _PARTS.split(_beside(line))]
    return all(not label or link_role(label) or len(words_of(label)) <= _LABEL for label in labels) and (
        len([label for label in labels if label]) <= len(linked)
    )
