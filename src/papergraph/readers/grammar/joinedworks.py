"""Several works of the same authors in one item: "Anna Lund: *Wool* (Hay, 1982) / *Gates* (Hay, 1984)"."""

from __future__ import annotations

import re

from papergraph.readers.grammar.headmarks import without_lifetime
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.passages import Runs

_BETWEEN = re.compile(r"\s*(?P<imprint>\([^()]*\b(?:1[5-9]|20)\d\d\b[^()]*\))\s*[/;]\s*")
_EDGE = " \t\n,.:;—–-"


def joined_works(runs: Runs) -> list[Runs]:
    """Return the runs of each work where authors stand before several titles in italics, each with its imprint.

    Only strokes or semicolons stand between; the names are said with each of the works. None for any other runs.
    """
    at = [n for n, run in enumerate(runs) if "italic" in run.marks and run.text.strip() and run.href is None]
    if len(at) < 2 or at[0] == 0 or any(run.href or run.image for run in runs[: at[-1] + 1]):
        return []
    names = without_lifetime(runs)[: at[0]]
    if not are_names("".join(run.text for run in names).strip(_EDGE).lstrip("0123456789.) "), surely=False):
        return []
    out: list[Runs] = []
    for here, after in zip(at, [*at[1:], len(runs)], strict=True):
        if after == here + 1:
            return []  # two stretches side by side are one title
        piece = runs[here:after]
        if after < len(runs):
            match = _BETWEEN.fullmatch("".join(run.text for run in runs[here + 1 : after]))
            if match is None:
                if out:
                    out[-1] = (*out[-1], *runs[here:])
                    break
                return []
            piece = (runs[here], runs[here + 1]._replace(text=f" {match['imprint']}", marks=frozenset()))
        out.append((*names, *piece))
    return out if len(out) > 1 else []
