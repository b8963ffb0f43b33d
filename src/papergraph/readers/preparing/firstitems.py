"""Short lists under the heads of meetings, each of them one work: its title first, then its facts an item each.

"Week 2 (presenter)" over "- Counting Sheep", "- A. Lund, B. Oak, WOOL 2020", "- https://…".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.passages import Passage, plain
from papergraph.readers.preparing.blocklines import kind_of_line

ENOUGH = 3  # such lists of a document
_SHARE = 0.6  # of its lists are such
_MOST = 6  # items of one work
_FACTS = frozenset({"authors", "place", "links", "label"})
_REMARKS = frozenset({"note", "other"})


def with_first_items(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each such list as one item with the others under it."""
    lists = [group for group in _lists(passages) if len(group) > 1]
    works = [group for group in lists if _is_work([passages[n] for n in group])]
    if len(works) < ENOUGH or len(works) < _SHARE * len(lists):
        return list(passages)
    alike = [group for group in lists if group in works or _is_like([passages[n] for n in group])]
    below = {n for group in alike for n in group[1:]}
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        if n not in below:
            out.append(passage)
        else:
            out[-1] = replace(out[-1], children=(*out[-1].children, passage))
    return out


def _lists(passages: Sequence[Passage]) -> Iterator[list[int]]:
    """Yield the places of the items of each list, what stands between two lists is no item."""
    group: list[int] = []
    for n, passage in enumerate(passages):
        if passage.kind == "item" and not passage.problem:
            group.append(n)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_work(items: Sequence[Passage]) -> bool:
    """Return whether the items of a list are a title and its facts: who, where and when, links, remarks behind."""
    first, *others = items
    linked = [run for run in first.runs if run.href]
    titled = looks_like_title(plain(first.runs).split(" (")[0]) and all(link_role(run.text) is None for run in linked)
    if not titled or not _is_like(items):
        return False
    return all(kind_of_line(each.runs)[0] not in _REMARKS for each in others[:-2])


def _is_like(items: Sequence[Passage]) -> bool:
    """Return whether the items of a list can be a title and its facts: names or the place stand second."""
    if len(items) > _MOST or any(each.children for each in items):
        return False
    # what most lists fail at comes first: to tell the kind of a line takes long
    first, second, *rest = items
    if kind_of_line(second.runs)[0] not in {"authors", "place"} or kind_of_line(first.runs)[0] not in _REMARKS:
        return False
    return all(kind_of_line(each.runs)[0] in _FACTS | _REMARKS for each in rest)
