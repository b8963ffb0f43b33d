"""What kind of things a list holds, in a few words and a colon over it ("Papers:", "Blogs:"), as a heading of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.sectionkinds import kind_of_section
from papergraph.readers.lexicon.sections import names_list, other_section
from papergraph.readers.passages import Passage, plain

LEVEL = 7  # below the names of sections that are printed without a mark
_OF_WORK = frozenset({"paragraph", "row"})  # a label behind one may be a field of the work there
_WORDS = 4  # of such a label, at most


def with_list_labels(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, a label over a list as its heading, which ends with the list.

    So only where one word of the labels names papers, and the labels are two: one alone may be a field of a work.
    """
    labels = {
        n
        for n in range(len(passages) - 1)
        if _is_label(passages[n])
        and passages[n + 1].kind == "item"
        and passages[n - 1].kind not in {"paragraph", "row"}
    }
    if len(labels) < 2 or not any(names_list(_words(passages[n])) for n in labels):
        return list(passages)
    out: list[Passage] = []
    within = False
    for n, passage in enumerate(passages):
        if n in labels:
            # "Papers:" names no section of its own, and ends one that such a label has begun
            runs = () if names_list(_words(passage)) else passage.runs
            out.append(replace(passage, kind="heading", level=LEVEL, runs=runs))
            within = True
            continue
        if within and passage.kind != "item":
            within = False
            if passage.kind != "heading":  # the heading of the list does not name what stands behind it
                out.append(replace(passage, kind="heading", level=LEVEL, runs=(), cells=(), children=()))
        out.append(passage)
    return out


def _words(passage: Passage) -> str:
    return plain(passage.runs).strip(" *_:：")


def _is_label(passage: Passage) -> bool:
    """Return whether a paragraph is a few words that name a kind of works or other things, and a colon."""
    text = plain(passage.runs)
    if passage.kind != "paragraph" or passage.problem or not text.rstrip(" *_").endswith((":", "：")):
        return False
    name = _words(passage)
    if len(name.split()) > _WORDS or any(run.href for run in passage.runs):
        return False
    return names_list(name) or other_section(name) is not None or kind_of_section((name,)) is not None
