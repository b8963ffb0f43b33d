"""`papergraph show`: everything known of one paper, author or concept."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import complete_option, graph_options, open_graph, output_option, write_result

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph
    from papergraph.model import BuildsOn, Concept, Paper


@click.command()
@click.argument("ref")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
@complete_option
@graph_options
def show(
    ref: str,
    format_: str,
    output: Path | None,
    graph_file: Path | None,
    lists: tuple[Path, ...],
    curation: str | None,
    complete: bool,
) -> None:
    """Print a paper, author or concept with everything that the graph knows of it.

    \b
    Example:
      papergraph show transformer
      papergraph show "Kaiming He"
    """
    from papergraph.lookup import Lookup

    graph = open_graph(graph_file, lists, curation, complete=complete)
    found = Lookup(graph).find_any(ref)
    if format_ == "json":
        write_result(_json(graph, found.kind, found.id), output)
        return
    if found.kind == "paper":
        lines = list(_paper(graph, graph.paper[found.id]))
    elif found.kind == "concept":
        lines = list(_concept(graph, graph.concept[found.id]))
    else:
        lines = list(_author(graph, found.id))
    write_result("\n".join(lines) + "\n", output)


def _json(graph: PaperGraph, kind: str, identifier: str) -> str:
    from pydantic import TypeAdapter

    from papergraph.model import Author, Concept, Paper

    record = {"paper": graph.paper, "concept": graph.concept, "author": graph.author}[kind][identifier]  # type: ignore[index]
    types: dict[str, type] = {"paper": Paper, "concept": Concept, "author": Author}
    data = TypeAdapter(types[kind]).dump_python(record, mode="json")
    noted = {"noted": graph.noted.get(identifier, ())} if kind == "paper" else {}
    return json.dumps({"kind": kind, **data, **noted}, indent=2, ensure_ascii=False)


def _paper(graph: PaperGraph, paper: Paper) -> Iterator[str]:
    yield paper.title
    names = [graph.author[each].name for each in paper.authors] + (["et al."] if paper.authors_truncated else [])
    date = f"{paper.year}-{paper.month:02}" if paper.year and paper.month else str(paper.year or "")
    venue = f"{paper.venue} {paper.venue_year or ''}".strip() if paper.venue else ""
    yield from _row("id", ", ".join(dict.fromkeys((paper.id, *paper.identifiers))))
    yield from _row("citekey", paper.citekey)
    yield from _row("called", ", ".join((*paper.short_names, *paper.alt_titles)))
    yield from _row("authors", ", ".join(names))
    yield from _row("date", date)
    yield from _row("venue", venue)
    yield from _row("kind", paper.kind)
    mark = "" if paper.hours_source == "curated" else " (estimate)"
    yield from _row("hours", f"~{paper.hours:g}{mark}" if paper.hours is not None else "")
    for link in paper.links:
        yield from _row(link.role, link.url)
    for entry_id in paper.entries:
        if entry := graph.entry.get(entry_id):
            yield from _row("listed", f"{entry.source}, line {entry.first_line}: {entry.title}")
    for topic in graph.topics_of.get(paper.id, ()):
        concept = graph.concept.get(topic.concept)
        yield from _row(topic.relation, concept.pref_label if concept else topic.concept)
    for note in paper.notes:
        yield from _row(note.key, note.text)
    for message in graph.noted.get(paper.id, ()):
        yield from _row("noted", message)
    for edge in graph.edges_from.get(paper.id, ()):
        yield from _row("builds on", f"{_edge(graph, edge, edge.object)}")
    for edge in graph.edges_to.get(paper.id, ()):
        yield from _row("opens up", f"{_edge(graph, edge, edge.subject)}")


def _edge(graph: PaperGraph, edge: BuildsOn, other: str) -> str:
    from papergraph.paths import strongest

    paper = graph.paper[other]
    evidence = strongest(edge)
    quoted = evidence.quote and (not evidence.reason or evidence.justification == "citation")
    why = f"“{evidence.quote}”" if quoted else evidence.reason or evidence.justification
    return f"{paper.citekey} ({edge.kind}): {why}"


def _concept(graph: PaperGraph, concept: Concept) -> Iterator[str]:
    yield concept.pref_label
    yield from _row("id", concept.id)
    yield from _row("called", ", ".join(concept.alt_labels))
    yield from _row("is", concept.definition)
    yield from _row("broader", ", ".join(concept.broader))
    yield from _row("learn at", concept.learn_at or "")
    for need in concept.requires:
        label = graph.concept[need.object].pref_label if need.object in graph.concept else need.object
        yield from _row("requires", f"{label}: {need.reason}" if need.reason else label)
    for relation, label in (("introduces", "from"), ("uses", "used by")):
        for topic in graph.topics:
            if topic.concept == concept.id and topic.relation == relation:
                yield from _row(label, f"{graph.paper[topic.paper].citekey}: {graph.paper[topic.paper].title}")


def _author(graph: PaperGraph, identifier: str) -> Iterator[str]:
    author = graph.author[identifier]
    yield author.name
    yield from _row("id", author.id)
    yield from _row("called", ", ".join(author.alt_names))
    for paper in sorted(graph.papers, key=lambda each: (each.year or 0, each.month or 0, each.id)):
        if identifier in paper.authors:
            yield from _row("wrote", f"{paper.citekey}: {paper.title} ({paper.year or 'no year'})")


def _row(label: str, text: str) -> list[str]:
    if not text:
        return []
    flat = " ".join(text.split())
    return textwrap.wrap(
        flat,
        96,
        initial_indent=f"  {label:<12}",
        subsequent_indent=" " * 14,
        break_long_words=False,
        break_on_hyphens=False,
    )
