"""Names that were taken for the one author of a work, and are made of words of its title: what the work is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry

_WORD = re.compile(r"[^\W_]+")


def with_names_of_titles(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, such a name among the short names: "**[Wool VOC]** The Wool Object Classes (VOC) Challenge".

    It has two words and more, each as the title has it; where several have signed a work they are people.
    """
    return [_named(each) for each in entries]


def _named(entry: Entry) -> Entry:
    """Return an entry whose only author, where the title has all its words, is a short name."""
    if len(entry.authors) != 1 or entry.authors_truncated or "." in entry.authors[0]:
        return entry
    words = _WORD.findall(entry.authors[0])
    said = set(_WORD.findall(" ".join([entry.title, *entry.short_names])))
    if len(words) < 2 or not said.issuperset(words):
        return entry
    shorts = tuple(dict.fromkeys([entry.authors[0], *entry.short_names]))
    return replace(entry, authors=(), short_names=shorts)
