"""Rows of a plan in which nothing is read: most of what the other rows have beside their works is empty in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from papergraph.readers.grammar.evidence import ALONE, looks_like_title
from papergraph.readers.judgement.facts import Facts
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.passages import plain

REASON = "a row that has no work, as what is empty in it shows"
_ENOUGH = 3  # rows of works
_FILLED = 0.75  # of these, that fill a column
_MANY = 5  # ... of which nearly all must be whole references where nothing less is a work
_WHOLE = 0.9
_WORDS = 4  # of what stands there instead of a work, at most


def idle_rows(facts: Sequence[Facts]) -> list[Facts]:
    """Return the rows of a table without a link, where half of the columns that works have filled are empty.

    So too where all works are whole references in one cell. The link of a work counts as a column of its own.
    Of a few words only: a title may stand in a plan before all else.
    """
    if facts[0].candidate.row is None:
        return []
    works = [each for each in facts if each.score >= ALONE and (_is_linked(each) or each.lead.people.names)]
    if len(works) < _ENOUGH or 2 * len(works) < len(facts):
        return []
    if len(works) >= _MANY and sum(map(_is_whole, works)) >= _WHOLE * len(works):
        return [each for each in facts if _may_be_idle(each) and not _is_whole(each) and not each.lead.venue]
    filled = Counter(n for each in works for n in _filled(each))
    usual = {n for n, rows in filled.items() if rows >= _FILLED * len(works)}
    if len(usual) < 2:
        return []
    return [each for each in facts if _may_be_idle(each) and 2 * len(_filled(each) & usual) <= len(usual)]


def _is_whole(facts: Facts) -> bool:
    """Return whether the cell of a work prints its names and when or where it came out."""
    return bool(facts.lead.people.names) and bool(facts.lead.dates or facts.lead.venue)


def _may_be_idle(facts: Facts) -> bool:
    """Return whether a row has a few words in the place of a work, and no link."""
    title = plain(facts.candidate.runs)
    linked = facts.links or facts.body.links
    long = any(len(each.split()) > _WORDS and looks_like_title(each) for each in (title, facts.lead.title))
    signed = facts.body.fields.keys() & {"authors", "venue"} or any(map(is_person, facts.lead.people.names))
    return not linked and not signed and not long and ": " not in title and not facts.lead.dates


def _is_linked(facts: Facts) -> bool:
    return any(is_paper_url(link.url) for link in (*facts.links, *facts.body.links))


def _filled(facts: Facts) -> set[int]:
    """Return the columns of a row that hold a word or a link, but for that of its title; -1 for a linked work."""
    candidate = facts.candidate
    cells = candidate.row.cells if candidate.row is not None else ()
    found = {
        n
        for n, cell in enumerate(cells)
        if cell is not candidate.runs and (re.search(r"\w", plain(cell)) or any(run.href for run in cell))
    }
    return found | {-1} if _is_linked(facts) else found
