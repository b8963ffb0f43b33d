"""Counts that works begin with in the writing of one document: "1.2 Gates", "第3篇 Gates", "No. 4 Gates", "★[5] Oak".

What counts on from work to work is no part of any title, however it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from papergraph.readers.passages import Passage, Run, Runs

ENOUGH = 3  # works that are counted in one way
_SHARE = 0.8  # of the counts that go on from the one before
_COUNT = re.compile(
    r"\s*(?P<signs>[^\w\s<\[(（【#“”\"'‘’«»《「『$\\|>-]{1,3}\s?)?"
    r"(?P<before>[<(（\[【]|第|(?:[Nn]o|[Nn]r)\.?\s?|[Nn][°º]\.?\s?|№\s?|[A-Z]-?|)"
    r"(?P<count>\d{1,3}(?:\.\d{1,3}){0,3})"
    r"(?P<after>[>)）\]】]|[篇条條个個号號]|)(?P<sign>\s?[.．、:：/)]|)(?P<blank>\s*)(?=\S)"
)
_KNOWN_BEFORE = frozenset("(（[【")
_KNOWN_SIGNS = frozenset(".、:：)")
_WIDE = frozenset("．、：篇条條个個号號】）")  # no blank stands behind them


class _Found(NamedTuple):
    """A line that begins with a count: of which passage, at which run, and what of its text counts or is set before."""

    at: int
    run: int
    way: tuple[object, ...]
    number: tuple[int, ...]
    signs: int  # where the signs before the count end
    end: int  # where the count ends


def without_counts(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages without the counts that their lines begin with, where these count on.

    So in a list below an item as well. Among the lines of one paragraph a count in brackets stays.
    """
    counts: dict[tuple[object, ...], list[_Found]] = {}
    for n, passage in enumerate(passages):
        for each in _counts(passage, n):
            counts.setdefault(each.way, []).append(each)
    cuts: dict[int, list[_Found]] = {}
    for series in counts.values():
        if _counts_on([each.number for each in series]):
            for each in series:
                cuts.setdefault(each.at, []).append(each)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        below = tuple(without_counts(passage.children)) if len(passage.children) >= ENOUGH else passage.children
        runs = _without(passage.runs, cuts[n], passage.kind) if n in cuts else passage.runs
        changed = runs is not passage.runs or below is not passage.children
        out.append(replace(passage, runs=runs, children=below) if changed else passage)
    return out


def _counts(passage: Passage, at: int) -> Iterator[_Found]:
    """Yield the counts at the beginning of the lines of a paragraph, or of the first line of an item."""
    if passage.kind not in {"item", "paragraph"} or passage.problem:
        return
    begins = True
    for n, run in enumerate(passage.runs):
        if run.text == "\n":
            begins = True
        elif begins and run.image is None and run.text.strip():
            begins = False
            match = _COUNT.match(run.text) if "bare" not in run.marks else None
            if match and (match["blank"] or _WIDE & {match["sign"].strip(), match["after"]}):
                count = tuple(int(part) for part in match["count"].split("."))
                way = (passage.kind, match["before"].strip(" ."), match["after"], match["sign"].strip(), len(count))
                yield _Found(at, n, way, count, match.end("signs") if match["signs"] else 0, match.end())
            if passage.kind == "item":
                return


def _counts_on(counts: Sequence[tuple[int, ...]]) -> bool:
    """Return whether counts go on, from one: the last part by one, or a part before it, and those behind it anew."""
    if len(counts) < ENOUGH or counts[0][-1] not in {0, 1}:
        return False
    on = sum(_is_next(one, other) for one, other in pairwise(counts))
    return on >= _SHARE * (len(counts) - 1)


def _is_next(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    part = next((n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), None)
    return part is not None and other[part] == one[part] + 1 and set(other[part + 1 :]) <= {0, 1}


def _without(runs: Runs, cuts: Sequence[_Found], kind: str) -> Runs:
    """Return runs without their counts; those that are read anyway, and those of several lines, in brackets."""
    out: list[Run] = list(runs)
    for n, each in enumerate(cuts, 1):
        text = out[each.run].text
        _, before, after, sign, parts = each.way
        known = parts == 1 and (before in _KNOWN_BEFORE or (not before and not after and sign in _KNOWN_SIGNS))
        rest = text[each.signs :] if known else text[each.end :]
        if not known and kind == "paragraph" and len(cuts) > 1:
            rest = f"[{n}] {rest}"
        out[each.run] = out[each.run]._replace(text=rest)
    return tuple(out)
