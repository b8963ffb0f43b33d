"""What every format shows of a path: which steps, by which numbers, under which headings, and how hours add up."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from papergraph.graph import PaperGraph
from papergraph.identifiers import iri_of
from papergraph.model import BuildsOn, Cut, LearningPath, Link, SittingPart, Step

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as it is shown: its number, counted over what is shown.

    `sittings` are the sittings it is read in, each with its part; empty when none were asked for.
    """

    step: Step
    number: int
    sittings: tuple[tuple[int, SittingPart], ...] = ()


@dataclass(frozen=True)
class Outline:
    """A path as it is shown; `unfold` shows also what is only where the ideas come from."""

    graph: PaperGraph
    path: LearningPath
    unfold: bool = False

    @cached_property
    def steps(self) -> tuple[Shown, ...]:
        """The steps that are shown, in reading order."""
        steps = [step for step in self.path.steps if self.unfold or step.role != "origin"]
        parts: dict[int, list[tuple[int, SittingPart]]] = {}
        for sitting in self.path.sittings:
            for part in sitting.parts:
                parts.setdefault(part.position, []).append((sitting.number, part))
        return tuple(Shown(step, number, tuple(parts.get(step.position, ()))) for number, step in enumerate(steps, 1))

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each step that is shown, by the id of its paper or concept."""
        return {each.step.paper.id: each.number for each in self.steps}

    def later(self, concept: str, step: Step) -> int | None:
        """Return the number of the later step that introduces a concept; None when none does."""
        after = self.number.get(step.paper.id, 0)
        return next((each.number for each in self.steps if each.number > after and concept in each.step.teaches), None)

    @cached_property
    def origins(self) -> tuple[Step, ...]:
        """The steps that are folded away: where the ideas come from."""
        return () if self.unfold else tuple(step for step in self.path.steps if step.role == "origin")

    @cached_property
    def cut(self) -> tuple[Cut, ...]:
        """What a limit left out, the most important first."""
        return self.path.cut[::-1]

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[tuple[Shown, SittingPart | None], ...]], ...]:
        """The steps under their headings: sittings, or stages when these were asked for; else one group without.

        A step that goes on in another sitting stands in both, each time with its part.
        """
        if self.path.sittings:
            lengths = rounded([sitting.hours for sitting in self.path.sittings])
            by_position = {each.step.position: each for each in self.steps}
            last = len(self.path.sittings)
            return tuple(
                (
                    f"Sitting {sitting.number} of {last}, {hours(length or sitting.hours)}",
                    tuple((by_position[part.position], part) for part in sitting.parts if part.position in by_position),
                )
                for sitting, length in zip(self.path.sittings, lengths, strict=True)
            )
        if self.path.order != "stages":
            return (("", tuple((each, None) for each in self.steps)),)
        found = []
        for stage in sorted({each.step.stage for each in self.steps}):
            members = tuple((each, None) for each in self.steps if each.step.stage == stage)
            # Origins stand in the stage of what rests on them, which is read after them.
            alike = sum(1 for each, _ in members if each.step.role != "origin")
            beside = ": can be read in parallel" if alike > 1 else ""
            beside += ", after the origins" if alike > 1 and alike < len(members) else ""
            found.append((f"Stage {stage}{beside}", members))
        return tuple(found)

    @cached_property
    def papers(self) -> int:
        """The number of papers to read."""
        return self.path.metrics.papers

    @cached_property
    def split(self) -> tuple[float, float, float]:
        """The hours in all, of the papers, and of concepts by themselves, rounded so that they add up."""
        read = [step for step in self.path.steps if step.role != "origin"]
        works = sum(step.hours for step in read if step.type == "paper")
        concepts = sum(each.hours for step in read for each in step.know_first)
        concepts += sum(step.hours for step in read if step.type == "concept")
        parts = rounded([works, concepts])
        return sum(parts), parts[0], parts[1]

    @cached_property
    def edges(self) -> tuple[BuildsOn, ...]:
        """The edges between steps that are shown, and from them to what is known; by the later step's number."""
        covered = set(self.covered)
        return tuple(
            edge
            for each in self.steps
            for edge in self.graph.edges_from.get(each.step.paper.id, ())
            if edge.object in self.number or (edge.object in covered and edge.kind == "core")
        )

    @cached_property
    def covered(self) -> tuple[str, ...]:
        """The papers that are not on the path because they are known: what steps need, and what that rests on."""
        if not self.path.known:
            return ()
        # What is folded away or was left out by a limit is not known.
        others = {step.paper.id for step in self.path.steps} | {each.paper for each in self.path.cut}
        waiting = [step.paper.id for step in self.path.steps if step.role != "origin"]
        found: dict[str, None] = {}
        for member in waiting:  # grows while it is walked
            core = [edge for edge in self.graph.edges_from.get(member, ()) if edge.kind == "core"]
            # Of a group one is enough, and on a path one was taken.
            taken = {edge.any_of for edge in core if edge.object in others and edge.any_of is not None}
            for edge in core:
                free = edge.object not in others and edge.object not in found and edge.any_of not in taken
                # Of a group that one knows, those count that one knows: the others are not read, and not known.
                if free and (edge.any_of is None or edge.object in self._known):
                    found[edge.object] = None
                    waiting.append(edge.object)
        return tuple(found)

    @cached_property
    def _known(self) -> set[str]:
        """The papers that are known: those named or introducing what is named, and all that they rest on."""
        graph, concepts = self.graph, [each for each in self.path.known if each in self.graph.concept]
        for each in concepts:  # grows while it is walked
            needs = (need.object for need in graph.concept[each].requires)
            concepts += [need for need in needs if need in graph.concept and need not in concepts]
        introduced = (each.paper for each in graph.topics if each.relation == "introduces" and each.concept in concepts)
        waiting = [*(each for each in self.path.known if each in graph.paper), *introduced]
        found = set(waiting)
        for member in waiting:  # grows while it is walked
            core = (edge.object for edge in graph.edges_from.get(member, ()) if edge.kind == "core")
            new = [each for each in dict.fromkeys(core) if each not in found]
            found.update(new)
            waiting += new
        return found

    def label(self, identifier: str) -> str:
        """Return the title of a paper with its year, or what a concept is called."""
        paper = self.graph.paper.get(identifier)
        if paper is None:
            return name(self.graph, identifier)
        return f"{paper.title} ({paper.year})" if paper.year else paper.title


def where(step: Step) -> str | None:
    """Return the web address of a step: its own link, else that of its identifier; None when it has none."""
    return site(step.paper.id, step.links)


def site(identifier: str, links: Sequence[Link]) -> str | None:
    """Return the web address of a work: its own link, else that of its identifier, else its page; None without any."""
    own, pages = (
        [each.url for each in links if each.role == role and _ADDRESS.fullmatch(each.url)] for role in ("paper", "page")
    )
    if not own and identifier.partition(":")[0] in {"arxiv", "doi", "openreview", "iacr", "pmid", "acl"}:
        return iri_of(identifier)
    return next(iter([*own, *pages]), None)


def name(graph: PaperGraph, identifier: str) -> str:
    """Return what people call a work: its first short name, else its title; of a concept its label."""
    paper = graph.paper.get(identifier)
    if paper is None:
        return graph.concept[identifier].pref_label if identifier in graph.concept else identifier
    return paper.short_names[0] if paper.short_names else paper.title


def hours(value: float) -> str:
    """Return hours as an estimate: "~4 h", "~0.5 h"; to tenths below ten, to halves below a hundred.

    >>> hours(4.0), hours(2.25), hours(12.26), hours(140.5), hours(1e9)
    ('~4 h', '~2.3 h', '~12.5 h', '~141 h', '~1,000,000,000 h')
    """
    shown = rounded([value])[0] or (0.1 if value > 0 else 0.0)
    return f"~{shown:,.0f} h" if shown >= 100 else f"~{shown:g} h"


def rounded(parts: Sequence[float]) -> list[float]:
    """Return hours rounded as their sum is shown, so that what is shown adds up (largest remainders).

    >>> rounded([9.5, 2.0]), rounded([2.26, 2.26, 2.28]), rounded([100.0, 0.5])
    ([9.5, 2.0], [2.2, 2.3, 2.3], [100.0, 1.0])
    """
    total = math.fsum(parts)
    # So many in an hour: half an hour in a hundred says more than anyone knows.
    share = 10 if total < 10 else 2 if total < 100 else 1
    scaled = [round(each * share, 6) for each in parts]
    whole = [math.floor(each) for each in scaled]
    missing = math.floor(math.fsum(scaled) + 0.5) - sum(whole)
    by_rest = sorted(range(len(parts)), key=lambda at: (whole[at] - scaled[at], -at))
    for at in by_rest[:missing]:
        whole[at] += 1
    return [each / share for each in whole]
