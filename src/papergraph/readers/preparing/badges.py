"""Pictures that lead somewhere, in a paragraph of their own: the links of what is printed right over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.passages import Passage, Run, plain

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)(?:[?#].*)?$", re.IGNORECASE)
_BREAK = frozenset({"break"})


def with_badges(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with the linked pictures right under a title in bold letters on a line of its paragraph."""
    out: list[Passage] = []
    for passage in passages:
        if out and _are_badges(passage) and _is_title(out[-1]) and passage.first_line <= out[-1].last_line + 3:
            over = out.pop()
            runs = (*over.runs, Run("\n", over.last_line, _BREAK), *passage.runs)
            passage = replace(over, runs=runs, last_line=passage.last_line)
        out.append(passage)
    return out


def _are_badges(passage: Passage) -> bool:
    linked = [run.href for run in passage.runs if run.image and run.href] if passage.kind == "paragraph" else []
    return any(not _PICTURE.search(href) for href in linked) and not plain(passage.runs)


def _is_title(passage: Passage) -> bool:
    """Return whether a paragraph is a title that is set off, with no word of prose behind it."""
    if passage.kind != "paragraph" or any(run.href for run in passage.runs):
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    return lead.setting in {"bold", "quote"} and lead.order[:1] == ("title",) and lead.whole and has_title(lead)
