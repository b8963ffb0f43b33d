"""What the page says about papers, edges and concepts: plain dictionaries of cleaned text.

The list in the page is the only place of a paper's prose: the detail panel shows parts of it. JSON holds what list,
picture and planner need besides, and leaves out what is empty: a page stays small enough to be sent around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from papergraph.effort import hours_of
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Concept, Evidence, Paper
from papergraph.view.text import clean, prose, sentences, shortened, web_address

Fact = dict[str, Any]

_LABEL_LENGTH = 44
# Lists can be long-winded: so much of a description, so many places, so many authors are enough to go on.
_PROSE_LENGTH = 280
_MOST_PLACES = 3
_MOST_AUTHORS = 6
_CONCEPT_LISTS = {"introduces", "uses", "taken", "requires", "broader"}
_SURE = {"curated": 0, "stated": 1, "mention": 2, "concept": 3, "citation": 4}
#: How an edge came to be, as the legend tells it: by a person's row, by the list's own words, worked out, or cited.
ORIGIN = {"curated": "curated", "stated": "stated", "mention": "stated", "concept": "inferred", "citation": "cited"}


def label(paper: Paper) -> str:
    """Return the name that a picture shows: the first short name, else the title, cut to fit."""
    return shortened(short_name(paper) or clean(paper.title) or paper.id, _LABEL_LENGTH)


def short_name(paper: Paper) -> str:
    """Return the first short name, empty when there is none."""
    return next((name for name in map(clean, paper.short_names) if name), "")


def anchors(papers: Iterable[Paper]) -> dict[str, str]:
    """Return the name of each paper's place in the page: its citekey, made safe and unique."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for paper in papers:
        base = "p-" + (re.sub(r"[^A-Za-z0-9-]+", "-", paper.citekey).strip("-") or "x")
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        found[paper.id] = name
    return found


def paper_text(graph: PaperGraph, paper: Paper) -> Fact:
    """Return what the list prints about a paper."""
    title = clean(paper.title) or paper.id
    name = short_name(paper)
    others = unique(clean(each) for each in (*paper.short_names, *paper.alt_titles))
    authors = unique(_author(graph, each) for each in paper.authors)
    entries = [graph.entry[each] for each in paper.entries if each in graph.entry]
    return {
        "title": title,
        "name": name if name and len(name) <= _LABEL_LENGTH else "",
        "names": [each for each in others if each not in (name, title)],
        "authors": ", ".join(authors[:_MOST_AUTHORS]),
        "more_authors": paper.authors_truncated or len(authors) > _MOST_AUTHORS,
        "year": paper.year,
        "venue": clean(paper.venue or ""),
        "level": paper.level or "",
        "kind": "" if paper.kind in ("paper", "other") else paper.kind,
        "notes": notes(paper),
        "links": links(paper),
        "places": unique(place(entry.source, entry.first_line) for entry in entries)[:_MOST_PLACES],
        "listed": paper.from_list,
        "noted": [shortened(clean(each), _PROSE_LENGTH) for each in graph.noted.get(paper.id, ())],
    }


def paper_fact(graph: PaperGraph, paper: Paper, *, anchor: str, section: int) -> Fact:
    """Return what scripts need to know of a paper."""
    topics = graph.topics_of.get(paper.id, ())
    return filled(
        {
            "key": clean(paper.citekey),
            # The place in the page follows from the citekey, nearly always.
            "anchor": "" if anchor == f"p-{paper.citekey}" else anchor,
            "lane": section,
            "year": paper.year,
            "month": paper.month,
            "hours": whole(hours_of(paper)[0]),
            "estimate": hours_of(paper)[1] == "estimate",
            # A paper is a paper unless it is said to be something else.
            "kind": "" if paper.kind == "paper" else paper.kind,
            "absent": not paper.from_list,
            "introduces": [topic.concept for topic in topics if topic.relation == "introduces"],
            "uses": [topic.concept for topic in topics if topic.relation == "uses"],
        }
    )


def whole(hours: float | None) -> float | int | None:
    """Return hours as a whole number where they are one: 6 rather than 6.0."""
    return int(hours) if hours is not None and float(hours).is_integer() else hours


def filled(fact: Fact) -> Fact:
    """Return a fact without what is empty or false; numbers stay."""
    return {key: value for key, value in fact.items() if value or (value == 0 and value is not False)}


def _author(graph: PaperGraph, identifier: str) -> str:
    known = graph.author.get(identifier)
    return clean(known.name if known else identifier)


def notes(paper: Paper) -> dict[str, list[str]]:
    """Return a paper's notes by key, as plain text: the shortest of a kind, and the fullest.

    The first `contributes` is the shortest summary; lists say in several ways what a paper does, and two are enough.
    """
    by_key: dict[str, list[str]] = {}
    for note in paper.notes:
        by_key.setdefault(note.key, []).append(prose(note.text))
    summary, contribution = by_key.get("summary", []), by_key.get("contribution", [])
    lead = _ranked(summary or contribution)[:1]
    fullest = _ranked(contribution + summary)[-1:]
    told = [*lead, *(fullest or _ranked(by_key.get("insight", []))[-1:])]
    found = {"contributes": unique(sentences(text, _PROSE_LENGTH) for text in told)}
    for key, most in (("implement", 2), ("picture", 1)):
        ranked = _ranked(by_key.get(key, []))
        found[key] = unique([*ranked[: most - 1], *ranked[-1:]] if most > 1 else ranked[:1])
    return {key: texts for key, texts in found.items() if texts}


def _ranked(texts: Sequence[str]) -> list[str]:
    return sorted(unique(texts), key=lambda text: (len(text), text))


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


def edge_fact(edge: BuildsOn) -> Fact:
    """Return what scripts need to know of an edge: its kind, how it came to be, what is taken, which group."""
    best = min(edge.evidence, key=_rank, default=None)
    # Curated is what scripts take for granted.
    how = ORIGIN[best.justification].replace("curated", "") if best else ""
    # Of what is only cited the planner follows the surest.
    sure = edge.confidence if edge.kind == "core" and edge.is_lone_citation else None
    return {"kind": edge.kind, **filled({"how": how, "taken": list(edge.takes), "group": edge.any_of, "sure": sure})}


def reason(edge: BuildsOn) -> Fact:
    """Return why one paper builds on another: our reason if there is one, else the first quote; and two places."""
    ranked = sorted(edge.evidence, key=_rank)
    best = next((each for each in ranked if each.reason), ranked[0] if ranked else None)
    if best is None:
        return {"reason": "", "quote": "", "place": ""}
    # The sentence that cites says more than what speaks for a citation.
    reason = prose(best.reason or "") if best.justification != "citation" or not best.quote else ""
    places = unique(place(each.source, each.first_line, each.row) for each in (best, *ranked))
    return {
        "reason": reason,
        "quote": "" if reason else prose(best.quote or ""),
        "place": ", ".join(places[:2]),
    }


def _rank(evidence: Evidence) -> tuple[int, float, str, int]:
    line = evidence.first_line or evidence.row or 0
    return (_SURE[evidence.justification], -evidence.confidence, evidence.source or "", line)


def place(source: str | None, line: int | None, row: int | None = None) -> str:
    """Return where something stands, as an editor would open it: file:line; empty when it is not known."""
    number = line if line is not None else row
    return f"{clean(source)}:{number}" if source and number is not None else clean(source or "")


def concept_facts(graph: PaperGraph, wanted: set[str]) -> dict[str, Fact]:
    """Return the concepts named, with all that the panel says; and what they require or stand under, bare, by id."""
    found: dict[str, Fact] = {}
    waiting = sorted(wanted, reverse=True)
    while waiting:
        identifier = waiting.pop()
        concept = graph.concept.get(identifier)
        if concept is None or identifier in found:
            continue
        requires = [each.object for each in concept.requires]
        told = concept_fact(graph, concept) if identifier in wanted else {}
        found[identifier] = {**told, **filled({"requires": requires, "broader": list(concept.broader)})}
        waiting.extend((*requires, *concept.broader))
    return found


def concept_fact(graph: PaperGraph, concept: Concept) -> Fact:
    """Return what the panel says about a concept; a label is left out where the id says the same."""
    return filled(
        {
            "label": "" if concept.pref_label == concept.id.replace("-", " ") else clean(concept.pref_label),
            "definition": prose(concept.definition),
            "learn_at": web_address(concept.learn_at or ""),
            "learn_in": concept.learn_at if concept.learn_at in graph.paper else None,
        }
    )


def numbered(concepts: dict[str, Fact], papers: dict[str, Fact], edges: list[Fact]) -> dict[str, Any]:
    """Return papers, edges and concepts with numbers in place of concept ids: the same names fill half the page else.

    A number is a place in the list of concepts; a word that is no concept stays a word.
    """
    number = {identifier: position for position, identifier in enumerate(concepts)}

    def short(fact: Fact) -> Fact:
        return {
            key: [number.get(each, each) for each in value] if key in _CONCEPT_LISTS else value
            for key, value in fact.items()
        }

    return {
        "papers": {identifier: short(fact) for identifier, fact in papers.items()},
        "edges": [short(fact) for fact in edges],
        "concepts": [{"id": identifier, **short(fact)} for identifier, fact in concepts.items()],
    }


def unique(texts: Iterable[str]) -> list[str]:
    """Return the texts that are not empty, each once, in their order."""
    return list(dict.fromkeys(text for text in texts if text))


def listed(names: Sequence[str]) -> str:
    """Return names as one speaks them: "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
