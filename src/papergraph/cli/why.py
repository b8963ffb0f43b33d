"""`papergraph why`: the evidence for what a paper builds on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import graph_options, open_graph, write_result

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph
    from papergraph.model import BuildsOn, Evidence, Paper


@click.command()
@click.argument("paper")
@click.argument("other", required=False)
@graph_options
def why(paper: str, other: str | None, graph_file: Path | None, lists: tuple[Path, ...], curation: str | None) -> None:
    """Print why PAPER builds on what it builds on, or all that stands between PAPER and OTHER.

    Shows every reason with its place, chains over other papers, reviewed non-edges, and the row that overrules it.

    \b
    Example:
      papergraph why BERT
      papergraph why mamba transformer
    """
    from papergraph.lookup import Lookup

    graph = open_graph(graph_file, lists, curation)
    lookup = Lookup(graph)
    first = lookup.paper(paper)
    if other is None:
        lines = list(_all(graph, first))
    else:
        second = lookup.paper(other)
        if first.id == second.id:
            raise click.UsageError(f"{paper!r} and {other!r} are one paper: {first.title}.")
        lines = list(_between(graph, first, second))
    write_result("\n".join(lines) + "\n", None)


def _all(graph: PaperGraph, paper: Paper) -> Iterator[str]:
    edges = graph.edges_from.get(paper.id, ())
    yield f"{_name(paper)} builds on:" if edges else f"Nothing here says what {_name(paper)} builds on."
    for edge in sorted(edges, key=lambda each: (each.kind != "core", -each.confidence, each.object)):
        yield from _edge(graph, edge)
    for edge in graph.dropped_edges:
        if edge.subject == paper.id:
            yield f"not on {_name(graph.paper[edge.object])}: {edge.why}"
            yield from _evidence(edge.evidence)


def _between(graph: PaperGraph, first: Paper, second: Paper) -> Iterator[str]:
    found = False
    for subject, object_ in ((first, second), (second, first)):
        for edge in graph.edges_from.get(subject.id, ()):
            if edge.object == object_.id:
                found = True
                yield f"{_name(subject)} builds on {_name(object_)}:"
                yield from _edge(graph, edge)
                yield from _overrule(subject, object_, edge.kind)
        for edge in graph.dropped_edges:
            if (edge.subject, edge.object) == (subject.id, object_.id):
                found = True
                yield f"{_name(subject)} on {_name(object_)} was left out: {edge.why}"
                yield from _evidence(edge.evidence)
                yield from _overrule(subject, object_, "none")
    if found:
        return
    for subject, object_ in ((first, second), (second, first)):
        chain = _chain(graph, subject.id, object_.id)
        if chain:
            yield f"{_name(subject)} rests on {_name(object_)} over other papers:"
            yield "  " + " → ".join(_name(graph.paper[each]) for each in chain)
            return
    yield f"Nothing here connects {_name(first)} and {_name(second)}."
    older, newer = sorted((first, second), key=lambda each: (each.year or 0, each.month or 0, each.id))
    yield from _overrule(newer, older, "none")


def _edge(graph: PaperGraph, edge: BuildsOn) -> Iterator[str]:
    other = graph.paper[edge.object]
    takes = ", ".join(graph.concept[each].pref_label if each in graph.concept else each for each in edge.takes)
    extra = (f", takes {takes}" if takes else "") + (f", any of {edge.any_of!r} is enough" if edge.any_of else "")
    yield f"  {edge.kind}: {_name(other)} ({other.year or 'no year'}), confidence {edge.confidence:.2f}{extra}"
    yield from _evidence(edge.evidence)


def _evidence(evidence: Iterable[Evidence]) -> Iterator[str]:
    for each in evidence:
        line = each.row if each.first_line is None else each.first_line
        where = f"{each.source}:{line}" if each.source and line else each.source or ""
        text = each.reason or (f"“{each.quote}”" if each.quote else each.rule or "")
        rule = f", rule {each.rule}" if each.rule else ""
        flat = " ".join(f"{each.justification} ({each.confidence:.2f}{rule}): {text} [{where}]".split())
        yield from textwrap.wrap(flat, 96, initial_indent="    ", subsequent_indent="      ", break_long_words=False)


def _overrule(subject: Paper, object_: Paper, kind: str) -> Iterator[str]:
    yield ""
    yield "To overrule it, put this row (tabs between the cells) into builds_on.tsv of a folder of your own,"
    yield "with core, background or none as its kind, and give that folder to --curation:"
    yield "subject\tobject\tkind\ttakes\tany_of\tconfidence\treason"
    other = {"core": "background", "background": "core", "none": "core"}[kind]
    yield f"{subject.citekey}\t{object_.citekey}\t{other}\t\t\t1.0\twhy you think so"


def _chain(graph: PaperGraph, start: str, end: str) -> list[str]:
    """Return a shortest chain of core edges from `start` to `end`, empty when there is none."""
    before: dict[str, str] = {start: ""}
    waiting = [start]
    for member in waiting:
        for edge in graph.edges_from.get(member, ()):
            if edge.kind == "core" and edge.object not in before:
                before[edge.object] = member
                waiting.append(edge.object)
    if end not in before:
        return []
    chain = [end]
    while chain[-1] != start:
        chain.append(before[chain[-1]])
    return chain[::-1]


def _name(paper: Paper) -> str:
    return paper.short_names[0] if paper.short_names else paper.title
