"""Formulas within a text, whose brackets and signs part nothing."""

from __future__ import annotations

import re

_MATHS = re.compile(
    r"(?<![\w\\$])\$(?=[^\s$])[^$\n]{1,200}(?<=[^\\])\$(?![\d$])|(?<=\s)\$ [^$\n]{1,60} \$(?=\s)"
    r"|\\\((?=\S)[^\n]{1,200}?\\\)"
)
_FORMULA = re.compile(r"[\\^_={}<>]|\$\s?[A-Za-z]{1,3}[\d*+-]*\s?\$|\$\d[A-Za-z]{1,2}\$")


def maths_in(text: str) -> list[tuple[int, int]]:
    """Return where formulas stand in a text, as (start, end): between signs of dollar or brackets with backslashes.

    >>> maths_in("Search at $s_{1} = 13$ TeV"), maths_in("for $5 or $10 a year")
    ([(10, 22)], [])
    """
    if "$" not in text and "\\(" not in text:
        return []
    return [match.span() for match in _MATHS.finditer(text) if _FORMULA.search(match[0])]
