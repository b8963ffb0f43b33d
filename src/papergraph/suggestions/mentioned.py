"""Weak mentions: a name in any note that no cue governs, a comparison, "Surname et al."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papergraph.identifiers import fold
from papergraph.model import Entry, Note, NoteKey
from papergraph.people import parse_name
from papergraph.sentences import sentences
from papergraph.suggestions.facts import Facts, Pair, Signal

Found = Iterator[tuple[Pair, Signal]]

#: That an entry names a work is worth a look, however it does; what it says of itself more than asides and exercises.
NAMED: dict[NoteKey, float] = {
    "builds_on": 3.5,
    "summary": 3.0,
    "contribution": 3.0,
    "insight": 3.0,
    "result": 2.2,
    "impact": 2.0,
    "comment": 2.0,
    "other": 2.0,
    "implement": 1.8,
    "picture": 1.5,
}
#: The older entry says what came of the work.
NAMED_BY_OLDER = 0.7
#: A sentence that says what is not so ("does not build on B") is still worth a look, a late one.
DENIED = 0.3
AUTHOR_AND_YEAR, AUTHOR_ALONE = 2.5, 1.5

_LONGEST = 2000  # what has more characters is a table, and names everything
_NAME = r"[^\W\d_a-z][\w’'-]+"
_CITED = re.compile(
    rf"(?P<name>{_NAME})(?: et al\.?| and (?:colleagues|others)\b| (?:&|and) {_NAME}(?=,? ?[(\[]?\d{{4}})"
    r"|(?=,? ?[(\[]?(?:1[5-9]|20)\d\d[)\]]))(?:['’]s?)?(?:,? ?[(\[]?(?P<year>\d{4})\b)?"
)
_DENIED = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were) not|(?:do|does|did|is|are|was|were)n['’]t|never)"
    r"(?! (?:only|just|merely|simply)\b)\W+(?:\w+\W+){1,2}\Z",
    re.IGNORECASE,
)
_YEARS_APART = 1  # a preprint and its venue


def mentions(facts: Facts) -> Found:
    """Yield pairs of which one entry names the other work, in any note, with the sentence."""
    for each in facts.mentions:
        text = each.note.text
        start, end = next((place for place in sentences(text) if place[0] <= each.start < place[1]), (0, 0))
        pair = facts.pair(each.owner, each.named)
        if pair is None or not 0 < end - start <= _LONGEST:
            continue
        if facts.open(pair):  # then who names the other is the newer
            pair = (each.owner, each.named)
        by_newer = pair[0] == each.owner
        weight = NAMED.get(each.note.key, 2.0) * (1.0 if by_newer else NAMED_BY_OLDER)
        said = "the newer's entry names the older" if by_newer else "the older's entry names the newer"
        if _DENIED.search(text, start, each.start):
            weight *= DENIED
            said += ", and says what is not so"
        yield pair, Signal("mention", weight, said, each.entry.source, each.entry.first_line, text[start:end])


def cited_authors(facts: Facts) -> Found:
    """Yield pairs of which one entry names the first author of the other work ("Surname et al.", with a year or not).

    A surname that several works of the list begin with says nothing without a year.
    """
    firsts: dict[str, list[str]] = {}
    for paper in facts.papers.values():
        if paper.authors and paper.authors[0] in facts.graph.author:
            family = parse_name(facts.graph.author[paper.authors[0]].name).family
            firsts.setdefault(family, []).append(paper.id)
    for owner, entry, note in _notes(facts):
        for match in _CITED.finditer(note.text[: 20 * _LONGEST]):
            family = fold(re.sub(r"['’]s?$", "", match["name"])).replace("-", "")
            year = int(match["year"]) if match["year"] else None
            meant = [each for each in firsts.get(family, ()) if each != owner and _fits(facts, each, year)]
            if len(meant) != 1:
                continue
            pair = facts.pair(owner, meant[0])
            if pair is None or pair[0] != owner:
                continue
            quote = next((note.text[a:b] for a, b in sentences(note.text) if a <= match.start() < b), match[0])
            weight = AUTHOR_AND_YEAR if year else AUTHOR_ALONE
            said = f"the newer's entry cites {match[0].replace('(', '').replace('[', '').strip()}"
            yield pair, Signal("cited-author", weight, said, entry.source, entry.first_line, quote[:_LONGEST])


def _fits(facts: Facts, paper: str, year: int | None) -> bool:
    own = facts.papers[paper].year
    return year is None or (own is not None and abs(own - year) <= _YEARS_APART)


def _notes(facts: Facts) -> Iterator[tuple[str, Entry, Note]]:
    for paper, entries in facts.entries.items():
        for entry in entries:
            for note in entry.notes:
                yield paper, entry, note
