"""Titles that are headings with nothing under them: a list of works, where nearly all headings of a level are such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import Prior
from papergraph.readers.lexicon.occasions import is_occasion, venue_of_heading
from papergraph.readers.lexicon.sections import is_list_of_works
from papergraph.readers.passages import Passage, Run, plain

ENOUGH = 6  # such headings of a level
_OPENING = 4  # passages at the start of a document, that say what it is
_EDGE = re.compile(r"[\s*_-]+")
_ADDRESS = re.compile(r"\s*[（(]?\s*$")


def with_bare_headings(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, headings that are titles over nothing as the items of a list under the heading above them.

    So only in a document of papers, where nearly all headings of the level have nothing under them and most are titles.
    """
    bare = {n for n, passage in enumerate(passages) if _is_bare(passages, n)}
    if len(bare) < ENOUGH or not any(_speaks_of_papers(passage, n) for n, passage in enumerate(passages)):
        return list(passages)
    works: set[int] = set()
    for level in {passages[n].level for n in bare}:
        members = [n for n, passage in enumerate(passages) if passage.kind == "heading" and passage.level == level]
        found = [n for n in members if n in bare]
        titles = sum(looks_like_title(_words(passages[n])) for n in found)
        if len(found) >= ENOUGH and len(found) >= 0.9 * len(members) and titles >= 0.7 * len(found):
            works.update(found)
    return [_item(passage) if n in works else passage for n, passage in enumerate(passages)]


def _is_bare(passages: Sequence[Passage], at: int) -> bool:
    """Return whether a heading has words, and another heading of its level or a higher one follows on it at once."""
    passage = passages[at]
    if passage.kind != "heading" or len(plain(passage.runs).split()) < 2:
        return False
    after = passages[at + 1] if at + 1 < len(passages) else None
    return after is None or (after.kind == "heading" and after.level <= passage.level)


def _words(heading: Passage) -> str:
    text = plain(tuple(run for run in heading.runs if "bare" not in run.marks))
    return _ADDRESS.sub("", re.sub(r"[（(]\s*[)）]", "", text)).rstrip(" .")


def _speaks_of_papers(passage: Passage, at: int) -> bool:
    """Return whether a heading names a meeting with its year, or it or the opening words speak of papers."""
    text = _EDGE.sub(" ", plain(passage.runs)).strip()
    if passage.kind == "heading":
        return is_list_of_works(text) or is_occasion(text) or venue_of_heading(text) is not None
    return passage.kind == "paragraph" and at < _OPENING and is_list_of_works(text)


def _item(heading: Passage) -> Passage:
    """Return a heading as an item: its words as a title, its printed addresses as links.

    One that prints date and authors, or date and venue, behind a title is read as any item is.
    """
    line = heading.first_line
    title = Run(_words(heading), line, frozenset({"stated"}))
    linked = tuple(run._replace(marks=run.marks | {"bare"}) for run in heading.runs if run.href and "bare" in run.marks)
    lead = read_lead(heading.runs, Prior(first="title"))
    signed = lead.order[:1] == ("title",) and len(lead.order) > 1 and "prose" not in lead.order
    told = signed and bool(lead.dates) and bool(lead.venue or lead.people.names) and looks_like_title(lead.title)
    if told or any(run.href and "bare" not in run.marks for run in heading.runs):
        return replace(heading, kind="item", level=0, marker="-")
    runs = (title, *(part for run in linked for part in (Run(" ", line), run)))
    return replace(heading, kind="item", level=0, marker="-", runs=runs)
