"""Candidates for review: pairs of papers that something weak speaks for, the most promising first, with what it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from papergraph.curation import Curation
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Evidence
from papergraph.suggestions import mentioned, signals
from papergraph.suggestions.facts import Facts, Pair, Signal

__all__ = ["DOUBTFUL", "SIGNALS", "Signal", "Suggestion", "doubtful", "suggest"]

#: What proposes pairs, by name.
SIGNALS: dict[str, Callable[[Facts], Iterator[tuple[Pair, Signal]]]] = {
    "mentions": mentioned.mentions,
    "cited_authors": mentioned.cited_authors,
    "concepts": signals.concepts,
    "names_in_names": signals.names_in_names,
    "authors": signals.authors,
    "title_words": signals.title_words,
    "title_in_prose": signals.title_in_prose,
    "prose_words": signals.prose_words,
    "sections": signals.sections,
    "section_habit": signals.section_habit,
    "company": signals.company,
    "hubs": signals.hubs,
}
#: An inferred edge below this confidence is worth a curator's look.
DOUBTFUL = 0.9
#: Near in time is more likely: full weight in the same year, half of it after `_HALF` years.
DATES, _HALF = 0.8, 3.0
#: What a chain of core edges already reaches mostly needs no edge of its own.
REACHED = 0.8
#: Each further candidate of one paper waits a little, so that the first hundred are not about ten papers.
_PATIENCE = 0.25
#: Of several signals of one name the strongest counts whole, the next ones ever less.
_AGAIN = 0.4
_TAKES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A pair to decide: that `subject` might build on `object`, what speaks for it, the strongest first.

    `inferred` is the edge that sentences gave, where the pair is an edge already and is offered for review.
    """

    subject: str
    object: str
    score: float
    signals: tuple[Signal, ...] = ()
    takes: tuple[str, ...] = ()
    inferred: BuildsOn | None = None


def suggest(
    graph: PaperGraph,
    *,
    curation: Curation | None = None,
    decided: Collection[Pair] = (),
    only: str | None = None,
    chosen: Collection[str] = tuple(SIGNALS),
) -> list[Suggestion]:
    """Return the pairs of papers, as (newer, older), that have no edge and no reviewed non-edge, the best first.

    `decided` are pairs of ids to leave out as well, `only` the id of the one paper that the pairs must hold. `curation`
    tells names of works that are not in the graph, `chosen` are the signals that propose pairs. The order depends on
    nothing but the graph.
    """
    facts = Facts(graph, curation.works if curation else ())
    taken = _taken(graph) | set(decided)
    found: dict[Pair, list[Signal]] = {}
    for pair, signal in (each for name, of in SIGNALS.items() if name in chosen for each in of(facts)):
        if (only is None or only in pair) and pair not in taken and (pair[1], pair[0]) not in taken:
            found.setdefault(pair, []).append(signal)
    _turned_together(found)
    reach = _Reach(graph)
    made = [_weighed(facts, pair, speaking, reach) for pair, speaking in found.items()]
    made = [each for each in made if each.score > 0]
    made.sort(key=lambda each: (-each.score, each.subject, each.object))
    return made if only is not None else _spread(made)


def doubtful(
    graph: PaperGraph, *, below: float = DOUBTFUL, decided: Collection[Pair] = (), only: str | None = None
) -> list[Suggestion]:
    """Return the inferred edges that nobody has reviewed and that are less sure than `below`, the least sure first."""
    made = []
    for edge in graph.builds_on:
        pair = (edge.subject, edge.object)
        reviewed = any(each.justification == "curated" for each in edge.evidence)
        if reviewed or edge.confidence >= below or pair in decided or (only is not None and only not in pair):
            continue
        seen = tuple(_of_evidence(edge, each) for each in edge.evidence)
        made.append(
            Suggestion(
                subject=edge.subject,
                object=edge.object,
                score=edge.confidence,
                signals=seen,
                takes=tuple(each for each in edge.takes if each in graph.concept),
                inferred=edge,
            )
        )
    return sorted(made, key=lambda each: (each.score, each.subject, each.object))


def _turned_together(found: dict[Pair, list[Signal]]) -> None:
    """Put what speaks for both directions of a pair into the one that has more weight: the dates leave it open."""
    for pair in sorted(found):
        back = (pair[1], pair[0])
        if pair in found and back in found:
            weights = [sum(each.weight for each in found[one]) for one in (pair, back)]
            kept, other = (pair, back) if weights[0] >= weights[1] else (back, pair)
            found[kept] += found.pop(other)


def _taken(graph: PaperGraph) -> set[Pair]:
    """Return the pairs that have an edge or a reviewed non-edge; what else was left out is still to be decided."""
    edges = {(edge.subject, edge.object) for edge in graph.builds_on}
    refused = {
        (edge.subject, edge.object)
        for edge in graph.dropped_edges
        if any(each.justification == "curated" for each in edge.evidence)
    }
    return edges | refused


def _weighed(facts: Facts, pair: Pair, speaking: Iterable[Signal], reach: _Reach) -> Suggestion:
    unique = {(each.name, each.said, each.source, each.line, each.quote): each for each in speaking}
    ordered = sorted(
        unique.values(), key=lambda each: (-each.weight, each.name, each.place, each.said, each.quote or "")
    )
    seen: dict[str, int] = {}
    score = 0.0
    for each in ordered:
        score += each.weight * _AGAIN ** seen.get(each.name, 0)
        seen[each.name] = seen.get(each.name, 0) + 1
    dates = _dates(facts, pair)
    if dates:
        ordered.append(dates)
        score += dates.weight
    if over := reach.over(*pair):
        score -= REACHED
        ordered.append(Signal("reached", -REACHED, f"already reached over {facts.name(over)}"))
    takes = dict.fromkeys(concept for each in ordered if each.name == "concept" for concept in each.takes)
    return Suggestion(
        subject=pair[0], object=pair[1], score=round(score, 3), signals=tuple(ordered), takes=tuple(takes)[:_TAKES]
    )


def _dates(facts: Facts, pair: Pair) -> Signal | None:
    newer, older = (facts.papers[each] for each in pair)
    if newer.year is None or older.year is None:
        return Signal("dates", 0.0, "a date is missing: check which came first")
    months = (newer.month, older.month)
    gap = newer.year - older.year + ((months[0] - months[1]) / 12 if months[0] and months[1] else 0.0)
    weight = DATES * math.pow(2.0, -max(gap, 0.0) / _HALF)
    if facts.open(pair):
        return Signal("dates", weight / 2, f"both of {newer.year}: check which came first")
    return Signal("dates", weight, f"{newer.year} after {older.year}")


def _spread(made: list[Suggestion]) -> list[Suggestion]:
    """Return suggestions in an order in which each further one of a newer paper waits a little."""
    rank: dict[str, int] = {}
    keyed = []
    for each in made:
        place = rank.get(each.subject, 0)
        rank[each.subject] = place + 1
        keyed.append((-(each.score - _PATIENCE * place), each.subject, each.object, each))
    return [each for *_, each in sorted(keyed, key=lambda item: item[:3])]


def _of_evidence(edge: BuildsOn, evidence: Evidence) -> Signal:
    said = f"inferred {edge.kind} ({evidence.confidence:.2f}, {evidence.rule or evidence.justification})"
    return Signal(
        "inferred", evidence.confidence, said, evidence.source, evidence.first_line or evidence.row, evidence.quote
    )


class _Reach:
    """Answers over which direct prerequisite a paper already reaches another by core edges; each paper walked once."""

    def __init__(self, graph: PaperGraph) -> None:
        self._objects = {
            paper: sorted(edge.object for edge in edges if edge.kind == "core")
            for paper, edges in graph.edges_from.items()
        }
        self._over: dict[str, dict[str, str]] = {}

    def over(self, subject: str, other: str) -> str | None:
        """Return the paper that `subject` builds on and over which it reaches `other`."""
        if subject not in self._over:
            found: dict[str, str] = {}
            waiting = [(each, each) for each in self._objects.get(subject, ())]
            for paper, first in waiting:
                for each in self._objects.get(paper, ()):
                    if each not in found:
                        found[each] = first
                        waiting.append((each, first))
            self._over[subject] = found
        return self._over[subject].get(other)
