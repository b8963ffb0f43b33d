"""BibTeX's plain style: "A. Lund and B. Oak. Title. In *Proc. Wool*, pages 1–9. Pasture Press, 2012."."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import SURNAME, UP, are_names
from papergraph.readers.lexicon.people import is_person, people_score
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import AND
from papergraph.readers.styles.behind import title_and_venue
from papergraph.readers.styles.styled import DATED, YEAR, Span, sentence_end, span_of, span_of_names

_LONGEST = 600  # characters of the names
_YEAR_ALONE = re.compile(rf"[.?!]? \(?(?P<year>{YEAR})\)?[.,]?(?= |$)")
_BEHIND = 250  # characters between the venue and the year
_ONE = (
    rf"(?>(?:[{UP}]\. ?-?){{1,4}}"
    rf"(?:(?:van|von|de|der|den|di|da|la|le|du|el|al|ten|ter|dos|del) ){{0,2}}{SURNAME}(?:,? (?:Jr|Sr|I{{2,3}})\.?)?)"
)
#: Initials stand before each surname, and "and" before the last of several.
_NAMES = re.compile(rf"{_ONE}(?:(?:, (?:and |& )?| and | & ){_ONE})*+(?:,? et al)?")
_PLACED = re.compile(r"[\s.]*(?:In:? |[^\n]{3,120}?(?:, ?\d{1,4} ?[(:]|, (?:pages|pp\.?|vol(?:ume|\.)) ))")

_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,? $", re.IGNORECASE)
_COMING = re.compile(r"(?:To appear|In press|Accepted|Submitted)[,:]?(?: (?:in|to|at|for))?:? ")
_REPORT = re.compile(r"\b(?:[Rr]eport|TR|[Mm]emo(?:randum)?|RFC)\b")
_NUMBER = re.compile(r"[ -]?[\w./-]*\d[\w./-]*(?:, [A-Z][^,\d]{2,60}(?=,))?")
_EDITION = re.compile(r", (?:\w+|\d+(?:st|nd|rd|th)) ed(?:ition|\.)$")


def pointed(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference whose authors, title and venue end with points, and the year closes it.

    Names without initials say so only where "In" or the volume of a journal follows on the title.
    """
    if spans := _dated(flat, text, start):
        return spans
    end = sentence_end(text, start)
    if end is None or text[end[0]] != "." or end[0] - start > _LONGEST:
        return []
    names = text[start : end[0]].rstrip(" .")
    last = end[0] + names.endswith(("Jr", "Sr"))
    initials = _NAMES.fullmatch(names) is not None
    full = initials or _are_full(names)
    if not full and not (are_names(names) and " " in names):
        return []
    if len({(run.href, run.marks & {"bold", "italic"}) for _, _, run in flat.runs_between(start, end[0])}) > 1:
        return []  # a title is set off there
    rest = title_and_venue(flat, text, end[1])
    title = next((span for span in rest if span.field == "title"), None)
    venue = next((span for span in rest if span.field == "venue"), None)
    undecided = title is not None and (venue is None or not full) and people_score(text[title.start : title.end]) < 1.0
    if title is not None and undecided and (alone := _YEAR_ALONE.match(text, title.end)):
        return [span_of_names(text, start, last), title, Span(*alone.span("year"), "date")]
    year = _year_behind(text, venue.end) if venue and full else None
    if title is None or venue is None or year is None or not 2 <= len(text[title.start : title.end].split()) <= 40:
        return []
    if not initials and _PLACED.match(text, title.end) is None:
        return []
    named = text[venue.start : venue.end]
    if is_person(named.partition(",")[0]) and venue_name_score(named) < 1.0:
        return []
    if coming := _COMING.match(text, venue.start):
        venue = venue._replace(start=coming.end())
    venue = _whole_report(text, venue, year.start())
    month = _MONTH.search(text, venue.end, year.start())
    date = Span(month.start() if month else year.start(), year.end(), "date")
    return [span_of_names(text, start, last), title, venue, date]


def _year_behind(text: str, at: int) -> re.Match[str] | None:
    """Return the first year behind a place that begins no range of pages."""
    years = DATED.finditer(text, at, at + _BEHIND)
    return next((year for year in years if not re.match(r"[–-]+\d", text[year.end() : year.end() + 3])), None)


def _whole_report(text: str, venue: Span, until: int) -> Span:
    """Return the venue of a report with its number and institute; without an edition, that of any other work."""
    if _REPORT.search(text, venue.start, venue.end) and (number := _NUMBER.match(text, venue.end, until)):
        return span_of(text, venue.start, number.end(), "venue")
    edition = _EDITION.search(text, venue.start, venue.end)
    return venue if edition is None else venue._replace(end=edition.start())


def _are_full(names: str) -> bool:
    """Return whether names are of people beyond doubt, most of them, with given names first."""
    parts = [part for part in re.split(r", (?:and |& )?| and | & ", names) if part]
    sure = sum(map(is_person, parts))
    return 2 * sure > len(parts) and all(" " in part for part in parts) and are_names(names)


_ISSUE = re.compile(rf"\((?P<date>[A-Z][a-z]{{2,8}}\.? (?P<year>{YEAR}))\)")
_ACM = re.compile(rf"(?P<authors>[{UP}][^“\"?!:;\[\]\d()]{{3,600}}?)\. (?P<year>{YEAR})[a-z]?\. (?=\S)")


def _dated(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference as the ACM prints it: "Anna K. Lund and Ben Oak. 2013. Gates. In *Wool '13*"."""
    match = _ACM.match(text, start)
    if match is None or not are_names(match["authors"]) or " " not in match["authors"]:
        return []
    if len({(run.href, run.marks & {"bold", "italic"}) for _, _, run in flat.runs_between(start, match.end(1))}) > 1:
        return []
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
    if not rest or not 2 <= len(text[rest[0].start : rest[0].end].split()) <= 40:
        return []
    end = match.end("authors") + match["authors"].endswith(("Jr", "Sr"))
    again = _ISSUE.search(text, rest[0].end)  # "12, 3 (May 2013)" says the month as well
    date = again.span("date") if again and again["year"] == match["year"] else match.span("year")
    return [span_of_names(text, start, end), Span(*date, "date"), *rest]


_NAMES_ON = re.compile(rf"{SURNAME}(?:(?:,? {AND} |, )[{UP}][^\d“\"?!:;()]{{1,400}}?)?\. {YEAR}[a-z]?\. ")
_GIVEN = vocabulary("given-name")
_GIVEN_LAST = re.compile(rf"(?:^|(?<=[\s,&]))(?P<given>[{UP}][\w'’-]+) (?:[{UP}]\.[ -]?)+ ?$")
_SURNAME_ON = re.compile(r"[\w'’-]+(?: [\w'’-]+)?(?=[.,;:&]| and )")


def names_go_on(text: str, at: int) -> bool:
    """Return whether names go on behind an initial: "Anna K. | Lund, Ben Oak. 2013. Gates", "Anna K. | Lund. Gates"."""
    given = _GIVEN_LAST.search(text[max(0, at - 40) : at])
    if given and given["given"].lower() in _GIVEN and _SURNAME_ON.match(text, at):
        return True
    return _NAMES_ON.match(text, at) is not None
