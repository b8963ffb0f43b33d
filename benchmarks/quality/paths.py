"""Print how well paths on the bundled lists hold what teachers want in them, against essential sets written by hand.

Usage: python benchmarks/quality/paths.py [--show]      --show prints every miss

`essential_sets.tsv` says for each target, written without sight of any path: what is essential before it, what is an
ingredient (wanted with --include-background), what is a distractor (must not stand before it), and what must precede
what. What is folded away as an origin counts as not on the path, here as for a reader; how many essentials lie there
is told.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from papergraph.curation import seeds
from papergraph.graph import PaperGraph, build
from papergraph.paths import learning_path

KINDS = ("essential", "ingredient", "distractor")
SETS = Path(__file__).with_name("essential_sets.tsv")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a teacher wants of the path to one target; all by citekey."""

    target: str
    kinds: dict[str, list[str]]
    precedes: list[tuple[str, str]]


def wanted(known: Container[str]) -> Iterator[Wanted]:
    """The sets of the file, without papers that are not at hand."""
    with SETS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["paper"] in known]
    for target in dict.fromkeys(row["target"] for row in rows if row["target"] in known):
        of = [row for row in rows if row["target"] == target]
        kinds = {kind: [row["paper"] for row in of if row["kind"] == kind] for kind in KINDS}
        yield Wanted(target, kinds, [(row["paper"], row["other"]) for row in of if row["kind"] == "precedes"])


def shown(graph: PaperGraph, target: str, *, wide: bool = False, folded: bool = False) -> list[str]:
    """The citekeys of the path to a target, in order; `folded`: of what is folded away from it."""
    path = learning_path(graph, targets=[target], include_background=wide)
    return [step.paper.citekey for step in path.steps if (step.role == "origin") == folded]


def counted(graph: PaperGraph, target: str, want: Wanted, *, show: bool) -> dict[str, tuple[int, int]]:
    """How many of how many are as wanted, by what is counted."""
    steps, wide, folded = shown(graph, target), shown(graph, target, wide=True), shown(graph, target, folded=True)
    essential, ingredient, distractor = (want.kinds[kind] for kind in KINDS)
    on = [pair for pair in want.precedes if set(pair) <= set(steps)]
    if show:
        print("    missing:", *(each + " (folded)" * (each in folded) for each in essential if each not in steps))
        print("    ingredients missing:", *(each for each in ingredient if each not in wide))
        print("    distractors shown:", *(each for each in distractor if each in steps))
    return {
        "steps": (len(steps), 1),
        "essential": (sum(each in steps for each in essential), len(essential)),
        "with background": (sum(each in {*steps, *wide} for each in essential), len(essential)),
        "folded": (sum(each in folded for each in essential), len(essential)),
        "ingredient": (sum(each in wide for each in ingredient), len(ingredient)),
        "distractor": (sum(each in steps for each in distractor), len(distractor)),
        "with background, distractor": (sum(each in {*steps, *wide} for each in distractor), len(distractor)),
        "order kept": (sum(steps.index(first) < steps.index(then) for first, then in on), len(on)),
    }


def main(arguments: list[str]) -> int:
    """Print one line a target, and the totals."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="print every miss")
    show = parser.parse_args(arguments).show
    graph = build(seeds())
    ids = {paper.citekey: paper.id for paper in graph.papers}
    total: dict[str, tuple[int, int]] = {}
    for want in wanted(ids):
        found = counted(graph, ids[want.target], want, show=show)
        print(f"{want.target:<26}", *(f"{what} {part}/{whole} " for what, (part, whole) in found.items()))
        for what, (part, whole) in found.items():
            before = total.get(what, (0, 0))
            total[what] = before[0] + part, before[1] + whole
    for what, (part, whole) in total.items():
        print(f"{what:<29}{part} of {whole} ({part / whole:.3f})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
