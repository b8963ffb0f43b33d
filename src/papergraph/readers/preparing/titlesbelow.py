"""Items that call a work by other words, its title under a label below: "[On Wool](…)" over "Title: Counting Sheep"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.editors import without
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.passages import Passage, Runs, plain

ENOUGH = 3  # such items of a document
_LABEL = re.compile(r"[^:：]{1,40}[:：]\s*")


def with_titles_below(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such items under the title that their label gives, what they were called by below it."""
    found = [n for n, passage in enumerate(passages) if _titled(passage) is not None]
    if len(found) < ENOUGH:
        return list(passages)
    return [_item(passage) if n in found else passage for n, passage in enumerate(passages)]


def _titled(item: Passage) -> int | None:
    """Return the place of the only child of an item that gives a title under its label, or None."""
    if item.kind != "item" or item.problem or not plain(item.runs) or labelled(item.runs):
        return None
    titled = [n for n, child in enumerate(item.children) if field_of(labelled(child.runs) or "") == "title"]
    if len(titled) != 1 or len(plain(_value(item.children[titled[0]].runs)).split()) < 2:
        return None
    return titled[0]


def _value(runs: Runs) -> Runs:
    """Return what stands behind the label that runs begin with."""
    match = _LABEL.match("".join(run.text for run in runs if run.image is None))
    return without(runs, 0, match.end()) if match else runs


def _item(item: Passage) -> Passage:
    at = _titled(item)
    if at is None:
        return item
    title = item.children[at]
    runs = tuple(run._replace(marks=(run.marks - {"bold"}) | {"stated"}) for run in _value(title.runs))
    called = replace(item, kind="paragraph", marker=None, children=())
    beside = [called] if any(run.href for run in item.runs) else []
    below = (*item.children[:at], *title.children, *item.children[at + 1 :], *beside)
    return replace(item, last_line=max(item.last_line, title.last_line), runs=runs, children=below)
