"""A title in brackets behind a printed address: "https://example.org/gates.pdf (Opening Gates at Night)"."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.dates import VISITED
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Runs

#: When an address was looked at: "(zuletzt abgerufen: 24.05.2020)".
_ACCESS = re.compile(rf"(?:stand\b.{{0,12}}|(?:zuletzt|last|dernier|último)\b.{{0,12}})?{VISITED}", re.IGNORECASE)
_BEHIND = re.compile(r"\s*\((?P<title>.{5,300})\)\s*[.,]?\s*", re.DOTALL)


def with_title_behind(runs: Runs) -> Runs:
    """Return the runs with what stands in brackets behind a printed address as a quoted title.

    So "https://example.org/gates.pdf (Opening Gates at Night)", where nothing else is printed.
    """
    kept = [run for run in runs if run.image is None and run.text.strip()]
    if len(kept) < 2 or "bare" not in kept[0].marks or any(run.href for run in kept[1:]):
        return runs
    match = _BEHIND.fullmatch("".join(run.text for run in kept[1:]))
    if match and _ACCESS.match(match["title"]):
        return runs
    words = len(words_of(match["title"])) if match else 0
    group = parse_group(match["title"]) if match else None
    if match is None or group is None or words < 2 or group.dates or group.kind in {"date", "people", "status"}:
        return runs
    if words < 3 and group.kind not in {"aside", "short"}:
        return runs
    return (kept[0], kept[1]._replace(text=f" “{match['title']}”"))
