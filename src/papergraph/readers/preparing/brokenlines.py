"""Paragraphs that hold a work on each line of the source, its fields parted by breaks: "*Title*<br>WOOL 2020"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.passages import Passage, Run, Runs, plain

ENOUGH = 3  # such lines


def with_broken_lines(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each paragraph whose lines are works with breaks inside cut into an item for each line."""
    return [part for passage in passages for part in _parts(passage)]


def _parts(passage: Passage) -> list[Passage]:
    soft = sum("soft" in run.marks for run in passage.runs)
    if passage.kind != "paragraph" or passage.problem or passage.children or soft < ENOUGH - 1:
        return [passage]
    lines = [line for line in _lines(passage.runs) if plain(line)]
    broken = sum(any("break" in run.marks for run in line) for line in lines)
    if len(lines) < ENOUGH or 3 * broken < 2 * len(lines) or 4 * sum(map(_is_work, lines)) < 3 * len(lines):
        return [passage]
    return [
        replace(passage, kind="item", marker="-", first_line=line[0].line, last_line=line[0].line, runs=line)
        for line in lines
    ]


def _lines(runs: Runs) -> list[Runs]:
    """Return the runs of each line of the source, without the breaks at their ends."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if "soft" in run.marks:
            lines.append([])
        else:
            lines[-1].append(run)
    for line in lines:
        while line and line[-1].text == "\n":
            line.pop()
    return [tuple(line) for line in lines]


def _is_work(runs: Runs) -> bool:
    lead = read_lead(runs, NO_PRIOR)
    return has_title(lead) and evidence(lead, runs) >= ALONE
