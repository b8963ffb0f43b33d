"""The section that stands for a paper on the map: one of a few, told by colour, place and name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from papergraph.graph import PaperGraph
from papergraph.identifiers import title_key
from papergraph.model import Paper
from papergraph.view.groups import by_concept, by_years
from papergraph.view.text import clean

#: Colours that colour-blind readers tell apart run out here; the smallest sections share the last lane.
MOST_SECTIONS = 9
#: A map of more papers opens folded: on its sections.
FEW = 40
OTHER = "Other papers"
#: The lane of what the lists presuppose and do not print.
BROUGHT_IN = "Not in your list"
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TAIL = re.compile(r"\s+(?:[—–|:]|--?)\s+.*$")
_NUMBER = re.compile(r"^\s*(?:\d+|[ivxlc]+|[a-z])[.)]\s+", re.IGNORECASE)


def sections(graph: PaperGraph) -> dict[str, str]:
    """Return a section name for each paper id: of all that the lists print for it, the narrowest that is not tiny.

    Where the lists print no two sections, many papers are told apart by their concepts, else by their years.
    """
    printed = {paper.id: _printed(graph, paper) for paper in graph.papers}
    listed = [paper for paper in graph.papers if paper.from_list]
    if len(listed) > FEW and len({key for paper in listed for key in printed[paper.id]}) < 2:
        most = MOST_SECTIONS - 2
        if grouped := by_concept(graph, listed, most=most) or by_years(listed, most=most):
            return {each.id: grouped.get(each.id, OTHER if each.from_list else BROUGHT_IN) for each in graph.papers}
    names: dict[str, str] = {}
    for options in printed.values():
        for key, name in options.items():
            names[key] = min(names.get(key, name), name)
    size = Counter(key for options in printed.values() for key in options)
    chosen = {paper: _narrowest(options, size, len(printed)) for paper, options in printed.items()}
    kept = _kept(chosen, printed)
    found = {}
    for paper, options in printed.items():
        key = chosen[paper]
        if key not in kept:
            # A small section was given up: the paper goes to the narrowest of its other sections that stays.
            key = min((each for each in options if each in kept), key=lambda each: (size[each], each), default="")
        found[paper] = names.get(key, OTHER)
    return found


def _printed(graph: PaperGraph, paper: Paper) -> dict[str, str]:
    """Return the innermost sections under which the lists print a paper, by folded name."""
    if not paper.from_list:
        return {title_key(BROUGHT_IN): BROUGHT_IN}
    found: dict[str, str] = {}
    for identifier in paper.entries:
        entry = graph.entry.get(identifier)
        if entry is None or not entry.section:
            continue
        name = short_section(entry.section[-1])
        if key := title_key(name):
            found[key] = min(found.get(key, name), name)
    return found


def short_section(printed: str) -> str:
    """Return a section's name without numbering, asides in brackets, and what follows a dash.

    >>> short_section("3. Vision — from edges to objects (12 papers)")
    'Vision'
    """
    plain = _NUMBER.sub("", clean(printed))
    bare = " ".join(_TAIL.sub("", _ASIDE.sub("", plain)).split())
    return bare or clean(printed)


def _narrowest(options: Mapping[str, str], size: Counter[str], papers: int) -> str:
    least = max(2, papers // 25)
    fitting = [key for key in options if size[key] >= least] or list(options)
    return min(fitting, key=lambda key: (size[key], key), default="")


def _kept(chosen: Mapping[str, str], printed: Mapping[str, Mapping[str, str]]) -> set[str]:
    """Return the sections that get a lane of their own: the largest, by the papers that chose them."""
    counts = Counter(key for key in chosen.values() if key)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    left_over = len(ranked) > MOST_SECTIONS or any(not options for options in printed.values())
    return set(ranked[: MOST_SECTIONS - 1] if left_over else ranked)
