"""Works that are headings with the same headings under each, which are the labels of what stands below them.

So "## Gates of Wool" over "### Link", "### Authors", "### In a word": what comes again under most of the headings of a
level is a label, whatever it says. Meetings of a course have such headings as well ("### Links"): over several works.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from papergraph.readers.layout.entriesbelow import is_linked_paper
from papergraph.readers.layout.fieldlines import is_people_line
from papergraph.readers.lexicon.labels import field_of, link_role, normal
from papergraph.readers.lexicon.venues import is_organisation
from papergraph.readers.passages import Passage, Run, Runs, plain, split_at_breaks

ENOUGH = 3  # works with a label under each
_SHARE = 0.4  # of the works have a label
_MOST = 0.6  # of the headings under a work are labels; of the headings of a level with some under them are works
_LABEL = 40  # signs of a label, at most
_FEW = 300  # characters of authors, a date or a venue
_PARTS = re.compile(r"\s*[/／・&|]\s*")
_ASIDE = re.compile(r"\s*[(（][^()（）]{1,30}[)）]\s*$")  # "Date (yyyy/MM/dd)"
_COUNT = re.compile(r"\s*(?:\d{1,3}[.)、:]|\[\d{1,3}\])\s+(?=\S)")


@dataclass(slots=True)
class _Work:
    """A heading with what stands right under it, and under each of the headings below it."""

    at: int
    end: int
    below: list[Passage] = field(default_factory=list)
    parts: list[tuple[Passage, list[Passage]]] = field(default_factory=list)


def with_heading_forms(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such work as an item with what is under its labels as lines under them."""
    levels = sorted({passage.level for passage in passages if passage.kind == "heading"})
    for level in levels:
        works = _works(passages, level)
        if works:
            out: list[Passage] = []
            end = 0
            for n, passage in enumerate(passages):
                if n in works:
                    out.append(_item(passage, works[n]))
                    out += [replace(head, kind="furniture") for head, said in works[n].parts if not said]
                    end = works[n].end
                elif n >= end:
                    out.append(passage)
            return with_heading_forms(out)
    return list(passages)


def _works(passages: Sequence[Passage], level: int) -> dict[int, _Work]:
    """Return the works among the headings of a level by their places, or nothing."""
    found = [_work(passages, n) for n, each in enumerate(passages) if each.kind == "heading" and each.level == level]
    over = [work for work in found if work.parts]
    counted = Counter(key for work in over for key in {_key(head) for head, _ in work.parts})
    labels = {key for key, count in counted.items() if key and count >= max(ENOUGH, _SHARE * len(over))}
    again = {key for key, count in counted.items() if key and count > 1}
    known = {_meaning(key) for key in labels} - {""}
    if not known & {"authors", "paper", "venue", "date"}:
        return {}
    works = [
        work
        for work in over
        if any(_key(head) in labels for head, _ in work.parts)
        and sum(_key(head) in again for head, _ in work.parts) >= _MOST * len(work.parts)
        and len(plain(passages[work.at].runs).split()) > 1
    ]
    if 2 * sum(map(_is_over_works, works)) >= len(works):
        return {}
    return {work.at: work for work in works} if len(works) >= max(ENOUGH, _MOST * len(over)) else {}


def _is_over_works(work: _Work) -> bool:
    """Return whether several works are listed under one of the headings below: they are no parts of one."""
    return any(sum(map(is_linked_paper, said)) > 1 for _, said in work.parts)


def _work(passages: Sequence[Passage], at: int) -> _Work:
    """Return a heading with all that stands under it, up to the next one of its level or a higher one."""
    level = passages[at].level
    work = _Work(at, at + 1)
    for passage in passages[at + 1 :]:
        if passage.kind == "heading" and passage.level <= level:
            break
        work.end += 1
        if passage.kind == "heading":
            work.parts.append((passage, []))
        elif passage.kind in {"paragraph", "item"}:
            (work.parts[-1][1] if work.parts else work.below).append(passage)
    return work


def _key(heading: Passage) -> str:
    text = plain(heading.runs)
    return normal(text) if len(text) <= _LABEL else ""


def _meaning(label: str) -> str:
    """Return the field or link that a label names, or one of the parts that signs join in it; or an empty text."""
    for part in (label, *_PARTS.split(label)):
        if known := field_of(part) or link_role(part):
            return known
    return ""


def _names(runs: Runs) -> Runs:
    """Return the lines of names that runs begin with, without the lines of where they work behind them."""
    lines = split_at_breaks(runs, "any")
    if len(lines) < 2 or not is_people_line(plain(lines[0])):
        return runs
    bodies = re.split(r"[,/;]\s*", plain(lines[1]))
    return lines[0] if not is_people_line(plain(lines[1])) or any(map(is_organisation, bodies)) else runs


def _item(heading: Passage, work: _Work) -> Passage:
    """Return a work as an item of a list: its title over its other lines under their labels."""
    first = heading.runs[0]
    count = _COUNT.match(first.text)
    first = first._replace(text=first.text[count.end() :]) if count else first
    title = tuple(run._replace(marks=(run.marks - {"heading"}) | {"stated"}) for run in (first, *heading.runs[1:]))
    below = list(work.below)
    for head, said in work.parts:
        label = _ASIDE.sub("", plain(head.runs)).strip(" :：")
        label = next((part for part in (label, *_PARTS.split(label)) if field_of(part) or link_role(part)), label)
        for n, passage in enumerate(said):
            if n and (field_of(label) or not passage.runs):
                break  # where its authors work
            passage = replace(passage, runs=_names(passage.runs)) if field_of(label) == "authors" else passage
            head_run = (Run(f"{label}: ", passage.first_line, frozenset({"bold"})),) if not n else ()
            if not n and field_of(label) and len(plain(passage.runs)) > _FEW:
                continue
            below.append(replace(passage, kind="paragraph", runs=(*head_run, *passage.runs), marker=None))
    return Passage(
        "item", heading.first_line, heading.last_line, title, heading.column, marker="-", children=tuple(below)
    )
