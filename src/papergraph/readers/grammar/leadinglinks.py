"""Links under labels before a reference: "[[pdf](…)] Lund, A. …", "[arXiv:2101.00001](…) Lund: Title"."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.identified import without_identifiers
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.passages import Run, Runs

_OPENS = re.compile(r"[\s\[(【]*")
_CLOSES = re.compile(r"[\s\])】|,/·–—-]*")


def without_leading_links(runs: Runs) -> Runs:
    """Return the runs without the links under labels that they begin with, where words in plain letters follow."""
    at = 0
    found = False
    while at < len(runs):
        run = runs[at]
        if run.href and run.image is None and _is_label(run):
            found = True
        elif run.href or run.image is not None or not (_OPENS if not found else _CLOSES).fullmatch(run.text):
            break
        at += 1
    if not found or at == len(runs) or runs[at].href or runs[at].image is not None or runs[at].marks:
        return runs
    first = runs[at]
    text = re.sub(rf"^{_CLOSES.pattern}", "", first.text)
    return (first._replace(text=text), *runs[at + 1 :]) if re.match(r"[^\W\d_]", text) else runs


def _is_label(run: Run) -> bool:
    """Return whether the words of a link say where it leads, or are an identifier."""
    text = run.text.strip(" []()")
    return link_role(text) is not None or not re.search(r"\w", without_identifiers(text))
