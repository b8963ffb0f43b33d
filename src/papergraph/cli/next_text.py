"""How `papergraph next` says what can be read now: as text, and as JSON."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from papergraph.formats.columns import padded, shortened, wrapped
from papergraph.formats.path_outline import hours, name

if TYPE_CHECKING:
    from papergraph.graph import PaperGraph
    from papergraph.lookup import Found
    from papergraph.unlocks import Next, Readable

_WIDTH = 80
_MOST_UNLOCKED = 6


def render(
    graph: PaperGraph, found: Next, goals: Sequence[Found], knows: Sequence[Found], *, limit: int, options: str = ""
) -> str:
    """Return what can be read now as lines of text; `options` are those that a command needs to find the graph."""
    lines = list(_lines(graph, found, goals, knows, limit))
    if found.readable:
        lines.append(f"when read  papergraph done {_word(graph, found.readable[0].id)}{options}")
    return "".join(f"{line}\n" for line in lines)


def as_dict(
    graph: PaperGraph, found: Next, goals: Sequence[Found], knows: Sequence[Found], *, limit: int
) -> dict[str, Any]:
    """Return what can be read now as JSON has it; `left` counts what is not known, `not_shown` what `limit` hides."""
    return {
        "schema_version": 1,
        "targets": list(found.targets),
        "known": sorted({each.id for each in knows}),
        "read_as": [{"given": each.given, "as": each.as_} for each in (*goals, *knows) if each.given != each.id],
        "left": found.left,
        "readable": [
            {
                "position": position,
                "type": "paper" if each.id in graph.paper else "concept",
                "paper": _brief(graph, each.id),
                "hours": each.hours,
                "hours_source": each.hours_source,
                "unlocks": list(each.unlocks),
                "nearer": each.nearer,
                "per_hour": each.per_hour,
            }
            for position, each in enumerate(found.readable[:limit], 1)
        ],
        "not_shown": max(0, len(found.readable) - limit),
    }


def _brief(graph: PaperGraph, identifier: str) -> dict[str, Any]:
    paper = graph.paper.get(identifier)
    if paper is None:
        return {"id": identifier, "citekey": "", "title": name(graph, identifier), "year": None}
    return {"id": paper.id, "citekey": paper.citekey, "title": paper.title, "year": paper.year}


def _lines(graph: PaperGraph, found: Next, goals: Sequence[Found], knows: Sequence[Found], limit: int) -> Iterator[str]:
    way = f" on the way to {', '.join(dict.fromkeys(each.as_ for each in goals))}" if goals else ""
    if not found.left:
        if not graph.papers:
            yield "This graph holds no papers."
        else:
            yield from wrapped(f"Everything{way or ' in this graph'} is known: nothing is left to read.", _WIDTH)
        return
    works = "1 work" if found.left == 1 else f"{found.left} works"
    yield from wrapped(f"{len(found.readable)} of {works} left{way} can be read now", _WIDTH)
    for word in dict.fromkeys(knows):
        if word.given not in {word.id, word.as_}:
            yield f"known   {shortened(f'“{word.given}” is {word.as_}', _WIDTH - 8)}"
    if not knows:
        yield "known   nothing yet, so these are the beginnings"
    if len(found.readable) == found.left > 1:
        yield "order   nothing here is known to come before anything else: by hours and year"
    yield ""
    for position, each in enumerate(found.readable[:limit], 1):
        yield from _entry(graph, each, position, target=each.id in found.targets)
    yield ""
    if (more := len(found.readable) - limit) > 0:
        yield f"{more} more can be read: --limit {len(found.readable)} shows all"


def _entry(graph: PaperGraph, each: Readable, position: int, *, target: bool) -> Iterator[str]:
    paper = graph.paper.get(each.id)
    title = name(graph, each.id) if paper is None else paper.title
    if paper is not None and paper.short_names and paper.short_names[0].casefold() not in title.casefold():
        title = f"{paper.short_names[0]}: {title}"
    right = f"{(paper.year if paper else None) or '':>4}  {hours(each.hours):>6}"
    room = _WIDTH - len(right) - 6
    yield f"{position:<3} {padded(shortened(title, room), room)} {right}"
    yield from wrapped(
        ("TARGET; " if target else "") + _opens(graph, each),
        _WIDTH,
        begin="    ",
        indent="    ",
    )


def _opens(graph: PaperGraph, each: Readable) -> str:
    """Return "unlocks 3: A, B, C; 12 further works come nearer"."""
    said = []
    if each.unlocks:
        names = [shortened(name(graph, unlocked), 40) for unlocked in each.unlocks]
        more = f" and {len(names) - _MOST_UNLOCKED} more" if len(names) > _MOST_UNLOCKED else ""
        said.append(f"unlocks {len(names)}: {', '.join(names[:_MOST_UNLOCKED])}{more}")
    if each.nearer:
        what = "work comes" if each.nearer == 1 else "works come"
        said.append(f"{each.nearer} {'further ' if each.unlocks else ''}{what} nearer")
    return "; ".join(said) or "nothing here waits for it"


def _word(graph: PaperGraph, identifier: str) -> str:
    return shlex.quote(graph.paper[identifier].citekey if identifier in graph.paper else name(graph, identifier))
