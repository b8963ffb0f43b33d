"""Which words of two titles are one word spelled otherwise, and which tell versions apart."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from rapidfuzz.distance import OSA


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


_VERSION = words_of(
    "fast faster fastest mask masked zero plus plusplus sharp pro lite mini tiny nano xl xxl next improved revisited "
    "reloaded part vol volume turbo ultra i ii iii iv v vi vii viii ix"
)
_NUMBER = re.compile(r"v?\d+(?:st|nd|rd|th)?")
_SAME_WORDS = {"nets": "networks", "net": "network", "gray": "grey", "towards": "toward"}
# What one form of spelling writes otherwise than another: -our and -or, -ise and -ize, -tre and -ter, ae and e.
_FORMS = (
    (re.compile(r"our"), "or"),
    (re.compile(r"([iy])s(?=[aei])"), r"\1z"),
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"[ao]e"), "e"),
    (re.compile(r"(.)\1"), r"\1"),
)
# Beginnings and ends that make another word, mostly the opposite or a degree, of few letters.
_PREFIXES = words_of(
    "a ab ad an anti bi co de di dis e eu ex extra hetero homo hyper hypo il im in inter intra ir macro meso micro "
    "mono multi non out over poly post pre pro quasi re self semi sub super syn tri ultra un under uni"
) | {""}
_DEGREES = words_of("r er st est x or") | {""}
# Two words that a swap of letters turns into each other.
_SWAPPED = {frozenset(pair.split()) for pair in ("casual causal", "trail trial", "angel angle", "marital martial")}
_SHORTEST_SLIP, _LONG = 5, 9
_MOST_PAIRS = 10_000


# One comparison of two records asks this of the same titles up to three times, one after the other.
@lru_cache(maxsize=1 << 8)
def left_over(
    first: tuple[str, ...], second: tuple[str, ...], *, slips: bool = True
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that are in one title alone, sorted, without those that are spellings of each other.

    Without `slips` only a form of spelling, a plural and swapped letters count as that.
    """
    left, right = _apart(_unified(first), _unified(second))
    # Where so many words differ no spelling makes one title of two, and each would be held against each.
    if len(left) * len(right) > _MOST_PAIRS:
        return tuple(left), tuple(right)
    for words, others in ((left, right), (right, left)):
        for word in list(words):
            if spelled := _spelled(word, others, slips=slips):
                words.remove(word)
                for other in spelled:
                    others.remove(other)
    return tuple(left), tuple(right)


@lru_cache(maxsize=1 << 16)
def _unified(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([_SAME_WORDS.get(word, word) for word in words])


def _apart(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the words of each that the other has not, or not as often, sorted."""
    mine, theirs = frozenset(first), frozenset(second)
    if len(mine) == len(first) and len(theirs) == len(second):  # few titles have a word twice
        return sorted(mine - theirs), sorted(theirs - mine)
    counted, other = Counter(first), Counter(second)
    return sorted((counted - other).elements()), sorted((other - counted).elements())


@lru_cache(maxsize=1 << 14)
def is_version(word: str) -> bool:
    """Return whether a word tells versions or parts apart: a number, "ii", "faster"."""
    return word in _VERSION or _NUMBER.fullmatch(word) is not None


def one_word(first: str, second: str, *, slips: bool = True) -> bool:
    """Return whether two words are one spelled otherwise, or by a slip of the pen.

    >>> one_word("colours", "color"), one_word("supervised", "unsupervised"), one_word("large", "larger")
    (True, False, False)
    """
    return first == second or (_near(first, second) and _one_word(first, second, slips))


def _near(first: str, second: str) -> bool:
    """Return whether two words may be one: a letter swapped or left out at the start leaves it among the first two."""
    return -5 < len(first) - len(second) < 5 and (first[:1] in second[:2] or second[:1] in first[:2])


@lru_cache(maxsize=1 << 16)
def _one_word(first: str, second: str, slips: bool) -> bool:
    if min(len(first), len(second)) < 3 or not (first + second).isalpha() or is_version(first) or is_version(second):
        return False
    if _plain(first) == _plain(second) or _plain(first, singular=True) == _plain(second, singular=True):
        return True
    if frozenset((first, second)) in _SWAPPED or _another(first, second):
        return False
    if len(first) == len(second) > 3 and sorted(first) == sorted(second):
        return OSA.distance(first, second, score_cutoff=1) == 1
    return slips and _slip(first, second)


def _slip(first: str, second: str) -> bool:
    """Return whether so little differs that it is a slip; short words differ in no letter (Horse, House)."""
    least = min(len(first), len(second))
    if least < _SHORTEST_SLIP or first[0] != second[0]:
        return False
    if least < _LONG:
        return len(first) != len(second) and OSA.distance(first, second, score_cutoff=1) == 1
    return OSA.distance(first, second, score_cutoff=2) <= 2


def _another(first: str, second: str) -> bool:
    """Return whether a beginning ("un-", "semi-") or an end ("-er") makes another word of one."""
    stems = [{word[len(each) :] for each in _PREFIXES if word.startswith(each)} for word in (first, second)]
    if any(len(stem) > 2 for stem in stems[0] & stems[1]):
        return True
    common = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    common = min(len(first), len(second)) if common is None else common
    return first[common:] in _DEGREES and second[common:] in _DEGREES


@lru_cache(maxsize=1 << 14)
def _plain(word: str, *, singular: bool = False) -> str:
    if singular and word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    for pattern, replacement in _FORMS:
        word = pattern.sub(replacement, word)
    return word


def _spelled(word: str, others: list[str], *, slips: bool) -> list[str]:
    """Return the words of `others` that are `word` spelled otherwise: a slip, or two words for one."""
    if is_version(word):
        return []
    start, letters, size = word[:1], word[:2], len(word)
    for other in others:
        # `one_word`, written out: next to all pairs of words end with the first test, and a call costs more than it.
        near = (other[:1] in letters or start in other[:2]) and -5 < size - len(other) < 5
        if near and (word == other or _one_word(word, other, slips)):
            return [other]
    for start in others:
        rest = word.removeprefix(start)
        if rest != word and rest in others and rest != start:
            return [start, rest]
    return []
