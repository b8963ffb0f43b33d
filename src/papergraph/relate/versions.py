"""Claims from version names: "FlashAttention-2" builds on "FlashAttention", "GPT-3" on "GPT-2"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from papergraph.identifiers import title_key
from papergraph.model import Entry, Evidence, Paper
from papergraph.relate.claims import Claim, age, could_build_on

CONFIDENCE = 0.8

# A base of at least two letters and a small number: sizes ("ResNet-50") and years are no versions.
_VERSION = re.compile(
    r"(?P<base>[^\W\d_].*?[^\W\d_])(?:[\s_-]*v\.?\s?|[\s_-]*)(?P<number>1?\d(?:\.\d+)?)", re.IGNORECASE
)
_Key = tuple[str, float]


def versions(papers: Mapping[str, Paper], entries: Iterable[Entry]) -> Iterator[Claim]:
    """Yield a claim for each paper whose name is that of another with a higher version number.

    The other is the next lower version at hand; a name without a number counts as version one.
    """
    table: dict[_Key, set[str]] = {}
    for paper in papers.values():
        for key in _keys(paper):
            table.setdefault(key, set()).add(paper.id)
    by_base: dict[str, list[float]] = {}
    for base, number in sorted(table):
        by_base.setdefault(base, []).append(number)
    printed = _printed(entries)
    for paper in sorted(papers.values(), key=lambda each: each.id):
        for base, number in sorted(_keys(paper)):
            lower = [each for each in by_base[base] if each < number and paper.id not in table[base, each]]
            owners = table[base, lower[-1]] if lower else set()
            if len(owners) != 1 or table[base, number] != {paper.id}:
                continue
            (older,) = owners
            if age(paper, papers[older]) == "older" or not could_build_on(papers, subject=paper.id, object=older):
                continue
            yield Claim(subject=paper.id, object=older, kind="core", evidence=_evidence(paper, printed))
            break


def _keys(paper: Paper) -> set[_Key]:
    """Return (base, number) of each name of a paper, number 1 for a name without one."""
    keys: set[_Key] = set()
    for name in _names(paper):
        match = _VERSION.fullmatch(name)
        if match is not None:
            keys.add((title_key(match["base"]), float(match["number"])))
        else:
            keys.add((title_key(name), 1.0))
    return {key for key in keys if key[0]}


def _names(paper: Paper) -> Iterator[str]:
    yield from paper.short_names
    for title in (paper.title, *paper.alt_titles):
        head, colon, _ = title.partition(":")
        if colon and len(head.split()) <= 3:
            yield head.strip()
        elif len(title.split()) <= 3:
            yield title.strip()


def _printed(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the first entry of each paper, by source and line."""
    first: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda each: (each.source, each.first_line, each.id)):
        if entry.paper is not None:
            first.setdefault(entry.paper, entry)
    return first


def _evidence(paper: Paper, printed: Mapping[str, Entry]) -> Evidence:
    entry = printed.get(paper.id)
    return Evidence(
        justification="mention",
        confidence=CONFIDENCE,
        source=entry.source if entry else None,
        first_line=entry.first_line if entry else None,
        last_line=entry.last_line if entry else None,
        quote=entry.title if entry else paper.title,
        rule="version-name",
    )
