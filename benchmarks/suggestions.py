"""Print how early the reviewed edges stand among what `papergraph suggest` offers without any curated row.

Usage: python benchmarks/suggestions.py [--alone]      --alone measures every signal by itself as well

A graph is built from the lists with no curated knowledge at all, as of a stranger's list, and once more with the
concepts and works of the bundled knowledge but none of its edges. Counted is the share of the
curated core and background edges between works of the lists that are inferred, or stand among the first N suggestions:
what a curator has seen after N decisions. The given lists lie in the folder `seeds` of $PAPERGRAPH_SHARED, or of
../shared beside the checkout; without them only the bundled ones are measured.

What it gave, as shares of the core / background edges (175 and 145) inferred, then with the first 50, 100, 180 and 300:

bundled lists, nothing known    0.47/0.12   0.57/0.19  0.63/0.23  0.69/0.28  0.78/0.32
bundled lists, concepts known   0.55/0.12   0.68/0.20  0.72/0.28  0.79/0.34  0.86/0.35
given lists, nothing known      0.21/0.05   0.31/0.12  0.40/0.16  0.51/0.21  0.57/0.27
given lists, concepts known     0.24/0.05   0.39/0.09  0.48/0.15  0.58/0.23  0.70/0.28

Halving or doubling any one weight moved these by 0.01 to 0.03, so the weights stand as they were reasoned, but that
words count more than the first guess and much-used works less. Ranking anew after every ten decisions gained nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from papergraph import suggestions
from papergraph.curation import Curation, load, seeds
from papergraph.graph import PaperGraph, build
from papergraph.identifiers import title_key

CHECKOUT = Path(__file__).resolve().parent.parent
FIRST = (50, 100, 180, 300)
Pair = tuple[str, str]


def reviewed(graph: PaperGraph) -> dict[Pair, str]:
    """The curated edges of a graph with their kinds."""
    return {
        (edge.subject, edge.object): edge.kind
        for edge in graph.builds_on
        if any(each.justification == "curated" for each in edge.evidence)
    }


def same_ids(bare: PaperGraph, full: PaperGraph) -> dict[str, str]:
    """The id in `full` of each paper of `bare`: both hold the same entries."""
    paper_of = {entry.id: entry.paper for entry in full.entries}
    titles = {title_key(title): paper.id for paper in full.papers for title in (paper.title, *paper.alt_titles)}
    found = {}
    for paper in bare.papers:
        meant = next((paper_of[entry] for entry in paper.entries if paper_of.get(entry)), None)
        found[paper.id] = meant or titles.get(title_key(paper.title), paper.id)
    return found


def shares(goal: dict[Pair, str], kind: str, inferred: set[Pair], ranked: list[Pair]) -> Iterator[float]:
    """The shares of the edges of a kind that are inferred, then with the first suggestions, then with all of them."""
    wanted = {pair for pair, each in goal.items() if each == kind}
    for number in (0, *FIRST, len(ranked)):
        yield len(wanted & (inferred | set(ranked[:number]))) / len(wanted)


def ranked(graph: PaperGraph, ids: dict[str, str], **options: Any) -> list[Pair]:
    """The suggested pairs in their order."""
    return [(ids[each.subject], ids[each.object]) for each in suggestions.suggest(graph, **options)]


def measure(name: str, lists: list[Path], *, alone: bool, concepts: bool) -> None:
    """Print the table of some lists."""
    full = build(lists, curation=load())
    bare = build(lists, curation=replace(load(), edges=()) if concepts else Curation())
    goal, ids = reviewed(full), same_ids(bare, full)
    inferred = {(ids[edge.subject], ids[edge.object]) for edge in bare.builds_on}
    told = "concepts and works known" if concepts else "nothing known"
    print(f"\n{name}, {told}: {len(bare.papers)} papers, {len(goal)} reviewed edges, {len(inferred)} inferred")
    print(f"{'':24}{'':12}{'inferred':>9}" + "".join(f"{'+' + str(number):>7}" for number in FIRST) + f"{'all':>7}")
    rows: list[tuple[str, list[Pair]]] = [("all signals", ranked(bare, ids))]
    if alone:
        rows += [(signal, ranked(bare, ids, chosen=[signal])) for signal in suggestions.SIGNALS]
    for label, pairs in rows:
        for kind in ("core", "background"):
            cells = list(shares(goal, kind, inferred, pairs))
            print(f"{label:24}{kind:12}{cells[0]:9.2f}" + "".join(f"{cell:7.2f}" for cell in cells[1:]))


def main(arguments: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--alone", action="store_true", help="measure every signal by itself as well")
    alone = parser.parse_args(arguments).alone
    lists = {"bundled lists": seeds()}
    given = Path(os.environ.get("PAPERGRAPH_SHARED") or CHECKOUT.parent / "shared") / "seeds"
    if given.is_dir():
        lists["given lists"] = sorted(given.glob("*.txt"))
    for name, paths in lists.items():
        for concepts in (False, True):
            measure(name, paths, alone=alone, concepts=concepts)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
