"""Sittings: a path laid over so many sittings of so many hours."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from papergraph.errors import PlanError
from papergraph.model import Sitting, SittingPart, Step

#: So many sittings of so many hours each.
Sittings = tuple[int, float]

_MOST_SITTINGS = 1000
# Hours are told to two decimals; counting hundredths keeps sums exact.
_UNITS = 100
_WRITTEN = re.compile(r"\s*(\d+)\s*[x×*]\s*(\d+(?:[.,]\d+)?)\s*h?\s*", re.IGNORECASE | re.ASCII)


def parse_sittings(text: str) -> Sittings:
    """Return the sittings that a text asks for; raises PlanError, saying what to write, when it asks for none.

    >>> parse_sittings("3x7"), parse_sittings("3 x 7.5"), parse_sittings("2×0.5")
    ((3, 7.0), (3, 7.5), (2, 0.5))
    """
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise PlanError(f"{text!r} is no plan: write sittings x hours, such as 3x7 for three sittings of seven hours")
    if len(match[1]) > len(str(_MOST_SITTINGS)):
        raise PlanError(f"{text!r} asks for more than {_MOST_SITTINGS} sittings")
    return checked((int(match[1]), float(match[2].replace(",", "."))))


def checked(sittings: Sittings) -> Sittings:
    """Return the sittings when there are some and they last a while; else raises PlanError."""
    count, hours = sittings
    if isinstance(count, bool) or int(count) != count or not 1 <= count <= _MOST_SITTINGS:
        raise PlanError(f"{count} sittings: ask for 1 to {_MOST_SITTINGS} of them")
    if not math.isfinite(hours) or hours * _UNITS < 1:
        raise PlanError(f"a sitting of {hours:g} hours: ask for a number of hours above 0")
    return int(count), float(hours)


def capacity(sittings: Sittings) -> float:
    """Return the hours of all sittings together."""
    count, hours = sittings
    return count * _units(hours) / _UNITS


def _units(hours: float) -> int:
    # What lies beyond the second decimal cannot be filled: rounded down, but not for an error of the last bit.
    return math.floor(hours * _UNITS + 1e-6)


def lay_out(steps: Sequence[Step], sittings: Sittings) -> tuple[Sitting, ...]:
    """Return what is read in each sitting: the steps in order, without those folded away as origins.

    A step begins a new sitting rather than being split, as long as everything still fits into the sittings; else it is
    begun in this sitting and continued in the next. A step that is longer than a sitting begins where that makes fewer
    parts of it. Sittings that are not needed are left out. Raises PlanError when the steps do not fit at all.
    """
    count, hours = checked(sittings)
    size = _units(hours)
    lengths = [(step.position, _length(step)) for step in steps if step.role != "origin"]
    left = sum(length for _, length in lengths)
    if left > count * size:
        raise PlanError(f"~{left / _UNITS:g} h do not fit into {count} sittings of {hours:g} h")
    placed: list[tuple[int, int, int, int, int]] = []  # sitting, position, length, part, parts
    used = 0  # all that lies before, unused ends of sittings too
    for position, length in lengths:
        room = size - used % size
        if room < size and _parts(length, room, size) > _parts(length, size, size):
            wasted = used + room
            used = wasted if wasted + left <= count * size else used
        left -= length
        parts = _parts(length, size - used % size, size)
        for part in range(1, parts + 1):
            here = min(length, size - used % size)
            # What takes no time stays in the sitting that is full rather than opening one more.
            number = used // size + 1 if here else max(1, -(-used // size))
            placed.append((number, position, here, part, parts))
            used += here
            length -= here
    return tuple(_sitting(number, placed) for number in sorted({each[0] for each in placed}))


def _length(step: Step) -> int:
    return round((step.hours + sum(each.hours for each in step.know_first)) * _UNITS)


def _parts(length: int, room: int, size: int) -> int:
    """Return into how many parts a step falls that begins with so much room in its sitting."""
    return 1 + max(0, -(-(length - room) // size))


def _sitting(number: int, placed: Sequence[tuple[int, int, int, int, int]]) -> Sitting:
    here = [each for each in placed if each[0] == number]
    return Sitting(
        number=number,
        hours=sum(length for _, _, length, _, _ in here) / _UNITS,
        parts=tuple(
            SittingPart(position=position, hours=length / _UNITS, part=part, of=parts)
            for _, position, length, part, parts in here
        ),
    )
