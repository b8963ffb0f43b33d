"""What a heading is: the name of a section, or a work with its line, its date or its labelled lines under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from papergraph.readers.grammar.breaks import break_pieces
from papergraph.readers.grammar.evidence import (
    ALONE,
    evidence,
    has_title,
    is_in_title_marks,
    leads_to_paper,
    looks_like_title,
)
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.layout.authored import is_authored, levels_of_authored
from papergraph.readers.layout.entriesbelow import has_entry, is_entry
from papergraph.readers.layout.joining import (
    belongs_below,
    below_heading,
    has_dated_line,
    heading_with_by_line,
    heading_with_line,
    is_labelled_field,
    is_links_alone,
    is_over_title,
    is_proof,
    is_reference,
    is_title_over_links,
    labelled,
    levels_with_by_line,
    levels_with_dated_line,
    lists_titles,
)
from papergraph.readers.layout.noise import leads_inside
from papergraph.readers.layout.overlists import is_over_titles, is_over_works
from papergraph.readers.layout.papersbelow import lists_identifiers, paper_below, remark_below
from papergraph.readers.layout.venueheads import venue_of_document, venues_of_headings
from papergraph.readers.layout.wholeworks import is_whole_work
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.groups import is_trend
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.names import is_case
from papergraph.readers.lexicon.occasions import is_occasion, venue_of_heading
from papergraph.readers.lexicon.sections import (
    is_matter,
    names_list,
    names_record,
    names_session,
    other_place,
)
from papergraph.readers.passages import Passage, Runs, plain

DATED_TITLE = "dated title"  # the mark of a run of a heading that was found to be a title with its year
_SIGNED = {("title", "authors"), ("title", "venue")}
_ENOUGH_WORKS = 4  # headings of one level that name works
_NEARLY_ALL = 0.6  # of the headings of a level
_SENTENCE = 6  # words of one, at least
_PROSE = 1.6  # what one scores
_MOST_UNDER = 200  # passages under a heading that are looked at


def is_titled(item: Passage) -> bool:
    """Return whether a numbered item begins with the label of a title: it is a work of its own."""
    return bool(item.marker and item.marker[0].isdigit()) and field_of(labelled(item.runs) or "") == "title"


def _is_over_fields(item: Passage) -> bool:
    """Return whether an item is no field itself, and has two fields of a work under it: authors, venue, date, paper."""
    if item.kind != "item" or labelled(item.runs) or any(child.kind != "item" for child in item.children):
        return False
    names = [labelled(child.runs) or "" for child in item.children]
    fields = {field_of(name) or link_role(name) for name in names if name}
    return len(fields & {"authors", "venue", "date", "paper"}) > 1


def _is_paper_line(item: Passage) -> bool:
    """Return whether an item is the address of a paper under its label; notes on it may follow: "Paper: https://…"."""
    printed = any(run.href and "://" in run.text for run in item.runs)
    return printed and link_role(labelled(item.runs) or "") == "paper"


def _is_signed(paragraph: Passage) -> bool:
    """Return whether a paragraph begins with a title in bold letters or a link, with its authors or venue behind it."""
    if labelled(paragraph.runs):
        return False
    lead = read_lead(paragraph.runs, NO_PRIOR)
    if is_reference(lead):
        return True
    return lead.setting in {"bold", "link", "quote"} and lead.order[:2] in _SIGNED and has_title(lead)


def _is_dated_title(paragraph: Passage) -> bool:
    """Return whether a paragraph is a title that is set off with its year and its venue or names behind it alone."""
    lead = read_lead(paragraph.runs, NO_PRIOR)
    set_off = lead.setting in {"bold", "quote", "link"} and lead.whole
    titled = set_off and lead.order[:1] == ("title",) and has_title(lead)
    return titled and bool(lead.dates) and bool(lead.venue or lead.people.names)


class Headings:
    """The headings among the passages of one document, each judged with what stands under it and under its like."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.by_lines: Counter[int] | None = None  # by their level
        self.dated_lines: Counter[int] | None = None
        self.noted_levels: Counter[int] | None = None
        self.venues: dict[tuple[int, str], str] | None = None
        self.works: dict[int, list[bool]] | None = None
        self.remarks: dict[int, list[bool]] | None = None
        self.authored_levels: frozenset[int] | None = None
        self.over_titles: frozenset[int] | None = None  # levels

    def venue(self, level: int, name: str) -> str | None:
        """Return the venue that a heading names for all under it, by itself or as most of its level do; or None."""
        if self.venues is None:
            self.venues = venues_of_headings(self.passages)
        return venue_of_heading(name) or self.venues.get((level, name))

    @cached_property
    def _first(self) -> int:
        return next((n for n, each in enumerate(self.passages) if each.kind == "heading" and each.runs), 0)

    @cached_property
    def _venue_of_document(self) -> str | None:
        return venue_of_document(self.passages)

    def venue_of_all(self, at: int) -> str | None:
        """Return the venue that the first heading names for the whole document behind it, or None."""
        return self._venue_of_document if at > self._first else None

    def signed(self, at: int) -> Runs | None:
        """Return a heading and the line "By: …" under it as one lead, where another of its level has such a line.

        One alone may name who wrote the list.
        """
        passage = self.passages[at]
        joined = heading_with_by_line(passage, self.passages[at + 1 : at + 2])
        if joined is None or any(is_entry(item, ALONE) for item in below_heading(self.passages, at)):
            return None
        if self.by_lines is None:
            self.by_lines = levels_with_by_line(self.passages)
        return joined if self.by_lines[passage.level] > 1 else None

    def with_line(self, at: int) -> Runs | None:
        """Return a heading and the line under it that signs or dates it as one lead; the title of a list is none."""
        passage = self.passages[at]
        if (joined := self.signed(at)) is not None:
            return joined
        if is_occasion(plain(passage.runs)) or names_record(plain(passage.runs)) or is_trend(plain(passage.runs)):
            return None
        titles = at < 2 and passage.level == 1
        if titles and sum(other.kind == "heading" and other.level == 1 for other in self.passages) == 1:
            return None
        if is_over_works(self.passages, at, lambda item: has_entry(item, ALONE, deep=True)):
            return self._titled_below(at)
        return heading_with_line(passage, self.passages[at + 1 : at + 3]) or self._titled_below(at)

    def _titled_below(self, at: int) -> Runs | None:
        """Return the whole title that "Paper: [Title](…)" gives right under a heading that says it shortly, or None."""
        label, title = paper_below(self.passages[at + 1 : at + 2])
        if label is None or title is None or any(run.href for run in self.passages[at].runs):
            return None
        text = plain(self.passages[at].runs)
        if len(text.split()) > 4 or names_session(text) or not self.names_work(at):
            return None
        return (
            None
            if paper_below(self.passages[at + 2 : at + 3])[0]
            else (title._replace(marks=title.marks | {"heading"}),)
        )

    def dated(self, at: int) -> bool:
        """Return whether a heading and another of its level have a line with date and paper, or authors, under them."""
        passage = self.passages[at]
        if names_session(plain(passage.runs)) and any(map(is_whole_work, self.passages[at + 1 : at + 3])):
            return False
        if not has_title(read_lead(passage.runs, NO_PRIOR)):
            return False  # "5 March – presented by Anna Lund"
        if self._commented(at) or self._authored(at):
            return True
        if self.dated_lines is None:
            self.dated_lines = levels_with_dated_line(self.passages)
        text = plain(passage.runs)
        if self.dated_lines[passage.level] < 2 or len(text.split()) < 2:
            return False
        return has_dated_line(self.passages[at + 1 : at + 6])

    def _authored(self, at: int) -> bool:
        """Return whether a heading has authors under a label right under it, as most of its level have."""
        if self.authored_levels is None:
            self.authored_levels = levels_of_authored(self.passages)
        return self.passages[at].level in self.authored_levels and is_authored(self.passages, at)

    def _commented(self, at: int) -> bool:
        """Return whether a heading could be a title and has a remark under it, as most of its level with the paper."""
        passage = self.passages[at]
        if remark_below(self.passages[at : at + 2]) is None:
            return False
        if self.remarks is None:
            self.remarks = {}
            for n, other in enumerate(self.passages):
                if other.kind == "heading":
                    linked = remark_below(self.passages[n : n + 2])
                    self.remarks.setdefault(other.level, []).append(bool(linked))
        found = self.remarks[passage.level]
        return sum(found) > 1 and 2 * sum(found) > len(found)

    def noted(self, at: int) -> bool:
        """Return whether a heading is a title with headings for notes under it ("Motivation", "Method"), and no list.

        Two such headings show it, or one under several of its level; the only heading at the top names the text.
        So does a year behind it, as most of its level have.
        """
        if any(DATED_TITLE in run.marks for run in self.passages[at].runs):
            return True
        count = self._notes_under(at)
        if not count:
            return False
        if self.noted_levels is None:
            self.noted_levels = Counter(
                other.level for n, other in enumerate(self.passages) if other.kind == "heading" and self._notes_under(n)
            )
        level = self.passages[at].level
        return self.noted_levels[level] > 1 or (count > 1 and level > 1)

    def _notes_under(self, at: int) -> int:
        """Return how many headings for notes stand under a heading that could be a title; 0 where entries do."""
        passage = self.passages[at]
        text = plain(passage.runs)
        follows = next((each for each in self.passages[at + 1 : at + 12] if each.kind == "heading"), None)
        if follows is None or follows.level <= passage.level or not looks_like_title(text) or names_list(text):
            return 0
        if any(date.start == 0 for date in dates_in(text)):
            return 0  # a day of a diary
        count = others = 0
        for n in range(at + 1, min(len(self.passages), at + _MOST_UNDER)):
            other = self.passages[n]
            if other.kind == "heading" and other.level <= passage.level:
                break
            if other.kind in {"row", "table-head"} or (other.kind == "item" and has_entry(other, ALONE, deep=True)):
                return 0
            if other.kind == "heading" and other.level == follows.level:
                name = plain(other.runs)
                known = len(name) <= 40 and note_key(name) is not None
                count, others = count + known, others + (not known)
        return count if count >= others else 0

    def proved(self, at: int) -> bool:
        """Return whether labelled lines under a heading, or a date with the paper, show that it names a work."""
        return any(is_proof(other) for other in belongs_below(self.passages[at + 1 : at + 9])) or self.dated(at)

    def _names_document(self, at: int) -> bool:
        """Return whether a heading is the first and the only one of its level, and a list of works stands below it."""
        level = self.passages[at].level
        if at > 1 or level > 1 or sum(each.kind == "heading" and each.level <= level for each in self.passages) > 1:
            return False
        below = self.passages[at + 1 : at + _MOST_UNDER]
        works = (each for each in below if each.kind == "row" or has_entry(each, ALONE, deep=False))
        return sum(1 for _ in islice(works, 2)) > 1

    def _levels_over_titles(self) -> frozenset[int]:
        """Return the levels of headings one of which has two titles that are set off over their links: sections."""
        if self.over_titles is None:
            found: Counter[int] = Counter()
            level = 0
            for n, other in enumerate(self.passages):
                if other.kind == "heading":
                    level, found[0] = other.level, 0
                elif other.kind == "paragraph" and is_title_over_links(other, self.passages[n + 1 : n + 5]):
                    found[0] += 1
                    found[level] += found[0] > 1
            self.over_titles = frozenset(level for level, count in found.items() if level and count)
        return self.over_titles

    def tells(self, at: int) -> bool:
        """Return whether a heading is a sentence that says something of the list: it names no part of it."""
        runs = self.passages[at].runs
        text = plain(runs)
        sentence = len(text.split()) >= _SENTENCE and text.endswith(".") and prose_score(text) >= _PROSE
        return sentence and at > self._first and not any(run.href for run in runs)

    def names_work(self, at: int) -> bool:
        """Return whether a heading names a work: by itself, or as nearly all of its level do."""
        return self._shows_work(at) or self._among_works(at)

    def _among_works(self, at: int) -> bool:
        """Return whether a heading is a title with its year, or with links right under it, where its like are works."""
        passage = self.passages[at]
        if self.works is None:
            self.works = {}
            for n, other in enumerate(self.passages):
                if other.kind == "heading":
                    self.works.setdefault(other.level, []).append(self._shows_work(n))
        found = self.works[passage.level]
        text = plain(passage.runs)
        if sum(found) < _ENOUGH_WORKS or sum(found) < _NEARLY_ALL * len(found) or names_list(text) or is_matter(text):
            return False
        lead = read_lead(passage.runs, NO_PRIOR)
        below = below_heading(self.passages, at)
        if not has_title(lead) or other_place((text,)) or any(has_entry(each, ALONE, deep=True) for each in below):
            return False
        return bool(below) and (bool(lead.dates) or is_links_alone(below[0].runs))

    def _shows_work(self, at: int) -> bool:
        """Return whether a heading names a work by its own fields, or by labelled lines under it."""
        passage = self.passages[at]
        lead = read_lead(passage.runs, NO_PRIOR)
        if not has_title(lead) or leads_inside(passage.runs) or self._names_document(at):
            return False
        score = evidence(lead, passage.runs)
        below = below_heading(self.passages, at)
        labels = sum(is_labelled_field(other) + 0.4 * is_proof(other) for other in below)
        items = [other for other in below if other.kind == "item"]
        own = bool(items) and (
            _is_paper_line(items[0]) or (bool(lead.dates) and is_links_alone(items[0].runs))
        )  # "[Paper](…)", and its code below
        if not own and any(is_entry(other, ALONE) or is_titled(other) for other in items):
            return False
        if any(map(_is_over_fields, below)):
            return False
        fields = any(field_of(labelled(other.runs) or "") for other in below)
        if names_session(plain(passage.runs)) and not (lead.people.names or lead.href or fields):
            return False  # "Week 2 – Gates" over "Required: Lund, …"
        if lists_identifiers(below) or any(other.kind == "paragraph" and _is_signed(other) for other in below):
            return False
        if any(other.kind == "paragraph" and _is_dated_title(other) for other in below[:2]):
            return False
        if is_over_titles(self.passages, at):
            return False
        if not items and is_over_works(self.passages, at, lambda item: False):
            return False  # references in paragraphs, whatever introduces them
        if any(other.kind == "paragraph" and break_pieces(other.runs) for other in below):
            return False  # linked titles, one on each line
        among = passage.level in self._levels_over_titles()
        if is_over_title(passage, below, among=among) or lists_titles(self.passages[at + 1 : at + 40]):
            return False
        case = is_case(lead.title) and bool(lead.dates)
        linked = " " in lead.title and any(map(leads_to_paper, passage.runs))
        shown = bool(lead.people.names or lead.href) or case or linked or is_in_title_marks(lead)
        strong = shown and score >= ALONE - 0.5 * linked
        return strong or (labels >= 1 and score + 1.5 * labels >= 2.0 and not (passage.level == 1 and at < 2))
