"""Passages that are a work each, with its title, its authors and its date: a heading over them names none."""

from __future__ import annotations

from papergraph.readers.grammar.evidence import has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.passages import Passage, plain, split_at_breaks


def is_whole_work(passage: Passage) -> bool:
    """Return whether the first line of a passage is a work with a title set off, its authors and its date."""
    if passage.kind not in {"paragraph", "item"}:
        return False
    lead = read_lead(split_at_breaks(passage.runs, "any")[0], NO_PRIOR)
    titled = lead.setting in {"quote", "italic", "link"} or '"' in plain(passage.runs) or "“" in plain(passage.runs)
    return titled and len(lead.title.split()) > 1 and bool(lead.people.names and lead.dates) and has_title(lead)
