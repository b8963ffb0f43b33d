"""Claims from prose: sentences of an entry that name another work, with a cue that governs the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from papergraph.mentions import Cited, Mention, Names
from papergraph.model import Entry, Evidence, Justification, Note, NoteKey, Paper
from papergraph.relate.claims import Claim, age, could_build_on
from papergraph.relate.context import REFERS, across
from papergraph.relate.grammar import Named, Relation, relations
from papergraph.relate.likeness import TURNS, likened, varied
from papergraph.relate.masking import masked
from papergraph.relate.shapes import MADE_FOR, shapes
from papergraph.sentences import Clause, clauses, sentences, within

#: The notes that say what a work is; what to implement or to picture says nothing about it.
PROSE: frozenset[NoteKey] = frozenset(["summary", "contribution", "insight", "impact", "result"])

#: What a sentence loses that is the only witness of which work came first.
_UNDATED = 0.85

#: What has more characters is a table or a list of words, and says nothing in sentences.
LONGEST = 2000
#: The labels of notes that list works; any other label of such a note ("Extends BERT") is itself a sentence.
PLAIN_LABEL = re.compile(
    r"\W*(?:papergraph|builds?[\s-]+(?:up)?on|built on|prerequisites?|requires|background|foundations?|depends on"
    r"|prior work|(?:read|know) first|based on|extends|see also)\W*",
    re.IGNORECASE,
)


# A name that is one plain word is the name of something else where such a noun follows: "the Go language", but not in
# "a Transformer language model".
_PLAIN_NAME = re.compile(r"[A-Z][a-z]+")
_SOMETHING_ELSE = re.compile(
    r" (?:programming )?(?P<noun>languages?(?! (?:models?|modell?ing|understanding|generation|encoders?|decoders?)\b)"
    r"|data(?: ?sets?)?|corpus|corpora|workloads?|benchmarks?|relays?|plugs?"
    r"|files?"
    r"|formats?|conferences?|workshops?|journals?|compan(?:y|ies)|teams?|communit(?:y|ies)|websites?|courses?|books?"
    r"|awards?|prizes?|theorems?|lemmas?|flowers?|compilers?|scripts?|users?|river|island|city|mission|probe|telescope"
    r"|exchange|project|foundation|institute|family|brand|brothers)\b",
)


_POSSESSIVE = re.compile(r"['’]s? ")


class Finder(Protocol):
    """What finds the works that a text names."""

    def find(self, text: str) -> list[Mention]:
        """Return all mentions in `text`, in order, none overlapping another."""
        ...


@dataclass(frozen=True, slots=True)
class Both:
    """Works found by their names and by their authors; where both stand at one place, the name counts."""

    names: Names
    cited: Cited
    titles: Mapping[str, str] = field(default_factory=dict)
    organisations: frozenset[str] = frozenset()

    def find(self, text: str) -> list[Mention]:
        """Return all mentions in `text`, in order, none overlapping another."""
        named = [each for each in self.names.find(text) if not self._something_else(each, text)]
        signed = self.cited.find(text, alone=True)
        if not signed:
            return named
        taken = sorted((mention.start, mention.end) for mention in named)
        at = {mention.start: mention.paper for mention in named}
        free = [
            each
            for each in signed
            if not any(start < each.end and each.start < end for start, end in taken)
            and not self._of_the_name(each, text, at)
        ]
        return sorted([*named, *free], key=lambda mention: mention.start)

    def _of_the_name(self, mention: Mention, text: str, at: Mapping[int, str]) -> bool:
        """Return whether an author only says whose the work is that is named next: "Doe's Heron", "Acme's Osprey"."""
        own = _POSSESSIVE.match(text, mention.end)
        named = at.get(own.end()) if own else None
        return named is not None and (named == mention.paper or mention.text in self.organisations)

    def _something_else(self, mention: Mention, text: str) -> bool:
        """Return whether the noun behind a name of one plain word, which no title of the work has, makes it another."""
        noun = _SOMETHING_ELSE.match(text, mention.end)
        return (
            noun is not None
            and (noun["noun"] == "data" or _PLAIN_NAME.fullmatch(mention.text) is not None)
            and noun["noun"].removesuffix("s") not in self.titles.get(mention.paper, "").lower()
        )


def mentioned(
    entries: Iterable[Entry],
    papers: Mapping[str, Paper],
    names: Finder,
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
    names: Finder,
    justification: Justification,
    weight: float,
) -> Iterator[Claim]:
    found = names.find(prose)
    if all(mention.paper == owner for mention in found):
        return
    text = masked(prose, found)
    starts = [mention.start for mention in found]
    before: tuple[int, list[Mention]] | None = None  # the sentence before, where it names another work
    for number, (start, end) in enumerate(sentences(text)):
        here = found[within(starts, start, end)]
        others = any(mention.paper != owner for mention in here)
        if end - start > LONGEST:
            before = None
            continue
        said: list[tuple[int, Relation]] = []
        if others:
            said += [(start, relation) for relation in _of_sentence(text, start, end, here, owner)]
        if before is not None and (number == 1 or REFERS.search(text, start, end)):
            said += [
                (before[0], relation)
                for relation in _across(text, before, (start, end), here, owner, opens=number == 1)
            ]
        if before is not None and TURNS.match(text, start, end):
            sentence = text[start:end], _placed(here, start)
            earlier = text[before[0] : start], _placed(before[1], before[0])
            said += [(before[0], relation) for relation in varied(earlier, sentence, owner)]
        before = (start, here) if others else None
        for begin, relation in said:
            confidence = _confidence(relation, papers, owner)
            against: Literal["denied", "time"] | None = "denied" if relation.denied else None
            if confidence is None:
                if not _surely_said(relation, papers, owner):
                    continue
                against, confidence = "time", relation.cue.confidence
            yield Claim(
                subject=relation.subject,
                object=relation.object,
                kind="background" if justification == "concept" else relation.cue.kind,
                against=against,
                evidence=Evidence(
                    justification=justification,
                    confidence=round(confidence * weight, 3),
                    source=entry.source,
                    first_line=entry.first_line,
                    last_line=entry.last_line,
                    quote=prose[begin:end],
                    rule=relation.cue.name,
                ),
            )


def _across(
    text: str,
    before: tuple[int, Sequence[Mention]],
    span: tuple[int, int],
    here: Sequence[Mention],
    owner: str,
    *,
    opens: bool,
) -> Iterator[Relation]:
    """Yield what a sentence says of the work that the sentence before it, which begins at `before`, is about."""
    begin, mentions = before
    earlier = _placed(mentions, begin)
    parts = [(clause, _named(clause, here)) for clause in clauses(text, *span)]
    yield from across((text[begin : span[0]], earlier), parts, owner, opens=opens)


def _placed(mentions: Iterable[Mention], begin: int) -> list[Named]:
    """Return mentions as places in what begins at `begin`."""
    return [Named(each.paper, each.start - begin, each.end - begin) for each in mentions]


def _named(clause: Clause, here: Sequence[Mention]) -> list[Named]:
    """Return the names that stand in a clause, as places in it."""
    left, right = clause.start, clause.start + len(clause.text)
    return [
        Named(mention.paper, mention.start - left, mention.end - left)
        for mention in here
        if left <= mention.start
        and mention.end <= right
        and clause.text[mention.start - left : mention.end - left].strip()
    ]


def _of_sentence(text: str, start: int, end: int, here: Sequence[Mention], owner: str) -> Iterator[Relation]:
    for clause in clauses(text, start, end):
        named = _named(clause, here)
        about = _antecedent(here, text, clause.start, owner) if clause.hangs else owner
        if any(each.paper != about for each in named) or about != owner:
            said = {
                (each.subject, each.object, each.at): each
                for each in (
                    *shapes(clause.text, named, about, opens=clause.start == start, before=text[start : clause.start]),
                    *(likened(clause.text, named, about) if clause.start == start else ()),
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


def _surely_said(relation: Relation, papers: Mapping[str, Paper], owner: str) -> bool:
    """Return whether a relation that the dates speak against is no misreading: its own, by a cue to an older."""
    return (
        relation.subject == owner
        and relation.object in papers
        and relation.cue.points == "older"
        and relation.cue.kind == "core"
        and bool(relation.cue.pattern)
        and not relation.denied
    )


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
        if beside == "newer":
            return relation.cue.confidence
        # "Paved the way for it" tells the order itself, where no date does.
        tells = (relation.cue.pattern and relation.cue.kind == "core") or relation.cue.name == MADE_FOR
        return relation.cue.confidence * _UNDATED if tells and beside in ("unknown", "same") else None
    if beside == "newer":
        return relation.cue.confidence
    if not could_build_on(papers, subject=relation.subject, object=relation.object):
        return None
    return relation.cue.confidence * (0.7 if beside == "older" else 0.9)
