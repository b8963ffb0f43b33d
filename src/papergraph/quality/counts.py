"""Announced counts ("50 papers", "≈20 papers") against the entries that follow."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papergraph.graph import PaperGraph
from papergraph.model import Entry, Heading, Problem, SourceSpan
from papergraph.problems import problem

_ANNOUNCED = re.compile(
    r"(?P<about>[≈~]|\b(?:about|around|approx\w*\.?|circa|ca\.?|some|roughly|nearly|almost)\b)?\s*"
    r"(?P<least>\b(?:over|more than|at least)\b)?\s*"
    r"(?<![\w.,/-])(?P<count>\d{1,4})(?P<plus>\+)?\s+(?:[\w/&-]+\s+){0,4}?"
    r"(?:papers|articles|publications|must-reads|works|entries|readings)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Announcement:
    """A count that a heading or a sentence announces; `least` and `most` bound what meets it."""

    where: SourceSpan
    text: str
    least: int
    most: int | None


def count_findings(graph: PaperGraph) -> Iterator[Problem]:
    """Yield a finding for each announced count that the entries it speaks of do not meet.

    A heading speaks of the entries below it, a sentence before the first entry of a section of the entries of that
    section. "≈" and "about" are met within a fifth, "over" and "50+" by more.
    """
    for source in sorted({entry.source for entry in graph.entries}):
        entries = sorted((each for each in graph.entries if each.source == source), key=lambda each: each.first_line)
        headings = sorted((each for each in graph.headings if each.source == source), key=lambda each: each.first_line)
        for heading in headings:
            yield from _compare(_announced(heading, heading.text), _below(heading, headings, entries))
        for skipped in graph.skipped:
            if skipped.source == source and (announced := _announced(skipped, skipped.raw)):
                before = [each for each in headings if each.first_line < skipped.first_line]
                scope = _below(before[-1], headings, entries) if before else entries
                if scope and scope[0].first_line > skipped.first_line:
                    yield from _compare(announced, scope)


def _announced(where: SourceSpan, text: str) -> _Announcement | None:
    plain = " ".join(re.sub(r"[*_`]+", "", html.unescape(text)).split())
    match = _ANNOUNCED.search(plain)
    if match is None or 1900 <= int(match["count"]) < 2100:  # "2023 papers" is a year
        return None
    count = int(match["count"])
    slack = max(2, count // 5) if match["about"] else 0
    most = None if match["least"] or match["plus"] else count + slack
    return _Announcement(where, match[0].strip(), count - slack, most)


def _compare(announced: _Announcement | None, entries: Sequence[Entry]) -> Iterator[Problem]:
    if announced is None or (announced.least <= len(entries) and (announced.most or len(entries)) >= len(entries)):
        return
    message = (
        f"announces {announced.text!r}; {len(entries)} {'entry follows' if len(entries) == 1 else 'entries follow'}"
    )
    yield problem("count-differs", message, where=announced.where)


def _below(heading: Heading, headings: Sequence[Heading], entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries under a heading and the headings below it."""
    ends = [
        each.first_line for each in headings if each.first_line > heading.first_line and each.level <= heading.level
    ]
    end = min(ends, default=None)
    return [each for each in entries if heading.first_line < each.first_line and (end is None or each.first_line < end)]
