"""Several references in one paragraph or item with semicolons between, as notes and syllabi have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.semicolons import references_apart
from papergraph.readers.passages import Passage, Runs


def with_works_apart(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, paragraphs and items of several whole references with semicolons between as one for each."""
    out: list[Passage] = []
    for passage in passages:
        pieces = references_apart(passage.runs) if passage.kind in {"paragraph", "item"} and not passage.problem else []
        children = tuple(with_works_apart(passage.children))
        if not pieces:
            out.append(replace(passage, children=children) if children else passage)
            continue
        for runs in pieces[:-1]:
            out.append(_of(passage, runs, ()))
        out.append(_of(passage, pieces[-1], children))
    return out


def _of(passage: Passage, runs: Runs, children: tuple[Passage, ...]) -> Passage:
    lines = [run.line for run in runs]
    return replace(passage, first_line=min(lines), last_line=max(lines), runs=runs, children=children)
