"""A lead completed by what stands around it: labelled lines, columns, the item that it is under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.identifiers import identifier_for_title
from papergraph.model import Link
from papergraph.readers.grammar.evidence import has_title
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.grammar.notes import Body
from papergraph.readers.layout.candidates import Candidate
from papergraph.readers.layout.gathering import is_byline
from papergraph.readers.lexicon.authorship import People
from papergraph.readers.lexicon.dates import Printed, dates_in
from papergraph.readers.lexicon.namelists import parted_authors, signed_year
from papergraph.readers.lexicon.names import names_in_title
from papergraph.readers.lexicon.people import is_person, split_people
from papergraph.readers.lexicon.turnednames import is_turned_name
from papergraph.readers.lexicon.venues import venue_and_dates, venue_score
from papergraph.readers.passages import plain
from papergraph.readers.styles.unsigned import is_name_of_venue

#: Where an author works: "Anna Lund (Pasture)".
_SHORT_MONTH = re.compile(r"\s*(?P<year>\d\d)\.(?P<month>0[1-9]|1[0-2])\s*")
_BESIDE_NAME = re.compile(r"\s*[(（](?!\s*et al)[^()（）]*[)）](?=\s*(?:[,;，；、&]|and\b|$))")
_AUTHORS_ALONE = re.compile(r"[^\W\d_a-z][^:]{0,80} et al\.?")


def fields_of_context(context: str | None) -> dict[str, str]:
    """Return what the item above says of all under it: authors and year, or a venue with its date."""
    if not context:
        return {}
    if is_person(context):
        return {"authors": context}
    signed = signed_year(context)
    return {"venue": context} if signed is None else {"authors": signed[0], "date": signed[1]}


def with_month_told(body: Body, links: Sequence[Link]) -> None:
    """Write out year and month in two digits ("24.06") where the number of the linked preprint says the same."""
    match = _SHORT_MONTH.fullmatch(body.fields.get("date", ""))
    if match and any(f"/{match['year']}{match['month']}." in link.url for link in links):
        body.fields["date"] = f"20{match['year']}.{match['month']}"


def named_by_authors(lead: Lead, links: Sequence[Link]) -> Lead:
    """Return the lead of a work that is called by its authors ("Lund et al."), its identifier in place of a title."""
    if lead.people.names or not _AUTHORS_ALONE.fullmatch(lead.title):
        return lead
    named = identifier_for_title(link.url for link in links)
    return replace(lead, title=named, people=split_people(lead.title)) if named else lead


_AFFILIATION = 3  # words of a short name of a house
_HEADING_WORDS = 4  # of a heading that is the title of the reference under it, at least


def titled_by_heading(lead: Lead, candidate: Candidate) -> Lead:
    """Return the lead of a reference under a heading that is its title, which it prints once more, with that title.

    What was taken for authors out of the words of the title is none, and what follows on it is the venue.
    """
    heading = candidate.section[-1].rstrip(" .") if candidate.section else ""
    text = plain(candidate.runs)
    if len(heading.split()) < _HEADING_WORDS or lead.title == heading or not lead.people.names or heading not in text:
        return lead
    amid = not lead.title.startswith(heading) and not lead.title.rstrip(' ."”’').endswith(heading)
    if amid and lead.title not in heading:
        return lead  # a topic that the title has words of
    names = tuple(name for name in lead.people.names if name not in heading)
    behind = lead.title.removeprefix(heading) if lead.title.startswith(heading) else ""
    venue = lead.venue or (behind.strip(" .,") if behind[:2] == ". " else None)
    people = People(names, lead.people.truncated, lead.people.organisation)
    return replace(lead, title=heading, short_names=(), people=people, venue=venue)


def signed_below(lead: Lead, candidate: Candidate) -> Lead:
    """Return the lead whose one supposed author behind the title is where it appeared: several sign right below.

    So "“Wool by Night.” Pasture Medicine, May 2020" over "*Anna Lund, Ben Oak, Cora Elm*".
    """
    first = candidate.below[0] if candidate.below else None
    if len(lead.people.names) != 1 or first is None or lead.order[:1] != ("title",) or lead.setting == "plain":
        return lead
    below = split_people(plain(first.runs)) if is_byline(first, alone=False) else People()
    if len(below.names) < 2:
        return lead
    name = lead.people.names[0]
    known = lead.venue is not None or not is_name_of_venue(name) or " " not in name
    return replace(lead, people=People(), venue=lead.venue if known else name)


def is_affiliation(lead: Lead, heading: str) -> bool:
    """Return whether the short name behind authors is where they work: the heading names a known venue and its year."""
    name = lead.venue or ""
    if not lead.people.names or lead.dates or not name or len(name.split()) > _AFFILIATION or venue_score(name) >= 2.0:
        return False
    venue, dates = venue_and_dates(heading)
    return bool(dates) and venue is not None and venue_score(venue) >= 2.0


_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Early|Late|Mid)\b|(?:Accepted|Posted|Received|Submitted|Updated)\b"
)


def _is_name(words: str) -> bool:
    """Return whether words before a date can be the name of a venue that nobody knows: no day, and not "Accepted"."""
    return is_name_of_venue(words) and _DAY.match(words) is None


_PLACED = re.compile(r"\([^\W\d_][^()\d]*, \d{4}\)$")
_SHORTENED = re.compile(r"[A-Z][\w]{0,8}(?:\.[\w]{0,4}){1,4}")  # "U.S.C.", "F.2d"


def _is_whole(text: str, venue: str | None, dates: Sequence[Printed], date: str) -> bool:
    """Return whether a venue under its label is all of the text: it ends with a point, or names another year than its.

    So "Gates of Wool (Oakham, 1994)", of what appeared in 1996.
    """
    if dates:
        other = {each.year for each in dates_in(date)}
        return _PLACED.search(text) is not None and bool(other) and other.isdisjoint(each.year for each in dates)
    return text.rstrip(".") == venue or (venue is None and _SHORTENED.fullmatch(text) is not None)


def completed(lead: Lead, body: Body, *, titled: bool = False) -> Lead:
    """Return the lead with what labelled lines or columns say of its fields; `titled`: their title is the better."""
    fields = parted_authors(body.fields)
    if not fields:
        return lead
    lead = replace(lead)
    if "authors" in fields and not lead.people.names:
        names = _BESIDE_NAME.sub("", fields["authors"])
        people = split_people(names, first=is_turned_name(names))
        lead.people = People(people.names, people.truncated, people.organisation or lead.people.organisation)
    if "organisation" in fields and lead.people.organisation is None:
        lead.people = People(lead.people.names, lead.people.truncated, fields["organisation"])
    if "venue" in fields and is_affiliation(lead, fields["venue"]):
        lead.people, lead.venue = replace(lead.people, organisation=lead.people.organisation or lead.venue), None
    if "venue" in fields and lead.venue is None:
        venue, dates = venue_and_dates(fields["venue"])
        lead.venue = fields["venue"] if _is_whole(fields["venue"], venue, dates, fields.get("date", "")) else venue
        lead.dates = lead.dates or (dates if not dates_in(fields.get("date", "")) else [])
    if "date" in fields and not lead.dates:
        venue, lead.dates = venue_and_dates(fields["date"])
        named = venue and (venue_score(venue) >= 0.7 or (f"{venue}, " in fields["date"] and _is_name(venue)))
        lead.venue = lead.venue or (venue if named else None)
    if "title" in fields and (titled or not has_title(lead)):
        lead.title, lead.short_names = names_in_title(fields["title"])
    if "short" in fields:
        lead.short_names = tuple(dict.fromkeys([*lead.short_names, fields["short"]]))
    return lead


__all__ = ["completed", "fields_of_context", "is_affiliation"]
