"""Lines of a paragraph that are whole references, by their style or their numbers, and references in several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.grammar.evidence import ALONE, evidence, has_title, looks_like_title
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.namelists import first_name
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Runs, plain

_BRACKETED = re.compile(r"\s*\[(\d{1,3})\]\s?\S")


def is_formal(lead: Lead) -> bool:
    """Return whether a lead is a whole reference in a citation style."""
    styled = lead.cut is not None and lead.cut.formal is not None
    undated = lead.setting == "italic" and bool(lead.people.names)  # "Elm, Mary. *Wool*."
    if styled and not lead.title:
        return bool(lead.people.names and lead.dates and lead.venue)  # "A. Lund, J. Wool 12, 345 (2010)"
    return styled and has_title(lead) and bool(lead.dates or lead.venue or undated)


def numbered_lines(lines: Sequence[Runs], texts: Sequence[str]) -> list[int]:
    """Return which lines begin with a number in brackets, where the first does and the numbers are not all alike.

    So does a line among them that is a whole reference in a citation style.
    """
    found = {n: match[1] for n, text in enumerate(texts) if (match := _BRACKETED.match(text))}
    if 0 not in found:
        return []
    if len(set(found.values())) < 2:
        name = first_name(texts[0].partition("]")[2].strip())
        return [0] if len(found) == 1 and 1 < len(lines) <= 4 and people_score(name) >= 1.5 else []
    return [n for n, line in enumerate(lines) if n in found or is_formal(read_lead(line, NO_PRIOR))]


_TITLE = 4  # words of a title that has its year behind it and nothing else
_YEAR_LAST = re.compile(r"(?:19|20)\d\d\W*$")


def are_alike(leads: Sequence[Lead], lines: Sequence[Runs]) -> bool:
    """Return whether all of several lines are whole references that print the same fields in one order.

    Each has its people and its date; or it is a title in capitals with its year behind it, and nothing else.
    """
    if len({lead.order for lead in leads}) > 1 or not all(
        lead.whole and lead.dates and has_title(lead) for lead in leads
    ):
        return False
    if all(lead.people.names for lead in leads):
        return all(evidence(lead, line) >= ALONE for lead, line in zip(leads, lines, strict=True))
    bare = all(lead.venue is None and not lead.people.organisation and lead.order[0] == "title" for lead in leads)
    titled = all(len(words_of(lead.title)) >= _TITLE and looks_like_title(lead.title) for lead in leads)
    return bare and titled and all(_YEAR_LAST.search(plain(line)) for line in lines)


def is_whole_reference(lines: Sequence[Runs], joined: Runs) -> bool:
    """Return whether lines, given joined as well, are one reference whose quoted title goes over their ends."""
    if sum(plain(line).count('"') % 2 for line in lines[:4]) != 2:
        return False
    lead = read_lead(joined, NO_PRIOR)
    return is_formal(lead) and lead.whole and bool(lead.people.names and lead.dates)
