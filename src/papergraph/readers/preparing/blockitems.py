"""A block as an item: its title, and under it each line of the work under the label of what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from papergraph.readers.grammar.evidence import AMONG, evidence, has_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, Prior
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import field_of, link_role, note_key
from papergraph.readers.lexicon.links import is_paper_url, role_of_url
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.preparing.blocklines import IDENTIFIER, Line


def block_item(title: Runs, lines: Sequence[Line], passage: Passage) -> Passage:
    """Return the block that begins with a passage as an item: its title over its lines."""
    title = _without_section(title) if passage.kind == "heading" else title
    runs = [*title, *(run for line in lines for run in line.runs)]
    printed, rest = _with_unclear(title, lines)
    last = max((run.line for run in printed), default=passage.first_line)
    linked = {run.href for run in runs if run.href and (is_paper_url(run.href) or link_role(run.text) == "paper")}
    return replace(
        passage,
        kind="item",
        marker=passage.marker or "-",
        last_line=max(passage.first_line, last),
        runs=printed if len(rest) < len(lines) else _stated(title),
        children=tuple(child for line in rest for child in _told(line, linked=linked)),
    )


_SECTION = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){1,2}[.)]?\s+(?=\S|$)")  # "2.1 "


def _without_section(title: Runs) -> Runs:
    """Return the title of a heading without the number of its section."""
    match = _SECTION.match(title[0].text) if title else None
    if match is None:
        return title
    first = title[0]._replace(text=title[0].text[match.end() :])
    return (first, *title[1:]) if first.text else title[1:] or title


def _with_unclear(title: Runs, lines: Sequence[Line]) -> tuple[Runs, Sequence[Line]]:
    """Return a title with the line under it that is not clear, which the grammar reads beside it, and other lines."""
    if lines and lines[0].unclear:
        last = max((run.line for run in title), default=lines[0].passage.first_line)
        joined = (*title, Run("\n", last, frozenset({"break"})), *lines[0].runs)
        whole = read_lead(joined, Prior(first="title"))
        if whole.title == plain(title) and whole.people.names and "prose" not in whole.order:
            return joined, lines[1:]
    return title, lines


def _stated(title: Runs) -> Runs:
    """Return the runs of a title that holds nothing else marked as such."""
    linked = [*{run.href for run in title if run.href}, *(run for run in title if "bare" in run.marks)]
    lead = read_lead(title, Prior(first="title"))
    if len(linked) > 1 or lead.order != ("title",) or lead.people != NOBODY:
        return title
    stray = bool(title) and title[-1].text.strip() in {")", "]"}  # "[Wool](…))"
    return tuple(run._replace(marks=run.marks | {"stated"}) for run in (title[:-1] if stray else title))


def _told(line: Line, *, linked: Set[str]) -> Iterator[Passage]:
    """Yield a line as items, each fact under its label; `linked` are the addresses that a block has of its paper."""
    numbers = [run.line for run in line.runs] or [line.passage.first_line]
    item = replace(
        line.passage, kind="item", marker="-", level=0, first_line=min(numbers), last_line=max(numbers), children=()
    )
    if line.told:
        facts = [_fact(item, label, text) for label, text in line.told]
        yield from facts[:-1]
        yield replace(facts[-1], children=line.below)
        yield from _links_of_place([run for run in line.runs if run.href], item, linked)
    elif line.kind == "links":
        yield from _links(line, item)
    else:
        known = _is_known(line.label) if line.kind == "label" else bool(labelled(line.runs))
        lead = read_lead(line.runs, NO_PRIOR)
        alike = has_title(lead) and evidence(lead, line.runs) >= AMONG  # it would be taken for a work
        own = _labelled(item, "Note", *line.runs) if alike and not known else replace(item, runs=line.runs)
        yield replace(own, children=line.below)


def _links_of_place(runs: Sequence[Run], item: Passage, linked: Set[str]) -> Iterator[Passage]:
    """Yield the links of a line that prints facts as items: the first on the work, or on the meeting; then others."""
    for address in dict.fromkeys(run.href for run in runs):
        own = tuple(run for run in runs if run.href == address)
        first = address == runs[0].href
        known = address in linked or (not linked and venue_score(plain(own)) >= 1.0)
        role = "paper" if known else role_of_url(address)
        yield _labelled(item, role.capitalize(), *own) if first else replace(item, runs=own)


def _links(line: Line, item: Passage) -> Iterator[Passage]:
    """Yield a line of links as items: the date that it prints, the link that names the work, and the line."""
    links = [run for run in line.runs if run.href]
    worded = tuple(run for run in links if run.image is None)
    beside = "".join(run.text for run in line.runs if run.href is None and run.image is None)
    if dates := dates_in(beside):
        yield replace(item, runs=(Run(f"Date: {dates[0].words}", item.first_line),))
    if named := next((run for run in worded if _names_work(run, worded)), None):
        yield _labelled(item, "Paper", named)
    if len(links) > 1 and not worded and not words_of(beside):
        yield from (replace(item, runs=(run,)) for run in links)  # badges
    else:
        yield replace(item, runs=line.runs, children=line.below)


def _fact(item: Passage, label: str, text: str) -> Passage:
    """Return an item of a fact under its label; what kind of work it is, as a note."""
    if label == "Kind":
        return _labelled(
            item, "Note", Run("Kind:", item.first_line, frozenset({"bold"})), Run(f" {text}", item.first_line)
        )
    return replace(item, runs=(Run(f"{label}: {text}", item.first_line),))


def _labelled(item: Passage, label: str, *runs: Run) -> Passage:
    """Return an item of runs under a label."""
    return replace(item, runs=(Run(f"{label}: ", item.first_line), *runs))


def _is_known(label: str) -> bool:
    return (field_of(label) or note_key(label) or link_role(label)) is not None


def _names_work(run: Run, linked: Sequence[Run]) -> bool:
    """Return whether a link is on the identifier of a work, or the only one, on a venue: "[ICML](….pdf)"."""
    if IDENTIFIER.match(run.text):
        return True
    alone = len(linked) == 1 and link_role(run.text) is None and "bare" not in run.marks
    return alone and is_paper_url(run.href or "") and venue_score(run.text) >= 1.0
