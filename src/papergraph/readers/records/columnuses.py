"""What columns and members hold that are called by something wider: venues under "publisher", groups in groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from papergraph.readers.lexicon.imprints import is_publisher
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.records.words import field_of

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
        if _are_places(_filled(rows, at)):
            out[at] = "venue"
    groups = [at for at, name in enumerate(out) if name == "section"]
    if len(groups) == 2 and "subsection" not in out:
        smaller = max(groups, key=lambda at: (len(set(_filled(rows, at))), at))
        out[smaller] = "subsection"
    return tuple(out)


def _filled(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [cells[at].strip() for cells in rows if at < len(cells) and cells[at].strip()]


def _are_places(said: Sequence[str]) -> bool:
    """Return whether what is called "publisher" prints meetings and journals rather than houses."""
    known = sum(venue_name_score(each) >= _KNOWN and not is_publisher(each) for each in said)
    return known >= max(_ENOUGH, _SHARE * len(said)) and known > sum(map(is_publisher, said))


def with_places(elements: Sequence[Any]) -> Callable[[Any], Any]:
    """Return what objects of a list become that print their meetings as "publisher", and nothing else as venue."""
    objects = [each for each in elements if isinstance(each, dict)]
    fields = {name: field_of(str(name)) for each in objects for name in each}
    if _VENUES & set(fields.values()):
        return lambda value: value
    houses = {
        name
        for name, field in fields.items()
        if field == "publisher" and _are_places([each[name] for each in objects if isinstance(each.get(name), str)])
    }

    def placed(value: Any) -> Any:
        if not houses or not isinstance(value, dict):
            return value
        return {"venue" if name in houses else name: each for name, each in value.items()}

    return placed
