"""Places for a layered drawing: rows by stage, few crossings, long edges straight.

Method: Sugiyama, Tagawa, Toda, "Methods for visual understanding of hierarchical system structures" (1981), with a
dummy place wherever an edge passes a row; barycentre sweeps and transposition (Gansner et al., "A technique for drawing
directed graphs", 1993); x by isotonic regression of each row towards its neighbours (pool adjacent violators), which is
exact for one row; medians keep long ways straight. Integers in, integers out; ties fall back to the given numbering, so
that the result is the same for the same graph.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Arc = tuple[int, int]

_SWEEPS = 24
# Past this many places (nodes and dummies) fewer sweeps must do: the work stays linear in what is drawn.
_MANY = 3000
_FEW_SWEEPS = 4
_ROUNDS = 12
_DUMMY_GAP = 0.2  # the room for a passing edge, as a part of the room for a node


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where things are drawn: a centre for each node, and the points that each arc passes, from its tail down."""

    places: list[tuple[int, int]]
    routes: dict[Arc, list[tuple[int, int]]]


def draw(layer: Sequence[int], arcs: Sequence[Arc], *, across: int, down: int) -> Drawing:
    """Return a drawing of nodes whose rows are given; every arc goes from a row to a later one.

    `across` and `down` are the distances of neighbouring centres. Arcs that do not go down are left without a route.
    """
    net = _Net(layer, sorted({(tail, head) for tail, head in arcs if layer[tail] < layer[head]}))
    rows = _fewest_crossings(net)
    x = _spread(net, rows)
    low = min(x, default=0.0)
    points = [(round((x[place] - low) * across), net.row[place] * down) for place in range(len(net.row))]
    return Drawing(
        places=points[: len(layer)],
        routes={arc: [points[place] for place in passed] for arc, passed in net.passed.items()},
    )


class _Net:
    """The nodes, and a dummy place for every row that an arc passes."""

    def __init__(self, layer: Sequence[int], arcs: Sequence[Arc]) -> None:
        self.row = list(layer)
        self.real = len(layer)
        self.above: list[list[int]] = [[] for _ in layer]
        self.below: list[list[int]] = [[] for _ in layer]
        self.passed: dict[Arc, list[int]] = {}
        for tail, head in arcs:
            last = tail
            passed = []
            for row in range(layer[tail] + 1, layer[head]):
                place = self._place(row)
                self._join(last, place)
                passed.append(place)
                last = place
            self._join(last, head)
            self.passed[tail, head] = passed

    def _place(self, row: int) -> int:
        self.row.append(row)
        self.above.append([])
        self.below.append([])
        return len(self.row) - 1

    def _join(self, upper: int, lower: int) -> None:
        self.below[upper].append(lower)
        self.above[lower].append(upper)

    def width(self, place: int) -> float:
        return 1.0 if place < self.real else _DUMMY_GAP

    def weight(self, one: int, other: int) -> int:
        """Return how much an edge wants to be straight: most where it passes two rows."""
        return (1, 2, 8)[(one >= self.real) + (other >= self.real)]


def _fewest_crossings(net: _Net) -> list[list[int]]:
    rows: list[list[int]] = [[] for _ in range(max(net.row, default=-1) + 1)]
    for place, row in enumerate(net.row):
        rows[row].append(place)
    many = len(net.row) > _MANY
    best, fewest = [list(row) for row in rows], _crossings(net, rows)
    for sweep in range(_FEW_SWEEPS if many else _SWEEPS):
        if not fewest:
            break
        _sweep(net, rows, downwards=sweep % 2 == 0)
        if not many:
            _transpose(net, rows)
        crossings = _crossings(net, rows)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    return best


def _sweep(net: _Net, rows: list[list[int]], *, downwards: bool) -> None:
    """Sort each row by the mean position of its neighbours in the row before it."""
    place_of = _positions(rows)
    order = range(1, len(rows)) if downwards else range(len(rows) - 2, -1, -1)
    for number in order:
        row = rows[number]
        key = {}
        for position, place in enumerate(row):
            near = net.above[place] if downwards else net.below[place]
            # A place without neighbours there stays where it is.
            key[place] = sum(place_of[each] for each in near) / len(near) if near else position
        row.sort(key=lambda place: (key[place], place_of[place]))
        for position, place in enumerate(row):
            place_of[place] = position


def _positions(rows: Sequence[Sequence[int]]) -> dict[int, int]:
    return {place: position for row in rows for position, place in enumerate(row)}


def _transpose(net: _Net, rows: list[list[int]]) -> None:
    """Swap neighbours in a row as long as that saves crossings with the rows above and below."""
    place_of = _positions(rows)
    improved = True
    rounds = 0
    while improved and rounds < 8:
        improved = False
        rounds += 1
        for row in rows:
            for position in range(len(row) - 1):
                left, right = row[position], row[position + 1]
                saved = sum(
                    _pair(side[left], side[right], place_of) - _pair(side[right], side[left], place_of)
                    for side in (net.above, net.below)
                )
                if saved > 0:
                    row[position], row[position + 1] = right, left
                    place_of[left], place_of[right] = position + 1, position
                    improved = True


def _pair(left: Sequence[int], right: Sequence[int], place_of: dict[int, int]) -> int:
    """Return the crossings between the edges of two neighbours, the left one standing on the left."""
    ends = sorted(place_of[each] for each in right)
    count = 0
    for each in left:
        position = place_of[each]
        for end in ends:
            if end >= position:
                break
            count += 1
    return count


def _crossings(net: _Net, rows: Sequence[Sequence[int]]) -> int:
    place_of = _positions(rows)
    count = 0
    for row in rows[:-1]:
        seen: list[int] = []
        for place in row:
            ends = sorted(place_of[each] for each in net.below[place])
            for end in ends:
                count += len(seen) - bisect_right(seen, end)
            for end in ends:
                insort(seen, end)
    return count


def _spread(net: _Net, rows: Sequence[Sequence[int]]) -> list[float]:
    """Return an x for each place, in units of a node's room: rows keep their order and their distances."""
    x = [0.0] * len(net.row)
    offsets = [_offsets(net, row) for row in rows]
    for row, offset in zip(rows, offsets, strict=True):
        for place, centre in zip(row, offset, strict=True):
            x[place] = centre - offset[-1] / 2
    for number in range(_ROUNDS):
        downwards = number % 2 == 0
        both = number % 4 > 1 or number >= _ROUNDS - 2
        for level in range(len(rows)) if downwards else range(len(rows) - 1, -1, -1):
            wanted = []
            for place in rows[level]:
                near = [*net.above[place], *net.below[place]] if both else []
                near = near or (net.above[place] if downwards else net.below[place])
                pulls = [(x[each], net.weight(place, each)) for each in near]
                # Whoever has no neighbour there stays, but gives way to everyone.
                wanted.append((_median(pulls), sum(weight for _, weight in pulls)) if pulls else (x[place], 0.1))
            for place, centre in zip(rows[level], _kept_apart(wanted, offsets[level]), strict=True):
                x[place] = centre
    return x


def _median(pulls: Sequence[tuple[float, float]]) -> float:
    """Return the weighted median: between two equal halves, their middle. Medians keep long ways straight."""
    ranked = sorted(pulls)
    half = sum(weight for _, weight in ranked) / 2
    reached = 0.0
    for position, (value, weight) in enumerate(ranked):
        reached += weight
        if reached > half:
            return value
        if reached == half:
            return (value + ranked[position + 1][0]) / 2
    return ranked[-1][0]


def _offsets(net: _Net, row: Sequence[int]) -> list[float]:
    """Return the leftmost allowed centres of a row that starts at 0."""
    offsets = []
    edge = 0.0
    for place in row:
        width = net.width(place)
        offsets.append(edge + width / 2)
        edge += width
    return [offset - offsets[0] for offset in offsets]


def _kept_apart(wanted: Sequence[tuple[float, float]], offsets: Sequence[float]) -> Iterator[float]:
    """Yield the centres nearest to what is wanted (value, weight) that keep the distances: least absolute error."""
    blocks: list[tuple[float, list[tuple[float, float]]]] = []  # median, members
    for (value, weight), offset in zip(wanted, offsets, strict=True):
        members = [(value - offset, weight)]
        while blocks and blocks[-1][0] > _median(members):
            members = blocks.pop()[1] + members
        blocks.append((_median(members), members))
    place = 0
    for middle, members in blocks:
        for _ in members:
            yield middle + offsets[place]
            place += 1
