"""Several whole references in one text with semicolons between, as notes, syllabi and the cells of plans have them."""

from __future__ import annotations

import re

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.passages import Runs, plain

_LONGEST = 3_000  # characters of a text that is looked at
_LEAST = 15  # characters of a reference
_SIGNS = re.compile(r"[()\[\]“”\"]|;\s+(?:(?:and|see also|also)\s+)?")


def references_apart(runs: Runs) -> list[Runs]:
    """Return the runs of each reference where all that stands between semicolons is one with authors; else none."""
    if any(run.image is not None or "break" in run.marks for run in runs):
        return []
    text = "".join(run.text for run in runs)
    if ";" not in text or len(text) > _LONGEST:
        return []
    places = sign_places(text)
    if not places:
        return []
    starts, ends = [0, *(end for _, end in places)], [*(start for start, _ in places), len(text)]
    pieces = [part_of(runs, start, end) for start, end in zip(starts, ends, strict=True)]
    ended = all(map(plain, pieces)) and all(_ends(piece) for piece in pieces[:-1])
    return pieces if ended and all(_is_reference(piece) for piece in pieces) else []


def _ends(runs: Runs) -> bool:
    """Return whether runs end as a reference can: with a number, a bracket, or words that are set off; no name does."""
    if not runs:  # nothing before a semicolon
        return False
    return bool(runs[-1].marks & {"italic"} or runs[-1].href) or plain(runs)[-1:] in '0123456789)]”"’'


def sign_places(text: str) -> list[tuple[int, int]]:
    """Return where the semicolons stand, with what joins behind them, outside of brackets and quotation marks."""
    found: list[tuple[int, int]] = []
    depth = 0
    quoted = False
    for match in _SIGNS.finditer(text):
        sign = match[0][0]
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif sign in '“”"':
            quoted = sign == "“" or (sign == '"' and not quoted)
        elif not depth and not quoted:
            found.append(match.span())
    return found


def _is_reference(runs: Runs) -> bool:
    """Return whether runs are a whole reference: people, a title that is set off, and where or when it was printed."""
    if len(plain(runs)) < _LEAST:
        return False
    lead = read_lead(runs, NO_PRIOR)
    known = bool(lead.people.names) and bool(lead.dates or lead.venue) and lead.order[:1] == ("authors",)
    formal = lead.cut is not None and lead.cut.formal is not None
    return known and has_title(lead) and (formal or lead.setting in _SET_OFF) and evidence(lead, runs) >= ALONE


_SET_OFF = frozenset({"quote", "italic", "link"})


def part_of(runs: Runs, start: int, end: int) -> Runs:
    """Return the runs between two places of their text."""
    out = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if text:
            out.append(run._replace(text=text))
    return tuple(out)
