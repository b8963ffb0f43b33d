"""The report as text, Markdown, JSON-able data and annotations of a code host."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from papergraph.graph import PaperGraph
from papergraph.model import Paper, Problem, Severity
from papergraph.quality.coverage import Coverage, breaks_circle

if TYPE_CHECKING:
    from papergraph.quality import Report

_BRING = "papergraph build --complete brings them in, the most needed first, with what they presuppose in turn"
_MOST_NAMED = 8
_MOST_ABSENT = 50
_MOST_NOTES = 50
_HEADINGS: dict[Severity, str] = {"error": "Errors", "warning": "Warnings", "info": "Notes"}
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_MEANS = {
    "curated": "a curated row",
    "stated": "a relation that a list states",
    "mention": "a sentence that names the other paper",
    "concept": "a concept that one introduces and the other uses",
    "citation": "a citation",
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def report_text(graph: PaperGraph, report: Report) -> str:
    """Return the report for a terminal: coverage, what is presupposed, then errors, warnings and notes by place."""
    lines = [*_coverage(graph, report), ""]
    if absent := report.presupposed:
        lines += [f"Presupposed, and in none of the lists ({len(absent)})", f"  {_BRING}"]
        lines += [f"  {_place(each)}{' '.join(each.message.split())}" for each in absent[:_MOST_ABSENT]]
        lines += [*_more(absent, "  "), ""]
    for severity, heading in _HEADINGS.items():
        found = _of(report, severity)
        if found:
            lines.append(f"{heading} ({len(found)})")
            shown, rest = _shown(found)
            lines += [f"  {_place(each)}{' '.join(each.message.split())} [{each.code}]" for each in shown]
            lines += [*(f"  and {count:,} more [{code}]: --format json shows all" for code, count in rest), ""]
    if not report.problems:
        lines += ["Nothing found to put right.", ""]
    return "\n".join(lines)


def report_markdown(graph: PaperGraph, report: Report) -> str:
    """Return the report as `report.md`; what lists print is escaped."""
    lines = ["# Report", "", "## Coverage", ""]
    lines += [
        f"- {line}" if not line.startswith("  ") else f"  - {line.strip()}"
        for line in _coverage(graph, report, _escaped)
    ]
    if absent := report.presupposed:
        lines += ["", f"## Presupposed, and in none of the lists ({len(absent)})", "", f"{_escaped(_BRING)}.", ""]
        lines += [f"- {_escaped(_place(each))}{_escaped(each.message)}" for each in absent[:_MOST_ABSENT]]
        lines += _more(absent, "- ")
    for severity, heading in _HEADINGS.items():
        found = _of(report, severity)
        lines += ["", f"## {heading} ({len(found)})", ""]
        shown, rest = _shown(found)
        lines += [f"- {_escaped(_place(each))}{_escaped(each.message)} `{each.code}`" for each in shown] or ["None."]
        lines += [f"- and {count:,} more `{code}`: papergraph check --format json shows all" for code, count in rest]
    return "\n".join(lines) + "\n"


def report_dict(graph: PaperGraph, report: Report) -> dict[str, Any]:
    """Return the report as data for JSON.

    `coverage`; `presupposed` works, what most papers need first, by their code those last that many only cite;
    `circles`, the edges left out to break them, with their evidence; `counts` of findings by severity; `problems`, all
    findings.
    """
    covered = asdict(report.coverage) | {"alone": report.coverage.alone}
    return {
        "coverage": covered,
        "presupposed": [
            {
                "works": [paper for paper in each.papers if paper not in graph.paper],
                "needed_by": [paper for paper in each.papers if paper in graph.paper],
                "code": each.code,
                "message": each.message,
            }
            for each in report.presupposed
        ],
        "circles": [asdict(edge) for edge in graph.dropped_edges if breaks_circle(edge)],
        "counts": {severity: sum(each.severity == severity for each in report.problems) for severity in _HEADINGS},
        "problems": [asdict(each) for each in report.problems],
    }


def report_github(graph: PaperGraph, report: Report) -> str:
    """Return one workflow command a finding (`::warning file=…,line=…,title=…::message`), errors first.

    The file is the path that a list was read from; `%`, line ends, and in properties `:` and `,` are escaped.
    """
    paths = {source.id: source.path or source.id for source in graph.sources}
    out = []
    for severity, level in _LEVELS.items():
        for each in (problem for problem in report.problems if problem.severity == severity):
            properties = {}
            if each.source:
                properties["file"] = paths.get(each.source, each.source)
            if each.source and each.first_line:
                properties["line"] = str(each.first_line)
                properties["endLine"] = str(each.last_line or each.first_line)
            properties["title"] = each.code
            named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
            out.append(f"::{level} {named}::{_data(each.message)}\n")
    return "".join(out)


def _of(report: Report, severity: Severity) -> list[Problem]:
    """Return the findings of a severity, but for presupposed works, which have a section of their own."""
    apart = set(report.presupposed)
    return [each for each in report.problems if each.severity == severity and each not in apart]


def _shown(found: Sequence[Problem]) -> tuple[list[Problem], list[tuple[str, int]]]:
    """Return the findings that are shown, and of which codes how many notes more there are: lists can be bare."""
    seen: Counter[str] = Counter()
    shown: list[Problem] = []
    rest: Counter[str] = Counter()
    for each in found:
        seen[each.code] += 1
        if each.severity == "info" and seen[each.code] > _MOST_NOTES:
            rest[each.code] += 1
        else:
            shown.append(each)
    return shown, sorted(rest.items())


def _more(absent: Sequence[Problem], mark: str) -> list[str]:
    """Return the line that tells how many works are not shown."""
    more = len(absent) - _MOST_ABSENT
    return [f"{mark}and {more:,} more: papergraph check --format json shows all"] if more > 0 else []


def _place(each: Problem) -> str:
    if each.source is None:
        return ""
    return f"{each.source}:{each.first_line}: " if each.first_line else f"{each.source}: "


def _coverage(graph: PaperGraph, report: Report, shown: Callable[[str], str] = str) -> Iterator[str]:
    """Yield the coverage as lines; details begin with two spaces, and what lists print is `shown`."""
    at = report.coverage
    brought = f", {at.brought_in} of them brought in, for the lists presuppose them" if at.brought_in else ""
    yield (
        f"{_count(at.papers, 'paper')}{brought}, from {_count(at.entries, 'entry')} of {_count(at.sources, 'list')}"
        + (f"; {_count(at.unread, 'item')} could not be read" if at.unread else "")
    )
    yield (
        f"{at.connected} of {at.papers} papers stand in {_count(at.edges, 'edge')} "
        f"({at.core} core, {at.background} background)"
    )
    for each in at.lists if len(at.lists) > 1 else ():
        papers, entries = _count(each.papers, "paper"), _count(each.entries, "entry")
        yield f"  {shown(each.source)}: {each.connected} of {papers}, from {entries}"
    yield from _justified(at)
    if at.dropped:
        yield f"{_count(at.dropped, 'proposed edge')} left out"
    if at.non_edges:
        against = f", {at.non_edges_inferred} of them against a sentence" if at.non_edges_inferred else ""
        yield f"  {at.non_edges} reviewed as no edge{against}"
    if at.circles:
        yield f"  {at.circles} to break circles: see the findings cycle-broken"
    if at.contradicted:
        yield f"  {at.contradicted} that a sentence denies or the dates forbid: papergraph why shows them"
    yield (
        f"{_count(at.without_earlier, 'paper')} with nothing known to read before; "
        f"{at.alone} of these stand in no edge at all"
    )
    if at.connected and at.without_edge:
        yield f"  in no edge: {shown(_named(graph, at.without_edge))}"
    yield from at.advice


def _justified(at: Coverage) -> Iterator[str]:
    for justification, edges in at.edges_by.items():
        if edges:
            papers = at.papers_by[justification]
            rest = "rests" if edges == 1 else "rest"
            yield f"  {_count(edges, 'edge')} among {papers} papers {rest} on {_MEANS[justification]}"
    if at.edges:
        yield (
            f"  {at.confirmed} have a curated row and other evidence that agrees, "
            f"{at.only_curated} a curated row alone, {at.only_inferred} no curated row"
        )


def _named(graph: PaperGraph, papers: Sequence[str]) -> str:
    names = sorted((_name(graph.paper[each]) for each in papers), key=lambda each: (each.casefold(), each))
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return "; ".join(names[:_MOST_NAMED]) + more


def _name(paper: Paper) -> str:
    return paper.short_names[0] if paper.short_names else paper.title


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split())) + (" " if text.endswith(" ") else "")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
