"""A learning path as text of at most 80 columns: what, why, what to know first, one thing to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Literal

from papergraph.graph import PaperGraph
from papergraph.identifiers import title_key
from papergraph.model import KnowFirst, LearningPath, NeededBy, Step

WIDTH = 80
Detail = Literal["brief", "normal", "full"]
_INDENT = "   "
_MOST_REASONS = 3


def render(graph: PaperGraph, path: LearningPath, *, detail: Detail = "normal", unfold: bool = False) -> str:
    """Return the path as lines of text; `unfold` lists the works that are only where the ideas come from."""
    steps = [step for step in path.steps if unfold or step.role != "origin"]
    number = {step.paper.id: position for position, step in enumerate(steps, 1)}
    lines = [*_header(graph, path, steps), ""]
    for step in steps:
        lines += _step(graph, step, number, detail)
        if detail != "brief":
            lines.append("")
    if detail == "brief":
        lines.append("")
    lines += _footer(graph, path, steps, unfold=unfold)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def hours(value: float) -> str:
    """Return hours as an estimate: "~4 h", "~0.5 h"."""
    return f"~{value:.0f} h" if value >= 10 else f"~{value:.1f}".removesuffix(".0") + " h"


def shortened(text: str, width: int) -> str:
    """Return `text` cut at a word's end with " ..." when it is longer than `width`."""
    return textwrap.shorten(text, width, placeholder=" ...", break_on_hyphens=False) if len(text) > width else text


def name(graph: PaperGraph, identifier: str) -> str:
    """Return what people call a work: its first short name, else its title."""
    paper = graph.paper.get(identifier)
    if paper is None:
        return graph.concept[identifier].pref_label if identifier in graph.concept else identifier
    return paper.short_names[0] if paper.short_names else paper.title


def place(needed: NeededBy) -> str:
    """Return where a reason stands: "curated", or the list and line of the sentence."""
    if needed.justification == "curated":
        return "curated"
    where = f"{needed.source}, line {needed.first_line}" if needed.source and needed.first_line else needed.source
    return where or needed.justification


def reason(needed: NeededBy) -> str:
    """Return why a step is needed: the curator's reason, else the sentence of the list."""
    if needed.reason:
        return needed.reason
    return f"“{needed.quote}”" if needed.quote else needed.kind


def _header(graph: PaperGraph, path: LearningPath, steps: Sequence[Step]) -> list[str]:
    title = ", ".join(shortened(name(graph, each), 60) for each in path.targets)
    papers = sum(1 for step in steps if step.type == "paper" and step.role != "origin")
    concepts = sum(each.hours for step in steps for each in step.know_first)
    total = path.metrics.hours
    split = f" ({hours(total - concepts)} of papers, {hours(concepts)} of background)" if concepts else ""
    plural = "paper" if papers == 1 else "papers"
    lines = textwrap.wrap(f"{title}: {papers} {plural}, {hours(total)}{split}", WIDTH)
    labels = [_label(graph, each) for each in path.targets]
    lines += [_line("target", label) for label in labels]
    for word in dict.fromkeys(path.read_as):
        if word.as_ not in labels and word.given.casefold() != word.as_.casefold():
            lines.append(_line("read as", f"“{word.given}” is {word.as_}"))
    if path.known:
        lines.append(_line("known", ", ".join(name(graph, each) for each in path.known) + ", and what they rest on"))
    goals = {"skim": "skimming", "understand": "understanding", "reproduce": "reproducing"}
    lines.append(_line("hours", f"estimates for {goals[path.goal]}; --goal skim|understand|reproduce rescales"))
    if papers == 1 and not graph.edges_from.get(path.targets[0] if path.targets else "", ()):
        lines.append(_line("note", "nothing in this graph is known to come before it"))
    return lines


def _label(graph: PaperGraph, identifier: str) -> str:
    paper = graph.paper.get(identifier)
    if paper is None:
        return name(graph, identifier)
    return f"{paper.title} ({paper.year})" if paper.year else paper.title


def _line(label: str, text: str) -> str:
    return f"{label:<8}{shortened(text, WIDTH - 8)}"


def _step(graph: PaperGraph, step: Step, number: dict[str, int], detail: Detail) -> list[str]:
    right = f"{step.paper.year or '':>4}  {hours(step.hours):>6}"
    title = _title(graph, step)
    room = WIDTH - len(right) - 6
    if detail == "brief":
        mark = " (not in your list)" if _brought_in(step) else ""
        return [f"{number[step.paper.id]:<3}{shortened(title, room - len(mark)) + mark:<{room}}  {right}"]
    lines = [f"{number[step.paper.id]:<3}{shortened(title, room):<{room}}  {right}"]
    what = step.summary or (step.paper.title if len(title) > room else "")
    if step.role == "target":
        what = f"TARGET: {what}" if what else "TARGET"
    lines += _wrapped(what, "", most=None if detail == "full" else 3)
    if _brought_in(step):
        lines += _wrapped("not in your list; the steps that need it presuppose it", "note   ")
    lines += _why(step, number, detail)
    lines += _first(graph, step.know_first, detail)
    # One thing to do is enough: something to try, else something to draw.
    shown = step.activities if detail == "full" else step.activities[:1]
    lines += [part for each in shown for part in _activity(each.key, each.text, detail)]
    if detail == "full":
        lines += _full(graph, step)
    if step.alternatives:
        lines += _wrapped(f"or {', '.join(name(graph, each) for each in step.alternatives)} instead", "also   ")
    return lines


def _brought_in(step: Step) -> bool:
    return step.type == "paper" and not step.from_list


def _title(graph: PaperGraph, step: Step) -> str:
    if step.type == "concept":
        return f"{step.paper.title} (concept)"
    short = graph.paper[step.paper.id].short_names
    if short and f" {title_key(short[0])} " not in f" {title_key(step.paper.title)} ":
        return f"{short[0]}: {step.paper.title}"
    return step.paper.title


def _why(step: Step, number: dict[str, int], detail: Detail) -> list[str]:
    needed = sorted(step.needed_by, key=lambda each: (each.kind != "core", number.get(each.paper, 999)))
    shown = [each for each in needed if each.paper in number]
    most = len(shown) if detail == "full" else _MOST_REASONS
    lines: list[str] = []
    for each in shown[:most]:
        word = "needed by" if each.kind == "core" else "used by"
        text = f"{word} {number[each.paper]}: {reason(each)} [{place(each)}]"
        lines += _wrapped(text, "why    " if not lines else "       ", most=None if detail == "full" else 3)
    if rest := [str(number[each.paper]) for each in shown[most:]]:
        lines += _wrapped(f"and by {', '.join(rest)}", "       ")
    return lines


def _first(graph: PaperGraph, concepts: Sequence[KnowFirst], detail: Detail) -> list[str]:
    if not concepts:
        return []
    if detail != "full" and len(concepts) > 1:
        names = ", ".join(name(graph, each.concept) for each in concepts)
        return _wrapped(f"{names} ({hours(sum(each.hours for each in concepts))})", "first  ")
    lines: list[str] = []
    for each in concepts:
        label = name(graph, each.concept)
        text = f"{label}: {each.definition}" if each.definition else label
        if detail == "full" and each.learn_at:
            text += f" <{each.learn_at}>"
        lines += _wrapped(f"{text} ({hours(each.hours)})", "first  " if not lines else "       ")
    return lines


def _activity(key: str, text: str, detail: Detail) -> list[str]:
    return _wrapped(text, "try    " if key == "implement" else "draw   ", most=None if detail == "full" else 2)


def _full(graph: PaperGraph, step: Step) -> list[str]:
    paper = graph.paper.get(step.paper.id)
    if paper is None:
        return []
    names = [graph.author[each].name for each in paper.authors if each in graph.author]
    if names:
        names += ["et al."] if paper.authors_truncated else []
    lines = _wrapped(", ".join(names), "by     ")
    if paper.venue:
        lines += _wrapped(f"{paper.venue} {paper.venue_year or ''}".strip(), "in     ")
    lines += _wrapped(", ".join(name(graph, each) for each in step.teaches), "gives  ")
    for link in step.links:
        lines.append(f"{_INDENT}{link.role:<7}{link.url}")
    return lines


def _wrapped(text: str, label: str, most: int | None = None) -> list[str]:
    if not text:
        return []
    begin = f"{_INDENT}{label:<7}" if label else _INDENT
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=begin if label.strip() else _INDENT + label,
        subsequent_indent=_INDENT + " " * len(label),
        max_lines=most,
        placeholder=" ...",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _footer(graph: PaperGraph, path: LearningPath, steps: Iterable[Step], *, unfold: bool) -> list[str]:
    lines: list[str] = []
    origins = [step for step in path.steps if step.role == "origin"]
    if origins and not unfold:
        text = f"where this comes from: {', '.join(name(graph, each.paper.id) for each in origins)} (--all shows them)"
        lines += textwrap.wrap(text, WIDTH, initial_indent="left out   ", subsequent_indent=" " * 11)
    read = [step for step in steps if step.type == "paper"]
    if len(read) > 1:
        last, before = read[-1], next((each for each in reversed(read[:-1]) if each.needed_by), read[-2])
        lines.append(f"wrong?     papergraph why {last.paper.citekey} {before.paper.citekey}")
    return lines
