"""Items that looked like entries and could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from papergraph.graph import PaperGraph
from papergraph.model import Problem
from papergraph.problems import problem


def unread_findings(graph: PaperGraph) -> Iterator[Problem]:
    """Yield a finding for each item that could not be read, with the reason and how it begins."""
    for unread in graph.unread:
        text = " ".join(unread.raw.split())
        begin = text if len(text) <= 80 else text[:79].rstrip() + "…"
        yield problem("unread", f"not read ({unread.reason}): {begin}", where=unread)
