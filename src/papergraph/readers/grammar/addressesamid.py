"""Printed addresses between a title and its place: "“Sheep.” https://doi.org/10.… Wool Biology 19 (2018): 15."."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.passages import Run, Runs

_TITLE = re.compile(r"[”\"»][.,]?\s*$")
_PLACE = re.compile(r"\s*[.,]?\s*(?=[^\W\d_a-z])")


def with_address_last(runs: Runs) -> Runs:
    """Return the runs, such an address behind the place that follows on it and ends the lead."""
    at = next((n for n, run in enumerate(runs) if run.href and "bare" in run.marks), None)
    if at is None or not 0 < at < len(runs) - 1 or not _TITLE.search(runs[at - 1].text):
        return runs
    place = runs[at + 1]
    opening = _PLACE.match(place.text)
    if opening is None or place.href or place.image or not dates_in("".join(run.text for run in runs[at + 1 :])):
        return runs
    end = next((n for n in range(at + 1, len(runs)) if runs[n].href or runs[n].text == "\n"), len(runs))
    before = runs[at - 1]._replace(text=f"{runs[at - 1].text.rstrip()} ")
    behind = (place._replace(text=place.text[opening.end() :].rstrip()), *runs[at + 2 : end])
    return (*runs[: at - 1], before, *behind, Run(" ", runs[at].line), runs[at], *runs[end:])
