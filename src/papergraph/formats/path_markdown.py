"""A learning path as a Markdown checklist that one can paste into notes, a list or an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from papergraph.formats import path_wording as wording
from papergraph.formats.columns import clean
from papergraph.formats.path_outline import Outline, Shown, hours, name, site, where
from papergraph.formats.path_text import Detail
from papergraph.graph import PaperGraph
from papergraph.model import LearningPath, SittingPart

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&$])")
# What would begin a list, a heading, a rule or a quotation at the beginning of a line.
_AT_START = re.compile(r"^(?:([+\-=])|(\d{1,9})([.)]))")
_IN_ADDRESS = {ord(each): f"%{ord(each):02X}" for each in "()<>[]{}\\^`|\"'"}
_MOST_REASONS = 4


def render(
    graph: PaperGraph, path: LearningPath, *, detail: Detail = "normal", unfold: bool = False, after: str = ""
) -> str:
    """Return the path as Markdown: one checkbox a step, with its link, its reasons and what to do.

    Stands between marks that papergraph's own readers skip, so that it can be pasted into a list; `after` is Markdown
    to stand there at the end. Titles and reasons come from anywhere: Markdown and HTML find no marks in them.
    """
    outline = Outline(graph, path, unfold)
    title = wording.listed([name(graph, each) for each in path.targets])
    made = ["<!-- papergraph:begin -->", "", f"# Learning path to {escaped(title)}", ""]
    made += [f"{wording.total(outline)}: {wording.estimates(path).split(';')[0]}.", ""]
    if knows := wording.known(outline):
        made += [f"Known: {escaped(knows)}.", ""]
    for heading, members in outline.groups:
        if heading:
            made += [f"## {escaped(heading)}", ""]
        for shown, part in members:
            made += _step(outline, shown, part, detail)
        made.append("")
    made += _footer(outline, detail)
    made += [after.strip("\n"), ""] if after.strip() else []
    return "\n".join([*made, "<!-- papergraph:end -->"]) + "\n"


def escaped(text: str) -> str:
    r"""Return text in which Markdown and HTML find no marks.

    >>> escaped("1. A *B* <script>")
    '1\\. A \\*B\\* \\<script\\>'
    """
    plain = _SPECIAL.sub(r"\\\1", clean(text))
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", plain)


def address(url: str) -> str | None:
    """Return a web address as it can stand in a Markdown link; None when it is none."""
    return (
        url.translate(_IN_ADDRESS) if re.fullmatch(r"https?://[^\s\x00-\x20\x7f-\x9f]+", url, re.IGNORECASE) else None
    )


def _step(outline: Outline, shown: Shown, part: SittingPart | None, detail: Detail) -> Iterator[str]:
    step, graph = shown.step, outline.graph
    title = escaped(step.paper.title or step.paper.id)
    links = [(each.role, link) for each in step.links if (link := address(each.url))]
    link = address(where(step) or "")
    head = f"**{shown.number}. [{title}]({link})**" if link else f"**{shown.number}. {title}**"
    year = f" ({step.paper.year})" if step.paper.year else ""
    if part is not None and part.part > 1:
        yield f"- [ ] {head}: goes on, part {part.part} of {part.of}, {hours(part.hours)}"
        return
    marks = [hours(step.hours)]
    marks += ["concept"] if step.type == "concept" else [] if step.from_list else ["not in your list"]
    marks += ["**target**"] if step.role == "target" else ["origin"] if step.role == "origin" else []
    marks += [f"part 1 of {part.of}: {hours(part.hours)} now"] if part is not None and part.of > 1 else []
    yield f"- [ ] {head}{year}, {', '.join(marks)}"
    if detail == "brief":
        return
    if step.summary:
        yield f"  - {escaped(step.summary)}"
    yield from _why(outline, shown, detail)
    for concept in step.know_first:
        label = escaped(name(graph, concept.concept))
        learn = _learn(graph, concept.learn_at)
        told = f": {escaped(concept.definition)}" if concept.definition and detail == "full" else ""
        when = wording.comes(outline, concept, step) or hours(concept.hours)
        yield f"  - know first: {f'[{label}]({learn})' if learn else label}{told} ({when})"
    for activity in step.activities if detail == "full" else step.activities[:1]:
        yield f"  - {'try' if activity.key == 'implement' else 'draw'}: {escaped(activity.text)}"
    if step.alternatives:
        others = wording.listed([name(graph, each) for each in step.alternatives])
        yield f"  - or: {escaped(others)} instead, one of them is enough"
    if detail == "full":
        yield from _everything(graph, shown, links)


def _learn(graph: PaperGraph, learn_at: str | None) -> str | None:
    """Return the web address where something is learnt, of a work the one that its links or its identifier give."""
    work = graph.paper.get(learn_at or "")
    return address((site(work.id, work.links) if work else learn_at) or "")


def _why(outline: Outline, shown: Shown, detail: Detail) -> Iterator[str]:
    if detail == "full":
        yield from (f"  - why: {escaped(text)} ({escaped(at)})" for text, at in wording.reasons(outline, shown.step))
        return
    told, others = wording.telling(wording.needs(shown.step, outline.number))
    for each in told[:_MOST_REASONS]:
        text = wording.clause(each, outline.number[each.paper])
        yield f"  - why: {escaped(text)} ({escaped(wording.place(each))})"
    if besides := wording.also_for([*told[_MOST_REASONS:], *others], outline.number):
        yield f"  - {besides}"


def _everything(graph: PaperGraph, shown: Shown, links: Sequence[tuple[str, str]]) -> Iterator[str]:
    paper = graph.paper.get(shown.step.paper.id)
    if paper is not None:
        names = [graph.author[each].name for each in paper.authors if each in graph.author]
        if names:
            yield f"  - by: {escaped(', '.join(names) + (' et al.' if paper.authors_truncated else ''))}"
        if paper.venue:
            yield f"  - in: {escaped(' '.join((paper.venue, str(paper.venue_year or ''))))}"
    if shown.step.teaches:
        yield f"  - gives: {escaped(', '.join(name(graph, each) for each in shown.step.teaches))}"
    for role, link in links:
        yield f"  - {role}: <{link}>"


def _footer(outline: Outline, detail: Detail) -> Iterator[str]:
    if outline.origins:
        names = wording.listed([name(outline.graph, each.paper.id) for each in outline.origins])
        yield f"Where this comes from: {escaped(names)}."
        yield ""
    if detail == "full" and outline.cut:
        yield f"Left out to fit {wording.limit(outline.path) or 'the limit'}:"
        yield ""
        for cut in outline.cut:
            yield f"- {escaped(name(outline.graph, cut.paper))}: {escaped(wording.cut_reason(cut))}"
        yield ""
    elif text := wording.left_out(outline):
        yield f"Left out: {escaped(text)}."
        yield ""
