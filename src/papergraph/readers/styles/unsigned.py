"""References without authors: a title, its venue and the year, with points between and nothing else."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import SURNAME, UP, name_people
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import AND, FUNCTION, is_common
from papergraph.readers.styles.styled import YEAR, Span, sentence_end, span_of

#: Authors before a title: "Oak, A. B.", "Oak AB", "Oak, Anna. ", "A. B. Oak".
_SIGNED = re.compile(
    rf"{SURNAME},? [{UP}](?:\.|[{UP}]{{0,2}}(?![\w'’]))|{SURNAME}, [{UP}][\w'’-]+(?: [{UP}]\.?)?\. |"
    rf"(?:[{UP}]\. ?){{1,3}}{SURNAME}\b"
)
#: ... or their surnames alone: "Oak, Elm, and Rye. ".
_WORD = rf"[{UP}][\w'’-]*[a-zà-ÿ]"
_SURNAMES = re.compile(rf"(?P<names>{_WORD}(?:, {_WORD}){{0,5}}(?:,? {AND} {_WORD}|, {_WORD}|,? et al))\. ")
#: ... parted by commas, and a dash behind them: "Oak, Elm, Rye – Gates and Fences".
_DASHED = re.compile(rf"(?P<names>{_WORD}(?:, {_WORD}){{1,5}}) [–—-] ")
_CLOSING_YEAR = re.compile(rf"[ (](?P<year>{YEAR})\)?[.\s]*$")
_NO_VENUE = re.compile(r"[\d?!;()“”\"]|(?<=[a-z]{4})\. ")


def unsigned(flat: Flat, text: str, start: int) -> list[Span]:
    """Return where title, venue and year of a reference stand that prints no authors; nothing for any other."""
    year = _CLOSING_YEAR.search(text, start)
    if year is None or not _is_set_alike(flat, start, year.start()) or _is_signed(text, start):
        return []
    end = sentence_end(text, start)
    while end is not None and end[1] < year.start():
        venue, title = text[end[1] : year.start()].strip(" ."), text[start : end[0]]
        known = venue_name_score(venue) >= (3.0 if "," in venue else 1.2) and not _NO_VENUE.search(venue)
        if known and _are_people_first(venue, title):
            return []
        if known and is_name_of_venue(venue) and text[end[0]] == ".":
            first, *others = (part.partition(", ")[0] for part in title.split(". "))
            if name_people(title.partition(": ")[0] if ": " in title else ""):
                return []  # "Anna Lund et al.: Gates of Wool"
            if len(title.split()) < 4 or people_score(first) >= 2.2 or max(map(people_score, others), default=0) >= 1.8:
                return []
            return [
                span_of(text, start, end[1], "title"), span_of(text, end[1], year.start(), "venue"),
                Span(*year.span("year"), "date"),
            ]  # fmt: skip
        end = sentence_end(text, end[1])
    return []


def _are_people_first(venue: str, title: str) -> bool:
    """Return whether the first words of a venue are people ("Ben Oak. WOOL"), or what follows on a title that asks."""
    first, _, rest = venue.partition(". ")
    asked = re.split(r"[?!] ", title)[1:]
    closing = title.rpartition(", ")[2]  # "Gates of Wool, Anna Lund, Ben Oak. WOOL 2020"
    if len(title.split(", ")) > 1 and " " in closing and "." not in closing and people_score(closing) >= 1.8:
        return True
    people = bool(rest) and " " in first and people_score(first) >= 1.8
    return people or any(" " in words and people_score(words.partition(", ")[0]) >= 1.8 for words in asked)


def _is_signed(text: str, start: int) -> bool:
    """Return whether authors stand first."""
    if _SIGNED.match(text, start):
        return True
    names = _SURNAMES.match(text, start)
    if re.search(r"\. [“\"]", text):
        return True  # the title is in quotes behind them
    if (dashed := _DASHED.match(text, start)) and not any(map(is_common, dashed["names"].split(", "))):
        return True
    return names is not None and not all(map(is_common, re.findall(r"[^\W\d_][\w'’-]+", names["names"])))


def _is_set_alike(flat: Flat, start: int, end: int) -> bool:
    """Return whether all of a stretch is one link, or in plain words; a line that was ended on purpose parts it."""
    first = flat.run_at(start)
    here = [run for _, _, run in flat.runs_between(start, end)]
    return all(run.href == first.href and not run.marks & {"bold", "italic", "break"} for run in here)


def is_name_of_venue(name: str) -> bool:
    """Return whether words between a title and a volume can be a journal: known, or with capitals as names have."""
    content = [word for word in name.split() if word.lower() not in FUNCTION and word != "&"]
    capital = sum(word[:1].isupper() for word in content)
    return venue_name_score(name) > 0.3 or (0 < len(content) <= 9 and capital == len(content))
