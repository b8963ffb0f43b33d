"""Several works in one sentence: linked titles of papers with their facts, a few words between them and before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from papergraph.readers.grammar.breaks import title_links
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.namelists import name_people
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Run, Runs

_TITLE = 3  # words of a linked title, at least
_BETWEEN = 12  # words between two works that stand in no brackets, at most
_LONGEST = 4_000  # characters that are looked at
_GROUPS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SIGN = re.compile(r"[;.:\n|•·)\]]\s|\s[-–—/|]\s|\b(?:and|by|with|or)\s", re.IGNORECASE)
#: What joins works at the end of a piece: ", followed by", "; optional:", "and also".
_JOINS = re.compile(r"(?:[\s,;+/&|•·]|\b[a-z]+\b:?)*$")


def linked_works(runs: Runs) -> list[Runs]:
    """Return the runs of each work where titles are linked to papers, each with its facts; none for any other runs.

    Names right before a linked title are its authors where they stand so with the first of them.
    """
    titles = _linked_titles(runs)
    if len(titles) < 2 or len({run.href for run in titles}) < len(titles) or sum(len(r.text) for r in runs) > _LONGEST:
        return []
    places = [runs.index(run) for run in titles]
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
    """Return the links to papers that are on words like a title."""
    return [run for run in title_links(runs) if is_paper_url(run.href or "") and len(words_of(run.text)) >= _TITLE]


def _in_brackets(before: Runs) -> bool:
    """Return whether what stands before leaves a bracket open."""
    text = "".join(run.text for run in before)
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")


def _names_at_end(runs: Sequence[Run]) -> Runs:
    """Return the run of names that a text ends with, behind the last sign that parts works; none where it has none."""
    if not runs or runs[-1].href or runs[-1].image or runs[-1].marks & {"bold"}:
        return ()
    last = runs[-1]
    for at in (0, *(match.end() for match in _SIGN.finditer(last.text))):
        text = last.text[at:]
        bare = text.strip(" ,:–—-")
        if bare and name_people(bare, surely=False):
            return (last._replace(text=text),)
    return ()


def _without_end(piece: list[Run], length: int) -> list[Run]:
    """Return the runs of a piece without the names of the next work, so many characters, and what joins the two."""
    last = piece[-1]
    if len(piece) < 2 or last.href or last.image:
        return piece
    text = last.text[: len(last.text) - length] if length else last.text
    return [*piece[:-1], last._replace(text=_JOINS.sub("", text))]
