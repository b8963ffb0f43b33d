"""Claims from curated rows: references resolved to the papers at hand, the later row for a pair winning."""

from __future__ import annotations

from collections.abc import Mapping

from papergraph.curation import Curation
from papergraph.model import Evidence, Paper, Problem
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

    def known(self, reference: str) -> bool:
        """Return whether the curated authority knows a work by this name."""
        return bool(self._works.find(reference))


def curated(curation: Curation, resolver: Resolver) -> tuple[list[Claim], list[Problem]]:
    """Return the claims of curated rows about papers at hand, and problems for names that fit several of them.

    Rows about works that are not at hand say nothing here. Of several rows for one pair the last one counts.
    """
    claims: dict[tuple[str, str], Claim] = {}
    problems: list[Problem] = []
    for edge in curation.edges:
        subjects, objects = resolver.find(edge.subject), resolver.find(edge.object)
        if not subjects or not objects:
            continue
        for reference, found in ((edge.subject, subjects), (edge.object, objects)):
            if len(found) > 1:
                message = f"the row names {reference!r}, which could be {' or '.join(found)}; write an identifier"
                problems.append(_ambiguous(message, edge.file, edge.row, found))
        if len(subjects) > 1 or len(objects) > 1 or subjects == objects:
            continue
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


def _ambiguous(message: str, file: str, row: int, papers: list[str]) -> Problem:
    return Problem(
        code="ambiguous-relation-target",
        severity="warning",
        message=message,
        source=file,
        first_line=row or None,
        last_line=row or None,
        papers=tuple(papers),
    )
