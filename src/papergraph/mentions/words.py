"""Words of a text and their folded form: what names are compared by, with the way back to the printed text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from papergraph.identifiers import fold

# Combining marks: the scripts of Europe and the Middle East, of India and South East Asia, general ones.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u0819"
    "\u08d3-\u08e1\u08e3-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd"
    "\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0ae2\u0ae3"
    "\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b62\u0b63\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c56\u0c62\u0c63"
    "\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0ce2\u0ce3\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d4d\u0d57\u0d62\u0d63\u0d81-\u0d83"
    "\u0dca-\u0ddf\u0df2\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f35\u0f37\u0f39"
    "\u0f3e\u0f3f\u0f71-\u0f84\u0f86\u0f87\u102b-\u103e\u1056-\u1059\u135d-\u135f\u1712-\u1715\u17b4-\u17d3\u17dd"
    "\u180b-\u180d\u18a9\u1ab0-\u1ace\u1b00-\u1b04\u1b34-\u1b44\u1cd0-\u1cd2\u1cd4-\u1ce8\u1dc0-\u1dff\u20d0-\u20f0"
    "\u302a-\u302f\u3099\u309a\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Letters of Hangul, and of the scripts that are written without spaces: each is a word of its own.
_HANGUL = "\uac00-\ud7a3"
_SPACELESS = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han, kana
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u103f\u1780-\u17b3"
) + _HANGUL
_JAMO = "\u1100-\u11ff"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
# What is not seen may stand in a word: the soft hyphen, joiners.
_JOINERS = "\u00ad\u200c\u200d\u2060\ufeff"
_LETTER = rf"[^\W_{_SPACELESS}{_JAMO}{_KATAKANA}]"

#: A word: letters and digits with their combining marks, of one kind of script; an underscore joins words as a hyphen
#: does. Katakana stands in runs; where a script marks no words each letter is one.
WORD = re.compile(
    rf"{_LETTER}+(?:(?:[{_MARKS}]+|[{_JOINERS}]+(?=[{_MARKS}]|{_LETTER})){_LETTER}*)*"
    rf"|[{_KATAKANA}][{_KATAKANA}{_MARKS}]*|[{_SPACELESS}][{_MARKS}]*|[\u1100-\u115f]+[\u1160-\u11ff]*|[{_JAMO}]"
)
#: Characters that are not seen: soft hyphen, zero-width spaces and joiners, marks of writing direction.
UNSEEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_SPECIAL = re.compile(f"[{_MARKS}{_SPACELESS}{_JAMO}{_KATAKANA}{_JOINERS}]")
_SPACELESS_WORD = re.compile(f"[{_SPACELESS}{_JAMO}]")
_HANGUL_LETTER = re.compile(f"[{_HANGUL}{_JAMO}]")
# Scripts whose marks tell letters apart, and are no accents.
_KEPT_MARKS = re.compile("[\u0900-\u10ff\u1780-\u17ff\u3040-\u30ff\uff66-\uff9f]")
_SPACES = re.compile(" {2,}")
_SPACE = re.compile(r"\s")
_OTHER = re.compile(r"[^\x00-\x7f]")
_FEW = 24
_STRETCH = 1 << 18


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """Return a word without case, accents, compatibility forms and what is not seen; never with a space in it.

    >>> folded("ＧＰＴ"), folded("Straße"), folded("Näherung"), folded("ガ")
    ('gpt', 'strasse', 'naherung', 'ガ')
    """
    if word.isascii():
        return word.lower()
    seen = "".join(character for character in word if character not in UNSEEN)
    if _KEPT_MARKS.search(seen):
        out = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    else:
        out = fold(seen)
    return "".join(out.split()) or word


def plain(text: str) -> str:
    """Return `text` in composed and compatible characters, without what is not seen; case and accents stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", "".join(character for character in text if character not in UNSEEN))


def is_spaceless(word: str) -> bool:
    """Return whether a word is a letter of a script where words are not marked by spaces alone."""
    return not word.isascii() and _SPACELESS_WORD.match(word) is not None


def is_hangul(text: str, at: int) -> bool:
    """Return whether the character at a place is Hangul."""
    return _HANGUL_LETTER.match(text, at) is not None


class _Folding(dict[int, str]):
    """A table for `str.translate`: one character for one; a space for what is in no word, _HARD where that fails."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _SPECIAL.match(character):
            out = _HARD
        elif not WORD.match(character):
            out = " "
        else:
            out = folded(character)
            if len(out) != 1:
                out = _HARD
        self[code] = out
        return out


_HARD = "\0"
_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text as folded words, parted and framed by single spaces.

    Places in `folded` from `froms[i]` on are places in the text from `tos[i]` on. Where `ends` is not empty each i is a
    word, which ends there in the text. Names that begin at `until` or later go on in the next stretch.
    """

    folded: str
    froms: Sequence[int]
    tos: Sequence[int]
    ends: Sequence[int]
    until: int

    def start(self, place: int) -> int:
        """Return where in the text a word starts that starts at a place of `folded`."""
        index = bisect_right(self.froms, place) - 1
        return self.tos[index] + place - self.froms[index]

    def end(self, place: int) -> int:
        """Return where in the text a word ends that ends at a place of `folded`."""
        if self.ends:
            return self.ends[bisect_right(self.froms, place - 1) - 1]
        return self.start(place - 1) + 1


def stretches(text: str, longest: int) -> Iterator[Stretch]:
    """Yield the stretches of a text, so that every run of `longest` words lies whole in one of them.

    A text is read in parts because all its words at once need ten times its size.
    """
    start, size = 0, _STRETCH
    while start < len(text):
        end = len(text)
        if start + size < end:
            space = _SPACE.search(text, start + size)
            end = space.start() if space else end
        words, froms, tos, ends = _read(text, start, end)
        until = len(words)
        if end < len(text):
            until = len(words[:-1].rsplit(" ", longest - 1)[0]) if longest > 1 else len(words) - 1
            if until <= 1:  # no word would be done: read more at once
                size *= 2
                continue
        stretch = Stretch(words, froms, tos, ends, until)
        yield stretch
        start = end if end == len(text) or longest <= 1 else stretch.start(until + 1)


def _read(text: str, start: int, end: int) -> tuple[str, list[int], list[int], list[int]]:
    spaced = text[start:end]
    if not spaced.isascii():
        # Few of them (quotes, dashes, some accents): exchanged one by one, for ASCII is translated fifty times faster.
        others = set(_OTHER.findall(spaced))
        if any(_FOLDING[ord(other)] == _HARD for other in others):
            return _read_words(text, start, end)
        for other in others if len(others) <= _FEW else ():
            spaced = spaced.replace(other, _FOLDING[ord(other)])
    spaced = spaced.translate(_FOLDING)
    words = f" {' '.join(spaced.split())} "
    lead = len(spaced) - len(spaced.lstrip(" "))
    froms, tos = [1], [start + lead]
    shift = start + lead - 1
    for match in _SPACES.finditer(spaced, lead):
        left, right = match.span()
        shift += right - left - 1
        tos.append(start + right)
        froms.append(start + right - shift)
    return words, froms, tos, []


def _read_words(text: str, start: int, end: int) -> tuple[str, list[int], list[int], list[int]]:
    """Read word by word, where characters and their folded forms are not one for one."""
    froms: list[int] = []
    tos: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    at = 1
    for match in WORD.finditer(text, start, end):
        word = match[0]
        word = word.lower() if word.isascii() else folded(word)
        words.append(word)
        froms.append(at)
        tos.append(match.start())
        ends.append(match.end())
        at += len(word) + 1
    return f" {' '.join(words)} ", froms, tos, ends
