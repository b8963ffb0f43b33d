"""A learning path as a Markdown checklist that one can paste into notes or an issue."""

from __future__ import annotations

import re

from papergraph.formats.path_text import hours, name, place, reason
from papergraph.graph import PaperGraph
from papergraph.model import LearningPath, Step

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def render(graph: PaperGraph, path: LearningPath, *, unfold: bool = False) -> str:
    """Return the path as Markdown: one checkbox a step, with its link, its reasons and what to do."""
    steps = [step for step in path.steps if unfold or step.role != "origin"]
    number = {step.paper.id: position for position, step in enumerate(steps, 1)}
    title = ", ".join(name(graph, each) for each in path.targets)
    lines = [f"# Learning path to {escaped(title)}", ""]
    lines += [f"{path.metrics.papers} papers, {hours(path.metrics.hours)} (estimates).", ""]
    for step in steps:
        lines += _step(graph, step, number)
    origins = [name(graph, step.paper.id) for step in path.steps if step.role == "origin"]
    if origins and not unfold:
        lines += ["", f"Where this comes from: {escaped(', '.join(origins))}."]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return text in which Markdown finds no marks."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _step(graph: PaperGraph, step: Step, number: dict[str, int]) -> list[str]:
    title = escaped(step.paper.title)
    link = next((each.url for each in step.links if each.role == "paper" and _plain(each.url)), None)
    head = f"[{title}]({link})" if link else title
    year = f" ({step.paper.year})" if step.paper.year else ""
    target = " **target**" if step.role == "target" else ""
    brought = ", not in your list" if step.type == "paper" and not step.from_list else ""
    lines = [f"- [ ] {number[step.paper.id]}. {head}{year}, {hours(step.hours)}{target}{brought}"]
    if step.summary:
        lines.append(f"  - {escaped(step.summary)}")
    for needed in step.needed_by:
        if needed.paper in number:
            lines.append(f"  - needed by {number[needed.paper]}: {escaped(reason(needed))} ({escaped(place(needed))})")
    for concept in step.know_first:
        where = f" ([learn]({concept.learn_at}))" if concept.learn_at and _plain(concept.learn_at) else ""
        lines.append(f"  - first: {escaped(name(graph, concept.concept))}{where}")
    lines += [f"  - {'try' if each.key == 'implement' else 'draw'}: {escaped(each.text)}" for each in step.activities]
    return lines


def _plain(url: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s()<>]+", url))
