"""One claim that a work builds on another, before claims are merged into edges; and which of two works is older."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from papergraph.model import EdgeKind, Evidence, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That `subject` builds on `object`, by one piece of evidence; kind None: a reviewed non-edge.

    A claim that is `against` an edge makes none: "denied" when the sentence says that it is not so, "time" when the
    sentence says so and the dates do not allow it.
    """

    subject: str
    object: str
    kind: EdgeKind | None
    evidence: Evidence
    takes: tuple[str, ...] = ()
    any_of: str | None = None
    against: Literal["denied", "time"] | None = None


def age(paper: Paper, other: Paper) -> Literal["older", "same", "newer", "unknown"]:
    """Return what `paper` is, beside `other`, by year and month of first publication.

    Of two works of one year, "same" is said unless both months are known and differ.
    """
    if paper.year is None or other.year is None:
        return "unknown"
    if paper.year != other.year:
        return "older" if paper.year < other.year else "newer"
    if paper.month is None or other.month is None or paper.month == other.month:
        return "same"
    return "older" if paper.month < other.month else "newer"


def could_build_on(papers: Mapping[str, Paper], *, subject: str, object: str) -> bool:  # noqa: A002
    """Return whether the dates leave it open that `subject` builds on `object`.

    A year that a list prints without a month is often a venue's, a year after the first print; such years speak
    against an edge only when they are two apart, and known months when they are three apart: a number of arXiv can
    precede by weeks the work that it builds on.
    """
    newer, older = papers[subject], papers[object]
    if newer.year is None or older.year is None:
        return True
    if newer.month is None or older.month is None:
        return newer.year + 1 >= older.year
    return newer.year * 12 + newer.month + 2 >= older.year * 12 + older.month
