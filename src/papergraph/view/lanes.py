"""Places for a map of many papers: a lane for each section, time running down, never two papers on one spot.

Time is cut into bands that hold about as many papers each. Inside its lane and band a paper takes the first free row
below everything there that it builds on, so that arrows lead downwards wherever the dates allow it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_MOST_BANDS = 9
_LANE_ROUNDS = 20
# Wider boards are tried until this many in a row came out no better.
_MOST_TRIES = 4
_ROW_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A paper on the map: its lane, its year, and the numbers of the earlier items that it builds on."""

    lane: int
    year: int | None
    needs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of one stretch of time, from `first_row` on."""

    first_year: int | None
    last_year: int | None
    first_row: int
    rows: int


@dataclass(frozen=True, slots=True)
class Board:
    """A place (column, row) for each item; the columns of each lane, from left to right; the bands from top down."""

    places: list[tuple[int, int]]
    lanes: list[tuple[int, int, int]]  # lane, first column, columns
    bands: list[Band]
    columns: int
    rows: int


def arrange(items: Sequence[Item], *, shape: float) -> Board:
    """Return a board for items in reading order; `shape` is the width of a column over the height of a row.

    The number of columns is chosen so that the board comes out about as wide as it is high.
    """
    bands = band_years([item.year for item in items])
    lanes = _lane_order(items)
    size = {lane: sum(1 for item in items if item.lane == lane) for lane in lanes}
    columns = dict.fromkeys(lanes, 1)
    best = _board(items, bands, lanes, columns)
    tries = _MOST_TRIES if lanes else 0
    while tries:
        fullest = max(lanes, key=lambda lane: (size[lane] / columns[lane], -lane))
        columns = {**columns, fullest: columns[fullest] + 1}
        board = _board(items, bands, lanes, columns)
        better = _extent(board, shape) < _extent(best, shape)
        best, tries = (board, _MOST_TRIES) if better else (best, tries - 1)
    return best


def band_years(years: Sequence[int | None]) -> list[tuple[int | None, int | None]]:
    """Return stretches of years (first, last) that hold about as many papers each; undated papers come first.

    >>> band_years([None, 1997, 2014, 2014, 2015])
    [(None, None), (1997, 1997), (2014, 2014), (2015, 2015)]
    """
    counts = Counter(year for year in years if year is not None)
    fair = sum(counts.values()) / _MOST_BANDS
    bands: list[tuple[int | None, int | None]] = [(None, None)] if None in years else []
    held = 0.0
    for year, count in sorted(counts.items()):
        # A year stays whole: it opens a stretch when less than half of it would fit into the one before.
        if not held or held + count / 2 > fair:
            bands.append((year, year))
            held = 0.0
        bands[-1] = (bands[-1][0], year)
        held += count
    return bands


def _lane_order(items: Sequence[Item]) -> list[int]:
    """Return the lanes so that those with many arrows between them lie side by side: swaps while they help."""
    lanes = sorted({item.lane for item in items})
    pull: dict[tuple[int, int], int] = {}
    for item in items:
        for need in item.needs:
            pair = (min(item.lane, items[need].lane), max(item.lane, items[need].lane))
            if pair[0] != pair[1]:
                pull[pair] = pull.get(pair, 0) + 1

    def length(order: Sequence[int]) -> int:
        position = {lane: number for number, lane in enumerate(order)}
        return sum(count * abs(position[one] - position[other]) for (one, other), count in pull.items())

    least = length(lanes)
    for _ in range(_LANE_ROUNDS):
        swapped = False
        for left in range(len(lanes)):
            for right in range(left + 1, len(lanes)):
                trial = list(lanes)
                trial[left], trial[right] = trial[right], trial[left]
                if length(trial) < least:
                    lanes, least, swapped = trial, length(trial), True
        if not swapped:
            break
    return lanes


def _board(
    items: Sequence[Item],
    bands: Sequence[tuple[int | None, int | None]],
    lanes: Sequence[int],
    columns: dict[int, int],
) -> Board:
    band_of = _band_numbers(items, bands)
    row = [0] * len(items)
    taken: dict[tuple[int, int, int], int] = {}  # (band, lane, row): papers there
    lowest = [0] * len(bands)
    full: dict[tuple[int, int], int] = {}  # (band, lane): rows above this one are full
    for number, item in enumerate(items):
        band = band_of[number]
        place = max((row[need] + 1 for need in item.needs if band_of[need] == band), default=0)
        place = max(place, full.get((band, item.lane), 0))
        while taken.get((band, item.lane, place), 0) >= columns[item.lane]:
            place += 1
        key = (band, item.lane, place)
        taken[key] = taken.get(key, 0) + 1
        row[number] = place
        lowest[band] = max(lowest[band], place + 1)
        first = full.get((band, item.lane), 0)
        while taken.get((band, item.lane, first), 0) >= columns[item.lane]:
            first += 1
        full[band, item.lane] = first
    starts = [sum(lowest[:band]) for band in range(len(bands))]
    rows = [starts[band_of[number]] + row[number] for number in range(len(items))]
    spans = []
    edge = 0
    for lane in lanes:
        spans.append((lane, edge, columns[lane]))
        edge += columns[lane]
    return Board(
        places=_columns(items, rows, {lane: (first, width) for lane, first, width in spans}),
        lanes=spans,
        bands=[Band(*bands[band], starts[band], lowest[band]) for band in range(len(bands))],
        columns=edge,
        rows=sum(lowest),
    )


def _band_numbers(items: Sequence[Item], bands: Sequence[tuple[int | None, int | None]]) -> list[int]:
    """Return the band of each item; an item never stands above the band of what it builds on."""
    numbers: list[int] = []
    for item in items:
        by_year = next(
            number
            for number, (_, last) in enumerate(bands)
            if (last is None and item.year is None)
            or (last is not None and item.year is not None and item.year <= last)
        )
        numbers.append(max([by_year, *(numbers[need] for need in item.needs)]))
    return numbers


def _columns(items: Sequence[Item], rows: Sequence[int], spans: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
    """Return (column, row): in each row of a lane the papers stand in the order of what they are joined to."""
    cells: dict[tuple[int, int], list[int]] = {}
    near: list[list[int]] = [[] for _ in items]
    for number, item in enumerate(items):
        cells.setdefault((item.lane, rows[number]), []).append(number)
        for need in item.needs:
            near[number].append(need)
            near[need].append(number)
    column = [0.0] * len(items)
    for (lane, _), members in cells.items():
        for position, member in enumerate(members):
            column[member] = spans[lane][0] + position
    for _ in range(_ROW_ROUNDS):
        for (lane, _), members in sorted(cells.items()):
            if len(members) < 2 and spans[lane][1] < 2:
                continue
            first, width = spans[lane]
            mean = {
                member: sum(column[each] for each in near[member]) / len(near[member])
                if near[member]
                else first + (width - 1) / 2
                for member in members
            }
            members.sort(key=lambda member: (mean[member], member))
            slots = _slots([mean[member] - first for member in members], width)
            for member, slot in zip(members, slots, strict=True):
                column[member] = first + slot
    return [(int(column[number]), rows[number]) for number in range(len(items))]


def _slots(wanted: Sequence[float], width: int) -> list[int]:
    """Return distinct slots below `width` in ascending order, near what is wanted."""
    slots: list[int] = []
    for position, want in enumerate(wanted):
        low = slots[-1] + 1 if slots else 0
        high = width - (len(wanted) - position)
        slots.append(min(max(round(want), low), high))
    return slots


def _extent(board: Board, shape: float) -> float:
    return max(board.columns * shape, float(board.rows))
