"""Who wrote a work, named as its owner: "Lund and Oak's *Counting Sheep* (2019)", "Elm's classic “Gates of Wool”"."""

from __future__ import annotations

import re

from papergraph.readers.grammar.titlelabels import is_linked_title
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_organisation, venue_name_score
from papergraph.readers.lexicon.words import is_common, words_of
from papergraph.readers.passages import Run, Runs

_NAME = r"[^\W\d_a-z][\w.’'-]*?"
_OWNER = re.compile(
    rf"\s*(?P<names>{_NAME}(?:,? (?:and |& )?(?:[a-z]{{2,3}} ){{0,2}}{_NAME}){{0,8}}(?:,? et al\.?)?)"
    r"(?:['’]s|(?<=s)['’])"
    r"(?P<said>(?: [a-z][\w-]*){0,3}?)\s*(?:$|(?=[“\"«]))"
)
_TITLE = 2  # words of a title that is set off, at least


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
    if not rest and (first + 1 >= len(runs) or not _is_title(runs[first + 1])):
        return runs
    return (*runs[:first], run._replace(text=f"{match['names']}, {rest}"), *runs[first + 1 :])


def _are_people(names: str) -> bool:
    """Return whether words can be the names of people: no body, venue or ordinary words."""
    if is_organisation(names) or venue_name_score(names) >= 1.0 or names.lower().startswith(("the ", "this ", "a ")):
        return False
    return people_score(names) >= 0.3 and not all(map(is_common, words_of(names)))


def _is_title(run: Run) -> bool:
    """Return whether a run is a linked title, or some words that are set off."""
    return is_linked_title(run) or (bool(run.marks & {"italic", "bold"}) and len(words_of(run.text)) >= _TITLE)
