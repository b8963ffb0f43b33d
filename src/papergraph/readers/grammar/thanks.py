"""Whom the writer of a list thanks for a work, behind its linked title: "…, thanks to [Ada Lund](…)"."""

from __future__ import annotations

import re

from papergraph.readers.passages import Runs

_THANKS = re.compile(
    r"[\s,;.(\[–—-]*(?:(?:many )?thanks to|h/t|hat[ -]tip(?: to)?|kudos to|courtesy of|"
    r"(?:recommended|suggested|shared|contributed|found|submitted) by)\s",
    re.IGNORECASE,
)
_VIA = re.compile(r"[\s,;(\[–—-]*via\s*", re.IGNORECASE)


def without_thanks(runs: Runs) -> Runs:
    """Return the runs without the words behind a linked title that thank somebody for it, to the end of the line."""
    for n in range(1, len(runs)):
        run, before = runs[n], runs[n - 1]
        if not before.href or run.href or run.image is not None:
            continue
        linked = n + 1 < len(runs) and runs[n + 1].href is not None
        if _THANKS.match(run.text) or (linked and _VIA.fullmatch(run.text)):
            end = next((m for m in range(n, len(runs)) if runs[m].text == "\n"), len(runs))
            return (*runs[:n], *runs[end:])
    return runs
