"""The papers of the graph as BibTeX, by citation key."""

from __future__ import annotations

from papergraph.formats import bibtex
from papergraph.graph import PaperGraph
from papergraph.model import Paper


def render(graph: PaperGraph) -> str:
    """Return every paper as a BibTeX entry, as `papergraph path --format bibtex` writes those of a path.

    The year is that of the venue where there is one, else of first publication; short names stand in `shorttitle`,
    what a paper builds on in `note`, by citation key. Text other than LaTeX's own marks stays in Unicode.
    """
    keys: set[str] = set()
    papers = sorted(graph.papers, key=lambda each: (each.citekey, each.id))
    named = {paper.id: bibtex.key(paper, keys) for paper in papers}
    made = [_entry(graph, paper, named) for paper in papers]
    return "\n".join(made) if made else "% There are no papers in this graph.\n"


def _entry(graph: PaperGraph, paper: Paper, keys: dict[str, str]) -> str:
    kind, place = bibtex.kind_and_place(paper)
    fields = [*bibtex.authors(graph, paper), ("title", f"{{{bibtex.title(paper.title)}}}"), *place]
    if paper.short_names:
        fields.append(("shorttitle", f"{{{bibtex.escaped(paper.short_names[0])}}}"))
    fields += [*bibtex.dated(paper, kind, place), *bibtex.identifiers(paper)]
    objects = sorted(keys[edge.object] for edge in graph.edges_from.get(paper.id, ()) if edge.object in keys)
    if objects:
        fields.append(("note", f"{{Builds on: {bibtex.escaped(', '.join(objects))}}}"))
    return bibtex.laid_out(kind, keys[paper.id], fields)
