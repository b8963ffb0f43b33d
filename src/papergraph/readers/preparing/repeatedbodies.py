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
_AT = 2  # the place of its run, behind the date and a sign
_SIGN_BEHIND = re.compile(r"\s*[-–—:|,]\s*$")
_SIGN_BEFORE = re.compile(r"\s+[-–—|]\s+\S|\s*[:,]\s+\S")


def with_bodies_plain(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such bodies no longer set off."""
    names = [_body(each.runs) if each.kind == "item" else "" for each in passages]
    bodies = {name for name, count in Counter(names).items() if name and count >= _ENOUGH}
    return [
        replace(each, runs=_plain(each.runs)) if name in bodies else each
        for each, name in zip(passages, names, strict=True)
    ]


def _body(runs: Runs) -> str:
    """Return the words in bold letters between a date alone and more words, each behind a sign; "" for none."""
    if len(runs) <= _AT + 1 or not runs[0].href or runs[0].image is not None:
        return ""
    date, sign, name, behind = runs[: _AT + 2]
    dated = bool(dates_in(date.text)) and not re.search(r"[^\W\d]", without_dates(date.text, dates_in(date.text)))
    plainly = not (sign.href or sign.image or sign.marks or behind.image)
    if not dated or not plainly or _SIGN_BEHIND.fullmatch(sign.text) is None or "bold" not in name.marks or name.href:
        return ""
    words = name.text.split()
    short = len(words) <= _WORDS and not re.search(r"[.?!:]", name.text.strip())
    return " ".join(words).casefold() if short and _SIGN_BEFORE.match(behind.text) else ""


def _plain(runs: Runs) -> Runs:
    return (*runs[:_AT], runs[_AT]._replace(marks=runs[_AT].marks - {"bold"}), *runs[_AT + 1 :])
