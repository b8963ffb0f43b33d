"""Names of authors: printed forms taken apart, and whether two forms can name one person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from papergraph.identifiers import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that belong to the family name that follows them.
_PARTICLES = _words(
    "af al bin da das de del della den der di do dos du el ibn la las le los ten ter van vande vom von y zu zum zur"
)
_SUFFIXES = _words("jr sr ii iii iv phd md")
# Words that people's names do not have.
_GROUP_WORDS = _words(
    "agency association authors center centers centre centres collaboration college commission committee community "
    "company consortium contributors corporation council department foundation group inc institute lab laboratories "
    "laboratory labs ltd ministry nations network org organisation organization project research school society team "
    "technologies university"
)
_SHORT_FORMS: dict[str, tuple[str, ...]] = {
    "alex": ("alexander", "alexandra", "alexandre", "alexey"),
    "andy": ("andrew",),
    "ben": ("benjamin",),
    "bill": ("william",),
    "bob": ("robert",),
    "chris": ("christian", "christine", "christopher"),
    "dan": ("daniel",),
    "dave": ("david",),
    "ed": ("edward", "edwin"),
    "geoff": ("geoffrey",),
    "greg": ("gregor", "gregory"),
    "jeff": ("jeffrey", "jeffery"),
    "jim": ("james",),
    "joe": ("joseph",),
    "jon": ("jonathan",),
    "josh": ("joshua",),
    "ken": ("kenneth",),
    "matt": ("matthew",),
    "max": ("maxim", "maximilian"),
    "mike": ("michael",),
    "nick": ("nicholas", "nicolas"),
    "pete": ("peter",),
    "phil": ("philip", "philipp", "phillip"),
    "rob": ("robert",),
    "ron": ("ronald",),
    "sam": ("samantha", "samuel"),
    "steve": ("stephen", "steven"),
    "tim": ("timothy",),
    "tom": ("thomas",),
    "tony": ("anthony",),
    "vlad": ("vladimir",),
    "will": ("william",),
}
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_UMLAUT_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True, slots=True)
class Name:
    """A printed name: folded family name without spaces, and folded given names, of which initials have one letter.

    A group ("Mistral AI team") has its whole name as family name and no given names.
    """

    printed: str
    family: str
    given: tuple[str, ...] = ()
    group: bool = False

    @property
    def fullness(self) -> tuple[int, int, int]:
        """A sort key: the name with more given names spelled out comes last."""
        return sum(len(each) > 1 for each in self.given), len(self.given), len(self.printed)


@lru_cache(maxsize=1 << 16)
def parse_name(text: str, *, group: bool = False) -> Name:
    """Return the parts of a printed name: "Yann LeCun", "LeCun, Yann", "Y. LeCun", "LeCun Y" or "LeCun".

    >>> parse_name("K.-R. Müller")
    Name(printed='K.-R. Müller', family='muller', given=('k', 'r'), group=False)
    >>> parse_name("van den Driessche, George").family
    'vandendriessche'
    """
    printed = " ".join(text.split()).strip(" ,;")
    if group or _is_group(printed):
        return Name(printed, _joined(printed), group=True)
    before, comma, after = printed.partition(",")
    if comma and after.strip(" .").casefold() in _SUFFIXES:
        before, comma, after = before, "", ""
    if comma:
        return Name(printed, _joined(before), _given(after))
    words = [word for word in before.split() if word.strip(".").casefold() not in _SUFFIXES] or before.split()
    if len(words) > 1 and _is_initials(words[-1]) and not any(_is_initial(word) for word in words[:-1]):
        return Name(printed, _joined(" ".join(words[:-1])), tuple(fold(words[-1])))
    start = _family_start(words)
    return Name(printed, _joined(" ".join(words[start:])), _given(" ".join(words[:start])))


def can_be_one(first: Name, second: Name) -> bool:
    """Return whether two names can be of one person: same family name, and no given name speaks against it.

    >>> can_be_one(parse_name("Y. LeCun"), parse_name("Yann LeCun"))
    True
    >>> can_be_one(parse_name("Jun Wang"), parse_name("Jian Wang"))
    False
    """
    if first.family != second.family and not (_spellings(first) & _spellings(second)):
        return False
    if first.group or second.group or not first.given or not second.given:
        return True
    short, long = sorted((first.given, second.given), key=len)
    if not _agree(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(_agree(mine, theirs) for theirs in rest) for mine in short[1:])


def match(names: Sequence[Name], others: Sequence[Name]) -> list[tuple[Name, Name]]:
    """Return the pairs of names that can be one person, each used once, in the order of `names`; equal names first."""
    free = list(others)
    found: dict[int, Name] = {}
    for same in (True, False):
        for place, name in enumerate(names):
            if place in found:
                continue
            for index, other in enumerate(free):
                if (name.family, name.given) == (other.family, other.given) if same else can_be_one(name, other):
                    found[place] = free.pop(index)
                    break
    return [(names[place], found[place]) for place in sorted(found)]


def citekey_family(name: Name) -> str:
    """Return the family name as citekeys have it: ASCII letters alone; of a group the first word, but for "The"."""
    words = name.printed.removeprefix("The ").split()
    source = fold(words[0]) if name.group and words else name.family
    return "".join(c for c in source if c.isascii() and c.isalnum()) or "".join(f"u{ord(c):x}" for c in source)


def _is_group(text: str) -> bool:
    later = _WORD.findall(text)[1:]
    return any(word == "AI" or word.casefold() in _GROUP_WORDS for word in later)  # "Ai" is a family name


def _joined(text: str) -> str:
    return "".join(_WORD.findall(fold(text)))


def _given(text: str) -> tuple[str, ...]:
    parts: list[str] = []
    for word in text.replace("-", " ").replace(".", ". ").split():
        letters = word.strip(".")
        if _is_initials(letters) and len(letters) > 1:  # "GE" for G. E.
            parts.extend(fold(letters))
        else:
            parts.extend(_WORD.findall(fold(letters)))
    return tuple(part for part in parts if part not in _SUFFIXES)


def _is_initial(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[^\W\d_]\.?-?)+", word)) and (len(word) == 1 or "." in word)


def _is_initials(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) <= 3


def _family_start(words: Sequence[str]) -> int:
    start = len(words) - 1
    while start > 0 and words[start - 1].casefold() in _PARTICLES:
        # "Al Gore": a first word is a particle when it is printed small, or when nothing but particles is before.
        if start == 1 and not words[0].islower() and words[0].casefold() in {"al", "el", "bin", "do", "y"}:
            break
        start -= 1
    return max(start, 0)


def _spellings(name: Name) -> set[str]:
    """Return the family name as folded, and with umlauts written as two letters (Müller, Mueller)."""
    printed = name.printed.split(",")[0] if "," in name.printed else name.printed.split(" ")[-1]
    return {name.family, _joined(printed.translate(_UMLAUT_SPELLED))}


def _agree(first: str, second: str) -> bool:
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return second in _SHORT_FORMS.get(first, ()) or first in _SHORT_FORMS.get(second, ())
