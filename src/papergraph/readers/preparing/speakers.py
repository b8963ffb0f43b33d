"""Columns of a plan that hold who tells of a work, whatever their head: in every row one person, and no two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.readers.layout.schedules import names_speakers
from papergraph.readers.layout.tables import is_title_head
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.people import people_score, split_people
from papergraph.readers.passages import Passage, Runs, plain

ENOUGH = 3  # rows with somebody in the column
_MOST = 0.8  # of the rows
_PERSON = 1.5  # how much a name looks like one
_NOBODY = re.compile(r"[\W_]*|n/?a|tb[ad]", re.IGNORECASE)
_HEAD = "Presenter"


def with_speakers(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the head of such a column called so in all rows of its table.

    Works have several authors, some of them at least: a column whose head says nothing known holds other people.
    """
    out = list(passages)
    for rows in _tables(passages):
        header = out[rows[0]].header
        speakers = [n for n, head in enumerate(header) if head.strip() and _is_unknown(head) and _speak(out, rows, n)]
        if speakers and _is_plan(out, rows):
            called = tuple(_HEAD if n in speakers else head for n, head in enumerate(header))
            for at in rows:
                out[at] = replace(out[at], header=called)
    return out


def _tables(passages: Sequence[Passage]) -> Iterator[list[int]]:
    """Yield the places of the rows of each table with a head."""
    rows: list[int] = []
    for n, passage in enumerate(passages):
        if passage.kind == "row" and passage.header and rows and passages[rows[-1]].header == passage.header:
            rows.append(n)
        elif passage.kind == "row":
            if rows:
                yield rows
            rows = [n] if passage.header else []
    if rows:
        yield rows


def _is_plan(passages: Sequence[Passage], rows: Sequence[int]) -> bool:
    """Return whether most rows begin with a number or a day, and most have the link of a paper or a date in them."""
    counted = sum(
        bool(passages[at].cells) and re.match(r"\W*\d", plain(passages[at].cells[0])) is not None for at in rows
    )
    works = sum(any(map(_tells_work, passages[at].cells)) for at in rows)
    return counted >= _MOST * len(rows) and 2 * works >= len(rows)


def _tells_work(cell: Runs) -> bool:
    """Return whether a cell has the link of a paper, or words with a date."""
    dates = dates_in(plain(cell))
    return any(run.href and is_paper_url(run.href) for run in cell) or (
        bool(dates) and re.search(r"[^\W\d_]{3}", without_dates(plain(cell), dates)) is not None
    )


def _is_unknown(head: str) -> bool:
    known = field_of(head) or link_role(head) or note_key(head)
    return not known and not names_speakers(head) and not is_title_head(head)


def _speak(passages: Sequence[Passage], rows: Sequence[int], column: int) -> bool:
    """Return whether a column has the name of one person in every row, or nothing."""
    cells = [passages[at].cells[column] for at in rows if column < len(passages[at].cells)]
    texts = [text for cell in cells if not _NOBODY.fullmatch(text := plain(cell))]
    return len(texts) >= ENOUGH and all(map(_is_one, texts))


def _is_one(text: str) -> bool:
    return people_score(text) >= _PERSON and len(split_people(text).names) == 1 and not re.search(r"[,;&/、，]", text)
