"""Items that name a group on their first line and hold a linked title on each of the others: a list in one item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.breaks import starts_linked, title_links
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.passages import Passage, plain, said_lines

_NAME = 5  # words of the name of a group, at most
_SIGNS = 30  # ... and signs


def with_groups(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, items that are a group on their own lines as an item with those lines as items under it."""
    return [_grouped(passage) if passage.kind == "item" else passage for passage in passages]


def _grouped(item: Passage) -> Passage:
    if item.problem or item.kind != "item":
        return item
    if item.children:
        return replace(item, children=tuple(_grouped(child) for child in item.children))
    if sum(run.text == "\n" for run in item.runs) < 2:
        return item
    first, *lines = said_lines(item.runs) or [()]
    name = plain(first)
    if not first or any(run.href for run in first) or len(name.split()) > _NAME or len(name) > _SIGNS or dates_in(name):
        return item
    if (
        len(lines) < 2
        or field_of(name) == "authors"
        or not all(starts_linked(line) and title_links(line) for line in lines)
    ):
        return item
    if any(is_person(link.text) for line in lines for link in title_links(line)):
        return item
    below = (Passage("item", line[0].line, line[-1].line, line, item.column + 1) for line in lines)
    return replace(item, runs=first, last_line=first[-1].line, children=tuple(below))
