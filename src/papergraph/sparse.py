"""Directed graphs of many integers as compressed sparse rows of numpy arrays: for citations, where lists are too slow.

Arrows point from what builds on something to what it builds on, as in `digraph`, whose functions answer the same
questions for small graphs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class SparseRows:
    """A graph of the nodes 0..n-1: the nodes that node i points at are `heads[start[i]:start[i + 1]]`, ascending."""

    start: Ints
    heads: Ints

    @classmethod
    def of(cls, tails: Ints, heads: Ints, size: int) -> SparseRows:
        """Return the graph of the arrows `tails[k]` → `heads[k]` between `size` nodes; doubles and loops are left out.

        Raises ValueError for a node that is not one of 0..size-1.
        """
        if len(tails) and not (min(tails.min(), heads.min()) >= 0 and max(tails.max(), heads.max()) < size):
            raise ValueError(f"nodes must be numbers from 0 to {size - 1}")
        keys = tails.astype(np.int64) * size + heads
        keys = keys[tails != heads]
        keys.sort()
        keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys
        rows, columns = np.divmod(keys, size) if size else (keys, keys)
        start = np.zeros(size + 1, dtype=np.int64)
        np.cumsum(np.bincount(rows, minlength=size), out=start[1:])
        return cls(start, columns.astype(np.int32))

    def __len__(self) -> int:
        """Return the number of nodes."""
        return len(self.start) - 1

    def row(self, node: int) -> Ints:
        """Return the nodes that one node points at, ascending."""
        return self.heads[self.start[node] : self.start[node + 1]]

    def rows(self, nodes: Ints) -> Ints:
        """Return the rows of several nodes, one after the other."""
        counts = self.start[nodes + 1] - self.start[nodes]
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        return self.heads[np.repeat(self.start[nodes] - (ends - counts), counts) + np.arange(total)]

    @cached_property
    def tails(self) -> Ints:
        """The node at which each arrow begins, beside `heads`."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.start))

    @cached_property
    def reversed(self) -> SparseRows:
        """The graph with every arrow turned round."""
        return SparseRows.of(self.heads, self.tails, len(self))

    def closure(self, starts: Iterable[int]) -> Ints:
        """Return all nodes reached from `starts`, themselves included, ascending; breadth first, a layer at a time."""
        seen = np.zeros(len(self), dtype=np.bool_)
        frontier = np.unique(np.fromiter(starts, dtype=np.int64))
        seen[frontier] = True
        owner = np.empty(len(self), dtype=np.int64)
        while len(frontier):
            reached = self.rows(frontier)
            reached = reached[~seen[reached]]
            seen[reached] = True
            owner[reached] = np.arange(len(reached))  # of several arrows to one node the last is its owner
            frontier = reached[owner[reached] == np.arange(len(reached))]
        return np.flatnonzero(seen)

    def generations(self, members: Ints | None = None) -> Ints:
        """Return the layer of each node, -1 for nodes that are not `members` (all are, when None).

        Layer 0 points at no member, every other node stands one above the highest that it points at. A node on a cycle
        or above one has no layer, and -1.
        """
        inside = np.ones(len(self), dtype=np.bool_)
        if members is not None:
            inside[:] = False
            inside[members] = True
        kept = inside[self.heads] & np.repeat(inside, np.diff(self.start))
        waiting = np.bincount(self.tails[kept], minlength=len(self))
        layer = np.full(len(self), -1, dtype=np.int32)
        frontier = np.flatnonzero(inside & (waiting == 0))
        number = 0
        while len(frontier):
            layer[frontier] = number
            above = self.reversed.rows(frontier)
            above = above[inside[above]]
            np.subtract.at(waiting, above, 1)
            ready = np.unique(above[waiting[above] == 0])
            frontier = ready[layer[ready] < 0]
            number += 1
        return layer

    def without(self, arrows: NDArray[np.bool_]) -> SparseRows:
        """Return the graph without the arrows marked in a mask over `heads`."""
        return SparseRows.of(self.tails[~arrows], self.heads[~arrows], len(self))

    def cyclic(self) -> Ints:
        """Return the nodes left when what has nothing below it or nothing above it is taken away again and again.

        Every cycle lies among them; there are none exactly when the graph has no cycle.
        """
        below = self.generations()
        left = np.flatnonzero(below < 0)
        if not len(left):
            return left
        above = self.reversed.generations(left)
        return left[above[left] < 0]
