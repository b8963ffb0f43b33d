"""Records to a reading: entries with their ids, what was left out and why, every line in its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from papergraph.model import Entry, Problem, Reading, Skipped, Source, Unread
from papergraph.readers.assembly import with_ids
from papergraph.readers.records.entries import LONGEST_RAW, entry_of, names_of
from papergraph.readers.records.record import Record, Refused


def reading_of(
    parts: Iterable[Record | Refused],
    text: str,
    *,
    source: str,
    format_: str,
    path: str | None = None,
    problems: Iterable[Problem] = (),
) -> Reading:
    """Return what the records and refusals of `text` make, in the order of the file."""
    found = list(parts)
    names = names_of(part for part in found if isinstance(part, Record))
    entries: list[Entry] = []
    skipped: list[Skipped] = []
    unread: list[Unread] = []
    for part in found:
        made = entry_of(part, source, names) if isinstance(part, Record) else _refused(part, source)
        if isinstance(made, Entry):
            entries.append(made)
        elif isinstance(made, Skipped):
            skipped.append(made)
        else:
            unread.append(made)
    lines = text.split("\n")
    skipped += _between(lines, [(part.first_line, part.last_line) for part in found], source)
    return Reading(
        source=Source(
            id=source,
            path=path,
            format=format_,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        ),
        entries=tuple(with_ids(entries, source)),
        unread=tuple(unread),
        skipped=tuple(sorted(skipped, key=lambda part: (part.first_line, part.last_line))),
        problems=tuple(problems),
    )


def _refused(part: Refused, source: str) -> Skipped | Unread:
    made = Unread if part.damaged else Skipped
    raw = part.raw[:LONGEST_RAW]
    return made(source=source, first_line=part.first_line, last_line=part.last_line, raw=raw, reason=part.reason)


def _between(lines: list[str], spans: list[tuple[int, int]], source: str) -> list[Skipped]:
    """Return the lines that stand in no record, those that follow on one another together."""
    found: list[Skipped] = []
    at = 1
    for first, last in [*sorted(spans), (len(lines) + 1, len(lines) + 1)]:
        start = at
        while start < first:
            if not lines[start - 1].strip():
                start += 1
                continue
            end = start
            while end + 1 < first and lines[end].strip():
                end += 1
            raw = "\n".join(lines[start - 1 : end])[:LONGEST_RAW]
            found.append(
                Skipped(source=source, first_line=start, last_line=end, raw=raw, reason="outside of any record")
            )
            start = end + 1
        at = max(at, last + 1)
    return found
