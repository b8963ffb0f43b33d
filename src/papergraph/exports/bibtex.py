"""The papers of the graph as BibTeX, by citation key."""

from __future__ import annotations

from collections.abc import Iterator

from papergraph.formats import bibtex
from papergraph.graph import PaperGraph
from papergraph.identifiers import fault
from papergraph.model import Paper


def render(graph: PaperGraph) -> str:
    """Return every paper as a BibTeX entry, as `papergraph path --format bibtex` writes those of a path.

    The year is that of the venue where there is one, else of first publication; a short name stands in `shorttitle`,
    others in `shortnames`, what a paper builds on in `note`, by citation key, notes in `abstract`, `keywords` and
    `annote`. Text other than LaTeX's own marks stays in Unicode.
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
    if others := paper.short_names[1:]:
        fields.append(("shortnames", f"{{{bibtex.escaped(' | '.join(others))}}}"))
    fields += [*bibtex.dated(paper, kind, place), *bibtex.identifiers(paper)]
    fields += _links(paper, {value for _, value in fields})
    if objects := bibtex.objects(graph, paper, keys):
        fields.append(("note", f"{{Builds on: {bibtex.escaped(objects)}}}"))
    fields += _notes(paper)
    return bibtex.laid_out(kind, keys[paper.id], fields)


def _links(paper: Paper, told: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the first well-formed address of each role that is not told yet: `pdf`, `code`, `video`, `slides`."""
    for role, name in (("paper", "pdf"), ("code", "code"), ("video", "video"), ("slides", "slides")):
        addresses = (bibtex.in_braces(link.url) for link in paper.links if link.role == role and not fault(link.url))
        if fresh := next((each for each in addresses if each not in told), None):
            yield name, fresh


def _notes(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the notes: those that reference managers know under their names, others in `annote`."""
    said: dict[str, list[str]] = {}
    for note in paper.notes:
        name = {"summary": "abstract"}.get(note.key, "annote")
        name = "keywords" if note.label == "Keywords" else name
        if note.key != "builds_on":
            label = f"{note.label}: " if name == "annote" and note.label and note.key != "comment" else ""
            said.setdefault(name, []).append(label + note.text)
    for name in ("abstract", "keywords", "annote"):
        if name in said:
            yield name, f"{{{bibtex.escaped(' '.join(said[name]))}}}"
