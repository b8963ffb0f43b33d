"""Which encoding bytes are in that are no UTF-8: the one whose letters are those that names and titles are made of.

Every encoding of `encodings.tsv` is tried. A character that is frequent in its languages speaks for it, a rare one, a
capital inside a word, a sign between two letters speak against it; what counts is the mean over the bytes above ASCII.
A title or two are enough: statistics that want whole pages do worse on lists (`benchmarks/encodings.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SAMPLE = 60_000  # bytes of lines that are no ASCII
ENOUGH = 0.1  # a mean below it: in none of the encodings does the text make sense
_HIGH = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_SIGN = re.compile(r"(?<=(.))([^\w\s]|[\x80-\x9f\u00b9\u00b2\u00b3\u00bc-\u00be\xa0])(?=(.))")
_WIDE = re.compile(r"[^\x00-\x7f]")
_NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
_DASHES, _QUOTES, _COMMON = "–—", "’‘“”„«»", "…•©®°±×µ·™²³½£€§¿¡"
_WORDS = "авикосуяёіηο"  # of one letter
_CJK_MARKS = "，。、：；（）《》〈〉「」『』【】・ー！？“”‘’—…～　"


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding that a list may be in: Python's name for it, its name for people, its frequent characters.

    `most` are the twelve most frequent ones.
    """

    codec: str
    name: str
    script: str
    prior: float
    frequent: frozenset[str]
    most: frozenset[str]


@cache
def encodings() -> tuple[Encoding, ...]:
    """Return the encodings that are tried."""
    text = files("papergraph.readers.text").joinpath("encodings.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.split("\n")[1:] if line)
    return tuple(
        Encoding(codec, name, script, float(prior), frozenset(frequent), frozenset(frequent[:12]))
        for codec, name, script, prior, frequent in rows
    )


def guess(data: bytes) -> Encoding | None:
    """Return the encoding in which `data` makes the most sense, or None when it makes sense in none.

    Looks at the lines with bytes above ASCII, and at no more than some thousand of them.

    >>> guess("- Анализ данных".encode("koi8-r")).name
    'KOI8 (Cyrillic)'
    """
    sample = _sample(data)
    points, _, best = max((plausibility(sample, each), -place, each) for place, each in enumerate(encodings()))
    return best if points >= ENOUGH else None


def _sample(data: bytes) -> bytes:
    """Return the lines of `data` that are not ASCII, from its beginning on."""
    lines: list[bytes] = []
    size = at = 0
    while size < SAMPLE and (match := _HIGH.search(data, at)):
        start = max(data.rfind(b"\n", at, match.start()) + 1, at, match.start() - 2_000)
        end = data.find(b"\n", match.end(), match.end() + 2_000)
        end = end if end >= 0 else min(len(data), match.end() + 2_000)
        lines.append(data[start:end])
        size += end - start
        at = end
    return b"\n".join(lines)


def plausibility(data: bytes, encoding: Encoding) -> float:
    """Return how much sense `data` makes in an encoding: about 1 for its languages, below 0 for noise."""
    text = data.decode(encoding.codec, errors="replace")
    points = _letters if encoding.script in {"latin", "other"} else _ideographs
    return points(text, encoding) + encoding.prior


def _letters(text: str, encoding: Encoding) -> float:
    """Return the mean points of the letters and signs beyond ASCII in a text in an alphabet."""
    of_word = _latin_word if encoding.script == "latin" else _other_word
    points = sum(number * of_word(word, encoding) for word, number in Counter(_WORD.findall(text)).items())
    signs = Counter(match.groups() for match in _SIGN.finditer(f" {text} ") if match[2] > "\x7f")
    points += sum(number * _sign(*sign) for sign, number in signs.items())
    return points / max(1, len(_WIDE.findall(text)))


def _latin_word(word: str, encoding: Encoding) -> float:
    """Return the points of a word with letters beyond ASCII: these stand alone among plain ones."""
    points = 0.0
    for before, letter, after in zip(" " + word, word, word[1:] + " ", strict=False):
        if letter <= "\x7f":
            continue
        points += 1.0 if letter in encoding.frequent else 0.0
        if letter.isupper() and before.islower():
            points -= 2.0
        if before > "\x7f" or after > "\x7f":
            points -= 0.5
        if before == after == " ":
            points -= 1.0
    return points


def _other_word(word: str, encoding: Encoding) -> float:
    """Return the points of a word in an alphabet of its own: all its letters are of it."""
    points = 0.0
    mixed = any("A" <= letter.upper() <= "Z" for letter in word)
    for before, letter in zip(" " + word, word, strict=False):
        if letter > "\x7f":
            small = letter.lower()
            usual = 1.3 if small in encoding.most else 0.5 if small in encoding.frequent else 0.0
            # Words in capitals are rarer than others.
            points += usual if letter == small or not before.isupper() else 0.9 * usual
            points -= 2.0 if letter.isupper() and before.islower() else 0.0
            points -= 1.5 if mixed or unicodedata.name(letter, "").startswith("LATIN") else 0.0
            points -= 1.5 if len(word) == 1 and small not in _WORDS else 0.0
    return points


def _sign(before: str, sign: str, after: str) -> float:
    """Return the points of a sign that is no letter, from what stands around it."""
    if sign == "\ufffd" or unicodedata.category(sign) in _NO_TEXT:
        return -4.0
    between = before.isalpha() and after.isalpha()
    if sign in _DASHES:
        return 0.3 if between else 1.0
    if sign in _QUOTES:
        return 1.0 if between == (sign == "’") else 0.3
    if between:
        return -2.0
    return 0.0 if sign in _COMMON else -0.2 if sign == "\xa0" else -1.5


def _ideographs(text: str, encoding: Encoding) -> float:
    """Return the mean points of the characters beyond ASCII in a text in one of the large character sets."""
    points, size = 0.0, 0
    for char, number in Counter(_WIDE.findall(text)).items():
        length = number * (1 if char == "\ufffd" else len(char.encode(encoding.codec, errors="replace")))
        points += length * _ideograph(char, encoding)
        size += length
    return points / max(1, size)


def _ideograph(char: str, encoding: Encoding) -> float:
    if char in encoding.frequent:
        return 1.3
    if char == "\ufffd" or unicodedata.category(char) in _NO_TEXT:
        return -4.0
    if char in _CJK_MARKS:
        return 0.7
    if "\u3041" <= char <= "\u30fe":
        return 1.0 if encoding.script == "kana" else -1.0
    if "\uff01" <= char <= "\uff5e":
        return 0.5
    code = char.encode(encoding.codec, errors="replace")
    usual = len(code) == 2 and _USUAL[encoding.codec](code[0], code[1])
    return 0.3 if usual else -1.5


#: Where the frequent half of each character set lies.
_USUAL: dict[str, Callable[[int, int], bool]] = {
    "gb18030": lambda lead, trail: 0xB0 <= lead <= 0xD7 and trail >= 0xA1,
    "cp950": lambda lead, trail: 0xA4 <= lead <= 0xC6,
    "cp932": lambda lead, trail: 0x88 <= lead <= 0x98,
    "euc_jp": lambda lead, trail: 0xB0 <= lead <= 0xCF,
    "cp949": lambda lead, trail: 0xB0 <= lead <= 0xC8 and trail >= 0xA1,
}
