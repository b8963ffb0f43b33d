"""The scene of one learning path: a row for each stage, what is read first on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, KnowFirst, LearningPath, Paper, Sitting, Step
from papergraph.view import layered
from papergraph.view.facts import (
    Fact,
    anchors,
    concept_facts,
    filled,
    label,
    links,
    listed,
    numbered,
    paper_text,
    whole,
)
from papergraph.view.scene import Cast, Scene, implied, options
from papergraph.view.sections import MOST_SECTIONS
from papergraph.view.text import clean, prose, shortened, web_address

#: Pixels of a box, and from one box to the next, at zoom 1.
BOX = (180, 52)
ROOM = (194, 92)
# Rows wider than one of these are broken; tried are all, and the picture that a laptop shows largest is taken.
_WIDEST_ROWS = (6, 5, 4, 3, 2)
_PANE = (720, 640)


def path_scene(graph: PaperGraph, path: LearningPath) -> Scene:
    """Return the scene of `path`; what it goes back to without needing it is folded away."""
    cast = Cast(graph)
    steps = [step for step in path.steps if step.role != "origin"]
    shown = [step.paper.id for step in steps]
    known = [each for each in path.known if _is_used(graph, each, shown)]
    ids = [*known, *shown]
    # None of them stands before a step that lists the concept among those to know first.
    teaches = {concept: step for step in reversed(steps) for concept in step.teaches}
    inside = {*ids, *(step.paper.id for step in path.steps)}
    used = [edge for edge in cast.edges if edge.subject in ids and edge.object in ids]
    hidden = implied(used)
    number = {identifier: position for position, identifier in enumerate(ids)}
    drawn = [edge for edge in used if (edge.subject, edge.object) not in hidden]
    arcs = [(number[edge.object], number[edge.subject]) for edge in drawn]
    stage = {step.paper.id: step.stage for step in steps}
    drawing, row = _largest(ids, stage, drawn, arcs)
    routes = {
        (edge.subject, edge.object): drawing.routes.get((number[edge.object], number[edge.subject]), [])
        for edge in drawn
    }
    facts = {step.paper.id: _fact(cast, step) for step in path.steps} | {each: cast.fact(each) for each in known}
    told = numbered(
        concept_facts(graph, _concepts(graph, inside)),
        facts,
        [
            cast.edge(
                edge,
                implied=(edge.subject, edge.object) in hidden,
                via=routes.get((edge.subject, edge.object), [])[::-1],
            )
            for edge in used
        ],
    )
    others = [
        ("You know this already", "The path rests on it.", [cast.item(each, inside) for each in known]),
        (
            "Where this comes from",
            "Older work that these ideas go back to. Nothing on this path needs it.",
            [_item(cast, step, teaches, inside) for step in path.steps if step.role == "origin"],
        ),
    ]
    sections = {fact["lane"] for fact in facts.values()}
    return Scene(
        mode="path",
        title="The path to " + (listed([_label(graph, each) for each in path.targets]) or "what was asked for"),
        subtitle=_counted(path),
        heading="Read in this order",
        remark="No step needs a later one.",
        papers=[_item(cast, step, teaches, inside) for step in steps],
        others=[group for group in others if group[2]],
        cut=[{"title": _title(graph, cut.paper), "reason": clean(cut.reason)} for cut in path.cut],
        sittings=[_sitting(graph, path, each) for each in path.sittings],
        sections=[(lane, name) for lane, name in cast.sections if lane in sections],
        nodes=[
            {"id": each, "label": _label(graph, each), "x": place[0], "y": place[1]}
            for each, place in zip(ids, drawing.places, strict=True)
        ],
        edges=told["edges"],
        options=options(*BOX),
        data={
            "mode": "path",
            "papers": told["papers"],
            "concepts": told["concepts"],
            "sections": {str(lane): name for lane, name in cast.sections},
            "box": BOX,
            "room": ROOM,
            "bands": bands([stage.get(each, 0) for each in ids], row),
            "targets": list(path.targets),
            "known": list(path.known),
            "steps": shown,
        },
    )


def _largest(
    ids: Sequence[str], stage: dict[str, int], edges: Sequence[BuildsOn], arcs: Sequence[layered.Arc]
) -> tuple[layered.Drawing, list[int]]:
    """Return the drawing that fits a pane at the largest scale, and the row of each paper."""
    best: tuple[float, layered.Drawing, list[int]] | None = None
    for widest in _WIDEST_ROWS:
        row = rows(ids, stage, edges, widest=widest)
        drawing = layered.draw(row, arcs, across=ROOM[0], down=ROOM[1])
        wide = max((x for x, _ in drawing.places), default=0) + BOX[0]
        high = max((y for _, y in drawing.places), default=0) + BOX[1]
        scale = min(1.0, _PANE[0] / wide, _PANE[1] / high)
        if best is None or scale > best[0]:
            best = (scale, drawing, row)
    return best[1:] if best else (layered.Drawing([], {}), [])


def bands(stage: Sequence[int], row: Sequence[int]) -> list[Fact]:
    """Return the lanes of stages: the first row and the number of rows of each; stage 0 is what is known.

    Stages are counted anew: one that holds only what is folded away is not seen.

    >>> bands([1, 1, 4], [0, 1, 2])
    [{'stage': 1, 'row': 0, 'rows': 2}, {'stage': 2, 'row': 2, 'rows': 1}]
    """
    found: dict[int, list[int]] = {}
    for number, place in zip(stage, row, strict=True):
        found.setdefault(number, []).append(place)
    shown = [number for number in sorted(found) if number]
    return [
        {
            "stage": shown.index(number) + 1 if number else 0,
            "row": min(places),
            "rows": max(places) - min(places) + 1,
        }
        for number, places in sorted(found.items())
    ]


def rows(ids: Sequence[str], stage: dict[str, int], edges: Sequence[BuildsOn], *, widest: int) -> list[int]:
    """Return the row of each paper: by stage, what is known above all; a wide stage is broken into several rows."""
    position = {identifier: number for number, identifier in enumerate(ids)}
    stages: dict[int, list[str]] = {}
    for identifier in ids:
        stages.setdefault(stage.get(identifier, 0), []).append(identifier)
    first_use: dict[str, int] = {}
    for edge in edges:
        use = stage.get(edge.subject, 0)
        first_use[edge.object] = min(first_use.get(edge.object, use), use)
    row = [0] * len(ids)
    next_row = 0
    for _, members in sorted(stages.items()):
        # What is needed soonest stands lowest, next to what needs it.
        ranked = sorted(members, key=lambda each: (-first_use.get(each, 0), position[each]))
        count = -(-len(ranked) // widest)
        for number, identifier in enumerate(ranked):
            row[position[identifier]] = next_row + number * count // len(ranked)
        next_row += count
    return row


def _is_used(graph: PaperGraph, identifier: str, shown: Sequence[str]) -> bool:
    return identifier not in shown and any(edge.subject in shown for edge in graph.edges_to.get(identifier, ()))


def _title(graph: PaperGraph, identifier: str) -> str:
    if identifier in graph.paper:
        return clean(graph.paper[identifier].title) or identifier
    return clean(graph.concept[identifier].pref_label) if identifier in graph.concept else clean(identifier)


def _label(graph: PaperGraph, identifier: str) -> str:
    paper = graph.paper.get(identifier)
    return label(paper) if paper else shortened(_title(graph, identifier), 44)


def _fact(cast: Cast, step: Step) -> Fact:
    known = cast.fact(step.paper.id) if step.type == "paper" else _concept_fact(step)
    extra = sum(each.hours for each in step.know_first)
    return {
        **known,
        "stage": step.stage,
        "role": step.role,
        **({} if step.type == "paper" else {"anchor": _concept_anchor(step)}),
        **filled({"hours": whole(step.hours), "estimate": step.hours_source == "estimate", "first": whole(extra)}),
    }


def _concept_fact(step: Step) -> Fact:
    """Return a concept that is a step of its own, because no paper of the graph introduces it."""
    return {"lane": MOST_SECTIONS, "introduces": [step.paper.id], "concept": True}


def _concept_anchor(step: Step) -> str:
    [name] = anchors([Paper(id="", citekey=step.paper.id, title="")]).values()
    return "concept" + name.removeprefix("p")


def _item(cast: Cast, step: Step, teaches: Mapping[str, Step], inside: set[str]) -> Fact:
    """Return what the list prints of a step: the paper, the later steps that need it, what to look up before."""
    if step.type == "paper":
        made = cast.item(step.paper.id, inside)
    else:
        bare = Paper(id=step.paper.id, citekey="", title=step.paper.title)
        made = paper_text(cast.graph, bare)
        made |= {"id": step.paper.id, "anchor": _concept_anchor(step), "lane": MOST_SECTIONS, "section": "Concept"}
        made |= {"introduced_by": [], "used_by": [], "listed": True}
        made |= {"builds": [], "notes": {"contributes": [prose(step.summary)]} if step.summary else {}}
    return {
        **made,
        "role": step.role,
        "hours": step.hours,
        "estimate": step.hours_source == "estimate",
        "needed_by": [cast.brief(each.paper, inside) for each in step.needed_by],
        "know_first": [_know_first(cast, each, teaches.get(each.concept), inside) for each in step.know_first],
    }


def _know_first(cast: Cast, first: KnowFirst, step: Step | None, inside: set[str]) -> Fact:
    """Return a concept to know before a step: what it is, where to learn it, and the later step that teaches it."""
    work = cast.graph.paper.get(first.learn_at or "")
    addresses = [each["url"] for each in links(work)] if work else [web_address(first.learn_at or "")]
    return {
        "label": _title(cast.graph, first.concept),
        "definition": prose(first.definition),
        "learn_at": next((each for each in addresses if each), ""),
        "comes": cast.brief(step.paper.id, inside) if step and step.type == "paper" else None,
    }


def _sitting(graph: PaperGraph, path: LearningPath, sitting: Sitting) -> Fact:
    """Return what is read in one go."""
    names = {step.position: _label(graph, step.paper.id) for step in path.steps}
    return {
        "number": sitting.number,
        "hours": sitting.hours,
        "parts": [
            {
                "name": names[part.position],
                "hours": part.hours,
                "part": f"part {part.part} of {part.of}" if part.of > 1 else "",
            }
            for part in sitting.parts
        ],
    }


def _concepts(graph: PaperGraph, papers: set[str]) -> set[str]:
    taken = {each for edge in graph.builds_on if edge.subject in papers for each in edge.takes}
    return {topic.concept for topic in graph.topics if topic.paper in papers} | taken


def _counted(path: LearningPath) -> str:
    papers = path.metrics.papers
    asked = path.budget
    limit = ""
    if path.sittings:
        limit = f", in {len(path.sittings)} sitting{'' if len(path.sittings) == 1 else 's'}"
    elif asked is not None:
        limit = f", to fit {asked.hours:g} h" if asked.hours is not None else f", {asked.papers} at most"
    return f"{papers} paper{'' if papers == 1 else 's'}, about {path.metrics.hours:g} h{limit}"
