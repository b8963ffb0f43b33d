"""A learning path as BibTeX: an entry for each paper, in reading order, with its place on the path as a note."""

from __future__ import annotations

from papergraph.formats import bibtex
from papergraph.formats import path_wording as wording
from papergraph.formats.columns import clean
from papergraph.formats.path_outline import Outline, Shown, name
from papergraph.graph import PaperGraph
from papergraph.model import LearningPath, Paper


def render(graph: PaperGraph, path: LearningPath, *, unfold: bool = False) -> str:
    """Return the path as BibTeX; concepts, which are no publications, are left out.

    The year is that of the venue where there is one, else of first publication. Text other than LaTeX's own marks
    stays in Unicode.
    """
    outline = Outline(graph, path, unfold)
    papers = [each for each in outline.steps if each.step.type == "paper"]
    keys: set[str] = set()
    made = []
    for shown in papers:
        paper = graph.paper.get(shown.step.paper.id)
        if paper is not None:
            made.append(_entry(outline, shown, paper, bibtex.key(paper, keys)))
    return "\n".join(made) if made else "% Nothing on this path is a publication.\n"


def _entry(outline: Outline, shown: Shown, paper: Paper, key: str) -> str:
    kind, place = bibtex.kind_and_place(paper)
    fields = [
        *bibtex.authors(outline.graph, paper),
        ("title", f"{{{bibtex.title(paper.title)}}}"),
        *place,
        *bibtex.dated(paper, kind, place),
        *bibtex.identifiers(paper),
        ("note", f"{{{_note(outline, shown)}}}"),
    ]
    return bibtex.laid_out(kind, key, fields)


def _note(outline: Outline, shown: Shown) -> str:
    """Return the place of a paper on the path, and why it is there."""
    text = f"Step {shown.number} of {len(outline.steps)}"
    if shown.sittings:
        text += f", {wording.in_sittings([sitting for sitting, _ in shown.sittings])}"
    needed = wording.needs(shown.step, outline.number)
    if shown.step.role == "target":
        why = "the target"
    elif needed:
        first = needed[0]
        why = f"for {clean(name(outline.graph, first.paper))}, which {wording.reason(first)}"
        if not wording.is_predicate(wording.reason(first)):
            why = f"for {clean(name(outline.graph, first.paper))}: {wording.reason(first)}"
    else:
        why = {"origin": "where the ideas come from", "background": "background"}.get(shown.step.role, "a prerequisite")
    return bibtex.escaped(f"{text}: {why}")
