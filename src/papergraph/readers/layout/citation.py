"""A reference under the name of what it is to be cited for: "[Flockr](…)" over "Lund A. Counting …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.grammar.evidence import has_title, is_complete
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.passages import Passage, Runs, plain, said_lines

_LABELLED = re.compile(r"(?:full )?(?:citation|reference|cite)\s?:\s", re.IGNORECASE)
_NAME = 5  # words of the name of what is cited, at most


def over_citation(passages: Sequence[Passage]) -> bool:
    """Return whether the first two of some passages are a linked heading of a few words and a reference under it.

    So too any heading over a reference under the label of a citation.
    """
    if len(passages) < 2 or passages[0].kind != "heading":
        return False
    if not any(run.href for run in passages[0].runs):
        return _LABELLED.match(plain(passages[1].runs)) is not None and is_citation(passages[1])
    return is_citation(passages[1]) and is_name(passages[0].runs)


def is_name(runs: Runs) -> bool:
    """Return whether runs are a few words and a link or two, without a date or people."""
    text = plain(runs)
    if not text or len(text.split()) > _NAME:
        return False
    lead = read_lead(runs, NO_PRIOR)
    return not lead.dates and len(lead.people.names) < 2


def is_citation(passage: Passage) -> bool:
    """Return whether a paragraph is a whole reference: authors, a title, and where or when it was printed."""
    several = said_lines(passage.runs, "break")
    if passage.kind != "paragraph" or passage.problem or len(several) > 1:
        return False
    lead = read_lead(passage.runs, NO_PRIOR)
    if not has_title(lead) or not (lead.people.names or lead.people.organisation) or lead.order[:1] != ("authors",):
        return False
    formal = lead.cut is not None and lead.cut.formal is not None
    return bool(lead.dates or lead.venue) if formal else is_complete(lead, passage.runs)
