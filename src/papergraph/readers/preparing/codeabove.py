"""Lines that lead to code, under a heading and above the papers on it: "Software: https://…", "Manuscript: [Wool](…)".

What is said of a method's name before the label parts several of them: "Wool software: …", "Wool manuscript: …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.passages import Passage, Run, Runs

_ENOUGH = 3  # headings over such lines
_LABEL = re.compile(r"\s*+(?P<name>[^:\n]{0,40}?)\s*+\b(?P<label>[A-Za-z]+)(?: \([a-z\d]\))?:\s*")
_ADDRESSES = re.compile(r"(?:\W|\band\b)*")
_PAPERS = re.compile(r"manuscript|(?:pre)?print|paper|publication|article|reference", re.IGNORECASE)


class _Line(NamedTuple):
    """A labelled line with what it leads to: whose it is, and its runs behind the label."""

    name: str
    runs: Runs


def with_code_above(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the links to code that stand above papers put behind each of them that they belong to."""
    told = [_told(each) for each in passages]
    kinds = [line[0] if line else "" for line in told]
    if sum(pair == ("code", "paper") for pair in pairwise(kinds)) < _ENOUGH:
        return list(passages)
    out: list[Passage] = []
    codes: list[_Line] = []
    for n, (passage, found) in enumerate(zip(passages, told, strict=True)):
        if passage.kind == "heading":
            codes = []
        if found is None:
            out.append(passage)
            continue
        kind, line = found
        if kind == "code":
            codes.append(line)
            out.append(passage)
            continue
        named = [each for each in codes if each.name == line.name]
        own = named or [each for each in codes if not (each.name and line.name)]
        above = out.pop() if kinds[n - 1] == "code" and codes[-1] in own else None
        out.append(_work(passage, line, own, above))
    return out


def _told(passage: Passage) -> tuple[str, _Line] | None:
    """Return whether a paragraph is a labelled line that leads to code or to a paper, and that line; or None."""
    lines = passage.kind in {"paragraph", "item"} and not passage.problem and not passage.children
    if not lines or not passage.runs or passage.runs[0].href:
        return None
    match = _LABEL.match(passage.runs[0].text)
    if match is None:
        return None
    first = passage.runs[0]
    rest = (first._replace(text=first.text[match.end() :]), *passage.runs[1:])
    linked = [run for run in rest if run.href]
    beside = "".join(run.text for run in rest if not run.href and run.image is None)
    if not linked or _ADDRESSES.fullmatch(beside) is None:
        return None
    line = _Line(" ".join(match["name"].split()).casefold(), tuple(run for run in rest if run.text))
    if _PAPERS.fullmatch(match["label"]) and all("bare" not in run.marks for run in linked):
        return "paper", line
    code = link_role(match["label"]) == "code"
    return ("code", line) if code else None


def _work(passage: Passage, line: _Line, codes: Sequence[_Line], above: Passage | None) -> Passage:
    """Return a paper's line as an item without its label, the links to its code under it; it begins `above`."""
    at = passage.last_line
    children = [
        Passage("paragraph", at, at, (Run("Code: ", at), run._replace(line=at)), passage.column)
        for code in codes
        for run in code.runs
        if run.href
    ]
    first = above.first_line if above else passage.first_line
    return replace(passage, kind="item", marker="-", first_line=first, runs=line.runs, children=tuple(children))
