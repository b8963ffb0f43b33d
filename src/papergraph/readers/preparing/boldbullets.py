"""Bullets in bold letters over a numbered list each: the names of its parts, "* **Shearing**" over "1. Lund, A. …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.passages import Passage, plain

_ENOUGH = 3  # such bullets
_WORDS = 12  # of the name of a part
_LEVEL = 7  # below any heading that is marked as one


def with_bold_bullets(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such bullets as headings below all others, without the dashes around their names."""
    found = {n for n in range(len(passages) - 1) if _names_part(passages[n]) and _is_counted(passages[n + 1])}
    if len(found) < _ENOUGH:
        return list(passages)
    return [_heading(passage) if n in found else passage for n, passage in enumerate(passages)]


def _names_part(item: Passage) -> bool:
    said = [run for run in item.runs if run.text.strip()]
    bullet = item.kind == "item" and not item.children and (item.marker or "")[:1] in {"*", "-", "+"}
    named = bool(said) and all("bold" in run.marks and run.href is None for run in said)
    return bullet and named and len(plain(item.runs).split()) <= _WORDS


def _is_counted(item: Passage) -> bool:
    return item.kind == "item" and (item.marker or "")[:1].isdigit()


def _heading(item: Passage) -> Passage:
    name = plain(item.runs).strip(" -–—:：")
    run = next(run for run in item.runs if run.text.strip())
    return replace(item, kind="heading", level=_LEVEL, marker=None, runs=(run._replace(text=name, marks=frozenset()),))
