"""Records to a reading: entries with their ids, what was left out and why, every line in its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

from papergraph.identifiers import curie_of_url, title_key
from papergraph.model import Entry, Problem, Reading, Skipped, Source, Unread
from papergraph.readers.assembly import with_ids
from papergraph.readers.records.entries import LONGEST_RAW, add_name, entry_of, names_others
from papergraph.readers.records.record import Record, Refused

_LINE = re.compile(r"^.*$", re.MULTILINE)


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
    made: list[Entry | Skipped | Unread] = []
    waiting: list[tuple[int, Record]] = []  # for the names of those after them
    names: dict[str, str] = {}
    for part in parts:
        if isinstance(part, Record):
            add_name(names, part)
            if names_others(part):
                waiting.append((len(made), part))
            made.append(entry_of(part, source, {}))
        else:
            made.append(_refused(part, source))
    for at, record in waiting:
        made[at] = entry_of(record, source, names)
    entries = [each for each in made if isinstance(each, Entry)]
    skipped = [each for each in made if isinstance(each, Skipped)]
    unread = [each for each in made if isinstance(each, Unread)]
    skipped += _between(text, [(each.first_line, each.last_line) for each in made], source)
    return Reading(
        source=Source(
            id=source,
            path=path,
            format=format_,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        ),
        entries=tuple(with_ids(_without_borrowed(entries), source)),
        unread=tuple(unread),
        skipped=tuple(sorted(skipped, key=lambda part: (part.first_line, part.last_line))),
        problems=tuple(problems),
    )


def _without_borrowed(entries: list[Entry]) -> list[Entry]:
    """Return the entries without arXiv numbers that works with titles and DOIs of their own share.

    Managers put the number of the first paper that a PDF cites on whatever has none.
    """
    titles: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    for entry in entries:
        made = {link.url: curie_of_url(link.url) or "" for link in entry.links}
        dois = [each for each in made.values() if each.startswith("doi:")]
        for url, each in made.items() if dois else ():
            if each.startswith("arxiv:"):
                titles.setdefault(url, set()).add(title_key(entry.title))
                places.setdefault(url, set()).add(dois[0])
    borrowed = {url for url in titles if len(titles[url]) > 1 < len(places[url])}
    if not borrowed:
        return entries
    return [
        replace(entry, links=tuple(link for link in entry.links if link.url not in borrowed))
        if any((curie_of_url(link.url) or "").startswith("doi:") for link in entry.links)
        else entry
        for entry in entries
    ]


def _refused(part: Refused, source: str) -> Skipped | Unread:
    made = Unread if part.damaged else Skipped
    raw = part.raw[:LONGEST_RAW]
    return made(source=source, first_line=part.first_line, last_line=part.last_line, raw=raw, reason=part.reason)


def _between(text: str, spans: list[tuple[int, int]], source: str) -> list[Skipped]:
    """Return the lines that stand in no record, those that follow on one another together."""
    found: list[Skipped] = []
    waiting = iter(sorted(spans))
    first, last = next(waiting, (0, 0))
    together: list[str] = []
    number = 0
    for number, match in enumerate(_LINE.finditer(text), 1):
        while last and number > last:
            first, last = next(waiting, (0, 0))
        if (last and first <= number) or not match[0].strip():
            if together:
                found.append(_outside(together, number - 1, source))
                together = []
        else:
            together.append(match[0])
    if together:
        found.append(_outside(together, number, source))
    return found


def _outside(lines: list[str], last: int, source: str) -> Skipped:
    raw = "\n".join(lines)[:LONGEST_RAW]
    first = last - len(lines) + 1
    return Skipped(source=source, first_line=first, last_line=last, raw=raw, reason="outside of any record")
