"""Entries, headings and what was left out put together: ids, order, and a sweep for lines that nobody took."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from papergraph.identifiers import slug
from papergraph.model import Entry, Heading, Skipped, SourceSpan, Unread

LONGEST_RAW = 10_000  # characters of an entry that tell it apart: a page may stand on one line
_DEFINITION = re.compile(r"\s{0,3}(?:>\s*)*\[[^\]]+\]:\s*\S+")
_TAGS = re.compile(r"</?[A-Za-z!]|^\s*(?:[^<>]*>\s*|&nbsp;\s*)+$|^\s*[A-Za-z:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')")


def with_ids(entries: Sequence[Entry], source: str) -> list[Entry]:
    """Return the entries with their ids: source and title, and where that repeats, a hash of section and raw text."""
    base = [f"{source}#{slug(entry.title)}" for entry in entries]
    counts = Counter(base)
    ids: list[str] = []
    for entry, name in zip(entries, base, strict=True):
        if counts[name] > 1:
            text = "\x1f".join([*entry.section, entry.raw[:LONGEST_RAW]])
            name += "~" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]
        ids.append(name)
    seen: Counter[str] = Counter()
    out: list[Entry] = []
    for entry, name in zip(entries, ids, strict=True):
        seen[name] += 1
        out.append(replace(entry, id=name if seen[name] == 1 else f"{name}~{seen[name]}"))
    return out


def covered_lines(parts: Iterable[SourceSpan]) -> set[int]:
    """Return every line that the parts take."""
    return {line for part in parts for line in range(part.first_line, part.last_line + 1)}


def sweep(
    lines: Sequence[str], cleaned: Sequence[str], taken: set[int], source: str
) -> tuple[list[Skipped], list[Unread]]:
    """Return the non-blank lines of the text that nobody took: link definitions and bare tags skipped, others unread.

    `cleaned` are the same lines as they were parsed.
    """
    skipped: list[Skipped] = []
    unread: list[Unread] = []
    for n, line in enumerate(lines, 1):
        if n in taken or not line.strip():
            continue
        reason = None
        if not cleaned[n - 1].strip():
            reason = "control characters"
        elif _DEFINITION.match(line):
            reason = "a link's definition"
        elif _TAGS.search(line):
            reason = "markup"
        elif not re.search(r"\w", line):
            reason = "signs only"
        if reason:
            skipped.append(Skipped(source=source, first_line=n, last_line=n, raw=line, reason=reason))
        else:
            unread.append(Unread(source=source, first_line=n, last_line=n, raw=line[:2000], reason="not understood"))
    return skipped, unread


def list_title(headings: Sequence[Heading], given: str | None) -> str | None:
    """Return the title of a list: its own, or its first heading when no other is of that level."""
    if given:
        return given
    if not headings:
        return None
    top = min(heading.level for heading in headings)
    alone = sum(heading.level == top for heading in headings) == 1
    return headings[0].text if alone and headings[0].level == top <= 2 else None
