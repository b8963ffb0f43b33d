"""Bodies in bold letters between the date and the title of a work: "[2012](…) - **Pasture Lab** - Counting Sheep".

What is set off begins a title elsewhere. What stands there again and again does not: it is who published the works.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.passages import Passage, Runs

_ENOUGH = 3  # works of one body
_WORDS = 3  # of its name, at most
_SIGN_BEHIND = re.compile(r"\s*[-–—:|,]\s*$")
_SIGN_BEFORE = re.compile(r"\s+[-–—|]\s+\S|\s*[:,]\s+\S")


def with_bodies_plain(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such bodies no longer set off."""
    found = [_body_at(each.runs) if each.kind == "item" else None for each in passages]
    named = (_name(each.runs, at) for each, at in zip(passages, found, strict=True) if at is not None)
    bodies = {name for name, count in Counter(named).items() if count >= _ENOUGH}
    return [
        replace(each, runs=_plain(each.runs, at)) if at is not None and _name(each.runs, at) in bodies else each
        for each, at in zip(passages, found, strict=True)
    ]


def _body_at(runs: Runs) -> int | None:
    """Return the place of words in bold letters between a date alone and more words, each behind a sign; or None."""
    if len(runs) < 4 or not runs[0].href or runs[0].image is not None:
        return None
    date, sign, name, behind = runs[:4]
    dated = bool(dates_in(date.text)) and not re.search(r"[^\W\d]", without_dates(date.text, dates_in(date.text)))
    plain = not (sign.href or sign.image or sign.marks or behind.image)
    if not dated or not plain or _SIGN_BEHIND.fullmatch(sign.text) is None or "bold" not in name.marks or name.href:
        return None
    short = 0 < len(name.text.split()) <= _WORDS and not re.search(r"[.?!:]", name.text.strip())
    return 2 if short and _SIGN_BEFORE.match(behind.text) else None


def _name(runs: Runs, at: int) -> str:
    return " ".join(runs[at].text.split()).casefold()


def _plain(runs: Runs, at: int) -> Runs:
    return (*runs[:at], runs[at]._replace(marks=runs[at].marks - {"bold"}), *runs[at + 1 :])
