"""All that is known of one candidate: its lead, what stands around it, and how sure that it is a reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from papergraph.model import Link, WorkKind
from papergraph.readers.flat import without_signs
from papergraph.readers.grammar.evidence import ALONE, has_title, looks_like_title
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.grammar.notes import Body, add_comment, add_prose
from papergraph.readers.grammar.scoring import NO_PRIOR, TITLE_ONLY, Prior
from papergraph.readers.judgement.baretitles import is_over_prose
from papergraph.readers.judgement.completing import (
    completed,
    fields_of_context,
    is_affiliation,
    named_by_authors,
    signed_below,
    titled_by_heading,
    with_month_told,
)
from papergraph.readers.judgement.headdates import dated_by_heading
from papergraph.readers.judgement.kinds import kind_told
from papergraph.readers.judgement.wholetitles import titled_whole, whole_title
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.gathering import head_links, head_remarks, put_column, put_following, put_signed
from papergraph.readers.layout.joining import labelled
from papergraph.readers.layout.schedules import is_schedule
from papergraph.readers.lexicon.dates import dates_in, has_day
from papergraph.readers.lexicon.identified import printed_links
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.lexicon.links import is_feed, is_note_url, is_paper_url, kind_of_url
from papergraph.readers.lexicon.people import is_person, people_score
from papergraph.readers.lexicon.sectionkinds import kind_of_section
from papergraph.readers.lexicon.sections import is_list_of_works
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.passages import Runs, plain


@dataclass(slots=True)
class Facts:
    """All that is known of one candidate."""

    candidate: Candidate
    lead: Lead
    body: Body
    links: list[Link]
    score: float
    read: bool = False  # it stands in a column of readings, as works do that are sure
    told: WorkKind | None = None  # by a line of its own: "Type: book"


def _prior_of(candidate: Candidate, prior: Prior) -> Prior:
    """Return how a candidate is read: beside a column of authors, or under their name, it is a title alone."""
    row, context = candidate.row, candidate.context
    if row is None and _is_title_over_names(candidate):
        return TITLE_ONLY
    if candidate.titled and not any(run.href for run in candidate.runs):
        return TITLE_ONLY
    if row is not None and field_of(candidate.title_head or "") == "title" and not has_title(candidate.read(NO_PRIOR)):
        return TITLE_ONLY
    heads = (*row.header, *(head for head, _ in candidate.columns)) if row is not None else ()
    if any(field_of(head) == "authors" for head in heads) or (context is not None and is_person(context)):
        return TITLE_ONLY
    return Prior(first="title") if candidate.shape == "heading" and prior == NO_PRIOR else prior


def _is_title_over_names(candidate: Candidate) -> bool:
    """Return whether a lead in plain words has its authors under a label below it, and prints no date nor venue."""
    lead = candidate.read(NO_PRIOR)
    plainly = lead.setting in {"plain", "heading"} and not any(run.href for run in candidate.runs)
    if not plainly or lead.dates or venue_name_score(lead.venue or "") >= 1.2 or lead.cut is None or lead.cut.formal:
        return False
    below = [*(part.runs for part in candidate.below), *candidate.follow]
    return any(field_of(labelled(runs) or "") == "authors" for runs in below)


_DAYS = re.compile(r"\W*(?:meeting |presentation |session )?date\b", re.IGNORECASE)


def _is_day_of_meeting(head: str, cell: Runs, candidate: Candidate) -> bool:
    """Return whether a cell holds the day on which people met: the table is a schedule, or has years of its own."""
    if not _DAYS.match(head) and field_of(head) != "date":
        return False
    if candidate.row is None or not any(map(has_day, dates_in(plain(cell)))):
        return False
    return is_schedule(candidate.row.header) or any(
        field_of(other) == "date" and other != head and re.fullmatch(r"\W*\d{4}\W*", plain(year))
        for other, year in candidate.columns
    )


def _put_columns(body: Body, candidate: Candidate, lead: Lead) -> None:
    """Put what the other columns of a row say of its work."""
    if candidate.row is None:
        return
    for head, cell in candidate.columns:
        if not _is_day_of_meeting(head, cell, candidate):
            put_column(body, head, cell)
    if not lead.people.names and not lead.dates:
        put_signed(body, candidate.columns)


def gather(candidate: Candidate, prior: Prior) -> Facts:
    """Return all facts of a candidate, its lead read under `prior`."""
    prior = _prior_of(candidate, prior)
    lead = titled_whole(candidate.read(prior), whole_title(candidate))
    body = Body()
    links = head_links(candidate, lead)
    _put_columns(body, candidate, lead)
    body.fields.update(fields_of_context(candidate.context))
    if lead.body:
        papers = [link for link in links if link.role == "paper"]
        add_prose(body, lead.body, paper=not papers)
    for remark in head_remarks(candidate, lead):
        add_prose(body, remark, paper=False)
    for run in candidate.runs:
        if "comment" in run.marks:
            add_comment(body, run.text)
    lead = signed_below(lead, candidate)
    put_following(body, candidate, signed=bool(lead.people.names))
    for comment in candidate.comments:
        add_comment(body, comment)
    if candidate.row is not None and has_title(lead):
        links, body.links = with_paper_of_row(lead, links, body.links, candidate.columns)
    known = [link.url for link in (*links, *body.links)]
    links += [Link(url=url, role="paper") for url in printed_links(candidate.runs, lead.body, known)]
    if candidate.name and candidate.name.lower() not in map(str.lower, (lead.title, *lead.short_names)):
        body.fields.setdefault("short", candidate.name)
    with_month_told(body, [*links, *body.links])
    lead = titled_by_heading(named_by_authors(lead, [*links, *body.links]), candidate)
    lead = completed(lead, body, titled=candidate.shape == "heading" and not lead.href)
    score = candidate.evidence(lead) + dated_by_heading(lead, candidate.section)
    if lead.href and is_feed(lead.href) and kind_of_section(candidate.section) == "post":
        score += 2.0  # what is posted there is of all sorts, but the heading says which
    if not any(link.role == "paper" for link in links) and any(link.role == "paper" for link in body.links):
        score += 3.0 if looks_like_title(lead.title) else 2.5
    keys = {note.key for note in body.notes if note.label is not None}
    score += min(2, len(keys)) * 0.7
    told, body.notes = kind_told(body.notes) if candidate.row is None else (None, body.notes)
    if candidate.confirmed or told:
        score = max(score, ALONE)
    if candidate.under and (lead.venue is None or is_affiliation(lead, candidate.under)):
        lead = completed(lead, Body(fields={"venue": candidate.under}))
    return Facts(candidate, lead, body, links, score, told=told)


def with_paper_of_row(
    lead: Lead, links: list[Link], others: list[Link], columns: Sequence[tuple[str, Runs]]
) -> tuple[list[Link], list[Link]]:
    """Return the links of a row's title and of its other cells, the first that leads to a paper as that of the work.

    So where the title leads nowhere, or to a page on it, and the name of a method beside it to the paper.
    """
    printed = any(link.role == "paper" and is_paper_url(link.url) for link in (*links, *others))
    beside = {run.href for _, cell in columns for run in cell if run.href and is_paper_url(run.href)}
    at = next((n for n, link in enumerate(others) if link.role == "page" and link.url in beside), None)
    if printed or at is None:
        return links, others
    papers = [replace(link, role="page") if link.role == "paper" and link.url == lead.href else link for link in links]
    return papers, [replace(link, role="paper") if n == at else link for n, link in enumerate(others)]


def better(alone: Facts, again: Facts) -> Facts:
    """Return the reading of a candidate under what its siblings have, unless that makes nothing of a whole one."""
    lost = again.score < ALONE and not (alone.lead.doubtful and again.lead.venue)
    return alone if alone.score >= ALONE and alone.lead.whole and lost else again


def is_bare(facts: Facts) -> bool:
    """Return whether a candidate is a few words without a link, alone or over prose, that could be a title."""
    candidate, lead = facts.candidate, facts.lead
    papers = lead.href or any(link.role == "paper" for link in facts.links)
    if papers or candidate.shape not in {"item", "row"} or not has_title(lead):
        return False
    return lead.whole or is_over_prose(candidate.runs, lead, candidate.section)


def is_set_off_over_links(facts: Facts) -> bool:
    """Return whether a title in bold letters or quotes is linked nowhere, and what follows on it leads to a paper."""
    lead = facts.lead
    off = lead.setting in {"bold", "quote"} and lead.href is None and lead.order[:1] == ("title",)
    linked = any(is_paper_url(link.url) for link in (*facts.links, *facts.body.links))
    return off and linked and len(lead.title.split()) > 3 and has_title(lead)


def is_bare_pair(facts: Facts) -> bool:
    """Return whether a candidate is two words with capitals and no more: "Wool Net", a title among longer ones."""
    words = facts.lead.title.split()
    capital = len(words) == 2 and all(word[:1].isupper() for word in words)
    return capital and is_bare(facts) and facts.lead.order == ("title",) and not facts.links


_NAME = 40  # characters of the name of a section
_HAN_NAME = 12  # ... in Han signs
_LISTED = 3  # titles below "List of papers"


def is_linked_title(facts: Facts) -> bool:
    """Return whether a candidate is an item that begins with a linked title."""
    return facts.candidate.shape == "item" and facts.lead.setting == "link" and facts.lead.order[:1] == ("title",)


def _leads_on(facts: Facts) -> bool:
    """Return whether what is linked is another list: it names papers itself, or leads to a repository."""
    return is_list_of_works(facts.lead.title) or kind_of_url(facts.lead.href or "") == "repository"


def linked_works(facts: Sequence[Facts], *, few: bool) -> list[Facts]:
    """Return the linked titles that nearly all siblings are, right under a heading that names papers or books.

    So are one or two under any heading, set as titles are, where nearly all of the document are works (`few`).
    """
    heading = tuple(map(without_signs, facts[0].candidate.section[-1:]))
    named = any(map(is_list_of_works, heading)) or kind_of_section(heading) == "book"
    named = named and len(heading[0]) <= (_NAME if heading[0].isascii() else _HAN_NAME)
    linked = [each for each in facts if is_linked_title(each)]
    titled = all(each.lead.title.isascii() and looks_like_title(each.lead.title) for each in linked)
    if "list" in "".join(heading).lower():  # of papers, or of such lists
        worded = sum(looks_like_title(each.lead.title) for each in linked)
        named = named and len(linked) >= _LISTED and 5 * worded >= 3 * len(linked) and not any(map(_leads_on, linked))
    if (
        few
        and titled
        and len(linked) == len(facts) <= 2
        and not any(is_note_url(each.lead.href or "") for each in facts)
    ):
        return linked
    return linked if named and len(linked) >= 0.8 * len(facts) else []


def are_signed_alike(signed: Sequence[Facts]) -> bool:
    """Return whether titles in plain words with their authors are works: nearly all authors are people beyond doubt."""
    names = [name for each in signed for name in each.lead.people.names]
    alike = len({each.lead.before_authors for each in signed}) <= 1
    sure = sum(people_score(name) >= 1.8 for name in names)
    titled = sum(looks_like_title(each.lead.title) for each in signed)
    return len(signed) > 1 and alike and 5 * sure >= 4 * len(names) and 3 * titled >= 2 * len(signed)


def is_plainly_signed(facts: Facts) -> bool:
    """Return whether a candidate is a title in plain words with its authors, and no more: too little by itself."""
    lead = facts.lead
    plainly = lead.setting == "plain" and lead.whole and lead.href is None and facts.score < ALONE
    return plainly and lead.order[:1] == ("title",) and bool(lead.people.names) and has_title(lead)
