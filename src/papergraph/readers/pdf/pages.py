"""The pages of a PDF as lines of text with their places, links and weights, in the order in which pdfium draws them."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Any

MOST_CHARACTERS = 200_000  # of one page
MOST_OBJECTS = 20_000  # of one page
WIDE = 0.85  # of the height of a line: a gap that no blank of justified type has
_BLANKS = frozenset(map(ord, " \t\r\n\u00a0")) | {0}
_SOFT = 0xAD  # where a word may be divided, and is not
_DIVIDING = frozenset({0x02, 0x7F, 0xFFFE})  # pdfium's signs for a hyphen at the end of a line, and TeX's
#: What TeX has at these places of fonts that are pictures and say nothing of their letters.
_OF_TEX = {
    0x0B: "ff", 0x0C: "fi", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x12: "„", 0x15: "–", 0x16: "—",
    0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl",
} | dict(enumerate("ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§", 0x80))  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_COMBINING = {
    "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "¨": "\u0308", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "ˇ": "\u030c", "˝": "\u030b", "˚": "\u030a", "˙": "\u0307",
}  # fmt: skip
_ACCENTS = frozenset(_COMBINING) | {"¸"}
_ACCENT = re.compile(r"([´`ˆ¨˜¯˘ˇ˝˚˙]) ?([A-Za-zıȷ])")
_OPENING = frozenset("“‘„«\"'([")  # what follows may be set in another way
_CEDILLA = re.compile(r"(?:(?P<c>[cCsStT]) ?¸|¸ ?(?P<d>[cCsStT]))")
_ITALIC = re.compile(rb"ital|obli|slanted|CMTI|CMSL|SFTI|SFSL|LMRoman[A-Za-z]*Slant|-It(?![a-z])|\bti\d", re.IGNORECASE)
_BOLD = re.compile(rb"bold|black|heavy|semibold|-bd|CMBX|SFBX", re.IGNORECASE)

Box = tuple[float, float, float, float, str]  # left, bottom, right, top, address


@dataclass(slots=True)
class Piece:
    """Text drawn at one place: left, bottom, right, top."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    url: str | None = None
    bold: bool = False
    glued: bool = False  # no blank stands before it
    size: float = 0.0  # of its font
    italic: bool = False

    @property
    def height(self) -> float:
        """The height of its line."""
        return self.top - self.bottom


@dataclass(slots=True)
class Line:
    """Pieces side by side."""

    page: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(piece.right for piece in self.pieces)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return max(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return min(piece.bottom for piece in self.pieces)

    @property
    def size(self) -> float:
        """The height of most of its text."""
        longest = max(self.pieces, key=lambda piece: len(piece.text))
        return longest.size or longest.height

    @property
    def plain(self) -> str:
        """Its words."""
        return "".join(("" if piece.glued else " ") + piece.text for piece in self.pieces).strip()

    def cells(self) -> list[list[Piece]]:
        """Return the pieces between wide gaps."""
        found: list[list[Piece]] = []
        for piece in self.pieces:
            if found and piece.left - found[-1][-1].right < WIDE * max(piece.height, 6.0):
                found[-1].append(piece)
            else:
                found.append([piece])
        return found


def lines_of(document: Any, number: int) -> list[Line]:
    """Return the lines of the page of a number, from 0."""
    page = document[number]
    text = page.get_textpage()
    try:
        pieces = [_composed(piece) for piece in list(_pieces(text, list(_links(document, page))))]
        marks = list(_marks(page))
    finally:
        text.close()
        page.close()
    lines: list[Line] = []
    for piece in pieces:
        if lines and _beside(lines[-1].pieces[-1], piece):
            lines[-1].pieces.append(piece)
        else:
            lines.append(Line(number, [piece]))
    for line in lines if marks else ():
        if (mark := _mark_of(line, marks)) is not None:
            line.pieces.insert(0, Piece("•", mark[0], line.bottom, mark[1], line.top, size=line.size))
    return lines


def _marks(page: Any) -> Iterator[tuple[float, float, float]]:
    """Yield the small round or square shapes that a page draws: left, right and the height of the middle."""
    import ctypes

    import pypdfium2.raw as raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    places = [ctypes.byref(each) for each in (left, bottom, right, top)]
    for at in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        shape = raw.FPDFPage_GetObject(page.raw, at)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(shape, *places):
            continue
        width, height = right.value - left.value, top.value - bottom.value
        if 1.5 < width < 8 and abs(width - height) < 1:
            yield left.value, right.value, (bottom.value + top.value) / 2


def _mark_of(line: Line, marks: Sequence[tuple[float, float, float]]) -> tuple[float, float] | None:
    """Return where the mark stands that is drawn right before a line, or None."""
    begin, low, high = line.left, line.bottom, line.top
    return next((mark[:2] for mark in marks if low < mark[2] < high and 2 < begin - mark[1] < 2 * line.size), None)


def _pieces(text: Any, links: Sequence[Box]) -> Iterator[Piece]:
    """Yield the runs of characters that stand close together on one line under the same link and in the same weight."""
    import ctypes

    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    place = ctypes.byref(box)
    name = ctypes.create_string_buffer(200)
    now: Piece | None = None
    drawn: deque[_Drawn] = deque(maxlen=150)
    before: tuple[float, ...] = ()
    blank = bold = italic = False
    for at in range(min(text.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        if code in _BLANKS:
            blank = True
            continue
        if code == _SOFT or not raw.FPDFText_GetLooseCharBox(text.raw, at, place):
            continue
        sign = _sign(code)
        left, right, bottom, top = box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)
        if sign in _COMBINING and _put_on(drawn, sign, left, right, bottom, top):
            continue
        url = _url_at((left + right) / 2, (bottom + top) / 2, links)
        if blank or now is None or now.text[-1] in _OPENING:
            bold, italic = _weight(raw, text, at, name)
        # The letters of a ligature share its place.
        same = now is not None and not blank and (left, bottom, right, top) == before
        before = (left, bottom, right, top)
        near = same or (now is not None and _beside(now, Piece(sign, left, bottom, right, top)))
        if now is not None and near and {now.text[-1], sign} & _ACCENTS and left - now.right < 0.1 * now.height:
            blank = False  # TeX moves back to draw a letter under its accent
        if (
            now is not None
            and near
            and left - now.right < WIDE * max(now.height, 6.0)
            and (url, bold, italic) == (now.url, now.bold, now.italic)
        ):
            now.text += f" {sign}" if blank else sign
            now.right, now.top, now.bottom = max(now.right, right), max(now.top, top), min(now.bottom, bottom)
            drawn.append((now, len(now.text) - 1, left, right, bottom))
            blank = False
            continue
        if now is not None:
            yield now
        size = _size(raw, text, at) or top - bottom
        now = Piece(sign, left, bottom, right, top, url, bold, glued=not blank, size=size, italic=italic)
        drawn.append((now, len(sign) - 1, left, right, bottom))
        blank = False
    if now is not None:
        yield now


_Drawn = tuple[Piece, int, float, float, float]  # a letter: its piece and place there, left, right, bottom


def _sign(code: int) -> str:
    if code in _DIVIDING:
        return "-"
    return _OF_TEX.get(code) or (chr(code) if not 0xD800 <= code <= 0xDFFF else "\ufffd")


def _put_on(drawn: Iterable[_Drawn], sign: str, left: float, right: float, bottom: float, top: float) -> bool:
    """Put an accent that is drawn apart on the letter drawn before that it stands over; return whether there is one.

    TeX raises the accents of capitals, and pdfium gives what is raised after the words that it stands over.
    """
    height = top - bottom
    for piece, at, start, end, base in drawn:
        if abs((start + end) - (left + right)) < 0.5 * height and abs(base - bottom) < 0.6 * height:
            made = _ACCENT.sub(_accented, sign + piece.text[at])
            if len(made) == 1 and made != piece.text[at]:
                piece.text = f"{piece.text[:at]}{made}{piece.text[at + 1 :]}"
                return True
    return False


def _composed(piece: Piece) -> Piece:
    """Return a piece with ligatures as letters, and with accents put on them that TeX draws beside them."""
    text = piece.text
    if not text.isascii():
        text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
        text = _CEDILLA.sub(lambda match: unicodedata.normalize("NFC", f"{match['c'] or match['d']}\u0327"), text)
        text = _ACCENT.sub(_accented, text)
        piece.text = text
    return piece


def _accented(match: re.Match[str]) -> str:
    letter = {"ı": "i", "ȷ": "j"}.get(match[2], match[2])
    made = unicodedata.normalize("NFC", letter + _COMBINING[match[1]])
    return made if len(made) == 1 else match[0]


def _size(raw: Any, text: Any, at: int) -> float:
    """Return the size of the font of a character on the page, or 0: the boxes of letters differ with what they are."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text.raw, at, matrix):
        return 0.0
    return float(raw.FPDFText_GetFontSize(text.raw, at) * hypot(matrix.c, matrix.d))


def _weight(raw: Any, text: Any, at: int, name: Any) -> tuple[bool, bool]:
    """Return whether the font of a character is called bold, and whether it is called italic."""
    import ctypes

    size = raw.FPDFText_GetFontInfo(text.raw, at, name, len(name), ctypes.byref(ctypes.c_int(0)))
    called = name.value if 0 < size <= len(name) else b""
    return bool(_BOLD.search(called)), bool(_ITALIC.search(called))


def _url_at(x: float, y: float, links: Sequence[Box]) -> str | None:
    return next((url for left, bottom, right, top, url in links if left <= x <= right and bottom <= y <= top), None)


def _beside(last: Piece, piece: Piece) -> bool:
    """Return whether a piece goes on with the line of the last: the same height, further right."""
    shared = min(last.top, piece.top) - max(last.bottom, piece.bottom)
    back = 1.0 if last.text[-1] in _ACCENTS or piece.text[0] in _ACCENTS else 0.5  # TeX draws letter and accent apart
    return shared > 0.4 * min(last.height, piece.height) and piece.left >= last.right - back * last.height


def _links(document: Any, page: Any) -> Iterator[Box]:
    """Yield the links of a page that lead out of the document: their boxes and addresses."""
    import ctypes

    import pypdfium2.raw as raw

    place = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(place), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        box = raw.FS_RECTF()
        if not action or not raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            continue
        size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if not 1 < size < 8_000:
            continue
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document.raw, action, buffer, size)
        url = buffer.value.decode("utf-8", "replace").strip()
        if url.lower().startswith(("http://", "https://", "ftp://")):
            yield box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top), url
