"""A learning path as a Mermaid flowchart, as GitHub and other Markdown viewers draw it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papergraph.digraph import transitive_reduction
from papergraph.formats.columns import clean, shortened
from papergraph.formats.path_outline import Outline, Shown, hours, name
from papergraph.formats.path_wording import in_sittings
from papergraph.graph import PaperGraph
from papergraph.model import BuildsOn, LearningPath

# Each role has its shape, so that it is told apart without colours; the colours carry their own text colour, which
# is readable on a light page and on a dark one.
_SHAPES = {
    "target": ('{{"', '"}}'),
    "core": ('["', '"]'),
    "background": ('("', '")'),
    "origin": ('>"', '"]'),
    "concept": ('(["', '"])'),
    "known": ('[["', '"]]'),
}
_CLASSES = {
    "target": "fill:#ffd27a,stroke:#7a4b00,stroke-width:3px,color:#1a1300",
    "core": "fill:#d6e6ff,stroke:#1d4f91,color:#0b1a30",
    "background": "fill:#eceff3,stroke:#5a6675,color:#1b222b",
    "origin": "fill:#f4ece2,stroke:#8a6d4a,color:#2a2118",
    "concept": "fill:#e2d9f7,stroke:#5b3fa0,color:#1e1140",
    "known": "fill:#d9f0dd,stroke:#2e7d43,color:#0e2a16,stroke-dasharray:4 3",
}
_PLAIN = re.compile(r"[\w ,.()/-]")
# Mermaid reads these after it has decoded its character codes: a line break, a formula, an icon.
_INSTEAD = (
    (re.compile(r"\\"), "＼"),
    (re.compile(r"\$(?=\$)"), "$ "),
    (re.compile(r"\b(fa[a-z]?):(?=fa-)"), r"\1: "),
)
# A line with these words is read as a statement, wherever they stand in it.
_DIRECTION = re.compile(r"direction(?=\s)")
_LABEL, _REASON = 44, 32
_MOST_KNOWN = 12


def render(graph: PaperGraph, path: LearningPath, *, unfold: bool = False) -> str:
    """Return the path as the text of a Mermaid flowchart; an arrow leads from a step to what builds on it.

    Drawn are the arrows of the transitive reduction: what follows from others is left out. What is known and used
    directly stands before the steps. Sittings, or stages when these were asked for, are boxes around their steps.
    """
    outline = Outline(graph, path, unfold)
    known = _known(outline)
    node = {each.step.paper.id: f"s{each.number}" for each in outline.steps}
    node |= {each: f"k{number}" for number, each in enumerate(known, 1)}
    made = ["flowchart TD"]
    made += [f"  {node[each]}{_box('known', text(shortened(name(graph, each), _LABEL)))}" for each in known]
    placed: set[int] = set()
    for number, (heading, members) in enumerate(outline.groups, 1):
        inside = [shown for shown, _ in members if shown.number not in placed]
        placed |= {shown.number for shown in inside}
        indent = "    " if heading and inside else "  "
        if heading and inside:
            made.append(f'  subgraph g{number}["{heading}"]')
        made += [f"{indent}{node[shown.step.paper.id]}{_step(graph, shown)}" for shown in inside]
        if heading and inside:
            made.append("  end")
    made += [f"  {_arrow(edge, node)}" for edge in _drawn(outline, node)]
    used = {_class(shown) for shown in outline.steps} | ({"known"} if known else set())
    made += [f"  classDef {each} {_CLASSES[each]}" for each in _CLASSES if each in used]
    return "\n".join(made) + "\n"


def text(label: str) -> str:
    """Return text as it can stand between quotation marks in a flowchart: all marks as Mermaid's character codes.

    >>> text('"end" [x] %%{init}')
    '#34;end#34; #91;x#93; #37;#37;#123;init#125;'
    """
    plain = clean(label)
    for pattern, instead in _INSTEAD:
        plain = pattern.sub(instead, plain)
    coded = "".join(each if _PLAIN.match(each) or ord(each) > 127 else f"#{ord(each)};" for each in plain)
    return _DIRECTION.sub("#100;irection", coded)


def _class(shown: Shown) -> str:
    if shown.step.type == "concept" and shown.step.role != "target":
        return "concept"
    return shown.step.role


def _box(kind: str, label: str) -> str:
    begin, end = _SHAPES[kind]
    return f"{begin}{label}{end}:::{kind}"


def _step(graph: PaperGraph, shown: Shown) -> str:
    step = shown.step
    facts = [str(step.paper.year)] if step.paper.year else []
    facts += [hours(step.hours)]
    facts += ["not in your list"] if step.type == "paper" and not step.from_list else []
    if len(shown.sittings) > 1:
        facts.append(in_sittings([sitting for sitting, _ in shown.sittings]))
    # A label that begins like a numbered list ("1. ") is drawn as an error.
    label = f"{shown.number} · {text(shortened(name(graph, step.paper.id), _LABEL))}"
    return _box(_class(shown), f"{label}<br/>{', '.join(facts)}")


def _known(outline: Outline) -> list[str]:
    """Return the known papers that steps build on directly, in the order in which they are used."""
    used = dict.fromkeys(edge.object for edge in outline.edges if edge.object not in outline.number)
    return list(used)[:_MOST_KNOWN]


def _drawn(outline: Outline, node: dict[str, str]) -> Iterator[BuildsOn]:
    """Yield the edges that no others imply, by the number of the later step, then of the earlier."""
    ids = list(node)
    index = {identifier: number for number, identifier in enumerate(ids)}
    edges = {(edge.subject, edge.object): edge for edge in outline.edges if edge.object in node}
    adjacency: list[list[int]] = [[] for _ in ids]
    for subject, object_ in edges:
        adjacency[index[subject]].append(index[object_])
    kept = transitive_reduction(adjacency)
    for subject in ids:
        for number in sorted(kept[index[subject]]):
            yield edges[subject, ids[number]]


def _arrow(edge: BuildsOn, node: dict[str, str]) -> str:
    line = "-->" if edge.kind == "core" else "-.->"
    reason = next((clean(each.reason) for each in edge.evidence if each.reason), "")
    label = f'|"{text(reason)}"|' if reason and len(reason) <= _REASON else ""
    return f"{node[edge.object]} {line}{label} {node[edge.subject]}"
