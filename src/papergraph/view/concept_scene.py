"""The scene of concepts: what each requires, who introduced it; time runs down as on the map of papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from papergraph.effort import CONCEPT_HOURS
from papergraph.graph import PaperGraph
from papergraph.model import Concept, Paper
from papergraph.view.facts import Fact, anchors, concept_facts, filled, links, short_name, unique
from papergraph.view.map_scene import BOX, NARROW, ROOM, by_date
from papergraph.view.scene import Cast, Scene, in_reading_order, options, reduced
from papergraph.view.sections import FEW, MOST_SECTIONS
from papergraph.view.text import clean, prose, shortened, web_address
from papergraph.view.timeline import Item, arrange, columns_for

#: The section of concepts that no work here introduces or uses: others require them.
PRESUPPOSED = "Presupposed and other"
_MOST_USERS = 12
_LABEL_LENGTH = 44


def concept_scene(graph: PaperGraph) -> Scene:
    """Return the scene of the concepts that papers of `graph` have to do with, and of all that these require."""
    cast = Cast(graph)
    papers = _papers(graph)
    found = [graph.concept[each] for each in sorted(_wanted(graph))]
    number = {concept.id: place for place, concept in enumerate(found)}
    needs = [sorted({number[each.object] for each in concept.requires if each.object in number}) for concept in found]
    first = [_first(papers.get(concept.id, {}).get("introduces", ())) for concept in found]
    needs, order = by_date(needs, [_date(paper, concept.id) for paper, concept in zip(first, found, strict=True)])
    rank = {node: position for position, node in enumerate(order)}
    lane = [_lane(cast, papers.get(concept.id, {})) for concept in found]
    year = [paper.year if paper else None for paper in first]
    items = [
        Item(section=lane[node], year=year[node], needs=tuple(sorted(rank[each] for each in needs[node])))
        for node in order
    ]
    board = arrange(items, columns=columns_for(len(items), shape=ROOM[0] / ROOM[1]))
    narrow = arrange(items, columns=NARROW)
    anchor = anchors(Paper(id=concept.id, citekey=concept.id, title="") for concept in found)
    told = concept_facts(graph, set(number))
    edges, hidden = _edges(found, number), reduced(needs)
    ordered = [found[node] for node in order]
    sections = in_reading_order(
        {each: name for each, name in (*cast.sections, (MOST_SECTIONS, PRESUPPOSED)) if each in lane},
        [(each, when or 0) for each, when in zip(lane, year, strict=True)],
        [(lane[number[subject]], lane[number[object_]], True) for subject, object_ in edges],
    )
    return Scene(
        mode="concepts",
        title="What the concepts require",
        subtitle=_counted(len(found), len(edges)),
        heading="All concepts, in an order to learn them",
        remark="By the year of the first work here that introduces them; none stands before what it requires.",
        papers=[
            {
                **_item(concept, told[concept.id], papers.get(concept.id, {}), anchor),
                "lane": lane[number[concept.id]],
                "year": year[number[concept.id]],
            }
            for concept in ordered
        ],
        sections=sections,
        nodes=[
            {
                "id": concept.id,
                "label": shortened(clean(concept.pref_label) or concept.id, _LABEL_LENGTH),
                "x": column * ROOM[0],
                "y": row * ROOM[1],
            }
            for concept, (column, row) in zip(ordered, board.places, strict=True)
        ],
        edges=[
            {"from": subject, "to": object_, "kind": "core"}
            | ({} if number[object_] in hidden[number[subject]] else {"implied": True})
            for subject, object_ in edges
        ],
        options=options(*BOX),
        data={
            "mode": "concepts",
            "papers": {
                concept.id: filled(
                    {
                        "key": concept.id,
                        "anchor": "" if anchor[concept.id] == f"p-{concept.id}" else anchor[concept.id],
                        "lane": lane[number[concept.id]],
                        "year": year[number[concept.id]],
                        "hours": CONCEPT_HOURS,
                        "estimate": True,
                        "concept": True,
                    }
                )
                for concept in ordered
            },
            "concepts": [],
            "sections": {str(each): name for each, name in sections},
            "lanes": [each for each, _ in sections],
            "folded": len(found) > FEW and len(sections) > 1,
            "box": BOX,
            "room": ROOM,
            "years": board.years,
            "narrow": {"places": narrow.places, "years": narrow.years},
        },
    )


def _wanted(graph: PaperGraph) -> set[str]:
    waiting = [each.concept for each in graph.topics] + [each for edge in graph.builds_on for each in edge.takes]
    found: set[str] = set()
    while waiting:
        identifier = waiting.pop()
        if identifier in graph.concept and identifier not in found:
            found.add(identifier)
            waiting.extend(each.object for each in graph.concept[identifier].requires)
    return found


def _papers(graph: PaperGraph) -> Mapping[str, Mapping[str, Sequence[Paper]]]:
    """Return the papers that introduce and that use each concept, the oldest first."""
    found: dict[str, dict[str, list[Paper]]] = {}
    for topic in graph.topics:
        if paper := graph.paper.get(topic.paper):
            found.setdefault(topic.concept, {}).setdefault(topic.relation, []).append(paper)
    for relations in found.values():
        for papers in relations.values():
            papers.sort(key=lambda each: _date(each, each.id))
    return found


def _first(papers: Sequence[Paper]) -> Paper | None:
    return papers[0] if papers else None


def _date(paper: Paper | None, identifier: str) -> tuple[int, int, str]:
    return ((paper.year or 0), (paper.month or 0), identifier) if paper else (0, 0, identifier)


def _edges(concepts: Sequence[Concept], wanted: Mapping[str, int]) -> list[tuple[str, str]]:
    return sorted(
        {
            (concept.id, each.object)
            for concept in concepts
            for each in concept.requires
            if each.object in wanted and each.object != concept.id
        }
    )


def _lane(cast: Cast, papers: Mapping[str, Sequence[Paper]]) -> int:
    """Return the section of the first work that introduces a concept; else the one most of whose works use it."""
    if introduced := papers.get("introduces"):
        return cast.lane(introduced[0].id)
    users = Counter(cast.lane(paper.id) for paper in papers.get("uses", ()))
    return min(users, key=lambda lane: (-users[lane], lane)) if users else MOST_SECTIONS


def _item(concept: Concept, told: Fact, papers: Mapping[str, Sequence[Paper]], anchor: Mapping[str, str]) -> Fact:
    """Return what the list prints of a concept, in the words of a paper's item."""
    label = clean(concept.pref_label) or concept.id
    url = web_address(concept.learn_at or "")
    return {
        "title": label,
        "name": "",
        "names": unique(clean(each) for each in concept.alt_labels if clean(each) != label),
        "authors": "",
        "more_authors": False,
        "venue": "",
        "level": "",
        "kind": "",
        "notes": {"contributes": [text] if (text := told.get("definition", "")) else []},
        "links": [{"url": url, "role": "page", "host": url.split("/")[2].removeprefix("www.")}] if url else [],
        "places": [],
        "noted": [],
        "listed": True,
        "id": concept.id,
        "anchor": anchor[concept.id],
        "hours": None,
        "estimate": False,
        "builds": [
            {
                "kind": "",
                "any_of": False,
                "other": {"name": clean(each.object).replace("-", " "), "anchor": anchor.get(each.object, "")},
                "reason": prose(each.reason),
                "quote": "",
                "place": "",
            }
            for each in sorted(concept.requires, key=lambda each: each.object)
            if each.object != concept.id
        ],
        "introduced_by": [_brief(each) for each in papers.get("introduces", ())],
        "used_by": [_brief(each) for each in papers.get("uses", ())][:_MOST_USERS],
        "needed_by": [],
        "know_first": [],
        "role": "",
    }


def _brief(paper: Paper) -> Fact:
    """Return how a work is named that has no place in this page: with its link."""
    found = [each for each in links(paper) if each["role"] == "paper"] or links(paper)
    name = short_name(paper) or clean(paper.title) or paper.id
    return {"name": name, "year": paper.year, "url": found[0]["url"] if found else ""}


def _counted(concepts: int, edges: int) -> str:
    said = "1 concept" if concepts == 1 else f"{concepts:,} concepts"
    return f"{said}, {edges:,} requirement{'' if edges == 1 else 's'}, each with its reason"
