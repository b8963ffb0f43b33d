"""Print how good inferred edges are, against pairs of works that were judged by hand: per rule, and by confidence.

Usage: python benchmarks/quality/edges.py [LIST...] [--untouched] [--show] [--plot FILE.svg]

Without LIST the given lists are read (the folder `seeds` of $PAPERGRAPH_SHARED, or of ../shared beside the checkout)
and then the bundled ones; always with `--curation none`, so that nothing but the lists speaks. `judged_pairs.tsv` says
of each pair of works what is true of them (core, background, wrong) and whether some sentence of the given lists says
so (empty: a pair that only the bundled lists name). A third of the pairs, chosen by a hash of their names, is left
untouched while rules are tuned: it is counted only with `--untouched`, and then alone.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from calibration_plot import calibration_svg

from papergraph.curation import Curation, seeds
from papergraph.graph import PaperGraph, build
from papergraph.model import BuildsOn

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.0)
Verdict = Literal["core", "background", "wrong", "reversed", "unjudged"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is true of a pair of works, by citekey: `says` is whether some sentence of the given lists says it."""

    subject: str
    object: str
    verdict: Literal["core", "background", "wrong"]
    says: Literal["yes", "hint", "no", ""]

    @property
    def untouched(self) -> bool:
        """Whether the pair belongs to the third that nobody looks at while tuning."""
        key = " ".join(sorted((self.subject, self.object)))
        return hashlib.sha256(key.encode()).digest()[0] % 3 == 0


@dataclass(frozen=True, slots=True)
class Inferred:
    """An inferred edge by citekeys, with its kind, confidence and rules, and what was judged of it."""

    subject: str
    object: str
    kind: str
    confidence: float
    rules: tuple[str, ...]
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether the works are related in this direction, of whatever kind."""
        return self.verdict in {"core", "background"}


def judged_pairs(path: Path = HERE / "judged_pairs.tsv") -> list[Judged]:
    """The pairs of the file, sorted as they stand there."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Judged(row["subject"], row["object"], row["verdict"], row["says"])  # type: ignore[arg-type]
            for row in table
        ]


def citekeys(bare: PaperGraph, known: PaperGraph) -> dict[str, str]:
    """The known citekey of each paper of a graph made without curated knowledge, found through their entries."""
    by_entry = {entry.id: known.paper[entry.paper].citekey for entry in known.entries if entry.paper}
    return {entry.paper: by_entry[entry.id] for entry in bare.entries if entry.paper and entry.id in by_entry}


def inferred(edges: Iterable[BuildsOn], names: Mapping[str, str], judged: Sequence[Judged]) -> Iterator[Inferred]:
    """Each edge with its verdict; an edge whose pair was judged the other way round is reversed."""
    truth = {(pair.subject, pair.object): pair.verdict for pair in judged}
    for edge in edges:
        subject, older = names.get(edge.subject, edge.subject), names.get(edge.object, edge.object)
        verdict: Verdict = truth.get((subject, older), "unjudged")
        other = truth.get((older, subject))
        if verdict == "unjudged" and other is not None:
            verdict = "wrong" if other == "wrong" else "reversed"
        rules = tuple(sorted({f"{each.justification}:{each.rule}" for each in edge.evidence}))
        yield Inferred(subject, older, edge.kind, edge.confidence, rules, verdict)


def report(found: Sequence[Inferred], judged: Sequence[Judged], *, show: bool, said: bool) -> None:
    """Print totals, recall of core edges that some sentence supports (only where `said`), rules and calibration."""
    right = [edge for edge in found if edge.right]
    judged_edges = [edge for edge in found if edge.verdict != "unjudged"]
    print(f"{len(found)} inferred edges, {len(judged_edges)} of them judged: {share(right, judged_edges)} right")
    for verdict in ("core", "background", "wrong", "reversed", "unjudged"):
        of_verdict = [edge for edge in found if edge.verdict == verdict]
        kinds = ", ".join(f"{sum(e.kind == kind for e in of_verdict)} as {kind}" for kind in ("core", "background"))
        print(f"  {verdict:<11}{len(of_verdict):>4}   ({kinds})")
    as_core = [edge for edge in judged_edges if edge.kind == "core"]
    print(f"  called core and core: {share([e for e in as_core if e.verdict == 'core'], as_core)}")
    if said:
        have = {(edge.subject, edge.object) for edge in found}
        for words, wanted in (
            ("core edges that a sentence states", [p for p in judged if p.verdict == "core" and p.says == "yes"]),
            ("all edges that a sentence states", [p for p in judged if p.verdict != "wrong" and p.says == "yes"]),
            ("core edges that a sentence hints at", [p for p in judged if p.verdict == "core" and p.says == "hint"]),
        ):
            hit = [pair for pair in wanted if (pair.subject, pair.object) in have]
            print(f"  recall of {words}: {share(hit, wanted)}")
            if show:
                print(*(f"    missed: {p.subject} -> {p.object}" for p in wanted if p not in hit), sep="\n")
    print("\n  rule                          edges   right")
    for rule in sorted({rule for edge in judged_edges for rule in edge.rules}):
        of_rule = [edge for edge in judged_edges if rule in edge.rules]
        print(f"  {rule:<30}{len(of_rule):>5}   {share([e for e in of_rule if e.right], of_rule)}")
    print("\n  confidence   edges   mean   right")
    for low, high, members in bins(judged_edges):
        mean = sum(edge.confidence for edge in members) / len(members)
        right = [edge for edge in members if edge.right]
        print(f"  {low:.1f} to {high:.1f}{len(members):>9}   {mean:.2f}   {share(right, members)}")
    if judged_edges:
        brier = sum((edge.confidence - edge.right) ** 2 for edge in judged_edges) / len(judged_edges)
        print(f"  Brier score {brier:.3f}")
    if show:
        for edge in found:
            if not edge.right:
                print(
                    f"    {edge.verdict}: {edge.subject} -> {edge.object} ({edge.kind} {edge.confidence}, {edge.rules})"
                )


def bins(edges: Sequence[Inferred]) -> Iterator[tuple[float, float, list[Inferred]]]:
    """The edges by confidence: (from, to, edges) for each bin that holds any; the upper end belongs to the last bin."""
    for low, high in pairwise(BINS):
        members = [edge for edge in edges if low <= edge.confidence < high or high == edge.confidence == BINS[-1]]
        if members:
            yield low, high, members


def share(part: Sequence[object], whole: Sequence[object]) -> str:
    """For example "19 of 20 (0.95)"."""
    return f"{len(part)} of {len(whole)} ({len(part) / len(whole):.3f})" if whole else "none"


def main(arguments: list[str]) -> int:
    """Print the tables of each set of lists."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--untouched", action="store_true", help="count the untouched third, and nothing else")
    parser.add_argument("--show", action="store_true", help="print what was missed and what is wrong")
    parser.add_argument("--plot", type=Path, help="draw confidence against share of right edges")
    options = parser.parse_args(arguments)
    given = Path(os.environ.get("PAPERGRAPH_SHARED") or CHECKOUT.parent / "shared") / "seeds"
    sets: list[tuple[str, list[Path], bool]] = []
    if options.lists:
        sets.append(("The lists", options.lists, False))
    else:
        if given.is_dir():
            sets.append(("The given lists", sorted(given.glob("*.txt")), True))
        sets.append(("The bundled lists", seeds(), False))
    judged = [pair for pair in judged_pairs() if pair.untouched == options.untouched]
    part = "the untouched third" if options.untouched else "the other two thirds"
    pairs = {frozenset((pair.subject, pair.object)) for pair in judged}
    everything: list[Inferred] = []
    for title, paths, said in sets:
        bare = build(paths, curation=Curation())
        names = citekeys(bare, build(paths))
        found = list(inferred(bare.builds_on, names, judged))
        hidden = {frozenset((p.subject, p.object)) for p in judged_pairs()} - pairs
        found = [edge for edge in found if frozenset((edge.subject, edge.object)) not in hidden]
        print(f"\n{title}, against {len(judged)} judged pairs ({part})")
        report(found, judged, show=options.show, said=said)
        everything += [edge for edge in found if edge.verdict != "unjudged"]
    if options.plot:
        points = [
            (sum(e.confidence for e in m) / len(m), sum(e.right for e in m) / len(m), len(m))
            for _, _, m in bins(everything)
        ]
        options.plot.write_text(calibration_svg(points), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
