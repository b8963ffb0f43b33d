"""Text as a terminal shows it: how many columns it takes, cut and wrapped at words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: What steers a terminal, turns the direction of writing or is no character at all.
_STEERING = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# A wide character, with what is drawn over it: a line may be broken before and after it.
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003fffd]"
)
# No line is broken between a number of hours and its unit.
_HOURS = re.compile(r"(~[\d.]+) (?=h\b)")
_ELLIPSIS = " ..."


def clean(text: str) -> str:
    r"""Return text on one line with single spaces, without what steers a terminal: titles come from anywhere.

    >>> clean("Attention\n  Is \x1b[1mAll")
    'Attention Is [1mAll'
    """
    return " ".join(_STEERING.sub("", text).split())


def columns(text: str) -> int:
    r"""Return how many columns of a terminal text takes at most.

    East Asian wide characters and emoji take two, combining marks none (Unicode Standard Annex #11).

    >>> columns("LSTM"), columns("注意"), columns("e\u0301")
    (4, 4, 1)
    """
    return len(text) if text.isascii() else sum(_width(each) for each in text)


def _width(character: str) -> int:
    if character == "\ufe0f":  # asks for the emoji, which is wide
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def shortened(text: str, width: int) -> str:
    """Return `text` cut at a word's end with " ..." when it takes more than `width` columns."""
    return (wrapped(text, width, most=1) or [""])[0]


def padded(text: str, width: int) -> str:
    """Return `text` with spaces after it up to `width` columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int, *, begin: str = "", indent: str = "", most: int | None = None) -> list[str]:
    """Return text in lines of at most `width` columns, the first after `begin`, the others after `indent`.

    What is over `most` lines is cut, with " ..." at the end. A word that is wider than a line is broken, but for a web
    address: that stands on a line of its own, without indent where it needs the room.
    """
    lines: list[str] = []
    line, empty = begin, True
    for word, spaced in _pieces(text, width - max(columns(begin), columns(indent))):
        gap = " " if spaced and not empty else ""
        if empty or columns(line) + columns(gap + word) <= width:
            line, empty = line + gap + word, False
            continue
        lines.append(line)
        line = indent + word
        if most is not None and len(lines) >= most:
            break
    if not empty:
        lines.append(line)
    flush = [each.strip() if columns(each) > width else each for each in lines]
    if most is None or len(flush) <= most:
        return flush
    last = flush[most - 1]
    while columns(last) + columns(_ELLIPSIS) > width and " " in last.strip():
        last = last.rstrip()[: last.rstrip().rindex(" ")].rstrip()
    while last and columns(last) + columns(_ELLIPSIS) > width:
        last = last[:-1]
    return [*flush[: most - 1], last.rstrip() + _ELLIPSIS]


def _pieces(text: str, room: int) -> Iterator[tuple[str, bool]]:
    """Yield the words of a text, and whether a space stands before each; runs without spaces in parts that fit."""
    for word in _HOURS.sub("\\1\0", clean(text)).split(" "):
        spaced = True
        for part in _unspaced(word.replace("\0", " ")):
            if columns(part) <= room or "://" in part:
                yield part, spaced
                spaced = False
                continue
            piece, used = "", 0
            for character in part:
                used += _width(character)
                if piece and used > max(room, 2):
                    yield piece, spaced
                    piece, used, spaced = "", _width(character), False
                piece += character
            yield piece, spaced
            spaced = False


def _unspaced(word: str) -> Iterator[str]:
    if not _WIDE.search(word):
        if word:
            yield word
        return
    part = ""
    for character in word:
        wide = bool(_WIDE.match(character))
        # No line begins with a mark of punctuation.
        closing = unicodedata.category(character) in {"Pe", "Pf", "Po"}
        if part and not closing and (wide or _WIDE.match(part[-1])) and _width(character):
            yield part
            part = ""
        part += character
    yield part
