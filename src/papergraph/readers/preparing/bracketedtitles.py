"""Titles in brackets that lead nowhere, behind labels in code: "`WOOL 2018` `NIGHT` [Counting Sheep]".

They are the links of a list that nobody has yet written a page for; others of the list lead somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.passages import NO_MARKS, Passage, Run, plain

_ENOUGH = 3  # such items, and those with a link among their like
_TITLE = re.compile(r"\s*\[(?P<title>[^\[\]\n]{3,300})\]\s*")
_LABELS = frozenset({"code", "bold"})


def with_bracketed_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such title without its brackets, where several are linked behind like labels."""
    found = {n: at for n, passage in enumerate(passages) if (at := _place(passage)) is not None}
    linked = sum(_is_linked(passage) for passage in passages)
    if not found or len(found) + linked < 2 * _ENOUGH or linked < _ENOUGH:
        return list(passages)
    return [_told(passage, found[n]) if n in found else passage for n, passage in enumerate(passages)]


def _labels(item: Passage) -> int:
    """Return how many runs of labels with a date among them an item begins with; 0 where it begins otherwise."""
    count = 0
    for run in item.runs:
        if run.href or run.image or (run.text.strip() and not run.marks & _LABELS):
            break
        count += 1
    return count if item.kind == "item" and not item.problem and dates_in(plain(item.runs[:count])) else 0


def _is_linked(item: Passage) -> bool:
    at = _labels(item)
    return 0 < at < len(item.runs) and item.runs[at].href is not None


def _place(item: Passage) -> int | None:
    """Return the place of the run that is a title in brackets and ends an item, or None."""
    at = _labels(item)
    last = at == len(item.runs) - 1 and item.runs[at].href is None
    return at if at and last and _TITLE.fullmatch(item.runs[at].text) else None


def _told(item: Passage, at: int) -> Passage:
    match = _TITLE.fullmatch(item.runs[at].text)
    if match is None:
        return item
    return replace(item, runs=(*item.runs[:at], Run(match["title"], item.runs[at].line, NO_MARKS | {"bold"})))
