"""Judging a row before it is written: whether it stands against time, against other rows, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from papergraph.curation import CuratedEdge, Curation
from papergraph.edge_rows import Pair, Works
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The curated rows in force, by pair of ids: of several rows for one pair the last one counts."""

    by_pair: Mapping[Pair, CuratedEdge]

    @classmethod
    def of(cls, curation: Curation, works: Works) -> Rows:
        """Return the rows of `curation` whose two ends each name one work."""
        found: dict[Pair, CuratedEdge] = {}
        for edge in curation.edges:
            pair = works.pair({"subject": edge.subject, "object": edge.object})
            if pair is not None:
                found[pair] = edge
        return cls(by_pair=found)

    def chain(self, *, subject: str, object: str) -> list[CuratedEdge]:  # noqa: A002
        """Return rows that lead from `object` back to `subject`, so that an edge would close a circle; else none."""
        following: dict[str, list[str]] = {}
        for (newer, older), edge in sorted(self.by_pair.items()):
            if edge.kind != "none":
                following.setdefault(newer, []).append(older)
        before: dict[str, str] = {object: ""}
        waiting = [object]
        for work in waiting:
            for older in following.get(work, ()):
                if older not in before:
                    before[older] = work
                    waiting.append(older)
        if subject not in before:
            return []
        steps = []
        at = subject
        while before[at]:
            steps.append(self.by_pair[before[at], at])
            at = before[at]
        return steps[::-1]


def later(works: Works, *, subject: str, object: str) -> str | None:  # noqa: A002
    """Return why the dates speak against an edge ("2018 before 2020"), None when they do not.

    Two works of one year stand against time only when both months are known.
    """
    dates = []
    for work in (works.named(subject), works.named(object)):
        year, month = getattr(work, "year", None), getattr(work, "month", None)
        if year is None:
            return None
        dates.append((year, month))
    (year, month), (other, other_month) = dates
    if year < other:
        return f"{year} is before {other}"
    if year == other and month and other_month and month < other_month:
        return f"{year}-{month:02} is before {other}-{other_month:02}"
    return None


def standing(graph: PaperGraph, *, subject: str, object: str) -> str:  # noqa: A002
    """Return in words what a graph says of a pair: "inferred background 0.63 from list.md:12", "no edge"."""
    for edge in graph.edges_from.get(subject, ()):
        if edge.object == object:
            return _edge(edge)
    for dropped in graph.dropped_edges:
        if (dropped.subject, dropped.object) == (subject, object):
            if any(each.justification == "curated" for each in dropped.evidence):
                return f"a reviewed non-edge{_from(dropped.evidence)}"
            return f"left out{_from(dropped.evidence)}: {dropped.why}"
    return "no edge"


def turned(graph: PaperGraph, *, subject: str, object: str) -> list[BuildsOn]:  # noqa: A002
    """Return the inferred edges on a shortest way from `object` to `subject`, which would close a circle."""
    before: dict[str, BuildsOn | None] = {object: None}
    waiting = [object]
    for paper in waiting:
        for edge in graph.edges_from.get(paper, ()):
            if edge.object not in before:
                before[edge.object] = edge
                waiting.append(edge.object)
    way: list[BuildsOn] = []
    step = before.get(subject)
    while step is not None:
        way.append(step)
        step = before[step.subject]
    return [edge for edge in reversed(way) if not _reviewed(edge)]


def _edge(edge: BuildsOn) -> str:
    how = "reviewed" if _reviewed(edge) else "inferred"
    return f"{how} {edge.kind} {edge.confidence:.2f}{_from(edge.evidence)}"


def _from(evidence: Iterable[Evidence]) -> str:
    for each in evidence:
        line = each.row if each.first_line is None else each.first_line
        if each.source:
            return f" from {each.source}:{line}" if line else f" from {each.source}"
    return ""


def _reviewed(edge: BuildsOn) -> bool:
    return any(each.justification == "curated" for each in edge.evidence)
