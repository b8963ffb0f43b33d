"""Who wrote a work, named as its owner: "Lund and Oak's *Counting Sheep* (2019)", "Elm's classic “Gates of Wool”"."""

from __future__ import annotations

import re

from papergraph.readers.grammar.titlelabels import is_linked_title
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.people import is_person, people_score
from papergraph.readers.lexicon.venues import is_organisation, venue_name_score
from papergraph.readers.lexicon.words import is_common, words_of
from papergraph.readers.passages import Run, Runs

_NAME = r"[^\W\d_a-z][\w.’'-]*?"
_OWNER = re.compile(
    rf"\s*(?P<names>{_NAME}(?:,? (?:and |& )?(?:[a-z]{{2,3}} ){{0,2}}{_NAME}){{0,8}}(?:,? et al\.?)?)"
    r"(?:['’]s|(?<=s)['’])"
    r"(?P<said>(?: [a-z][\w-]*){0,3}?)\s*(?:$|(?=[“\"«]))"
)
_QUOTED = re.compile(r"[“\"«](?P<title>[^“”\"»]+)[”\"»](?=\s*(?:$|[,.;(\[]|(?:19|20)\d\d))")  # no "“Wool” summary"
_TITLE = 3  # words of a title that is set off, at least


def with_owners(runs: Runs) -> Runs:
    """Return the runs, people who own the title that is set off right behind them as its authors."""
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or runs[first].href is not None or runs[first].marks:
        return runs
    run = runs[first]
    match = _OWNER.match(run.text)
    if match is None or not _are_people(match["names"]):
        return runs
    rest = run.text[match.end() :]
    quoted = _QUOTED.match(rest)
    if rest and (quoted is None or len(words_of(quoted["title"])) < _TITLE):
        return runs  # "India's “Aadhaar” Identity: A Study"
    if not rest and (first + 1 >= len(runs) or not _is_title(runs[first + 1])):
        return runs
    return (*runs[:first], run._replace(text=f"{match['names']}, {rest}"), *runs[first + 1 :])


def _are_people(names: str) -> bool:
    """Return whether words can be the names of people: no body, venue or ordinary words."""
    if is_organisation(names) or venue_name_score(names) >= 1.0 or names.lower().startswith(("the ", "this ", "a ")):
        return False
    alone = not re.search(r",|&|\band\b|\bet al\b", names)
    if " " in names and alone and not is_person(names):
        return False  # "AI Now"
    return people_score(names) >= 0.3 and not all(map(is_common, words_of(names)))


def _is_title(run: Run) -> bool:
    """Return whether a run is some words that are set off, or linked to a paper."""
    shown = is_linked_title(run) and is_paper_url(run.href or "") if run.href else bool(run.marks & {"italic", "bold"})
    return shown and len(words_of(run.text)) >= _TITLE
