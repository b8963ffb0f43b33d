"""The works that lists presuppose and do not contain: by curated rows, and by what their papers cite.

::

    curated rows of kind core ─────────▶ presupposed, missing (their closure)      ┐
    citations to works outside, weighed ▶ needed: what most papers rest on, first  ┴▶ problems; works to bring in
"""

from __future__ import annotations

from papergraph.completion.cited import MOST_NEEDED, Needed, as_paper, known_works, needed
from papergraph.completion.curated import Presupposed, missing, presupposed
from papergraph.completion.telling import presupposed_problems, told_missing

__all__ = [
    "MOST_NEEDED",
    "Needed",
    "Presupposed",
    "as_paper",
    "known_works",
    "missing",
    "needed",
    "presupposed",
    "presupposed_problems",
    "told_missing",
]
