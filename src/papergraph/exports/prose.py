"""A graph with as much of the lists' own prose as an export may repeat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from papergraph.graph import PaperGraph
from papergraph.model import Evidence, Note
from papergraph.model.quoting import Quotes, quoted


def with_quotes(graph: PaperGraph, quotes: Quotes) -> PaperGraph:
    """Return a graph whose quotes and notes are whole, cut after their first words, or gone.

    What a note says a paper builds on is a list of names, and stays; so do the reasons of curated rows, and what
    spoke for a citation, which are nobody's prose; the sentences that cite are.
    """
    if quotes == "full":
        return graph
    return replace(
        graph,
        entries=tuple(replace(entry, notes=_notes(entry.notes, quotes)) for entry in graph.entries),
        papers=tuple(replace(paper, notes=_notes(paper.notes, quotes)) for paper in graph.papers),
        topics=tuple(replace(topic, evidence=_all(topic.evidence, quotes)) for topic in graph.topics),
        builds_on=tuple(replace(edge, evidence=_all(edge.evidence, quotes)) for edge in graph.builds_on),
        dropped_edges=tuple(replace(edge, evidence=_all(edge.evidence, quotes)) for edge in graph.dropped_edges),
    )


def _notes(notes: Iterable[Note], quotes: Quotes) -> tuple[Note, ...]:
    said = ((note, note.text if note.key == "builds_on" else quoted(note.text, quotes)) for note in notes)
    return tuple(replace(note, text=text) for note, text in said if text is not None)


def _all(evidence: Iterable[Evidence], quotes: Quotes) -> tuple[Evidence, ...]:
    return tuple(_shorter(each, quotes) for each in evidence)


def _shorter(piece: Evidence, quotes: Quotes) -> Evidence:
    if piece.justification in ("curated", "citation"):
        return replace(piece, quote=quoted(piece.quote, quotes))
    return replace(piece, quote=quoted(piece.quote, quotes), reason=quoted(piece.reason, quotes))
