"""Why one paper builds on another: all that speaks for it and against it, the ways over other papers, how to overrule.

`explain` answers for two papers, `explain_paper` for all that one paper builds on. Nothing is decided here: the graph
holds what was decided, and the curated rows in use say which of them were overruled by later ones.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar

from papergraph.chains import Chain, Common, chain, chains, common_ground
from papergraph.curation import Curation
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, DroppedEdge, Evidence, Paper
from papergraph.references import ReferenceIndex

Edge = TypeVar("Edge", bound=BuildsOn)
Verdict = Literal["edge", "left out", "chain", "common", "nothing"]

COLUMNS = ("subject", "object", "kind", "takes", "any_of", "confidence", "reason")
_REASON = "why you think so"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One piece of evidence; `repeats` say the same in the same words, `note` what it is beside the answer."""

    evidence: Evidence
    repeats: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """The command that overrules an answer, and the row of builds_on.tsv that it writes, by column."""

    command: str
    row: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that stands between two papers; `subject` is the one that builds on the other, else the newer one.

    `verdict` says what the graph holds: an edge, one that was left out, a chain over other papers, common ground, or
    nothing. `agreeing` evidence says the same, `contradicting` evidence the opposite, both strongest first. `circle` is
    the rest of the circle for which an edge was left out. Chains go over at least one other paper.
    """

    subject: str
    object: str
    verdict: Verdict
    edge: BuildsOn | None
    left_out: tuple[DroppedEdge, ...]
    agreeing: tuple[Reason, ...]
    contradicting: tuple[Reason, ...]
    circle: Chain | None
    chains: tuple[Chain, ...]
    common: tuple[Common, ...]
    overrule: Overrule


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """What one paper builds on, or was kept from building on, with its evidence."""

    edge: BuildsOn
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperExplanation:
    """What one paper builds on (core first, then the surest), what was left out and why, what builds on it."""

    paper: str
    builds_on: tuple[Prerequisite, ...]
    left_out: tuple[Prerequisite, ...]
    needed_by: tuple[BuildsOn, ...]


def explain(
    graph: PaperGraph, first: str, second: str, *, curation: Curation | None = None, folder: str | None = None
) -> Explanation:
    """Return all evidence between two papers of a graph, given by their ids in any order.

    `curation` is the knowledge that the graph was built with: rows of it that later rows overruled are shown, none are
    without it. `folder` is the curation folder that the command to overrule names. Raises KeyError for an id that is no
    paper of the graph, ValueError when the two are one.
    """
    if first == second:
        raise ValueError(f"{first!r} and {second!r} are one paper")
    subject, older = _turned(graph, graph.paper[first], graph.paper[second])
    edge = _edge(graph.edges_from.get(subject, ()), older)
    dropped = _edge(graph.dropped_edges, older, subject=subject)
    turned = _edge(graph.dropped_edges, subject, subject=older)
    agreeing = list(_folded(edge.evidence)) if edge else []
    contradicting: list[Reason] = []
    if dropped is not None:
        for_it, against = _of_left_out(dropped)
        agreeing += for_it
        contradicting += against
    if turned is not None:
        note = f"says the reverse, that {_called(graph.paper[older])} builds on {_called(graph.paper[subject])}"
        said_no, said = _of_left_out(turned)
        agreeing += [_noted(each, "denies the reverse") for each in said_no]
        contradicting += [_noted(each, note) for each in said]
    for row, noted, agrees in _overruled(graph, curation, subject, older):
        (agreeing if agrees else contradicting).append(Reason(evidence=row, note=noted))
    ways = chains(graph, subject, older)
    common = () if edge or ways else common_ground(graph, subject, older)
    left_out = tuple(each for each in (dropped, turned) if each is not None)
    return Explanation(
        subject=subject,
        object=older,
        verdict=_verdict(edge, left_out, ways, common),
        edge=edge,
        left_out=left_out,
        agreeing=tuple(agreeing),
        contradicting=tuple(contradicting),
        circle=_circle(graph, left_out),
        chains=ways,
        common=common,
        overrule=overrule(graph, subject, older, edge=edge, folder=folder),
    )


def explain_paper(graph: PaperGraph, paper: str) -> PaperExplanation:
    """Return what a paper of a graph builds on, each with its evidence; raises KeyError for an id that is none."""
    identifier = graph.paper[paper].id
    edges = sorted(graph.edges_from.get(identifier, ()), key=_surest)
    dropped = [each for each in graph.dropped_edges if each.subject == identifier]
    return PaperExplanation(
        paper=identifier,
        builds_on=tuple(Prerequisite(edge=edge, reasons=_folded(edge.evidence)) for edge in edges),
        left_out=tuple(Prerequisite(edge=edge, reasons=_folded(edge.evidence)) for edge in dropped),
        needed_by=tuple(
            sorted(graph.edges_to.get(identifier, ()), key=lambda each: (each.kind != "core", each.subject))
        ),
    )


def is_reviewed(edge: DroppedEdge) -> bool:
    """Return whether an edge was left out because a curated row says so, and not to break a circle."""
    return any(each.justification == "curated" for each in edge.evidence) and edge.why.startswith("reviewed")


def overrule(
    graph: PaperGraph, subject: str, older: str, *, edge: BuildsOn | None = None, folder: str | None = None
) -> Overrule:
    """Return how to say otherwise: an edge becomes none at all, what is no edge becomes a core one."""
    kind = "none" if edge is not None else "core"
    keys = (graph.paper[subject].citekey, graph.paper[older].citekey)
    words = ["papergraph", "edge", *keys, "--kind", kind, "--reason", _REASON]
    words += ["--curation", folder] if folder else []
    cells = dict.fromkeys(COLUMNS, "") | {"subject": keys[0], "object": keys[1], "kind": kind, "reason": _REASON}
    return Overrule(command=shlex.join(words), row=tuple(cells.items()))


# --- which way, and what was decided ----------------------------------------------------------------------------------


def _turned(graph: PaperGraph, first: Paper, second: Paper) -> tuple[str, str]:
    """Return two papers, first the one that builds on the other: directly, over others, by a sentence, or by date."""
    for one, other in ((first, second), (second, first)):
        if _edge(graph.edges_from.get(one.id, ()), other.id) or chains(graph, one.id, other.id):
            return one.id, other.id
    for one, other in ((first, second), (second, first)):
        if _edge(graph.dropped_edges, other.id, subject=one.id) and not _edge(
            graph.dropped_edges, one.id, subject=other.id
        ):
            return one.id, other.id
    dates = [(each.year or 0, each.month or 0) for each in (first, second)]
    return (first.id, second.id) if dates[0] >= dates[1] else (second.id, first.id)


def _edge(edges: Iterable[Edge], older: str, *, subject: str | None = None) -> Edge | None:
    return next((each for each in edges if each.object == older and subject in (None, each.subject)), None)


def _verdict(
    edge: BuildsOn | None, left_out: Sequence[DroppedEdge], ways: Sequence[Chain], common: Sequence[Common]
) -> Verdict:
    if edge is not None:
        return "edge"
    if left_out:
        return "left out"
    return "chain" if ways else "common" if common else "nothing"


def _of_left_out(edge: DroppedEdge) -> tuple[list[Reason], list[Reason]]:
    """Return what agrees that there is no edge, and what says that there is one."""
    reasons = _folded(edge.evidence)
    if not is_reviewed(edge):
        return [], list(reasons)
    curated = [each for each in reasons if each.evidence.justification == "curated"]
    return curated, [each for each in reasons if each.evidence.justification != "curated"]


def _circle(graph: PaperGraph, left_out: Iterable[DroppedEdge]) -> Chain | None:
    """Return the way by which the older paper of an edge that closed a circle rests on the newer one."""
    for edge in left_out:
        if not is_reviewed(edge):
            direct = _edge(graph.edges_from.get(edge.object, ()), edge.subject)
            found = chains(graph, edge.object, edge.subject)
            return chain([direct]) if direct else next(iter(found), None)
    return None


def _overruled(
    graph: PaperGraph, curation: Curation | None, subject: str, older: str
) -> Iterator[tuple[Evidence, str, bool]]:
    """Yield the curated rows for a pair that a later row overruled, how, and whether they say the same."""
    if curation is None:
        return
    names = [_references(graph.paper[each], curation) for each in (subject, older)]
    rows = [row for row in curation.edges if names[0].find(row.subject) and names[1].find(row.object)]
    edges = [
        _edge(graph.edges_from.get(subject, ()), older),
        _edge(graph.dropped_edges, older, subject=subject),
    ]
    in_use = [(each, piece) for each in edges if each for piece in each.evidence if piece.justification == "curated"]
    for row in rows:
        for edge, piece in in_use:
            if (piece.source, piece.row) == (row.file, row.row):
                continue
            kind = "none" if isinstance(edge, DroppedEdge) and is_reviewed(edge) else edge.kind
            evidence = Evidence(
                justification="curated",
                confidence=row.confidence,
                source=row.file,
                row=row.row,
                reason=row.reason or None,
            )
            by = f"{piece.source}:{piece.row}" if piece.row else f"{piece.source}"
            yield evidence, f"says {row.kind}, overruled by {by}", row.kind == kind


def _references(paper: Paper, curation: Curation) -> ReferenceIndex:
    """Return the index of what names one paper: its own names, and those of the known work that it is."""
    known = [work for work in curation.works if {work.id, *work.identifiers} & {paper.id, *paper.identifiers}]
    return ReferenceIndex.of([paper, *known])


# --- evidence ---------------------------------------------------------------------------------------------------------


def _folded(evidence: Iterable[Evidence]) -> tuple[Reason, ...]:
    """Return evidence in its order, what says the same in the same words as one reason."""
    groups: dict[tuple[object, ...], list[Evidence]] = {}
    for each in evidence:
        text = re.sub(r"\W+", " ", (each.reason or each.quote or "").casefold()).strip()
        key = (each.justification == "curated", text) if text else (each.justification, each.rule, each.source)
        groups.setdefault(key, []).append(each)
    return tuple(Reason(evidence=first, repeats=tuple(more)) for first, *more in groups.values())


def _noted(reason: Reason, note: str) -> Reason:
    return Reason(evidence=reason.evidence, repeats=reason.repeats, note=note)


def _surest(edge: BuildsOn) -> tuple[object, ...]:
    return edge.kind != "core", -edge.confidence, edge.object


def _called(paper: Paper) -> str:
    return paper.short_names[0] if paper.short_names else paper.title


# --- as data ----------------------------------------------------------------------------------------------------------


def as_dict(graph: PaperGraph, found: Explanation) -> dict[str, Any]:
    """Return an explanation as data for JSON: the fields of the record, and `papers` by the ids that it names."""
    data = asdict(found) | {"overrule": {"command": found.overrule.command, "row": dict(found.overrule.row)}}
    ways = [*found.chains, *(way for each in found.common for way in (each.from_subject, each.from_object))]
    named = {found.subject, found.object, *(paper for way in ways for paper in way.papers)}
    named.update(found.circle.papers if found.circle else ())
    return {"schema_version": 1, **data, "papers": _papers(graph, named)}


def paper_as_dict(graph: PaperGraph, found: PaperExplanation) -> dict[str, Any]:
    """Return what one paper builds on as data for JSON, with `papers` by the ids that it names.

    `noted` is what is told of the paper itself: facts that were filled in, references that nobody knows.
    """
    edges = [each.edge for each in (*found.builds_on, *found.left_out)]
    named = {found.paper, *(edge.object for edge in edges), *(edge.subject for edge in found.needed_by)}
    noted = graph.noted.get(found.paper, ())
    return {"schema_version": 1, **asdict(found), "noted": noted, "papers": _papers(graph, named)}


def _papers(graph: PaperGraph, named: Iterable[str]) -> dict[str, Any]:
    return {
        each: {
            "citekey": graph.paper[each].citekey,
            "title": graph.paper[each].title,
            "year": graph.paper[each].year,
            "from_list": graph.paper[each].from_list,
        }
        for each in sorted(named)
    }
