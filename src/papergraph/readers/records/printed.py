"""Records that hold a reference as a style prints it instead of a title: the reader of prose takes it apart."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from papergraph.identifiers import title_key
from papergraph.model import Entry
from papergraph.readers.records.names import named
from papergraph.readers.records.record import Record, Refused, Value

#: Reads one reference a line; what a line gives none for is None.
ReadPrinted = Callable[[Sequence[str]], Sequence[Entry | None]]

_TOGETHER = 1_000
_WHOLE = re.compile(r"(?=.{40,2000}$)[^\W\d_][^@]*?[.,;:] .*?(?<!\d)(?:1[89]|20)\d\d[a-z]?(?!\d).*", re.DOTALL)
_POINTS = re.compile(r"[^\W\d_)][.?!)] |\d\)?[.,] ")
_ITALIC = re.compile(r"</?(?:i|em)>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,200}>")


def with_printed(parts: Iterator[Record | Refused], read: ReadPrinted) -> Iterator[Record | Refused]:
    """Yield the parts of a file; a record that prints a reference has of that what it lacks."""
    waiting: list[Record | Refused] = []  # from the first that prints a reference on
    for part in parts:
        if waiting or (isinstance(part, Record) and _printed(part)):
            waiting.append(part)
            if len(waiting) >= _TOGETHER:
                yield from _taken(waiting, read)
                waiting = []
        else:
            yield part
    yield from _taken(waiting, read)


def _taken(parts: list[Record | Refused], read: ReadPrinted) -> Iterator[Record | Refused]:
    printed = {n: text for n, part in enumerate(parts) if isinstance(part, Record) and (text := _printed(part))}
    found = dict(zip(printed, read([_line(text) for text in printed.values()]) if printed else (), strict=False))
    for n, part in enumerate(parts):
        entry = found.get(n)
        if isinstance(part, Record) and entry is not None and (entry.authors or entry.organisation):
            yield _filled(part, entry)
        else:
            yield part


def is_reference(text: str) -> bool:
    """Return whether a value is a whole reference rather than a title.

    >>> is_reference("Lund, A. (2021). A wet blessing. Journal of Mud, 12, 1-20."), is_reference("Mud. A history")
    (True, False)
    """
    return _WHOLE.fullmatch(text.strip()) is not None and len(_POINTS.findall(text)) >= 2


def _printed(record: Record) -> str:
    """Return the reference that a record prints where its title, its venue or its authors should be, or nothing."""
    titled = bool(record.first("title"))
    if titled and record.first("venue") and record.first("author", "organisation"):
        return ""
    for text in record.all("printed") if titled else record.all("printed", "title?"):
        if is_reference(text):
            return text.strip()
    return ""


def _line(text: str) -> str:
    return " ".join(_TAG.sub("", _ITALIC.sub("*", html.unescape(text))).split())


def _filled(record: Record, entry: Entry) -> Record:
    """Return the record with what its reference says where its own fields say nothing."""
    line = record.first_line
    titled = record.first("title")
    if titled and title_key(titled) != title_key(entry.title):
        return record
    kept = [value for value in record.values if value.name != "printed" and (titled or value.name != "title?")]
    own = {value.name for value in kept if value.text}
    made = [] if titled else [Value("title", entry.title, line)]
    if not own & {"author", "organisation"}:
        made += [named("author", name, line) for name in entry.authors]
        made += [Value("organisation", entry.organisation, line)] if entry.organisation else []
        made += [Value("others", "et al.", line)] if entry.authors_truncated else []
    if entry.year and not own & {"year", "date"}:
        made.append(Value("year", str(entry.year), line))
    if entry.venue and "venue" not in own:
        made.append(Value("venue", entry.venue, line))
    made += [Value("url", link.url, line) for link in entry.links]
    return replace(record, values=(*made, *kept), _texts={})
