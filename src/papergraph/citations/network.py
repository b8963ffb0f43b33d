"""The citation network: papers as numbers, their names, dates and titles, and which cites which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from papergraph.digraph import strongly_connected_components
from papergraph.sparse import Ints, SparseRows

#: OpenAlex writes its identifiers as addresses; names of papers are without it.
OPENALEX = "https://openalex.org/"


@dataclass(frozen=True, eq=False, kw_only=True)
class CitationNetwork:
    """Papers 0..n-1 under the names that the file gives them, and acyclic rows from each to what it cites.

    `dates` are numbers such as 20170612, 20170600 (day unknown), 20170000 (month unknown too) or 0 (unknown).
    `notes` say what was left out while reading, in words for the user.
    """

    ids: Sequence[str]
    rows: SparseRows
    dates: Ints
    titles: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each paper, by its exact name."""
        return {name: number for number, name in enumerate(self.ids)}

    def named(self, word: str) -> str:
        """Return the name of a paper as the files have it: a word that is one, or the address of a work of OpenAlex."""
        short = word.strip().removeprefix(OPENALEX)
        return short if word not in self.number and short in self.number else word

    @classmethod
    def of(
        cls,
        ids: Sequence[str],
        citing: Ints,
        cited: Ints,
        *,
        dates: Ints | None = None,
        titles: Mapping[int, str] | None = None,
        notes: Iterable[str] = (),
    ) -> CitationNetwork:
        """Return the network of the citations `citing[k]` → `cited[k]`, what goes against time or round left out.

        A citation of a paper that surely came later is left out. Where citations still go round in a circle, only those
        inside it that point from later to earlier stay; of two papers without dates or of one date, the one that is
        cited more counts as the earlier, then the one whose name sorts first.
        """
        days = np.zeros(len(ids), dtype=np.int32) if dates is None else dates
        rows = SparseRows.of(citing, cited, len(ids))
        forward = _latest(days)[rows.tails] < _earliest(days)[rows.heads]
        told = list(notes)
        if forward.any():
            told.append(f"left out {_counted(int(forward.sum()))} of papers that came later")
            rows = rows.without(forward)
        round_ = _against_order(rows, days, ids)
        if round_.any():
            told.append(f"left out {_counted(int(round_.sum()))} that went round in circles")
            rows = rows.without(round_)
        return cls(ids=ids, rows=rows, dates=days, titles=titles or {}, notes=tuple(told))


def _counted(citations: int) -> str:
    return f"{citations:,} citation{'' if citations == 1 else 's'}"


def _earliest(dates: Ints) -> Ints:
    """Return the first day that each date can mean; an unknown date came before everything, as far as one knows."""
    return dates


def _latest(dates: Ints) -> Ints:
    """Return the last day that each date can mean, in the same numbers; an unknown date may be as late as any."""
    month_known, day_known = dates // 100 % 100 > 0, dates % 100 > 0
    last = np.where(day_known, dates, dates + 99)
    last = np.where(month_known, last, last + 9900)
    return np.where(dates > 0, last, np.iinfo(np.int32).max)


def _against_order(
    rows: SparseRows, dates: Ints, ids: Sequence[str]
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return which arrows lie within a circle and do not point from later to earlier."""
    out = np.zeros(len(rows.heads), dtype=np.bool_)
    left = rows.cyclic()
    if not len(left):
        return out
    place = np.full(len(rows), -1, dtype=np.int64)
    place[left] = np.arange(len(left))
    inner = [[int(place[each]) for each in rows.row(node) if place[each] >= 0] for node in left.tolist()]
    component = np.full(len(rows), -1, dtype=np.int64)
    for index, members in enumerate(strongly_connected_components(inner)):
        if len(members) > 1:
            component[left[members]] = index
    popular = np.bincount(rows.heads, minlength=len(rows))
    names = np.empty(len(rows), dtype=np.int64)
    names[sorted(left.tolist(), key=lambda node: ids[node])] = np.arange(len(left))
    rank = np.zeros(len(rows), dtype=np.int64)
    rank[left[np.lexsort((names[left], -popular[left], dates[left]))]] = np.arange(len(left))
    within = (component[rows.tails] >= 0) & (component[rows.tails] == component[rows.heads])
    out |= within & (rank[rows.tails] < rank[rows.heads])
    return out
