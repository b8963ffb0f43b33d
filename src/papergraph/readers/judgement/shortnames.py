"""Short names of a whole list, each judged by the others: which of them are authors, labels or places in a course."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from papergraph.identifiers import title_key
from papergraph.model import Entry
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.words import FUNCTION, commonness, is_common, words_of

ENOUGH = 4  # names of a list that tell what its brackets hold
_MOST = 2 / 3
_VERSIONS = 2  # titles that may begin with one name and a colon; of more it is the subject
_TAGGED = 3  # titles that may share a name; of more it is what they are about
_JOINED = re.compile(r",\s+(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
#: Titles of surveys, tutorials and their parts.
_SURVEY = re.compile(
    r"(?:^|: )(?:an?|the)?\s?(?:[\w-]+,? ){0,3}(?:survey|review|tutorial|overview|primer|introduction)"
    r"(?:$|[:,.]| (?:of|on|to|for|and)\b)"
    r"|: part (?:\d|i{1,3}v?|iv)\b|, part (?:\d|i{1,3}v?|iv)$",
    re.IGNORECASE,
)
_TEXTBOOK = re.compile(
    r"(?:(?:algorithms|principles|concepts|foundations|fundamentals|techniques|theory|methods|problems)\b"
    r"(?:,| and| for)"
    r"|an? (?:[\w-]+ ){0,2}(?:approach|introduction|guide|handbook|textbook|history)\b|past, present)",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?:[st]ions?|ings?|ments?|ness)$")
_COUNTED = re.compile(r"(?P<word>.*?[^\W\d_])[\s#-]*\d{1,3}")


def surnames_of(entry: Entry) -> frozenset[str]:
    """Return the surnames of an entry's authors in small letters, as far as their order tells."""
    names = [person.partition(",")[0] if "," in person else person.split()[-1] for person in entry.authors]
    return frozenset(name.lower() for name in names)


def settled(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries without short names that are none: an author's surname, "Week 3", what several share.

    A surname stays where most names of the list are names of works: there "(Rabin)" is the scheme.
    """
    entries = _with_authors(entries)
    people = [entry for entry in entries if _surname(entry)]
    named = sum(bool(entry.short_names) for entry in entries)
    of_works = named >= ENOUGH and named - len(people) >= _MOST * named
    counted: Counter[str] = Counter()
    for entry in entries:
        counted.update({match["word"].lower() for name in entry.short_names if (match := _COUNTED.fullmatch(name))})
    headed: defaultdict[str, set[str]] = defaultdict(set)
    tagged: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for name in entry.short_names:
            tagged[name.lower()].add(title_key(entry.title))
        headed[entry.title.partition(": ")[0].lower()].add(title_key(entry.title))
    out: list[Entry] = []
    for entry in entries:
        kept = tuple(
            name for name in entry.short_names
            if (of_works or name.lower() not in surnames_of(entry))
            and not (_is_count(name, counted) or is_subject(name, entry.title) or len(headed[name.lower()]) > _VERSIONS
                     or len(tagged[name.lower()]) > _TAGGED)
        )  # fmt: skip
        out.append(entry if kept == entry.short_names else replace(entry, short_names=kept))
    return out


def _with_authors(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, one bare surname behind a title read as the author where that is what siblings have there.

    Siblings are the entries of one section: some sign with bare surnames, and none has a name that is surely one.
    """
    signed: set[tuple[str, ...]] = set()
    named: set[tuple[str, ...]] = set()
    for entry in entries:
        if entry.authors and not entry.short_names and not any(" " in name or "." in name for name in entry.authors):
            signed.add(entry.section)
        if any(not _may_be_surname(name, entry) for name in entry.short_names):
            named.add(entry.section)
    return [
        replace(entry, authors=tuple(_JOINED.split(entry.short_names[0])), short_names=())
        if entry.section in signed - named and not entry.authors and len(entry.short_names) == 1
        else entry
        for entry in entries
    ]


def _may_be_surname(name: str, entry: Entry) -> bool:
    """Return whether a name can be the surnames of an entry's authors: words apart, none of them in the title."""
    parts = _JOINED.split(name)
    words = all(part.isalpha() and part.istitle() and part.lower() not in entry.title.lower() for part in parts)
    return words and max(map(people_score, parts)) >= 0.3


def _initials(text: str) -> tuple[str, str]:
    """Return the first letters of the words of a text, with and without those of small words."""
    words = words_of(text.replace("-", " "))
    long = [word for word in words if word.lower() not in FUNCTION]
    return "".join(word[0] for word in words).lower(), "".join(word[0] for word in long).lower()


def abbreviates(name: str, title: str) -> bool:
    """Return whether a name is made of the first letters of words of a title that stand together.

    >>> abbreviates("SLAM", "Simultaneous Localization and Mapping: Part II"), abbreviates("RRT", "Random Trees")
    (True, False)
    """
    letters = name.rstrip("s").lower() if name[:-1].isupper() else name.lower()
    return len(letters) > 1 and letters.isalpha() and any(letters in each for each in _initials(title))


def is_subject(name: str, title: str) -> bool:
    """Return whether a name in a title is what the work is about rather than what it is called.

    So are the head of a textbook's title and a plain word before a colon; in a survey, tutorial or part of one the
    head and what abbreviates the title's words.

    >>> is_subject("Learning", "Learning: A Memoir"), is_subject("LIME", "LIME: Locally Inside")
    (True, False)
    >>> is_subject("GAN", "A Survey of Generative Adversarial Nets")
    True
    """
    head, _, rest = title.partition(": ")
    heads = head.strip().lower() == name.lower()
    if _SURVEY.search(title):
        return heads or abbreviates(name, title)
    plain = heads and name.istitle() and name.replace(" ", "").isalpha()
    if not plain:
        return False
    if " " in name:
        return bool(_TEXTBOOK.match(rest))
    return commonness(name) == 1 or bool(_PLAIN.search(name))


def _surname(entry: Entry) -> bool:
    """Return whether all short names of an entry are surnames of its authors."""
    return bool(entry.short_names) and {name.lower() for name in entry.short_names} <= surnames_of(entry)


def _is_count(name: str, counted: Counter[str]) -> bool:
    """Return whether a name only counts what its siblings count as well: an ordinary word and a number."""
    match = _COUNTED.fullmatch(name)
    return bool(match and is_common(match["word"].split()[-1]) and counted[match["word"].lower()] > 1)
