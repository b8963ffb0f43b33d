"""A PDF of a list as lines of Markdown: headings by their size, paragraphs by gaps and indents, tables, links.

Pieces of text come from pdfium in the order in which the document draws them; pieces side by side make a line, lines a
block. What a page prints at its edge on most pages (running heads, page numbers) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from papergraph.errors import InputError, MissingExtraError
from papergraph.model import Problem

MOST_PAGES = 1_000
MOST_CHARACTERS = 200_000  # of one page
WIDE = 0.85  # of the height of a line: a gap that no blank of justified type has
STEP = 8.0  # points that a deeper level is indented at least

_MARKER = re.compile(r"(?:[•◦▪●○■‣⁃∙·*–—-]\s+|\[\d{1,4}\]\s*|\(\d{1,3}\)\s+|\d{1,3}[.)]\s+)(?=\S)")
_BULLET = re.compile(r"[•◦▪●○■‣⁃∙·*–—-]\s+|\[\d{1,4}\]\s*|\((\d{1,3})\)\s+")
_BLANKS = frozenset(map(ord, " \t\r\n\u00a0")) | {0}
_SOFT = frozenset({0x02, 0xFFFE, 0xAD})  # hyphens that only divide a word
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-$")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_BOLD = re.compile(rb"bold|black|heavy|semibold|-bd|CMBX|SFBX", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)


_Box = tuple[float, float, float, float, str]  # left, bottom, right, top, address


@dataclass(slots=True)
class _Piece:
    """Text drawn at one place: left, bottom, right, top."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    url: str | None = None
    bold: bool = False
    glued: bool = False  # no blank stands before it

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(slots=True)
class _Line:
    """Pieces side by side."""

    page: int
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def top(self) -> float:
        return max(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return min(piece.bottom for piece in self.pieces)

    @property
    def size(self) -> float:
        """The height of most of its text."""
        longest = max(self.pieces, key=lambda piece: len(piece.text))
        return longest.height

    @property
    def plain(self) -> str:
        return "".join(("" if piece.glued else " ") + piece.text for piece in self.pieces).strip()

    def cells(self) -> list[list[_Piece]]:
        """Return the pieces between wide gaps."""
        found: list[list[_Piece]] = []
        for piece in self.pieces:
            if found and piece.left - found[-1][-1].right < WIDE * max(piece.height, 6.0):
                found[-1].append(piece)
            else:
                found.append([piece])
        return found


def pdf_markdown(data: bytes, *, source: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a PDF as Markdown, and what was left out of it.

    Raises MissingExtraError without pypdfium2, InputError for a file that cannot be opened or that holds no text.
    """
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtraError("pdf", "reading a PDF") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(name, f"this PDF cannot be opened: {error}") from error
    try:
        pages = len(document)
        lines = [line for number in range(min(pages, MOST_PAGES)) for line in _lines_of(document, number)]
    finally:
        document.close()
    if not lines:
        raise InputError(name, "this PDF holds no text, only pictures: recognise its text first (OCR)")
    problems: tuple[Problem, ...] = ()
    if pages > MOST_PAGES:
        message = f"only the first {MOST_PAGES} of {pages} pages were read"
        problems = (Problem(code="too-many-pages", severity="warning", message=message, source=source),)
    return "\n".join(_markdown(_without_edges(lines))) + "\n", problems


# --- pages to lines -----------------------------------------------------------------------------------------------


def _lines_of(document: Any, number: int) -> list[_Line]:
    page = document[number]
    text = page.get_textpage()
    try:
        pieces = list(_pieces(text, list(_links(document, page))))
    finally:
        text.close()
        page.close()
    lines: list[_Line] = []
    for piece in pieces:
        if lines and _beside(lines[-1].pieces[-1], piece):
            lines[-1].pieces.append(piece)
        else:
            lines.append(_Line(number, [piece]))
    return lines


def _pieces(text: Any, links: Sequence[_Box]) -> Iterator[_Piece]:
    """Yield the runs of characters that stand close together on one line under the same link and in the same weight."""
    import ctypes

    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    place = ctypes.byref(box)
    name = ctypes.create_string_buffer(200)
    now: _Piece | None = None
    blank = bold = False
    for at in range(min(text.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text.raw, at)
        if code in _BLANKS:
            blank = True
            continue
        if code in _SOFT or not raw.FPDFText_GetLooseCharBox(text.raw, at, place):
            continue
        sign = chr(code) if not 0xD800 <= code <= 0xDFFF else "\ufffd"
        left, right, bottom, top = box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)
        url = _url_at((left + right) / 2, (bottom + top) / 2, links)
        if blank or now is None:
            bold = _is_bold(raw, text, at, name)
        near = now is not None and _beside(now, _Piece(sign, left, bottom, right, top))
        if (
            now is not None
            and near
            and left - now.right < WIDE * max(now.height, 6.0)
            and (url, bold) == (now.url, now.bold)
        ):
            now.text += f" {sign}" if blank else sign
            now.right, now.top, now.bottom = max(now.right, right), max(now.top, top), min(now.bottom, bottom)
            blank = False
            continue
        if now is not None:
            yield now
        now = _Piece(sign, left, bottom, right, top, url, bold, glued=not blank)
        blank = False
    if now is not None:
        yield now


def _is_bold(raw: Any, text: Any, at: int, name: Any) -> bool:
    """Return whether the font of a character is called bold."""
    import ctypes

    size = raw.FPDFText_GetFontInfo(text.raw, at, name, len(name), ctypes.byref(ctypes.c_int(0)))
    return 0 < size <= len(name) and bool(_BOLD.search(name.value))


def _url_at(x: float, y: float, links: Sequence[_Box]) -> str | None:
    return next((url for left, bottom, right, top, url in links if left <= x <= right and bottom <= y <= top), None)


def _beside(last: _Piece, piece: _Piece) -> bool:
    """Return whether a piece goes on with the line of the last: the same height, further right."""
    shared = min(last.top, piece.top) - max(last.bottom, piece.bottom)
    return shared > 0.4 * min(last.height, piece.height) and piece.left >= last.right - 0.5 * last.height


def _links(document: Any, page: Any) -> Iterator[_Box]:
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


def _without_edges(lines: list[_Line]) -> list[_Line]:
    """Return the lines without what stands at the edge of most pages, and without page numbers there."""
    pages = {line.page for line in lines}
    if len(pages) < 3:
        return [line for line in lines if not (line is lines[-1] and _PAGE_NUMBER.fullmatch(line.plain))]
    edges: dict[int, list[_Line]] = {}
    for number in pages:
        own = sorted((line for line in lines if line.page == number), key=lambda line: -line.top)
        edges[number] = [*own[:2], *own[-2:]]
    said = Counter(re.sub(r"\d+", "#", text) for own in edges.values() for text in {line.plain for line in own})
    gone = {
        id(line)
        for own in edges.values()
        for line in own
        if _PAGE_NUMBER.fullmatch(line.plain) or said[re.sub(r"\d+", "#", line.plain)] > max(2, len(pages) // 2)
    }
    return [line for line in lines if id(line) not in gone]


# --- lines to Markdown --------------------------------------------------------------------------------------------


def _markdown(lines: Sequence[_Line]) -> Iterator[str]:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size)] += len(line.plain)
    body = max(weights, key=lambda size: (weights[size], -size))
    sizes = sorted({round(line.size) for line in lines if _is_heading(line, body)}, reverse=True)
    indents: list[float] = []
    at = 0
    while at < len(lines):
        rows = _table(lines, at)
        if rows:
            indents = []
            yield ""
            yield from _table_lines(lines[at : at + rows])
            yield ""
            at += rows
            continue
        if _is_heading(lines[at], body):
            indents = [lines[at].left]
            level = min(sizes.index(round(lines[at].size)) + 1, 6)
            end = at + 1
            while end < len(lines) and round(lines[end].size) == round(lines[at].size) and _follows(lines, end):
                end += 1
            yield from ("", f"{'#' * level} {_joined(lines[at:end], bold=False)}", "")
            at = end
            continue
        end = at + 1
        while end < len(lines) and not _is_heading(lines[end], body) and _goes_on(lines, at, end):
            end += 1
        words = _joined(lines[at:end])
        marker = _MARKER.match(lines[at].plain)
        depth = _depth(indents, lines[at].left)
        if marker and not words[:1].isdigit():
            words = "- " + _BULLET.sub("", words, count=1)
        elif depth and not marker:  # marks that are drawn, and are no text
            words = f"- {words}"
        yield from [f"{'    ' * max(0, depth - 1)}{words}"] if words[:2] == "- " or marker else ["", words, ""]
        at = end


def _depth(indents: list[float], left: float) -> int:
    """Return how deep a block is indented, given those before it, and remember it."""
    while indents and left < indents[-1] - STEP / 2:
        indents.pop()
    if not indents or left > indents[-1] + STEP:
        indents.append(left)
    return len(indents) - 1


def _is_heading(line: _Line, body: float) -> bool:
    return round(line.size) >= 1.15 * body and len(line.plain) <= 200


def _follows(lines: Sequence[_Line], at: int) -> bool:
    """Return whether a line stands right under the one before it."""
    before, line = lines[at - 1], lines[at]
    return before.page == line.page and 0 <= before.bottom - line.bottom < 1.9 * max(line.size, before.size)


def _goes_on(lines: Sequence[_Line], start: int, at: int) -> bool:
    """Return whether a line belongs to the block that begins at `start`."""
    first, before, line = lines[start], lines[at - 1], lines[at]
    if _MARKER.match(line.plain) and not re.match(r"[-–—]\s", line.plain):
        return False
    if before.page != line.page:  # over the page: only what was broken off
        level = abs(line.left - before.left) < STEP and not line.pieces[0].bold and not _was_ended(lines, at)
        return level and not re.search(r"[.!?\])]$", before.plain)
    if not _follows(lines, at):
        return before.bottom < line.bottom and not re.search(r"[.!?]$", before.plain)  # to the next column
    gap = before.bottom - line.top
    if gap > 0.75 * line.size or _was_ended(lines, at):
        return False
    if first.pieces[0].bold and line.pieces[0].bold and not before.pieces[-1].bold and abs(line.left - first.left) < 3:
        return False  # a title in bold begins each entry
    if line.left < first.left - 3 and not _MARKER.match(first.plain):
        return False
    hanging = start + 1 < at and lines[start + 1].left > first.left + 3
    return not (hanging and line.left <= first.left + 1)


def _words(pieces: Iterable[_Piece], *, bold: bool = True) -> str:
    """Return pieces as Markdown, those of one link and one weight together."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if runs and (runs[-1][-1].url, runs[-1][-1].bold) == (piece.url, piece.bold):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    text = ""
    for run in runs:
        words = "".join(("" if piece.glued else " ") + piece.text for piece in run).strip()
        made = f"[{_SPECIAL.sub(_escape, words)}](<{run[0].url}>)" if run[0].url else words
        made = f"**{made}**" if bold and run[0].bold else made
        text += made if run[0].glued and text and not run[0].bold else f" {made}"
    return text.strip()


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _joined(lines: Sequence[_Line], *, bold: bool = True) -> str:
    """Return lines as one; a word that is divided at a line's end is put together."""
    text = ""
    for line in lines:
        words = _words(line.pieces, bold=bold)
        divided = _HYPHEN.search(text) and words[:1].islower()
        text = text[:-1] + words if divided else f"{text} {words}".strip()
    return text


def _was_ended(lines: Sequence[_Line], at: int) -> bool:
    """Return whether the line before ends for a reason: the first word of this one had room on it."""
    before, line = lines[at - 1], lines[at]
    column = [each.right for each in lines[max(0, at - 60) : at + 60] if abs(each.left - before.left) < 60]
    words = line.plain.split(" ", 1)[0]
    width = (line.right - line.left) / max(1, len(line.plain)) * (len(words) + 1)
    return before.right + width * 1.1 < max(column, default=0.0) and len(column) >= 3


# --- tables -------------------------------------------------------------------------------------------------------


def _table(lines: Sequence[_Line], at: int) -> int:
    """Return how many lines from `at` on are a table: its head of three cells or more, and rows under its columns."""
    head = lines[at].cells()
    if len(head) < 3 or sum(len(" ".join(piece.text for piece in cell)) > 40 for cell in head):
        return 0
    starts = [cell[0].left for cell in head]
    count = rows = 1
    while at + count < len(lines):
        cells = lines[at + count].cells()
        near = sum(any(abs(cell[0].left - start) < 6 for start in starts) for cell in cells)
        if near < len(cells) or (len(cells) == 1 and not rows):
            break
        rows += len(cells) >= min(3, len(head))
        count += 1
    return count if rows >= 3 else 0


def _table_lines(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield the rows of a table; a line without its first cell, or close under the last, goes on with the row above."""
    starts = [cell[0].left for cell in lines[0].cells()]
    rows: list[list[list[_Piece]]] = []
    last: _Line | None = None
    gaps = sorted(a.bottom - b.top for a, b in pairwise(lines) if a.page == b.page)
    close = gaps[len(gaps) // 2] * 0.6 if gaps else 0.0
    for line in lines:
        placed: list[list[_Piece]] = [[] for _ in starts]
        for cell in line.cells():
            nearest = min(range(len(starts)), key=lambda n: abs(starts[n] - cell[0].left))
            placed[nearest] += cell
        wraps = last is not None and rows and len(rows) > 1 and last.page == line.page
        if wraps and (not placed[0] or (last is not None and last.bottom - line.top < close < 8)):
            rows[-1] = [above + below for above, below in zip(rows[-1], placed, strict=True)]
        else:
            rows.append(placed)
        last = line
    for number, row in enumerate(rows):
        yield "| " + " | ".join(_words(cell, bold=False).replace("|", "\\|") for cell in row) + " |"
        if number == 0:
            yield "|" + "---|" * len(starts)
