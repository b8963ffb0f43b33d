"""A part of a graph that stands by itself: the papers of a section with all that they rest on."""

from __future__ import annotations

from dataclasses import replace

from papergraph.errors import AmbiguousReferenceError, UnknownReferenceError
from papergraph.graph import PaperGraph
from papergraph.identifiers import title_key
from papergraph.view.sections import sections
from papergraph.view.text import clean, short_section


def section_part(graph: PaperGraph, section: str) -> tuple[str, PaperGraph]:
    """Return the name of a section, and the graph of its papers and of whatever these rest on over core arrows.

    What these build on only as background is there too, with what it rests on: paths to the papers of the section are
    the same as in the whole. Raises UnknownReferenceError when no section is called so, AmbiguousReferenceError when
    several are.
    """
    named = _members(graph)
    key = title_key(section)
    shown = set(sections(graph).values())
    called = [name for name in named if title_key(name) == key]
    holding = [name for name in named if key in title_key(name)]
    # What the map itself calls so goes before the longer names that the lists print.
    fitting = called or [name for name in holding if name in shown] or holding
    if not key or not fitting:
        said = f"no section is called {section!r}; there are: {', '.join(named)}"
        raise UnknownReferenceError(section, tuple(named), said=said)
    if len({title_key(name) for name in fitting}) > 1:
        raise AmbiguousReferenceError(section, fitting)
    members = set().union(*(named[name] for name in fitting))
    return fitting[0], _with_all_below(graph, members)


def _members(graph: PaperGraph) -> dict[str, set[str]]:
    """Return the papers of each section: by the names that the map shows, and by those that the lists print."""
    found: dict[str, set[str]] = {}
    for paper, name in sections(graph).items():
        found.setdefault(name, set()).add(paper)
    for paper_ in graph.papers:
        for entry in (graph.entry[each] for each in paper_.entries if each in graph.entry):
            for printed in entry.section[-1:]:
                for name in {short_section(printed), clean(printed)} - {""}:
                    found.setdefault(name, set()).add(paper_.id)
    return dict(sorted(found.items()))


def _with_all_below(graph: PaperGraph, members: set[str]) -> PaperGraph:
    needed = _closure(graph, members)
    kept = _closure(graph, {edge.object for each in needed for edge in graph.edges_from.get(each, ())} | needed)
    return replace(
        graph,
        papers=tuple(paper for paper in graph.papers if paper.id in kept),
        builds_on=tuple(edge for edge in graph.builds_on if edge.subject in kept and edge.object in kept),
        topics=tuple(topic for topic in graph.topics if topic.paper in kept),
    )


def _closure(graph: PaperGraph, members: set[str]) -> set[str]:
    found = set(members)
    waiting = sorted(members)
    while waiting:
        for edge in graph.edges_from.get(waiting.pop(), ()):
            if edge.kind == "core" and edge.object not in found:
                found.add(edge.object)
                waiting.append(edge.object)
    return found
