"""The words that readers know by kind, from one table: function words, venues, organisations, words of a viewer."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    text = files("papergraph.readers.lexicon").joinpath("vocabulary.tsv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        kind, word = line.split("\t")
        kinds.setdefault(kind, set()).add(word)
    return {kind: frozenset(words) for kind, words in kinds.items()}


def vocabulary(kind: str) -> frozenset[str]:
    """Return the words of a kind, in small letters."""
    return _table()[kind]
