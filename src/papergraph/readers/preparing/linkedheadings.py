"""Headings that are linked titles of papers, with date, venue, names and a summary in paragraphs of their own below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import ALONE
from papergraph.readers.layout.fieldlines import is_people_line, is_place_line
from papergraph.readers.layout.headings import is_entry
from papergraph.readers.layout.joining import is_links_alone, labelled
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.groups import are_mostly_people
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url, is_web
from papergraph.readers.lexicon.sections import names_list
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.passages import Passage, Run, Runs, plain, split_at_breaks

ENOUGH = 2  # such works on a level
_LINK = 4  # words of the label of a link, at most
_PART = 16  # words of a part of a line of facts, at most
_BETWEEN = re.compile(r"\s+[·•|｜–—]\s+")
_KIND = re.compile(
    r"\b(?:articles?|reviews?|perspectives?|papers?|letters?|editorials?|reports?|surveys?|preprints?|oral|posters?|"
    r"spotlights?|viewpoints?|comment(?:ary)?|tutorials?|focus|communications?)$",
    re.IGNORECASE,
)  # what kind of work it is, by the last word
_VOLUME = re.compile(r"[A-Z][^\d()]{1,60} \d{1,4}\s?(?:\(\d{1,4}\)|:\s?\d).*")


def with_linked_headings(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the paragraphs under headings that are linked titles as the items of these.

    So only where a line of facts stands under them: a date with the venue, or the names, and under another of the
    level as well.
    """
    found: dict[int, list[Passage]] = {}
    for n, passage in enumerate(passages):
        if (address := _address(passage)) is not None:
            below = passages[n + 1 : _end(passages, n + 1)]
            if (told := _told_below(below, address)) is not None:
                found[n] = told
    levels = Counter(passages[n].level for n in found)
    out: list[Passage] = []
    end = 0
    for n, passage in enumerate(passages):
        if n in found and levels[passage.level] >= ENOUGH:
            out += [passage, *found[n]]
            end = _end(passages, n + 1)
        elif n >= end:
            out.append(passage)
    return out


def _address(heading: Passage) -> str | None:
    """Return the address of the paper that a heading is one whole link to, or None."""
    words = [run for run in heading.runs if re.search(r"\w", run.text) and run.image is None]
    if heading.kind != "heading" or not words or len({run.href for run in words}) != 1:
        return None
    href = words[0].href
    title = plain(heading.runs)
    titled = len(title.split()) > 1 and not names_list(title) and link_role(title) is None
    return href if href and titled and is_paper_url(href) else None


def _end(passages: Sequence[Passage], start: int) -> int:
    """Return where the paragraphs under a heading end."""
    own = {"paragraph", "comment"}
    return next((n for n in range(start, len(passages)) if passages[n].kind not in own), len(passages))


def _told_below(below: Sequence[Passage], address: str) -> list[Passage] | None:
    """Return the paragraphs under a linked title as items under labels, or None where none is a line of facts."""
    out: list[Passage] = []
    facts = 0
    for passage in below:
        if passage.kind == "comment":
            out.append(passage)
            continue
        if passage.problem or _begins_other(passage.runs, address):
            return None
        for line in _lines(passage.runs):
            parts = _facts(line)
            facts += bool(parts)
            out += [_item(passage, runs) for runs in parts] or _notes(passage, line)
    return out if facts else None


def _begins_other(runs: Runs, address: str) -> bool:
    """Return whether a paragraph begins with the linked title of another paper."""
    first = next((run for run in runs if re.search(r"\w", run.text) and run.image is None), None)
    if first is None or first.href is None or first.href == address or link_role(first.text):
        return False
    return len(first.text.split()) > _LINK or (is_paper_url(first.href) and not _are_links(runs))


def _lines(runs: Runs) -> list[Runs]:
    """Return the lines of a paragraph where each begins with a label or is broken off; else it is one."""
    lines = [line for line in split_at_breaks(runs, "any") if plain(line)]
    if len(lines) > 1 and all(labelled(line) or _has_bold_label(line) for line in lines):
        return lines
    return [line for line in split_at_breaks(runs, "break") if plain(line)]


def _has_bold_label(runs: Runs) -> bool:
    """Return whether runs begin with words in bold letters and a colon."""
    first = next((run for run in runs if run.text.strip()), None)
    if first is None or "bold" not in first.marks or first.href:
        return False
    return re.match(r"[^:]{2,40}:(?!\S)", plain(runs)) is not None and len(first.text.rstrip(" :").split()) <= _LINK


def _are_links(runs: Runs) -> bool:
    """Return whether runs are links under short labels, and no other words."""
    said = [run for run in runs if re.search(r"\w", run.text) and run.image is None]
    return bool(said) and all(run.href and is_web(run.href) and len(run.text.split()) <= _LINK for run in said)


def _facts(line: Runs) -> list[Runs]:
    """Return the facts of a line that says nothing else, each under its label; none where it is no such line."""
    if any(run.href for run in line) or labelled(line) or _has_bold_label(line):
        return []
    text, at = plain(line), line[0].line
    if is_people_line(text) or are_mostly_people(text):
        return [(Run(f"Authors: {text}", at),)]
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) == 1 and _label(text) == "Date":
        return [_told("Date", text, at)]
    if not 1 < len(parts) <= 5:
        return []
    labels = [_label(part) for part in parts]
    if "Date" not in labels or len(labels) - labels.count("Note") < 2 or labels.count("Venue") > 1:
        return []
    return [_told(label, part, at) for label, part in zip(labels, parts, strict=True)]


def _told(label: str, text: str, line: int) -> Runs:
    if label == "Kind":
        return Run("Note: ", line), Run("Kind:", line, frozenset({"bold"})), Run(f" {text}", line)
    return (Run(f"{label}: {text}", line),)


def _label(part: str) -> str:
    """Return the label of a part of a line of facts."""
    dates = dates_in(part)
    if dates and not re.search(r"[^\W_]", without_dates(part, dates)):
        return "Date"
    if _KIND.search(part) and len(part.split()) <= _LINK:
        return "Kind"
    if is_people_line(part):
        return "Authors"
    placed = _VOLUME.fullmatch(part) or venue_score(part) >= 1.0 or is_place_line(part)
    return "Venue" if placed and len(part.split()) <= _PART else "Note"


def _notes(passage: Passage, line: Runs) -> list[Passage]:
    """Return a line as notes of the work above it, whatever it looks like; each link of a line of links as one."""
    links: list[Runs] = [(run,) for run in line if run.href] if _are_links(line) else []
    return [_own(_item(passage, runs)) for runs in links or [line]]


def _own(item: Passage) -> Passage:
    """Return an item told to be a note where it looks like a work of its own, or has a label that no list knows."""
    known = labelled(item.runs) or is_links_alone(item.runs)
    if known or not (is_entry(item, ALONE) or _has_bold_label(item.runs)):
        return item
    return replace(item, runs=(Run("Note: ", item.first_line), *item.runs))


def _item(passage: Passage, runs: Runs) -> Passage:
    lines = [run.line for run in runs if run.text.strip()] or [passage.first_line]
    return replace(passage, kind="item", marker="-", first_line=min(lines), last_line=max(lines), runs=runs)
