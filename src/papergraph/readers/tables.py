"""Table rows as candidates: which cell holds the title, and what the other columns say."""

from __future__ import annotations

import re

from papergraph.readers.candidates import Candidate
from papergraph.readers.evidence import evidence, has_title
from papergraph.readers.labels import field_of, link_role, note_key
from papergraph.readers.lead import read_lead
from papergraph.readers.links import is_web
from papergraph.readers.passages import Passage, Runs, plain
from papergraph.readers.scoring import Prior

_TITLE_HEAD = re.compile(
    r"\b(?:title|paper|papers|name|work|reference|publication|article|entry|book|citation|work)\b|标题|论文",
    re.IGNORECASE,
)
_NUMBER_HEAD = re.compile(r"\W*(?:#|no|nr|num|number|id|index|rank|s\.?no)\W*|", re.IGNORECASE)


def is_title_head(head: str) -> bool:
    """Return whether a column of this head can hold titles."""
    return bool(_TITLE_HEAD.search(head)) and field_of(head) in {None, "title"}


def _title_cell(row: Passage) -> int | None:
    """Return the position of the cell that holds the title, or None."""
    best: tuple[float, int] | None = None
    for n, cell in enumerate(row.cells):
        head = row.header[n] if n < len(row.header) else ""
        if not plain(cell):
            continue
        lead = read_lead(cell, Prior())
        if not has_title(lead):
            continue
        field = field_of(head)
        score = evidence(lead, cell) + (4.0 if is_title_head(head) else 0.0) - 0.3 * n
        if field not in {None, "title"}:
            score -= 5.0
        elif note_key(head) and not is_title_head(head):
            score -= 1.0
        elif link_role(head) and not is_title_head(head):
            score -= 1.5
        if all(link_role(run.text) for run in cell if run.href) and any(run.href for run in cell) and lead.href:
            score -= 4.0
        if re.fullmatch(r"[\W\d]*", plain(cell)):
            score -= 6.0
        if best is None or score > best[0]:
            best = (score, n)
    return best[1] if best and best[0] > -1.0 else None


def row_candidate(row: Passage, section: tuple[str, ...]) -> Candidate:
    """Return the candidate of a table row; its `runs` are the title's cell, empty when no cell has a title."""
    at = _title_cell(row)
    candidate = Candidate(
        "row", section, row.first_line, row.last_line, row.cells[at] if at is not None else (),
        ("row", row.header), row=row, problem=row.problem,
    )  # fmt: skip
    for n, cell in enumerate(row.cells):
        head = row.header[n] if n < len(row.header) else ""
        if n == at:
            continue
        if _NUMBER_HEAD.fullmatch(head) and re.fullmatch(r"\W*\d{1,4}\W*", plain(cell)):
            candidate.marker = plain(cell)
        elif plain(cell) or any(run.href and is_web(run.href) for run in cell):
            candidate.columns.append((head, cell))
    return candidate


def is_empty(cells: tuple[Runs, ...]) -> bool:
    """Return whether a row has nothing in its cells."""
    return not any(plain(cell) or any(run.image or run.href for run in cell) for cell in cells)
