"""Titles with their translation below: "[Counting Sheep](…)" over "[翻译: 数羊](…)".

Nothing else may say that they are works: where they lead is often a page of notes beside the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.passages import Passage, Run, plain

_ENOUGH = 3  # such items
_LABEL = re.compile(
    r"(?:翻译|译文|译名|中文(?:标题|译名|题目|名)?|中译|标题翻译|翻譯|和訳|邦訳|translation)\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)


def with_translations_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such titles as what they are, and each translation as a note in the words of its label."""
    found = {n: at for n, passage in enumerate(passages) if (at := _translation(passage)) is not None}
    if len(found) < _ENOUGH:
        return list(passages)
    return [_told(passage, found[n]) if n in found else passage for n, passage in enumerate(passages)]


def _translation(item: Passage) -> int | None:
    """Return the place of the child that translates an item of one title, or None."""
    links = {run.href for run in item.runs if run.href}
    if item.kind != "item" or item.problem or len(links) > 1 or len(plain(item.runs).split()) < 2:
        return None
    if any("://" in (href or "") for href in links):
        return None  # a place of its own says what it is, and the words may begin with where it appeared
    for n, child in enumerate(item.children):
        said = {run.href for run in child.runs if run.href}
        if said <= links and not child.children and _LABEL.match(plain(child.runs)):
            return n
    return None


def _told(item: Passage, at: int) -> Passage:
    child = item.children[at]
    words = Run(" ".join(plain(child.runs).split()), child.first_line)
    note = replace(child, kind="paragraph", marker=None, runs=(words,))
    runs = tuple(run._replace(marks=run.marks | {"stated"}) if run.text.strip() else run for run in item.runs)
    return replace(item, runs=runs, children=(*item.children[:at], note, *item.children[at + 1 :]))
