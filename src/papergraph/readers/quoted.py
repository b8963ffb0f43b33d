"""Records that a document of prose quotes: BibTeX in its blocks of code, or bare between its paragraphs.

Many print one below each work, and what it says fills what the work lacks; in others the records are the list, below
headings that are notes. How a list itself is to be cited is none of its works.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.identifiers import title_key
from papergraph.model import Entry, Heading, Skipped
from papergraph.readers.assembly import covered_lines
from papergraph.readers.records import bibtex
from papergraph.readers.records.entries import entry_of
from papergraph.readers.records.record import Record

_BEGINS = re.compile(
    r"^[ \t>]*@(?:article|book|booklet|collection|conference|inbook|incollection|inproceedings|manual|mastersthesis|"
    r"misc|online|patent|phdthesis|proceedings|report|techreport|thesis|unpublished)[ \t]*\{",
    re.IGNORECASE | re.MULTILINE,
)
#: Headings under which a list says how it, or what it belongs to, is to be cited.
_CITING = re.compile(
    r"\b(?:cit(?:e|ing|ation|ations|ed)|bibtex|acknowledg\w+|licen[cs]e|contact|how to use)\b|引用|致谢", re.IGNORECASE
)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)  # a page ends the lines of a record with them
_FEW = 3  # fewer records may say how a list is to be cited
_NEAR = 12  # lines between a work and the record below it


def with_quoted(
    text: str, entries: Sequence[Entry], skipped: Sequence[Skipped], headings: Sequence[Heading], source: str
) -> tuple[list[Entry], list[Skipped]]:
    """Return the entries with what the records that the text quotes say, and what is skipped without these."""
    if not _BEGINS.search(text):
        return list(entries), list(skipped)
    out = list(entries)
    alone: list[Entry] = []
    named: set[int] = set()  # the lines of records below headings that are their titles
    seen = 0
    for record in _records(text):
        made = entry_of(record, source, {})
        if not isinstance(made, Entry) or not (made.authors or made.organisation or made.year):
            continue
        seen += 1
        if (at := _printed_at(out, made)) is not None:
            out[at] = _filled(out[at], made)
            continue
        path = _open(headings, made)
        section = path[:-1] if path and _are_alike(path[-1], made.title) else path
        named |= {made.first_line} if section != path else set()
        alone.append(replace(made, section=section))
    several = Counter(made.section for made in alone)
    works = [
        made
        for made in alone
        if made.first_line in named
        or several[made.section] >= _FEW
        or ((seen >= _FEW or not out) and not _CITING.search(" ".join(made.section[-1:])))
    ]
    taken = covered_lines(works)
    kept = [entry for entry in out if not taken & {entry.first_line, entry.last_line}]
    rest = [part for each in skipped for part in _without(each, taken)]
    return sorted([*kept, *works], key=lambda entry: (entry.first_line, entry.last_line)), rest


def _records(text: str) -> Iterator[Record]:
    """Yield the records that begin lines of the text, without the signs of a quotation or of a page in them."""
    bare = re.sub(r"^((?:[ \t]*>)+)", lambda match: " " * len(match[1]), text, flags=re.MULTILINE)
    bare = _BREAK.sub(lambda match: " " * len(match[0]), bare)
    begins = {bare.count("\n", 0, match.start()) + 1 for match in _BEGINS.finditer(bare)}
    for part in bibtex.records(bare):
        if isinstance(part, Record) and part.first_line in begins:
            yield part


def _printed_at(entries: Sequence[Entry], made: Entry) -> int | None:
    """Return the place of the work that a record is of: of its title, or right above it and called alike."""
    key = title_key(made.title)
    for n, entry in enumerate(entries):
        if title_key(entry.title) == key:
            return n
    above = [n for n, entry in enumerate(entries) if entry.first_line < made.first_line]
    if not above or made.first_line - entries[above[-1]].last_line > _NEAR:
        return None
    return above[-1] if _are_alike(entries[above[-1]].title, made.title) else None


def _are_alike(one: str, other: str) -> bool:
    """Return whether one of two titles has most of the words of the shorter."""
    words, others = set(title_key(one).split()), set(title_key(other).split())
    least = min(len(words), len(others))
    return least > 1 and len(words & others) >= 0.7 * least


def _filled(entry: Entry, made: Entry) -> Entry:
    """Return an entry with what a record says that it does not."""
    signed = bool(entry.authors or entry.organisation)
    known = {link.url for link in entry.links}
    return replace(
        entry,
        authors=entry.authors if signed else made.authors,
        authors_truncated=entry.authors_truncated if signed else made.authors_truncated,
        organisation=entry.organisation if signed else made.organisation,
        year=entry.year or made.year,
        month=entry.month if entry.year else made.month,
        venue=entry.venue or made.venue,
        links=(*entry.links, *(link for link in made.links if link.url not in known)),
        kind=made.kind if not (signed or entry.year or entry.links) else entry.kind,
    )


def _open(headings: Sequence[Heading], made: Entry) -> tuple[str, ...]:
    """Return the headings that are open where a record stands."""
    path: list[Heading] = []
    for heading in headings:
        if heading.first_line > made.first_line:
            break
        path = [*(each for each in path if each.level < heading.level), heading]
    return tuple(heading.text for heading in path)


def _without(part: Skipped, taken: set[int]) -> Iterator[Skipped]:
    """Yield what is left of a skipped part without the lines that are taken."""
    lines = range(part.first_line, part.last_line + 1)
    if not taken.intersection(lines):
        yield part
        return
    raw = dict(zip(lines, part.raw.split("\n"), strict=False))
    for line in lines:
        if line not in taken and raw.get(line, "").strip():
            yield replace(part, first_line=line, last_line=line, raw=raw[line])


__all__ = ["with_quoted"]
