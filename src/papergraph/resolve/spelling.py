"""Which words of two titles are one word spelled otherwise, and which tell versions apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
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


def left_over(first: Iterable[str], second: Iterable[str], *, slips: bool = True) -> tuple[list[str], list[str]]:
    """Return the words that are in one title alone, sorted, without those that are spellings of each other.

    Without `slips` only a form of spelling, a plural and swapped letters count as that.
    """
    mine, theirs = Counter(map(_unified, first)), Counter(map(_unified, second))
    left, right = sorted((mine - theirs).elements()), sorted((theirs - mine).elements())
    # Where so many words differ no spelling makes one title of two, and each would be held against each.
    if len(left) * len(right) > _MOST_PAIRS:
        return left, right
    for words, others in ((left, right), (right, left)):
        for word in list(words):
            if spelled := _spelled(word, others, slips=slips):
                words.remove(word)
                for other in spelled:
                    others.remove(other)
    return left, right


def is_version(word: str) -> bool:
    """Return whether a word tells versions or parts apart: a number, "ii", "faster"."""
    return word in _VERSION or _NUMBER.fullmatch(word) is not None


def one_word(first: str, second: str, *, slips: bool = True) -> bool:
    """Return whether two words are one spelled otherwise, or by a slip of the pen.

    >>> one_word("colours", "color"), one_word("supervised", "unsupervised"), one_word("large", "larger")
    (True, False, False)
    """
    if first == second:
        return True
    # Most pairs of words end here: a letter swapped or left out at the start leaves it among the first two.
    if abs(len(first) - len(second)) > 4 or (first[:1] not in second[:2] and second[:1] not in first[:2]):
        return False
    return _one_word(first, second, slips)


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
    for other in others:
        if one_word(word, other, slips=slips):
            return [other]
    for start in others:
        rest = word.removeprefix(start)
        if rest != word and rest in others and rest != start:
            return [start, rest]
    return []


def _unified(word: str) -> str:
    return _SAME_WORDS.get(word, word)
