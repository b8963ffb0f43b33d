"""Headings that a first reading took for works, though most headings of their level stand over works: sections."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from papergraph.model import Entry
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, said_lines

ENOUGH = 2  # headings of a level that stand over works
_LEVEL = 6  # of a heading that is a paragraph
_BELOW = 9  # below all levels of headings
_MOST = 0.5  # of the headings of the level


def section_heads(passages: Sequence[Passage], entries: Sequence[Entry]) -> frozenset[int]:
    """Return the first lines of the headings that are no works: others begin below them, as below most of their level.

    A heading stays a work where it names its authors or the paper is linked; below, a paper or a year proves one.
    """
    begun = sorted(entry.first_line for entry in entries if _is_proved(entry))
    heads = [passage for passage in passages if passage.kind == "heading" or _is_bold_head(passage)]
    over: dict[int, bool] = {}
    next_at: dict[int, int] = {}  # by level, where its next heading begins
    for n, head in reversed(list(enumerate(heads))):
        end = min((at for level, at in next_at.items() if level <= _level(head)), default=passages[-1].last_line + 1)
        over[n] = bisect_left(begun, head.last_line + 1) < bisect_left(begun, end)
        next_at[_level(head)] = head.first_line
    levels = Counter(map(_level, heads))
    above = Counter(_level(head) for n, head in enumerate(heads) if over[n])
    works = {entry.first_line: entry for entry in entries}
    return frozenset(
        head.first_line
        for n, head in enumerate(heads)
        if over[n]
        and (head.kind != "heading" or _may_be_section(works.get(head.first_line)))
        and above[_level(head)] >= max(ENOUGH, _MOST * levels[_level(head)])
        and (head.kind != "heading" or not read_lead(head.runs, NO_PRIOR).people.names)
    )


def _is_proved(entry: Entry) -> bool:
    """Return whether a paper or a year says that an entry is a work."""
    return entry.year is not None or any(link.role == "paper" for link in entry.links)


def _may_be_section(entry: Entry | None) -> bool:
    """Return whether a heading was taken for a work to which no paper is linked."""
    return entry is not None and not any(link.role == "paper" for link in entry.links)


def with_sections(passages: Sequence[Passage], parts: Collection[int]) -> list[Passage]:
    """Return the passages, paragraphs that are the heads of sections as headings over the links that they hold."""
    out: list[Passage] = []
    for passage in passages:
        if passage.kind != "paragraph" or passage.first_line not in parts:
            out.append(passage)
            continue
        head, *rest = said_lines(passage.runs)
        last = max(run.line for run in head)
        out.append(replace(passage, kind="heading", level=_LEVEL, runs=head, last_line=last, children=()))
        runs = tuple(run for line in rest for run in line)
        out.append(replace(passage, runs=runs, first_line=min(last + 1, passage.last_line)))
    return out


def _level(head: Passage) -> int:
    return head.level if head.kind == "heading" else _BELOW


def _is_bold_head(passage: Passage) -> bool:
    """Return whether the first line of a paragraph is in bold letters, and nothing but slides, notes and videos follow.

    So the meetings of a course: "**Jan 13 — Counting**" over "[Slides](…) · [Video](…)".
    """
    if passage.kind != "paragraph" or passage.problem:
        return False
    lines = said_lines(passage.runs)
    said = [run for run in lines[0] if run.text.strip() and run.image is None] if len(lines) > 1 else []
    if not said or any("bold" not in run.marks or run.href for run in said):
        return False
    linked = [run for line in lines[1:] for run in line if run.href]
    beside = words_of(" ".join(run.text for line in lines[1:] for run in line if not run.href))
    told = all(link_role(run.text) in {"slides", "video", "page"} for run in linked)
    return bool(linked) and told and not beside
