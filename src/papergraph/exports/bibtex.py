"""The papers of the graph as BibTeX, by citation key."""

from __future__ import annotations

from papergraph.formats import path_bibtex as style
from papergraph.graph import PaperGraph
from papergraph.model import Paper

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def render(graph: PaperGraph) -> str:
    """Return every paper as a BibTeX entry, as `papergraph path --format bibtex` writes those of a path.

    The year is that of the venue where there is one, else of first publication; short names stand in `shorttitle`,
    what a paper builds on in `note`, by citation key. Text other than LaTeX's own marks stays in Unicode.
    """
    keys: set[str] = set()
    papers = sorted(graph.papers, key=lambda each: (each.citekey, each.id))
    named = {paper.id: style._key(paper, keys) for paper in papers}
    made = [_entry(graph, paper, named) for paper in papers]
    return "\n".join(made) if made else "% There are no papers in this graph.\n"


def _entry(graph: PaperGraph, paper: Paper, keys: dict[str, str]) -> str:
    kind, place = style._kind(paper)
    fields = [*style._authors(graph, paper), ("title", f"{{{style.title(paper.title)}}}"), *place]
    if paper.short_names:
        fields.append(("shorttitle", f"{{{style.escaped(paper.short_names[0])}}}"))
    year = paper.venue_year if place and paper.venue_year else paper.year
    if year:
        fields.append(("year", f"{{{year}}}"))
    # That of the preprint says nothing of the meeting.
    if paper.month and year == paper.year and kind != "inproceedings" and 1 <= paper.month <= 12:
        fields.append(("month", _MONTHS[paper.month - 1]))
    fields += style._identifiers(paper)
    objects = sorted(keys[edge.object] for edge in graph.edges_from.get(paper.id, ()) if edge.object in keys)
    if objects:
        fields.append(("note", f"{{Builds on: {style.escaped(', '.join(objects))}}}"))
    width = max(len(field) for field, _ in fields)
    body = "".join(f"  {field:<{width}} = {value},\n" for field, value in fields)
    return f"@{kind}{{{keys[paper.id]},\n{body}}}\n"
