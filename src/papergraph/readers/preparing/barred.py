"""Fields under labels, with bars or line ends between ("Date: … | Authors: … | Venue: …"), as a paragraph for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.passages import Passage, Run, Runs, plain

_BAR = re.compile(r"\s*[|｜•·]\s*")
_ANY_LABEL = re.compile(r"[^\W\d_][\w -]{1,24}:(?=\s)")
_FACTS = frozenset({"authors", "date", "venue"})
_LONGEST = 1500  # characters of such a line


def with_fields_apart(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each paragraph of labelled fields with bars or line ends between as a paragraph for each.

    Two of the fields at least are of a work, and there is nothing but fields and links; a form has its own title.
    """
    out: list[Passage] = []
    for passage in passages:
        below = tuple(with_fields_apart(passage.children)) if passage.children else ()
        whole = replace(passage, children=below) if below != passage.children else passage
        out += _fields(whole) if passage.kind == "paragraph" and not passage.problem else [whole]
    return out


def _fields(passage: Passage) -> list[Passage]:
    text = plain(passage.runs)
    if len(text) > _LONGEST or ":" not in text:
        return [passage]
    pieces = [piece for piece in _pieces(passage.runs) if plain(piece)]
    fields = [field_of(labelled(piece) or "") for piece in pieces]
    facts = 0 if "title" in fields else sum(each in _FACTS for each in fields)
    told = all(labelled(piece) or _ANY_LABEL.match(plain(piece)) or _is_link(piece) for piece in pieces)
    if facts < 2 or not told:
        return [passage]
    return [
        Passage("paragraph", min(lines), max(lines), piece, passage.column)
        for piece in sorted(pieces, key=lambda piece: labelled(piece) is None)
        if (lines := [run.line for run in piece])
    ]


def _is_link(runs: Runs) -> bool:
    """Return whether runs are links under labels, and nothing else."""
    words = [run for run in runs if run.image is None and re.search(r"\w", run.text)]
    return all(run.href and link_role(run.text) for run in words)


def _pieces(runs: Runs) -> list[Runs]:
    """Return the runs between line ends, and between bars that stand in no link."""
    pieces: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n":
            pieces.append([])
            continue
        if run.image is not None or run.href is not None:
            pieces[-1].append(run)
            continue
        first, *rest = _BAR.split(run.text)
        pieces[-1] += [run._replace(text=first)] if first else []
        for text in rest:
            pieces.append([run._replace(text=text)] if text else [])
    return [tuple(piece) for piece in pieces]
