"""Claims that a list states itself: "Builds on: VAE (core): its bound; U-Net", or the same in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from papergraph.identifiers import title_key
from papergraph.mentions import Names
from papergraph.model import Concept, EdgeKind, Entry, Evidence, Note, Paper, Problem
from papergraph.relate.claims import Claim
from papergraph.relate.curated import Resolver
from papergraph.relate.mentioned import PROSE, note_prose
from papergraph.sentences import sentences

STATED = 0.95

_LABEL = re.compile(r"\s*(?:papergraph\s*:\s*)?builds[\s-]+on\s*:?\s+", re.IGNORECASE)
_INLINE = re.compile(r"builds on:\s+", re.IGNORECASE)
_ITEMS = re.compile(r";|\n")
_KIND = re.compile(r"\s*[(\[]\s*(core|background)\s*[)\]]\s*:?\s*", re.IGNORECASE)
# The form of a comment: a reference, then perhaps a kind, then perhaps what is taken, in quotation marks.
_COMMENT = re.compile(
    r"(?P<name>\"[^\"]+\"|.+?)(?:\s+(?P<kind>core|background))?(?:\s+[\"“](?P<takes>[^\"”]*)[\"”])?\s*", re.IGNORECASE
)
_OR = re.compile(r"\s+or\s+|\s*\|\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_IS_BACKGROUND = re.compile(r"\W*background\b", re.IGNORECASE)
_EDGE_MARKS = ' \t.,"“”*_`'


@dataclass(frozen=True, slots=True)
class _Item:
    """One item as written: its names (several where any one will do), kind, and what is taken."""

    names: tuple[str, ...]
    kind: EdgeKind
    takes: str
    any_of: bool = False


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
    for entry in entries:
        if entry.paper is None or entry.paper not in papers:
            continue
        for note in entry.notes:
            usual: EdgeKind = "background" if _IS_BACKGROUND.match(note.label or "") else "core"
            for part in _ITEMS.split(_list(note)):
                written = part.strip()
                if not written.strip(_EDGE_MARKS):
                    continue
                items = list(_read(written, resolver, usual))
                if not any(resolver.find(name) or resolver.known(name) for item in items for name in item.names):
                    found = [mention.text for mention in names.find(written) if mention.paper != entry.paper]
                    items = [_Item(tuple(found), items[0].kind, "")] if found else items
                for item in items:
                    _claim(entry, entry.paper, written, item, resolver, labels, claims, problems)
    return claims, problems


def _list(note: Note) -> str:
    """Return the list of works that a note is, or that stands at the end of its prose: "… Builds on: A; B"."""
    if note.key == "builds_on":
        return "" if note_prose(note) else _LABEL.sub("", note.text, count=1)
    for start, end in sentences(note.text) if note.key in PROSE else ():
        if match := _INLINE.match(note.text, start, end):
            return note.text[match.end() : end].rstrip(".")
    return ""


def _claim(
    entry: Entry,
    owner: str,
    written: str,
    item: _Item,
    resolver: Resolver,
    labels: Mapping[str, str],
    claims: list[Claim],
    problems: list[Problem],
) -> None:
    takes = tuple(labels.get(title_key(each), each) for each in _COMMA.split(item.takes) if each)
    for name in item.names:
        found = resolver.find(name)
        if len(found) != 1 or found == [owner]:
            problems.append(_problem(entry, owner, name, found, resolver))
            continue
        claims.append(
            Claim(
                subject=owner,
                object=found[0],
                kind=item.kind,
                takes=takes,
                any_of=" or ".join(item.names) if item.any_of else None,
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


def _read(written: str, resolver: Resolver, usual: EdgeKind) -> Iterator[_Item]:
    """Yield what one item says; its name is the longest beginning of it that names a paper."""
    if marked := _KIND.search(written):
        kind = cast("EdgeKind", marked[1].lower())
        yield from _items(written[: marked.start()], kind, written[marked.end() :], resolver)
        return
    for at in [len(written), *(match.start() for match in reversed(list(re.finditer(r":", written))))]:
        if resolver.find(_name(written[:at])) or resolver.known(_name(written[:at])):
            yield _Item((_name(written[:at]),), usual, _takes(written[at + 1 :]))
            return
    comment = _COMMENT.fullmatch(written)
    if comment and (comment["kind"] or comment["takes"]):
        kind = cast("EdgeKind", (comment["kind"] or usual).lower())
        yield from _items(comment["name"], kind, comment["takes"] or "", resolver)
        return
    # A colon inside a URL or an identifier ends no name.
    name, _, takes = re.sub(r"(?<=\w):(?=\S)", "\0", written).partition(":")
    yield from _items(name.replace("\0", ":"), usual, takes.replace("\0", ":"), resolver)


def _items(names: str, kind: EdgeKind, takes: str, resolver: Resolver) -> Iterator[_Item]:
    whole, takes = _name(names), _takes(takes)
    if not resolver.find(whole):
        for splitter, any_of in ((_OR, True), (_AND, False)):
            parts = tuple(_name(part) for part in splitter.split(whole) if _name(part))
            if len(parts) > 1 and any(resolver.find(part) or resolver.known(part) for part in parts):
                if any_of:
                    yield _Item(parts, kind, takes, any_of=True)
                else:
                    yield from (_Item((part,), kind, takes) for part in parts)
                return
    yield _Item((whole,), kind, takes)


def _name(text: str) -> str:
    return text.strip(_EDGE_MARKS)


def _takes(text: str) -> str:
    return text.strip().strip('"“”').rstrip(". ")


def _problem(entry: Entry, owner: str, name: str, found: list[str], resolver: Resolver) -> Problem:
    code = "unknown-relation-target"
    if found == [owner]:
        message = f"{name!r} names the paper itself; it cannot build on itself"
    elif found:
        code = "ambiguous-relation-target"
        message = f"{name!r} could be {' or '.join(found)}; write an identifier"
    elif resolver.known(name):
        message = f"{name!r} is a known work, but none of these lists has it; add it, or build with --complete"
    else:
        message = f"{name!r} names no paper here; write an identifier, a short name or a whole title"
    return Problem(
        code=code,
        severity="info" if not found and resolver.known(name) else "warning",
        message=f"stated relation of {entry.title!r}: {message}",
        source=entry.source,
        first_line=entry.first_line,
        last_line=entry.last_line,
        entries=(entry.id,),
        papers=tuple(sorted({owner, *found})),
    )
