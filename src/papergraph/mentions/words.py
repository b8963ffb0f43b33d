"""Words of a text and their folded form: what names are compared by, with the way back to the printed text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from papergraph.identifiers import fold

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
#: Characters that are not seen: soft hyphen, zero-width spaces and joiners, marks of writing direction.
UNSEEN = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Letters of the scripts whose marks tell letters apart, and are no accents.
_KEPT = "\u0900-\u10ff\u1780-\u17ff\u3040-\u30ff\uff66-\uff9f"
_KEPT_MARKS = re.compile(f"([{_KEPT}][{_KEPT}\u0300-\u036f]*)")
# Letters and digits: the words of a text where nothing of what is rare stands.
_PLAIN_WORD = re.compile(r"[^\W_]+")
_RARE = re.compile(
    "[^\x00-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2100-\u23ff]"
)
_SPACES = re.compile(" {2,}")
_SPACE = re.compile(r"\s")
_OTHER = re.compile(r"[^\x00-\x7f]")
_FEW = 24
_STRETCH = 1 << 18


class _Ranges:
    """The characters of a class as expressions have it ("a-zß"); an expression would need long to be compiled."""

    def __init__(self, *classes: str) -> None:
        found = re.findall(r"(.)(?:-(.))?", "".join(classes), re.DOTALL)
        self._ranges = sorted((first, last or first) for first, last in found)
        self._firsts = [first for first, _ in self._ranges]

    def __contains__(self, character: str) -> bool:
        place = bisect_right(self._firsts, character) - 1
        return place >= 0 and character <= self._ranges[place][1]


_ONE_LETTER = _Ranges(_SPACELESS, _JAMO)
_HANGUL_LETTER = _Ranges(_HANGUL, _JAMO)
_NEITHER = _Ranges(_SPACELESS, _JAMO, _KATAKANA, _JOINERS)


def spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return (start, end) of each word of `text[start:end]`, in order.

    A word is letters and digits with their combining marks, of one kind of script; an underscore joins words as a
    hyphen does. Katakana stands in runs; where a script marks no words by spaces each letter is one.
    """
    stop = len(text) if end is None else end
    word = _PLAIN_WORD if text.isascii() or not _RARE.search(text, start, stop) else _any_word()
    return [match.span() for match in word.finditer(text, start, stop)]


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return [text[start:end] for start, end in spans(text)]


@cache
def _any_word() -> re.Pattern[str]:
    # Most texts do without, and it takes long to make.
    marks = "".join(
        f"{first}-{last}" for first, last in _runs(code for code in range(0x300, 0xE0200) if _is_mark(chr(code)))
    )
    letter = rf"[^\W_{_SPACELESS}{_JAMO}{_KATAKANA}]"
    return re.compile(
        rf"{letter}+(?:(?:[{marks}]|[{_JOINERS}](?=\w)){letter}*)*|[{_KATAKANA}][{_KATAKANA}{marks}]*"
        rf"|[{_SPACELESS}][{marks}]*|[\u1100-\u115f]+[\u1160-\u11ff]*|[{_JAMO}]"
    )


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _runs(codes: Iterable[int]) -> Iterator[tuple[str, str]]:
    first = last = -1
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield chr(first), chr(last)
            first = code
        last = code
    yield chr(first), chr(last)


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
        out = "".join(_kept(part) if number % 2 else fold(part) for number, part in enumerate(_KEPT_MARKS.split(seen)))
    else:
        out = fold(seen)
    return "".join(out.split()) or word


def _kept(text: str) -> str:
    """Return letters without case and compatibility forms, with their marks."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def plain(text: str) -> str:
    """Return `text` in composed and compatible characters, without what is not seen; case and accents stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", "".join(character for character in text if character not in UNSEEN))


def is_spaceless(word: str) -> bool:
    """Return whether a word is a letter of a script where words are not marked by spaces alone."""
    return word[0] in _ONE_LETTER


def is_hangul(text: str, at: int) -> bool:
    """Return whether the character at a place is Hangul."""
    return text[at] in _HANGUL_LETTER


class _Folding(dict[int, str]):
    """A table for `str.translate`: one character for one; a space for what is in no word, _HARD where that fails."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _NEITHER or _is_mark(character):
            out = _HARD
        elif not character.isalnum():
            out = " "
        else:
            out = folded(character)
            # What stands for it may be a word of its own, or nothing beside other letters.
            if len(out) != 1 or out in _NEITHER or folded("a" + character) != "a" + out:
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
        framed, froms, tos, ends = _read(text, start, end)
        until = len(framed)
        if end < len(text):
            until = len(framed[:-1].rsplit(" ", longest - 1)[0]) if longest > 1 else len(framed) - 1
            if until <= 1:  # no word would be done: read more at once
                size *= 2
                continue
        stretch = Stretch(framed, froms, tos, ends, until)
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
    framed = f" {' '.join(spaced.split())} "
    lead = len(spaced) - len(spaced.lstrip(" "))
    froms, tos = [1], [start + lead]
    shift = start + lead - 1
    for match in _SPACES.finditer(spaced, lead):
        left, right = match.span()
        shift += right - left - 1
        tos.append(start + right)
        froms.append(start + right - shift)
    return framed, froms, tos, []


def _read_words(text: str, start: int, end: int) -> tuple[str, list[int], list[int], list[int]]:
    """Read word by word, where characters and their folded forms are not one for one."""
    places = spans(text, start, end)
    out = [folded(text[left:right]) for left, right in places]
    froms = list(accumulate((len(word) + 1 for word in out), initial=1))
    return f" {' '.join(out)} ", froms, [left for left, _ in places], [right for _, right in places]
