"""References that begin with the key by which a text cites them: "[Lun98] Lund, A. …" are items of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from papergraph.readers.passages import Passage, plain, said_lines
from papergraph.readers.preparing.unmarked import stretches

ENOUGH = 4  # such paragraphs under the same headings
_NUMBERED = 8  # paragraphs of a document that begin with numbers in brackets
_SHARE = 0.5  # of the paragraphs between the first and the last of them
#: "[Lun98]", "[LOE+85]", "[HB82a]", "[LundOak2004]": letters first, then the year.
_KEY = re.compile(
    r"\W{0,2}\[\W{0,2}(?P<key>[^\W\d_][^\[\]\s,;:]{1,24}?(?:\d\d|\d{4})[a-z]?)\W{0,2}\]\W{0,2}\s*(?=[^\W\d_])"
)


#: "[12]": a number alone; a blank follows, and no dash or number does, as in a range.
_NUMBER = re.compile(r"\[(?P<key>\d{1,4})\]\s+(?=[^\W\d_]|[“\"'‘*(])")


def with_keyed_references(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, paragraphs that begin with keys of their own as items where several stand together.

    Numbers are keys that grow under each heading; so are a few of them where many in the document are.
    """
    items: set[int] = set()
    numbered: set[int] = set()
    for stretch in stretches(passages):
        keys = _keys(passages, stretch, _KEY)
        if len(keys) >= ENOUGH and len(set(keys.values())) == len(keys) and _stand_together(passages, keys):
            items |= keys.keys()
        numbers = _keys(passages, stretch, _NUMBER)
        if (
            numbers
            and all(int(a) < int(b) for a, b in pairwise(numbers.values()))
            and _stand_together(passages, numbers)
        ):
            numbered |= numbers.keys()
    if len(numbered) >= _NUMBERED:
        items |= numbered
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        out += _items(passage) if n in items else [passage]
    return out


def _items(passage: Passage) -> list[Passage]:
    """Return a paragraph as an item, or as several where each of its lines begins with a number."""
    lines = said_lines(passage.runs)
    if len(lines) < 2 or not all(_NUMBER.match(plain(line)[:60]) for line in lines):
        return [replace(passage, kind="item")]
    return [
        replace(passage, kind="item", first_line=line[0].line, last_line=line[-1].line, runs=line) for line in lines
    ]


def _keys(passages: Sequence[Passage], stretch: range, begins: re.Pattern[str]) -> dict[int, str]:
    """Return the keys that paragraphs begin with, by their places."""
    return {
        n: found["key"]
        for n in stretch
        if passages[n].kind == "paragraph" and (found := begins.match(plain(passages[n].runs)[:60]))
    }


def _stand_together(passages: Sequence[Passage], keys: Mapping[int, str]) -> bool:
    """Return whether most paragraphs between the first and the last that begin with keys do so."""
    between = sum(passages[n].kind == "paragraph" for n in range(min(keys), max(keys) + 1))
    return len(keys) >= _SHARE * between
