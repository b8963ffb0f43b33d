"""The report as text, Markdown, JSON-able data and annotations of a code host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from papergraph.graph import PaperGraph
from papergraph.model import Problem, Severity

if TYPE_CHECKING:
    from papergraph.quality import Report

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
    """Return the report for a terminal: coverage, then errors, warnings and notes, each with its file and line."""
    lines = [*_coverage(report), ""]
    for severity, heading in _HEADINGS.items():
        found = _of(report, severity)
        if found:
            lines.append(f"{heading} ({len(found)})")
            lines += [f"  {_place(each)}{' '.join(each.message.split())} [{each.code}]" for each in found]
            lines.append("")
    if not report.problems:
        lines += ["Nothing found to put right.", ""]
    return "\n".join(lines)


def report_markdown(graph: PaperGraph, report: Report) -> str:
    """Return the report as `report.md`; what lists print is escaped."""
    lines = ["# Report", "", "## Coverage", ""]
    lines += [f"- {line}" if not line.startswith("  ") else f"  - {line.strip()}" for line in _coverage(report)]
    for severity, heading in _HEADINGS.items():
        found = _of(report, severity)
        lines += ["", f"## {heading} ({len(found)})", ""]
        lines += [f"- {_escaped(_place(each))}{_escaped(each.message)} `{each.code}`" for each in found] or ["None."]
    return "\n".join(lines) + "\n"


def report_dict(graph: PaperGraph, report: Report) -> dict[str, Any]:
    """Return the report as data for JSON: coverage, how many findings of each severity, and the findings."""
    covered = asdict(report.coverage) | {"alone": report.coverage.alone}
    counts = {severity: len(_of(report, severity)) for severity in _HEADINGS}
    return {"coverage": covered, "counts": counts, "problems": [asdict(each) for each in report.problems]}


def report_github(graph: PaperGraph, report: Report) -> str:
    """Return one workflow command a finding (`::warning file=…,line=…,title=…::message`), errors first.

    The file is the path that a list was read from; `%`, line ends, and in properties `:` and `,` are escaped.
    """
    paths = {source.id: source.path or source.id for source in graph.sources}
    out = []
    for severity, level in _LEVELS.items():
        for each in _of(report, severity):
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
    return [each for each in report.problems if each.severity == severity]


def _place(each: Problem) -> str:
    if each.source is None:
        return ""
    return f"{each.source}:{each.first_line}: " if each.first_line else f"{each.source}: "


def _coverage(report: Report) -> Iterator[str]:
    """Yield the coverage as lines; details begin with two spaces."""
    at = report.coverage
    brought = f", {at.brought_in} of them brought in by curated rows" if at.brought_in else ""
    yield (
        f"{_count(at.papers, 'paper')}{brought}, from {_count(at.entries, 'entry')} of {_count(at.sources, 'list')}"
        + (f"; {_count(at.unread, 'item')} could not be read" if at.unread else "")
    )
    left_out = f"; {_count(at.dropped, 'proposed edge')} left out" if at.dropped else ""
    yield (
        f"{at.connected} of {at.papers} papers stand in {_count(at.edges, 'edge')} "
        f"({at.core} core, {at.background} background){left_out}"
    )
    for justification, edges in at.edges_by.items():
        if edges:
            papers = at.papers_by[justification]
            yield f"  {_count(edges, 'edge')} among {papers} papers rest on {_MEANS[justification]}"
    yield (
        f"{_count(at.without_earlier, 'paper')} with nothing known to read before; "
        f"{at.alone} of these stand in no edge at all"
    )
    yield from at.advice


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
