"""Places for a map of many papers: rows in the order of time, each row in the order of the sections.

A paper stands in a lower row than everything it builds on, so that arrows lead downwards. Sections
keep their order from left to right; they need no columns of their own, so that no room is lost and names stay readable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

_FEWEST_COLUMNS, _MOST_COLUMNS = 4, 7
_SWAP_ROUNDS = 20
# A row is filled from this many times the papers that it holds, in the order of time: few gaps, few years mixed.
_WINDOW = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A paper on the map: its section, its year, and the numbers of the earlier items that it builds on."""

    section: int
    year: int | None
    needs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A place (column, row) for each item, and the years of each row."""

    places: list[tuple[int, int]]
    years: list[str]


def columns_for(papers: int, *, shape: float) -> int:
    """Return the columns of a board about as wide as it is high, up to a width at which names can still be read.

    `shape` is the width of a column over the height of a row.
    """
    return min(max(round(sqrt(papers / shape)), _FEWEST_COLUMNS), _MOST_COLUMNS)


def arrange(items: Sequence[Item], *, columns: int) -> Board:
    """Return a board with so many columns for items in reading order."""
    rows = _rows(items, columns)
    column = _columns(items, rows, columns)
    members: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        members.setdefault(row, []).append(number)
    return Board(
        places=list(zip(column, rows, strict=True)),
        years=[_years([items[number].year for number in members[row]]) for row in sorted(members)],
    )


def _rows(items: Sequence[Item], columns: int) -> list[int]:
    """Return a row for each item: row by row the oldest that are ready, out of the next few in the order of time."""
    row = [-1] * len(items)
    waiting = list(range(len(items)))
    number = 0
    while waiting:
        window = waiting[: columns * _WINDOW]
        ready = [each for each in window if all(0 <= row[need] < number for need in items[each].needs)][:columns]
        for each in ready:
            row[each] = number
        taken = set(ready)
        # Only the window can have changed, so that the work stays linear.
        waiting[: len(window)] = [each for each in window if each not in taken]
        number += 1
    return row


def _years(years: Sequence[int | None]) -> str:
    dated = sorted(year for year in years if year is not None)
    if not dated:
        return ""
    return str(dated[0]) if dated[0] == dated[-1] else f"{dated[0]}–{dated[-1]}"


def _columns(items: Sequence[Item], rows: Sequence[int], columns: int) -> list[int]:
    """Return a column for each item: near the home of its section, and never two in one place."""
    home = _homes(items, columns)
    cells: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        cells.setdefault(row, []).append(number)
    column = [0] * len(items)
    for _, members in sorted(cells.items()):
        # Within a section what stands under its prerequisites comes first.
        above = {
            member: sum(column[need] for need in items[member].needs) / len(items[member].needs)
            if items[member].needs
            else home[items[member].section]
            for member in members
        }
        members.sort(key=lambda member: (home[items[member].section], above[member], member))
        for member, slot in zip(members, slots([home[items[each].section] for each in members], columns), strict=True):
            column[member] = slot
    return column


def _homes(items: Sequence[Item], columns: int) -> dict[int, float]:
    """Return the middle column of each section: sections in their order share the width by their size."""
    size = Counter(item.section for item in items)
    home = {}
    edge = 0
    for section in section_order(items):
        home[section] = (edge + size[section] / 2) / len(items) * columns - 0.5
        edge += size[section]
    return home


def slots(wanted: Sequence[float], columns: int) -> list[int]:
    """Return distinct columns in ascending order, near what is wanted (ascending as well).

    >>> slots([0.2, 0.3, 5.8], 6)
    [0, 1, 5]
    """
    blocks: list[tuple[float, int]] = []  # mean of (wanted - offset), members
    for position, want in enumerate(wanted):
        block = (want - position, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, members = blocks.pop()
            block = ((mean * members + block[0] * block[1]) / (members + block[1]), members + block[1])
        blocks.append(block)
    found: list[int] = []
    for mean, members in blocks:
        start = min(max(ceil(mean - 0.5), 0), columns - len(wanted))
        found.extend(start + len(found) for _ in range(members))
    return found


def section_order(items: Sequence[Item]) -> list[int]:
    """Return the sections so that those with many arrows between them lie side by side: swaps while they help."""
    order = sorted({item.section for item in items})
    pull: Counter[tuple[int, int]] = Counter()
    for item in items:
        for need in item.needs:
            one, other = sorted((item.section, items[need].section))
            if one != other:
                pull[one, other] += 1

    def length(trial: Sequence[int]) -> int:
        position = {section: number for number, section in enumerate(trial)}
        return sum(count * abs(position[one] - position[other]) for (one, other), count in pull.items())

    least = length(order)
    for _ in range(_SWAP_ROUNDS):
        before = least
        for left in range(len(order)):
            for right in range(left + 1, len(order)):
                trial = list(order)
                trial[left], trial[right] = trial[right], trial[left]
                if (tried := length(trial)) < least:
                    order, least = trial, tried
        if least == before:
            break
    return order
