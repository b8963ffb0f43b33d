"""Claims from prose: sentences of an entry that name another work, with a cue that governs the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from papergraph.mentions import Mention, Names
from papergraph.model import Entry, Evidence, Justification, Note, NoteKey, Paper
from papergraph.relate.claims import Claim, age, could_build_on
from papergraph.relate.grammar import Named, Relation, relations
from papergraph.relate.masking import masked
from papergraph.relate.shapes import shapes
from papergraph.sentences import clauses, sentences, within

#: The notes that say what a work is; what to implement or to picture says nothing about it.
PROSE: frozenset[NoteKey] = frozenset(["summary", "contribution", "insight", "impact", "result"])

#: What has more characters is a table or a list of words, and says nothing in sentences.
LONGEST = 2000
#: The labels of notes that list works; any other label of such a note ("Extends BERT") is itself a sentence.
PLAIN_LABEL = re.compile(
    r"\W*(?:papergraph|builds?[\s-]+(?:up)?on|built on|prerequisites?|requires|background|foundations?|depends on"
    r"|prior work|(?:read|know) first|based on|extends|see also)\W*",
    re.IGNORECASE,
)


def mentioned(
    entries: Iterable[Entry],
    papers: Mapping[str, Paper],
    names: Names,
    *,
    justification: Justification = "mention",
    weight: float = 1.0,
) -> Iterator[Claim]:
    """Yield the claims that the prose of `entries` makes about `papers`, whose `names` are looked for.

    Every claim's quote is a verbatim sentence of a note; its confidence is the cue's, times `weight`.
    """
    for entry in entries:
        if entry.paper is None or entry.paper not in papers:
            continue
        for note in entry.notes:
            text = note_prose(note)
            if text:
                yield from _of_text(entry, entry.paper, text, papers, names, justification, weight)


def note_prose(note: Note) -> str:
    """Return what a note says in sentences; a label such as "Extends BERT" belongs to the first of them."""
    if note.key in PROSE:
        return note.text
    if note.key == "builds_on" and note.label and not PLAIN_LABEL.fullmatch(note.label):
        return f"{note.label}: {note.text}"
    return ""


def _of_text(
    entry: Entry,
    owner: str,
    prose: str,
    papers: Mapping[str, Paper],
    names: Names,
    justification: Justification,
    weight: float,
) -> Iterator[Claim]:
    found = names.find(prose)
    if all(mention.paper == owner for mention in found):
        return
    text = masked(prose, found)
    starts = [mention.start for mention in found]
    for start, end in sentences(text):
        here = found[within(starts, start, end)]
        if end - start > LONGEST or all(mention.paper == owner for mention in here):
            continue
        for relation in _of_sentence(text, start, end, here, owner):
            confidence = _confidence(relation, papers, owner)
            if confidence is None:
                continue
            yield Claim(
                subject=relation.subject,
                object=relation.object,
                kind="background" if justification == "concept" else relation.cue.kind,
                evidence=Evidence(
                    justification=justification,
                    confidence=round(confidence * weight, 3),
                    source=entry.source,
                    first_line=entry.first_line,
                    last_line=entry.last_line,
                    quote=prose[start:end],
                    rule=relation.cue.name,
                ),
            )


def _of_sentence(text: str, start: int, end: int, here: Sequence[Mention], owner: str) -> Iterator[Relation]:
    for clause in clauses(text, start, end):
        left, right = clause.start, clause.start + len(clause.text)
        named = [
            Named(mention.paper, mention.start - left, mention.end - left)
            for mention in here
            if left <= mention.start
            and mention.end <= right
            and clause.text[mention.start - left : mention.end - left].strip()
        ]
        about = _antecedent(here, text, left, owner) if clause.hangs else owner
        if any(each.paper != about for each in named) or about != owner:
            said = {
                (each.subject, each.object, each.at): each
                for each in (
                    *shapes(clause.text, named, about, opens=left == start),
                    *relations(clause.text, named, about),
                )
            }
            yield from said.values()


def _antecedent(here: Sequence[Mention], text: str, at: int, owner: str) -> str:
    """Return whom a clause with "which" or in brackets is about: the name just before it, or nobody when in doubt."""
    before = [mention for mention in here if mention.end <= at]
    if before and not text[before[-1].end : at].strip(" ,(["):
        return before[-1].paper
    return "" if any(mention.paper != owner for mention in before) else owner


def _confidence(relation: Relation, papers: Mapping[str, Paper], owner: str) -> float | None:
    """Return how sure a relation is in the light of the dates, None when they speak against it."""
    if relation.subject not in papers or relation.object not in papers:
        return None
    beside = age(papers[relation.subject], papers[relation.object])
    if owner not in (relation.subject, relation.object):
        # What an entry says in passing about two other works has to agree with the dates.
        return relation.cue.confidence * 0.85 if beside == "newer" else None
    if not relation.cue.pattern or relation.turned or relation.cue.points == "newer":
        # Less sure than a cue of the entry's own paper: the shape of a clause, and a cue that acts on the paper.
        return relation.cue.confidence if beside == "newer" else None
    if beside == "newer":
        return relation.cue.confidence
    if not could_build_on(papers, subject=relation.subject, object=relation.object):
        return None
    return relation.cue.confidence * (0.7 if beside == "older" else 0.9)
