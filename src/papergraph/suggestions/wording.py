"""Suggestions in words: a row of builds_on.tsv ready to be decided, a table, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from papergraph.edge_rows import COLUMNS, EdgeRow, Works
from papergraph.graph import PaperGraph
from papergraph.suggestions import Signal, Suggestion

_MOST_SAID = 4
_QUOTE = 160


def reason(suggestion: Suggestion, *, quotes: bool = True) -> str:
    """Return in plain words what speaks for a pair, the strongest first, each with its place."""
    return "; ".join(said(each, quotes=quotes) for each in telling(suggestion))


def telling(suggestion: Suggestion) -> list[Signal]:
    """Return the few signals that a curator should see: one of a kind, the strongest, and what speaks against."""
    first: dict[str, Signal] = {}
    for each in suggestion.signals:
        first.setdefault(each.name, each)
    shown = [each for each in first.values() if each.name not in {"dates", "reached"}][:_MOST_SAID]
    return [*shown, *(each for each in first.values() if each.name in {"dates", "reached"})]


def said(signal: Signal, *, quotes: bool = True) -> str:
    """Return a signal with its place and quote: "… (list.md:12: “…”)"."""
    quote = f"“{shortened(signal.quote)}”" if quotes and signal.quote else ""
    inside = ": ".join(each for each in (signal.place, quote) if each)
    return f"{signal.said} ({inside})" if inside else signal.said


def shortened(text: str, most: int = _QUOTE) -> str:
    """Return a text on one line, cut at a word with "…" when it is longer than `most`."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > most // 2 else cut) + "…"


def row(suggestion: Suggestion, works: Works) -> EdgeRow:
    """Return the row of a suggestion, of kind `?`: nothing until its kind is put in."""
    return EdgeRow(
        subject=works.reference(suggestion.subject),
        object=works.reference(suggestion.object),
        kind="?",
        takes=suggestion.takes,
        reason=reason(suggestion),
    )


def tsv(suggestions: Iterable[Suggestion], works: Works) -> str:
    """Return a whole builds_on.tsv of rows of kind `?`, its header line first, in the order given."""
    return "\n".join(["\t".join(COLUMNS), *(row(each, works).line() for each in suggestions)]) + "\n"


def table(suggestions: Iterable[Suggestion], graph: PaperGraph) -> str:
    """Return two lines a suggestion: the works with their years, then what speaks for it."""
    lines = []
    for number, each in enumerate(suggestions, 1):
        names = [_name(graph, paper) for paper in (each.subject, each.object)]
        lines += [f"{number:>4}. {names[0]} → {names[1]}", f"      {reason(each)}"]
    return "\n".join(lines) + "\n" if lines else ""


def as_json(suggestions: Iterable[Suggestion], graph: PaperGraph, works: Works) -> str:
    """Return the suggestions as a JSON list, all signals with their weights."""
    return json.dumps([_object(each, graph, works) for each in suggestions], indent=2, ensure_ascii=False) + "\n"


def _object(each: Suggestion, graph: PaperGraph, works: Works) -> dict[str, Any]:
    ends: dict[str, dict[str, Any]] = {
        side: {"id": paper, "reference": works.reference(paper)}
        | {"title": graph.paper[paper].title, "year": graph.paper[paper].year}
        for side, paper in (("subject", each.subject), ("object", each.object))
    }
    return {
        **ends,
        "kind": "?",
        "takes": list(each.takes),
        "score": each.score,
        "inferred": each.inferred.kind if each.inferred else None,
        "signals": [
            {"name": one.name, "weight": round(one.weight, 3), "said": one.said}
            | {"source": one.source, "first_line": one.line, "quote": one.quote}
            for one in each.signals
        ],
        "reason": reason(each),
    }


def _name(graph: PaperGraph, identifier: str) -> str:
    paper = graph.paper[identifier]
    name = paper.short_names[0] if paper.short_names else shortened(paper.title, 70)
    return f"{name} ({paper.year or 'no year'})"
