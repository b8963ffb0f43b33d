"""References of which a part is linked: where the link ends no field goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.passages import Run
from papergraph.readers.styles.styled import YEAR, Span

_NAME = 3  # words of a name, at most


_YEAR_BEHIND = re.compile(rf"\s*(?:\[+[^\[\]\n]{{0,40}}\]+\s*){{0,4}}[(\[]{YEAR}[)\]]")


def is_dated_behind(runs: Sequence[Run], first: int) -> bool:
    """Return whether a year in brackets stands behind a link and its labels: one in its words is of the title.

    "[WoolChallenge 2022: A Report](…) [[DOI](…)] (2024)".
    """
    behind = "".join(run.text for run in runs[first + 1 :] if run.image is None)
    return runs[first].href is not None and _YEAR_BEHIND.match(behind) is not None


def leaves_link(flat: Flat, spans: Sequence[Span]) -> bool:
    """Return whether a title begins in the link that all before it stands in, and goes on behind it: it ends there.

    So where what may be authors begins in the link to the paper, and goes on behind it, or ends in the first words of
    a link: the title is what is linked.
    """
    first, begins = flat.run_at(min(spans).start), min(spans)
    if begins.field == "authors" and first.href is not None and is_paper_url(first.href) and "bare" not in first.marks:
        beside = [run for _, _, run in flat.runs_between(begins.start, begins.end) if run.href != first.href]
        if any(re.search(r"\w", run.text) for run in beside):
            return True
    if begins.field == "authors" and first.href is None and _enters_link(flat, begins):
        return True
    title = next((span for span in spans if span.field == "title"), None)
    if all(flat.run_at(span.start) is first for span in spans) and is_dated_behind(flat.runs, flat.runs.index(first)):
        return len(spans) > 1
    if title is None or first.href is None or "bare" in first.marks or title == min(spans):
        return False
    here = {run.href for _, _, run in flat.runs_between(title.start, title.end) if run.text.strip()}
    return first.href in here and len(here) > 1


def _enters_link(flat: Flat, names: Span) -> bool:
    """Return whether names end within a link: "Lund, [Wool: A Survey](…)"."""
    last = flat.run_at(names.end - 1)
    return last.href is not None and "bare" not in last.marks and len(last.text.split()) > _NAME
