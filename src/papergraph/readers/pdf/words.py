"""Lines of a PDF as running words of Markdown: links, weights, and words that are divided at a line's end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from papergraph.readers.pdf.pages import Line, Piece

_WITHIN = re.compile(
    r"(\W*)(.*[\w)\]?!](?:\.(?=[,;]))?)(\W*)", re.DOTALL
)  # what is set off, without the signs around it
HYPHEN = re.compile(r"((?:[^\W_]+-)*[^\W_]+)-$")
OPEN_URL = re.compile(r"https?://\S*[/_=?&.%#-]$")
_REST_OF_URL = re.compile(r"[\w%~-]*[/\d][\w%~./?=&#-]*|(?:org|com|edu|net|io)\b")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_WHOLE_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?![\w-])")
#: First parts of words that are written with a hyphen, but not before an ending: "model-based", "model-ing".
_FIRST_PARTS = (
    "self non semi cross multi meta quasi pseudo anti half well state low high large small fine coarse few zero one "
    "two three single long short end real data text image task model object graph time domain human machine open "
    "closed black white pre post spatio audio vision language question key near far top bottom left right hand first "
    "second third deep wide class label token word sentence document knowledge context content energy privacy noise"
)
_COMPOUND = frozenset(_FIRST_PARTS.split())
#: Second parts that are no endings: "process-oriented".
_LAST_NAMED = (
    "based oriented driven aware guided specific dimensional invariant agnostic preserving efficient enhanced "
    "augmented assisted supervised"
)
_LAST_PARTS = frozenset(_LAST_NAMED.split())
_ENDING = re.compile(
    r"(?:ing|ings|ed|er|ers|est|ly|ness|ment|ments|able|ible|less|ful|ship|hood|base|bases|set|sets|flow|"
    r"(?:i?[sz]|if?ic)?(?:ation|ations|ing|es?|ed|er|ers)|ic|ics|ical|ically|ity|ities|al|ally|ual|ually|ive|ively|ism|ist|"
    r"ists|ure|ures|ular|ry|ization|isation)"
)
Words = frozenset[str]
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def _words(pieces: Iterable[Piece], *, bold: bool = True) -> str:
    """Return pieces as Markdown, those of one link and one weight together."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _look(runs[-1][-1]) == _look(piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    text = ""
    for run in runs:
        words = "".join(("" if piece.glued else " ") + piece.text for piece in run).strip()
        made = f"[{_SPECIAL.sub(_escape, words)}](<{run[0].url}>)" if run[0].url else words
        made = f"**{made}**" if bold and run[0].bold else made
        if bold and run[0].italic and not run[0].bold and (match := _WITHIN.fullmatch(made)):
            made = f"{match[1]}*{match[2]}*{match[3]}"
        text += made if run[0].glued and text and not run[0].bold else f" {made}"
    return text.strip()


def _look(piece: Piece) -> tuple[str | None, bool, bool]:
    return piece.url, piece.bold, piece.italic


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def joined(lines: Sequence[Line], known: Words, *, bold: bool = True) -> str:
    """Return lines as one; a word that is divided at a line's end is put together."""
    pieces: list[Piece] = []
    for line in lines:
        first, *rest = line.pieces
        if pieces and OPEN_URL.search(pieces[-1].text) and _REST_OF_URL.match(first.text):
            first = replace(first, glued=True)
        elif pieces and (match := HYPHEN.search(_end(pieces))) and (right := _WORD.match(first.text)):
            if not _is_compound(match[1], right[0], known):
                pieces[-1] = replace(pieces[-1], text=pieces[-1].text[:-1])
            first = replace(first, glued=True)
        else:
            first = replace(first, glued=False)
        pieces += [first, *rest]
    return _words(pieces, bold=bold)


def _end(pieces: Sequence[Piece]) -> str:
    """Return the last words of pieces: a word can be drawn in several."""
    text = ""
    for piece in reversed(pieces[-4:]):
        text = piece.text + text
        if not piece.glued:
            break
    return text


def _is_compound(left: str, right: str, known: Words) -> bool:
    """Return whether a hyphen at a line's end belongs to the word: "self-supervised", but not "represen-tation"."""
    capitals = left.isupper() and right.isupper() and not {left.lower(), right.lower()} <= known
    if not (right[0].islower() or capitals) or "-" in left:
        return True
    whole = f"{left}{right}".lower()
    if f"{left}-{right}".lower() in known or whole in known:
        return whole not in known
    return right in _LAST_PARTS or (left.lower() in _COMPOUND and not _ENDING.fullmatch(right))


def words_of(lines: Iterable[Line]) -> Words:
    """Return the words of a document that stand whole on a line, in small letters."""
    return frozenset(word.lower() for line in lines for word in _WHOLE_WORD.findall(line.plain))
