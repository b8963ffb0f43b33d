"""Labels that no list knows, but that stand under one work after another: "**Use for**: …", "**Relevant to**: …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.readers.layout.joining import labelled
from papergraph.readers.passages import Passage, Run, plain

ENOUGH = 3  # blocks that have a label
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w' /&-]{1,40}?)\s?:")
_WORDS = 4  # of a label


def with_note_labels(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, items under labels that recur as notes are told to be notes ("Note: Use for: …").

    A label recurs so when it begins one item in several blocks of items that all begin with labels of their own, and
    each block stands under a paragraph or an item: in a list of works under venues or years the items have one alike.
    """
    places = list(_blocks(passages))
    counted = Counter(label for block in places for label in _labels(block))
    known = frozenset(label for label, count in counted.items() if count >= ENOUGH)
    return [_told(passage, known) for passage in passages] if known else list(passages)


def _blocks(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the items that stand together: under a paragraph, or under an item."""
    block: list[Passage] = []
    under = False
    for passage in passages:
        if passage.kind == "item":
            block.append(passage)
            yield [child for child in passage.children if child.kind == "item"]
            continue
        yield block if under else []
        block, under = [], passage.kind == "paragraph"
    yield block if under else []


def _label(item: Passage) -> str | None:
    """Return the label in bold letters or italics that an item begins with, where no list knows it."""
    first = next((run for run in item.runs if run.text.strip()), None)
    if first is None or first.href or not first.marks & {"bold", "italic"}:
        return None
    match = _LABEL.match(plain(item.runs))
    if match is None or len(match["label"].split()) > _WORDS or len(first.text.strip(" :")) != len(match["label"]):
        return None
    return match["label"].lower()


def _labels(block: Sequence[Passage]) -> list[str]:
    """Return the labels of a block whose items all have one of their own, known or not; else none."""
    found = [_label(item) or "" for item in block]
    apart = len(set(found)) == len(found) and all(found)
    return found if apart and len(found) > 1 else []


def _told(passage: Passage, known: frozenset[str]) -> Passage:
    """Return a passage, and those under it, with "Note: " before a label that recurs and that no list knows."""
    children = tuple(_told(child, known) for child in passage.children)
    runs = passage.runs
    if passage.kind == "item" and _label(passage) in known and labelled(runs) is None:
        runs = (Run("Note: ", passage.first_line), *runs)
    return replace(passage, runs=runs, children=children) if children or runs is not passage.runs else passage
