"""The graph as a reading list in Markdown, which papergraph reads again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papergraph.formats import bibtex
from papergraph.formats.columns import clean
from papergraph.graph import PaperGraph
from papergraph.identifiers import fault, iri_of
from papergraph.model import BuildsOn, Paper

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ROLES = {"paper": "Paper", "code": "Code", "video": "Video", "slides": "Slides", "page": "Page"}
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
    title = f"**{escaped(paper.title)}**"
    if url := _address(paper):
        title = f"[{title}](<{url}>)"
    lines = [" ".join([f"- {title}", *(f"[{name}](<{each}>)" for name, each in _others(paper, url))])]
    lines += [f"  - {label}: {escaped(text)}" for label, text in _fields(graph, paper)]
    for note in paper.notes:
        if note.key in _LABELS:
            lines.append(f"  - {_LABELS[note.key]}: {escaped(note.text)}")
    if edges := graph.edges_from.get(paper.id):
        objects = sorted(edges, key=lambda edge: (edge.object, edge.kind))
        lines.append(f"  - Builds on: {'; '.join(_object(graph, edge) for edge in objects)}")
    return lines


def _fields(graph: PaperGraph, paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the fields that a paper has, each with its label: a label is read again whatever stands behind it."""
    if paper.short_names:
        yield "Short", paper.short_names[0]
    if names := [graph.author[each].name for each in paper.authors if each in graph.author]:
        yield "Authors", ", ".join(names) + (" et al." if paper.authors_truncated else "")
    if paper.venue:
        yield "Venue", paper.venue
    year = bibtex.year_of(paper, placed=bool(paper.venue))
    if year:
        yield "Date", f"{_MONTHS[paper.month - 1]} {year}" if paper.month and year == paper.year else str(year)
    if paper.kind != "paper" or not (names or paper.venue or year or paper.identifiers):  # it could be anything
        yield "Type", paper.kind


def _address(paper: Paper) -> str | None:
    """Return where the title leads: the identifier that the work goes by, else its first well-formed address."""
    url = (None if paper.id.startswith("work:") else iri_of(paper.id)) or bibtex.address(paper)
    return url if url and re.fullmatch(r"https?://[^\s<>]+", url) else None


def _others(paper: Paper, told: str | None) -> Iterator[tuple[str, str]]:
    """Yield further well-formed links, each once, with what they lead to."""
    for link in paper.links:
        if link.url != told and re.fullmatch(r"https?://[^\s<>]+", link.url) and not fault(link.url):
            yield _ROLES[link.role], link.url


def _object(graph: PaperGraph, edge: BuildsOn) -> str:
    other = graph.paper.get(edge.object)
    name = edge.object if other is None or edge.object.startswith(("arxiv:", "doi:")) else other.title
    return f"{escaped(name)} ({edge.kind})"


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", clean(text))
