"""Directed graphs of small integers as lists of lists: closure, components, reduction, generations, orders.

`adjacency[i]` holds the nodes that node i points at. Where arrows mean "builds on", they point at what comes first.
Nothing here recurses, so a chain of a million nodes is no deeper than a star, and every answer depends on the graph
alone: neither on the order inside a node's list nor on hashing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Any

Adjacency = Sequence[Sequence[int]]
Arc = tuple[int, int]

# Up to this many nodes a least feedback arc set is found exactly, by a table over all subsets.
_EXACT = 10


def closure(adjacency: Adjacency, starts: Iterable[int]) -> list[int]:
    """Return all nodes reached from `starts`, themselves included, in ascending order.

    >>> closure([[], [0], [1], []], [2])
    [0, 1, 2]
    """
    seen = bytearray(len(adjacency))
    stack = list(starts)
    for node in stack:
        seen[node] = 1
    while stack:
        for neighbour in adjacency[stack.pop()]:
            if not seen[neighbour]:
                seen[neighbour] = 1
                stack.append(neighbour)
    return [node for node, reached in enumerate(seen) if reached]


def reversed_arcs(adjacency: Adjacency) -> list[list[int]]:
    """Return the adjacency with every arrow turned round; lists are in ascending order."""
    out: list[list[int]] = [[] for _ in adjacency]
    for node, neighbours in enumerate(adjacency):
        for neighbour in set(neighbours):
            out[neighbour].append(node)
    return out


def strongly_connected_components(adjacency: Adjacency) -> list[list[int]]:
    """Return the components, each in ascending order, sorted by their least node.

    Tarjan, "Depth-First Search and Linear Graph Algorithms" (1972), with an explicit stack. A component of one node is
    a cycle only when the node points at itself.
    """
    index = [-1] * len(adjacency)
    low = [0] * len(adjacency)
    on_stack = bytearray(len(adjacency))
    stack: list[int] = []
    components: list[list[int]] = []
    count = 0
    for root in range(len(adjacency)):
        if index[root] >= 0:
            continue
        work: list[tuple[int, int]] = [(root, 0)]
        while work:
            node, position = work.pop()
            if index[node] < 0:
                index[node] = low[node] = count
                count += 1
                stack.append(node)
                on_stack[node] = 1
            neighbours = adjacency[node]
            while position < len(neighbours):
                neighbour = neighbours[position]
                if index[neighbour] < 0:
                    work.append((node, position))  # come back to this arc: its low point is read then
                    work.append((neighbour, 0))
                    break
                if on_stack[neighbour]:
                    low[node] = min(low[node], low[neighbour])
                position += 1
            else:
                if low[node] == index[node]:
                    components.append(_popped(stack, on_stack, node))
    return sorted(components)


def _popped(stack: list[int], on_stack: bytearray, root: int) -> list[int]:
    component = []
    while True:
        node = stack.pop()
        on_stack[node] = 0
        component.append(node)
        if node == root:
            return sorted(component)


def topological_order(adjacency: Adjacency, key: Callable[[int], Any] | None = None) -> list[int]:
    """Return all nodes, each after the nodes that it points at; among those that are ready, the least by `key` first.

    Equal keys fall back to the node's number. Raises ValueError when there is a cycle.

    >>> topological_order([[2], [2], []])
    [2, 0, 1]
    """
    rank: list[tuple[Any, int]] = [(key(node) if key else 0, node) for node in range(len(adjacency))]
    waiting = [len(set(neighbours)) for neighbours in adjacency]
    dependents = reversed_arcs(adjacency)
    ready = [rank[node] for node in range(len(adjacency)) if not waiting[node]]
    heapify(ready)
    order: list[int] = []
    while ready:
        _, node = heappop(ready)
        order.append(node)
        for dependent in dependents[node]:
            waiting[dependent] -= 1
            if not waiting[dependent]:
                heappush(ready, rank[dependent])
    if len(order) < len(adjacency):
        raise ValueError(f"the graph has a cycle: {len(adjacency) - len(order)} nodes lie on one or behind one")
    return order


def generations(adjacency: Adjacency) -> list[list[int]]:
    """Return the nodes in layers: those that point at nothing, then those that point only at earlier layers.

    A node's layer is the length of its longest way down; nodes are in ascending order within a layer. Raises ValueError
    when there is a cycle.

    >>> generations([[], [0], [0, 1], []])
    [[0, 3], [1], [2]]
    """
    layer = [0] * len(adjacency)
    for node in topological_order(adjacency):
        layer[node] = max((layer[neighbour] + 1 for neighbour in adjacency[node]), default=0)
    layers: list[list[int]] = [[] for _ in range(max(layer, default=-1) + 1)]
    for node, number in enumerate(layer):
        layers[number].append(node)
    return layers


def transitive_reduction(adjacency: Adjacency) -> list[list[int]]:
    """Return the least adjacency with the same closure; unique for a graph without cycles, else ValueError.

    Aho, Garey and Ullman, "The Transitive Reduction of a Directed Graph" (1972). One integer a node serves as the set
    of what it reaches; an arc is needed unless an arc to a node later in the order reaches its head already.

    >>> transitive_reduction([[], [0], [0, 1]])
    [[], [0], [1]]
    """
    order = topological_order(adjacency)
    position = [0] * len(order)
    for number, node in enumerate(order):
        position[node] = number
    reach = [0] * len(order)
    kept: list[list[int]] = [[] for _ in order]
    for node in order:
        reached = 0
        for number in sorted({position[neighbour] for neighbour in adjacency[node]}, reverse=True):
            if not reached >> number & 1:
                neighbour = order[number]
                kept[node].append(neighbour)
                reached |= reach[neighbour] | 1 << number
        reach[node] = reached
        kept[node].sort()
    return kept


def feedback_arcs(arcs: Mapping[Arc, float]) -> list[Arc]:
    """Return arcs that leave no cycle once they are taken out, in ascending order; light arcs rather than heavy ones.

    `arcs` gives each arc (tail, head) its weight. The total weight is the least possible in components of up to ten
    nodes. In larger ones the order comes from the greedy heuristic of Eades, Lin and Smyth (1993) with weights, and no
    arc is taken out that could stay.
    """
    taken = {arc for arc in arcs if arc[0] == arc[1]}
    nodes = sorted({node for arc in arcs for node in arc})
    number = {node: index for index, node in enumerate(nodes)}
    adjacency: list[list[int]] = [[] for _ in nodes]
    for tail, head in sorted(arcs):
        adjacency[number[tail]].append(number[head])
    for component in strongly_connected_components(adjacency):
        if len(component) == 1:
            continue
        members = {nodes[index] for index in component}
        inside = {arc: arcs[arc] for arc in sorted(arcs) if arc[0] != arc[1] and members.issuperset(arc)}
        order = _best_order(inside) if len(members) <= _EXACT else _good_order(inside)
        taken.update(_needless(inside, order))
    return sorted(taken)


def _best_order(arcs: Mapping[Arc, float]) -> list[int]:
    """Return the order of nodes with the least weight of arcs that point back, by a table over all subsets."""
    nodes = sorted({node for arc in arcs for node in arc})
    weight = [[arcs.get((tail, head), 0.0) for head in nodes] for tail in nodes]
    size = len(nodes)
    cost = [0.0] * (1 << size)
    last = [-1] * (1 << size)
    for subset in range(1, 1 << size):
        best = float("inf")
        for node in range(size):
            if subset >> node & 1:
                before = subset ^ 1 << node
                back = sum(weight[node][other] for other in range(size) if before >> other & 1)
                if cost[before] + back < best:
                    best, last[subset] = cost[before] + back, node
        cost[subset] = best
    order = []
    subset = (1 << size) - 1
    while subset:
        order.append(nodes[last[subset]])
        subset ^= 1 << last[subset]
    return order[::-1]


def _good_order(arcs: Mapping[Arc, float]) -> list[int]:
    """Return an order with little weight pointing back: sinks last, sources first, else the most outgoing first."""
    out: dict[int, dict[int, float]] = {node: {} for arc in arcs for node in arc}
    into: dict[int, dict[int, float]] = {node: {} for node in out}
    for (tail, head), weight in arcs.items():
        out[tail][head] = into[head][tail] = weight

    def surplus(node: int) -> float:
        if not out[node]:
            return float("-inf")
        return float("inf") if not into[node] else sum(out[node].values()) - sum(into[node].values())

    heap = [(-surplus(node), node) for node in out]
    heapify(heap)
    front: list[int] = []
    back: list[int] = []
    while heap:
        negative, node = heappop(heap)
        if node not in out or -negative != surplus(node):
            continue  # it has gone, or its neighbours have and it stands elsewhere in the heap
        (front if out[node] else back).append(node)
        touched = out.pop(node).keys() | into.pop(node).keys()
        for other in sorted(touched & out.keys()):
            out[other].pop(node, None)
            into[other].pop(node, None)
            heappush(heap, (-surplus(other), other))
    return front + back[::-1]


def _needless(arcs: Mapping[Arc, float], order: Sequence[int]) -> list[Arc]:
    """Return the arcs that point back in `order`, without those that can stay, heavy ones first."""
    position = {node: number for number, node in enumerate(order)}
    staying: dict[int, list[int]] = {node: [] for node in order}
    backward: list[Arc] = []
    for arc in sorted(arcs):
        if position[arc[0]] < position[arc[1]]:
            staying[arc[0]].append(arc[1])
        else:
            backward.append(arc)
    out = []
    for tail, head in sorted(backward, key=lambda arc: (-arcs[arc], arc)):
        if _reaches(staying, head, tail):
            out.append((tail, head))
        else:
            staying[tail].append(head)
    return out


def _reaches(adjacency: Mapping[int, Sequence[int]], start: int, goal: int) -> bool:
    seen = {start}
    stack = [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return True
        for neighbour in adjacency[node]:
            if neighbour not in seen:
                seen.add(neighbour)
                stack.append(neighbour)
    return False
