"""Citations printed under the name of what they are to be cited for: "- [Flockr](…)" over "> Lund A. Counting …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.layout.citation import is_citation, is_name, over_citation
from papergraph.readers.lexicon.links import is_web, role_of_url
from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.passages import Passage, Run, plain


def with_citations(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each item that only names what the reference under it is for being that reference.

    Its name becomes a short name and its link a labelled line; so does the link of a heading over a reference, which
    is then the name of a section.
    """
    out: list[Passage] = []
    for n, each in enumerate(passages):
        passage = replace(each, children=tuple(with_citations(each.children))) if each.children else each
        out.append(_cited(passage) if passage.kind == "item" else passage)
        if n and over_citation(passages[n - 1 : n + 1]):
            out += _links(passages[n - 1])
    return out


def _cited(item: Passage) -> Passage:
    """Return an item as the one reference under it, or as it is."""
    citations = [child for child in item.children if is_citation(child)]
    if len(citations) != 1 or not is_name(item.runs):
        return item
    citation, name = citations[0], plain(item.runs)
    short = (_line(item, "Short", Run(name, item.first_line)),) if is_lead_name(name) else ()
    rest = tuple(child for child in item.children if child is not citation)
    below = (*short, *_links(item), *rest, *citation.children)
    return replace(item, runs=citation.runs, last_line=citation.last_line, children=below)


def _links(passage: Passage) -> tuple[Passage, ...]:
    """Return a labelled line for each link of a passage."""
    hrefs = dict.fromkeys(run.href for run in passage.runs if run.href and is_web(run.href))
    return tuple(
        _line(passage, role_of_url(href).capitalize(), Run(href, passage.first_line, frozenset({"bare"}), href))
        for href in hrefs
    )


def _line(passage: Passage, label: str, run: Run) -> Passage:
    at = passage.first_line
    return Passage("paragraph", at, at, (Run(f"{label}: ", at), run), passage.column)
