"""The stretch of a lead that is set off in one way, and whether all of it is the title: what siblings do, others do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.grammar.scoring import look_of
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.words import AND, commonness, words_of
from papergraph.readers.styles.styled import YEAR

_LINES = frozenset({"break", "line", "mark"})  # what parts the lines of a work
_PARTS = frozenset({"break", "line", "period", "pipe", "semicolon"})  # what ends a title in plain words
_SURE = 1.8  # from this score on words after a comma name people
_SURE_SET_OFF = 2.4  # ... within what is set off
_LIKELY = 0.9  # ... after a dash or "by"


def _goes_on(atoms: Sequence[Atom], n: int) -> bool:
    """Return whether an atom goes on with a title in plain words: words, or a remark in brackets amid them."""
    if atoms[n].kind == "group":
        amid = n + 1 < len(atoms) and atoms[n + 1].kind == "text" and atoms[n + 1].before == "mark"
        return amid and parse_group(atoms[n].text).kind == "aside"
    return atoms[n].kind == "text"


def _end(atoms: Sequence[Atom], start: int) -> int:
    """Return where the stretch that begins at an atom ends: the place of the first atom that is set off otherwise."""
    first = atoms[start]
    for n in range(start + 1, len(atoms)):
        atom = atoms[n]
        if first.setting == "link":
            same = atom.href == first.href
        elif first.setting == "plain":
            same = atom.setting == "plain" and atom.before not in _PARTS and _goes_on(atoms, n)
        else:
            same = first.setting in atom.marks and atom.href is None and atom.before != "break"
        if not same:
            return n
    return len(atoms)


def stretch(atoms: Sequence[Atom], setting: str) -> tuple[int, int] | None:
    """Return (first, end) of the first stretch that is set off as `setting`, or None when there is none."""
    for n, atom in enumerate(atoms):
        if atom.kind == "text" and atom.setting == setting:
            return n, _end(atoms, n)
        if setting == "plain" and atom.kind == "text":
            return None
    return None


def title_stretch(atoms: Sequence[Atom], setting: str) -> range:
    """Return the places of atoms that are one title where siblings have one; empty when names or dates are among them.

    A title of one atom needs no help: it gives an empty range as well.
    """
    found = stretch(atoms, setting)
    if found is None:
        return range(0)
    places = [n for n in range(*found) if atoms[n].kind == "text"]
    sure = _SURE if setting == "plain" else _SURE_SET_OFF
    for n in places[1:]:
        people = look_of(atoms[n].text).people
        if people >= (_LIKELY if atoms[n].before in {"dash", "by"} else sure) or dates_in(atoms[n].text):
            return range(0)
    return range(places[0], places[-1] + 1) if len(places) > 1 else range(0)


_YEAR_ALONE = re.compile(rf"[\[(]{YEAR}[)\]]")


def linked_before_year(atoms: Sequence[Atom]) -> range:
    """Return the places of a linked title with a year in it where the work's year stands in brackets behind, or none.

    "[WoolChallenge 2022: A Report](…) (2024)": the first of the years is of the title.
    """
    end = next((n for n, atom in enumerate(atoms) if atom.href is None or atom.href != atoms[0].href), len(atoms))
    dated = any(dates_in(atom.text) for atom in atoms[:end])
    behind = takewhile(lambda atom: atom.kind != "text", atoms[end:])
    return range(end) if dated and any(_YEAR_ALONE.fullmatch(atom.text) for atom in behind) else range(0)


_SHOWN_AS_TITLE = frozenset({"bold", "link", "heading"})
_NAMES = 1.5  # how much the line under a title looks like people, at least
_TITLE_WORDS = 3  # of a title on a line of its own, at least


def title_line(atoms: Sequence[Atom]) -> range:
    """Return the places of the atoms of a first line that is a title in plain words over a line of people, or none.

    Such a title goes over commas and periods, and is no list of people itself.
    """
    breaks = [n for n, atom in enumerate(atoms) if atom.before == "break"]
    if not breaks or breaks[0] == 0:
        return range(0)
    if shown := _shown_line(atoms, [0, *breaks, len(atoms)]):
        return shown
    line = atoms[: breaks[0]]
    if any(atom.kind not in {"text", "group"} or atom.setting != "plain" or dates_in(atom.text) for atom in line):
        return range(0)
    words = " ".join(atom.text for atom in line)
    below = next((atom.text for atom in atoms[breaks[0] :] if atom.kind == "text"), "")
    if len(words.split()) < _TITLE_WORDS or look_of(words).people > 0.3 or look_of(below).people < _NAMES:
        return range(0)
    return range(breaks[0])


_MOST_BEFORE = 8  # atoms that a title before a linked signature is cut into, at most


def before_signature(atoms: Sequence[Atom]) -> range:
    """Return the places of the atoms that are the title before authors and year that are linked ("… [Lund (1999)](…)").

    Empty where no such link closes the lead, or where people, a venue or a date are among the atoms before it.
    """
    last = next((n for n, atom in enumerate(atoms) if atom.kind == "group" and atom.href is not None), None)
    if last is None or not 1 < last <= _MOST_BEFORE or any(atom.kind == "text" for atom in atoms[last + 1 :]):
        return range(0)
    group = parse_group(atoms[last].text)
    if atoms[last].text[:1] in "([" or not group.dates or not (group.people.names or group.unsure):
        return range(0)
    for atom in atoms[:last]:
        if atom.kind == "group" and parse_group(atom.text).kind in {"short", "aside"}:
            continue
        if atom.kind != "text" or atom.setting == "link" or atom.before in {"break", "pipe"}:
            return range(0)
        look = look_of(atom.text)
        if look.people >= _SURE_SET_OFF or look.venue >= 2.0:
            return range(0)
    return range(last)


_TITLED = frozenset({"quote", "italic", "bold", "link"})
_BEFORE_SURNAME = frozenset({"comma", "dash", "line", "by"})
_WORD = r"(?:(?:de|van|von|der|den|di|la|le|du) ){0,2}[^\W\d_a-z][\w'’-]*[a-zà-ÿ]"
_SURNAME = re.compile(_WORD)
_SURNAMES = re.compile(rf"{_WORD}(?:, {_WORD})*+,? {AND} {_WORD}")


def closing_surnames(atoms: Sequence[Atom]) -> range:
    """Return the places of the surnames behind a title that is set off, which nothing but a date or links follow.

    So "Oak" in "“Counting Sheep”, Oak [PDF](…)", and "Page & Brin" in "[Counting Sheep](…) - Page & Brin (2000)". One
    alone is a word that is no ordinary one, and no venue or house, behind quotes or italics; several are joined.
    """
    if not atoms or atoms[0].setting not in _TITLED or look_of(atoms[0].text).words < 2:
        return range(0)
    at = next((n for n, atom in enumerate(atoms) if atom.setting != atoms[0].setting or (n and atom.kind != "text")), 0)
    if not at or atoms[at].kind != "text" or atoms[at].setting != "plain" or atoms[at].before not in _BEFORE_SURNAME:
        return range(0)
    end = next((n for n in range(at, len(atoms)) if atoms[n].kind != "text" or atoms[n].setting != "plain"), len(atoms))
    closed = all(atom.kind == "link" or _is_date(atom) for atom in atoms[end:])
    words = ", ".join(atom.text for atom in atoms[at:end])
    if closed and end < len(atoms) and _is_date(atoms[end]) and _SURNAMES.fullmatch(words):
        names = re.split(rf", (?:{AND} )?| {AND} ", words)
        return range(at, end) if not all(map(commonness, names)) else range(0)
    look = look_of(atoms[at].text)
    alone = closed and end == at + 1 and not any(map(_is_date, atoms[end:])) and atoms[0].setting in {"quote", "italic"}
    named = _SURNAME.fullmatch(atoms[at].text) is not None and not commonness(atoms[at].text)
    return range(at, end) if named and alone and 0.0 < look.people < 1.5 and look.venue < 0.0 else range(0)


def _is_date(atom: Atom) -> bool:
    return atom.kind == "group" and parse_group(atom.text).kind == "date"


_INSIDE = frozenset({"colon", "asks", "comma"})  # what may stand in a title in plain words


def before_place(atoms: Sequence[Atom]) -> range:
    """Return the places of the atoms that are the title before brackets with the venue and date, which close the lead.

    So the words of "Counting Sheep: How Many Are There? (WOOL '21)". Empty where one of the parts is short, or could
    be people or a venue.
    """
    last = next((n for n, atom in enumerate(atoms) if atom.kind == "group" and parse_group(atom.text).dates), 0)
    if not 1 < last <= _MOST_BEFORE or parse_group(atoms[last].text).kind not in {"date", "venue"}:
        return range(0)
    if any(atom.kind == "text" and not atom.href and look_of(atom.text).words > 1 for atom in atoms[last + 1 :]):
        return range(0)
    for n, atom in enumerate(atoms[:last]):
        if atom.kind != "text" or atom.setting != "plain" or (n and atom.before not in _INSIDE):
            return range(0)
        look = look_of(atom.text)
        dated = any(date.plain for date in dates_in(atom.text))  # a year: "PDP-10" is none
        placed = look.venue >= 1.2 and not atom.text.startswith(("a ", "an "))  # "WOOL, a System for Shears"
        if (n and look.words < _TITLE_WORDS) or look.people >= 1.2 or placed or dated:
            return range(0)
    return range(last)


def _shown_line(atoms: Sequence[Atom], ends: Sequence[int]) -> range:
    """Return the places of the only line that is all set off, by weight or by a link, when another names people."""
    lines = [range(start, end) for start, end in pairwise(ends)]
    shown = [line for line in lines if atoms[line[0]].setting in _SHOWN_AS_TITLE and _is_even(atoms, line)]
    named = any(look_of(atoms[line[0]].text).people >= _NAMES for line in lines if line not in shown and len(line))
    if len(shown) != 1 or not named or len(shown[0]) < 2:
        return range(0)
    words = " ".join(atoms[n].text for n in shown[0])
    return shown[0] if look_of(words).people < 1.2 and not any(dates_in(atoms[n].text) for n in shown[0]) else range(0)


def venue_line(atoms: Sequence[Atom]) -> range:
    """Return the places of the atoms of a line in italics that a venue begins: "*Proc. Wool, Lund, 2022*".

    So too italics behind a bold title that name a volume, and a linked journal with its volume and year. Empty where a
    piece of it surely is a person, or where no line that is set otherwise begins with people.
    """
    if volume := _volume(atoms) or _behind_others(atoms) or _linked_volume(atoms):
        return volume
    ends = [*(n for n, atom in enumerate(atoms) if atom.before == "break" and n), len(atoms)]
    lines = [range(start, end) for start, end in pairwise(ends)]
    named = any(atoms[line[0]].setting == "plain" and look_of(atoms[line[0]].text).people >= _NAMES for line in lines)
    for line in lines if named else []:
        first = atoms[line[0]]
        alike = len(line) > 1 and first.setting == "italic" and _is_even(atoms, line)
        if alike and look_of(first.text).venue >= 2.0 and all(look_of(atoms[n].text).people < 2.9 for n in line[1:]):
            return line
    return range(0)


_JOURNAL_VOLUME = re.compile(r"[^\W\d_a-z][^\d:;]{2,80} \d{1,4}")
_PAGES = re.compile(r"(?:pp?\.? ?)?[A-Z]?[\d() :.–−-]{1,24}")
_SHOWN_BEFORE = frozenset({"italic", "plain"})


def _linked_volume(atoms: Sequence[Atom]) -> range:
    """Return the places of a linked journal with volume, pages and year: "Lund<br>*Wool*<br>[Ambio 21(6), 5, 2019](…)".

    Only where people and a title of several words, that is no link, stand before it on lines of their own.
    """
    if len(atoms) < 4 or atoms[0].setting != "plain" or look_of(atoms[0].text).people < _NAMES:
        return range(0)
    at = next((n for n, atom in enumerate(atoms) if atom.href is not None), 0)
    if at < 2 or atoms[at].before not in _LINES or not _JOURNAL_VOLUME.fullmatch(atoms[at].text):
        return range(0)
    title = next(n for n in range(at - 1, -1, -1) if not n or atoms[n].before in _LINES)
    if not title or atoms[title].setting not in _SHOWN_BEFORE or look_of(atoms[title].text).people >= _NAMES:
        return range(0)
    end = next((n for n in range(at, len(atoms)) if atoms[n].href != atoms[at].href), len(atoms))
    behind = atoms[at + 1 : end]
    numbered = all(_PAGES.fullmatch(atom.text.rstrip(" .")) for atom in behind)
    several = sum(len(atom.text.split()) for atom in atoms[title:at]) > 1
    return range(at, end) if several and numbered and any(dates_in(atom.text) for atom in behind) else range(0)


#: What the volume of a meeting begins with.
_VOLUME = re.compile(r"(?:[Ii]n:? )?(?:the )?(?:[Pp]roc(?:\.|eedings)\s|(?:[\w-]+ ){0,3}[Ww]orkshop on\s)")


_WITH = re.compile(r"\(\s*(?:joint(?:ly)?\s(?:work\s)?)?with\s", re.IGNORECASE)


def _behind_others(atoms: Sequence[Atom]) -> range:
    """Return the places of italics on the line under a title and "(with Anna Lund)": their journal, where it is dated.

    So "Gates of Wool (with Anna Lund)" over "*Pasture J. Gates* **12** (2010), 3-9".
    """
    others = (n for n, atom in enumerate(atoms) if atom.kind == "group" and _WITH.match(atom.text))
    first = next(others, len(atoms)) + 1
    if not 1 < first < len(atoms) or atoms[first].before not in {"break", "line", "wrap"}:
        return range(0)
    if parse_group(atoms[first - 1].text).kind != "people":
        return range(0)
    end = next((n for n in range(first, len(atoms)) if "italic" not in atoms[n].marks), len(atoms))
    dated = any(dates_in(atom.text) for atom in atoms[end : end + 5])
    return range(first, end) if dated else range(0)


def _volume(atoms: Sequence[Atom]) -> range:
    """Return the places of italics right behind bold words that name a volume ("**Wool** *Proceedings of …*")."""
    first = next((n for n, atom in enumerate(atoms) if n and atom.setting == "italic"), 0)
    if not first or atoms[first - 1].setting != "bold" or not _VOLUME.match(atoms[first].text):
        return range(0)
    end = next((n for n in range(first, len(atoms)) if "italic" not in atoms[n].marks), len(atoms))
    return range(first, end)


def _is_even(atoms: Sequence[Atom], line: range) -> bool:
    """Return whether all words of a line are set off in one way."""
    first = atoms[line[0]]
    return all(atoms[n].kind in {"text", "group"} and atoms[n].setting == first.setting for n in line)


_AND = ("and ", "& ")


def enumerations(atoms: Sequence[Atom]) -> frozenset[int]:
    """Return the places of atoms that go on with an enumeration of things: "Wooden, Metal-Clad, and Paper Views".

    None of its parts is surely a person, and one has an ordinary word. What begins it is not among them.
    """
    found: set[int] = set()
    for last, atom in enumerate(atoms):
        if atom.before != "comma" or not atom.text.startswith(_AND):
            continue
        first = last
        while first and atoms[first].before == "comma" and atoms[first].setting == atom.setting:
            first -= 1
        parts = [atoms[n].text.removeprefix("and ").removeprefix("& ") for n in range(first, last + 1)]
        alike = all(atoms[n].kind == "text" and atoms[n].setting == atom.setting for n in range(first, last + 1))
        people = [people_score(part) for part in parts]
        sure = any(score >= 2.4 for score in people[1:]) or 2 * sum(score >= 1.5 for score in people) >= len(people)
        if alike and len(parts) > 2 and not sure and _is_thing(parts[-1]):
            found.update(range(first + 1, last + 1))
    return frozenset(found)


def _is_thing(part: str) -> bool:
    """Return whether a part of an enumeration has an ordinary word among several."""
    words = [piece for word in words_of(part) for piece in word.split("-")]
    return len(words) > 1 and any(commonness(word) >= 0.5 for word in words)
