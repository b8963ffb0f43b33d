"""What a reader gets where nothing is known to come before a target: the order of its list, labelled as no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from papergraph.formats.columns import shortened, wrapped
from papergraph.formats.path_markdown import escaped
from papergraph.formats.path_outline import name
from papergraph.listorder import ListOrder, has_nothing_before, list_order

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph
    from papergraph.model import LearningPath

_WIDTH = 80
#: So many papers of the section are named before the target, and after it.
_BEFORE, _AFTER = 8, 2


def text(graph: PaperGraph, path: LearningPath) -> str:
    """Return lines for the end of a printed path; empty when something is known to come before every target.

    Of a path of one step its head says already that there is nothing.
    """
    lines: list[str] = []
    for target, found in _bare(graph, path):
        if found is None and len(path.steps) == 1:
            continue
        lines += ["", *wrapped(f"{_nothing(graph, target)}{_instead(found)}", _WIDTH)]
        if found is not None:
            lines += [f"  {shortened(each, _WIDTH - 2)}" for each in _places(graph, target, found)]
    return "".join(f"{line}\n" for line in lines)


def markdown(graph: PaperGraph, path: LearningPath) -> str:
    """Return the same as Markdown; the order of the list is no checklist."""
    lines: list[str] = []
    for target, found in _bare(graph, path):
        lines += ["", escaped(f"{_nothing(graph, target)}{_instead(found)}")]
        if found is not None:
            lines += ["", *(f"- {escaped(each)}" for each in _places(graph, target, found))]
    return "".join(f"{line}\n" for line in lines)


def lines(graph: PaperGraph, path: LearningPath) -> Iterator[str]:
    """Yield the same in a line for each target, for the formats that hold steps alone."""
    for target, found in _bare(graph, path):
        listed = "" if found is None else " " + "; ".join(_places(graph, target, found))
        yield f"{_nothing(graph, target)}{_instead(found)}{listed}"


def _bare(graph: PaperGraph, path: LearningPath) -> Iterator[tuple[str, ListOrder | None]]:
    for target in path.targets:
        if target in graph.paper and has_nothing_before(graph, target):
            found = list_order(graph, target)
            # What comes first in its list has nothing before it there either.
            yield target, found if found is not None and found.before else None


def _nothing(graph: PaperGraph, target: str) -> str:
    return f"Nothing in this graph is known to come before {name(graph, target)}."


def _instead(found: ListOrder | None) -> str:
    if found is None:
        return ""
    section = f"the section “{found.section[-1]}” of {found.source}" if found.section else found.source
    return f" It stands here in {section} (list order, not a reason to read one before the other):"


def _places(graph: PaperGraph, target: str, found: ListOrder) -> Iterator[str]:
    if (more := len(found.before) - _BEFORE) > 0:
        yield f"... {more} before"
    yield from (_titled(graph, each) for each in found.before[-_BEFORE:])
    yield f"{_titled(graph, target)}: the target"
    yield from (_titled(graph, each) for each in found.after[:_AFTER])
    if (more := len(found.after) - _AFTER) > 0:
        yield f"... {more} after"


def _titled(graph: PaperGraph, identifier: str) -> str:
    year = graph.paper[identifier].year
    return name(graph, identifier) + (f" ({year})" if year else "")
