"""From claims to edges: one edge a pair, its evidence strongest first, its confidence from independent witnesses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from papergraph.cues import MOST
from papergraph.model import BuildsOn, DroppedEdge, EdgeKind, Evidence, Justification
from papergraph.relate.claims import Claim

#: Rules that look at names and titles only: a sentence that denies an edge knows better.
_BY_NAME = frozenset(["version-name", "named-in-title"])

_RANK: dict[Justification, int] = {"curated": 0, "stated": 1, "citation": 2, "mention": 3, "concept": 4}


def merged(claims: Iterable[Claim], one_hand: Collection[str] = ()) -> tuple[list[BuildsOn], list[DroppedEdge]]:
    """Return edges and reviewed non-edges, each sorted by (subject, object).

    `one_hand` names sources that were written by one hand, and so are one witness together.
    """
    pairs: dict[tuple[str, str], list[Claim]] = {}
    against: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if claim.against is not None:
            against.setdefault((claim.subject, claim.object), []).append(claim)
        elif claim.subject != claim.object:
            pairs.setdefault((claim.subject, claim.object), []).append(claim)
    edges: list[BuildsOn] = []
    dropped: list[DroppedEdge] = []
    for (subject, older), unsorted in sorted(pairs.items()):
        found = sorted(unsorted, key=_telling)
        first = found[0]
        evidence = tuple(dict.fromkeys(claim.evidence for claim in found))
        denials = [claim for claim in against.get((subject, older), ()) if claim.against == "denied"]
        reviewed = first.evidence.justification == "curated"
        if denials and all(each.rule in _BY_NAME for each in evidence):
            continue
        if reviewed and first.kind is None:
            reason = first.evidence.reason
            dropped.append(
                DroppedEdge(
                    subject=subject,
                    object=older,
                    kind=_kind(found),
                    confidence=first.evidence.confidence,
                    evidence=evidence,
                    why="reviewed: no edge" + (f"; {reason}" if reason else ""),
                )
            )
            continue
        edges.append(
            BuildsOn(
                subject=subject,
                object=older,
                kind=_kind(found),
                takes=_takes(found),
                any_of=first.any_of if reviewed else next((each.any_of for each in found if each.any_of), None),
                confidence=_reviewed(evidence, one_hand) if reviewed else _doubted(evidence, denials, one_hand),
                evidence=evidence,
            )
        )
    dropped += _contradictions(against, {(edge.subject, edge.object) for edge in edges})
    dropped += _only_named(pairs, against)
    return edges, sorted(dropped, key=lambda edge: (edge.subject, edge.object, edge.why))


def _only_named(
    pairs: Mapping[tuple[str, str], Sequence[Claim]], against: Mapping[tuple[str, str], Sequence[Claim]]
) -> Iterator[DroppedEdge]:
    """Yield the edges that nothing but names speaks for, and that a sentence denies."""
    for (subject, older), found in pairs.items():
        by_name = sorted({each.evidence for each in found}, key=_strength)
        if all(each.rule in _BY_NAME for each in by_name) and any(
            each.against == "denied" for each in against.get((subject, older), ())
        ):
            yield DroppedEdge(
                subject=subject,
                object=older,
                kind=_kind(found),
                confidence=by_name[0].confidence,
                evidence=tuple(by_name),
                why="only the names say so, and a sentence denies it",
            )


def _contradictions(
    against: Mapping[tuple[str, str], Sequence[Claim]], edges: Collection[tuple[str, str]]
) -> Iterator[DroppedEdge]:
    """Yield what sentences say against edges: that one is not so, or that it is the other way round."""
    for (subject, older), claims in against.items():
        for reason, pair, why in (
            ("denied", (subject, older), "a sentence says that it is not so"),
            ("time", (older, subject), "the dates do not allow it, and other evidence says the reverse"),
        ):
            found = sorted(
                (each for each in claims if each.against == reason), key=lambda each: _strength(each.evidence)
            )
            if found and pair in edges:
                yield DroppedEdge(
                    subject=subject,
                    object=older,
                    kind=_kind(found),
                    confidence=found[0].evidence.confidence,
                    evidence=tuple(dict.fromkeys(each.evidence for each in found)),
                    why=why,
                )


def _reviewed(evidence: Sequence[Evidence], one_hand: Collection[str]) -> float:
    """Return how sure a reviewed edge is: as sure as its row says, and surer by what others say in their lists.

    Sentences of the hand that wrote the rows add nothing to them: row and sentences are one witness.
    """
    row = evidence[0].confidence
    copied = {each.quote for each in evidence if each.quote and each.source in one_hand}
    others = [
        each
        for each in evidence
        if each.justification != "curated" and each.source not in one_hand and each.quote not in copied
    ]
    return max(row, min(MOST, round(1 - (1 - row) * (1 - confidence(others)), 3)))


def _doubted(evidence: Sequence[Evidence], denials: Sequence[Claim], one_hand: Collection[str]) -> float:
    """Return how sure an edge is that some sentences deny: as independent evidence for and against comes out."""
    sure = confidence(evidence, one_hand)
    if not denials:
        return sure
    other = confidence([each.evidence for each in denials], one_hand)
    return round(sure * (1 - other) / (sure * (1 - other) + (1 - sure) * other), 3)


def confidence(evidence: Iterable[Evidence], one_hand: Collection[str] = ()) -> float:
    """Return how sure independent witnesses make an edge: one minus the chance that all of them are wrong.

    A source is one witness, however often it says a thing: its strongest evidence counts. A sentence that stands in
    two sources has been copied and counts once, for the one hand when that wrote it.
    """
    best: dict[str, float] = {}
    found = sorted(evidence, key=_strength)
    quotes = {each.quote: "one hand" for each in found if each.quote and each.source in one_hand}
    for each in found:
        source = each.source or ""
        witness = "one hand" if source in one_hand else quotes.setdefault(each.quote or source, source)
        best[witness] = max(best.get(witness, 0.0), each.confidence)
    wrong = 1.0
    for chance in best.values():
        wrong *= 1.0 - chance
    return round(max(min(1.0 - wrong, MOST), max(best.values(), default=0.0)), 3)


def _telling(claim: Claim) -> tuple[object, ...]:
    """Return a sort key: of claims that are about as sure, those that make the edge a core one tell more."""
    strength = _strength(claim.evidence)
    return (strength[0], -round(claim.evidence.confidence * 20), claim.kind != "core", *strength)


def _strength(each: Evidence) -> tuple[object, ...]:
    """Return a sort key: a reviewed row first, then by confidence, then what is nearer to a human's own word."""
    return (
        each.justification != "curated",
        -each.confidence,
        _RANK[each.justification],
        each.source or "",
        each.first_line or each.row or 0,
        each.rule or "",
        each.quote or "",
        each.last_line or 0,
    )


def _kind(claims: Sequence[Claim]) -> EdgeKind:
    """Return the kind that a reviewed row gives, else a list's own word, else core when any sentence says so."""
    for justification in ("curated", "stated"):
        kinds = [claim.kind for claim in claims if claim.evidence.justification == justification and claim.kind]
        if kinds:
            return "core" if "core" in kinds else "background"
    return "core" if any(claim.kind == "core" for claim in claims) else "background"


def _takes(claims: Sequence[Claim]) -> tuple[str, ...]:
    for claim in claims:
        if claim.takes:
            return claim.takes
    return ()
