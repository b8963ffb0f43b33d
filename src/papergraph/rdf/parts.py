"""Text on its way to a file: encoded part by part, so that a large file is never whole in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

#: Texts that are written together: one at a time is slow, all at once takes the memory of the file twice.
_AT_ONCE = 10_000


def encoded(texts: Iterable[str], *, between: str = "") -> Iterator[bytes]:
    """Yield the texts, joined by `between`, as UTF-8 in parts."""
    rest, lead = iter(texts), ""
    while part := list(islice(rest, _AT_ONCE)):
        yield (lead + between.join(part)).encode()
        lead = between
