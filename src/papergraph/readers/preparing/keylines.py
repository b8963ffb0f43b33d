"""References under the line of their key, names and a year: "Lund 2000" over "Anna Lund. *Counting Sheep*. Wool"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.words import AND
from papergraph.readers.passages import Passage, Run, plain, split_at_breaks

ENOUGH = 3  # such references of a document
_NAME = rf"(?:(?:de|del|della|van|von|der|den|la|le) ){{0,2}}[{UP}][\w'’-]+"
_KEY = re.compile(
    rf"\W{{0,2}}(?P<first>{_NAME})(?:(?:, | ?& | {AND} ){_NAME}){{0,3}}(?:,? et al\.?)?,? "
    r"[(\[]?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?[)\]]?(?:\s?[(\[][^()\[\]]{1,20}[)\]])?\W{0,2}"
)
_NEAR = 120  # signs in which the name comes again


def with_key_lines(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such reference as an item without its key, under its year where it prints none."""
    found = {n: key for n, passage in enumerate(passages) if (key := _key(passage)) is not None}
    if len(found) < ENOUGH:
        return list(passages)
    return [_item(passage, found[n]) if n in found else passage for n, passage in enumerate(passages)]


def _key(passage: Passage) -> re.Match[str] | None:
    """Return the match of the key on the first line of a paragraph, where its name begins the second; or None."""
    if passage.kind != "paragraph" or passage.problem or any(run.image for run in passage.runs):
        return None
    first, *rest = [line for line in split_at_breaks(passage.runs, "any") if plain(line)] or [()]
    match = _KEY.fullmatch(plain(first)) if rest else None
    return match if match and match["first"] in plain(rest[0])[:_NEAR] else None


def _item(passage: Passage, key: re.Match[str]) -> Passage:
    at = next(n for n, run in enumerate(passage.runs) if run.text == "\n" and plain(passage.runs[:n]))
    runs = passage.runs[at + 1 :]
    dated = any(str(date.year) == key["year"] for date in dates_in(plain(runs)))
    told = Passage(
        "paragraph", passage.first_line, passage.first_line, (Run(f"Year: {key['year']}", passage.first_line),)
    )
    return replace(passage, kind="item", marker="-", runs=runs, children=() if dated else (told,))
