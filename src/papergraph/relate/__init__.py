"""Builds-on edges between papers, each with its evidence: curated rows, lists' own words, version names, citations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from papergraph.citation_records import Citation
from papergraph.cues import calibrated
from papergraph.curation import Curation
from papergraph.mentions import Cited, Names
from papergraph.model import Author, BuildsOn, Concept, DroppedEdge, Entry, Paper, Problem, Topic
from papergraph.relate.claims import Claim
from papergraph.relate.curated import Resolver, curated
from papergraph.relate.cycles import without_cycles
from papergraph.relate.introduced import introduced
from papergraph.relate.mentioned import Both, mentioned
from papergraph.relate.merge import merged
from papergraph.relate.stated import stated
from papergraph.relate.titles import named_in_titles, versions

__all__ = ["Relations", "relate"]

#: A cue that governs a concept's label says less than one that governs the name of the work that introduced it.
_CONCEPT_WEIGHT = calibrated("term", 0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Edges without a circle, what was left out and why, and what is doubtful; all sorted."""

    builds_on: tuple[BuildsOn, ...] = ()
    dropped: tuple[DroppedEdge, ...] = ()
    problems: tuple[Problem, ...] = ()


def relate(
    papers: Iterable[Paper],
    entries: Iterable[Entry],
    topics: Iterable[Topic] = (),
    concepts: Iterable[Concept] = (),
    *,
    curation: Curation,
    one_hand: Collection[str] = (),
    authors: Iterable[Author] = (),
    citations: Iterable[Citation] = (),
) -> Relations:
    """Return the builds-on edges between `papers`, from their `entries` and from curated rows.

    A curated row decides the kind and confidence of its edge, a row of kind none removes what sentences say; all other
    confidence comes from independent evidence. `one_hand` names sources (lists) written by one hand: together they are
    one witness. `authors` are those of the papers: with them a work is also found by "Doe et al. (2015)". `citations`
    are what services know of them. Nothing here knows any particular paper.
    """
    by_id = {paper.id: paper for paper in papers}
    entries = sorted(entries, key=lambda entry: (entry.source, entry.first_line, entry.id))
    concepts = list(concepts)
    resolver = Resolver(by_id, curation)
    reviewed, problems = curated(curation, resolver)
    names = Names.of(by_id.values(), curation.works)
    told, doubts = stated(entries, by_id, resolver, names, concepts)
    claims: list[Claim] = [*reviewed, *told, *versions(by_id, entries)]
    claims += named_in_titles(by_id, entries)
    printed = {author.id: author.name for author in authors}
    signed = Cited.of(by_id.values(), curation.works, names=printed)
    titles = {paper.id: paper.title for paper in by_id.values()}
    organisations = frozenset(entry.organisation for entry in entries if entry.organisation)
    claims += mentioned(entries, by_id, Both(names, signed, titles, organisations))
    labels = _labels(topics, concepts, by_id)
    curated_terms = {label.casefold() for label, _ in labels}
    labels += [each for each in introduced(entries, by_id, names) if each[0].casefold() not in curated_terms]
    if labels:
        terms = Names.of_labels(labels)
        claims += mentioned(entries, by_id, terms, justification="concept", weight=_CONCEPT_WEIGHT)
    if cited := list(citations):
        from papergraph.relate.cited_claims import cited_claims  # its words of citing sentences take long to load

        claims += cited_claims(cited, by_id, printed)
    edges, non_edges = merged(claims, one_hand)
    kept, broken, circles = without_cycles(edges, by_id)
    return Relations(
        builds_on=tuple(kept),
        dropped=tuple(sorted([*non_edges, *broken], key=lambda edge: (edge.subject, edge.object))),
        problems=tuple(sorted({*problems, *doubts, *circles}, key=_place)),
    )


def _labels(topics: Iterable[Topic], concepts: Iterable[Concept], papers: Collection[str]) -> list[tuple[str, str]]:
    """Return (label, paper) for concepts that one paper at hand introduces and whose label is of several words.

    One word ("attention", "memory") is too often meant in general.
    """
    introduced: dict[str, set[str]] = {}
    for topic in topics:
        if topic.relation == "introduces" and topic.paper in papers:
            introduced.setdefault(topic.concept, set()).add(topic.paper)
    return sorted(
        (label, min(introduced[concept.id]))
        for concept in concepts
        if len(introduced.get(concept.id, ())) == 1
        for label in (concept.pref_label, *concept.alt_labels)
        if len(label.split()) >= 2
    )


def _place(problem: Problem) -> tuple[object, ...]:
    return (problem.source or "", problem.first_line or 0, problem.code, problem.message, problem.papers)
