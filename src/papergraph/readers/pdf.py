"""A PDF of a list as lines of Markdown: headings by their size, paragraphs by gaps and indents, tables, links.

Pieces of text come from pdfium in the order in which the document draws them; pieces side by side make a line, lines a
block. What a page prints at its edge on most pages (running heads, page numbers) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from papergraph.errors import InputError, MissingExtraError
from papergraph.model import Problem
from papergraph.readers.pdf_pages import Line, Piece, lines_of

MOST_PAGES = 1_000
STEP = 8.0  # points that a deeper level is indented at least

_MARKER = re.compile(r"(?:[•◦▪●○■‣⁃∙·*–—-]\s+|\[\d{1,4}\]\s*|\(\d{1,3}\)\s+|\d{1,3}[.)]\s+)(?=\S)")
_BULLET = re.compile(r"[•◦▪●○■‣⁃∙·*–—-]\s+|\[\d{1,4}\]\s*|\((\d{1,3})\)\s+")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-$")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)


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
        lines = [line for number in range(min(pages, MOST_PAGES)) for line in lines_of(document, number)]
    finally:
        document.close()
    if not lines:
        raise InputError(name, "this PDF holds no text, only pictures: recognise its text first (OCR)")
    problems: tuple[Problem, ...] = ()
    if pages > MOST_PAGES:
        message = f"only the first {MOST_PAGES} of {pages} pages were read"
        problems = (Problem(code="too-many-pages", severity="warning", message=message, source=source),)
    return "\n".join(_markdown(_without_edges(lines))) + "\n", problems


# --- lines to Markdown --------------------------------------------------------------------------------------------


def _without_edges(lines: list[Line]) -> list[Line]:
    """Return the lines without what stands at the edge of most pages, and without page numbers there."""
    pages = {line.page for line in lines}
    if len(pages) < 3:
        return [line for line in lines if not (line is lines[-1] and _PAGE_NUMBER.fullmatch(line.plain))]
    edges: dict[int, list[Line]] = {}
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


def _markdown(lines: Sequence[Line]) -> Iterator[str]:
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


def _is_heading(line: Line, body: float) -> bool:
    return round(line.size) >= 1.15 * body and len(line.plain) <= 200


def _follows(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line stands right under the one before it."""
    before, line = lines[at - 1], lines[at]
    return before.page == line.page and 0 <= before.bottom - line.bottom < 1.9 * max(line.size, before.size)


def _goes_on(lines: Sequence[Line], start: int, at: int) -> bool:
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


def _words(pieces: Iterable[Piece], *, bold: bool = True) -> str:
    """Return pieces as Markdown, those of one link and one weight together."""
    runs: list[list[Piece]] = []
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


def _joined(lines: Sequence[Line], *, bold: bool = True) -> str:
    """Return lines as one; a word that is divided at a line's end is put together."""
    text = ""
    for line in lines:
        words = _words(line.pieces, bold=bold)
        divided = _HYPHEN.search(text) and words[:1].islower()
        text = text[:-1] + words if divided else f"{text} {words}".strip()
    return text


def _was_ended(lines: Sequence[Line], at: int) -> bool:
    """Return whether the line before ends for a reason: the first word of this one had room on it."""
    before, line = lines[at - 1], lines[at]
    column = [each.right for each in lines[max(0, at - 60) : at + 60] if abs(each.left - before.left) < 60]
    words = line.plain.split(" ", 1)[0]
    width = (line.right - line.left) / max(1, len(line.plain)) * (len(words) + 1)
    return before.right + width * 1.1 < max(column, default=0.0) and len(column) >= 3


# --- tables -------------------------------------------------------------------------------------------------------


def _table(lines: Sequence[Line], at: int) -> int:
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


def _table_lines(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the rows of a table; a line without its first cell, or close under the last, goes on with the row above."""
    starts = [cell[0].left for cell in lines[0].cells()]
    rows: list[list[list[Piece]]] = []
    last: Line | None = None
    gaps = sorted(a.bottom - b.top for a, b in pairwise(lines) if a.page == b.page)
    close = gaps[len(gaps) // 2] * 0.6 if gaps else 0.0
    for line in lines:
        placed: list[list[Piece]] = [[] for _ in starts]
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
