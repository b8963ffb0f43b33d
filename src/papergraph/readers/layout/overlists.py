"""Headings over several works in a list or a table: whatever stands right under them, they name a section."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.passages import Passage, Runs

_NEAR = 14  # passages under a heading that are looked at


def is_over_works(passages: Sequence[Passage], at: int, is_work: Callable[[Passage], bool]) -> bool:
    """Return whether two works of their own stand behind the first passage under a heading; `is_work` tells items."""
    level = passages[at].level
    works = 0
    for other in passages[at + 2 : at + _NEAR]:
        if other.kind == "heading" and other.level <= level:
            break
        listed = other.kind == "item" and not labelled(other.runs) and is_work(other)
        works += listed or (other.kind == "row" and any(map(_is_linked_title, other.cells)))
    return works > 1


def _is_linked_title(cell: Runs) -> bool:
    """Return whether a cell is a linked title that leads to a paper by its address."""
    linked = [run for run in cell if run.href and is_paper_url(run.href)]
    return any(len(run.text.split()) > 3 and looks_like_title(run.text) for run in linked)
