"""The linear extension of least carry: a search over sets closed under use, from the last place to the first.

Nodes are integers `0..n-1`; `needs[v]` are the nodes that must come before `v`. The carry of an order is the number of
open edges (prerequisite read, use unread) summed over all its cuts into a part that is read and a rest. Each rest is
closed under use, so the least carry is the shortest way through such sets, from the empty one to all (Lawler's dynamic
programme for one machine). Begun at the target, where few works can be the last, and with bounds, the search opens a
few hundred sets for a path of thirty steps; begun at the sources it opens ten times as many. Where it would open too
many to prove anything, it goes on with the most promising ones of each size (a beam search): on 79 such paths of 30 to
40 works, cut from real citations, that and moves of blocks came within 0.2 % of the optimum on average, 3.5 % at worst,
where moves of blocks alone came within 0.8 % and 7.3 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from papergraph.digraph import reversed_arcs

Needs = Sequence[Sequence[int]]

# Sets that are opened before the search gives up (some 50 ms), and the most nodes that it is tried on.
_MOST_SETS = 10_000
_MOST_NODES = 64
# Sets of each size that are kept when not all can be.
_BEAM = 100


def least_carry(needs: Needs, key: Callable[[int], object], *, at_most: int) -> list[int] | None:
    """Return the order of least carry; None when that is too much to prove.

    Of several such orders it is the one with the least `key` at the first place, then at the second, and so on.
    `at_most` is the carry of some order: nothing beyond it is looked at.
    """
    return _searched(needs, key, at_most, None)


def small_carry(needs: Needs, key: Callable[[int], object], *, at_most: int) -> list[int] | None:
    """Return an order of small carry, at most `at_most`, that nothing proves to be the least; None when none is found.

    For graphs that are too much for `least_carry`; those of more than 64 nodes are too much here, too.
    """
    return _searched(needs, key, at_most, _BEAM)


def _searched(needs: Needs, key: Callable[[int], object], at_most: int, width: int | None) -> list[int] | None:
    if len(needs) > _MOST_NODES:
        return None
    ranked = sorted(range(len(needs)), key=key)  # type: ignore[arg-type]
    search = _Search(needs, ranked)
    found = search.layers(at_most, width)
    return None if found is None else [ranked[node] for node in search.order(found)]


class _Search:
    """The search; nodes are numbered by rank, sets of nodes are integers with a bit for each."""

    def __init__(self, needs: Needs, ranked: Sequence[int]) -> None:
        rank = {node: number for number, node in enumerate(ranked)}
        uses = reversed_arcs(needs)
        self.count = len(ranked)
        before = [len(set(needs[node])) for node in ranked]
        after = [len(uses[node]) for node in ranked]
        needed = [_mask(rank[each] for each in needs[node]) for node in ranked]
        self.waits_for = [_mask(rank[each] for each in uses[node]) for node in ranked]
        # Nodes with the same needs and uses may change places: only the order of their ranks is looked at.
        twin: dict[tuple[int, int], int] = {}
        for node in reversed(range(self.count)):
            ends = (needed[node], self.waits_for[node])
            if ends in twin:
                self.waits_for[node] |= 1 << twin[ends]
            twin[ends] = node
        self.unlocks = [
            [other for other in range(self.count) if self.waits_for[other] >> node & 1] for node in range(self.count)
        ]
        #: By how much the open edges grow when a node is put before the rest.
        self.change = [before[node] - after[node] for node in range(self.count)]
        #: Edges into one node begin at different places: together at least as long as 1 + 2 + ...
        self.star = [each * (each + 1) // 2 for each in before]
        most = max(after, default=0)
        self.closing = [0] * (sum(before) + 1)
        for edges in range(most + 1, len(self.closing)):
            # One node more closes at most so many edges; the others stay open, and so on.
            self.closing[edges] = edges - most + self.closing[edges - most] if most else 0

    def layers(self, at_most: int, width: int | None) -> list[dict[int, int]] | None:
        """Return for each size the sets that an order of carry `at_most` can end with, and their least carry.

        Of each size at most `width` sets, those with the least bound; None when there are none, or without a width too
        many in all.
        """
        ready = _mask(node for node in range(self.count) if not self.waits_for[node])
        layer = {0: (0, 0, ready, sum(self.star))}  # set -> carry, open edges, nodes that can be next, stars to come
        found = [{0: 0}]
        opened = 0
        for _ in range(self.count):
            layer = self._grown(layer, at_most)
            if width is not None and len(layer) > width:
                layer = dict(sorted(layer.items(), key=lambda each: (self._least(each[1]), each[0]))[:width])
            opened += len(layer)
            if not layer or (width is None and opened > _MOST_SETS):
                return None
            found.append({rest: state[0] for rest, state in layer.items()})
        return found

    def _least(self, state: tuple[int, int, int, int]) -> int:
        """Return what every order has at least that ends with a set."""
        carried, edges, _, to_come = state
        return carried + to_come + self.closing[edges]

    def _grown(self, layer: dict[int, tuple[int, int, int, int]], at_most: int) -> dict[int, tuple[int, int, int, int]]:
        """Return the sets with one node more."""
        following: dict[int, tuple[int, int, int, int]] = {}
        for rest, (total, edges, ready, stars) in layer.items():
            left = ready
            while left:
                bit = left & -left
                left ^= bit
                node = bit.bit_length() - 1
                now = edges + self.change[node]
                carried = total + now
                to_come = stars - self.star[node]
                if carried + to_come + self.closing[now] > at_most:
                    continue
                grown = rest | bit
                old = following.get(grown)
                if old is None:
                    can_be = ready ^ bit
                    for other in self.unlocks[node]:
                        if not self.waits_for[other] & ~grown:
                            can_be |= 1 << other
                    following[grown] = (carried, now, can_be, to_come)
                elif carried < old[0]:
                    following[grown] = (carried, now, old[2], to_come)
        return following

    def order(self, layers: Sequence[dict[int, int]]) -> list[int]:
        """Return the first by rank of the orders of least carry, from the sets that were found."""
        rest = (1 << self.count) - 1
        found: list[int] = []
        for size in range(self.count, 0, -1):
            edges = sum(self.change[node] for node in range(self.count) if rest >> node & 1)
            wanted = layers[size][rest] - edges
            first = next(
                node
                for node in range(self.count)
                if rest >> node & 1 and layers[size - 1].get(rest ^ 1 << node) == wanted
            )
            found.append(first)
            rest ^= 1 << first
        return found


def _mask(nodes: Iterable[int]) -> int:
    mask = 0
    for node in nodes:
        mask |= 1 << node
    return mask
