"""Linked titles of papers on lines of their own under a sentence that announces them ("Read these first:")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.passages import Passage, Runs, plain, said_lines

_WORDS = 4  # of a title, at least


def with_announced(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each that is a sentence with a colon over linked titles as these: one for each title."""
    out: list[Passage] = []
    for passage in passages:
        titles = _titles(passage)
        if not titles:
            out.append(passage)
            continue
        first = passage.first_line
        for runs in titles:
            last = max(run.line for run in runs)
            out.append(replace(passage, runs=runs, first_line=first, last_line=last, children=()))
            first = last + 1
        out[-1] = replace(out[-1], children=passage.children)
    return out


def _titles(passage: Passage) -> list[Runs]:
    """Return the titles under a sentence that ends in a colon, when all other lines are such; else nothing."""
    if passage.kind not in {"item", "paragraph"} or passage.problem:
        return []
    lines = said_lines(passage.runs)
    if len(lines) < 2 or any(run.href for run in lines[0]) or not plain(lines[0]).endswith(":"):
        return []
    prose = len(plain(lines[0]).split()) > _WORDS and any(word.islower() for word in plain(lines[0]).split())
    return lines[1:] if prose and all(map(_is_title, lines[1:])) else []


def _is_title(line: Runs) -> bool:
    linked = [run for run in line if run.href]
    beside = "".join(run.text for run in line if not run.href)
    if len({run.href for run in linked}) != 1 or re.search(r"\w", beside) or "bare" in linked[0].marks:
        return False
    text = plain(linked)
    return is_paper_url(linked[0].href or "") and link_role(text) is None and len(text.split()) >= _WORDS
