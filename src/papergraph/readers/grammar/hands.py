"""Who edited or translated a book, and its volumes, between its title and the imprint: no venue and no authors."""

from __future__ import annotations

import re

from papergraph.readers.grammar.editors import without
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.passages import Runs

_ROLE = (
    r"(?:(?:Translated|Edited|Trans\.|Ed\.|Compiled|Revised|Selected|Introduced)"
    r"(?:,? (?:and|&) (?:translated|edited|trans\.|ed\.|introduced|annotated|with an introduction))?(?: by)?|"
    r"Eds\.|With (?:an? )?(?:introduction|foreword|preface)s? by|(?:Introduction|Foreword|Preface) by)"
)
_NAMES = rf"(?=[{UP}])(?:[^.:;“\"()\[\]]|(?<=\b[{UP}])\.|(?<=\bal)\.(?= ?\.?\s)){{3,160}}?\.\s+"
_VOLUME = r"Vols?\.?\s(?:\d{1,3}|[IVX]{1,6})(?:(?:, | ?[-–] ?| and )(?:\d{1,3}|[IVX]{1,6}))*\.\s+"
_HANDS = re.compile(
    rf"(?<=[.?!”\"]\s)(?P<hands>(?:{_ROLE} {_NAMES}|{_VOLUME}){{1,4}})"
    rf"(?=(?:\d{{1,2}}(?:st|nd|rd|th) (?:rev\. )?ed\.,? )?"
    rf"[{UP}][^:.]{{1,40}}(?:: [{UP}][^:]{{2,60}})?, (?:1[5-9]|20)\d\d\b)"
)


def without_hands(runs: Runs) -> Runs:
    """Return the runs of a book without those who edited or translated it, where its title stands in italics before."""
    first = next((n for n, run in enumerate(runs) if "italic" in run.marks and len(run.text) > 3), None)
    if first is None:
        return runs
    text = "".join(run.text for run in runs if run.image is None)[:900]
    at = len("".join(run.text for run in runs[: first + 1] if run.image is None))
    match = _HANDS.search(text, at)
    return without(runs, *match.span("hands")) if match and match.start() - at < 6 else runs
