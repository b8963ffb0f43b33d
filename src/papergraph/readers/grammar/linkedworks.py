"""Several works in one sentence: linked titles of papers with their facts, a few words between them and before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from papergraph.readers.grammar.breaks import title_links
from papergraph.readers.grammar.editors import without
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.identified import without_identifiers
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.namelists import name_people
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Run, Runs

_TITLE = 2  # words of a linked title, at least
_SURE = 5  # ... of one that holds a year
_PERSON = 1.8  # what the name of a person scores
_FAR = 40  # characters behind a title in which its date stands
_PLACED = re.compile(r"\s*\(")
_BETWEEN = 12  # words between two works that stand in no brackets, at most
_LONGEST = 4_000  # characters that are looked at
_GROUPS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SIGN = re.compile(r"[;.:\n|•·)\]],?\s|\s[-–—/|]\s|\b(?:and|by|from|with|or)\s", re.IGNORECASE)
#: What joins works at the end of a piece: ", followed by", "; optional:", "and also". Read backwards, from that end.
_JOINS = re.compile(r"(?:[\s,;+/&|•·]|:?\b[a-z]+\b)*+")


def linked_works(runs: Runs) -> list[Runs]:
    """Return the runs of each work where titles are linked to papers, each with its facts; none for any other runs.

    Names right before a linked title are its authors where they stand so with the first of them.
    """
    titles = _linked_titles(runs)
    if any(len(words_of(run.text)) <= _TITLE for run in titles):  # "[Hay Nets](…)" is one behind names, or among others
        among = sum(len(words_of(run.text)) > _TITLE for run in titles) > 1
        titles = [
            run
            for run in titles
            if len(words_of(run.text)) > _TITLE
            or (among and all(word[0].isupper() for word in words_of(run.text)))
            or _names_at_end(runs[: runs.index(run)])
        ]
    if len(titles) < 2 or len({run.href for run in titles}) < len(titles) or sum(len(r.text) for r in runs) > _LONGEST:
        return []
    places = [runs.index(run) for run in titles]
    if any("break" in run.marks for run in runs[: places[0]]):
        return []  # the line before is the title
    if any(_in_brackets(runs[:place]) for place in places):
        return []
    between = ["".join(run.text for run in runs[a + 1 : b] if run.image is None) for a, b in pairwise(places)]
    if any(len(words_of(_GROUPS.sub(" ", text))) > _BETWEEN for text in between):
        return []
    names = _names_at_end(runs[: places[0]])
    out: list[Runs] = []
    for n, place in enumerate(places):
        stop = places[n + 1] if n + 1 < len(places) else len(runs)
        piece = list(runs[place:stop])
        following = _names_at_end(piece[1:]) if names and n + 1 < len(places) else ()
        if n + 1 < len(places):
            piece = _without_end(piece, sum(len(run.text) for run in following))
        out.append((*names, *piece))
        names = following
    return out


def works_from_links(runs: Runs) -> list[Runs]:
    """Return the runs of the one work of a text with a title linked to a paper, from there on; none for others."""
    titles = _linked_titles(runs)
    if len(titles) != 1 or _in_brackets(runs[: runs.index(titles[0])]):
        return []
    before = runs[: runs.index(titles[0])]
    return [(*_names_at_end(before), *runs[len(before) :])]


def _linked_titles(runs: Runs) -> list[Run]:
    """Return the links to papers that are on words like a title: neither names nor a date."""
    return [
        run
        for run in title_links(runs)
        if is_paper_url(run.href or "")
        and len(words_of(without_identifiers(run.text))) >= _TITLE
        and not (dates_in(run.text) and len(words_of(run.text)) < _SURE)
        and not any(date.month for date in dates_in(run.text))
        and people_score(run.text) < _PERSON
    ]


def title_behind_name(runs: Runs) -> Runs:
    """Return runs that a linked name begins, its work behind it, with the work first and the name at their end.

    So "[SheepConv](…) from Lund *et al.*: [Counting Sheep](https://arxiv.org/…) (WOOL 2018)": names stand before the
    linked title, or a date right behind it.
    """
    links = title_links(runs)
    titles = _linked_titles(runs)
    if len(titles) != 1 or not links or links[0] is titles[0] or len(words_of(links[0].text)) > _TITLE:
        return runs
    place = runs.index(titles[0])
    name = runs.index(links[0])
    words = "".join(run.text for run in runs[name + 1 : place])
    if name > place or is_paper_url(links[0].href or "") or _in_brackets(runs[:place]):
        return runs
    names = _names_at_end(runs[name + 1 : place])
    behind = "".join(run.text for run in runs[place + 1 : place + 2])
    placed = _PLACED.match(behind) is not None and bool(dates_in(behind[:_FAR]))
    if not (placed and (names or len(words_of(words)) <= _BETWEEN)) and not (names and words.rstrip().endswith(":")):
        return runs
    return (*names, *runs[place:], Run(" (", runs[-1].line), links[0], Run(")", runs[-1].line))


def _in_brackets(before: Runs) -> bool:
    """Return whether what stands before leaves a bracket open."""
    text = "".join(run.text for run in before)
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")


def _names_at_end(runs: Sequence[Run]) -> Runs:
    """Return the runs of names that a text ends with, behind the last sign that parts works; none where it has none."""
    at = len(runs)
    while at and not (runs[at - 1].href or runs[at - 1].image or runs[at - 1].marks & {"bold"}):
        at -= 1
    tail = tuple(runs[at:])
    text = "".join(run.text for run in tail)
    for begin in (0, *(match.end() for match in _SIGN.finditer(text))):
        bare = text[begin:].strip(" ,:–—-")
        if bare and name_people(bare, surely=False):
            return without(tail, 0, begin)
    return ()


def _without_end(piece: list[Run], length: int) -> list[Run]:
    """Return the runs of a piece without the names of the next work, so many characters, and what joins the two."""
    size = sum(len(run.text) for run in piece if run.image is None)
    kept = [*without(tuple(piece), size - length, size)]
    last = kept[-1]
    if len(kept) < 2 or last.href or last.image:
        return kept
    joins = _JOINS.match(last.text[::-1])
    return [*kept[:-1], last._replace(text=last.text[: len(last.text) - (joins.end() if joins else 0)])]
