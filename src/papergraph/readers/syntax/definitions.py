"""Lists of definitions as Markdown's extensions have them: a term on a line, and ": …" on the lines below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

ENOUGH = 2  # terms of a document
_SAID = re.compile(r" {0,3}:[ \t]+(?=\S)")
_TERM = re.compile(r" {0,3}(?![-*+>#:]\s|\d+[.)]\s|```|[|<])\S")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def with_definitions(lines: list[str]) -> list[str]:
    """Return the lines with terms as items of a list, and what is said of them as items below each.

    >>> with_definitions(["Wool", ": Ada Lund", "", "Mud", ": Ben Oak"])
    ['- Wool', '  - Ada Lund', '', '- Mud', '  - Ben Oak']
    """
    if sum(_SAID.match(line) is not None for line in lines) < ENOUGH:
        return lines
    terms = _terms(lines)
    if len(terms) < ENOUGH:
        return lines
    out = list(lines)
    for term, said in terms.items():
        out[term] = f"- {lines[term].strip()}"
        for n in said:
            out[n] = _SAID.sub("  - ", lines[n], count=1)
    return out


def _terms(lines: Sequence[str]) -> dict[int, list[int]]:
    """Return the lines of terms, each with the lines that say something of it; a blank line may stand between."""
    found: dict[int, list[int]] = {}
    fenced = False
    term: int | None = None
    for n, line in enumerate(lines):
        fenced ^= _FENCE.match(line) is not None
        if fenced or not line.strip():
            continue
        if _SAID.match(line) and term is not None:
            found.setdefault(term, []).append(n)
        elif line[:1].isspace() and term in found:
            continue  # it goes on with what is said
        else:
            above = n == 0 or not lines[n - 1].strip() or lines[n - 1].lstrip().startswith(("#", ":"))
            term = n if _TERM.match(line) and above else None
    return found
