"""Ordinary words of titles and prose, by list and by ending: what speaks against a name of a person."""

from __future__ import annotations

import re
from functools import lru_cache

from papergraph.readers.lexicon.vocabulary import vocabulary

FUNCTION = vocabulary("function")
#: Verbs that make a sentence of a segment.
VERBS = vocabulary("verb")
#: Verbs that open a remark about a work: in the present, those of them that are nouns as well, in the past.
_PRESENT, _PRESENT_OR_NOUN, _PAST = vocabulary("onset"), vocabulary("onset-noun"), vocabulary("onset-past")
_COMMON = vocabulary("common")
#: What joins the last of several names to those before it, in the languages of lists; for patterns.
AND = r"(?:and|&|und|et|y|e|en|och|og|i|ve|и)"
_ENDINGS = re.compile(
    r"(?:(?<=\w{3})ings?|[st]ions?|ments?|ness|ities|(?<=\w{2})ity|ology|graphy|(?<=\w\w)ics|ized|ised|izing|ising|"
    r"(?<=\w{2})able|(?<=\w{2})ible|(?<=\w{3})ful|(?<=\w{2})less|(?<=\w{2})isms?|works?|ware|based|wise|(?<=\w{3})ical|"
    r"(?<=\w{3})ive|(?<=\w{2})ous|(?<=\w{3})ance|(?<=\w{3})ence|(?<=\w{4})ed|(?<=\w{2})tors|(?<=\w{2})ific)"
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*", re.UNICODE)


def words_of(text: str) -> list[str]:
    """Return the words of `text`; a hyphen or an apostrophe joins."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def commonness(word: str) -> float:
    """Return 1 for an ordinary word of titles, 0.5 for one that only ends like one, 0 for what may be a name."""
    word = word.lower()
    if word in _COMMON or word in FUNCTION:
        return 1.0
    return 0.5 if any(match.end() == len(word) for match in _ENDINGS.finditer(word)) else 0.0


def is_common(word: str) -> bool:
    """Return whether `word` is an ordinary word of titles, or ends like one, rather than a name."""
    return commonness(word) > 0


_MANNERS = vocabulary("manner")


def says_how(word: str) -> bool:
    """Return whether a word behind "by" says how rather than who: an ordinary one, or the like of "Night", "Hand"."""
    return is_common(word) or word.lower() in _MANNERS


#: What is said of a work by its kind, in small letters: "paper on the design of gates", "an overview of wool".
_SAID = re.compile(
    r"(?:(?:an?|the|this|our|their|original|short|great|nice|good|classic) )*"
    r"(?:paper|article|talk|post|overview|introduction|book|tutorial|summary|study) "
    r"(?:about|by|describing|for|from|of|on|that|which|with)\b"
)


def opens_remark(text: str, *, surely: bool = False) -> bool:
    """Return whether a text begins with a verb as remarks about a work do, and goes on; no person is called so.

    So too what says of a work what it is: "paper on gates".

    `surely`: the verb is nothing else either, as the first word of a venue or a title can be.

    >>> opens_remark("Underlies Gates"), opens_remark("Surveys in Ecology"), opens_remark("Surveys", surely=True)
    (True, True, False)
    """
    first, _, rest = text.strip().partition(" ")
    first = first.lower()
    if not rest:
        return False
    if _SAID.match(text.strip()):
        return True
    return first in _PRESENT or (not surely and (first in _PRESENT_OR_NOUN or first in _PAST))


def is_participle(word: str) -> bool:
    """Return whether a word is the past of a verb that opens remarks: "Cited", as in "Cited by …"."""
    return word.lower() in _PAST


#: Two words written as one, the first none that surnames begin with ("McLeod", "VanderBeek").
_TWO_WORDS = re.compile(
    r"(?!(?:Ma?c|D[aeiu]|L[aeo]|Van|Von|Vander|Vanden|Ver|Fitz|Ben|Bar|Abu|Della?|D[ao]s|Dal|Te[nr]|San|Saint|Ni[cí]?|"
    r"Bin|Ibn|Mag|El|Al|Ó|Ap)[A-Z])[A-Z][a-z]{2,}[A-Z][a-z]{2,}"
)


def is_two_words(word: str) -> bool:
    """Return whether a word is two written as one, as names of methods are and surnames seldom.

    >>> is_two_words("DeepWalk"), is_two_words("VanderPlas"), is_two_words("LeCun"), is_two_words("Lund")
    (True, False, False, False)
    """
    return _TWO_WORDS.match(word) is not None


def parts_commonness(word: str) -> float:
    """Return how common a word is, or the words that a hyphen joins to one, of which a small one shows that they are.

    >>> parts_commonness("Light-weight"), parts_commonness("Multi-Core"), parts_commonness("Jean-Pierre")
    (1.0, 1.0, 0.0)
    """
    parts = word.split("-")
    small = len(parts) > 1 and parts[1][:1].islower()
    return max(commonness(word), (max if small else min)(map(commonness, parts)))
