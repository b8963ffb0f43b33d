"""Print how near reading orders come to the proven least carry, and how long they take, on paths cut from real graphs.

Usage: python benchmarks/order.py [CITATIONS.tsv]     citing and cited works, tab separated, with a header

Half of the paths are cut from citations (../shared/data/hepph-citations.tsv unless another file is given; left out when
there is none), half from the bundled lists: 8 to 25 works that lead to one. The optimum comes from a search of its own
here, through all sets closed under prerequisites, without bounds.
"""

from __future__ import annotations

import csv
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from papergraph import ordering
from papergraph.curation import seeds
from papergraph.digraph import generations, topological_order, transitive_reduction
from papergraph.graph import build
from papergraph.linear_extension import least_carry

CITATIONS = Path(__file__).parents[2] / "shared" / "data" / "hepph-citations.tsv"
SIZES = range(8, 26)
PATHS = 50
# Of all that a work cites a path holds a few; more would leave no room for what they cite.
REFERENCES = 4
Needs = list[list[int]]


def citations(file: Path) -> dict[str, list[str]]:
    """What each work cites."""
    found: dict[str, list[str]] = {}
    with file.open(encoding="utf-8", newline="") as rows:
        for citing, cited, *_ in list(csv.reader(rows, delimiter="\t"))[1:]:
            found.setdefault(citing, []).append(cited)
    return found


def bundled() -> dict[str, list[str]]:
    """What each work of the bundled lists builds on."""
    found: dict[str, list[str]] = {}
    for edge in build(seeds()).builds_on:
        found.setdefault(edge.subject, []).append(edge.object)
    return found


def cut(needs: Mapping[str, Sequence[str]], size: int, choice: random.Random) -> Needs | None:
    """A work and so many below it, breadth first over a few references each; None when there are too few."""
    members = [choice.choice(sorted(needs))]
    for member in members:
        below = sorted(set(needs.get(member, ())) - set(members))
        members += choice.sample(below, min(REFERENCES, len(below)))[: size - len(members)]
    if len(members) < size:
        return None
    index = {member: number for number, member in enumerate(sorted(members))}
    try:
        return transitive_reduction(
            [[index[each] for each in needs.get(m, ()) if each in index] for m in sorted(members)]
        )
    except ValueError:
        return None


def paths(needs: Mapping[str, Sequence[str]], count: int) -> Iterator[Needs]:
    """So many different paths, the same ones each time."""
    choice = random.Random(1)  # noqa: S311
    seen: set[str] = set()
    for _ in range(count * 200):
        found = cut(needs, choice.choice(SIZES), choice)
        if found is not None and str(found) not in seen:
            seen.add(str(found))
            yield found
        if len(seen) == count:
            return


def optimum(needs: Needs) -> int:
    """The least carry, through all sets closed under prerequisites."""
    masks = [sum(1 << each for each in before) for before in needs]
    uses = [sum(1 for before in needs if node in before) for node in range(len(needs))]
    layer = {0: (0, 0)}
    for _ in needs:
        following: dict[int, tuple[int, int]] = {}
        for done, (total, edges) in layer.items():
            for node, mask in enumerate(masks):
                if done >> node & 1 or mask & ~done:
                    continue
                now = edges - len(needs[node]) + uses[node]
                old = following.get(done | 1 << node)
                if old is None or total + now < old[0]:
                    following[done | 1 << node] = (total + now, now)
        layer = following
    return layer[(1 << len(needs)) - 1][0]


def by_stage(needs: Needs) -> list[int]:
    return [node for nodes in generations(needs) for node in nodes]


def block_moves(needs: Needs) -> list[int]:
    return ordering._move_blocks(depth_first(needs), needs)


def depth_first(needs: Needs) -> list[int]:
    return ordering._depth_first(needs, lambda node: node, largest_first=True)


def proven(needs: Needs) -> list[int]:
    order = block_moves(needs)
    found = least_carry(needs, lambda node: node, at_most=ordering.carry(order, needs))
    return order if found is None else found


WAYS: dict[str, Callable[[Needs], list[int]]] = {
    "stages": by_stage,
    "any topological order": topological_order,
    "depth first, largest first": depth_first,
    "and moves of blocks": block_moves,
    "and proof (first start)": proven,
    "just in time (as planned)": lambda needs: ordering.just_in_time(needs, lambda node: node)[0],
}


def report(name: str, cuts: Sequence[Needs]) -> None:
    """Print a table: each way's ratio to the optimum, and its milliseconds."""
    least = [optimum(needs) for needs in cuts]
    proofs = sum(1 for needs in cuts if ordering.just_in_time(needs, lambda node: node)[1] is not None)
    print(f"{name}: {len(cuts)} paths of {min(map(len, cuts))} to {max(map(len, cuts))} works, {proofs} proven")
    for way, make in WAYS.items():
        ratios, times = [], []
        for needs, best in zip(cuts, least, strict=True):
            start = time.perf_counter()
            order = make(needs)
            times.append((time.perf_counter() - start) * 1000)
            ratios.append(ordering.carry(order, needs) / best)
        shown = f"mean {statistics.mean(ratios):.4f}  worst {max(ratios):.4f}"
        print(f"  {way:28}{shown}  {statistics.median(times):6.1f} ms, at most {max(times):.1f}")


def main(arguments: list[str]) -> int:
    file = Path(arguments[0]) if arguments else CITATIONS
    if file.is_file():
        report(file.stem, list(paths(citations(file), PATHS // 2)))
    else:
        print(f"{file} is not here: the bundled lists only")
    report("bundled lists", list(paths(bundled(), PATHS // 2)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
