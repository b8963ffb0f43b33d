"""Pictures between a title in bold letters and what stands below it: they are the title's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.passages import Passage, plain

_WORDS = 30  # of a title


def with_pictures_joined(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, a paragraph of nothing but pictures as the end of the bold title right before it."""
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        more = n + 1 < len(passages) and passages[n + 1].kind in {"item", "paragraph"}
        if out and more and _is_picture(passage) and _is_bold_title(out[-1]):
            out[-1] = replace(out[-1], runs=(*out[-1].runs, *passage.runs), last_line=passage.last_line)
        else:
            out.append(passage)
    return out


def _is_picture(passage: Passage) -> bool:
    """Return whether a paragraph is pictures that lead nowhere, and no words."""
    shown = [run for run in passage.runs if run.image is not None or run.text.strip()]
    return passage.kind == "paragraph" and bool(shown) and all(run.image is not None and not run.href for run in shown)


def _is_bold_title(passage: Passage) -> bool:
    """Return whether a paragraph is words in bold letters and nothing else but signs."""
    said = [run for run in passage.runs if re.search(r"\w", run.text) and run.image is None]
    bold = bool(said) and all("bold" in run.marks and not run.href for run in said)
    return passage.kind == "paragraph" and bold and not passage.children and len(plain(said).split()) <= _WORDS
