"""Numbers of entries that stand twice in one run of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papergraph.graph import PaperGraph
from papergraph.model import Entry, Problem, Skipped, Unread
from papergraph.problems import problem

_NUMBER = re.compile(r"[^\w]*(\d{1,4})\s*[.):\]]")

Numbered = tuple[int, Entry | Skipped | Unread]


def number_findings(graph: PaperGraph) -> Iterator[Problem]:
    """Yield a finding for each number that an earlier item of the same run has.

    A run goes on over sections, and a new one begins where numbers start again at one. Items that are no entries are
    in the run too: a placeholder can hold the number of a paper.
    """
    items: dict[str, list[Numbered]] = {}
    for entry in graph.entries:
        if entry.ordinal and (match := re.search(r"\d+", entry.ordinal)):
            items.setdefault(entry.source, []).append((int(match[0]), entry))
    others: list[Skipped | Unread] = [*graph.skipped, *graph.unread]
    for other in others:
        match = _NUMBER.match(other.raw)
        if match and other.source in items and other.raw.strip(" \t*_-") != match[0].strip(" \t*_-"):
            items[other.source].append((int(match[1]), other))
    for _, numbered in sorted(items.items()):
        yield from _doubles(sorted(numbered, key=lambda each: (each[1].first_line, each[0])))


def _doubles(numbered: list[Numbered]) -> Iterator[Problem]:
    seen: dict[int, Entry | Skipped | Unread] = {}
    last = 0
    for number, item in numbered:
        if number == 1 and last > 1:
            seen = {}
        if number in seen:
            earlier = seen[number]
            message = (
                f"number {number} of {_called(item)} is also the number of {_called(earlier)} (line "
                f"{earlier.first_line}); give each its own"
            )
            entries = [each.id for each in (item, earlier) if isinstance(each, Entry)]
            yield problem("duplicate-number", message, where=item, entries=entries)
        seen.setdefault(number, item)
        last = number


def _called(item: Entry | Skipped | Unread) -> str:
    if isinstance(item, Entry):
        return repr(item.title)
    text = " ".join(item.raw.split()).strip("*_ ")
    return repr(text if len(text) <= 60 else text[:59].rstrip() + "…") + f" ({item.reason})"
