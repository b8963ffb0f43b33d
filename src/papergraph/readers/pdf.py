"""A PDF of a list as lines of Markdown: headings by their size, paragraphs by gaps and indents, tables, links.

Pieces of text come from pdfium in the order in which the document draws them; pieces side by side make a line, lines a
block. What a page prints at its edge on most pages (running heads, page numbers) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from papergraph.errors import InputError, MissingExtraError
from papergraph.model import Problem
from papergraph.readers.pdf_pages import Line, Piece, lines_of
from papergraph.readers.records.words import field_of

MOST_PAGES = 1_000
STEP = 8.0  # points that a deeper level is indented at least

_MARKER = re.compile(r"(?:[•◦▪●○■‣⁃∙·*–—-]\s+|\[\d{1,4}\]\s*|\(\d{1,3}\)\s+|\d{1,3}[.)]\s+)(?=\S)")
_BULLET = re.compile(r"[•◦▪●○■‣⁃∙·*–—-]\s+|\[\d{1,4}\]\s*|\((\d{1,3})\)\s+")
_HYPHEN = re.compile(r"((?:[^\W_]+-)*[^\W_]+)-$")
_OPEN_URL = re.compile(r"https?://\S*[/_=?&.%#-]$")
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
_ENDING = re.compile(
    r"(?:ing|ings|ed|er|ers|est|ly|ness|ment|ments|able|ible|less|ful|ship|hood|base|bases|set|sets|flow|"
    r"(?:i?[sz]|if?ic)?(?:ation|ations|ing|es?|ed|er|ers)|ic|ics|ical|ically|ity|ities|al|ally|ual|ually|ive|ively|ism|ist|"
    r"ists|ure|ures|ular|ry|ization|isation)"
)
Words = frozenset[str]
# "pp. 402–" and on the next line "776.": no mark of an item.
_BROKEN_OFF = re.compile(r"(?:[-–—,&/]|\b(?:pp?|vol|no|pages|art|ch|sec|and|of))\.?\s*$", re.IGNORECASE)
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
    known = _words_of(lines)
    sizes = sorted({round(line.size) for line in lines if _is_heading(line, body)}, reverse=True)
    indents: list[float] = []
    at = 0
    while at < len(lines):
        rows = _table(lines, at)
        if rows:
            indents = []
            yield ""
            yield from _table_lines(lines[at : at + rows], known)
            yield ""
            at += rows
            continue
        if _is_heading(lines[at], body):
            indents = [lines[at].left]
            level = min(sizes.index(round(lines[at].size)) + 1, 6)
            end = at + 1
            while end < len(lines) and round(lines[end].size) == round(lines[at].size) and _follows(lines, end):
                end += 1
            yield from ("", f"{'#' * level} {_joined(lines[at:end], known, bold=False)}", "")
            at = end
            continue
        end = at + 1
        while end < len(lines) and not _is_heading(lines[end], body) and _goes_on(lines, at, end):
            end += 1
        words = _joined(lines[at:end], known)
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
    broken_off = re.match(r"\d", line.plain) and _BROKEN_OFF.search(before.plain)
    if _MARKER.match(line.plain) and not re.match(r"[-–—]\s", line.plain) and not broken_off:
        return False
    if before.page != line.page:  # over the page: only what was broken off
        level = abs(line.left - before.left) < STEP and not line.pieces[0].bold and not _was_ended(lines, at)
        return level and not re.search(r"[.!?\])]$", before.plain)
    if not _follows(lines, at):
        return before.bottom < line.bottom and not re.search(r"[.!?]$", before.plain)  # to the next column
    gap = before.bottom - line.top
    divided = any(pattern.search(before.plain) for pattern in (_HYPHEN, _OPEN_URL, _BROKEN_OFF))
    if gap > 0.75 * line.size or (_was_ended(lines, at) and not divided):
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


def _joined(lines: Sequence[Line], known: Words, *, bold: bool = True) -> str:
    """Return lines as one; a word that is divided at a line's end is put together."""
    pieces: list[Piece] = []
    for line in lines:
        first, *rest = line.pieces
        if pieces and _OPEN_URL.search(pieces[-1].text) and _REST_OF_URL.match(first.text):
            first = replace(first, glued=True)
        elif pieces and (match := _HYPHEN.search(_end(pieces))) and (right := _WORD.match(first.text)):
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
    if not right[0].islower() or "-" in left:
        return True
    whole = f"{left}{right}".lower()
    if f"{left}-{right}".lower() in known or whole in known:
        return whole not in known
    return left.lower() in _COMPOUND and not _ENDING.fullmatch(right)


def _words_of(lines: Iterable[Line]) -> Words:
    """Return the words of a document that stand whole on a line, in small letters."""
    return frozenset(word.lower() for line in lines for word in _WHOLE_WORD.findall(line.plain))


def _was_ended(lines: Sequence[Line], at: int) -> bool:
    """Return whether the line before ends for a reason: the first word of this one had room on it."""
    before, line = lines[at - 1], lines[at]
    column = [each.right for each in lines[max(0, at - 60) : at + 60] if abs(each.left - before.left) < 60]
    words = line.plain.split(" ", 1)[0]
    width = (line.right - line.left) / max(1, len(line.plain)) * (len(words) + 1)
    return before.right + width * 1.1 < max(column, default=0.0) and len(column) >= 3


# --- tables -------------------------------------------------------------------------------------------------------


def _table(lines: Sequence[Line], at: int) -> int:
    """Return how many lines from `at` on are a table: its head of three cells or more, and lines under its columns."""
    head = lines[at].cells()
    if len(head) < 3 or sum(len(" ".join(piece.text for piece in cell)) > 40 for cell in head):
        return 0
    starts = [cell[0].left for cell in head]
    used: Counter[int] = Counter()
    count = 1
    while at + count < len(lines):
        cells = lines[at + count].cells()
        if any(all(abs(cell[0].left - start) >= 6 for start in starts) for cell in cells):
            break
        used.update(list(_placed(lines[at + count], starts)))
        count += 1
    filled = sum(times >= 2 for times in used.values())
    return count if filled >= 3 and count >= 3 else 0


def _placed(line: Line, starts: Sequence[float]) -> dict[int, list[Piece]]:
    """Return the pieces of a line by column; one that stands close to the last may begin a column too."""
    found: dict[int, list[Piece]] = {}
    column = -1
    for piece in line.pieces:
        nearest = min(range(len(starts)), key=lambda n: abs(starts[n] - piece.left))
        if column < 0 or (nearest > column and abs(starts[nearest] - piece.left) < 6):
            column = nearest
        found.setdefault(column, []).append(piece)
    return found


def _table_lines(lines: Sequence[Line], known: Words) -> Iterator[str]:
    """Yield the rows of a table, whose cells can be of several lines; a head that pages repeat is told once."""
    lines = [line for line in lines if line is lines[0] or line.plain != lines[0].plain]
    starts = [cell[0].left for cell in lines[0].cells()]
    rows: list[list[list[Piece]]] = []
    turned: list[int] = []  # rows at the top of a page
    bottom = 0.0
    for at, line in enumerate(lines):
        cells = _placed(line, starts)
        placed = [cells.get(column, []) for column in range(len(starts))]
        if len(rows) < 2 or _begins_row(lines, at, starts, rows[-1], bottom):
            if line.page != lines[at - 1].page:
                turned.append(len(rows))
            rows.append(placed)
            bottom = line.bottom
        else:
            rows[-1] = [above + below for above, below in zip(rows[-1], placed, strict=True)]
            bottom = min(bottom, line.bottom)
    for number, row in enumerate(_over_pages(rows, turned)):
        yield "| " + " | ".join(_in_cell(cell, known) for cell in row) + " |"
        if number == 0:
            yield "|" + "---|" * len(starts)


def _over_pages(rows: Sequence[list[list[Piece]]], turned: Sequence[int]) -> Iterator[list[list[Piece]]]:
    """Yield rows, those at the top of a page put to the last where a column is empty that hardly is in another."""
    full = [sum(bool(row[at]) for row in rows[1:]) >= 0.8 * (len(rows) - 1) for at in range(len(rows[0]))]
    last: list[list[Piece]] | None = None
    for number, row in enumerate(rows):
        rest = number in turned and any(wanted and not cell for wanted, cell in zip(full, row, strict=True))
        if last is not None and rest and number > 1:
            last = [above + below for above, below in zip(last, row, strict=True)]
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


def _begins_row(
    lines: Sequence[Line], at: int, starts: Sequence[float], row: Sequence[Sequence[Piece]], bottom: float
) -> bool:
    """Return whether a line begins a row: it has a first cell that does not go on with that of the row above.

    Tables are drawn line by line or cell by cell: where other cells are drawn after a first cell and begin at its
    height, it is a new one.
    """
    line = lines[at]
    columns = set(_placed(line, starts))
    if 0 not in columns:
        return False
    turned = line.page != lines[at - 1].page
    if turned and columns != {0}:
        return True
    gap = bottom - line.top if not turned else 0.0
    if not any(row[1:]):  # more lines of the first cell
        return gap >= 0.6 * line.size
    if columns == {0}:
        after = (each for each in lines[at + 1 : at + 40] if set(_placed(each, starts)) != {0})
        beside = next(after, None)
        if beside is not None and beside.page == line.page and beside.top >= line.top - 0.3 * line.size:
            return True
        if turned:  # the rest of a cell
            return False
    gaps = sorted(a.bottom - b.top for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.top - 1)
    close = gaps[len(gaps) // 2] * 0.6 if gaps else 0.0
    return not gap < close < 8


def _in_cell(cell: Sequence[Piece], known: Words) -> str:
    """Return a cell on one line; a word that is divided at a line's end is put together."""
    lines: list[Line] = []
    for piece in cell:
        # On the same line, and not on the next page.
        if lines and abs(lines[-1].pieces[-1].bottom - piece.bottom) < 0.5 * piece.height:
            lines[-1].pieces.append(piece)
        else:
            lines.append(Line(0, [piece]))
    return _joined(lines, known, bold=False).replace("|", "\\|")
