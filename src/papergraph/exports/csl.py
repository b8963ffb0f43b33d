"""The papers of the graph as CSL-JSON, for Zotero, Pandoc and other citation processors."""

from __future__ import annotations

import json
from typing import Any

from papergraph.formats import bibtex
from papergraph.graph import PaperGraph
from papergraph.identifiers import fault, iri_of
from papergraph.model import Paper
from papergraph.people import parse_name

_TYPES = {"post": "post-weblog", "repository": "software", "book": "book", "other": "document"}
_OF_BIBTEX = {"article": "article-journal", "inproceedings": "paper-conference", "techreport": "report"}


def render(graph: PaperGraph) -> str:
    """Return every paper as an item of CSL-JSON (csl-data.json), by citation key, which is its id.

    What a paper builds on stands in `note`, by the ids of items.
    """
    papers = sorted(graph.papers, key=lambda each: (each.citekey, each.id))
    ids: dict[str, str] = {}
    seen: dict[str, int] = {}
    for paper in papers:
        name = paper.citekey or paper.id
        seen[name] = seen.get(name, 0) + 1
        ids[paper.id] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    items = []
    for paper in papers:
        made = item(graph, paper) | {"id": ids[paper.id]}
        if objects := bibtex.objects(graph, paper, ids):
            made["note"] = f"Builds on: {objects}"
        items.append(made)
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def item(graph: PaperGraph, paper: Paper) -> dict[str, Any]:
    """Return a paper as an item: what CSL has no word for stands in `custom`."""
    kind, place = bibtex.kind_and_place(paper)
    found = dict(reversed([each.split(":", 1) for each in (paper.id, *paper.identifiers) if ":" in each]))
    year = bibtex.year_of(paper, placed=bool(place))
    month = paper.month if year == paper.year and kind != "inproceedings" else None
    url = bibtex.address(paper)
    made: dict[str, Any] = {
        "id": paper.citekey or paper.id,
        "type": _TYPES.get(paper.kind) or _OF_BIBTEX.get(kind, "article"),
        "title": paper.title,
        "title-short": paper.short_names[0] if paper.short_names else None,
        "author": [_name(graph.author[each].name) for each in paper.authors if each in graph.author] or None,
        "issued": {"date-parts": [[year, month] if month else [year]]} if year else None,
        "container-title": paper.venue if kind in {"article", "inproceedings"} else None,
        "publisher": paper.venue if kind in {"book", "techreport"} or paper.kind != "paper" else None,
        "DOI": found.get("doi"),
        "ISBN": found.get("isbn"),
        "PMID": found.get("pmid"),
        "number": f"arXiv:{found['arxiv']}" if "arxiv" in found else None,
        "URL": url or (None if paper.id.startswith("work:") else iri_of(paper.id)),
        "abstract": next((note.text for note in paper.notes if note.key == "summary"), None),
        "custom": _custom(paper, url),
    }
    return {name: value for name, value in made.items() if value is not None}


def _custom(paper: Paper, url: str | None) -> dict[str, Any]:
    """Return what CSL has no word for: who the paper is, further short names, further addresses with their roles."""
    links = [{"type": link.role, "url": link.url} for link in paper.links if link.url != url and not fault(link.url)]
    more = {"short-names": list(paper.short_names[1:]), "links": links}
    told = {"papergraph-id": paper.id, "authors-truncated": paper.authors_truncated}
    return told | {name: value for name, value in more.items() if value}


def _name(printed: str) -> dict[str, str]:
    """Return a name with its family name told apart; a group, or a name of one word, is taken as it is."""
    if parse_name(printed).group or " " not in printed.strip():
        return {"literal": printed}
    parts = bibtex.author(printed)
    family, comma, given = parts.rpartition(", ")
    if not comma or any(mark in parts for mark in "{}\\"):
        family, _, given = printed.strip().rpartition(" ")[::-1]
    suffix = family.partition(", ")
    made = {"family": suffix[0], "given": given}
    return made | ({"suffix": suffix[2]} if suffix[2] else {})
