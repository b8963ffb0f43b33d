"""References under the line of their key, names and a year: "Lund 2000" over "Anna Lund. *Counting Sheep*. Wool".

The key is the first line of a paragraph, or an item or a term that the reference stands under.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.words import AND
from papergraph.readers.passages import Passage, Run, plain, said_lines

ENOUGH = 3  # such references of a document
_NAME = rf"(?:(?:de|del|della|van|von|der|den|la|le) ){{0,2}}[{UP}][\w'’-]+"
_KEY = re.compile(
    rf"\W{{0,2}}(?P<first>{_NAME})(?:(?:, | ?[&/–] ?|/| {AND} ){_NAME}){{0,3}}(?:,? et al\.?)?,? "
    r"[(\[]?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?[)\]]?(?:\s?[(\[][^()\[\]]{1,20}[)\]])?\W{0,2}"
)
_NEAR = 120  # signs in which the name comes again


def with_key_lines(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such reference as an item without its key, under its year where it prints none."""
    found = {n: key for n, passage in enumerate(passages) if (key := _key(passage)) is not None}
    if len(found) < ENOUGH:
        return list(passages)
    return [_item(passage, *found[n]) if n in found else passage for n, passage in enumerate(passages)]


def _lines(passage: Passage) -> list[Passage]:
    """Return the lines of a paragraph or an item that hold words, and what stands under it."""
    lines = said_lines(passage.runs)
    own = [replace(passage, first_line=line[0].line, last_line=line[-1].line, runs=line, children=()) for line in lines]
    if own and passage.kind == "paragraph":
        at = next(n for n, run in enumerate(passage.runs) if run is own[0].runs[-1])
        own[1:] = [replace(own[1], last_line=passage.last_line, runs=passage.runs[at + 2 :])] if own[1:] else []
    return [*own, *passage.children]


def _key(passage: Passage) -> tuple[re.Match[str], int] | None:
    """Return the match of the key on the first line of a passage, where its name begins the second; and its place.

    It may be the line below, where a page has turned a term and what is said of it; a link there leads to the paper.
    """
    if passage.kind not in {"paragraph", "item"} or passage.problem or any(run.image for run in passage.runs):
        return None
    lines = _lines(passage)[:2]
    if len(lines) < 2 or lines[1].kind not in {"paragraph", "item"}:
        return None
    for at in (0, 1) if passage.kind == "item" else (0,):
        match = _KEY.fullmatch(plain(lines[at].runs))
        if at and any(run.href for run in lines[at].runs):
            continue
        if match and match["first"] in plain(lines[1 - at].runs)[:_NEAR]:
            return match, at
    return None


def _item(passage: Passage, key: re.Match[str], at: int) -> Passage:
    first, second, *below = _lines(passage)
    line = second if at == 0 else first
    linked = tuple(run for run in first.runs if run.href) if at == 0 else ()
    runs = (*line.runs, Run("\n", passage.first_line, frozenset({"break"})), *linked) if linked else line.runs
    dated = any(str(date.year) == key["year"] for date in dates_in(plain(line.runs)))
    year = Run(f"Year: {key['year']}", passage.first_line)
    told = Passage("paragraph", passage.first_line, passage.first_line, (year,))
    last = max(passage.last_line, line.last_line)
    children = (*(line.children if at == 0 else ()), *below, *([] if dated else [told]))
    return replace(passage, kind="item", marker="-", last_line=last, runs=runs, children=children)
