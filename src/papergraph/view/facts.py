"""What the page says about papers, edges and concepts: plain dictionaries, cleaned, ready for JSON and the template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Concept, Evidence, Paper
from papergraph.view.text import clean, prose, shortened, web_address

Fact = dict[str, Any]

_LABEL_LENGTH = 44
_NOTES = ("summary", "contribution", "insight", "impact", "implement", "picture")
_SURE = {"curated": 0, "stated": 1, "mention": 2, "concept": 3, "citation": 4}
#: How an edge came to be, as the legend tells it: by a person's row, by the list's own words, or worked out.
ORIGIN = {"curated": "curated", "stated": "stated", "mention": "stated", "concept": "inferred", "citation": "inferred"}


def label(paper: Paper) -> str:
    """Return the name that a picture shows: the first short name, else the title, cut to fit."""
    names = [clean(name) for name in paper.short_names]
    return shortened(next((name for name in names if name), clean(paper.title) or paper.id), _LABEL_LENGTH)


def anchors(papers: Iterable[Paper]) -> dict[str, str]:
    """Return the name of each paper's place in the page: its citekey, made safe and unique."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for paper in papers:
        base = "paper-" + (re.sub(r"[^A-Za-z0-9-]+", "-", paper.citekey).strip("-") or "x")
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        found[paper.id] = name
    return found


def paper_fact(graph: PaperGraph, paper: Paper, *, anchor: str, section: str, lane: int) -> Fact:
    """Return what list and panel say about a paper itself."""
    topics = graph.topics_of.get(paper.id, ())
    return {
        "id": paper.id,
        "key": clean(paper.citekey),
        "anchor": anchor,
        "label": label(paper),
        "title": clean(paper.title) or paper.id,
        "names": _unique(clean(name) for name in (*paper.short_names, *paper.alt_titles)),
        "authors": _unique(_author(graph, author) for author in paper.authors),
        "more_authors": paper.authors_truncated,
        "year": paper.year,
        "month": paper.month,
        "venue": clean(paper.venue or ""),
        "kind": paper.kind,
        "hours": paper.hours,
        "estimate": paper.hours_source == "estimate",
        "level": paper.level,
        "listed": paper.from_list,
        "section": section,
        "lane": lane,
        "notes": notes(paper),
        "links": links(paper),
        "identifiers": [clean(each) for each in paper.identifiers],
        "introduces": [topic.concept for topic in topics if topic.relation == "introduces"],
        "uses": [topic.concept for topic in topics if topic.relation == "uses"],
        "places": _places(graph, paper),
    }


def _author(graph: PaperGraph, identifier: str) -> str:
    known = graph.author.get(identifier)
    return clean(known.name if known else identifier)


def notes(paper: Paper) -> dict[str, list[str]]:
    """Return a paper's notes by key, as plain text, each text once."""
    found: dict[str, list[str]] = {}
    for key in _NOTES:
        texts = _unique(prose(note.text) for note in paper.notes if note.key == key)
        if texts:
            found[key] = sorted(texts, key=lambda text: (len(text), text))
    return found


def links(paper: Paper) -> list[Fact]:
    """Return a paper's web links, papers first; anything that is no http address is left out."""
    found: dict[str, Fact] = {}
    for link in paper.links:
        if url := web_address(link.url):
            found.setdefault(url, {"url": url, "role": link.role, "host": url.split("/")[2].removeprefix("www.")})
    if not found and (url := _resolver(paper)):
        found[url] = {"url": url, "role": "paper", "host": url.split("/")[2]}
    return sorted(found.values(), key=lambda each: (each["role"] != "paper", each["role"], each["url"]))


def _resolver(paper: Paper) -> str | None:
    """Return where an identifier leads, for a paper without a link."""
    for identifier in (paper.id, *paper.identifiers):
        prefix, _, rest = identifier.partition(":")
        site = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}.get(prefix)
        if site and (url := web_address(site + rest)):
            return url
    return None


def _places(graph: PaperGraph, paper: Paper) -> list[str]:
    entries = [graph.entry[each] for each in paper.entries if each in graph.entry]
    return _unique(f"{clean(entry.source)}:{entry.first_line}" for entry in entries)


def edge_fact(edge: BuildsOn, concepts: Mapping[str, Concept]) -> Fact:
    """Return why one paper builds on another: kind, what it takes, and each witness with its place, the best first."""
    evidence = sorted(edge.evidence, key=_rank)
    return {
        "kind": edge.kind,
        "how": ORIGIN[evidence[0].justification] if evidence else "curated",
        "takes": [clean(concepts[each].pref_label if each in concepts else each) for each in edge.takes],
        "taken": list(edge.takes),
        "group": edge.any_of,
        "why": [_witness(each) for each in evidence],
    }


def _rank(evidence: Evidence) -> tuple[int, float, str, int]:
    return (
        _SURE[evidence.justification],
        -evidence.confidence,
        evidence.source or "",
        evidence.first_line or evidence.row or 0,
    )


def _witness(evidence: Evidence) -> Fact:
    """Return what one witness says: a reason in our words or a quote from the list, and where it stands."""
    return {
        "by": evidence.justification,
        "reason": prose(evidence.reason or ""),
        "quote": prose(evidence.quote or ""),
        "place": place(evidence.source, evidence.first_line, evidence.row),
    }


def place(source: str | None, line: int | None, row: int | None = None) -> str:
    """Return where something stands, as an editor would open it: file:line; empty when it is not known."""
    number = line if line is not None else row
    return f"{clean(source)}:{number}" if source and number is not None else clean(source or "")


def concept_fact(concept: Concept, introduced_by: Sequence[str]) -> Fact:
    """Return what the page says about a concept."""
    return {
        "label": clean(concept.pref_label),
        "definition": prose(concept.definition),
        "learn_at": web_address(concept.learn_at or ""),
        "requires": [each.object for each in concept.requires],
        "broader": list(concept.broader),
        "introduced_by": list(introduced_by),
    }


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
