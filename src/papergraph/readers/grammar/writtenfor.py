"""For whom a writer wrote: "by Anna Lund for *The Gate* (2023)", "by Anna Lund, *The Gate*, 2023"."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.passages import Runs

_WRITER = re.compile(r"(?P<by>[\s,;–—-]*\bby\s+)(?P<names>[^\n]{3,200}?)(?P<sign>,|\s+for)\s+$")
_DATE = r"(?:[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},?\s)?)?(?:19|20)\d\d"
_CLOSED = re.compile(rf"\s*$|[,.]?\s*[(\[]?{_DATE}\b")
_WORD = r"(?:[A-Z][\w’'.-]*|of|the|and|&|on|for)"
_ALL = re.compile(
    r"(?P<by>[\s,;–—-]*\bby\s+)(?P<names>[^\n()]{3,200}?)\s+for\s+"
    rf"(?P<venue>(?:[Tt]he\s)?[A-Z][\w’'.-]*(?: {_WORD}){{0,5}}?)"
    rf"(?P<rest>[,.]?\s*[(\[]{_DATE}[)\]]\s*)$"
)


def with_venue_of_writers(runs: Runs) -> Runs:
    """Return the runs with "in" between the writers of a title and what, in italics or dated, they wrote for."""
    for n in range(1, len(runs)):
        run = runs[n]
        if run.href is not None or run.image is not None:
            continue
        if "italic" in run.marks and not runs[n - 1].marks and runs[n - 1].href is None:
            written = _WRITER.fullmatch(runs[n - 1].text)
            after = runs[n + 1] if n + 1 < len(runs) else None
            closed = after is None or (after.href is None and _CLOSED.match(after.text) is not None)
            if written and closed and are_names(written["names"]):
                before = runs[n - 1]._replace(text=f"{written['by']}{written['names']}, in ")
                return (*runs[: n - 1], before, *runs[n:])
        elif not run.marks and (told := _ALL.fullmatch(run.text)) and are_names(told["names"]):
            text = f"{told['by']}{told['names']}, in {told['venue']}{told['rest']}"
            return (*runs[:n], run._replace(text=text), *runs[n + 1 :])
    return runs
