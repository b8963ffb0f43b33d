"""Fields in lines of their own under a title, without labels: names, venue and date, each put under its label."""

from __future__ import annotations

import re
from dataclasses import replace

from papergraph.readers.grammar.scoring import prose_score
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.namelists import are_mostly_people, are_names, name_people
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.sections import names_list
from papergraph.readers.lexicon.venues import is_organisation, venue_score
from papergraph.readers.lexicon.words import AND, is_common, words_of
from papergraph.readers.passages import Passage, Run, plain, said_lines

_LONGEST = 20  # words of a line with venue and date
_REMARK = 12  # words of a remark between a title and its fields
_HALVES = re.compile(r"\s*[;|·]\s+|\s+[–—|]\s+")


_BETWEEN = re.compile(rf"[,;&]\s*(?:{AND}\s)?|\s{AND}\s")


def is_people_line(text: str) -> bool:
    """Return whether a line is names of people, and nothing else."""
    if any(sign.isdigit() for sign in text) or is_organisation(text):
        return False
    several = re.search(r",|;|&|\band\b|\bet al", text) is not None
    parts = [words_of(part) for part in _BETWEEN.split(text)]
    if any(len(words) > 1 and all(map(is_common, words)) for words in parts):
        return False  # "Artificial Grazing, Values, and Alignment"
    return are_names(text) and (several or people_score(text) >= 1.5)


def is_place_line(text: str) -> bool:
    """Return whether a line is a venue with its date, or either, and nothing else."""
    words = words_of(text)
    if not words or len(words) > _LONGEST or text.rstrip().endswith((".", "!", "?", ":")) or prose_score(text) > 1.2:
        return False
    dates = dates_in(text)
    rest = without_dates(text, dates)
    if dates and (not re.search(r"[^\W\d_]{3}", rest) or venue_score(text) >= 1.0):
        return True
    parts = [part for part in re.split(r",\s+|:\s+|\s*[()]\s*", rest) if re.search(r"[^\W\d_]{2}", part)]
    known = max((venue_score(part) for part in parts), default=-4.0)
    return known >= 2.0 or (bool(dates) and known >= 0.3)


def _told(line: Passage) -> list[tuple[str, str]] | None:
    """Return the labels and texts of the fields in a line under a title, or None where it is no such line."""
    text = plain(line.runs)
    if line.kind not in {"item", "paragraph"} or not text or labelled(line.runs) or any(run.href for run in line.runs):
        return None
    halves = _HALVES.split(text)
    for names, place in (halves[:2], halves[1::-1]) if len(halves) == 2 else ():
        if is_people_line(names) and is_place_line(place):
            return [("Venue", place), ("Authors", names)]
    if (parts := _names_and_place(line) or _names_before_place(text)) is not None:
        return [("Venue", parts[1]), ("Authors", parts[0])]
    if is_people_line(text):
        return [("Authors", text)]
    return [("Venue", text)] if is_place_line(text) else None


_SHORT = frozenset({"Nature", "Science", "Cell", "PNAS"})  # journals named by a word


def _names_and_place(line: Passage) -> tuple[str, str] | None:
    """Return the names of a line and the venue that ends it in italics ("Anna Lund, Ben Oak. *WOOL 2020*"), or None."""
    set_off = [n for n, run in enumerate(line.runs) if "italic" in run.marks and run.text.strip()]
    if not set_off or set_off != list(range(set_off[0], set_off[-1] + 1)) or not set_off[0]:
        return None
    names = plain(line.runs[: set_off[0]]).rstrip()
    place = plain(line.runs[set_off[0] : set_off[-1] + 1]).strip(" .,()[]")
    behind = plain(line.runs[set_off[-1] + 1 :]).strip(" .,()[]")
    if behind and without_dates(behind, dates_in(behind)).strip(" .,()[]"):
        return None
    place = f"{place} {behind}".strip()
    names = names.rstrip(" .,;:([–—-")
    people = is_people_line(names) or are_mostly_people(names)
    known = is_place_line(place) or place in _SHORT
    return (names, place) if people and known else None


_SIGN = re.compile(r"(?<!\bal)[,.;]\s+|\s*[，；。]\s*|\s+[–—-]\s+")
_SEVERAL = re.compile(rf", |\s{AND}\s|\bet al\b|\bu\. ?a\.")
_PLACED = 1.0  # how much what stands behind the names looks like a venue or a date, at least


def _names_before_place(text: str) -> tuple[str, str] | None:
    """Return the names that a line in plain words begins with and the venue or date behind them, or None."""
    for sign in _SIGN.finditer(text):
        rest = text[sign.end() :]
        first = _SIGN.split(rest, maxsplit=1)[0]
        if venue_score(first) >= max(_PLACED, people_score(first)):
            names = text[: sign.start()]
            known = is_people_line(names) or (_SEVERAL.search(names) and name_people(names, surely=False))
            return (names, rest) if known and is_place_line(rest) else None
    return None


def is_address_line(line: Passage) -> bool:
    """Return whether a line is printed addresses or links under labels, and no other words."""
    links = [run for run in line.runs if run.href and is_web(run.href) and ("bare" in run.marks or link_role(run.text))]
    beside = "".join(run.text for run in line.runs if run not in links and run.image is None)
    return bool(links) and not re.search(r"\w", beside)


_SERVER = re.compile(r"[a-z]{2,5}[Rr]xiv\b")  # "bioRxiv 2024.03.25.586100"


def _with_linked_place(item: Passage) -> Passage | None:
    """Return an item with the only line under it, links of which the first is its venue with the year, under labels.

    So "Gates of Wool in the Morning" over "[[Pasture Letters 15.1 (2024)](…)] • [[code](…)]".
    """
    title = plain(item.runs)
    if len(item.children) != 1 or len(words_of(title)) < 4 or any(run.href or run.image for run in item.runs):
        return None
    line = item.children[0]
    links = [run for run in line.runs if run.href and is_web(run.href)]
    beside = "".join(run.text for run in line.runs if run not in links and run.image is None)
    if not links or line.children or re.search(r"\w", beside) or title.endswith((":", "：")) or names_list(title):
        return None
    first, *others = links
    dated = any(date.year for date in dates_in(first.text))
    known = is_place_line(first.text) or _SERVER.match(first.text) is not None
    placed = dated and link_role(first.text) is None and known and is_paper_url(first.href or "")
    if not placed or any(link_role(run.text) is None for run in others):
        return None
    venue = re.sub(r"(?<=\w)\(", " (", first.text)
    below = [(Run(f"Venue: {venue}", line.first_line),), (Run("Paper: ", line.first_line), first)]
    told = [replace(line, runs=runs) for runs in below]
    return replace(item, children=(*told, *([replace(line, runs=tuple(others))] if others else ())))


def with_labels(item: Passage) -> Passage | None:
    """Return an item with the lines of names, venue and date right under it put under labels.

    None where there are no names and neither venue nor address beside them, or a date and an address: the item may be
    the name of a group.
    """
    if (placed := _with_linked_place(item)) is not None:
        return placed
    title = plain(item.runs)
    few = len(item.children) < (1 if item.children and _names_and_place(item.children[0]) else 2)
    if few or len(words_of(title)) < 2 or title.endswith((":", "：")) or labelled(item.runs):
        return None
    below: list[Passage] = []
    told: set[str] = set()
    addresses = remarks = 0
    for n, child in enumerate(item.children):
        fields = _told(child)
        if fields is None and not is_address_line(child):
            if not remarks and not told and not addresses and len(plain(child.runs).split()) <= _REMARK:
                remarks = 1
                below.append(child)
                continue
            below += item.children[n:]
            break
        addresses += fields is None
        if fields is None or told & {label for label, _ in fields}:
            below.append(child)
            continue
        told |= {label for label, _ in fields}
        for m, (label, text) in enumerate(fields):
            runs = (Run(f"{label}: {text}", child.first_line),)
            below.append(replace(child, runs=runs, children=child.children if m + 1 == len(fields) else ()))
    if ("Authors" in told and ("Venue" in told or addresses)) or ("Venue" in told and addresses):
        return replace(item, children=tuple(below))
    return None


_MOST_LINES = 8


def titled_paragraph(passage: Passage) -> Passage | None:
    """Return a paragraph whose first line is a title and whose others are its fields as an item with these under it."""
    if not any(run.text == "\n" for run in passage.runs):
        return None
    lines = said_lines(passage.runs)
    if not 2 < len(lines) <= _MOST_LINES or any(run.href for run in lines[0]) or len(plain(passage.runs)) > 1200:
        return None
    title = plain(lines[0])
    placed = bool(dates_in(title)) and is_place_line(title)
    if is_people_line(title) or placed or title.endswith((".", ",")) or prose_score(title) > 1.2:
        return None
    first, *below = (Passage("item", line[0].line, line[-1].line, line) for line in lines)
    told = sum(_told(line) is not None or is_address_line(line) for line in below)
    printed = any("bare" in run.marks for line in below for run in line.runs)
    if told < len(below) - 1 or not printed:
        return None
    return with_labels(replace(first, children=tuple(below)))
