"""Names of sections that nothing but their count marks: "一、羊毛" … "二、栅栏", "II. Gates", "Part 2: Gates"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.passages import Passage, Runs, plain, said_lines

ENOUGH = 2  # names that are counted in one way, from one on
LEVEL = 6  # of the outermost of them
_LONGEST = 60  # signs of a name
_WORDS = 10
_HAN = "一二三四五六七八九十"
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_COUNT = re.compile(
    rf"(?P<before>[(（]?\s?|[^\W\d_]{{1,10}}\s|第|제\s?)(?P<count>[{_HAN}]{{1,3}}|[IVX]{{1,5}}|[Ⅰ-Ⅻ]|[A-H]|\d{{1,2}})"
    r"(?P<after>\s?[章节節部周课課讲講回期篇编編장]分?|분과)?(?P<sign>\s?[)）、.．:：,，]|\s[-–—]|)\s*(?P<name>\S.*)"
)


class _Line(NamedTuple):
    """A line that begins with a count: where it stands, how it counts, and what it counts."""

    at: int
    way: tuple[str, str]
    number: int
    runs: Runs
    last: bool  # of the lines of an item or paragraph


def with_counted_heads(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, short lines that count on from one in the same way as headings.

    Something stands between any two of them; they lead nowhere, and no names stand beside a date or venue in one.
    """
    ways: dict[tuple[str, str], list[_Line]] = {}
    for n, passage in enumerate(passages):
        for line in _lines(passage, n):
            ways.setdefault(line.way, []).append(line)
    series = [found for lines in ways.values() if len(found := _series(lines, passages)) >= ENOUGH]
    heads: dict[int, list[tuple[_Line, int]]] = {}
    for level, lines in enumerate(sorted(series, key=lambda each: each[0].at), LEVEL):
        for line in lines:
            heads.setdefault(line.at, []).append((line, level))
    if not heads:
        return list(passages)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        out += _apart(passage, heads[n]) if n in heads else [passage]
    return out


def _lines(passage: Passage, at: int) -> Iterator[_Line]:
    """Yield the lines of a passage that may be counted names: a paragraph's only one, or the last of several."""
    if passage.kind not in {"paragraph", "item"} or passage.problem or passage.children:
        return
    lines = said_lines(passage.runs)
    if not lines or (passage.kind == "item" and len(lines) < 2):
        return
    runs = lines[-1]
    text = plain(runs)
    if len(text) > _LONGEST or len(text.split()) > _WORDS or any(run.href or run.image for run in runs):
        return
    match = _COUNT.fullmatch(text)
    if match is None or not (count := _number(match["count"])) or text[-1] in "。.,;，；:：":
        return
    digits = match["count"].isdigit() and not (match["before"].strip(" (（") or match["after"])
    if digits or not (match["before"].strip() or match["after"] or match["sign"]):
        return
    way = (match["before"].strip() + (match["after"] or "") + match["sign"].strip(), _kind(match["count"]))
    lead = read_lead(runs, NO_PRIOR)
    signed = bool(lead.people.names) and bool(lead.dates or lead.venue)
    if not signed and lead.setting != "quote":
        yield _Line(at, way, count, runs, len(lines) > 1)


def _kind(count: str) -> str:
    return "han" if count[0] in _HAN else "digits" if count.isdigit() else "letters"


def _number(count: str) -> int:
    """Return what a numeral counts, 0 where it is none."""
    if count.isdigit() and count.isascii():
        return int(count)
    if count[0] in _HAN:
        tens, ten, ones = count.rpartition("十")
        return 10 * (_HAN.find(tens) + 1 if tens else bool(ten)) + (_HAN.find(ones) + 1 if ones else 0)
    if count in _ROMAN:
        return _ROMAN.index(count)
    if "Ⅰ" <= count <= "Ⅻ":
        return ord(count) - ord("Ⅰ") + 1
    return ord(count) - ord("A") + 1 if len(count) == 1 else 0


def _series(lines: Sequence[_Line], passages: Sequence[Passage]) -> list[_Line]:
    """Return the lines where each counts on, from one; none where one does not, or where nothing stands between two.

    The count may begin anew, as that of the parts of sections does.
    """
    before = 0
    for n, line in enumerate(lines):
        if line.number not in {before + 1, 1}:
            return []
        if n and line.at == lines[n - 1].at + 1 and passages[line.at].kind == "paragraph" and not line.last:
            return []
        before = line.number
    return list(lines) if len({line.number for line in lines}) >= ENOUGH else []


def _apart(passage: Passage, heads: Sequence[tuple[_Line, int]]) -> list[Passage]:
    """Return a passage with its last line as a heading."""
    line, level = heads[0]
    number = line.runs[0].line
    head = Passage("heading", number, passage.last_line, line.runs, passage.column, level=level)
    if not line.last:
        return [replace(head, first_line=passage.first_line)]
    at = next(n for n, run in enumerate(passage.runs) if run is line.runs[0])
    kept = list(passage.runs[:at])
    while kept and not kept[-1].text.strip():
        kept.pop()
    return [replace(passage, runs=tuple(kept), last_line=number - 1), head]
