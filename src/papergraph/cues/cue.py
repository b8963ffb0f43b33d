"""A cue, the marks that a masked text holds, and how sure each rule is by the edges judged of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from papergraph.model import EdgeKind

#: The letter that names are overwritten with before cues are looked for.
FILL = "ꙮ"
#: What "such as" before a name is overwritten with: a cue towards newer works reaches over it, no other does.
EXAMPLE = "¤"

#: The cue that says of a work as a whole that another has nothing to do with it.
UNRELATED = "unrelated"

Points = Literal["older", "newer", "nowhere"]

# How sure each rule is: of the edges that it gave on the lists that were judged (`benchmarks/quality/edges.py` counts
# them, without the third of the pairs that is kept untouched), so many were right. A rule is as sure as that share,
# drawn towards a prior that weighs as much as WEIGHT judged edges (the mean of a beta distribution), so that a rule
# which was right three times of three is not called certain. The prior is what simple cue rules reached on these
# lists before any was tuned; for rules that read more into a sentence it is lower.
PRIOR = 0.95
WEIGHT = 5
JUDGED: dict[str, tuple[int, int]] = {
    "adapts": (5, 5),
    "based-on": (1, 1),
    "builds-on": (10, 10),
    "combines": (10, 10),
    "cue-in-title": (2, 2),
    "extends": (16, 16),
    "fine-tunes": (2, 2),
    "foil": (1, 1),
    "foundation-of": (6, 6),
    "goes-on-from": (5, 5),
    "impossible-for": (2, 2),
    "improves-on": (2, 2),
    "inspired-by": (3, 3),
    "kind-of": (4, 4),
    "lacking": (1, 1),
    "led-to": (2, 2),
    "modifier": (3, 3),
    "named-in-title": (6, 6),
    "overcomes": (1, 1),
    "part": (6, 6),
    "passed-through": (4, 4),
    "replaces": (5, 5),
    "scales": (4, 4),
    "shrinks": (1, 1),
    "speeds-up": (1, 1),
    "takes-from": (2, 2),
    "term": (6, 6),  # whatever the cue, where it governs a term and not a name
    "trained-with": (7, 7),
    "trains": (8, 8),
    "used-in": (1, 1),
    "uses": (27, 27),
    "version-name": (4, 4),
    "wave-of": (2, 2),
}
#: No number of sentences makes an edge as sure as a reviewed one.
MOST = 0.99


def calibrated(rule: str, prior: float = PRIOR) -> float:
    """Return how sure a rule is: the mean of a beta distribution over its judged edges and a prior.

    >>> calibrated("a rule that was never judged", 0.9)
    0.9
    """
    right, judged = JUDGED.get(rule, (0, 0))
    return round(min((prior * WEIGHT + right) / (WEIGHT + judged), MOST), 3)


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase between a subject and an object: "extends" points at an older work, "inspired" at a newer one.

    `reach` is how many words may stand between the phrase and the name that it governs; `through` are words that may be
    among them although they mostly begin something else. A cue that points nowhere says that what it governs is
    compared, contrasted, denied or an example, and stands in the way of cues before it.
    """

    name: str
    pattern: str
    points: Points
    kind: EdgeKind = "core"
    confidence: float = PRIOR
    reach: int = 6
    through: frozenset[str] = frozenset()


def nowhere(name: str, *patterns: str) -> Cue:
    """Return a cue that stands in the way of those before it."""
    return Cue(name, "|".join(patterns), "nowhere")


def older(name: str, *patterns: str, reach: int = 6, through: str = "") -> Cue:
    """Return a cue towards an older work that the newer one takes further."""
    return Cue(name, "|".join(patterns), "older", "core", calibrated(name), reach, frozenset(through.split()))


def helper(name: str, *patterns: str, reach: int = 5, through: str = "") -> Cue:
    """Return a cue towards an older work that is an ingredient."""
    return Cue(name, "|".join(patterns), "older", "background", calibrated(name), reach, frozenset(through.split()))


def newer(name: str, *patterns: str, kind: EdgeKind = "core", reach: int = 8) -> Cue:
    """Return a cue towards a newer work."""
    return Cue(name, "|".join(patterns), "newer", kind, calibrated(name), reach)
