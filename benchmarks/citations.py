"""Print how fast paths, closures and stages are on citation graphs, beside networkx doing the same in the same run.

Usage: python benchmarks/citations.py [--made PAPERS]      --made also measures a made graph of so many papers

The real graph is that of $PAPERGRAPH_SHARED/data, or of ../shared/data beside the checkout; without it only a made one
is measured. Times are of one process, medians over the same twenty targets.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import networkx
import numpy as np

from papergraph.citations import CitationNetwork, read
from papergraph.excerpt import excerpt
from papergraph.model import LearningPath
from papergraph.paths import learning_path

TARGETS = 20
CHECKOUT = Path(__file__).resolve().parent.parent


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def targets(network: CitationNetwork) -> list[int]:
    """Some late papers with a fair number of references, the same in every run."""
    citing = np.diff(network.rows.start)
    late = [node for node in np.argsort(network.dates, kind="stable")[-len(network.ids) // 4 :] if citing[node] > 5]
    return [int(each) for each in np.random.default_rng(7).choice(late, TARGETS, replace=False)]


def closure_and_stages(network: CitationNetwork, node: int) -> None:
    """All that a paper rests on, in layers, with the sparse rows."""
    network.rows.generations(network.rows.closure([node]))


def closure_and_order(graph: networkx.DiGraph, node: int) -> None:
    """The same with networkx: descendants, and their layers, deepest first."""
    members = networkx.descendants(graph, node) | {node}
    list(networkx.topological_generations(graph.subgraph(members).reverse()))


def measured(name: str, network: CitationNetwork, *, beside: bool) -> None:
    """Print the table of one network."""
    papers, citations = len(network.ids), len(network.rows.heads)
    print(f"\n{name}: {papers:,} papers, {citations:,} citations")
    chosen = targets(network)
    closure_and_stages(network, chosen[0])  # what is made once, such as the arrows turned round, is no part of a query
    paths = [seconds(lambda node=node: path(network, node)) for node in chosen]
    steps = [len(path(network, node).steps) for node in chosen[:5]]
    what = f"path of {min(steps)} to {max(steps)} steps"
    print(f"  {what:<26}{1000 * statistics.median(paths):8.1f} ms   worst {1000 * max(paths):.1f}")
    ours = statistics.median(seconds(lambda node=node: closure_and_stages(network, node)) for node in chosen)
    worst = max(seconds(lambda node=node: closure_and_stages(network, node)) for node in chosen)
    print(f"  closure and stages        {1000 * ours:8.1f} ms   worst {1000 * worst:.1f}")
    if beside:
        graph = networkx.DiGraph(list(zip(network.rows.tails.tolist(), network.rows.heads.tolist(), strict=True)))
        theirs = statistics.median(seconds(lambda node=node: closure_and_order(graph, node)) for node in chosen)
        print(f"  the same with networkx    {1000 * theirs:8.1f} ms   ratio {theirs / ours:.0f}")
    print(f"  memory so far             {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def path(network: CitationNetwork, node: int) -> LearningPath:
    """The learning path to one paper, from citations alone."""
    name = network.ids[node]
    return learning_path(excerpt(network, targets=[name]), targets=[name])


def made(papers: int) -> CitationNetwork:
    """A made network: ten references a paper, mostly to recent work, dates in order."""
    chance = np.random.default_rng(0)
    citing = np.repeat(np.arange(1, papers), 10)
    cited = (citing * chance.random(len(citing)) ** 0.3).astype(np.int64)
    dates = (1950 + np.arange(papers) * 70 // papers) * 10_000
    return CitationNetwork.of([f"p{number}" for number in range(papers)], citing, cited, dates=dates.astype(np.int32))


def main(arguments: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--made", type=int, default=0, metavar="PAPERS")
    options = parser.parse_args(arguments)
    data = Path(os.environ.get("PAPERGRAPH_SHARED") or CHECKOUT.parent / "shared") / "data"
    if data.is_dir():
        start = time.perf_counter()
        network = read([data / "hepph-citations.tsv", data / "hepph-papers.tsv"])
        print(f"read in {time.perf_counter() - start:.2f} s; {'; '.join(network.notes)}")
        measured("High-energy physics, 1992 to 1999", network, beside=True)
    if options.made or not data.is_dir():
        measured("A made graph", made(options.made or 20_000), beside=options.made <= 100_000)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
