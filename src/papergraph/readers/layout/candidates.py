"""Candidates: what may be an entry, with its section and all that belongs to it; and what else a document has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from papergraph.model import Heading, Skipped, Unread
from papergraph.readers.grammar.evidence import evidence
from papergraph.readers.grammar.lead import Lead, read_again, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, Prior
from papergraph.readers.passages import Passage, Runs


@dataclass(slots=True, eq=False)
class Candidate:
    """A piece of a document that may be an entry.

    `runs` hold its lead and what follows on it; `row` its table row, `columns` that row's other
    cells under their heads; `below` the passages under it (notes, links);
    `follow` the paragraphs after it. Candidates with the same `group` are siblings: they vote on the order of fields.
    """

    shape: str
    section: tuple[str, ...]
    first_line: int
    last_line: int
    runs: Runs
    group: tuple[object, ...]
    marker: str | None = None
    row: Passage | None = None
    below: list[Passage] = field(default_factory=list)
    follow: list[Runs] = field(default_factory=list)
    columns: list[tuple[str, Runs]] = field(default_factory=list)
    problem: str | None = None
    title_head: str | None = None  # the head of the column that a row's title stands in
    context: str | None = None  # venue and date that the item above prints for all under it
    under: str | None = None  # the venue that the heading above names for all under it
    of_list: str | None = None  # the venue that the first heading names for all of the list: no proof of a work
    name: str | None = None  # that the item above prints for its only paper
    titled: bool = False  # its fields stand on lines under its title
    confirmed: bool = False  # what stands under it shows that it is a work
    comments: list[str] = field(default_factory=list)
    first: Lead | None = None  # as read without its siblings
    own: float | None = None  # the evidence of that

    def reach(self, line: int) -> None:
        """Let the candidate end no earlier than on `line`."""
        self.last_line = max(self.last_line, line)

    def read(self, prior: Prior) -> Lead:
        """Return the lead as read under `prior`."""
        if self.first is None:
            self.first = read_lead(self.runs, NO_PRIOR)
        return self.first if prior == NO_PRIOR else read_again(self.first, prior)

    def is_signed(self) -> bool:
        """Return whether the candidate, read by itself, is a reference with its authors and date or venue."""
        lead = self.read(NO_PRIOR)
        return bool(lead.people.names and (lead.dates or lead.venue)) and self.evidence(lead) >= 2.9

    def evidence(self, lead: Lead) -> float:
        """Return the evidence that the candidate, read as `lead`, is a reference."""
        if lead is not self.first:
            return evidence(lead, self.runs)
        if self.own is None:
            self.own = evidence(lead, self.runs)
        return self.own


@dataclass
class Structure:
    """What the walk over the passages of one document found."""

    candidates: list[Candidate] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


def give_name(candidates: Sequence[Candidate], name: str | None) -> None:
    """Give the name that a group of entries has, if any, to the only one of it, or to those whose titles hold it."""
    for candidate in candidates:
        if name and (len(candidates) == 1 or name.lower() in candidate.read(NO_PRIOR).title.lower()):
            candidate.name = name
