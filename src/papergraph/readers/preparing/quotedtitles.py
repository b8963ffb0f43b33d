"""Items that are a title set off and its year over lines of surnames, remarks and a link, each said for what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.namelists import SURNAME, are_names
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_organisation, venue_name_score, venue_score
from papergraph.readers.passages import Passage, Run, plain

_ENOUGH = 2  # items of the kind in one document
_MOST = 6  # lines under a title
_LONGEST = 200  # characters of a line
_TITLE = re.compile(r"[\"“”«„]\s*[^\W_].{2,}[\"“”»]\W*\((?:1[89]|20)\d\d\)\W*")
_ET_AL = re.compile(r",?\s+(?:et al\b\.?|y otros|e outros|u\. ?a\.)\s*$")
_HOUSE = re.compile(r"\s*\([^()]{2,30}\)\s*$")  # "Lund et al. (Wool Mind)"
_SURNAMES = re.compile(rf"{SURNAME}(?:(?:,|,? (?:&|and|y|e|et|und)) {SURNAME})*")


def with_quoted_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the lines under quoted titles with a year put under labels, where several are such."""
    told = [_told(passage) for passage in passages]
    if sum(item is not None for item in told) < _ENOUGH:
        return list(passages)
    return [item or passage for item, passage in zip(told, passages, strict=True)]


def _told(item: Passage) -> Passage | None:
    """Return an item of the kind with the names, the place and the remarks under labels, or None for any other."""
    below = item.children
    if item.kind != "item" or item.problem or not 1 < len(below) <= _MOST or any(run.href for run in item.runs):
        return None
    if any(line.kind != "item" or line.children or line.problem for line in below):
        return None
    if not all(0 < len(plain(line.runs)) <= _LONGEST for line in below) or not _TITLE.fullmatch(plain(item.runs)):
        return None
    names = _names(below[0]) or (_surname(below[0]) if len(below) == 2 and below[1].runs[-1].href else None)
    places = [_place(line) for line in below]
    if names is None and not any(places):
        return None
    out: list[Passage] = []
    for n, (line, place) in enumerate(zip(below, places, strict=True)):
        if n == 0 and names is not None:
            out.append(_labelled(line, "Authors", names))
        elif place is not None:
            linked = tuple(run._replace(text="Paper") if run.href else run for run in line.runs)
            out += [_labelled(line, "Venue", place), replace(line, runs=linked)]
        elif names is not None and _tempts(line):
            out.append(_labelled(line, "Note", plain(line.runs)))
        else:
            out.append(line)
    return replace(item, children=tuple(out))


def _labelled(line: Passage, label: str, text: str) -> Passage:
    return replace(line, runs=(Run(f"{label}: {text}", line.first_line),))


def _tempts(line: Passage) -> bool:
    """Return whether a remark under the names looks like further names or a place."""
    text = plain(line.runs)
    return not any(run.href for run in line.runs) and (people_score(text) >= 1.5 or venue_score(text) >= 1.0)


def _names(line: Passage) -> str | None:
    """Return the names of people that a line is, be they surnames alone, or None."""
    text = plain(line.runs).strip()
    if any(run.href for run in line.runs) or re.search(r"[\d:]", text) or is_organisation(text):
        return None
    text = _HOUSE.sub("", text)
    alone = _ET_AL.sub("", text)
    if alone != text:
        return text if _SURNAMES.fullmatch(alone) else None
    several = re.search(r",|&|\s(?:and|y|e|et|und)\s", text) is not None
    if several:
        return text if are_names(text, surely=False) and _SURNAMES.fullmatch(text) else None
    return text if people_score(text) >= 1.0 and " " in text and are_names(text, surely=False) else None


def _surname(line: Passage) -> str | None:
    """Return the one word with a capital letter that a line is, or None."""
    text = plain(line.runs).strip()
    word = re.fullmatch(SURNAME, text) and not text.isupper() and len(text.split()) == 1 and people_score(text) >= 0.0
    return text if word and not any(run.href for run in line.runs) else None


def _place(line: Passage) -> str | None:
    """Return the name of a journal or a meeting that is all the words of a line and its link, or None."""
    linked = [run for run in line.runs if run.href]
    text = plain(line.runs).strip(" []()")
    if len(linked) != 1 or "bare" in linked[0].marks or text != plain(tuple(linked)).strip(" []()"):
        return None
    if link_role(text) or dates_in(text) or len(text.split()) > 8:
        return None
    return text if venue_name_score(text) >= (1.5 if is_organisation(text) else 1.0) else None
