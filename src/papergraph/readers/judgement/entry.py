"""The entry that the facts of a candidate make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.model import Entry, Link, WorkKind
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.grammar.notes import Body
from papergraph.readers.judgement.completing import completed
from papergraph.readers.judgement.facts import Facts
from papergraph.readers.judgement.headdates import is_of_diary, year_of_section
from papergraph.readers.judgement.kinds import is_paper_column, kind_beside, kind_of_row, kind_of_work
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.gathering import unique_links
from papergraph.readers.lexicon.dates import Printed, combined, dates_in
from papergraph.readers.lexicon.links import (
    is_encyclopedia,
    is_note_url,
    is_project_page,
    is_site,
    kind_of_url,
    role_of_url,
)
from papergraph.readers.lexicon.volumes import with_last_point
from papergraph.readers.passages import Run

_EARLY, _TODAY = 1800, 1950


def entry_of(facts: Facts, source: str, raw: str) -> Entry:
    """Return the entry that the facts make; its id is given later, when all entries of the document are known."""
    candidate, lead, body = facts.candidate, facts.lead, facts.body
    if candidate.of_list and lead.venue is None:
        lead = completed(lead, Body(fields={"venue": candidate.of_list}))
    if lead.venue and "://" in lead.venue:
        lead = replace(lead, venue=None)  # an address
    if lead.venue is None and lead.people.names and any(_is_preprint(run) for run in candidate.runs):
        lead = replace(lead, venue="arXiv")
    links = unique_links([*facts.links, *body.links])
    diary = "date" not in body.fields and is_of_diary(lead.dates, candidate.section)
    dates: list[Printed] = [] if diary else lead.dates
    year, month, printed = combined(_without_volume(dates, lead.venue, raw))
    marker = (candidate.marker or "").strip(".)")
    kind = facts.told or _kind(candidate, lead, links, [note.text for note in body.notes])
    return Entry(
        id="",
        source=source,
        first_line=candidate.first_line,
        last_line=candidate.last_line,
        section=candidate.section,
        ordinal=lead.ordinal or (marker if marker.isdigit() else None),
        title=lead.title,
        short_names=lead.short_names,
        authors=lead.people.names,
        authors_truncated=lead.people.truncated,
        organisation=lead.people.organisation,
        year=year if year is not None else year_of_section(candidate.section),
        month=month,
        date_printed=printed,
        venue=with_last_point(lead.venue, raw) if lead.venue else None,
        links=_with_own(links, lead) if kind == "paper" else _as_pages(links, candidate, lead),
        notes=tuple(body.notes),
        kind=kind,
        raw=raw,
    )


_PREPRINT = re.compile(r"(?<![\w/.(\[])arXiv:\s?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?!\d)", re.IGNORECASE)


def _is_preprint(run: Run) -> bool:
    """Return whether words name the server and the number that a preprint has there, and are no link to a copy."""
    return run.href is None and "code" not in run.marks and _PREPRINT.search(run.text) is not None


def _kind(candidate: Candidate, lead: Lead, links: Sequence[Link], notes: Sequence[str]) -> WorkKind:
    by_row = kind_of_row(candidate.columns, links, candidate.title_head or "")
    kind = by_row or kind_of_work(lead, links, candidate.section)
    return (kind_beside(lead, links, notes) or kind) if kind == "paper" else kind


def _with_own(links: tuple[Link, ...], lead: Lead) -> tuple[Link, ...]:
    """Return the links of a paper, the only one as its own where its printed address ends a reference in a style.

    What its title leads to is no paper itself where its authors have made a page for it.
    """
    if lead.href and is_project_page(lead.href):
        return tuple(replace(link, role="page") if link.url == lead.href else link for link in links)
    if len(links) != 1 or links[0].role != "page" or lead.cut is None or lead.cut.formal is None:
        return links
    url = links[0].url
    printed = any("bare" in run.marks and run.href == url for run in lead.cut.runs)
    signed = bool(lead.people.names and (lead.dates or lead.venue))
    elsewhere = is_site(url) or is_encyclopedia(url) or is_note_url(url) or kind_of_url(url) is not None
    return (replace(links[0], role="paper"),) if printed and signed and not elsewhere else links


def _as_pages(links: Sequence[Link], candidate: Candidate, lead: Lead) -> tuple[Link, ...]:
    """Return the links of what is no paper: its title leads to a page unless its address or column says otherwise."""
    if lead.href is None or is_paper_column(candidate.title_head or "") or role_of_url(lead.href) != "page":
        return tuple(links)
    return tuple(
        replace(link, role="page") if link.url == lead.href and link.role == "paper" else link for link in links
    )


def _without_volume(dates: list[Printed], venue: str | None, raw: str) -> list[Printed]:
    """Return the dates without a volume or pages that read as early years: "*J. Wool*, 1618. 2020", "1604-8 (1996)"."""
    if not dates or dates[0].year >= _EARLY:
        return dates
    behind = re.search(rf"\b{dates[0].year}(?:\s?[-–—]+\s?\d{{1,4}})?[*_,.\s]*[(\[](?=(?:19|20)\d\d[a-z]?[)\]])", raw)
    if behind is not None:
        return dates_in(raw[behind.end() : behind.end() + 4]) or dates
    volume = re.search(rf"{re.escape(venue)}\W{{0,4}} {dates[0].year}\b", raw) if venue and dates[0].plain else None
    later = [date for date in dates_in(raw[volume.end() :]) if date.year >= _TODAY] if volume else []
    return later[:1] or dates
