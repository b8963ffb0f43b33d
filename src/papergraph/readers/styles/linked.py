"""References of which a part is linked: where the link ends no field goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.styles.styled import Span

_NAME = 3  # words of a name, at most


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
    if title is None or first.href is None or "bare" in first.marks or title == min(spans):
        return False
    here = {run.href for _, _, run in flat.runs_between(title.start, title.end) if run.text.strip()}
    return first.href in here and len(here) > 1


def _enters_link(flat: Flat, names: Span) -> bool:
    """Return whether names end within a link: "Lund, [Wool: A Survey](…)"."""
    last = flat.run_at(names.end - 1)
    return last.href is not None and "bare" not in last.marks and len(last.text.split()) > _NAME
