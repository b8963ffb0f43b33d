"""The section that stands for a paper on the map: one of a few, told by colour, place and name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from papergraph.graph import PaperGraph
from papergraph.identifiers import title_key
from papergraph.model import Paper
from papergraph.view.groups import by_concept, by_years
from papergraph.view.headings import Heading, headings

#: Colours that colour-blind readers tell apart run out here; the smallest sections share the last lane.
MOST_SECTIONS = 9
#: A map of more papers opens folded: on its sections.
FEW = 40
OTHER = "Other papers"
#: The lane of what the lists presuppose and do not print.
BROUGHT_IN = "Not in your list"


def sections(graph: PaperGraph) -> dict[str, str]:
    """Return a section name for each paper id: of all that the lists print for it, the narrowest that is not tiny.

    Where the lists print no two sections, or so many that most papers are in none of the largest, many papers are told
    apart by their concepts, else by their years.
    """
    over = headings(graph)
    printed = {paper.id: _printed(graph, paper, over) for paper in graph.papers}
    listed = [paper for paper in graph.papers if paper.from_list]
    few = len(listed) > FEW and len({key for paper in listed for key in printed[paper.id]}) < 2
    if few and (grouped := _grouped(graph, listed)):
        return grouped
    names: dict[str, str] = {}
    told = [*(options.items() for options in printed.values()), *over.values()]
    for key, name in (each for pairs in told for each in pairs):
        names[key] = min(names.get(key, name), name)
    size = Counter(key for options in printed.values() for key in options)
    chosen = {paper: _narrowest(options, size, len(printed)) for paper, options in printed.items()}
    chosen = _gathered(chosen, {each[0][0]: [key for key, _ in each[1:]] for each in over.values() if len(each) > 1})
    kept = _kept(chosen, printed)
    found = {}
    for paper, options in printed.items():
        key = chosen[paper]
        if key not in kept:
            # A small section was given up: the paper goes to the narrowest of its other sections that stays.
            key = min((each for each in options if each in kept), key=lambda each: (size[each], each), default="")
        found[paper] = names.get(key, OTHER)
    # Of dozens of small sections, those that get a lane hold the fewest papers: then other groups tell more.
    left_over = sum(1 for paper in listed if found[paper.id] == OTHER)
    if len(listed) > FEW and left_over > len(listed) / 2 and (grouped := _grouped(graph, listed)):
        return grouped if sum(1 for paper in listed if grouped[paper.id] == OTHER) < left_over else found
    return found


def _grouped(graph: PaperGraph, listed: Sequence[Paper]) -> dict[str, str]:
    """Return a group for each paper by its concepts, else by its year; empty when these tell none apart."""
    most = MOST_SECTIONS - 2
    grouped = by_concept(graph, listed, most=most) or by_years(listed, most=most)
    if not grouped:
        return {}
    return {each.id: grouped.get(each.id, OTHER if each.from_list else BROUGHT_IN) for each in graph.papers}


def _printed(graph: PaperGraph, paper: Paper, headings_of: Mapping[str, Sequence[Heading]]) -> dict[str, str]:
    """Return the innermost sections under which the lists print a paper, by folded name."""
    if not paper.from_list:
        return {title_key(BROUGHT_IN): BROUGHT_IN}
    found: dict[str, str] = {}
    for key, name in (each for entry in paper.entries for each in headings_of.get(entry, ())[:1]):
        found[key] = min(found.get(key, name), name)
    return found


def _narrowest(options: Mapping[str, str], size: Counter[str], papers: int) -> str:
    least = max(2, papers // 25)
    fitting = [key for key in options if size[key] >= least] or list(options)
    return min(fitting, key=lambda key: (size[key], key), default="")


def _gathered(chosen: Mapping[str, str], outer: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the sections with those that would get no lane of their own under the headings over them."""
    found = dict(chosen)
    above = {key: list(headings) for key, headings in outer.items() if headings}
    while len(counts := Counter(key for key in found.values() if key)) > MOST_SECTIONS:
        ranked = sorted(counts, key=lambda key: (-counts[key], key))
        small = next((key for key in reversed(ranked[MOST_SECTIONS - 1 :]) if key in above), "")
        if not small:
            break
        heading, *further = above.pop(small)
        if further and heading not in outer:
            above.setdefault(heading, further)
        found = {paper: heading if key == small else key for paper, key in found.items()}
    return found


def _kept(chosen: Mapping[str, str], printed: Mapping[str, Mapping[str, str]]) -> set[str]:
    """Return the sections that get a lane of their own: the largest, by the papers that chose them."""
    counts = Counter(key for key in chosen.values() if key)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    left_over = len(ranked) > MOST_SECTIONS or any(not options for options in printed.values())
    return set(ranked[: MOST_SECTIONS - 1] if left_over else ranked)
