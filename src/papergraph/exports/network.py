"""The graph as nodes and edges, as network programs see it: papers and concepts, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from papergraph.formats import bibtex
from papergraph.graph import PaperGraph

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A paper or a concept with what is known of it; `id` is the record's own, a concept's with `concept:` before."""

    id: str
    label: str
    attributes: dict[str, Value]


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """An edge from a paper to what it builds on, from a paper to a concept, or from a concept to what it requires."""

    id: str
    source: str
    target: str
    attributes: dict[str, Value]


#: What a node and an edge can be told with, and its type; absent values are left out.
NODE_ATTRIBUTES: dict[str, type] = {
    "type": str,
    "title": str,
    "citekey": str,
    "short_names": str,
    "authors": str,
    "year": int,
    "month": int,
    "venue": str,
    "identifiers": str,
    "kind": str,
    "level": str,
    "hours": float,
    "from_list": bool,
    "lists": str,
    "url": str,
    "definition": str,
}
EDGE_ATTRIBUTES: dict[str, type] = {
    "relation": str,
    "kind": str,
    "confidence": float,
    "takes": str,
    "any_of": str,
    "justifications": str,
    "reason": str,
    "quote": str,
    "source": str,
    "line": int,
}
SEPARATOR = " | "


def nodes(graph: PaperGraph) -> Iterator[NetworkNode]:
    """Yield the papers, then the concepts, each by id."""
    for paper in sorted(graph.papers, key=lambda each: each.id):
        lists = {graph.entry[each].source for each in paper.entries if each in graph.entry}
        attributes: dict[str, Value] = {
            "type": "paper",
            "title": paper.title,
            "citekey": paper.citekey,
            "short_names": _joined(paper.short_names),
            "authors": _joined([graph.author[each].name for each in paper.authors if each in graph.author]),
            "year": paper.year,
            "month": paper.month,
            "venue": paper.venue,
            "identifiers": _joined(paper.identifiers),
            "kind": paper.kind,
            "level": paper.level,
            "hours": paper.hours,
            "from_list": paper.from_list,
            "lists": _joined(sorted(lists)),
            "url": bibtex.address(paper),
        }
        yield NetworkNode(paper.id, paper.short_names[0] if paper.short_names else paper.title, attributes)
    for concept in sorted(graph.concepts, key=lambda each: each.id):
        known: dict[str, Value] = {
            "type": "concept",
            "title": concept.pref_label,
            "short_names": _joined(concept.alt_labels),
            "definition": concept.definition or None,
            "url": concept.learn_at,
        }
        yield NetworkNode(f"concept:{concept.id}", concept.pref_label, known)


def edges(graph: PaperGraph) -> Iterator[NetworkEdge]:
    """Yield what builds on what, which paper introduces or uses which concept, and which concept requires which.

    Edges to what is not in the graph are left out; ids are made of what an edge is between.
    """
    seen: dict[str, int] = {}

    def edge(source: str, target: str, attributes: dict[str, Value]) -> NetworkEdge:
        ident = f"{source} {attributes['relation']} {target}"
        seen[ident] = seen.get(ident, 0) + 1
        return NetworkEdge(ident if seen[ident] == 1 else f"{ident} {seen[ident]}", source, target, attributes)

    for each in sorted(graph.builds_on, key=lambda each: (each.subject, each.object, repr(each))):
        if each.subject not in graph.paper or each.object not in graph.paper:
            continue
        best = max(each.evidence, key=lambda piece: (piece.confidence, piece.justification == "curated"), default=None)
        quote = next((piece.quote for piece in each.evidence if piece.quote), None)
        attributes: dict[str, Value] = {
            "relation": "builds_on",
            "kind": each.kind,
            "confidence": each.confidence,
            "takes": _joined(each.takes),
            "any_of": each.any_of,
            "justifications": _joined(sorted({piece.justification for piece in each.evidence})),
            "reason": next((piece.reason for piece in each.evidence if piece.reason), None),
            "quote": quote,
            "source": best.source if best else None,
            "line": (best.first_line or best.row) if best else None,
        }
        yield edge(each.subject, each.object, attributes)
    for topic in sorted(graph.topics, key=lambda each: (each.paper, each.concept, each.relation)):
        if topic.paper in graph.paper and topic.concept in graph.concept:
            yield edge(topic.paper, f"concept:{topic.concept}", {"relation": topic.relation})
    for concept in sorted(graph.concepts, key=lambda each: each.id):
        for requirement in concept.requires:
            if requirement.object in graph.concept:
                said: dict[str, Value] = {"relation": "requires", "reason": requirement.reason or None}
                yield edge(f"concept:{concept.id}", f"concept:{requirement.object}", said)


def _joined(values: list[str] | tuple[str, ...]) -> str | None:
    return SEPARATOR.join(values) or None
