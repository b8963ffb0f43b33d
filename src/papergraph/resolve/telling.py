"""Whether two titles differ in a word that tells two works apart.

Of a work that nobody has curated titles are all there is. Its authors write a survey, a second part, a reply or the
same for another case under nearly the same title, in the same year, and a link that was copied comes with it. So a word
more or another word means another work, unless it is a spelling, a subtitle or lead left out, or a note on the edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from papergraph.identifiers import title_key
from papergraph.resolve.spelling import is_version, left_over, one_word, words_of
from papergraph.resolve.titles import Title, matter

# A lead or subtitle with one of these names another work: what is said about the first one, or what continues it.
_ABOUT = words_of(
    "addendum commentary corrigendum errata erratum overview rejoinder reply retraction retrospective review revisited "
    "sequel survey tutorial"
)
# These do when they begin it.
_FIRST = words_of(
    "appendix band becoming book chapter comment comments correction discussion episode kapitel later lecture lesson "
    "module part parte partie response session supplement supplementary teil tome unit vol volume"
)
_EDITION = re.compile(
    r" (?:(?:extended|full|long|short|revised|conference|journal) (?:version|abstract|paper)|technical report|preprint"
    r"|(?:\w+ )?edition)$"
)
_NEURAL = re.compile(r"\bneural (?=(?:nets?|networks?)\b)")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def telling(first: Title, second: Title, *, named: bool = False) -> bool:
    """Return whether a word that differs tells two works apart; `named`: one is printed under the other's short name.

    Titles with hardly a word in common tell nothing here: a work can be printed under two.
    """
    if not first.words or not second.words:
        return False
    if _brackets_tell(first, second):
        return True
    if first.keys & second.keys:
        return False
    extra = next(_left_out(first, second), None)
    if extra is not None:
        return names_another(extra)
    return not named and _words_tell(first, second)


def guessed(first: Title, second: Title) -> bool:
    """Return whether titles that are close are so by a slip of the pen: nothing but a guess without another field."""
    return any(left_over(first.words, second.words, slips=False))


def names_another(extra: str) -> bool:
    """Return whether a lead or subtitle, as a key, names another work than the title without it.

    >>> names_another("a systematic survey"), names_another("part 2"), names_another("evidence from the pacific")
    (True, True, False)
    """
    words = matter(extra)
    if not _ABOUT.isdisjoint(words) or words[0] in _FIRST:
        return True
    return all(is_version(word) and not _YEAR.fullmatch(word) for word in words)


def _brackets_tell(first: Title, second: Title) -> bool:
    mine, theirs = (
        {title_key(each) for each in _IN_BRACKETS.findall(title.printed)} - {""} for title in (first, second)
    )
    return any(names_another(each) and not _EDITION.search(f" {each}") for each in mine ^ theirs)


def _left_out(first: Title, second: Title) -> Iterator[str]:
    """Yield the lead or subtitle of one title that the other leaves out."""
    for one, other in ((first, second), (second, first)):
        if one.rest and len(matter(one.rest)) > 1 and _alike(matter(one.rest), other.words):
            yield one.lead
        if one.lead and _alike(matter(one.lead), other.words):
            yield one.rest


def _alike(first: Sequence[str], second: Sequence[str]) -> bool:
    return len(first) == len(second) and all(map(one_word, first, second))


def _words_tell(first: Title, second: Title) -> bool:
    one, other = (matter(_core(title.key)) for title in (first, second))
    mine, theirs = left_over(one, other)
    if not mine and not theirs:
        return len(one) == len(other) and not all(map(one_word, one, other)) and not _turned(first, second)
    least, most = sorted((len(one), len(other)))
    common = least - min(len(mine), len(theirs))
    # A word or two of many that two titles of one work have in common are the subject of both.
    return common == least or 3 * common >= most


def _core(key: str) -> str:
    """Return a title's key without what says nothing of its matter."""
    return _NEURAL.sub("", _EDITION.sub("", key))


def _turned(first: Title, second: Title) -> bool:
    """Return whether the lead of one title stands at the end of the other."""
    return any(
        one.lead and _alike(matter(f"{one.rest} {one.lead}"), other.words)
        for one, other in ((first, second), (second, first))
    )
