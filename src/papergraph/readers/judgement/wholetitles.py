"""Titles in bold with their fields under labels below: whatever signs stand in them, all of it is title."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from papergraph.readers.grammar.lead import Lead
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.passages import plain

_FIELDS = {"authors", "venue", "date"}


def whole_title(candidate: Candidate) -> str | None:
    """Return the title that a lead is beside its labelled links; None where it may say more than a title.

    It is in bold, and lines under it have labels for its authors, venue or date. A year in brackets in it is the work's
    where none of these lines prints one.
    """
    runs = [run for run in candidate.runs if run.image is None and run.text.strip() and "comment" not in run.marks]
    bold = list(takewhile(lambda run: "bold" in run.marks, runs))
    rest = runs[len(bold) :]
    if not bold or not all(link_role(run.text) if run.href else not run.text.strip(" ,;|[]()") for run in rest):
        return None
    told = {field_of(labelled(part.runs) or "") for part in candidate.below} & _FIELDS
    text = plain(tuple(bold))
    if text.endswith("."):
        return None  # a sentence's sign: it is read as any lead
    return text if told and ("date" in told or not dates_in(text)) else None


def titled_whole(lead: Lead, title: str | None) -> Lead:
    """Return a lead of which all is title where it is known to be, else the lead itself."""
    if title is None or lead.title == title:
        return lead
    return replace(lead, title=title, short_names=(), people=NOBODY, venue=None, dates=[])
