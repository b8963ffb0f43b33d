"""The records of a graph: lists as they were read, works, authors, concepts and edges with their evidence."""

from __future__ import annotations

from typing import Literal, Protocol

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

#: What is checked is worked out when a record is first made: a command makes few of the kinds.
STRICT = ConfigDict(extra="forbid", populate_by_name=True, allow_inf_nan=False, defer_build=True)

LinkRole = Literal["paper", "code", "video", "slides", "page"]
NoteKey = Literal[
    "summary", "contribution", "insight", "impact", "result", "implement", "picture", "builds_on", "comment", "other"
]
WorkKind = Literal["paper", "post", "repository", "book", "other"]
EdgeKind = Literal["core", "background"]
Justification = Literal["curated", "stated", "mention", "concept", "citation"]
Severity = Literal["error", "warning", "info"]
HoursSource = Literal["curated", "estimate"]
Level = Literal["introductory", "intermediate", "advanced"]


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class SourceSpan:
    """Where something was read: a source id (a relative name) and its first and last line, from 1."""

    source: str
    first_line: int
    last_line: int


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Source:
    """A reading list that was read; `id` is a relative name, `path` what the caller gave, `sha256` of its bytes."""

    id: str
    title: str | None = None
    path: str | None = None
    format: str = "markdown"
    sha256: str = ""
    url: str | None = None
    licence: str | None = None


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Link:
    """A link as printed, with what it leads to."""

    url: str
    role: LinkRole = "page"


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Note:
    """Prose of an entry under a label; `key` is the label's place in a closed list, `label` the label as printed."""

    key: NoteKey
    label: str | None = None
    text: str


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Entry(SourceSpan):
    """One item of a reading list as printed.

    `id` is made from the source and the title and holds no line number; `paper` is the id of the Paper that the entry
    was resolved to, None before resolving. `date_printed` is the date as printed where it is more than one plain year.
    `references` are the works that it cites as far as the list has them in a field of their own, `related` those that
    it only names beside it: CURIEs, else titles.
    """

    id: str
    section: tuple[str, ...] = ()
    ordinal: str | None = None
    title: str
    short_names: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    authors_truncated: bool = False
    organisation: str | None = None
    year: int | None = None
    month: int | None = None
    date_printed: str | None = None
    venue: str | None = None
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    kind: WorkKind = "paper"
    references: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    raw: str = ""
    paper: str | None = None


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Unread(SourceSpan):
    """Something that looked like an entry and could not be read."""

    raw: str
    reason: str


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Skipped(SourceSpan):
    """Something that is no entry: a table head, an aside, a page mark."""

    raw: str
    reason: str


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Heading(SourceSpan):
    """A heading that puts the entries below it into a section."""

    level: int
    text: str


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Problem:
    """Something doubtful in the data: what, where, and what speaks for and against it."""

    code: str
    severity: Severity
    message: str
    source: str | None = None
    first_line: int | None = None
    last_line: int | None = None
    entries: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that one document gave: every non-blank line is in an entry, an unread, a skipped or a heading."""

    source: Source
    entries: tuple[Entry, ...] = ()
    unread: tuple[Unread, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Paper:
    """A work: what all entries about it say together, put right by the curated authority where it knows the work.

    `year` and `month` are of first publication, `venue_year` of the venue. `identifiers` are CURIEs, the strongest
    first. `from_list` is False for a work that was brought in: by the curated knowledge, or by citations. `hours` are
    hours to understand it.
    """

    id: str
    citekey: str
    title: str
    alt_titles: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    authors_truncated: bool = False
    year: int | None = None
    month: int | None = None
    venue: str | None = None
    venue_year: int | None = None
    identifiers: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    kind: WorkKind = "paper"
    entries: tuple[str, ...] = ()
    from_list: bool = True
    hours: float | None = None
    hours_source: HoursSource = "estimate"
    level: Level | None = None
    notes: tuple[Note, ...] = ()


class Named(Protocol):
    """What a work is called: a Paper, or a work of the curated authority."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def citekey(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def alt_titles(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def short_names(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def identifiers(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Author:
    """A person or group that wrote works; `alt_names` are the other spellings that the lists print."""

    id: str
    name: str
    alt_names: tuple[str, ...] = ()


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Requirement:
    """What a concept needs first, and why."""

    object: str
    reason: str


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Concept:
    """A concept of the scheme (SKOS terms); `learn_at` is a URL or a work's id where it can be learnt."""

    id: str
    pref_label: str
    alt_labels: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    definition: str = ""
    learn_at: str | None = None
    requires: tuple[Requirement, ...] = ()


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason to believe an assertion: a sentence of a list (span and quote) or a curated row (file and row)."""

    justification: Justification
    confidence: float
    source: str | None = None
    first_line: int | None = None
    last_line: int | None = None
    row: int | None = None
    quote: str | None = None
    reason: str | None = None
    rule: str | None = None


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Topic:
    """That a paper introduces or uses a concept."""

    paper: str
    concept: str
    relation: Literal["introduces", "uses"]
    evidence: tuple[Evidence, ...] = ()


#: The rule of evidence that says that a reference was chosen, as one of few, among all of a work.
CHOSEN_CITATION = "accounts-for-references"


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class BuildsOn:
    """That `subject` builds on `object` (both paper ids): the arrow points at what should be read first.

    `takes` are ids of concepts or plain words; `any_of` is a label shared by edges of one subject of which any one is
    enough.
    """

    subject: str
    object: str
    kind: EdgeKind
    takes: tuple[str, ...] = ()
    any_of: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_lone_citation(self) -> bool:
        """Whether nothing but citations speaks for the edge, and it is none that was chosen among many of them."""
        return bool(self.evidence) and all(
            each.justification == "citation" and each.rule != CHOSEN_CITATION for each in self.evidence
        )


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class DroppedEdge(BuildsOn):
    """An edge that was proposed and left out, and why."""

    why: str
