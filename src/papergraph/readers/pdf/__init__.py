"""A PDF of a list as lines of Markdown: headings by their size, paragraphs by gaps and indents, tables, links.

Pieces of text come from pdfium in the order in which the document draws them; pieces side by side make a line, lines a
block. What a page prints at its edge on most pages (running heads, page numbers) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from papergraph.errors import InputError, MissingExtraError
from papergraph.model import Problem
from papergraph.readers.pdf.pages import Line, lines_of
from papergraph.readers.pdf.tables import table_at, table_lines
from papergraph.readers.pdf.words import HYPHEN, OPEN_URL, joined, words_of
from papergraph.readers.records.words import field_of

MOST_PAGES = 1_000
STEP = 8.0  # points that a deeper level is indented at least

_MARKER = re.compile(
    r"(?:[•◦▪●○■‣⁃∙·*–—-]\s+|\[(?:\d{1,4}|[A-Za-z+*]{1,9}\d\d[a-z]?)\]\s*|\(\d{1,3}\)\s+|\d{1,3}[.)]\s+)(?=\S)"
)
_BULLET = re.compile(r"[•◦▪●○■‣⁃∙·*–—-]\s+|\[(?:\d{1,4}|[A-Za-z+*]{1,9}\d\d[a-z]?)\]\s*|\((\d{1,3})\)\s+")
# "pp. 402–" and on the next line "776.": no mark of an item.
_BROKEN_OFF = re.compile(r"(?:[-–—,&/]|\b(?:pp?|vol|no|pages|art|ch|sec|and|of))\.?\s*$", re.IGNORECASE)
_OPEN = re.compile(r"\([^()]{0,60}$")  # "(ed." and on the next line "K. Lund)"
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
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges: dict[int, list[Line]] = {}
    gone: set[int] = set()
    for number, own in by_page.items():
        placed = sorted(own, key=lambda line: -line.top)
        edges[number] = [*placed[:2], *placed[-2:]]
        # What is drawn last and stands above all else is no part of the text.
        tops = sorted((line.top for line in own), reverse=True)
        gone |= {id(line) for line in own[-3:] if len(own) > 3 and line is placed[0] and line.bottom > tops[1]}
    said = Counter(each for own in edges.values() for each in {_at_edge(line) for line in own})
    most = max(1, len(by_page) // 2)
    for own in edges.values():
        for line in own:
            alone = len(by_page) < 3 and line is not lines[-1] and id(line) not in gone
            if (_PAGE_NUMBER.fullmatch(line.plain) and not alone) or (
                said[_at_edge(line)] > most and not _is_head(line)
            ):
                gone.add(id(line))
    return [line for line in lines if id(line) not in gone]


def _is_head(line: Line) -> bool:
    """Return whether a line is the head of a table, which pages repeat."""
    return sum(field_of(" ".join(piece.text for piece in cell)) is not None for cell in line.cells()) >= 2


def _at_edge(line: Line) -> tuple[str, int]:
    """Return what running heads share: their words but for numbers, and their height on the page."""
    return re.sub(r"\d+", "#", line.plain), round(line.top / 4)


def _markdown(lines: Sequence[Line]) -> Iterator[str]:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size)] += len(line.plain)
    body = max(weights, key=lambda size: (weights[size], -size))
    known = words_of(lines)
    sizes = sorted({round(line.size) for line in lines if _is_heading(line, body)}, reverse=True)
    indents: list[float] = []
    hanging: float | None = None  # where items begin whose other lines are indented
    at = 0
    while at < len(lines):
        rows = table_at(lines, at)
        if rows:
            indents, hanging = [], None
            yield ""
            yield from table_lines(lines[at : at + rows], known)
            yield ""
            at += rows
            continue
        if _is_heading(lines[at], body):
            indents, hanging = [lines[at].left], None
            level = min(sizes.index(round(lines[at].size)) + 1, 6)
            end = at + 1
            while end < len(lines) and round(lines[end].size) == round(lines[at].size) and _follows(lines, end):
                end += 1
            yield from ("", f"{'#' * level} {joined(lines[at:end], known, bold=False)}", "")
            at = end
            continue
        if _stands_alone(lines, at):
            indents, hanging = [lines[at].left], None
            yield from ("", f"{'#' * min(len(sizes) + 1, 6)} {joined(lines[at : at + 1], known, bold=False)}", "")
            at += 1
            continue
        end = at + 1
        while end < len(lines) and not _is_heading(lines[end], body) and _goes_on(lines, at, end):
            end += 1
        words = joined(lines[at:end], known)
        marker = _MARKER.match(lines[at].plain)
        depth = _depth(indents, lines[at].left)
        hangs = end > at + 1 and 3 < lines[at + 1].left - lines[at].left < 40 and lines[at + 1].page == lines[at].page
        alone = end == at + 1 and hanging is not None and abs(hanging - lines[at].left) < 3
        hanging = lines[at].left if (hangs or alone) and not marker else None
        if marker and not words[:1].isdigit():
            words = "- " + _BULLET.sub("", words, count=1)
        elif (depth or hanging is not None) and not marker:  # marks that are drawn, and are no text
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


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line is a heading in bold of the size of the text: alone, and over items that are marked."""
    line = lines[at]
    if not all(piece.bold and not piece.url for piece in line.pieces) or at + 1 == len(lines):
        return False
    after = lines[at + 1]
    if len(line.plain) > 80 or re.search(r"[.,;]$", line.plain) or _MARKER.match(line.plain):
        return False
    above = at == 0 or not _follows(lines, at) or lines[at - 1].bottom - line.top > 0.5 * line.size
    marked = _MARKER.match(after.plain) is not None or line.bottom - after.top > 0.25 * line.size
    return above and marked and not after.pieces[0].bold and len(line.plain.split()) <= 8


def _follows(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line stands right under the one before it."""
    before, line = lines[at - 1], lines[at]
    return before.page == line.page and 0 <= before.bottom - line.bottom < 1.9 * max(line.size, before.size)


def _goes_on(lines: Sequence[Line], start: int, at: int) -> bool:
    """Return whether a line belongs to the block that begins at `start`."""
    first, before, line = lines[start], lines[at - 1], lines[at]
    broken_off = re.match(r"\d", line.plain) and _BROKEN_OFF.search(before.plain)
    if _MARKER.match(line.plain) and not re.match(r"[-–—]\s", line.plain) and not broken_off:
        return False
    turned = before.page != line.page or not _follows(lines, at)
    if turned and (hangs := _hangs(lines, start, at)) is not None:
        return hangs
    if before.page != line.page:  # over the page: only what was broken off
        level = abs(line.left - before.left) < STEP and not line.pieces[0].bold and not _was_ended(lines, at)
        return level and not re.search(r"[.!?\])]$", before.plain)
    if not _follows(lines, at):
        return before.bottom < line.bottom and not re.search(r"[.!?]$", before.plain)  # to the next column
    gap = before.bottom - line.top
    divided = any(pattern.search(before.plain) for pattern in (HYPHEN, OPEN_URL, _BROKEN_OFF, _OPEN))
    if gap > 0.75 * line.size or (_was_ended(lines, at) and not divided):
        return False
    if first.pieces[0].bold and line.pieces[0].bold and not before.pieces[-1].bold and abs(line.left - first.left) < 3:
        return False  # a title in bold begins each entry
    begin = first.left + _shift(lines, start, at)
    if line.left < begin - 3 and not _MARKER.match(first.plain):
        return False
    hanging = start + 1 < at and lines[start + 1].left > first.left + 3
    return not (hanging and line.left <= begin + 1)


def _shift(lines: Sequence[Line], start: int, at: int) -> float:
    """Return how far the column of a line lies to the right of that in which its block begins."""
    turns = [n for n in range(max(start + 2, at - 60), at) if not _follows(lines, n)]
    return sum(lines[n].left - lines[n - 1].left for n in turns)


def _hangs(lines: Sequence[Line], start: int, at: int) -> bool | None:
    """Return whether a line at the top of a page or column is indented as all lines of a block but the first are.

    None where the block does not say whether its lines are.
    """
    first, line = lines[start], lines[at]
    here = [each.left for each in lines[at : at + 40] if each.page == line.page and abs(each.left - line.left) < 100]
    inner = line.left > min(here) + 3
    if start + 1 < at:
        return inner if lines[start + 1].left > first.left + 3 else None
    return True if inner and _MARKER.match(first.plain) else None


def _was_ended(lines: Sequence[Line], at: int) -> bool:
    """Return whether the line before ends for a reason: the first word of this one had room on it."""
    before, line = lines[at - 1], lines[at]
    column = [each.right for each in lines[max(0, at - 60) : at + 60] if abs(each.left - before.left) < 60]
    if len(column) < 3:
        return False
    words = line.plain.split(" ", 1)[0]
    width = (line.right - line.left) / max(1, len(line.plain)) * (len(words) + 1)
    return before.right + width * 1.1 < _margin(column)


def _margin(rights: Sequence[float]) -> float:
    """Return where lines end that end at the right margin: in justified text many do, and some stand over it."""
    place, times = Counter(round(right / 3) for right in rights).most_common(1)[0]
    return place * 3 if times >= 0.4 * len(rights) else max(rights)
