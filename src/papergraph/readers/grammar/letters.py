"""Letters of formulas in italics amid the words of a title: "The gates determined by *n* points"."""

from __future__ import annotations

import re

from papergraph.readers.passages import Run, Runs

_LETTER = re.compile(r"\s?(?:[^\W\d_]|[^\W\d_]?\d|\d[^\W\d_])\s?")
_BEFORE = re.compile(r"[^\W\d_]{2,}[\s(-]*$")
_AFTER = re.compile(r"[\s)-]*[^\W\d_]{2,}")


def with_letters_plain(runs: Runs) -> Runs:
    """Return the runs with each letter in italics that stands between plain words as one of these."""
    amid = {n for n in range(1, len(runs) - 1) if _is_amid(runs, n)}
    out: list[Run] = []
    for n, run in enumerate(runs):
        if out and (n in amid or n - 1 in amid):
            out[-1] = out[-1]._replace(text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)


def _is_amid(runs: Runs, n: int) -> bool:
    run = runs[n]
    if run.marks != {"italic"} or run.href or not _LETTER.fullmatch(run.text) or not 0 < n < len(runs) - 1:
        return False
    before, after = runs[n - 1], runs[n + 1]
    return _is_plain(before) and _is_plain(after) and bool(_BEFORE.search(before.text) and _AFTER.match(after.text))


def _is_plain(run: Run) -> bool:
    return not run.marks and run.href is None and run.image is None
