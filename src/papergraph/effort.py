"""How long works take: the hours of the curated authority, else an estimate by kind and level; rescaled by a goal.

All hours are those in which a student understands a work whose prerequisites are known. Where no curated row gives
them, a work gets the median of the curated works of its kind and level (`graph/papers.tsv`, 112 works: papers 3 hours,
advanced ones 5; posts 1, repositories 1.5, other things 2). A book is taken for a working week. Year and length say
nothing more: the medians of the curated papers of 1990, 2015 and 2020 are all 3 hours.
"""

from __future__ import annotations

from papergraph.model import Goal, HoursSource, Level, Paper, WorkKind

HOURS_BY_KIND: dict[WorkKind, float] = {"paper": 3.0, "post": 1.0, "repository": 1.5, "book": 40.0, "other": 2.0}
HOURS_BY_LEVEL: dict[Level, float] = {"introductory": 3.0, "intermediate": 3.0, "advanced": 5.0}
#: Hours for looking up a concept that no step teaches: an estimate.
CONCEPT_HOURS = 0.5
#: Hours of a goal as a part of the hours to understand a work; rules of thumb, marked as estimates where shown.
GOAL_FACTOR: dict[Goal, float] = {"skim": 0.25, "understand": 1.0, "reproduce": 3.0}


def estimated_hours(kind: WorkKind, level: Level | None = None) -> float:
    """Return the hours that works of a kind and level usually take.

    >>> estimated_hours("paper"), estimated_hours("paper", "advanced"), estimated_hours("post", "advanced")
    (3.0, 5.0, 1.0)
    """
    return HOURS_BY_LEVEL[level] if level and kind == "paper" else HOURS_BY_KIND[kind]


def hours_of(paper: Paper) -> tuple[float, HoursSource]:
    """Return the hours to understand a work, and whether they are curated or an estimate."""
    if paper.hours is not None:
        return paper.hours, paper.hours_source
    return estimated_hours(paper.kind, paper.level), "estimate"
