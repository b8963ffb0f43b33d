"""Paragraphs of one outline: a title, its authors, perhaps a journal, and bare addresses, each on lines of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.passages import Passage, Run, Runs, plain, said_lines

ENOUGH = 3  # paragraphs of the outline, in the whole document
_LONGEST = 12  # lines of one


class _Outline(NamedTuple):
    """The lines of a paragraph by what they can be; `sure` where its authors are people in any case."""

    title: Runs
    authors: list[Runs]
    venue: list[Runs]
    links: list[Runs]
    sure: bool


def with_outlines(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, paragraphs of the outline as a title in bold letters over lines under labels.

    So only where several have it and most of these name people on the second line; all else stays as it is.
    """
    found = {n: outline for n, passage in enumerate(passages) if (outline := _outline(passage)) is not None}
    sure = sum(outline.sure for outline in found.values())
    if len(found) < ENOUGH or 2 * sure <= len(found):
        return list(passages)
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        out += _set_apart(passage, found[n]) if n in found else [passage]
    return out


def _outline(passage: Passage) -> _Outline | None:
    """Return the outline of a paragraph: words, names, perhaps a dated line, then addresses and nothing else."""
    if passage.kind != "paragraph" or passage.problem:
        return None
    lines = said_lines(passage.runs)
    if not 3 <= len(lines) <= _LONGEST or any(run.marks & {"bold", "italic", "heading"} for run in passage.runs):
        return None
    links = 0
    while links < len(lines) and _is_address(lines[-1 - links]):
        links += 1
    words = lines[: len(lines) - links]
    if not links or not 2 <= len(words) <= 4 or any(run.href for line in words for run in line):
        return None
    if any(labelled(line) for line in lines) or len(plain(words[0]).split()) < 2:
        return None
    dated = next((n for n, line in enumerate(words) if n > 1 and _is_printing(plain(line))), len(words))
    authors = words[1:dated]
    text = ", ".join(plain(line).rstrip(" ,.") for line in authors)
    if not are_names(text, surely=False):
        return None
    sure = max(people_score(part) for part in text.split(",")) >= 1.8
    return _Outline(words[0], authors, words[dated:], lines[len(words) :], sure)


def _is_address(line: Runs) -> bool:
    return all("bare" in run.marks or not run.text.strip() for run in line)


def _is_printing(text: str) -> bool:
    """Return whether a line says where and when a work was printed."""
    return bool(dates_in(text)) or venue_score(text) >= 1.2


def _set_apart(passage: Passage, outline: _Outline) -> list[Passage]:
    """Return a paragraph of the outline as its title in bold letters and its other lines under labels."""
    bold = tuple(run._replace(marks=run.marks | {"bold"}) for run in outline.title)
    out = [Passage("paragraph", bold[0].line, bold[0].line, bold, passage.column)]
    for label, lines in (("Authors", outline.authors), ("Journal", outline.venue)):
        if lines:
            first = lines[0][0].line
            text = (" " if label == "Journal" else ", ").join(plain(line).rstrip(" ,") for line in lines)
            runs = (Run(f"{label}: {text}", first),)
            out.append(Passage("paragraph", first, lines[-1][0].line, runs, passage.column))
    for line in outline.links:
        at = line[0].line
        out.append(Passage("paragraph", at, at, (Run("Paper: ", at), *line), passage.column))
    return out
