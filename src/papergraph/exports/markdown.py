"""The graph as a reading list in Markdown, which papergraph reads again."""

from __future__ import annotations

import re

from papergraph.formats.columns import clean
from papergraph.graph import PaperGraph
from papergraph.identifiers import iri_of
from papergraph.model import BuildsOn, Paper

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LABELS = {
    "summary": "Summary",
    "contribution": "Contribution",
    "insight": "Insight",
    "impact": "Impact",
    "result": "Result",
    "implement": "Implementation",
    "picture": "Visualization",
    "comment": "Comment",
}


def render(graph: PaperGraph) -> str:
    """Return every paper as a list item with authors, year, link, notes, and what it builds on, the oldest first."""
    lines = ["# Papers", ""]
    for paper in sorted(graph.papers, key=lambda each: (each.year or 0, each.month or 0, each.citekey, each.id)):
        lines += _item(graph, paper)
    return "\n".join(lines) + "\n"


def _item(graph: PaperGraph, paper: Paper) -> list[str]:
    names = [graph.author[each].name for each in paper.authors if each in graph.author]
    authors = escaped(", ".join(names)) + (" et al." if paper.authors_truncated and names else "")
    short = f" ({escaped(paper.short_names[0])})" if paper.short_names else ""
    venue = escaped(paper.venue) if paper.venue else ""
    url = None if paper.id.startswith("work:") else iri_of(paper.id)
    url = url or next((link.url for link in paper.links if link.url.startswith("http")), None)
    parts = [f"**{escaped(paper.title)}**{short}", authors, venue, str(paper.year) if paper.year else ""]
    head = ". ".join(part.rstrip(".") for part in parts if part)
    lines = [f"- {head}." + (f" <{url}>" if url and re.fullmatch(r"[^\s<>]+", url) else "")]
    for note in paper.notes:
        if note.key in _LABELS:
            lines.append(f"  - {_LABELS[note.key]}: {escaped(note.text)}")
    if edges := graph.edges_from.get(paper.id):
        objects = sorted(edges, key=lambda edge: (edge.object, edge.kind))
        lines.append(f"  - Builds on: {'; '.join(_object(graph, edge) for edge in objects)}")
    return lines


def _object(graph: PaperGraph, edge: BuildsOn) -> str:
    other = graph.paper.get(edge.object)
    name = edge.object if other is None or edge.object.startswith(("arxiv:", "doi:")) else other.title
    return f"{escaped(name)} ({edge.kind})"


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", clean(text))
