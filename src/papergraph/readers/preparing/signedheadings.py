"""Headings that are titles with their authors ("### 7 - Gates of Wool - Anna Lund"), where most of a level are such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.cutting import without_ordinal
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.people import is_person
from papergraph.readers.passages import Passage, Runs, plain

ENOUGH = 5  # such headings of one level
_SHARE = 0.6  # of the headings of the level
_COUNTED = re.compile(r"\s*\d{1,4}\s*[-–—.:)]\s+(?=\S)")


def with_signed_headings(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the headings of such a level as items of a list, and the paragraphs under each below it."""
    levels: dict[int, list[int]] = {}
    for n, passage in enumerate(passages):
        if passage.kind == "heading":
            levels.setdefault(passage.level, []).append(n)
    items: set[int] = set()
    for members in levels.values():
        if len(members) < ENOUGH:
            continue
        signed = sum(_is_signed(passages[n]) for n in members)
        if (
            signed >= ENOUGH
            and signed >= _SHARE * len(members)
            and not any(_is_over_list(passages, n) for n in members)
        ):
            items.update(members)
    if not items:
        return list(passages)
    out: list[Passage] = []
    inside = False
    for n, passage in enumerate(passages):
        if n in items:
            out.append(replace(passage, kind="item", level=0, marker="-", runs=_uncounted(passage.runs)))
        elif inside and passage.kind == "paragraph":
            out[-1] = replace(out[-1], children=(*out[-1].children, passage))
        else:
            out.append(passage)
        inside = n in items or (inside and passage.kind == "paragraph")
    return out


def _uncounted(runs: Runs) -> Runs:
    """Return the runs of a heading without the number that counts it."""
    runs = without_ordinal(runs)[1]
    if not runs or not (match := _COUNTED.match(runs[0].text)):
        return runs
    return (runs[0]._replace(text=runs[0].text[match.end() :]), *runs[1:])


def _is_signed(heading: Passage) -> bool:
    """Return whether a heading is a title, a dash or "by", and people beyond doubt."""
    if heading.problem or any(run.href or run.image for run in heading.runs) or not plain(heading.runs):
        return False
    lead = read_lead(_uncounted(heading.runs), NO_PRIOR)
    if lead.order[:2] != ("title", "authors") or lead.before_authors not in {"dash", "by"} or not lead.people.names:
        return False
    return lead.whole and lead.title[:1].isupper() and all(map(is_person, lead.people.names))


def _is_over_list(passages: Sequence[Passage], at: int) -> bool:
    """Return whether a list, a table or another heading below it stands right under a heading."""
    following = passages[at + 1] if at + 1 < len(passages) else None
    if following is None:
        return False
    return following.kind in {"row", "table-head"} or (
        following.kind == "heading" and following.level > passages[at].level
    )
