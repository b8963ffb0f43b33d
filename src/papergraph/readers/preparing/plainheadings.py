"""Names of sections that are set as any words are: short paragraphs, each right over a list of works."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title, leads_to_paper
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.layout.joining import labelled
from papergraph.readers.layout.noise import noise_reason
from papergraph.readers.layout.paragraphs import is_aside
from papergraph.readers.passages import Passage, plain

_LEVEL = 6  # of what says nothing of its level
_ENOUGH = 2  # such paragraphs of a document
_SHARE = 0.6  # of the short paragraphs right over works
_WORDS = 12  # of the name of a section, at most
_LONGEST = 90  # characters of it
_FIRST = 3  # items under a name, one of which is surely a work
_ENDED = re.compile(r"[.,;:!，。；：！]$|[a-z]{3}[.!?] |^\W*$")


def with_plain_headings(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, short paragraphs over works as headings where a document has no other headings.

    One of them might say anything; several that stand over works, and hardly a sentence that does, name its sections.
    """
    if sum(passage.kind == "heading" for passage in passages) > 1:
        return list(passages)
    over = [n for n in range(len(passages) - 1) if _is_line(passages[n]) and _opens(passages, n + 1)]
    named = {n for n in over if _is_name(passages[n])}
    if len(named) < _ENOUGH or len(named) < _SHARE * len(over):
        return list(passages)
    return [
        replace(passage, kind="heading", level=_LEVEL) if n in named else passage for n, passage in enumerate(passages)
    ]


def _is_line(passage: Passage) -> bool:
    """Return whether a passage is a paragraph of one line in plain words, and neither a whole sentence nor a work."""
    if passage.kind != "paragraph" or passage.first_line != passage.last_line or passage.problem:
        return False
    if (
        any(run.href or run.image or "italic" in run.marks for run in passage.runs)
        or noise_reason(passage.runs) is not None
    ):
        return False
    return not _is_work(passage) and not (prose_score(text := plain(passage.runs)) >= 1.2 and text.endswith("."))


def _is_name(passage: Passage) -> bool:
    """Return whether a line is no sentence, no label and no work by itself."""
    text = plain(passage.runs)
    if len(text) > _LONGEST or len(text.split()) > _WORDS or _ENDED.search(text) or text[0].islower():
        return False
    told = prose_score(text.title() if text.isupper() else text)
    if is_aside(passage.runs) or labelled(passage.runs) or told >= (2.0 if text.endswith("?") else 1.2):
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    return not (lead.people.names and (lead.dates or lead.venue))


def _opens(passages: Sequence[Passage], at: int) -> bool:
    """Return whether a list begins at a place whose first items are works, one at least surely so."""
    kind = passages[at].kind
    if kind not in {"item", "paragraph"}:
        return False
    first = passages[at : at + (_FIRST if kind == "item" else 1)]
    return any(each.kind == kind and _is_work(each) for each in first)


def _is_work(passage: Passage) -> bool:
    """Return whether a passage is a work by itself: signed and dated, or linked to its paper."""
    if labelled(passage.runs):
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    signed = bool(lead.people.names) and bool(lead.dates or lead.venue)
    linked = passage.kind == "item" and (bool(lead.href) or any(map(leads_to_paper, passage.runs)))
    return has_title(lead) and (signed or linked) and evidence(lead, passage.runs) >= ALONE
