"""Names with the surname first in lists of names, where a comma stands inside one as well: "Lund, Anna, Bo Oak"."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.hannames import HAN
from papergraph.readers.lexicon.vocabulary import vocabulary

GIVEN = vocabulary("given-name")
_SURNAMES = vocabulary("surname")  # short ones, some of which are given names as well
PARTICLE = vocabulary("particle")
INITIALS = re.compile(r"(?![A-ZÀ-Þ]{2,} [A-ZÀ-Þ]{1,2}(?: |$))(?:[A-ZÀ-ÞА-Я]\.?[\s\-‐–.]*){1,4}$")
INITIAL = re.compile(r"[A-ZÀ-ÞА-Я]\.?(?:-?[A-ZÀ-ÞА-Я]\.?){0,2}$")
_GIVEN_SHAPE = re.compile(
    r"\w[\w-]+ (?:[A-Z]{1,3}\.?|[A-Z][a-z]\.?)|[A-Z]\. ?\w[\w-]+"
)  # "Anna B.", "Felix JS", "R. Harald"
JUNIOR = frozenset({"jr", "sr", "ii", "iii", "iv"})


def _given(text: str) -> bool:
    """Return whether a text is a given name, or one or two with an initial, and no surname."""
    words = text.split()
    rest = all((INITIALS.fullmatch(word) and "." in word) or INITIAL.fullmatch(word) for word in words[1:])
    return len(words) <= 3 and rest and (words[0].lower() in GIVEN or (len(words) == 2 and len(words[0]) > 2))


def _first_word(text: str) -> str:
    return text.partition(" ")[0].lower()


def is_turned(text: str) -> bool:
    """Return whether a text is a surname of one word, a comma and given names."""
    surname, comma, given = text.partition(", ")
    known = _first_word(given) in GIVEN and _first_word(surname) not in GIVEN  # "Vik de Holm, Ada"
    one = known or " " not in surname
    words = [word for word in given.split() if word not in PARTICLE]
    return bool(comma) and one and "," not in given and 1 <= len(words) <= 3


def is_turned_name(text: str) -> bool:
    """Return whether a text is one name with the surname first: what follows its one comma is a known given name.

    >>> is_turned_name("Shannon, Claude"), is_turned_name("Lund, Oak"), is_turned_name("Shannon, Claude, Anna Lund")
    (True, False, False)
    """
    given = text.partition(", ")[2].split()
    return is_turned(text.strip()) and (given[0].lower() in GIVEN or INITIAL.fullmatch(given[0]) is not None)


def without_juniors(parts: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the parts without "Jr." and the like, and what stands before each of these."""
    kept: list[str] = []
    juniors: dict[str, str] = {}
    for part in parts:
        if kept and part.rstrip(".").lower() in JUNIOR:
            juniors[kept[-1]] = part
        else:
            kept.append(part)
    return kept, juniors


_WRITTEN = re.compile(r"[^\W\d_][\w'’-]+")


def with_first_turned(parts: list[str]) -> list[str]:
    """Return the parts of a list with "and" in it, the first two as one name where a lone surname opens full names.

    >>> with_first_turned(["Holm", "Letitia Birch", "Noel Oak"])
    ['Holm, Letitia Birch', 'Noel Oak']
    """
    if len(parts) < 3 or not _WRITTEN.fullmatch(parts[0]) or not parts[0][0].isupper() or parts[0].isupper():
        return parts
    full = all(len(part.split()) > 1 for part in parts[1:])
    if full and not re.match(r"[A-Z]\b", parts[1]) and parts[1].count(" ") == 1:
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]
    return parts


def _are_pairs(pairs: list[tuple[str, str]]) -> bool:
    """Return whether all of the pairs are a surname and given names: most of these are known or have an initial."""
    if any(surname.split()[:-1] and surname.split()[0].lower() not in PARTICLE for surname, _ in pairs):
        return False
    if any(len(given.split()) > 3 for _, given in pairs):
        return False
    known = sum(_given(given) for _, given in pairs)
    other = sum(surname.lower() in GIVEN for surname, _ in pairs)
    return known == len(pairs) or (len(pairs) > 2 and known >= 0.6 * len(pairs) and other <= 0.2 * len(pairs))


def turned_pairs(pieces: list[str]) -> list[str]:
    """Return the names of a list of surnames, each with given names behind it, or none where it is no such list."""
    parts = [part.strip() for piece in pieces for part in piece.split(",") if part.strip()]
    surnames, given = parts[::2], parts[1::2]
    single = sum(" " not in surname for surname in surnames)
    if len(parts) % 2 or 2 * single <= len(surnames) or any(len(names.split()) > 3 for names in given):
        return []
    return [f"{surname}, {names}" for surname, names in zip(surnames, given, strict=True)]


def known_pairs(text: str) -> list[str]:
    """Return the names of a list that commas alone part, surnames first, where half of the given names are known.

    >>> known_pairs("Lund, Anna, Oak, John, Elm, Peter"), known_pairs("Anna Lund, John Oak, Peter Elm, Carl Ash")
    (['Lund, Anna', 'Oak, John', 'Elm, Peter'], [])
    """
    pairs = turned_pairs([text]) if text.count(",") >= 3 else []
    parts = [pair.split(", ") for pair in pairs]
    given = sum(_first_word(name) in GIVEN and _first_word(name) not in _SURNAMES for _, name in parts)
    turned = not any(_first_word(surname) in GIVEN for surname, _ in parts)
    return pairs if turned and 2 * given >= len(pairs) else []


def _is_initials(text: str) -> bool:
    """Return whether a text is initials: "ZHAO" is a surname in capitals."""
    return bool(INITIALS.fullmatch(text)) and ("." in text or len(text) < 4)


def _may_be_turned(surname: str, given: str, *, alone: bool) -> bool:
    """Return whether a surname may stand before given names: one of two words where these are known."""
    words = surname.split()
    two = len(words) == 2 and not any(INITIAL.fullmatch(word) for word in words) and words[0].lower() not in GIVEN
    one = len([word for word in given.split() if not INITIAL.fullmatch(word)]) == 1
    return alone or (two and one and _first_word(given) in GIVEN)


_WITH_INITIAL = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+ [A-ZÀ-Þ]\.")  # "Johann S." behind "Lund, "


def _is_full(name: str) -> bool:
    """Return whether a name has a given name or initials beside its surname: "van Hardenberg" has none."""
    return sum(word not in PARTICLE for word in name.split()) > 1


def put_together(parts: list[str], truncated_after_comma: bool, first: bool) -> list[str]:
    """Put "LeCun", "Y." together again; also the first name of "Bengio, Yoshua, Ian Goodfellow"."""
    out: list[str] = []
    at = 0
    if len(parts) >= 4 and len(parts) % 2 == 0:
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        if _are_pairs(pairs):
            return [f"{surname}, {given}" for surname, given in pairs]
    inverted = sum(bool(INITIALS.fullmatch(part)) for part in parts)
    while at < len(parts):
        here, after = parts[at], parts[at + 1] if at + 1 < len(parts) else None
        initialled = after is not None and bool(INITIALS.fullmatch(after) or _WITH_INITIAL.fullmatch(after))
        join = initialled and bool(inverted) and not _is_initials(here) and not _WITH_INITIAL.fullmatch(here)
        latin = not HAN.fullmatch(here)
        alone = sum(word not in PARTICLE for word in here.split()) == 1  # "de Lund" is
        short = after is not None and len([word for word in after.split() if not INITIAL.fullmatch(word)]) <= 2
        single = " " not in (after or " ") and _first_word(here) not in GIVEN  # "Oak Rangel, Mauro, Anna Lund, …"
        long = (
            single
            and here.istitle()
            and len(here.split()) == 2
            and len(parts) > 3
            and all(" " in part for part in parts[2:])
        )
        turned = after is not None and short and _may_be_turned(here, after, alone=alone or long)
        if after is not None and not inverted and at == 0 and latin and turned:
            rest = [part for part in parts[2:] if _first_word(part) != "das"]
            full = all(" " in part for part in rest) if rest else truncated_after_comma or first
            known = full and (first or after.split()[0].lower() in GIVEN) and here.lower() not in GIVEN
            given = " " not in after or known or _GIVEN_SHAPE.fullmatch(after) is not None
            last = not rest and (truncated_after_comma or first or bool(re.search(r" [A-Z]\.?$", after)))
            join = given and (any(map(_is_full, rest)) or last)
        out.append(f"{here}, {after}" if join else here)
        at += 2 if join else 1
    return out
