"""Logs of what was read: paragraphs that each begin with a number or a day set off ("**Week 12.** Lund, *Gates* …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.passages import Passage, Runs, plain

ENOUGH = 4  # such paragraphs of a document
_SHARE = 0.7  # of the paragraphs between the first and the last
_WORKS = 0.5  # of them that are works by what they say
_NUMBERED = re.compile(r"\W*(?:[^\W\d_]{1,12}[ -]?)?#?\d{1,4}\W*")
_WORD = r"[^\W\d_]{3,10}\.?"
_DAY = re.compile(
    rf"\W*(?:{_WORD},? )?(?:\d{{1,2}}(?:\.|st|nd|rd|th)? {_WORD}|{_WORD} \d{{1,2}}(?:st|nd|rd|th)?),?(?: \d{{4}})?\W*"
    r"|\W*\d{4}-\d\d-\d\d\W*|\W*\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\W*"
)
_SIGN = re.compile(r"\s*[.:–—|-]*\s*")
_FEW = 6  # words of a paragraph that says nothing of a work
_LONGEST = 30  # characters of what a paragraph begins with


def with_logs(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such paragraphs as items of a list, without what they begin with, where many are works."""
    found = {n: rest for n, passage in enumerate(passages) if (rest := _rest(passage)) is not None}
    if len(found) < ENOUGH:
        return list(passages)
    between = [passage for passage in passages[min(found) : max(found) + 1] if _is_told(passage)]
    works = sum(map(_is_work, found.values()))
    if len(found) < _SHARE * len(between) or works < _WORKS * len(found):
        return list(passages)
    return [
        replace(passage, kind="item", marker="-", runs=found[n]) if n in found else passage
        for n, passage in enumerate(passages)
    ]


def _is_told(passage: Passage) -> bool:
    """Return whether a passage is more than a heading or a few words."""
    return passage.kind != "heading" and len(plain(passage.runs).split()) > _FEW


def _rest(passage: Passage) -> Runs | None:
    """Return what stands behind the number or the day that a paragraph begins with in bold letters, or None."""
    if passage.kind != "paragraph" or passage.problem or passage.children or len(passage.runs) < 2:
        return None
    first, second = passage.runs[:2]
    if "bold" not in first.marks or first.href or len(first.text) > _LONGEST or second.text == "\n":
        return None
    if not _NUMBERED.fullmatch(first.text) and not _DAY.fullmatch(first.text):
        return None
    rest = second._replace(text=_SIGN.sub("", second.text, count=1)) if not second.href else second
    runs = (rest, *passage.runs[2:])
    shown = any(run.href or run.marks & {"italic", "bold"} for run in runs) or re.search(r"[“\"«]|\d{4}", plain(runs))
    return runs if plain(runs) and shown else None  # "**Week 11.** Skipped, was ill."


def _is_work(runs: Runs) -> bool:
    lead = read_lead(runs, NO_PRIOR)
    return has_title(lead) and evidence(lead, runs) >= ALONE
