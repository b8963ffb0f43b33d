"""The facts that a lead holds as a reference."""

from __future__ import annotations

from dataclasses import dataclass, field

from papergraph.readers.grammar.cutting import Cut
from papergraph.readers.grammar.scoring import Field
from papergraph.readers.lexicon.authorship import NOBODY, People
from papergraph.readers.lexicon.dates import Printed
from papergraph.readers.passages import Runs


@dataclass(slots=True)
class Lead:
    """The facts of a reference and the runs that are none of it; `strength` is the evidence that it is one."""

    title: str = ""
    short_names: tuple[str, ...] = ()
    people: People = NOBODY
    venue: str | None = None
    dates: list[Printed] = field(default_factory=list)
    ordinal: str | None = None
    href: str | None = None
    body: Runs = ()
    setting: str = "plain"
    order: tuple[Field, ...] = ()
    before_authors: str | None = None
    trend: bool = False
    whole: bool = True  # nothing of the lead is prose
    score: float = 0.0
    asides: tuple[str, ...] = ()
    cut: Cut | None = None
    fields: tuple[Field | None, ...] = ()  # of the cut's atoms
    doubtful: str | None = None  # its only author, when that is one word with a year in brackets, as a venue is
