"""A line under the title of a work: names, venue and date, links, a field under its label, or a note.

What a line without a label says is asked of the grammar, which reads it behind a title that stands in for the work's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.grammar.lead import Lead, read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.layout.fieldlines import is_people_line, is_place_line
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.links import is_web
from papergraph.readers.lexicon.namelists import are_mostly_people
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import PUBLISHED, venue_name_score, venue_score
from papergraph.readers.lexicon.words import AND, words_of
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.preparing.placelines import (
    HAN_COMMA,
    are_han_names,
    closed_by_day,
    is_kind_of_work,
    is_unpublished,
    numbered_volume,
    volume_and_year,
)
from papergraph.readers.preparing.signedlines import signed_before_marks, signed_place, stacked_facts, under_labels

LineKind = Literal["authors", "place", "links", "label", "note", "other"]

_LINK = 5  # words of the label of a link, at most
_UNCLEAR = 25  # words of a line that may be facts
_LONGEST = 40  # words of a line of facts
_AT = re.compile(r"\s*(?:\w+ ){0,4}(?:at|by|in|on|to|with):?\s*", re.IGNORECASE)  # "Presented at"
_PLACE = 14  # words of a linked place
_NAMES = 300  # characters of a line of names
_SENTENCE = re.compile(r"[a-z]{3}\. |[\d:?!](?: |$)")  # in what is no line of names
_PICTURES = re.compile(r"^\s*(?:>\s*)?(?:[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+\s*)*")
_BRACKETS = re.compile(r"\s*[(\[（](?P<inner>.*)[)\]）][.,]?\s*")
_POINT = re.compile(r"(?<=\w\w)\.$|(?<=[)\]])\.$")
_BY = re.compile(r"\s*(?:by|authors?)\s*:?\s+", re.IGNORECASE)
#: How far a work is, before the name of its journal: "Forthcoming, Wool Review".
_HOW_FAR = re.compile(
    r"^(?:conditionally )?(?:forthcoming|revise (?:and|&) resubmit|R&R|accepted|in press|to appear)\s?[,:]\s(?=[A-Z])",
    re.IGNORECASE,
)
#: Facts that a year ends, and a sentence behind them.
_REMARK = re.compile(
    r"\s*(?P<facts>[^\n“\"«]{5,200}?\b(?:19|20)\d\d\)?)[.;]\s+(?P<remark>[^\W\d_][^\n]{8,400}?[.!?…)]?\s*$)"
)
_GOES_ON = re.compile(r" [a-zà-ÿ]{2,} [a-zà-ÿ]{1,12}(?: [a-zà-ÿ]{1,12})?$|(?<!\bet) [a-zà-ÿ]{3,}$")
_SHORT_PLACE = 8  # words of a venue beside names
_PARTED = re.compile(r"; |\s+[|·•]\s+")
_SEVERAL = re.compile(rf", |&|\s{AND}\s|\bet al\b")
_BODY_WORDS = 4  # of the name of where they work
_JOINS = re.compile(r"[,;&·|()\[\]（）–—、，；]|\band\b|\. | - ")  # what parts one fact from another
_NOBODY = -0.5  # what words score of which a person's name is made
_IN = re.compile(r"^(?:[Ii]n:?|[Pp]reprint on)\s+(?=[A-Za-z])")
_BODY = re.compile(r"\b(?:Collaboration|Consortium|Working Group|Team)s?$")
_PART_OF = re.compile(r"^[Pp]art of:?\s+(?=[A-Z])")
_LABEL = re.compile(r"\s*(?P<label>[^\W\d_][^:：\n.!?]{1,30}?)\s*(?::(?=\s|$)|：)\s*")
_COUNTED = re.compile(r"\s*(?:(?:19|20)\d\d\s*[·•|#]\s*)?#?\d{1,3}\s*")  # "2025 · 12": which work it is
#: It stands in for the title of the work.
_TITLE = "Gates and Fences of the Lower Farm"
_STAND_IN = (Run(_TITLE, 1, frozenset({"heading"})), Run("\n", 1, frozenset({"break"})))


@dataclass(frozen=True, slots=True)
class Line:
    """A line under a title: what it is, its runs without pictures before them, and the facts that it prints."""

    kind: LineKind
    runs: Runs
    passage: Passage
    below: tuple[Passage, ...] = ()
    label: str = ""
    told: tuple[tuple[str, str], ...] = ()  # labels and texts

    @property
    def fields(self) -> set[str]:
        """The fields that the line gives."""
        known = field_of(self.label) if self.kind == "label" else None
        return {label.lower() for label, _ in self.told} | ({known} if known else set())

    @property
    def unclear(self) -> bool:
        """Whether the line is short and could be facts that are not told apart here."""
        text = plain(self.runs)
        other = self.kind == "other" and "italic" in self.runs[0].marks
        short = (self.kind == "note" or other) and not self.label and len(text.split()) <= _UNCLEAR
        return short and bool(dates_in(text) or "italic" in self.runs[0].marks or re.search(r", \d|\d,", text))


def begins_line(runs: Runs) -> bool:
    """Return whether words begin a line of their own, wherever an editor ends lines: with a label or a link."""
    return bool(_label(plain(runs))) or any(run.href for run in runs[:1])


def could_be_names(line: Line) -> bool:
    """Return whether a line that says nothing known could be names that nobody knows: few words, no sentence."""
    text = plain(line.runs)
    unknown = line.kind == "note" and not line.label and not any(run.href for run in line.runs)
    written = all(part[:1].isupper() or not part.isascii() for part in re.split(r"[,;&] ?", text) if part.strip())
    return unknown and written and len(text) <= _NAMES and not _SENTENCE.search(text) and prose_score(text) <= 1.2


def line_of(runs: Runs, passage: Passage, below: tuple[Passage, ...] = ()) -> Line:
    """Return what a line of a passage is; `below` stands under it."""
    kind, label, told = kind_of_line(runs)
    return Line(kind, _without_pictures(runs), passage, below, label, told)


def _without_pictures(runs: Runs) -> Runs:
    """Return runs without the pictures of a font that they begin with."""
    out = list(runs)
    while out and not out[0].image:
        text = _PICTURES.sub("", out[0].text)
        if text.strip() or out[0].href:
            out[0] = out[0]._replace(text=text)
            break
        out.pop(0)
    return tuple(out)


@lru_cache(maxsize=2_000)
def kind_of_line(runs: Runs) -> tuple[LineKind, str, tuple[tuple[str, str], ...]]:
    """Return what a line under a title is, its label if it has one, and the facts that it prints without labels."""
    text = _PICTURES.sub("", plain(runs))
    label = _label(text)
    linked = [run for run in runs if run.href and is_web(run.href)]
    if not linked and (IDENTIFIER.fullmatch(text) or _COUNTED.fullmatch(text)):
        return "links", "", ()
    if label and (field_of(label) or note_key(label) or (link_role(label) and linked)):
        return "label", label, ()
    if told := (linked and (linked_place(runs) or _sure(kind_of_line(_before_links(runs))[2]))) or _before_remark(runs):
        return "place", "", told
    if linked:
        return ("links" if _are_links(runs) else "label" if label else "other"), label, ()
    if label and len(label.split()) <= 3 and "bold" in next(run for run in runs if run.text.strip()).marks:
        return "label", label, ()
    bare = match["inner"] if (match := _BRACKETS.fullmatch(text)) else text
    if status := _status(bare):
        return "place", "", status
    bare = _PART_OF.sub("", _BY.sub("", _POINT.sub("", bare.strip(" *_`")), count=1))
    bare = PUBLISHED.sub("", _HOW_FAR.sub("", bare))
    if signed := signed_place(bare) or signed_before_marks(runs):
        return "place", "", signed
    if volume := volume_and_year(bare, set_off=any("italic" in run.marks for run in runs[:1])) or closed_by_day(bare):
        return "place", "", volume
    if are_han_names(bare):
        return "authors", "", (("Authors", HAN_COMMA.sub(", ", bare)),)
    if is_people_line(bare) or (are_mostly_people(bare) and not dates_in(bare)):
        return "authors", "", (("Authors", bare),)
    if _BODY.search(bare) and len(bare.split()) <= _LINK:
        return "authors", "", (("Authors", bare),)
    dates = dates_in(bare)
    if dates and not re.search(r"[^\W_]", without_dates(bare, dates)):
        return "place", "", (("Date", bare),)
    if not (label and re.search(r"\s", label) and not dates_in(label)) and (told := _facts(bare, runs)):
        return "place", "", told
    return "note", label, ()


def _status(text: str) -> tuple[tuple[str, str], ...]:
    """Return what a line says that tells how far a work is, and its year: "To appear", "under review, 2021"."""
    if not is_unpublished(text):
        return ()
    return ("Note", text.rstrip(" .")), *(("Date", date.words) for date in dates_in(text))


def linked_place(runs: Runs, *, among: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the facts of the link that a line begins with, behind which only links under labels and dates stand.

    "[WOOL 2020](…) • [code](…)", "[Wool](…) • 2020". `among` others that print their place there it may be any name.
    """
    said = [run for run in runs if run.image is None and re.search(r"\w", run.text)]
    said = said[1:] if len(said) > 1 and said[0].href is None and _AT.fullmatch(said[0].text) else said
    first = tuple(run for run in said if run.href and run.href == said[0].href)
    behind = [run for run in said if run.href != said[0].href]
    text = plain(first).strip(" .")
    if not first or not is_web(first[0].href or "") or "bare" in first[0].marks:
        return ()
    beside = " ".join(run.text for run in behind if not run.href)
    dates = dates_in(beside)
    if any(run.href and not _is_label(run.text) for run in behind):
        return ()
    if re.search(r"[^\W_]", without_dates(beside, dates)):
        return ()
    dated = (("Date", dates[0].words),) if dates else ()
    if not _is_label(text) and (told := volume_and_year(text, set_off=True) or _facts(text, first)):
        return (*told, *dated)
    named = (
        not link_role(text)
        and (venue_score(text) >= 1.0 or not link_role(re.split(r"[\s-]", text)[0]))
        and not IDENTIFIER.match(text)
        and 0 < len(words_of(text)) <= _PLACE
        and prose_score(text) <= 1.2
    )
    return (("Venue", text), *dated) if among and named else ()


def is_linked_venue(line: Line) -> bool:
    """Return whether a line begins with a link that is a venue by its name, and prints no more than dates and links."""
    if line.kind not in {"links", "other", "place"} or not (told := linked_place(line.runs, among=True)):
        return False
    return line.kind == "place" or venue_score(dict(told).get("Venue", "")) >= 1.0


def _sure(told: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return facts before links when they are names, a date, or a venue that is known; none else."""
    venue = dict(told).get("Venue", "")
    return (
        told if not venue or venue_score(venue) >= 1.2 or ("Authors" in dict(told) and len(venue.split()) < 5) else ()
    )


def _before_remark(runs: Runs) -> tuple[tuple[str, str], ...]:
    """Return names and place that a line prints before a remark: "Anna Lund, Bo Elm, WOOL 2020. Made in the hills."."""
    match = _REMARK.match("".join(run.text for run in runs if run.image is None))
    links = [run for run in runs if run.href and is_web(run.href)]
    labels = all(_is_label(run.text) or "bare" in run.marks for run in links)
    if match is None or any(run.href for run in runs[:1]) or not labels:
        return ()
    kind, _, told = kind_of_line((Run(match["facts"], runs[0].line),))
    known = dict(told)
    if kind != "place" or not {"Authors", "Venue"} <= known.keys() or len(known["Venue"].split()) > _SHORT_PLACE:
        return ()
    if _GOES_ON.search(known["Authors"]):
        return ()  # "Anna Lund and Bo Elm presented it at WOOL 2020"
    return (*told, ("Note", match["remark"].strip())) if not links else told


def _before_links(runs: Runs) -> Runs:
    """Return the words of a line before links under labels, or printed addresses, that close it; none for any other."""
    at = next((n for n, run in enumerate(runs) if run.href or run.image), 0)
    behind = runs[at:]
    plainly = all(run.href is None or run.image or "bare" in run.marks or _is_label(run.text) for run in behind)
    beside = words_of("".join(run.text for run in behind if run.href is None and run.image is None))
    if not at or not plainly or ":" in plain(runs[:at]) or any(link_role(word) is None for word in beside):
        return ()
    head = [*runs[:at]]
    head[-1] = head[-1]._replace(text=head[-1].text.rstrip(" [(|·•:,;–—-"))
    return tuple(run for run in head if run.text) if any(re.search(r"\w", run.text) for run in head) else ()


def _facts(text: str, runs: Runs) -> tuple[tuple[str, str], ...]:
    """Return what a line prints of names, venue and date, when it says nothing else."""
    lone = text.isalpha() and venue_name_score(text) < (0.3 if "italic" in runs[0].marks else 2.0)  # "Summary"
    if not text or lone or len(text.split()) > _LONGEST or prose_score(text) > 1.2:
        return ()
    if text.endswith(("。", "！", "？")) and not dates_in(text):  # a sentence, without blanks between its words
        return ()
    pieces = _PARTED.split(text)
    shown = {run.text.strip() for run in runs if "italic" in run.marks}
    if len(pieces) > 1 and (parts := _several(pieces, shown)):
        return parts
    marks = frozenset.intersection(*(run.marks for run in runs if run.text.strip())) & {"italic", "bold", "code"}
    parted = any(run.text == "\n" for run in runs)
    if parted and (stacked := stacked_facts(runs)):
        return stacked
    named = _IN.sub("", text)
    dated = "italic" in marks and bool(dates_in(text) or named != text or venue_name_score(named.split(",")[0]) > 0.3)
    placed = (("Venue", named),) if dated or is_place_line(text) else ()
    if not dated and _is_title(without_dates(text, dates_in(text)), runs):
        return ()
    if not _could_be_facts(text):
        return placed
    lead = _lead(text, runs, marks, parted=parted)
    surname = lead.title.removeprefix(f"{_TITLE} ")
    if lead.order == ("title", "venue") and surname.istitle() and surname.isalpha() and people_score(surname) >= 0.3:
        return (("Authors", surname), *facts_of(lead))  # "Lund. WOOL 2020"
    if placed and lead.people == NOBODY:
        return placed
    if lead.title != _TITLE or lead.order[:1] != ("title",) or "prose" in lead.order or lead.body:
        return placed
    if not lead.dates and not lead.people.names and not placed:
        return ()
    dates_alone = not lead.venue and not lead.people.names and len(words_of(without_dates(text, lead.dates))) > 1
    return placed if dates_alone else facts_of(lead)


def _could_be_facts(text: str) -> bool:
    """Return whether a line may print names, a venue or a date; to read it as a lead takes long, and most do not."""
    several = _JOINS.search(text) is not None or bool(dates_in(text))
    return several or people_score(text) > _NOBODY or venue_score(text) > 0.0


def _lead(text: str, runs: Runs, marks: frozenset[str], *, parted: bool) -> Lead:
    """Return the lead of a line behind the stand-in: as printed or in plain words, whichever tells more."""
    same = len(runs) == 1 and runs[0].text.strip() == text and runs[0].marks == marks and not runs[0].href
    as_printed = parted or (plain(runs).strip(" .") == text and not same)
    printed = read_lead((*_STAND_IN, *runs), NO_PRIOR) if as_printed else None
    if printed is not None and parted:
        return printed
    words = read_lead((*_STAND_IN, Run(text, 2, marks)), NO_PRIOR)
    if printed is None or printed.title != _TITLE or "prose" in printed.order:
        return words
    return (
        printed
        if len(facts_of(printed)) > len(facts_of(words)) or words.title != _TITLE or "prose" in words.order
        else words
    )


def _is_title(text: str, runs: Runs) -> bool:
    """Return whether the words of a line without its date are the title of a work rather than a venue."""
    first = next(run for run in runs if run.text.strip())
    bold = "bold" in first.marks and len(first.text.split()) > 3
    title = text.strip(" ()[].,:")
    placed = any(venue_name_score(part) >= 2.0 for part in re.split(r"[.,;]\s+", title)[1:])
    return (bold or looks_like_title(title)) and len(title.split()) > 3 and venue_name_score(title) < 0.3 and not placed


def _several(parts: list[str], shown: Set[str]) -> tuple[tuple[str, str], ...]:
    """Return the facts of parts that signs part, all of them names, places or kinds; or the place that ends them.

    What is `shown` in italics among several is a venue: "Anna Lund, Bo Elm · 2016 · *Wool and Hay*".
    """
    found = [_told(part, shown if n else frozenset()) for n, part in enumerate(parts)]
    told = dict(fact for each in found for fact in each)
    if all(found) or ("Venue" in told and _signed(parts, found)):
        return tuple(told.items())
    return found[-1] if any(label == "Venue" for label, _ in found[-1]) else ()  # "on arXiv in 2019; WOOL 2020"


def _signed(parts: Sequence[str], found: Sequence[tuple[tuple[str, str], ...]]) -> bool:
    """Return whether several names are the first part, and what is not known short: "Lund et al. · Kilo · WOOL 20"."""
    signed = {label for label, _ in found[0]} == {"Authors"}
    unknown = [part for part, told in zip(parts, found, strict=True) if not told]
    return signed and bool(_SEVERAL.search(parts[0])) and all(len(part.split()) <= _BODY_WORDS for part in unknown)


def is_parted(runs: Runs) -> bool:
    """Return whether signs part a line into names and a place, and nothing else: "Anna Lund, Bo Elm · WOOL 87, 67"."""
    shown = {run.text.strip() for run in runs if "italic" in run.marks}
    parts = _PARTED.split(plain(runs))
    found = [_told(part, shown if n else frozenset()) for n, part in enumerate(parts)]
    labels = [{label for label, _ in told} for told in found]
    others = set().union(*labels[1:])
    return len(found) > 1 and all(found) and labels[0] == {"Authors"} and "Venue" in others and "Authors" not in others


def _told(part: str, shown: Set[str]) -> tuple[tuple[str, str], ...]:
    """Return the facts of a part of a line; what is `shown` in italics there and no known place is a venue."""
    told = _part(part)
    named = bool(told) and not {label for label, _ in told} <= {"Authors"}
    return told if named or part not in shown else (("Venue", part),)


def _part(text: str) -> tuple[tuple[str, str], ...]:
    """Return the facts that a part of a line prints: what kind of work it is, a journal with its volume, or names."""
    if is_kind_of_work(text):
        return (("Kind", text),)
    if volume := numbered_volume(text):
        return volume
    kind, _, told = kind_of_line((Run(text, 1),))
    return told if kind in {"authors", "place"} else ()


def facts_of(lead: Lead) -> tuple[tuple[str, str], ...]:
    """Return names, venue and date of a lead under their labels."""
    return under_labels(lead.people, lead.venue, lead.dates)


def _label(text: str) -> str:
    match = _LABEL.match(text)
    return match["label"].strip("*_ ") if match and len(match["label"].split()) <= _LINK else ""


def _are_links(runs: Runs) -> bool:
    """Return whether runs are links under short labels or printed addresses, and hardly a word besides."""
    said = [run for run in runs if run.href and is_web(run.href)]
    beside = "".join(run.text for run in runs if run.href is None and run.image is None)
    words = [word for word in words_of(beside) if link_role(word) is None]
    short = all(run.image is not None or "bare" in run.marks or _is_label(run.text) for run in said)
    return bool(said) and short and len(words) <= 2


IDENTIFIER = re.compile(r"\s*(?:doi:?\s*)?10\.\d{4,9}/\S+|\s*(?:arXiv:\s?)?\d{4}\.\d{4,5}(?:v\d+)?\s*$", re.IGNORECASE)


def _is_label(text: str) -> bool:
    """Return whether the words of a link are a label rather than a venue, a title or a name."""
    if link_role(text) or IDENTIFIER.match(text):
        return True
    words = len(text.split())
    return words <= _LINK and not dates_in(text) and (venue_score(text) < 1.0 or words == 1)
