"""From a citation network to a small graph: the few works that a target rests on most, ready to be planned.

All that a real paper cites, and what that cites, are thousands of works. Nobody reads them; what matters is chosen here
from the citations alone, by one measure at each work and one over all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

import numpy as np

from papergraph.citations import CitationNetwork
from papergraph.errors import PlanError, UnknownReferenceError
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, Evidence, Paper
from papergraph.model.records import CHOSEN_CITATION

#: Of one work's references at most so many count as what it rests on.
REFERENCES = 3
#: How many works an excerpt holds unless another number is asked for.
PAPERS = 30
#: What is handed on to the references of a work, of the importance that it has itself.
_HANDED_ON = 0.85
#: How sure it is that a work builds on another one that it cites among many.
_ONLY_CITED = 0.3


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that a work rests on: `tied` of its `among` other references cite it or are cited by it."""

    paper: int
    tied: int
    among: int
    share: float


def excerpt(
    network: CitationNetwork, *, targets: Sequence[str], known: Sequence[str] = (), papers: int = PAPERS
) -> PaperGraph:
    """Return a graph of `targets` and the works that they rest on most, `papers` of them, and of what is `known`.

    At each work its prerequisites are up to three references that account for most of the others: again and again the
    one is taken that has a citation, in either direction, to most references not yet accounted for (`prerequisites`).
    Over all works, importance begins at the targets and is handed on to prerequisites in proportion to what they
    account for, and the work of most importance is opened next; so every work leads to a target over works kept.
    Nothing is opened that is known, or that something known rests on in the same sense. All other citations between
    works of the excerpt are background: they bring nothing in, but what is cited stands before what cites it.

    Names are exact; raises UnknownReferenceError for one that the files do not name, PlanError for less than one paper.
    """
    if papers < len(set(targets)):
        raise PlanError(f"{len(set(targets))} targets do not fit into {papers} papers")
    goals, knows = ([_number(network, each) for each in names] for names in (targets, known))
    chooser = _Chooser(network)
    covered = chooser.closure(knows) - set(goals)
    importance = dict.fromkeys(goals, 1.0)
    opened: dict[int, list[Reference]] = {}
    while len(opened) < papers:
        waiting = [each for each in importance if each not in opened]
        if not waiting:
            break
        node = min(waiting, key=lambda each: (-importance[each], network.ids[each]))
        opened[node] = list(chooser.prerequisites(node))
        total = sum(each.share for each in opened[node]) or 1.0
        for each in opened[node]:
            if each.paper not in covered:
                handed = _HANDED_ON * importance[node] * each.share / total
                importance[each.paper] = importance.get(each.paper, 0.0) + handed
    members = sorted({*opened, *knows})
    return PaperGraph(
        papers=tuple(sorted((_paper(network, each) for each in members), key=lambda paper: paper.id)),
        builds_on=tuple(sorted(_edges(network, opened, set(members)), key=lambda edge: (edge.subject, edge.object))),
    )


def prerequisites(network: CitationNetwork, paper: str) -> list[tuple[str, int, int]]:
    """Return what one paper rests on: (name, how many of its other references are tied to it, out of how many).

    The first accounts for most of the other references, the second for most of the rest, at most three. Ties go to the
    one with more citations from and to the others, then to the later, then by name.
    """
    found = _Chooser(network).prerequisites(_number(network, paper))
    return [(network.ids[each.paper], each.tied, each.among) for each in found]


class _Chooser:
    """Finds the few prerequisites of papers, each once."""

    def __init__(self, network: CitationNetwork) -> None:
        self._network = network
        self._place = np.full(len(network.rows), -1, dtype=np.int64)
        self._found: dict[int, tuple[Reference, ...]] = {}

    def prerequisites(self, node: int) -> tuple[Reference, ...]:
        """Return the references that account for most of the others."""
        if node not in self._found:
            self._found[node] = tuple(self._chosen(node))
        return self._found[node]

    def closure(self, nodes: Iterable[int]) -> set[int]:
        """Return all that is reached over prerequisites, the nodes themselves included."""
        seen = set(nodes)
        waiting = list(seen)
        while waiting:
            for each in self.prerequisites(waiting.pop()):
                if each.paper not in seen:
                    seen.add(each.paper)
                    waiting.append(each.paper)
        return seen

    def _chosen(self, node: int) -> Iterator[Reference]:
        rows, ids, dates = self._network.rows, self._network.ids, self._network.dates
        references = rows.row(node)
        count = len(references)
        self._place[references] = np.arange(count)
        heads = self._place[rows.rows(references)]
        tails = np.repeat(np.arange(count), np.diff(rows.start)[references])
        self._place[references] = -1
        tied = np.zeros((count, count), dtype=np.bool_)
        tied[tails[heads >= 0], heads[heads >= 0]] = True
        tied |= tied.T
        degree = tied.sum(axis=1)
        open_ = np.ones(count, dtype=np.bool_)
        taken: list[int] = []
        while len(taken) < min(REFERENCES, count):
            gain = (tied & open_).sum(axis=1) + open_
            gain[taken] = -1
            best = min(
                np.flatnonzero(gain == gain.max()).tolist(),
                key=lambda at: (-int(degree[at]), -int(dates[references[at]]), ids[int(references[at])]),
            )
            if taken and not degree[best] and degree.any():
                return  # what is left has no tie to anything else that is cited here
            taken.append(best)
            yield Reference(int(references[best]), int(degree[best]), count - 1, float(gain[best]) / count)
            open_ &= ~tied[best]
            open_[best] = False
            if not open_.any():
                return


def _number(network: CitationNetwork, name: str) -> int:
    number = network.number.get(name)
    if number is None:
        lowered = {each.lower(): each for each in network.ids if each[:3].lower() == name[:3].lower()}
        near = [lowered[each] for each in get_close_matches(name.lower(), lowered, n=5, cutoff=0.7)]
        titled = (at for at, title in sorted(network.titles.items()) if name.lower() in title.lower())
        near = list(dict.fromkeys([*near, *(network.ids[at] for at in islice(titled, 5))]))[:5]
        raise UnknownReferenceError(name, near, said=None if near else f"no citation names {name!r}; names are exact")
    return number


def _paper(network: CitationNetwork, node: int) -> Paper:
    date = int(network.dates[node])
    name = network.ids[node]
    return Paper(
        id=name,
        citekey=name,
        title=network.titles.get(node) or name,
        year=date // 10_000 or None,
        month=date // 100 % 100 or None,
    )


def _reason(each: Reference) -> str:
    """Return in plain words why a reference is a prerequisite, to be read after the name of the citing work.

    >>> _reason(Reference(paper=1, tied=3, among=5, share=0.5))
    'cites it, and 3 of its 5 other references cite it too or are cited by it'
    """
    if not each.among:
        return "cites it, and nothing else here"
    if not each.tied:
        return "cites it, apart from its other references"
    verb = "cites it too or is cited by it" if each.tied == 1 else "cite it too or are cited by it"
    if each.among == 1:
        return f"cites it, and its one other reference {verb}"
    return f"cites it, and {each.tied} of its {each.among} other references {verb}"


def _edges(network: CitationNetwork, opened: dict[int, list[Reference]], members: set[int]) -> Iterator[BuildsOn]:
    for node in members:
        rests_on = {each.paper: each for each in opened.get(node, ())}
        for cited in members.intersection(network.rows.row(node).tolist()):
            each = rests_on.get(cited)
            evidence = Evidence(
                justification="citation",
                confidence=round(min(0.9, 0.5 + each.share / 2), 3) if each else _ONLY_CITED,
                reason=_reason(each) if each else None,
                rule=CHOSEN_CITATION if each else "cites",
            )
            yield BuildsOn(
                subject=network.ids[node],
                object=network.ids[cited],
                kind="core" if each else "background",
                confidence=evidence.confidence,
                evidence=(evidence,),
            )
