"""Names that a list sets in ways of its own: the owner's, set off in it, and those in small letters.

Whoever lists what they wrote sets their own name off in it: what is set off again and again between names is no title.
"Boyd, D." may be "boyd, d."; such names get capitals here, and their own letters back when all is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.model import Entry
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.passages import Passage, Run, Runs

_ENOUGH = 3  # lines in which a name is set off
_BESIDE = 2  # of them with another name beside it
_WORDS = 4  # of a name, at most
_NAME = 1.2  # what a name beside it scores, at least
_JOINED = re.compile(r"(?:\b(?:and|und|et|y|e)|&) $")
_SURE = 1.5  # what a name does that is one in bold letters as well
_MARKS = frozenset({"bold", "italic"})
_EDGES = " .,;:*†‡§¶^"
_BEFORE = re.compile(
    r"(?P<name>(?:[A-Z]\.[ -]?)*[^,;&.()\n]{2,40}(?:\b[A-Z]\.)?)(?:,? (?:and|und|et|y|e) | ?& |[,;] ?(?:& |and )?)$"
)
_BEHIND = re.compile(
    r"^[*†‡]*(?:,? (?:and|und|et|y|e) | ?& |[,;] (?:& |and )?)(?P<name>(?:[A-Z]\.[ -]?)*[^,;&.()\n]{2,40})"
)
#: "boyd, d." between signs of a list of names, before its year, or before a title that is set off.
_SMALL = re.compile(
    r"(?P<before>^\s*|[,;&]\s+|\band\s+)(?P<family>[a-z]{3,14}), (?P<given>[a-z])\."
    r"(?=\s*(?:[,;&(“\"]|and\b|$))(?!,? ?\d)"
)


def with_names_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the name of whose list it is no longer set off, and names in small letters with capitals."""
    seen: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for runs in _all_runs(passages):
        for name in {name for n, name in _set_off(runs)}:
            seen[name] += 1
        for name in {name for n, name in _set_off(runs) if _is_beside_name(runs, n)}:
            beside[name] += 1
    own = {name for name, count in seen.items() if count >= _ENOUGH and beside[name] >= _BESIDE and _is_own(name)}
    return [_told(passage, own) for passage in passages]


def as_printed(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, names in the letters in which they are printed, small ones or capitals."""
    return [_as_printed(entry) for entry in entries]


def _as_printed(entry: Entry) -> Entry:
    if all(name in entry.raw for name in entry.authors):
        return entry
    raw = entry.raw.lower()
    printed = {
        name: entry.raw[at : at + len(name)]
        for name in entry.authors
        if name not in entry.raw and len(raw) == len(entry.raw) and (at := raw.find(name.lower())) >= 0
    }
    return replace(entry, authors=tuple(printed.get(name, name) for name in entry.authors)) if printed else entry


def _all_runs(passages: Sequence[Passage]) -> Iterator[Runs]:
    """Yield the runs of all items and paragraphs, and of all cells of rows."""
    for passage in passages:
        if passage.kind in {"item", "paragraph"}:
            yield passage.runs
        yield from passage.cells
        yield from _all_runs(passage.children)


def _set_off(runs: Runs) -> Iterator[tuple[int, str]]:
    """Yield the places of runs that are set off, no links, and their words without the signs around them."""
    for n, run in enumerate(runs):
        if run.marks & _MARKS and run.href is None and run.image is None and len(run.text) < 60:
            yield n, run.text.strip(_EDGES)


def _is_beside_name(runs: Runs, n: int) -> bool:
    """Return whether a name beyond doubt stands before or behind a run, with a sign between that joins names."""
    before = _BEFORE.search("".join(run.text for run in runs[:n])[-60:]) if n else None
    behind = _BEHIND.match("".join(run.text for run in runs[n + 1 :])[:80])
    return any(match is not None and people_score(match["name"].strip()) >= _NAME for match in (before, behind))


def _is_own(name: str) -> bool:
    """Return whether words that are set off again and again may be a name: no label, venue or number."""
    words = name.split()
    if not 0 < len(words) <= _WORDS or re.search(r"\d", name) or not re.search(r"[^\W\d_]{2}", name):
        return False
    if field_of(name) or link_role(name) or note_key(name) or venue_score(name) >= 1.0:
        return False
    return people_score(name.title() if name.islower() else name) > 0 and not (name.isupper() and "." not in name)


def _told(passage: Passage, own: set[str]) -> Passage:
    """Return a passage with the names in it told."""
    runs, cells = _named(passage.runs, own), tuple(_named(cell, own) for cell in passage.cells)
    children = tuple(_told(child, own) for child in passage.children)
    if (runs, cells, children) == (passage.runs, passage.cells, passage.children):
        return passage
    return replace(passage, runs=runs, cells=cells, children=children)


def _named(runs: Runs, own: set[str]) -> Runs:
    out: list[Run] = []
    for n, run in enumerate(runs):
        name = run.text.strip(_EDGES) if own and run.marks & _MARKS and run.href is None else ""
        beside = name in own and _is_beside_name(runs, n)
        beside = beside and ("bold" not in run.marks or (n > 0 and _JOINED.search(runs[n - 1].text) is not None))
        if beside or (name in own and people_score(name) < _SURE):
            text = run.text.title() if run.text.islower() else run.text
            run = run._replace(text=text, marks=run.marks - _MARKS)
        if ", " in run.text and run.href is None and "code" not in run.marks:
            run = run._replace(text=_SMALL.sub(_with_capitals, run.text))
        out.append(run)
    return tuple(out)


def _with_capitals(match: re.Match[str]) -> str:
    return f"{match['before']}{match['family'].title()}, {match['given'].upper()}."
