"""References that begin with the key by which a text cites them: "[Lun98] Lund, A. …" are items of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.passages import Passage, plain
from papergraph.readers.preparing.unmarked import stretches

ENOUGH = 4  # such paragraphs under the same headings
_SHARE = 0.5  # of the paragraphs between the first and the last of them
#: "[Lun98]", "[LOE+85]", "[HB82a]", "[LundOak2004]": letters first, then the year.
_KEY = re.compile(
    r"\W{0,2}\[\W{0,2}(?P<key>[^\W\d_][^\[\]\s,;:]{1,24}?(?:\d\d|\d{4})[a-z]?)\W{0,2}\]\W{0,2}\s*(?=[^\W\d_])"
)


def with_keyed_references(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, paragraphs that begin with keys of their own as items where several stand together."""
    items: set[int] = set()
    for stretch in stretches(passages):
        keys: dict[int, str] = {}
        for n in stretch:
            found = _KEY.match(plain(passages[n].runs)[:60]) if passages[n].kind == "paragraph" else None
            if found:
                keys[n] = found["key"]
        if len(keys) < ENOUGH or len(set(keys.values())) < len(keys):
            continue
        between = sum(passages[n].kind == "paragraph" for n in range(min(keys), max(keys) + 1))
        if len(keys) >= _SHARE * between:
            items |= keys.keys()
    return [replace(passage, kind="item") if n in items else passage for n, passage in enumerate(passages)]
