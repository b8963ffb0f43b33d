"""What columns of a table hold that are called by something wider: venues under "publisher", groups in groups."""

from __future__ import annotations

from collections.abc import Sequence

from papergraph.readers.lexicon.imprints import is_publisher
from papergraph.readers.lexicon.venues import venue_name_score

_ENOUGH = 3  # cells
_SHARE = 0.3  # of the filled cells that are known venues; most meetings are in no list
_KNOWN = 1.0
_VENUES = frozenset({"venue", "venue short"})


def with_places_and_groups(names: tuple[str, ...], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return what the columns of a table hold, a "publisher" that prints meetings and journals a venue.

    Of two columns of groups the one with more of them is that of the smaller groups.

    >>> with_places_and_groups(("section", "title", "section"), [["Wool", "A", "Hand"], ["Wool", "B", "Mill"]])
    ('section', 'title', 'subsection')
    """
    out = list(names)
    if "publisher" in out and not _VENUES & set(out):
        at = out.index("publisher")
        cells = _filled(rows, at)
        known = sum(venue_name_score(cell) >= _KNOWN and not is_publisher(cell) for cell in cells)
        if known >= max(_ENOUGH, _SHARE * len(cells)) and known > sum(map(is_publisher, cells)):
            out[at] = "venue"
    groups = [at for at, name in enumerate(out) if name == "section"]
    if len(groups) == 2 and "subsection" not in out:
        smaller = max(groups, key=lambda at: (len(set(_filled(rows, at))), at))
        out[smaller] = "subsection"
    return tuple(out)


def _filled(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [cells[at].strip() for cells in rows if at < len(cells) and cells[at].strip()]
