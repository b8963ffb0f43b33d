"""How much two printed titles agree, and whether they are versions of each other ("Fast R-CNN", "Faster R-CNN")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from papergraph.identifiers import fold, parse_curie, title_key
from papergraph.resolve.spelling import is_version, left_over, words_of


class Level(Enum):
    """How much two titles agree; the value says it in words for a message."""

    SAME = "the titles are the same"
    PART = "one title is the other without its lead or subtitle"
    CLOSE = "the titles differ in spelling or small words alone"
    NAME = "one is printed under the other's short name"
    SHARED_NAME = "they share a short name"
    CONTAINED = "one title holds all words of the other"
    BLANK = "an entry prints no title"
    NAME_ALONE = "an entry prints a name in place of the title"
    RELATED = "the titles are alike, but differ in a word that matters"
    DIFFERENT = "the titles differ"
    VERSION = "the titles or names tell two versions apart"


@dataclass(frozen=True, slots=True)
class Title:
    """A printed title taken apart; all parts are keys (see `identifiers.title_key`).

    `keys` are the whole title with and without what stands in brackets, `key` the shorter of the two, `lead` and `rest`
    the parts around a colon or dash, `words` the words that matter, `called` the keys of the short names that the whole
    title could be.
    """

    printed: str
    keys: frozenset[str]
    lead: str
    rest: str
    words: tuple[str, ...]
    called: frozenset[str] = frozenset()
    key: str = ""


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """The agreement of two titles; `words` is how many words carry it."""

    level: Level
    words: int = 0


_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_LEAD = re.compile(r"^(?P<lead>.{1,80}?)(?:\s*:\s+|\s+[-–—]{1,3}\s+)(?P<rest>\S.*)$", re.DOTALL)
_SMALL = words_of(
    "a an and are as at be by de der des die for from how in into is it its la le of on or the their to using via "
    "with through über und"
)
_BLANK = words_of(
    "abs abstract arxiv article blog code doi download full here html http https link official page paper pdf post "
    "project read repo source text the this title untitled url video website www"
)
_PIECES = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)
_VERSION_MARK = re.compile(r"(?<=[^\W_])[-. ]?v\.?(?=\d)")
# "The BERT paper" is BERT.
_AROUND_A_NAME = re.compile(r"^(?:the|a|an)\s+|\s+(?:paper|article)$", re.IGNORECASE)
# A mark that is glued to a name is part of it: "W-Net+", "C++", "C#".
_MARKS = ((re.compile(r"(?<=\w)\+\+"), " plusplus "), (re.compile(r"(?<=\w)\+(?!\w)"), " plus "))
_SHARP = re.compile(r"(?<!\w)(\w)#(?!\w)")
# Scripts that are written without spaces: each character counts as a word.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@lru_cache(maxsize=1 << 16)
def read_title(printed: str) -> Title:
    """Return the parts of a printed title; a link or a word such as "paper" in its place gives one without words."""
    text = " ".join(_marked(printed).split())
    if not text or "://" in text or text.casefold().startswith("www.") or parse_curie(text):
        return Title(printed, frozenset(), "", "", ())
    bare = _BRACKETS.sub(" ", text).strip()
    keys = frozenset(key for key in (title_key(text), title_key(bare)) if key)
    key = title_key(bare) or title_key(text)
    found = _LEAD.match(bare)
    lead, rest = (title_key(found["lead"]), title_key(found["rest"])) if found else ("", "")
    if all(word in _BLANK or word.isdigit() for word in key.split()):
        return Title(printed, frozenset(), "", "", ())
    called = {name_key(each) for each in (text, bare, _AROUND_A_NAME.sub("", bare))} - {""}
    shortest = min(keys, key=lambda key: (len(key), key), default="")
    return Title(printed, keys, lead if rest else "", rest if lead else "", matter(key), frozenset(called), shortest)


@lru_cache(maxsize=1 << 16)
def matter(key: str) -> tuple[str, ...]:
    """Return the words of a title key that matter; all of them when none does."""
    words = (key if key.isascii() else _UNSPACED.sub(r" \g<0> ", key)).split()
    return tuple(word for word in words if word not in _SMALL) or tuple(words)


def name_key(printed: str) -> str:
    """Return what spellings of one short name share: "GPT-2", "GPT2" · "YOLO", "YOLOv1" · "GAN", "GANs".

    >>> name_key("YOLOv1") == name_key("YOLO"), name_key("GPT-2") == name_key("GPT")
    (True, False)
    """
    return "".join(_name_pieces(printed))


def name_stem(printed: str) -> str:
    """Return a short name without what tells versions apart: "Fast R-CNN", "R-CNN" and "Faster RCNN" share theirs."""
    pieces = _name_pieces(printed)
    return "".join(piece for piece in pieces if not is_version(piece)) or "".join(pieces)


def is_name(text: str) -> bool:
    """Return whether a lead reads as a name ("BERT", "Faster R-CNN"), not as a phrase ("Deep learning")."""
    words = text.split()
    if not 1 <= len(words) <= 3:
        return False
    marked = any(any(c.isupper() for c in word[1:]) or any(c.isdigit() for c in word) for word in words)
    return len(words) == 1 or marked


def compare(first: Title, second: Title) -> TitleMatch:
    """Return how much two titles agree."""
    if not first.words or not second.words:
        return TitleMatch(Level.BLANK)
    if shared := first.keys & second.keys:
        return TitleMatch(Level.SAME, max(len(matter(key)) for key in shared))
    return _compare_parts(first, second) or _compare_words(first, second)


def _compare_parts(first: Title, second: Title) -> TitleMatch | None:
    heads = matter(first.lead or first.key), matter(second.lead or second.key)
    if _versions(*heads):
        return TitleMatch(Level.VERSION)
    for one, other in ((first, second), (second, first)):
        if one.rest and one.rest in other.keys and len(matter(one.rest)) > 1:
            return TitleMatch(Level.PART, len(matter(one.rest)))
        if one.lead and one.lead in other.keys:
            count = len(matter(one.lead))
            return TitleMatch(Level.PART if count > 2 else Level.NAME, count)
    return None


def _compare_words(first: Title, second: Title) -> TitleMatch:
    mine, theirs = left_over(first.words, second.words)
    most, least = max(len(first.words), len(second.words)), min(len(first.words), len(second.words))
    common = most - max(len(mine), len(theirs))
    if not mine and not theirs:
        return TitleMatch(Level.CLOSE, least)
    if common and all(map(is_version, mine + theirs)):
        return TitleMatch(Level.VERSION)
    if not (mine and theirs):
        contiguous = any(
            f" {one} " in f" {other} " for one, other in ((first.key, second.key), (second.key, first.key))
        )
        enough = least > 2 and (contiguous or least / most >= 0.6)
        return TitleMatch(Level.CONTAINED if enough else Level.DIFFERENT, least)
    alike = common > 2 and common / most >= 0.6
    return TitleMatch(Level.RELATED if alike else Level.DIFFERENT, common)


def _versions(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Return whether two titles are equal but for words that tell versions apart."""
    mine, theirs = left_over(first, second)
    left = mine + theirs
    if left and len(first) > len(mine) and all(map(is_version, left)):
        return True
    return (
        len(first) < 4
        and name_stem(" ".join(first)) == name_stem(" ".join(second))
        and name_key("".join(first)) != name_key("".join(second))
    )


@lru_cache(maxsize=1 << 14)
def _name_pieces(printed: str) -> tuple[str, ...]:
    text = printed.strip()
    if len(text) > 2 and text[-1] == "s" and text[-2].isupper():  # GANs, VAEs
        text = text[:-1]
    pieces = _PIECES.findall(_VERSION_MARK.sub(" ", fold(_marked(text))))
    return tuple(pieces[:-1] if len(pieces) > 1 and pieces[-1] == "1" else pieces)


def _marked(text: str) -> str:
    for pattern, word in _MARKS:
        text = pattern.sub(word, text)
    return _SHARP.sub(r"\1 sharp ", text)
