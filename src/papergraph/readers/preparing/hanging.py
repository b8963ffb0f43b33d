"""Names on a line of their own over the works that they signed, each of which its year begins.

So archaeologists and linguists set references: "Lund, Anna." and under it "2016   *Wool*. Pasture Press, Oakham.", then
perhaps "2019   Gates at Night. …", which is by the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.passages import Passage, Run, Runs, plain, said_lines

ENOUGH = 3  # paragraphs of the outline, in the whole document
_YEAR = r"\s*(?P<year>(?:1[5-9]|20)\d\d[a-z]?|n\.d\.|[Ii]n press|[Ff]orthcoming)"
_DATED = re.compile(rf"{_YEAR}(?:[ \t]+(?=[^\s.,:;)–-])|\. )")
_OPENING = re.compile(rf"{_YEAR}\.?\s*")
_LONGEST = 250  # characters of the names


def with_hanging_names(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, works under names as references with these before them, where several are set so."""
    found = ((n, _names_over(passage)) for n, passage in enumerate(passages))
    begun = {n: over for n, over in found if over is not None}
    if len(begun) < ENOUGH:
        return list(passages)
    out: list[Passage] = []
    names: str | None = None
    for n, passage in enumerate(passages):
        names = begun.get(n, names if passage.kind == "paragraph" else None)
        works = _works(passage, names, headed=n in begun) if names is not None else []
        names = names if works else None
        out += works or [passage]
    return out


def _names_over(passage: Passage) -> str | None:
    """Return the names that stand on the first line of a paragraph, where a year begins the second; else None."""
    if passage.kind != "paragraph" or passage.problem or passage.first_line == passage.last_line:
        return None
    lines = said_lines(passage.runs)
    if len(lines) < 2 or not _DATED.match(plain(lines[1])) or any(run.href or run.image for run in lines[0]):
        return None
    names = plain(lines[0])
    if len(names) > _LONGEST or re.search(r"\d", names) or not are_names(names, surely=False):
        return None
    return names.rstrip(" ,:")


def _works(passage: Passage, names: str, *, headed: bool) -> list[Passage]:
    """Return the works of a paragraph, each a paragraph with the names before it; none where no year begins it."""
    lines = said_lines(passage.runs)[headed:]
    if not lines or not _DATED.match(plain(lines[0])):
        return []
    starts = [n for n, line in enumerate(lines) if _DATED.match(plain(line))]
    out: list[Passage] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        first, last = lines[start][0].line, lines[end - 1][-1].line
        begin = passage.first_line if headed and not start else first
        out.append(replace(passage, first_line=begin, last_line=last, runs=_joined(names, begin, lines[start:end])))
    return [*out[:-1], replace(out[-1], last_line=passage.last_line)]


def _joined(names: str, begin: int, lines: Sequence[Runs]) -> Runs:
    """Return names and the lines of a work as one: "Names. Year. Title"."""
    first = lines[0][0]
    match = _OPENING.match(first.text)
    year = match["year"].rstrip(".") if match else ""
    rest = first.text[match.end() :] if match else first.text
    point = "" if names.endswith(".") else "."
    out: list[Run] = [Run(f"{names}{point} {year}. ", begin), first._replace(text=rest), *lines[0][1:]]
    for line in lines[1:]:
        out += [Run(" ", line[0].line), *line]
    return tuple(run for run in out if run.text or run.image is not None)
