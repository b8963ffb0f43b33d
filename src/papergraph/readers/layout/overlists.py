"""Headings over several works in a list, a table or paragraphs: whatever stands right under them, they are sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from papergraph.readers.grammar.evidence import has_title, looks_like_title
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.layout.joining import is_labelled_field, is_reference, is_title_over_links, labelled
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.passages import Passage, Runs, plain

_TITLE = 3  # words of a title in a line of its own, at least
_NEAR = 14  # passages under a heading that are looked at


def is_over_works(passages: Sequence[Passage], at: int, is_work: Callable[[Passage], bool]) -> bool:
    """Return whether two works of their own stand behind the first passage under a heading; `is_work` tells items."""
    level = passages[at].level
    works = 0
    for other in passages[at + 2 : at + _NEAR]:
        if other.kind == "heading" and other.level <= level:
            break
        listed = other.kind == "item" and not labelled(other.runs) and is_work(other)
        listed = listed or (other.kind == "paragraph" and _is_whole_reference(read_lead(other.runs, NO_PRIOR)))
        works += listed or (other.kind == "row" and any(map(_is_linked_title, other.cells)))
    return works > 1


def is_over_titles(passages: Sequence[Passage], at: int) -> bool:
    """Return whether two titles in lines of their own, each over the link to its paper, stand under a heading."""
    level = passages[at].level
    works = 0
    for n, other in enumerate(passages[at + 1 : at + _NEAR], at + 1):
        if other.kind == "heading" and other.level <= level:
            break
        long = other.kind == "paragraph" and len(plain(other.runs).split()) >= _TITLE and len(set(_marks(other))) == 1
        works += long and _has_paper(passages[n + 1 : n + 4]) and is_title_over_links(other, passages[n + 1 : n + 8])
    return works > 1


def _marks(passage: Passage) -> list[tuple[frozenset[str], bool]]:
    return [(run.marks & {"bold", "italic"}, bool(run.href)) for run in passage.runs if run.text.strip()]


def _has_paper(below: Sequence[Passage]) -> bool:
    """Return whether one of the lines under labels that passages begin with is the link to a paper."""
    lines = takewhile(lambda each: is_labelled_field(each), below)
    return any(run.href and is_paper_url(run.href) for each in lines for run in each.runs)


def _is_whole_reference(lead: Lead) -> bool:
    """Return whether a lead is a reference that its authors begin, with a title of its own, a venue and a date."""
    known = lead.whole and bool(lead.people.names and lead.dates and lead.venue) and has_title(lead)
    return is_reference(lead) or (known and lead.order[:2] == ("authors", "title"))


def _is_linked_title(cell: Runs) -> bool:
    """Return whether a cell is a linked title that leads to a paper by its address."""
    linked = [run for run in cell if run.href and is_paper_url(run.href)]
    return any(len(run.text.split()) > 3 and looks_like_title(run.text) for run in linked)
