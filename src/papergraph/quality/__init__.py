"""What is wrong or missing in reading lists, and how much of a map they give.

Doubts about identity (wrong identifiers, years, authors and titles that differ) are found while entries become works
and are `PaperGraph.problems`; here the lists themselves are checked, and all of it becomes one report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from papergraph.graph import PaperGraph
from papergraph.model import Problem, Severity
from papergraph.problems import sort_key
from papergraph.quality.counts import count_findings
from papergraph.quality.coverage import Coverage, coverage
from papergraph.quality.links import link_findings
from papergraph.quality.numbers import number_findings
from papergraph.quality.render import report_dict, report_github, report_markdown, report_text
from papergraph.quality.unread import unread_findings

__all__ = [
    "Coverage",
    "Report",
    "check",
    "coverage",
    "extended",
    "findings",
    "report_dict",
    "report_github",
    "report_markdown",
    "report_text",
    "worst",
]

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
#: Works in none of the lists: papers build on them, or many cite them.
_ABSENT = ("work-presupposed", "work-cited-by-many")


@dataclass(frozen=True, slots=True)
class Report:
    """How much of a map there is, and every finding: those of the graph and those of its lists, by place.

    `presupposed` are those that tell of works in none of the lists, what most papers need first; what many cite and
    none is known to build on comes last.
    """

    coverage: Coverage
    problems: tuple[Problem, ...]
    presupposed: tuple[Problem, ...] = ()


def check(graph: PaperGraph) -> Report:
    """Return the report on a graph and its lists.

    A graph that was read from a file has no headings and no skipped lines: announced counts are then not checked anew,
    and what was found when it was built still stands among its problems.
    """
    problems = {*graph.problems, *findings(graph)}
    # Of works that as many papers need, the graph has those first that more papers cite.
    absent = [each for each in graph.problems if each.code in _ABSENT]
    absent.sort(key=lambda each: (_ABSENT.index(each.code), -sum(paper in graph.paper for paper in each.papers)))
    return Report(coverage(graph), tuple(sorted(problems, key=sort_key)), tuple(absent))


def extended(report: Report, further: Iterable[Problem]) -> Report:
    """Return the report with `further` findings, of what is made of the graph."""
    return replace(report, problems=tuple(sorted({*report.problems, *further}, key=sort_key)))


def findings(graph: PaperGraph) -> tuple[Problem, ...]:
    """Return what is wrong with the lists themselves: numbers, announced counts, links, items that were not read."""
    found = [*number_findings(graph), *count_findings(graph), *link_findings(graph), *unread_findings(graph)]
    return tuple(sorted(found, key=sort_key))


def worst(report: Report) -> Severity | None:
    """Return the worst severity in a report, None when nothing was found."""
    return min((each.severity for each in report.problems), key=_RANK.__getitem__, default=None)
