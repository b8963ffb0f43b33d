"""Names of journals that are made of shortened words."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import FUNCTION

_GIVEN = vocabulary("given-name")
_SHORT = vocabulary("shortened")
_NPJ = re.compile(r"npj [A-Z][a-z]+")  # a house's journals all begin so, in small letters


def is_shortened(name: str) -> bool:
    """Return whether a name is made of shortened words of journals, with points or without.

    >>> is_shortened("Nat Commun"), is_shortened("J. Phys. Chem. A"), is_shortened("Anna Lund")
    (True, True, False)
    """
    if _is_journal_of(name.split()) or _NPJ.match(name):
        return True
    words = [word.rstrip(".:,") for word in name.split() if word.lower() not in FUNCTION and word != "&"]
    if not 2 <= len(words) <= 8 or not all(word[:1].isupper() for word in words):
        return False
    whole = [word for word in words if word.lower() in _SHORT]
    return len(whole) > len(words) / 2 and (
        len(whole) > 1 or all(len(word) == 1 for word in words if word not in whole)
    )


def _is_journal_of(words: list[str]) -> bool:
    """Return whether "J." stands before a shortened word: "J. Symbolic Comput.", "Oakham J. Math."."""
    at = words.index("J.") if "J." in words[:-1] else -1
    if at < 0 or len(words) > 6 or not all(word[:1].isupper() for word in words):
        return False
    if words[0].lower() in _GIVEN:
        return False  # "Peter J. Rev"
    rest = words[at + 1 :]
    return any(is_shortened_word(word.rstrip(".,")) and (word[-1] == "." or word is rest[-1]) for word in rest)


#: Shortened words of journals that are whole words or names as well.
_WHOLE = frozenset({"differ", "discuss", "embo", "expert", "ieee", "pnas", "surf", "usa", "vet"})


def is_shortened_word(word: str) -> bool:
    """Return whether a word with a capital is one that journals are shortened with ("Commun"), and nothing else."""
    return word[:1].isupper() and len(word) > 1 and word.lower() in _SHORT and word.lower() not in _WHOLE
