"""A path over a citation graph: which graph is planned on, and what the names on the command line are in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from papergraph.cli.knowing import Knowing, tell_passed_over
from papergraph.cli.saying import note
from papergraph.cli.working import working
from papergraph.lookup import Found
from papergraph.progress import references

if TYPE_CHECKING:
    from papergraph.citations import CitationNetwork
    from papergraph.graph import PaperGraph


def cited(
    files: tuple[Path, ...], targets: tuple[str, ...], knowing: Knowing, *, papers: int | None
) -> tuple[PaperGraph, list[Found], list[Found]]:
    """Return the part of a citation graph that `targets` rest on most, and what targets and known things are in it.

    Names are exact. A word that the files do not name is an error; such a line of a known-file is told and passed over.
    """
    from papergraph.citations import read
    from papergraph.excerpt import PAPERS, excerpt

    with working("reading citations"):
        network = read(files)
    label = ", ".join(str(file) for file in files)
    note(f"graph: {label}, {len(network.ids):,} papers, {len(network.rows.heads):,} citations")
    for each in network.notes:
        note(f"note: {each}")
    goals = [network.named(each) for each in targets]
    knows = [*(network.named(each) for each in knowing.words), *_of_file(knowing, network)]
    graph = excerpt(network, targets=goals, known=knows, papers=PAPERS if papers is None else papers)
    if papers is None and len(graph.papers) - len(set(knows)) >= PAPERS:
        note(f"note: the {PAPERS} papers that matter most here; --papers N takes more or fewer")
    return graph, [_found(graph, each) for each in goals], [_found(graph, each) for each in dict.fromkeys(knows)]


def _of_file(knowing: Knowing, network: CitationNetwork) -> list[str]:
    if not knowing.name:
        return []
    lines = references(knowing.data, name=knowing.name)
    here = list(dict.fromkeys(name for line in lines if (name := network.named(line.reference)) in network.number))
    note(f"{knowing.name}: {len(here)} known")
    tell_passed_over(knowing.name, [line for line in lines if network.named(line.reference) not in network.number])
    return here


def _found(graph: PaperGraph, name: str) -> Found:
    paper = graph.paper[name]
    return Found(name, "paper", name, f"{paper.title} ({paper.year})" if paper.year else paper.title)
