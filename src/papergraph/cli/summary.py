"""What was taken of each list, at a glance: entries by kind, what is unread or left out, and what is doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from papergraph.cli.saying import counted, note

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph
    from papergraph.model import Entry, Problem, Reading, Skipped, Source, SourceSpan, Unread, WorkKind

_KINDS: dict[WorkKind, str] = {
    "paper": "papers",
    "book": "books",
    "post": "posts",
    "repository": "repositories",
    "other": "other",
}
_MOST_REASONS = 3
_MOST_PROBLEMS = 20


def tell_readings(readings: Sequence[Reading]) -> None:
    """Say on stderr what was taken of lists, and what is doubtful about how they were read."""
    entries = [entry for reading in readings for entry in reading.entries]
    unread = [part for reading in readings for part in reading.unread]
    skipped = [part for reading in readings for part in reading.skipped]
    for line in summary([reading.source for reading in readings], entries, unread, skipped):
        note(line)
    tell_problems([problem for reading in readings for problem in reading.problems])


def tell_lists(graph: PaperGraph) -> None:
    """Say on stderr what a graph took of its lists."""
    for line in summary(graph.sources, graph.entries, graph.unread, graph.skipped):
        note(line)


def summary(
    sources: Sequence[Source], entries: Sequence[Entry], unread: Sequence[Unread], skipped: Sequence[Skipped]
) -> Iterator[str]:
    """Yield the lines of a summary: a sentence for one list, a table with a last line for several."""
    kinds = Counter((entry.source, entry.kind) for entry in entries)
    damaged = Counter(part.source for part in unread)
    left = Counter(part.source for part in skipped)
    if len(sources) == 1:
        (source,) = sources
        by_kind = [f"{kinds[source.id, kind]:,} {name}" for kind, name in _KINDS.items() if kinds[source.id, kind]]
        taken = counted(len(entries), "entry") + (f" ({', '.join(by_kind)})" if len(by_kind) > 1 else "")
        yield f"{source.id}: read as {source.format}, {taken}, {len(unread):,} unread, {len(skipped):,} skipped"
    elif sources:
        shown = [kind for kind in _KINDS if any(kinds[source.id, kind] for source in sources)]
        heads = ["list", "read as", "entries", *(_KINDS[kind] for kind in shown), "unread", "skipped"]
        rows: list[list[str | int]] = []
        for source in sources:
            each = [kinds[source.id, kind] for kind in shown]
            rows.append([source.id, source.format, sum(each), *each, damaged[source.id], left[source.id]])
        every = [sum(entry.kind == kind for entry in entries) for kind in shown]
        totals = [len(entries), *every, len(unread), len(skipped)]
        yield from _table([heads, *rows, [f"{len(rows)} lists", "", *totals]])
    for what, parts in (("unread", unread), ("skipped", skipped)):
        if parts:
            yield f"{what}: {_reasons(parts)}"


def _reasons(parts: Sequence[Unread | Skipped]) -> str:
    """Return the most frequent reasons, each with how often it is given."""
    counts = sorted(Counter(part.reason for part in parts).items(), key=lambda each: (-each[1], each[0]))
    said = [f"{number:,} {reason}" for reason, number in counts[:_MOST_REASONS]]
    others = sum(number for _, number in counts[_MOST_REASONS:])
    return "; ".join([*said, *([f"{others:,} for other reasons"] if others else [])])


def _table(rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    """Yield rows with the columns under one another, words to the left and figures to the right."""
    cells = [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        words = [cell.ljust(width) for cell, width in zip(row[:2], widths, strict=False)]
        figures = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
        yield "  ".join([*words, *figures]).rstrip()


def tell_problems(problems: Sequence[Problem]) -> None:
    """Say on stderr what is doubtful about how lists were read, with its place."""
    for problem in problems[:_MOST_PROBLEMS]:
        note(f"{problem.severity}: {place(problem)}{problem.message}")
    if len(problems) > _MOST_PROBLEMS:
        note(f"and {len(problems) - _MOST_PROBLEMS} more problems of reading")


def place(part: SourceSpan | Problem) -> str:
    """Return "list:line: " for what has a place, else nothing."""
    if not part.source:
        return ""
    return f"{part.source}:{part.first_line}: " if part.first_line else f"{part.source}: "
