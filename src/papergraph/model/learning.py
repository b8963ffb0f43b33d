"""The records of a learning path."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from papergraph.model.notebook import path_html
from papergraph.model.records import STRICT, EdgeKind, HoursSource, Justification, Link

StepRole = Literal["target", "core", "background", "origin"]
Order = Literal["just-in-time", "chronological", "stages"]
Goal = Literal["skim", "understand", "reproduce"]


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class PaperBrief:
    """What names a paper or a concept in a path: `citekey` is empty and `year` None for a concept."""

    id: str
    citekey: str
    title: str
    year: int | None = None


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class NeededBy:
    """A later step that rests on this one, with the strongest evidence for it."""

    paper: str
    kind: EdgeKind
    justification: Justification
    quote: str | None = None
    reason: str | None = None
    source: str | None = None
    first_line: int | None = None


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class KnowFirst:
    """A concept to know before a step that no earlier step teaches; `hours` is an estimate.

    0 hours where a later step of the path teaches it: its hours are counted there. `learn_at` is a web address or the
    id of a work.
    """

    concept: str
    definition: str
    learn_at: str | None = None
    hours: float = 0.5


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Activity:
    """Something to do with a step: implement it, or picture it."""

    key: Literal["implement", "picture"]
    text: str


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to read, in its place on a path; positions and stages count from 1, hours are cumulative.

    Positions count all steps, origins too: `sittings` name steps by them, and they are the numbers that `--all` prints.
    What is printed without it leaves the origins out and numbers the rest anew, so that a program that shows only steps
    of other roles should count them itself, and tell steps by the id of their paper, as `needed_by` does.

    Stages count what is shown, without gaps: steps of one stage do not need each other and can be read in parallel. An
    origin has the stage of the first step that rests on it.
    """

    position: int
    stage: int
    type: Literal["paper", "concept"]
    paper: PaperBrief
    role: StepRole
    summary: str | None = None
    needed_by: tuple[NeededBy, ...] = ()
    teaches: tuple[str, ...] = ()
    know_first: tuple[KnowFirst, ...] = ()
    alternatives: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    hours: float = 0.0
    hours_source: HoursSource = "estimate"
    cumulative_hours: float = 0.0
    activities: tuple[Activity, ...] = ()
    from_list: bool = True


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class ReadAs:
    """How a word of the command line was read."""

    given: str
    as_: Annotated[str, Field(alias="as")]


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Cut:
    """A paper that was left out of a path, and why."""

    paper: str
    reason: str


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Budget:
    """What a path had to fit: hours in all, or papers; the other one is None."""

    hours: float | None = None
    papers: int | None = None


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class SittingPart:
    """A step in a sitting: its position on the path, its hours there, and which part of how many this is.

    The hours are those of the step and of the concepts to know before it.
    """

    position: int
    hours: float
    part: int = 1
    of: int = 1


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class Sitting:
    """What is read in one go; sittings count from 1."""

    number: int
    hours: float
    parts: tuple[SittingPart, ...]


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class PathMetrics:
    """Figures of an order: `carry` is the summed distance between a prerequisite and its uses."""

    papers: int
    hours: float
    carry: int
    mean_open: float
    peak_open: int
    longest_gap: int
    topic_switches: int
    optimum: int | None = None


@dataclass(config=STRICT, frozen=True, slots=True, kw_only=True)
class LearningPath:
    """An ordered path to the targets: no step needs a later one.

    `cut` lists what was left out in the order in which it goes: what is only where the ideas come from, then from the
    least to the most important. `budget` is None and `sittings` are empty unless they were asked for.
    """

    targets: tuple[str, ...]
    known: tuple[str, ...]
    read_as: tuple[ReadAs, ...]
    order: Order
    goal: Goal
    steps: tuple[Step, ...]
    cut: tuple[Cut, ...]
    metrics: PathMetrics
    budget: Budget | None = None
    sittings: tuple[Sitting, ...] = ()
    schema_version: int = 1

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the steps as a list, in a frame of its own."""
        return path_html(self)
