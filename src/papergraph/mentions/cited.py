"""Works named in text by their authors: "Doe et al. (2017)", "Doe (2017)", "Doe–Roe", "Doe, Roe and Poe", "Doe's"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from papergraph.identifiers import fold
from papergraph.mentions.names import Mention
from papergraph.people import Name, can_be_one, parse_name

_PARTICLE = r"(?i:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|von|zu|zur)"
_FAMILY = rf"(?:{_PARTICLE} ){{0,3}}[^\W\d_a-zà-öø-ÿ](?:[^\W\d_]|[\u0300-\u036f]|['’](?!s\b|\W)|[‐‑-](?!\W))+(?!\w)"
_ANDS = r"(?:,? (?:and|&) |–)"
_AND = re.compile(_ANDS)
_OTHERS = r",? (?:et al(?:\.|\b)|(?:and|&) (?:colleagues|co-?workers|collaborators|others)\b)"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)[a-z]?(?!\w)"
_CITED = re.compile(
    rf"(?<![\w’'-])(?P<families>{_FAMILY}(?:, {_FAMILY}){{0,30}}(?:{_ANDS}{_FAMILY})?)(?P<others>{_OTHERS})?"
    rf"(?:(?:['’]s)?,? ?(?:\({_YEAR}\)|\[{_YEAR.replace('year', 'year2')}\]|{_YEAR.replace('year', 'year3')}))?"
)
_BETWEEN = re.compile(rf"{_ANDS}|, ")
_HYPHEN = re.compile(r"[‐‑-]")
# A family name alone stands for its one work where no noun follows ("a Bloom filter"), and no other of his works is
# meant ("Doe's thesis", "the notes of Doe").
_ALONE = re.compile(
    r"(?=$|[.,;:)\]?!]|\s*[–—(]"
    r"|\s(?:and|or|to|in|from|by|with|for|on|as|is|was|had|has|did|does|that|who|which|but|into|over|under|&|left|ends|ended|stops|stopped|began|showed|proved|could)\b"
    r"|['’]s?\s)"
)
_OTHER_WORK = (
    r"(?:notes?|thesis|theses|dissertation|talks?|lectures?|books?|textbook|blog|code|software|letters?|reviews?"
    r"|surveys?|diary|groups?|labs?|students?|teams?|earlier|later|other|unpublished|subsequent|second|third|early|late"
    r"|university|school|conjecture|\d{4})"
)
_OF_ANOTHER_WORK = re.compile(rf"\b{_OTHER_WORK} (?:\w+ )?(?:of|by|from|with) $", re.IGNORECASE)
_ANOTHER_WORK = re.compile(rf"['’]s? (?:\w+ )?{_OTHER_WORK}\b", re.IGNORECASE)
_CAPITAL = re.compile(r"(?:^|\W)([A-Z][\w’'-]*\.?) $")
_OPENS = re.compile(r"(?:^|[.!?:;(–—]\s*|\n\s*)$")
_SHORT_FAMILY = 4
_INITIALS = re.compile(r"(?<!\w)((?:[^\W\d_]\.[ -]?)+)$")
# What opens a sentence with a comma before the first author.
_OPENERS = frozenset(
    """additionally also alternatively besides consequently conversely earlier finally first furthermore hence here
    however indeed instead interestingly last later likewise meanwhile moreover namely nevertheless next notably now
    originally previously recently second similarly since soon specifically still subsequently then therefore third thus
    today ultimately""".split()  # noqa: SIM905
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class Signed(Protocol):
    """A work with authors: a Paper, whose authors are ids, or a work of the curated authority, whose are names."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def identifiers(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def authors(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def authors_truncated(self) -> bool: ...  # noqa: D102
    @property
    def year(self) -> int | None: ...  # noqa: D102
    @property
    def venue_year(self) -> int | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class _Work:
    """A work that can be cited; `families` are the spellings of each author's family name, in order."""

    id: str
    asked: bool
    first: Name
    families: tuple[frozenset[str], ...]
    truncated: bool
    years: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cited:
    """Works that are found by their authors; made by `of`."""

    _by_first: Mapping[str, Sequence[_Work]]
    _families: frozenset[str]
    _alone: Mapping[str, _Work]

    @classmethod
    def of(cls, papers: Iterable[Signed], others: Iterable[Signed] = (), *, names: Mapping[str, str]) -> Cited:
        """Return what finds `papers`; `names` gives the name of an author's id, and what is no id is a name itself.

        `others` are works that may be meant but are not asked for: a citation that may be of one of them as well is
        nobody's. Those that are among `papers`, by any identifier, count once.
        """
        works: list[_Work] = []
        known: set[str] = set()
        for paper in papers:
            known.update((paper.id, *paper.identifiers))
            works += _work(paper, names, asked=True)
        for other in others:
            if known.isdisjoint((other.id, *other.identifiers)):
                works += _work(other, names, asked=False)
        by_first: dict[str, list[_Work]] = {}
        for work in sorted(works, key=lambda each: each.id):
            for family in sorted(work.families[0]):
                by_first.setdefault(family, []).append(work)
        return cls(
            by_first, frozenset(family for work in works for each in work.families for family in each), _alone(works)
        )

    def find(self, text: str, *, alone: bool = False) -> list[Mention]:
        """Return the places in `text` that name exactly one paper by its first author and what else they say, in order.

        "Doe et al." needs a paper of more authors than are named, "Doe and Roe" or "Doe–Roe" one of these two, "Doe
        (2017)" one of Doe. A year must be that of first publication or of the venue, or else one beside it when only
        one paper has such a year. Initials before the name must agree. Names alone ("Doe, Roe") are no citation; with
        `alone`, "Doe's" and "of Doe" stand for the paper of which Doe is the first author, where no other has a Doe.
        """
        return list(self._found(text, alone=alone))

    def _found(self, text: str, *, alone: bool) -> Iterator[Mention]:
        for match in _CITED.finditer(text):
            families = _BETWEEN.split(match["families"])
            mention = self._cited(text, match, families)
            if mention is not None:
                yield mention
            elif alone and match["others"] is None and _year(match) is None:
                start = match.start()
                for family in families:
                    start = text.index(family, start)
                    if self._stands_alone(text, start, family):
                        yield Mention(self._alone[family_key(family)].id, start, start + len(family), family)
                    start += len(family)

    def _cited(self, text: str, match: re.Match[str], families: Sequence[str]) -> Mention | None:
        year = _year(match)
        one = len(families) == 1
        if one and year is None and match["others"] is None and not _HYPHEN.search(families[0]):
            return None
        paired = not one and _AND.search(match["families"]) is not None
        halves = _HYPHEN.split(families[0])
        if one and len(halves) == 2 and family_key(families[0]) not in self._families:
            families, paired = halves, True
        if not match["others"] and not paired and (len(families) > 1 or year is None):
            return None
        keys = [family_key(family) for family in families]
        start = match.start()
        for skipped, family in enumerate(families):
            start = text.index(family, start)
            if self._may_begin(families[:skipped], dated=year is not None):
                works = [
                    work
                    for work in self._by_first.get(keys[skipped], ())
                    if _agrees(work, keys[skipped:], others=match["others"] is not None)
                    and _may_be_first(work.first, text, start, family)
                ]
                meant = _one(works, int(year) if year else None)
                if meant:
                    return Mention(meant.id, start, match.end(), text[start : match.end()])
            start += len(family)
        return None

    def _stands_alone(self, text: str, start: int, family: str) -> bool:
        """Return whether a family name, in the middle of a sentence, can only stand for its one work."""
        work, end = self._alone.get(family_key(family)), start + len(family)
        if work is None or not work.asked or not _ALONE.match(text, end) or _ANOTHER_WORK.match(text, end):
            return False
        before = text[max(0, start - 60) : start]
        if _OF_ANOTHER_WORK.search(before) or not _may_be_first(work.first, text, start, family):
            return False
        if _OPENS.search(before):
            return text[end : end + 2] in ("'s", "’s")
        capital = _CAPITAL.search(before)
        if capital is None or _INITIALS.search(before):
            return re.search(rf"\b{re.escape(family.lower())}\b", text) is None
        # "Extends Doe" begins with a verb, "Jane Doe" with a given name.
        opens = _OPENS.search(before, 0, capital.start(1)) is not None
        return opens and capital[1].endswith(("s", "ed", "ing", "ike", "On", "By", "From"))

    def _may_begin(self, before: Sequence[str], *, dated: bool) -> bool:
        """Return whether a list of names can begin after capitalised words that may belong to it or not."""
        if not before:
            return True
        if any(family_key(word) in self._families for word in before):
            return False
        return dated or (len(before) == 1 and before[0].lower() in _OPENERS)


def _year(match: re.Match[str]) -> str | None:
    return match["year"] or match["year2"] or match["year3"]


def _alone(works: Iterable[_Work]) -> dict[str, _Work]:
    """Return the family names that only one work at hand has, as that of its first author."""
    having: dict[str, list[_Work]] = {}
    for work in works:
        for number, families in enumerate(work.families):
            for family in families:
                if number == 0 or work.asked:
                    having.setdefault(family, []).append(work)
    return {
        family: found[0]
        for family, found in having.items()
        if len(found) == 1 and len(family) >= _SHORT_FAMILY and family in found[0].families[0]
    }


def _work(paper: Signed, names: Mapping[str, str], *, asked: bool) -> list[_Work]:
    authors = [parse_name(names.get(author, author)) for author in paper.authors]
    if not authors or not authors[0].family:
        return []
    years = frozenset(year for year in (paper.year, paper.venue_year) if year is not None)
    return [_Work(paper.id, asked, authors[0], tuple(map(family_spellings, authors)), paper.authors_truncated, years)]


def family_spellings(name: Name) -> frozenset[str]:
    """Return the keys of a name's family name: whole, without particles, with umlauts written as two letters."""
    words = name.printed.partition(",")[0].split() or [name.printed]
    found = {name.family}
    for word in (words[-1], words[-1].translate(_UMLAUTS)):
        key = family_key(word)
        if name.family.endswith(family_key(words[-1])) and not name.group:
            found.update((key, name.family.removesuffix(family_key(words[-1])) + key))
    return frozenset(found)


@lru_cache(maxsize=4096)
def family_key(family: str) -> str:
    """Return a family name as it is compared: folded letters and nothing else.

    >>> family_key("O'Brien-Müller")
    'obrienmuller'
    """
    return "".join(character for character in fold(family) if character.isalpha())


def _agrees(work: _Work, keys: Sequence[str], *, others: bool) -> bool:
    """Return whether the families named, in order, are the first of the work's, and all of them unless `others`."""
    if any(key not in own for key, own in zip(keys, work.families, strict=False)):
        return False
    if others:
        return work.truncated or len(work.families) > len(keys)
    return not work.truncated and len(work.families) == len(keys)


def _may_be_first(first: Name, text: str, start: int, family: str) -> bool:
    initials = _INITIALS.search(text, max(0, start - 12), start)
    if initials is None or first.group:
        return True
    given = parse_name(f"{initials[1]} {family}").given
    return can_be_one(Name(first.printed, first.family, given), first)


def _one(works: Sequence[_Work], year: int | None) -> _Work | None:
    """Return the one work that is meant, None where it is none, several, or one that is not asked for."""
    if year is not None:
        exact = [work for work in works if year in work.years]
        works = exact or [work for work in works if not work.years.isdisjoint((year - 1, year + 1))]
    return works[0] if len(works) == 1 and works[0].asked else None
