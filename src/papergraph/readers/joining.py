"""Headings and items read together with the short lines under them, and the labels such lines begin with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from papergraph.readers.evidence import ALONE, evidence
from papergraph.readers.labels import field_of, link_role, note_key
from papergraph.readers.lead import read_lead
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.people import people_score
from papergraph.readers.scoring import NO_PRIOR, Prior
from papergraph.readers.splitting import is_link_line, wrapped_pieces

_LABEL = re.compile(r"\s*([^:\n]{2,40}?)\s*[:：]")


def is_note_label(label: str) -> bool:
    """Return whether words before a colon are the label of a note rather than the beginning of a title."""
    words = label.lower().split()
    if not note_key(label) or len(words) > 5 or words[0] in {"a", "an", "the", "on", "towards", "in", "for"}:
        return False
    return not {"on", "for", "with", "from", "to", "in"} & set(words[:-1])


def labelled(runs: Runs) -> str | None:
    """Return the label that the runs begin with, when it names a note, a field or a link."""
    match = _LABEL.match(plain(runs))
    if not match:
        return None
    label = match[1].strip("*_ ")
    if field_of(label) or link_role(label) or is_note_label(label):
        return label
    return None


def is_labelled_field(passage: Passage) -> bool:
    """Return whether a passage is a labelled field or link of a work ("Authors: …")."""
    lines = [passage.runs]
    if passage.kind == "paragraph":
        text = plain(passage.runs)
        return is_link_line(text) or bool((label := labelled(passage.runs)) and (field_of(label) or link_role(label)))
    label = labelled(lines[0])
    return bool(label and (field_of(label) or (link_role(label) and any(run.href for run in passage.runs))))


def heading_with_line(passage: Passage, following: Sequence[Passage]) -> Runs | None:
    """Return a heading and the short paragraph under it as one lead, when that prints authors and venue or date."""
    if not following or following[0].kind != "paragraph" or len(plain(following[0].runs)) > 300:
        return None
    below = read_lead(following[0].runs, NO_PRIOR)
    set_off = below.setting in {"bold", "quote", "link"} and people_score(below.title) < 1.0
    if set_off or below.ordinal:
        return None  # the paragraph begins with a title of its own
    heads = [read_lead(piece.runs, NO_PRIOR) for piece in wrapped_pieces(following[0].runs) if piece.head]
    if any(head.before_authors in {"dash", "pipe", "by"} or people_score(head.title) < 0.3 for head in heads):
        return None  # references of their own, with titles that are no names
    runs = tuple(run._replace(marks=run.marks | {"heading"}) for run in passage.runs)
    joined = (*runs, Run("\n", passage.last_line, frozenset({"break"})), *following[0].runs)
    lead, alone = read_lead(joined, Prior(first="title", setting="heading")), read_lead(runs, Prior(first="title"))
    signed = bool(lead.people.names) and not alone.people.names and bool(lead.dates or lead.venue or lead.href)
    if signed and lead.title == alone.title and evidence(lead, joined) >= ALONE:
        return joined
    names_below = below.order[:1] == ("authors",) or people_score(below.title) >= 1.8
    if alone.people.names and names_below and below.dates and below.whole and (quoted := _quoted(passage)):
        return (*quoted, *joined[len(runs) :])  # what looks like a name in the heading is none: the names are below
    return None


def _quoted(heading: Passage) -> Runs | None:
    """Return a heading as a title that is quoted whole, or None where quotation marks or links are in it."""
    text = plain(heading.runs)
    if any(run.href for run in heading.runs) or any(sign in text for sign in '“”"„«»'):
        return None
    return (Run(f"“{text.rstrip('.')}”", heading.first_line, frozenset({"heading"})),)


_BY_LINE = re.compile(r"\s*(?:(?:written |edited )?by|authors?)\s*[:：]?\s+(?=[A-Z])", re.IGNORECASE)


def heading_with_by_line(passage: Passage, following: Sequence[Passage]) -> Runs | None:
    """Return a heading and the line "By: …" right under it as one lead, or None where no such line follows."""
    if not following or following[0].kind != "paragraph" or not plain(passage.runs):
        return None
    below = following[0].runs
    text = plain(below)
    match = _BY_LINE.match(text)
    if match is None or len(text) > 150 or people_score(text[match.end() :]) < 0.3:
        return None
    title = _quoted(passage) or tuple(run._replace(marks=run.marks | {"heading"}) for run in passage.runs)
    return (*title, Run(f" by {text[match.end() :]}", following[0].first_line))


def levels_with_by_line(passages: Sequence[Passage]) -> Counter[int]:
    """Return how many headings of each level have a line "By: …" right under them."""
    found = (
        passage.level
        for n, passage in enumerate(passages)
        if passage.kind == "heading" and heading_with_by_line(passage, passages[n + 1 : n + 2]) is not None
    )
    return Counter(found)


def below_heading(passages: Sequence[Passage], at: int) -> list[Passage]:
    """Return the few passages that follow on the heading at a place, up to the next one or a table."""
    below: list[Passage] = []
    for other in passages[at + 1 : at + 9]:
        if other.kind in {"heading", "row", "table-head"}:
            break
        below.append(other)
    return below


def item_with_lines(item: Passage) -> Runs | None:
    """Return an item and the lines under it as one lead, when those print its authors, venue and date."""
    lines = [child for child in item.children if child.kind in {"item", "paragraph"} and not labelled(child.runs)]
    if not lines or len(lines) > 4 or any(len(plain(line.runs)) > 200 or line.children for line in lines):
        return None
    if len(lines) < len(item.children):
        return None
    joined = list(item.runs)
    for line in lines:
        joined += [Run("\n", line.first_line, frozenset({"break"})), *line.runs]
    lead = read_lead(tuple(joined), Prior(first="title"))
    alone = read_lead(item.runs, Prior(first="title"))
    known = bool(lead.people.names) and bool(lead.dates or lead.venue) and not alone.people.names
    return tuple(joined) if known and lead.title == alone.title and lead.whole else None
