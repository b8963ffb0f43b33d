"""Kinds of works in lists of many kinds: by the labels that a list prints, and where most of it is no paper.

An address says what many works are. That of somebody's own page says nothing: in a list of papers it leads to one more,
among articles of newspapers, talks and code to one more of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry, Link, LinkRole, WorkKind
from papergraph.readers.judgement.kinds import TYPES, says_kind
from papergraph.readers.lexicon.links import kind_of_url
from papergraph.readers.styles.styled import YEAR

ENOUGH = 3  # works of other kinds
_MIXED = 0.35  # of the works whose kind something shows
_MOSTLY = 0.6
_LABELLED = 3  # works with such a label, of two kinds at least
_LABELS: dict[str, WorkKind] = {**TYPES, "article": "post"}  # of the web, where others are called papers
_LABELS |= dict.fromkeys(("slides", "manual", "handbook", "tutorial", "poster", "online", "standard"), "other")
_ROLES: dict[str, LinkRole] = {"slides": "slides", "video": "video"}
_KIND = "|".join(sorted(_LABELS, key=len, reverse=True))
#: A label of its own in brackets that is no link: "[Wool](…), Ada Lund, 2017 *(article)*", "(Book) Wool".
_BEHIND = re.compile(rf"[\s*_][(\[](?P<label>{_KIND})[)\]][*_.\s]*$", re.IGNORECASE)
_BEFORE = re.compile(rf"\s*+(?:[-*+•]|\d+[.)])?\s*+[*_]*[(\[](?P<label>{_KIND})[)\]][*_:\s]+(?!\()", re.IGNORECASE)

#: Labels of links whose addresses are lost: "Wool (Arxiv, May 2023) [Paper] [Code]".
_LINKS_LOST = re.compile(r"\[(?:paper|pdf|arxiv)\]\s*\[", re.IGNORECASE)
#: … or with the year in italics or bold letters before a title: "*2016 paper* [Wool](…)".
_DATED = re.compile(
    rf"\s*+(?:[-*+•]|\d+[.)])?\s*+(?P<sign>[*_]{{1,2}})(?:{YEAR}[ ,]+)?(?P<label>{_KIND})(?:[ ,]+{YEAR})?(?P=sign)\s",
    re.IGNORECASE,
)


def with_kinds_of_list(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, each of the kind that its label says, and in a mixed list none a paper by its signer alone.

    Who signs a page there that nothing shows to be a paper has written an article of the web.
    """
    return _unproved(_labelled(entries))


def _labelled(entries: Sequence[Entry]) -> list[Entry]:
    labels = [_label(each) for each in entries]
    told = [label for label in labels if label]
    if len(told) < _LABELLED or len(set(told)) < 2:
        sure = {label for label in told if _LABELS[label] != "paper" and label != "article"}
        return [
            _of_kind(entry, _LABELS[label])
            if label in sure and (_LABELS[label] == "book" or not _leads_to_paper(entry))
            else entry
            for entry, label in zip(entries, labels, strict=True)
        ]
    kinds = {label: _LABELS[label] for label in told}
    if "article" in kinds and not any(kind == "paper" for kind in kinds.values()):
        del kinds["article"]  # of a journal, for all that is known
    return [
        _as_told(entry, label, kinds[label])
        if label in kinds and not (label == "article" and _is_proved(entry))
        else entry
        for entry, label in zip(entries, labels, strict=True)
    ]


def _label(entry: Entry) -> str:
    """Return the label of its kind that an entry ends or begins with; "" for none."""
    line = entry.raw.strip()
    if _LINKS_LOST.search(line):
        return ""
    match = _BEHIND.search(line.partition("\n")[0]) or _BEFORE.match(line) or _DATED.match(line)
    return match["label"].lower() if match else ""


def _as_told(entry: Entry, label: str, kind: WorkKind) -> Entry:
    """Return an entry as one of the kind that its label says, which is not its venue; a paper's title leads to it."""
    if (entry.venue or "").lower() == label:
        entry = replace(entry, venue=None)
    if kind == entry.kind == "paper" and not any(link.role == "paper" for link in entry.links):
        return replace(entry, links=_leading(entry.links, "paper"))
    told = _of_kind(entry, kind)
    return replace(told, links=_leading(told.links, _ROLES[label])) if label in _ROLES else told


def _leading(links: Sequence[Link], role: LinkRole) -> tuple[Link, ...]:
    """Return the links of a work, the first of which leads to it where it says nothing else."""
    return (*(replace(link, role=role) if link.role == "page" else link for link in links[:1]), *links[1:])


def _unproved(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of a list of which many are no papers, what nothing shows to be one as what it may be."""
    papers = sum(entry.kind == "paper" and _is_proved(entry) for entry in entries)
    others = sum(entry.kind != "paper" for entry in entries)
    share = others / (papers + others) if others >= ENOUGH else 0.0
    if share < _MIXED:
        return list(entries)
    return [
        _of_kind(entry, "post" if entry.authors else "other") if _is_page_alone(entry, share) else entry
        for entry in entries
    ]


def _is_page_alone(entry: Entry, share: float) -> bool:
    """Return whether nothing but an address on the web shows a work, nor who signs it where most are others."""
    if entry.kind != "paper" or not entry.links or _is_proved(entry) or _label(entry):
        return False
    return all(link.url.startswith("http") for link in entry.links) and (bool(entry.authors) or share >= _MOSTLY)


def _is_proved(entry: Entry) -> bool:
    """Return whether something shows a paper: where it came out, an address of papers, a line that says so."""
    return bool(entry.venue) or _leads_to_paper(entry) or any(map(says_kind, entry.raw.splitlines()[1:]))


def _leads_to_paper(entry: Entry) -> bool:
    return any(kind_of_url(link.url) == "paper" for link in entry.links)


def _of_kind(entry: Entry, kind: WorkKind) -> Entry:
    """Return an entry as one of a kind; what is no paper has pages. A talk about a paper is none, whatever it says."""
    if kind == entry.kind or (kind == "paper" and any(link.role == "video" for link in entry.links)):
        return entry
    if kind == "paper":
        return replace(entry, kind=kind, links=_leading(entry.links, "paper"))
    links = tuple(replace(link, role="page") if link.role == "paper" else link for link in entry.links)
    return replace(entry, kind=kind, links=links)
