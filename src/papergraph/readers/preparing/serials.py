"""Works that a series numbers: the same word and a growing number before each ("PR-012: Title", "Paper #3 — Title")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.dates import MONTHS
from papergraph.readers.lexicon.sections import names_session
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.passages import Passage, Run, plain

ENOUGH = 5  # of a series
_SHARE = 0.5  # of the paragraphs and items with links belong to it
_SERIAL = re.compile(
    r"(?P<open>[(\[]?)(?P<name>[^\W\d_]{1,12})[- ]?#?(?P<number>\d{1,4})[)\]]?\s*[:.)|–—-]\s*(?=[^\W_]|[“\"'*(\[])"
)


def with_series_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages without the names and numbers of a series, and without brackets around what they number."""
    found: dict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    linked = 0
    for n, passage in enumerate(passages):
        if passage.kind not in {"paragraph", "item"} or passage.problem:
            continue
        linked += any(run.href for run in passage.runs)
        first = passage.runs[0] if passage.runs else None
        match = _SERIAL.match(first.text) if first is not None and not first.href else None
        if (
            match
            and not names_session(plain(passage.runs))
            and match["name"].lower() not in MONTHS
            and venue_name_score(match["name"]) < 1.0
        ):
            found[match["name"]].append((n, match))
    out = list(passages)
    for members in found.values():
        numbers = [int(match["number"]) for _, match in members]
        grows = all(a < b for a, b in pairwise(numbers)) or all(a > b for a, b in pairwise(numbers))
        if len(members) < ENOUGH or len(members) < _SHARE * linked or not grows:
            continue
        for n, match in members:
            out[n] = _without(passages[n], match)
    return out


def _without(passage: Passage, match: re.Match[str]) -> Passage:
    """Return a passage without a name and number of a series, and without the brackets that these open: an item.

    What is nothing but a title is stated as such: the series counts works.
    """
    runs = [passage.runs[0]._replace(text=passage.runs[0].text[match.end() :]), *passage.runs[1:]]
    if match["open"] and plain(runs).count(")") > plain(runs).count("("):
        runs = _without_closing(runs)
    told = replace(passage, runs=tuple(run for run in runs if run.text or run.image is not None))
    lead = read_lead(told.runs, NO_PRIOR)
    if lead.order == ("title",) and lead.people == NOBODY and not any(run.href for run in told.runs):
        told = replace(told, runs=tuple(run._replace(marks=run.marks | {"stated"}) for run in told.runs))
    return replace(told, kind="item", marker="-") if told.kind == "paragraph" else told


def _without_closing(runs: Sequence[Run]) -> list[Run]:
    """Return the runs without the first closing bracket that nothing in them opens."""
    out = list(runs)
    depth = 0
    for n, run in enumerate(out):
        for at, sign in enumerate(run.text):
            depth += (sign == "(") - (sign == ")")
            if depth < 0:
                out[n] = run._replace(text=run.text[:at] + run.text[at + 1 :])
                return out
    return out
