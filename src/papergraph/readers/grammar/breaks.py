"""Paragraphs whose lines end in wanted breaks and are an entry each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from papergraph.readers.flat import is_decoration
from papergraph.readers.grammar.evidence import ALONE, evidence, has_title, leads_to_paper
from papergraph.readers.grammar.lead import Lead, badge_dates, read_lead
from papergraph.readers.grammar.leadnames import without_meeting
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_note_url, is_paper_url, is_web
from papergraph.readers.lexicon.namelists import are_mostly_people, are_people
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Run, Runs, plain, split_at_breaks

_TITLED = re.compile(r"([^()\[\]]+?)\s*[(\[][^()\[\]]*[)\]]\W*$")
_LONGEST = 100_000  # characters of a paragraph whose lines are read one by one


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs with the source lines they take; `head` when they begin with a reference."""

    runs: Runs
    first_line: int
    last_line: int
    head: bool


def lines_of(runs: Runs) -> tuple[int, int]:
    """Return the first and the last source line of runs."""
    numbers = [run.line for run in runs if run.text.strip() or run.image]
    return (min(numbers), max(numbers)) if numbers else (runs[0].line, runs[0].line) if runs else (0, 0)


def title_links(runs: Runs) -> list[Run]:
    """Return the links that could be titles: on words that are no label, out of the document; no notes on a paper."""
    links = [
        run for run in runs
        if run.href and run.image is None and "bare" not in run.marks and is_web(run.href)
        and link_role(run.text) is None and not is_decoration(run.text) and not _is_place(run.text)
    ]  # fmt: skip
    if not any(is_paper_url(run.href or "") for run in links):
        return links
    return [run for run in links if not (run.href or "").startswith("http") or not is_note_url(run.href or "")]


def _is_place(text: str) -> bool:
    """Return whether the words of a link say where and when a work was published ("arXiv, 3 May 2020")."""
    titled = _TITLED.match(text)
    if titled is not None and len(words_of(titled[1])) > 2 and venue_score(titled[1]) < 1.2:
        return False  # "Counting the Flock (WOOL '05)"
    return bool(dates_in(text)) and venue_score(text) >= 2.0 and parse_group(text).kind in {"date", "venue"}


def break_pieces(runs: Runs) -> list[Piece]:
    """Return the pieces between wanted line breaks that are entries, else none.

    At least two begin with a linked title, or nearly all are references by themselves, one printed like the other.
    """
    found = [chunk for chunk in split_at_breaks(runs, "break") if plain(chunk) or any(run.image for run in chunk)]
    if len(found) == 1 and _are_linked_lines(lines := _whole_links(split_at_breaks(runs, "any"))):
        found = lines
    chunks = _with_badges(found)
    if len(found) < 2:
        return []
    if _are_counted(chunks):
        return []  # the lines that numbers begin are told by these
    heads = [bool(title_links(chunk)) and starts_linked(chunk) for chunk in chunks]
    dated = [bool(badge_dates(chunk)[0]) for chunk in chunks]
    if sum(heads) == 1 and any(_are_names(plain(chunk)) for chunk in chunks[heads.index(True) + 1 :]):
        return []  # one work and its authors
    if sum(heads) < 2 and not (any(heads) and any(dated)):
        heads = _alike(chunks)
        heads = heads if any(heads) else _among_parts(chunks)
        chunks = [_unled(chunk) for chunk in chunks]
    pieces = zip(chunks, heads, strict=True) if any(heads) else ()
    return [Piece(chunk, *lines_of(chunk), head=head) for chunk, head in pieces]


def _are_names(text: str) -> bool:
    return are_people(text) or are_mostly_people(text)


_NUMBER = re.compile(r"\s*[\[【(](?P<number>\d{1,3})[\])】]\s?\S")


def _are_counted(chunks: Sequence[Runs]) -> bool:
    """Return whether pieces begin with numbers in brackets that count up or down by one, the first with one of them."""
    found = [_NUMBER.match(plain(chunk)) for chunk in chunks]
    numbers = [int(match["number"]) for match in found if match]
    linked = any(link_role(run.text) is None for chunk in chunks for run in chunk[:2] if run.href)
    return found[0] is not None and not linked and {b - a for a, b in pairwise(numbers)} in ({1}, {-1})


def _alike(chunks: Sequence[Runs]) -> list[bool]:
    """Return which pieces are references by themselves, where four in five are and most set their titles alike."""
    if len(chunks) < 2 or sum(len(plain(chunk)) for chunk in chunks) > _LONGEST:
        return [False] * len(chunks)
    leads = [read_lead(chunk, NO_PRIOR) for chunk in chunks]
    heads = [_is_reference(lead, chunk) for lead, chunk in zip(leads, chunks, strict=True)]
    settings = Counter((lead.setting, lead.order[:1]) for lead, head in zip(leads, heads, strict=True) if head)
    most = max(settings.values(), default=0)
    enough = 5 * sum(heads) >= 4 * len(heads) and 2 * most > sum(heads) and most > 1
    return heads if enough else [False] * len(chunks)


_PART_OF = re.compile(r"[^“\"]{3,40}, [\d\s,–-]{2,40}\.?")


def _among_parts(chunks: Sequence[Runs]) -> list[bool]:
    """Return which pieces are whole references with a quoted title, where the others say what to read of other works.

    So on the plan of a course: its day, "Lund, 12–40.", and "“Wool,” Ben Oak, *Hay* 12 (1999)" below that.
    """
    if not 1 < len(chunks) < 40 or sum(len(plain(chunk)) for chunk in chunks) > _LONGEST:
        return [False] * len(chunks)
    leads = [read_lead(chunk, NO_PRIOR) for chunk in chunks]
    formal = [lead.cut is not None and lead.cut.formal is not None for lead in leads]
    sure = [
        (styled or (lead.setting == "quote" and lead.venue is not None))
        and bool(lead.people.names and lead.dates and has_title(lead))
        for lead, styled in zip(leads, formal, strict=True)
    ]
    parts = sum(_PART_OF.fullmatch(plain(chunk)) is not None for chunk in chunks)
    told = sum(sure) > 1 or (any(sure) and parts > 0)
    return sure if told and 2 * (sum(sure) + parts) >= len(chunks) else [False] * len(chunks)


def _is_reference(lead: Lead, chunk: Runs) -> bool:
    """Return whether a piece is a reference by itself: signed, dated, or with a title of some words."""
    if not has_title(lead) or lead.order[:1] == ("prose",):
        return False
    known = any(map(leads_to_paper, chunk)) or bool(lead.people.names or lead.dates) or len(words_of(lead.title)) > 2
    placed = lead.whole and lead.order == ("title",) and bool(lead.venue and lead.dates)  # "Wool (HAY 2023) [Paper]"
    return known and (placed or evidence(lead, chunk) >= ALONE)


def _unled(chunk: Runs) -> Runs:
    """Return a piece without the end of the line before it."""
    return chunk[1:] if chunk and chunk[0].image is None and not chunk[0].text.strip() else chunk


def _whole_links(lines: Sequence[Runs]) -> list[Runs]:
    """Return the lines, two that one link goes over as one."""
    out: list[Runs] = []
    for line in lines:
        before = [run for run in out[-1] if run.text.strip()] if out else []
        after = [run for run in line if run.text.strip()]
        if before and after and before[-1].href is not None and before[-1].href == after[0].href:
            first = after[0]
            out[-1] = (*out[-1], first._replace(text=f" {first.text.lstrip()}"), *line[line.index(first) + 1 :])
        else:
            out.append(line)
    return out


_SHARE = 0.6  # of lines that are linked titles of some words


def _are_linked_lines(lines: Sequence[Runs]) -> bool:
    """Return whether lines are linked titles: all of them are, or most, and nearly all others are a linked name."""
    titles = sum(map(_is_linked_line, lines))
    if titles == len(lines):
        return True
    named = sum(_is_linked_line(line, least=1) for line in lines)
    return titles > 2 and titles >= _SHARE * len(lines) and named >= 0.8 * len(lines)


def _is_linked_line(line: Runs, least: int = 3) -> bool:
    """Return whether a line is a linked title of so many words, with a date or a number before and few words behind."""
    links = title_links(line)
    words = len(words_of(plain(links)))
    if len({link.href for link in links}) != 1 or not starts_linked(line) or words < least:
        return False
    return len(words_of(plain(line))) <= words + 4


def _with_badges(chunks: Sequence[Runs]) -> list[Runs]:
    """Return the chunks, one that is nothing but a badge with a date put before the linked title that follows on it."""
    out: list[Runs] = []
    for chunk in chunks:
        before = out[-1] if out else ()
        if before and not re.search(r"\w", plain(before)) and badge_dates(before)[0] and starts_linked(chunk):
            out[-1] = (*before, *chunk)
        else:
            out.append(chunk)
    return out


def starts_linked(chunk: Runs) -> bool:
    """Return whether a linked title is what the words of a piece begin with, but for a date, a number, a meeting's."""
    for run in without_meeting(tuple(chunk)):
        if run.href and run.image is None:
            return link_role(run.text) is None and not _is_place(run.text)
        if run.image is None and re.search(r"[^\W\d_]{3}", run.text):
            return False
    return False
