"""A learning path as text of at most 80 columns: what, why, what to know first, one thing to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from papergraph.formats import path_wording as wording
from papergraph.formats.columns import columns, padded, shortened, wrapped
from papergraph.formats.path_outline import Outline, Shown, hours, name, where
from papergraph.graph import PaperGraph
from papergraph.identifiers import title_key
from papergraph.model import KnowFirst, LearningPath, SittingPart, Step

__all__ = ["WIDTH", "Detail", "Line", "Span", "Style", "hours", "lines", "name", "render", "shortened"]

WIDTH = 80
Detail = Literal["brief", "normal", "full"]
#: What a piece of a line is, for who prints it in colours; "" is plain.
Style = Literal["", "heading", "number", "title", "faint", "label", "command"]
_INDENT = "   "
_LABEL = 7
_HEAD_LABEL, _FOOT_LABEL = 8, 11
_MOST_LINES = 3


class Span(NamedTuple):
    """A piece of a line, what it is, and the web address that it leads to."""

    text: str
    style: Style = ""
    link: str | None = None


Line = tuple[Span, ...]


def render(
    graph: PaperGraph,
    path: LearningPath,
    *,
    detail: Detail = "normal",
    unfold: bool = False,
    commands: bool = True,
    options: str = "",
) -> str:
    """Return the path as plain text; `unfold` lists the works that are only where the ideas come from.

    Nothing is wider than 80 columns, but for a web address or a command that is. Without `commands` the end names no
    commands: for a path that was not planned in a graph which they know. `options` lead them to the same graph.
    """
    made = lines(graph, path, detail=detail, unfold=unfold, commands=commands, options=options)
    return "\n".join("".join(span.text for span in line).rstrip() for line in made) + "\n"


def lines(
    graph: PaperGraph,
    path: LearningPath,
    *,
    detail: Detail = "normal",
    unfold: bool = False,
    commands: bool = True,
    options: str = "",
) -> list[Line]:
    """Return the same lines in pieces that say what they are, for a terminal with colours and links."""
    outline = Outline(graph, path, unfold)
    made = [*_header(outline), ()]
    for heading, members in outline.groups:
        if heading:
            made += [(Span(heading, "heading"),), *([] if detail == "brief" else [()])]
        for shown, part in members:
            made += _brief(outline, shown, part) if detail == "brief" else [*_step(outline, shown, part, detail), ()]
        if heading and detail == "brief":
            made.append(())
    if made[-1] != ():
        made.append(())
    made += _footer(outline, detail, commands=commands, options=options)
    while made and made[-1] == ():
        made.pop()
    return made


def _header(outline: Outline) -> Iterator[Line]:
    path = outline.path
    title = wording.listed([shortened(name(outline.graph, each), 60) for each in path.targets], 3)
    for line in wrapped(f"{title}: {wording.total(outline)}", WIDTH):
        yield (Span(line, "heading"),)
    for each in path.targets:
        yield from _row("target", outline.label(each), _HEAD_LABEL, most=2)
    for text in wording.read_as(outline):
        yield from _row("read as", text, _HEAD_LABEL, most=2)
    if knows := wording.known(outline):
        yield from _row("known", knows, _HEAD_LABEL, most=4)
    yield from _row("hours", wording.estimates(path), _HEAD_LABEL)
    if told := wording.unfolded(outline):
        yield from _row("origins", told, _HEAD_LABEL)
    if fit := wording.limit(path):
        left = f"{len(path.cut)} left out to fit {fit}" if path.cut else f"all of it fits into {fit}"
        yield from _row("limit", left, _HEAD_LABEL)
    if len(outline.steps) == 1 and not outline.cut and not outline.origins:
        rests = any(outline.graph.edges_from.get(each) for each in path.targets)
        nothing = "you know every paper that comes before it" if outline.covered else "nothing that must come before it"
        yield from _row("note", nothing if rests else "nothing in this graph is known to come before it", _HEAD_LABEL)


def _head(outline: Outline, shown: Shown, mark: str, takes: float) -> Line:
    step = shown.step
    right = f"{step.paper.year or '':>4}  {hours(takes):>6}"
    number = f"{shown.number} ".ljust(len(_INDENT))
    room = WIDTH - len(right) - 2 - len(number)
    text = shortened(_title(outline.graph, step), room - columns(mark))
    return (
        Span(number, "number"),
        Span(text, "title", where(step)),
        Span(padded("", room - columns(text + mark)) if not mark else padded(mark, room - columns(text)), "faint"),
        Span("  " + right, "faint"),
    )


def _brief(outline: Outline, shown: Shown, part: SittingPart | None) -> list[Line]:
    """Return a line for a step; under a sitting with its hours there, background too, so that they add up to it."""
    mark = _mark(shown.step)
    if part is not None and part.of > 1:
        mark += f" (part {part.part} of {part.of})"
    return [_head(outline, shown, mark, shown.step.hours if part is None else part.hours)]


def _step(outline: Outline, shown: Shown, part: SittingPart | None, detail: Detail) -> Iterator[Line]:
    step, graph = shown.step, outline.graph
    if part is not None and part.part > 1:
        yield _head(outline, shown, f" (goes on: part {part.part} of {part.of})", part.hours)
        return
    head = _head(outline, shown, _mark(step), step.hours)
    yield head
    full = detail == "full"
    # The full title of a target stands above already.
    cut = head[1].text.endswith(" ...") and step.role != "target"
    what = step.summary or (step.paper.title if cut else "")
    if step.role == "target":
        what = f"TARGET: {what}" if what else "TARGET"
    for line in wrapped(what, WIDTH, begin=_INDENT, indent=_INDENT, most=None if full else _MOST_LINES):
        yield (Span(line),)
    if part is not None and part.of > 1:
        rest = wording.in_sittings([number for number, other in shown.sittings if other.part > 1])
        yield from _line("part", f"{part.part} of {part.of}: {hours(part.hours)} now, the rest in {rest}")
    yield from _all_reasons(outline, step) if full else _why(outline, step)
    yield from _first(outline, step, full=full)
    # One thing to do is enough: something to try, else something to draw.
    for each in step.activities if full else step.activities[:1]:
        yield from _line("try" if each.key == "implement" else "draw", each.text, most=None if full else 2)
    if step.alternatives:
        others = [outline.label(each) if full else name(graph, each) for each in step.alternatives]
        yield from _line("or", f"{wording.listed(others, None if full else 3)} instead: one of them is enough")
    if full:
        yield from _everything(graph, step)


def _mark(step: Step) -> str:
    """Return what tells a step from one that is read for a target and stands in the list."""
    origin = " (origin)" if step.role == "origin" else ""
    return origin + (" (not in your list)" if step.type == "paper" and not step.from_list else "")


def _title(graph: PaperGraph, step: Step) -> str:
    if step.type == "concept":
        return f"{step.paper.title} (concept)"
    short = graph.paper[step.paper.id].short_names if step.paper.id in graph.paper else ()
    if short and f" {title_key(short[0])} " not in f" {title_key(step.paper.title)} ":
        return f"{short[0]}: {step.paper.title}"
    return step.paper.title or step.paper.id


def _why(outline: Outline, step: Step) -> Iterator[Line]:
    """Yield as many reasons as three lines hold, and by number who else needs the step."""
    told, others = wording.telling(wording.needs(step, outline.number))
    clauses = [(wording.clause(each, outline.number[each.paper]), wording.place(each)) for each in told]
    for count in range(len(clauses), 0, -1):
        besides = wording.also_for([*told[count:], *others], outline.number, 6)
        text = wording.joined(clauses[:count]) + (f"; {besides}" if besides else "")
        made = list(_line("why", text))
        if len(made) <= _MOST_LINES or count == 1:
            yield from made
            return


def _all_reasons(outline: Outline, step: Step) -> Iterator[Line]:
    for at, (text, place) in enumerate(wording.reasons(outline, step)):
        yield from _line("" if at else "why", f"{text} [{place}]")


def _first(outline: Outline, step: Step, *, full: bool) -> Iterator[Line]:
    """Yield what to know first; in brief the names alone where there are several, those first that are looked up."""
    concepts, graph = step.know_first, outline.graph
    if len(concepts) > 1 and not full:
        by_time: dict[str, list[KnowFirst]] = {}
        for each in sorted(concepts, key=lambda each: outline.later(each.concept, step) or 0):
            comes = wording.comes(outline, each, step)
            by_time.setdefault(comes, []).append(each)
        told = []
        for comes, members in by_time.items():
            names = ", ".join(name(graph, each.concept) for each in members)
            told.append(f"{names} ({comes or hours(sum(each.hours for each in members))})")
        yield from _line("first", "; ".join(told))
        return
    for at, each in enumerate(concepts):
        text = name(graph, each.concept)
        if each.definition:
            text += f": {each.definition}"
        where = f" <{_where(outline, each.learn_at)}>" if full and each.learn_at else ""
        when = wording.comes(outline, each, step) or hours(each.hours)
        yield from _line("" if at else "first", f"{text}{where} ({when})")


def _where(outline: Outline, learn_at: str) -> str:
    return outline.label(learn_at) if learn_at in outline.graph.paper else learn_at


def _everything(graph: PaperGraph, step: Step) -> Iterator[Line]:
    paper = graph.paper.get(step.paper.id)
    if paper is not None:
        names = [graph.author[each].name for each in paper.authors if each in graph.author]
        yield from _line("by", ", ".join(names) + (" et al." if names and paper.authors_truncated else ""))
        yield from _line("in", f"{paper.venue} {paper.venue_year or ''}" if paper.venue else "")
    yield from _line("gives", ", ".join(name(graph, each) for each in step.teaches))
    how = "curated" if step.hours_source == "curated" else "estimated"
    yield from _line("hours", f"{hours(step.hours)}, {how}; {hours(step.cumulative_hours)} up to here")
    yield from _line("id", f"{step.paper.id}, {step.paper.citekey}" if step.paper.citekey else step.paper.id)
    for link in step.links:
        yield from _line(link.role, link.url)


def _line(label: str, text: str, most: int | None = None) -> Iterator[Line]:
    return _row(label, text, _LABEL, before=_INDENT, most=most)


def _row(label: str, text: str, width: int, *, before: str = "", most: int | None = None) -> Iterator[Line]:
    """Yield a text under its label, the lines after the first indented below its beginning."""
    room = " " * len(before) + " " * width
    made = wrapped(text, WIDTH, begin=room, indent=room, most=most)
    for at, line in enumerate(made):
        if at or not label or not line.startswith(room):
            yield (Span(line),)
        else:
            yield (Span(before + label.ljust(width), "label"), Span(line[len(room) :]))


def _footer(outline: Outline, detail: Detail, *, commands: bool, options: str) -> Iterator[Line]:
    label = "left out"
    if outline.origins:
        names = [name(outline.graph, each.paper.id) for each in outline.origins]
        shown = f"where this comes from: {wording.listed(names, None if detail == 'full' else 8)} (--all shows them)"
        yield from _row(label, shown, _FOOT_LABEL)
        label = ""
    if detail == "full":
        for cut in outline.cut:
            yield from _row(label, f"{name(outline.graph, cut.paper)}: {wording.cut_reason(cut)}", _FOOT_LABEL)
            label = ""
    elif text := wording.left_out(outline):
        yield from _row(label, f"{text} (--full says why)", _FOOT_LABEL)
    if not commands:
        return
    if command := wording.why_command(outline):
        yield from _command("wrong?", command + options, "the evidence, and how to overrule it")
    if command := wording.done_command(outline):
        shorter = "the path gets shorter when you have read it" if len(outline.steps) > 1 else "when you have read it"
        yield from _command("next", command + options, shorter)


def _command(label: str, command: str, remark: str) -> Iterator[Line]:
    spans = (Span(label.ljust(_FOOT_LABEL), "label"), Span(command, "command"))
    if _FOOT_LABEL + columns(command) + 2 + len(remark) <= WIDTH:
        yield (*spans, Span(f"  {remark}", "faint"))
        return
    if _FOOT_LABEL + columns(command) <= WIDTH:
        yield spans
    else:  # goes on before an option, so that a shell takes the lines as one
        first, *more = re.split(r" (?=--)", command)
        for at, part in enumerate([first, *more]):
            begin = spans[0] if at == 0 else Span(" " * (_FOOT_LABEL + 2), "label")
            yield (begin, Span(part + " \\" * (at < len(more)), "command"))
    yield (Span(" " * _FOOT_LABEL + remark, "faint"),)
