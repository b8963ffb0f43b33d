"""Claims from curated rows: references resolved to the papers at hand, the later row for a pair winning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from papergraph.curation import BUNDLED_EDGES, CuratedEdge, Curation
from papergraph.model import Evidence, Paper, Problem, SourceSpan
from papergraph.problems import problem
from papergraph.references import ReferenceIndex
from papergraph.relate.claims import Claim


class Resolver:
    """Finds the paper at hand that a reference names, by its own names or by what the curated authority calls it."""

    def __init__(self, papers: Mapping[str, Paper], curation: Curation) -> None:
        self._papers = papers
        self._own = ReferenceIndex.of(papers.values())
        self._works = ReferenceIndex.of(curation.works)
        self._identifiers = {work.id: (work.id, *work.identifiers) for work in curation.works}

    def find(self, reference: str) -> list[str]:
        """Return the ids of the papers at hand that `reference` names; none when it names only works not at hand."""
        found = self._own.find(reference)
        if found:
            return found
        papers: set[str] = set()
        for work in self._works.find(reference):
            for identifier in self._identifiers[work]:
                papers.update(self._own.by_identifier.get(identifier, ()))
        return sorted(papers)

    def is_later(self, paper: str, *, than: str) -> bool:
        """Return whether a paper at hand was first published after another; False when a date is missing."""
        later, earlier = self._papers[paper], self._papers[than]
        if later.year is None or earlier.year is None:
            return False
        months = (later.month or 0, earlier.month or 0) if later.month and earlier.month else (0, 0)
        return (later.year, months[0]) > (earlier.year, months[1])

    def known(self, reference: str) -> bool:
        """Return whether the curated authority knows a work by this name."""
        return bool(self._works.find(reference))


def curated(curation: Curation, resolver: Resolver) -> tuple[list[Claim], list[Problem]]:
    """Return the claims of curated rows about papers at hand, and problems for names that fit several of them.

    Rows about works that are not at hand say nothing here. Of several rows for one pair the last one counts.
    """
    claims: dict[tuple[str, str], Claim] = {}
    problems: list[Problem] = []
    concepts = frozenset(each.concept.id for each in curation.concepts)
    for edge in curation.edges:
        subjects, objects = resolver.find(edge.subject), resolver.find(edge.object)
        if edge.file != BUNDLED_EDGES:  # what one writes oneself is not passed over in silence
            problems.extend(_unused(edge, resolver, concepts))
        if not subjects or not objects:
            continue
        for reference, found in ((edge.subject, subjects), (edge.object, objects)):
            if len(found) > 1:
                message = f"the row names {reference!r}, which could be {' or '.join(found)}; write an identifier"
                problems.append(_problem("ambiguous-relation-target", message, edge.file, edge.row, found))
        if len(subjects) > 1 or len(objects) > 1 or subjects == objects:
            continue
        if edge.file != BUNDLED_EDGES and edge.kind != "none" and resolver.is_later(objects[0], than=subjects[0]):
            message = f"the row says that {edge.subject} builds on {edge.object}, which came later; is it turned round?"
            problems.append(_problem("curated-row-against-time", message, edge.file, edge.row, [*subjects, *objects]))
        claims.pop((subjects[0], objects[0]), None)
        claims[subjects[0], objects[0]] = Claim(
            subject=subjects[0],
            object=objects[0],
            kind=None if edge.kind == "none" else edge.kind,
            takes=edge.takes,
            any_of=edge.any_of,
            evidence=Evidence(
                justification="curated",
                confidence=edge.confidence,
                source=edge.file,
                row=edge.row,
                reason=edge.reason or None,
            ),
        )
    return list(claims.values()), problems


def _unused(edge: CuratedEdge, resolver: Resolver, concepts: frozenset[str]) -> Iterator[Problem]:
    for column, reference in (("subject", edge.subject), ("object", edge.object)):
        if not resolver.find(reference) and not resolver.known(reference):
            message = f"column {column}: {reference!r} names no work of the lists and no known one"
            yield _problem("curated-row-unused", message, edge.file, edge.row, ())
    for concept in edge.takes:
        if concepts and concept not in concepts:
            message = f"column takes: {concept!r} is no concept of concepts.tsv"
            yield _problem("curated-row-unused", message, edge.file, edge.row, ())


def _problem(code: str, message: str, file: str, row: int, papers: Iterable[str]) -> Problem:
    return problem(
        code, message, where=SourceSpan(source=file, first_line=row, last_line=row) if row else None, papers=papers
    )
