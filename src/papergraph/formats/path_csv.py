"""A learning path as a table for a spreadsheet: one row a step, in reading order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from papergraph.formats import path_wording as wording
from papergraph.formats.columns import clean
from papergraph.formats.path_outline import Outline, Shown, name, where
from papergraph.graph import PaperGraph
from papergraph.model import LearningPath

#: The columns; new ones are added at the end. In a cell with several values " | " stands between them.
COLUMNS = (
    "position",
    "stage",
    "sitting",
    "role",
    "type",
    "id",
    "citekey",
    "title",
    "year",
    "hours",
    "hours_source",
    "cumulative_hours",
    "needed_by",
    "reason",
    "evidence",
    "know_first",
    "know_first_hours",
    "teaches",
    "alternatives",
    "activity",
    "summary",
    "from_list",
    "link",
    "other_links",
)
# What a spreadsheet takes for the beginning of a formula; the wide forms are read as the narrow ones in some.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def render(graph: PaperGraph, path: LearningPath, *, unfold: bool = False) -> bytes:
    """Return the path as CSV (RFC 4180) in UTF-8, with a header; `needed_by` counts as `position` does.

    `position` counts the rows, as every printed format does; in JSON it counts folded origins, too.

    A cell that a spreadsheet would run as a formula begins with an apostrophe, which a spreadsheet does not show.
    `sitting` names all sittings of a step that goes on. Hours are numbers.
    """
    outline = Outline(graph, path, unfold)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for shown in outline.steps:
        writer.writerow(_row(outline, shown))
    return out.getvalue().encode("utf-8", errors="replace")


def _row(outline: Outline, shown: Shown) -> Sequence[str | int | float]:
    step, graph = shown.step, outline.graph
    needed = wording.needs(step, outline.number)
    first = where(step) or ""
    return (
        shown.number,
        step.stage,
        _several(str(sitting) for sitting, _ in shown.sittings),
        step.role,
        step.type,
        safe(step.paper.id),
        safe(step.paper.citekey),
        safe(step.paper.title),
        "" if step.paper.year is None else step.paper.year,
        step.hours,
        step.hours_source,
        step.cumulative_hours,
        _several(str(outline.number[each.paper]) for each in needed),
        _several(wording.reason(each) for each in needed),
        _several(wording.place(each) for each in needed),
        _several(name(graph, each.concept) for each in step.know_first),
        round(sum(each.hours for each in step.know_first), 2),
        _several(name(graph, each) for each in step.teaches),
        _several(name(graph, each) for each in step.alternatives),
        _several(each.text for each in step.activities[:1]),
        safe(step.summary or ""),
        "yes" if step.from_list else "no",
        safe(first),
        _several(each.url for each in step.links if each.url != first),
    )


def safe(text: str) -> str:
    r"""Return text on one line that no spreadsheet takes for a formula.

    >>> safe('=HYPERLINK("x")'), safe("GPT-2")
    ('\'=HYPERLINK("x")', 'GPT-2')
    """
    plain = clean(text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def _several(values: Iterable[str]) -> str:
    return safe(" | ".join(clean(each).replace("|", "¦") for each in values))
