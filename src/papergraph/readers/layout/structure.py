"""Passages to candidates: sections, siblings, what belongs to which entry, and what is no entry at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from papergraph.identifiers import title_key
from papergraph.model import Heading, Skipped, Unread
from papergraph.readers.grammar.breaks import Piece, break_pieces
from papergraph.readers.grammar.cutting import without_task
from papergraph.readers.grammar.evidence import ALONE, AMONG, evidence
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.leadnames import name_of_group
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.grammar.splitting import is_capitals, two_titles, works_in_paragraph
from papergraph.readers.layout.candidates import Candidate, Structure, give_name
from papergraph.readers.layout.citation import over_citation
from papergraph.readers.layout.entriesbelow import entries_below, is_linked_paper
from papergraph.readers.layout.fieldlines import is_address_line, titled_paragraph, with_labels
from papergraph.readers.layout.groupnames import links_of_group, name_alone, names_group
from papergraph.readers.layout.headings import Headings
from papergraph.readers.layout.joining import is_fact, is_title_over_links, item_with_lines
from papergraph.readers.layout.meetings import subject_of_meeting, works_of_meeting
from papergraph.readers.layout.noise import is_contents_item, is_contents_row, is_no_heading, leads_inside, noise_reason
from papergraph.readers.layout.notesbelow import takes_item
from papergraph.readers.layout.occasions import names_occasion
from papergraph.readers.layout.paragraphs import (
    CHAIN,
    begins_entry,
    heads_among_lines,
    is_aside,
    is_broken_head,
    is_label,
    is_like,
    is_subtitle,
    is_title_with_links,
    name_of_section,
    names_section,
    takes,
)
from papergraph.readers.layout.tables import is_empty, is_over_table, part_of_table, row_candidates
from papergraph.readers.lexicon.sections import without_contents
from papergraph.readers.passages import Passage, Run, Runs, plain

PLAIN_LEVEL = 6


class Walker:
    """Walks the passages of a document once, in order."""

    def __init__(self, source: str, lines: Sequence[str], parts: Collection[int] = ()) -> None:
        self.source = source
        self.parts = parts  # the first lines of headings that are known to be sections
        self.lines = lines
        self.found = Structure()
        self.sections: list[tuple[int, str]] = []
        self.last: Candidate | None = None  # what paragraphs, comments and lines of links may still belong to
        self.passages: list[Passage] = []
        self.headings = Headings(())
        self.at = 0
        self.levels: dict[str, int] = {}  # of the first heading of each wording
        self.context: str | None = None  # venue and date of the item above
        self.consumed: set[int] = set()  # passages that were read together with the one before
        self.work = 0  # the level of the heading of a work that has headings for its notes under it; 0: none is open
        self.label: str | None = None  # the heading of the notes that follow

    # --- records ------------------------------------------------------------------------------------------------

    @property
    def section(self) -> tuple[str, ...]:
        """Return the path of headings that is open."""
        return without_contents(tuple(text for _, text in self.sections))

    def raw(self, first: int, last: int) -> str:
        """Return the source of lines first..last."""
        return "\n".join(self.lines[first - 1 : last])

    def skip(self, first: int, last: int, reason: str) -> None:
        """Leave lines out, with the reason."""
        self.found.skipped.append(
            Skipped(source=self.source, first_line=first, last_line=last, raw=self.raw(first, last), reason=reason)
        )

    def cannot_read(self, passage: Passage, reason: str) -> None:
        """Tell that a passage could not be read, with the reason."""
        first, last = passage.first_line, passage.last_line
        raw = self.raw(first, last)[:2000]
        self.found.unread.append(Unread(source=self.source, first_line=first, last_line=last, raw=raw, reason=reason))

    def heading(self, passage: Passage | Piece, level: int) -> None:
        """Open the section that a passage names."""
        text = name_of_section(passage.runs)
        self.close(level)
        self.sections.append((level, text))
        if key := title_key(text):
            self.levels.setdefault(key, level)
        first, last = passage.first_line, passage.last_line
        heading = Heading(source=self.source, first_line=first, last_line=last, level=level, text=text)
        self.found.headings.append(heading)
        self.last = None

    def close(self, level: int) -> None:
        """Leave the sections that a heading of a level ends."""
        self.sections = [(at, name) for at, name in self.sections if at < level]

    def add(self, candidate: Candidate) -> None:
        """Take a candidate, read while what the walk has read of it is at hand; what follows may belong to it."""
        candidate.read(NO_PRIOR)
        candidate.of_list = self.headings.venue_of_all(self.at)
        self.found.candidates.append(candidate)
        self.last = candidate

    # --- the walk -----------------------------------------------------------------------------------------------

    def walk(self, passages: Sequence[Passage]) -> Structure:
        """Return what the passages, made ready for it, are."""
        self.passages = list(passages)
        self.headings = Headings(self.passages)
        for n, passage in enumerate(self.passages):
            self.at = n
            if id(passage) not in self.consumed:
                self.one(passage)
        return self.found

    def one(self, passage: Passage) -> None:
        """Take one passage."""
        if passage.problem and passage.kind != "row":
            self.cannot_read(passage, passage.problem)
            for child in passage.children:
                self.one(child)
        elif passage.kind == "heading":
            self.on_heading(passage)
        elif passage.kind == "paragraph":
            self.on_paragraph(passage)
        elif passage.kind == "item":
            self.on_item(passage, 0)
        elif passage.kind == "row":
            self.on_row(passage)
        elif passage.kind == "comment":
            self.on_comment(passage)
        elif passage.kind in {"code", "furniture"}:
            self.skip(passage.first_line, passage.last_line, "code" if passage.kind == "code" else "navigation")
        else:
            self.skip(passage.first_line, passage.last_line, "a rule" if passage.kind == "rule" else "table head")

    def after(self, count: int = 1) -> list[Passage]:
        """Return the passages that follow."""
        return self.passages[self.at + 1 : self.at + 1 + count]

    def on_comment(self, passage: Passage) -> None:
        """Give a relation in a comment to the entry before it; skip any other comment."""
        text = passage.runs[0].text if passage.runs else ""
        relation = text.startswith("papergraph: builds-on\0")
        if relation and self.last is not None:
            self.last.comments.append(text)
            self.last.reach(passage.last_line)
        elif relation and not text.startswith("papergraph: builds-on\0Prereq"):
            self.cannot_read(passage, "it says what a work builds on, and no entry stands before it")
        else:
            self.skip(passage.first_line, passage.last_line, "comment")

    def on_row(self, passage: Passage) -> None:
        """Take a table row; one with works in a list in a cell is a meeting, which is none itself."""
        if works := works_of_meeting(passage):
            self.skip(passage.first_line, passage.last_line, "a meeting, and its works in a list")
            kept, section, before = list(self.sections), self.section, len(self.found.candidates)
            if subject := subject_of_meeting(passage):
                self.heading(Passage("heading", subject[0].line, subject[-1].line, subject), PLAIN_LEVEL + 2)
            for child in works:
                self.on_item(child, 0)
            self.sections = kept
            for candidate in self.found.candidates[before:]:  # those of all meetings are siblings
                candidate.group = (*candidate.group[:2], section)
        elif is_empty(passage.cells) and not passage.children:
            self.skip(passage.first_line, passage.last_line, "empty row")
        elif is_contents_row(passage):
            self.skip(passage.first_line, passage.last_line, "table of contents")
        elif (part := part_of_table(passage)) and (after := self.after()) and not part_of_table(after[0]):
            self.heading(replace(passage, runs=part), PLAIN_LEVEL)
        else:
            for candidate in row_candidates(passage, self.section):
                candidate.under = self.venue_of_section()
                candidate.below = list(passage.children)
                self.add(candidate)

    # --- headings ---------------------------------------------------------------------------------------------------
    def on_heading(self, passage: Passage) -> None:
        """Take a heading: a section, a work or noise; one without words ends the sections of its level."""
        text = plain(passage.runs)
        if not passage.runs:
            self.close(passage.level)
        alone = all(each.level != passage.level for each in self.found.headings)
        if not text or is_no_heading(text, alone=alone):
            self.skip(passage.first_line, passage.last_line, noise_reason(passage.runs) or "empty heading")
            return
        if self.last is not None and 0 < self.work < passage.level:
            self.label = text
            self.last.reach(passage.last_line)
            return
        self.work, self.label = 0, None
        heads, at = self.headings, self.at
        if passage.first_line in self.parts or over_citation([passage, *self.after()]):
            self.heading(passage, passage.level)
        elif (joined := heads.with_line(at)) is not None:
            self.close(passage.level)
            following = self.after()[0]
            candidate = self.candidate("heading", joined, passage, ("heading", passage.level))
            candidate.reach(following.last_line)
            self.consumed.add(id(following))
            self.add(candidate)
        elif (noted := heads.noted(at)) or heads.dated(at) or heads.names_work(at):
            self.close(passage.level)
            candidate = self.candidate("heading", passage.runs, passage, ("heading", passage.level))
            candidate.confirmed = noted or heads.proved(at)
            self.work = passage.level if noted else 0
            self.add(candidate)
        elif heads.tells(at):
            self.skip(passage.first_line, passage.last_line, "prose")
        else:
            self.heading(passage, passage.level)

    # --- paragraphs ---------------------------------------------------------------------------------------------

    def candidate(self, shape: str, runs: Runs, passage: Passage | Piece, group: tuple[object, ...]) -> Candidate:
        """Return a candidate for runs of a passage."""
        first, last = passage.first_line, passage.last_line
        return Candidate(
            shape, self.section, first, last, runs, group, context=self.context, under=self.venue_of_section()
        )

    def venue_of_section(self) -> str | None:
        """Return the venue that the nearest heading names for all under it, or None."""
        named = (self.headings.venue(level, name) for level, name in reversed(self.sections))
        return next((venue for venue in named if venue), None)

    def on_paragraph(self, passage: Passage) -> None:
        """Take a paragraph: noise, a heading without a mark, entries, or prose."""
        if reason := noise_reason(passage.runs, opening=not self.found.candidates):
            self.skip(passage.first_line, passage.last_line, reason)
            return
        text = "" if any(run.href for run in passage.runs) else plain(passage.runs)
        if self.levels and len(text) <= 600 and (level := self.levels.get(title_key(text))) is not None:
            self.heading(passage, level)  # a list that is printed again without marks
            return
        if self.last is not None and self.last.shape == "heading" and is_fact(passage):
            self.belongs(passage.runs, passage)
            return
        if is_title_over_links(passage, self.after(8)):
            runs = tuple(run._replace(marks=run.marks | {"heading"}) for run in passage.runs)
            self.add(replace(self.candidate("heading", runs, passage, ("paragraph", self.section)), confirmed=True))
            return
        if (titled := titled_paragraph(passage)) is not None:
            candidate = self.candidate("paragraph", titled.runs, passage, ("paragraph", self.section))
            self.add(replace(candidate, titled=True, confirmed=True, below=list(titled.children)))
            return
        if pieces := break_pieces(passage.runs):
            for piece in pieces:
                self.on_chunk(piece)
            return
        if lines := heads_among_lines(passage, self.after()):
            self.on_lines(lines)
            return
        lead = read_lead(passage.runs, NO_PRIOR)
        sure = is_title_with_links(lead, passage.runs, self.last)
        begins = sure or begins_entry(lead, passage.runs, self.last, self.after())
        if begins or is_like(lead, passage.runs, self.found.candidates):
            for runs in works_in_paragraph(passage.runs):
                candidate = self.candidate("paragraph", runs, passage, ("paragraph", self.section))
                self.add(replace(candidate, confirmed=sure))
        elif not is_subtitle(self.passages, self.at) and names_section(passage, self.last, self.after(CHAIN)):
            self.heading(passage, PLAIN_LEVEL + is_label(passage.runs))
        elif is_broken_head(passage, self.last, self.after()):
            self.cannot_read(
                passage, "links follow as on the head of an entry, but no title and authors can be told apart"
            )
            self.last = None
        else:
            self.belongs(passage.runs, passage)

    def on_lines(self, lines: Sequence[Piece]) -> None:
        """Take the lines of a paragraph, some of which are heads of references."""
        for piece in lines:
            if piece.head:
                for runs in works_in_paragraph(piece.runs):
                    self.add(self.candidate("line", runs, piece, ("line", self.section)))
            elif is_capitals(plain(piece.runs)) and piece is not lines[-1]:
                self.heading(piece, PLAIN_LEVEL)
            else:
                self.belongs(piece.runs, piece)

    def on_chunk(self, piece: Piece) -> None:
        """Take a piece between line breaks."""
        if not piece.head:
            self.belongs(piece.runs, piece)
            return
        for runs in two_titles(piece.runs):
            self.add(self.candidate("chunk", runs, piece, ("chunk", self.section)))

    def belongs(self, runs: Runs, passage: Passage | Piece) -> None:
        """Give a paragraph to the entry before it, or skip it."""
        first, last = passage.first_line, passage.last_line
        owner = self.last
        if is_aside(runs):
            self.skip(first, last, "an aside in brackets")
        elif owner is not None and takes(owner, runs):
            owner.follow.append(self.under_label(runs, first))
            owner.reach(last)
        else:
            self.skip(first, last, "prose")

    def under_label(self, runs: Runs, line: int) -> Runs:
        """Return runs with the heading of the notes that they begin, once."""
        label, self.label = self.label, None
        return (Run(f"{label}: ", line), *runs) if label else runs

    # --- lists --------------------------------------------------------------------------------------------------

    def on_item(self, item: Passage, depth: int) -> None:
        """Take a list item with all under it; one that was a heading ends the sections of its level."""
        if item.level:
            self.close(item.level)
        if item.problem:
            self.cannot_read(item, item.problem)
            return
        if is_contents_item(item) or (leads_inside(item.runs) and not item.children):
            self.skip(item.first_line, item.end, "table of contents")
            return
        if self.belongs_to_last(item):
            return
        if (reason := noise_reason(item.runs)) and not item.children:
            self.skip(item.first_line, item.last_line, "an empty item" if reason == "empty" else reason)
            return
        if (table := is_over_table(item)) or names_occasion(item):
            self.category(item, depth, context=None if table else plain(item.runs))
            return
        titled = with_labels(item)
        item = titled or item
        lead = read_lead(item.runs, NO_PRIOR)
        own = evidence(lead, item.runs)
        named = names_group(lead, item)
        group = own < ALONE or named
        least = AMONG if named else ALONE if group or sum(map(is_linked_paper, item.children)) > 1 else ALONE + 2.0
        entries = entries_below(item, least, deep=own < ALONE, bare=not lead.title, section=self.section)
        if entries and plain(item.runs) and group:
            self.category(item, depth)
            return
        below = [child for child in item.children if child not in entries]
        if (own < ALONE or not lead.people.names) and below and (joined := item_with_lines(item)) is not None:
            candidate = self.candidate("item", joined, item, ("item", depth, self.section))
            candidate.marker = item.marker
            candidate.below = [child for child in below if child.first_line > joined[-1].line]
            candidate.reach(item.end)
            self.add(candidate)
            return
        for runs in two_titles(item.runs):
            candidate = self.candidate("item", runs, item, ("item", depth, self.section))
            candidate.marker = item.marker
            candidate.titled = titled is not None
            candidate.below = [child for child in below if not entries or child.end < entries[0].first_line]
            for child in candidate.below:
                candidate.reach(child.end)
            self.add(candidate)
        for child in item.children:
            if child in entries:
                self.on_item(child, depth + 1)
            elif not any(child in c.below for c in self.found.candidates[-2:]) and entries:
                self.skip(child.first_line, child.end, "prose")

    def belongs_to_last(self, item: Passage) -> bool:
        """Give an item to the entry before its list, when that is a heading or a paragraph and the item its note."""
        owner = self.last
        if owner is None or not takes_item(owner, item):
            return False
        owner.below.append(replace(item, runs=self.under_label(item.runs, item.first_line)))
        owner.reach(item.end)
        return True

    def category(self, item: Passage, depth: int, context: str | None = None) -> None:
        """Take an item that only names a group of entries as a heading for those under it."""
        kept = list(self.sections)
        outer, self.context = self.context, context or self.context
        self.heading(replace(item, runs=name_alone(without_task(item.runs))), 7 + depth)
        before = len(self.found.candidates)
        titled = any(with_labels(child) for child in item.children)
        for child in item.children:
            if titled and is_address_line(child):
                self.skip(child.first_line, child.last_line, "links only")
            elif child.kind == "item":
                self.on_item(child, depth + 1)
            else:
                self.one(child)
        under = self.found.candidates[before:]
        if len(under) == 1 and (links := links_of_group(item.runs)):
            under[0].follow.append(links)
        give_name(under, name_of_group(item.runs))
        self.sections = kept
        self.context = outer
        self.last = None
