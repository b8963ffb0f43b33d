"""Claims that a list states itself: "Builds on: VAE (core): its bound; U-Net", or the same in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from papergraph.identifiers import title_key
from papergraph.mentions import Names
from papergraph.model import Concept, EdgeKind, Entry, Evidence, Note, Paper, Problem
from papergraph.relate.claims import Claim
from papergraph.relate.curated import Resolver
from papergraph.relate.listed import Item, Lookup, items, parts, printed
from papergraph.relate.mentioned import PROSE, note_prose
from papergraph.sentences import sentences

STATED = 0.95

_INLINE = re.compile(r"builds on\s*:\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_JOINED = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|or|&)\s+")
_IS_BACKGROUND = re.compile(r"\W*background\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:^|\s)[a-z]{2,}\b|[’']s\b")  # "the encoder of BERT", but not "Fast BERT"
_BARE_NAME = re.compile(r"[A-Z][\w-]*")


def stated(
    entries: Iterable[Entry],
    papers: Mapping[str, Paper],
    resolver: Resolver,
    names: Names,
    concepts: Iterable[Concept] = (),
) -> tuple[list[Claim], list[Problem]]:
    """Return the claims that entries state, and a problem for each name that names no paper at hand or several.

    An item that is prose ("the encoder of BERT") states what the `names` in it stand for.
    """
    labels = {title_key(label): each.id for each in concepts for label in (each.pref_label, *each.alt_labels)}
    claims: list[Claim] = []
    problems: list[Problem] = []
    lookup = Lookup(resolver)
    for entry in entries:
        if entry.paper is None or entry.paper not in papers:
            continue
        for note in entry.notes:
            usual: EdgeKind = "background" if _IS_BACKGROUND.match(note.label or "") else "core"
            comment = note.label == "papergraph"
            for written in parts(_list(note)):
                for item in items(written, lookup, usual, comment=comment):
                    meant = item if comment or item.no_kind else _in_sentences(item, names, lookup, entry.paper)
                    _claim(entry, entry.paper, written, meant, lookup, labels, claims, problems)
    return claims, problems


def _list(note: Note) -> str:
    """Return the list of works that a note is, or that stands at the end of its prose: "… Builds on: A; B"."""
    if note.key == "builds_on":
        return "" if note_prose(note) else note.text
    for start, end in sentences(note.text) if note.key in PROSE else ():
        if match := _INLINE.match(note.text, start, end):
            return note.text[match.end() : end].rstrip(".")
    return ""


def _in_sentences(item: Item, names: Names, lookup: Lookup, owner: str) -> Item:
    """Return an item with names that are prose ("the encoder of BERT") replaced by the names that stand in them."""
    meant: list[str] = []
    for name in item.names:
        said = [] if lookup.means(name) or not _SENTENCE.search(name) else names.find(name)
        found = [mention.text for mention in said if mention.paper != owner]
        meant += found or [name]
        if found:  # what else is named beside them is not passed over
            beside = [part for part in _JOINED.split(name) if _BARE_NAME.fullmatch(part)]
            meant += [part for part in beside if part not in found]
    return Item(tuple(meant), item.kind, item.takes, item.any_of)


def _claim(
    entry: Entry,
    owner: str,
    written: str,
    item: Item,
    lookup: Lookup,
    labels: Mapping[str, str],
    claims: list[Claim],
    problems: list[Problem],
) -> None:
    takes = tuple(labels.get(title_key(each), each) for each in _COMMA.split(item.takes) if each)
    for name in item.names:
        found = lookup.find(name)
        if len(found) != 1 or found == [owner] or item.no_kind:
            problems.append(_problem(entry, owner, name, found, lookup, item.no_kind))
            continue
        claims.append(
            Claim(
                subject=owner,
                object=found[0],
                kind=item.kind,
                takes=takes,
                any_of=" or ".join(map(printed, item.names)) if item.any_of else None,
                evidence=Evidence(
                    justification="stated",
                    confidence=STATED,
                    source=entry.source,
                    first_line=entry.first_line,
                    last_line=entry.last_line,
                    quote=written,
                    reason=item.takes or None,
                    rule="stated",
                ),
            )
        )


def _problem(entry: Entry, owner: str, name: str, found: list[str], lookup: Lookup, no_kind: str | None) -> Problem:
    code = "unknown-relation-target"
    if no_kind:
        code = "unknown-relation-kind"
        message = f"{no_kind!r} after {name!r} is no kind; write core or background, and what is taken in quotes"
    elif found == [owner]:
        message = f"{name!r} names the paper itself; it cannot build on itself"
    elif found:
        code = "ambiguous-relation-target"
        message = f"{name!r} could be {' or '.join(found)}; write an identifier"
    elif lookup.known(name):
        message = f"{name!r} is a known work, but none of these lists has it; add it, or build with --complete"
    else:
        message = f"{name!r} names no paper here; write an identifier, a short name or a whole title"
    return Problem(
        code=code,
        severity="info" if not found and not no_kind and lookup.known(name) else "warning",
        message=f"stated relation of {entry.title!r}: {message}",
        source=entry.source,
        first_line=entry.first_line,
        last_line=entry.last_line,
        entries=(entry.id,),
        papers=tuple(sorted({owner, *found})),
    )
