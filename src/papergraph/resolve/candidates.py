"""Which pairs of records are worth a comparison: those that share something rare."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from papergraph.resolve.facts import Facts

# Above this size a block is no evidence of anything; its records are compared with their neighbours in order alone.
_BLOCK = 40
_WINDOW = 8
_RARE_WORDS = 4
# Titles that share rare words and agree less than this (of 100) are not compared any further.
_ALIKE = 70.0


def candidate_pairs(records: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of indices (smaller first, each once) of records that may be one work.

    Records share a block when they have an identifier, a title, a part of one, a short name, or rare words of a title
    in common (blocking as in entity resolution); the number of pairs grows with the number of records, not its square.
    `records` have to be sorted by `Facts.order`: neighbours in large blocks depend on it.
    """
    seen: set[int] = set()
    count = len(records)
    for block in _sure_blocks(records).values():
        for pair in _pairs(block):
            if (made := pair[0] * count + pair[1]) not in seen:
                seen.add(made)
                yield pair
    for block in _word_blocks(records).values():
        for pair in _pairs(block):
            if (made := pair[0] * count + pair[1]) not in seen:
                seen.add(made)
                if _alike(records[pair[0]], records[pair[1]]):
                    yield pair


def _pairs(block: list[int]) -> Iterator[tuple[int, int]]:
    if len(block) <= _BLOCK:
        yield from combinations(block, 2)
        return
    for place, first in enumerate(block):
        for second in block[place + 1 : place + 1 + _WINDOW]:
            yield first, second


def _sure_blocks(records: Sequence[Facts]) -> dict[str, list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, facts in enumerate(records):
        keys = {f"i {each}" for each in facts.identifiers} | {f"n {each}" for each in facts.name_keys}
        for title in facts.titles:
            keys.update(f"t {part}" for part in (*title.keys, title.lead, title.rest) if part)
            keys.update(f"n {name}" for name in title.called if len(title.words) < 4)
        for key in keys:
            blocks[key].append(index)
    return blocks


def _word_blocks(records: Sequence[Facts]) -> dict[str, list[int]]:
    """Return the records under each rare word of their titles, and under each pair of their rarest words."""
    seen_in = Counter(word for facts in records for word in {word for title in facts.titles for word in title.words})
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, facts in enumerate(records):
        keys: set[str] = set()
        for title in facts.titles:
            rare = sorted(set(title.words), key=lambda word: (seen_in[word], word))[:_RARE_WORDS]
            keys.update(word for word in rare if 1 < seen_in[word] <= _BLOCK)
            keys.update(f"{one} {other}" for one, other in combinations(sorted(rare), 2))
        for key in keys:
            blocks[key].append(index)
    return blocks


def _alike(first: Facts, second: Facts) -> bool:
    return any(
        fuzz.token_set_ratio(mine.key, theirs.key, score_cutoff=_ALIKE) > 0
        for mine in first.titles
        for theirs in second.titles
    )
