"""Tables with works in several columns, or several in a cell, as syllabi have them: a row for each of the works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.linkedworks import linked_works
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.grammar.semicolons import part_of, sign_places
from papergraph.readers.layout.schedules import names_speakers
from papergraph.readers.layout.tables import is_title_head
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Runs, plain, said_lines

_ENOUGH = 2  # cells of a column that are works
_MOST = 0.7  # of the cells of a column
_TITLE = 3  # words of a linked title, at least
_PROSE = 1.2  # what words of a sentence score
_LONGEST = 2_000  # characters of a cell


def with_works_of_cells(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the rows of a table with works in several columns or several in a cell as one for each.

    The work stands in the first of these columns; the other cells of a row stay beside each of its works.
    """
    out: list[Passage] = []
    at = 0
    while at < len(passages):
        end = at + 1
        if passages[at].kind == "row":
            while end < len(passages) and passages[end].kind == "row" and passages[end].header == passages[at].header:
                end += 1
            out += _apart(passages[at:end])
        else:
            out.append(passages[at])
        at = end
    return out


def _apart(rows: Sequence[Passage]) -> list[Passage]:
    """Return the rows of one table with a row for each work."""
    width = max(len(row.cells) for row in rows)
    header = [*rows[0].header, *[""] * width][:width]
    works = {
        n: [_works(row.cells[n]) if n < len(row.cells) else [] for row in rows]
        for n in range(width)
        if _can_hold(header[n])
    }
    columns = [n for n in works if _are_of_works(rows, works[n], n)]
    several = any(
        len(each) > 1 and not _on_lines(row.cells[n]) for n in columns for row, each in zip(rows, works[n], strict=True)
    )
    if len(columns) < 2 and not several:
        return list(rows)
    out: list[Passage] = []
    for row_at, row in enumerate(rows):
        found = [runs for n in columns for runs in works[n][row_at]]
        if not found or row.problem or len(row.cells) <= columns[0]:
            out.append(row)
            continue
        left = [() if n in columns and works[n][row_at] else cell for n, cell in enumerate(row.cells)]
        for number, runs in enumerate(found):
            cells = tuple(runs if n == columns[0] else cell for n, cell in enumerate(left))
            out.append(replace(row, cells=cells, children=() if number else row.children))
    return out


def _can_hold(head: str) -> bool:
    """Return whether a column of this head can hold works: no authors, speakers, notes or works that it builds on."""
    return is_title_head(head) or (field_of(head) is None and not names_speakers(head))


def _are_of_works(rows: Sequence[Passage], works: Sequence[list[Runs]], column: int) -> bool:
    """Return whether most cells of a column are works."""
    filled = sum(bool(words_of(plain(row.cells[column]))) for row in rows if column < len(row.cells))
    good = sum(bool(each) for each in works)
    return good >= max(_ENOUGH, _MOST * filled)


def _on_lines(cell: Runs) -> bool:
    """Return whether a cell has several lines, which are told apart with the row."""
    return len(said_lines(cell, "break")) > 1


def _works(cell: Runs) -> list[Runs]:
    """Return the runs of each work of a cell that holds nothing else; none for any other."""
    if not plain(cell) or sum(len(run.text) for run in cell) > _LONGEST:
        return []
    lines = said_lines(cell, "break")
    if len(lines) > 1:
        works = [_works(line) for line in lines]
        return [runs for each in works for runs in each] if all(works) else []
    places = sign_places("".join(run.text for run in cell))
    starts, ends = [0, *(end for _, end in places)], [*(start for start, _ in places), 1_000_000]
    pieces = [part_of(cell, start, end) for start, end in zip(starts, ends, strict=True)]
    pieces = [piece for piece in pieces if plain(piece)]
    if len(pieces) > 1 and all(map(_is_work, pieces)):
        return pieces
    linked = linked_works(cell)
    if len(linked) > 1 and all(map(_is_work, linked)):
        return linked
    return [cell] if _is_work(cell) else []


def _is_work(runs: Runs) -> bool:
    """Return whether runs are one whole reference: a title that is linked to a paper, or signed and dated."""
    text = plain(runs)
    if text.isascii() and len(text.split()) < _TITLE:
        return False  # as most cells are: a year, a venue, links
    lead = read_lead(runs, NO_PRIOR)
    if not has_title(lead) or lead.order[:1] not in {("title",), ("authors",)} or evidence(lead, runs) < ALONE:
        return False
    if lead.setting == "plain" and prose_score(lead.title) >= _PROSE:
        return False
    linked = lead.href is not None and is_paper_url(lead.href) and len(lead.title.split()) >= _TITLE
    return linked or bool(lead.people.names and (lead.dates or lead.venue))
