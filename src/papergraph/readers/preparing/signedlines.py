"""Lines that hold names and where the work came out, parted by a sign or by how they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.layout.fieldlines import is_people_line
from papergraph.readers.lexicon.authorship import People
from papergraph.readers.lexicon.dates import Printed, dates_in
from papergraph.readers.lexicon.namelists import are_turned, name_people
from papergraph.readers.lexicon.people import split_people
from papergraph.readers.lexicon.signedgroups import names_and_place, signers
from papergraph.readers.lexicon.venues import is_organisation, venue_and_dates, venue_name_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Run, Runs, plain, split_at_breaks

Facts = tuple[tuple[str, str], ...]
_SET_OFF = frozenset({"italic", "bold"})
_BEHIND = 4  # words behind what is set off: a volume and the year
_LONGEST = 120  # characters of a place
_WITH = re.compile(r"(?:joint(?:ly)? (?:work )?)?with\s+(?=[A-Z])", re.IGNORECASE)  # co-authors: "with Ada Lund"


def signed_place(text: str) -> Facts:
    """Return the facts of a line in which a sign parts names from where and when: "Lund, Ek; WOOL 2018"."""
    parts = names_and_place(text)
    return _facts(signers(parts[0]), parts[1]) if parts is not None else ()


def signed_before_marks(runs: Runs) -> Facts:
    """Return the facts of names in plain letters before a dated place that is set off: "Lund, Anna. *WOOL 2018*"."""
    first = next((n for n, run in enumerate(runs) if run.text.strip()), 0)
    said = runs[first:]
    at = next((n for n, run in enumerate(said) if run.text.strip() and run.marks & _SET_OFF), 0)
    behind = plain([run for run in said[at:] if not run.marks & _SET_OFF])
    if not at or any(run.href or run.image for run in said) or len(words_of(behind)) > _BEHIND:
        return ()
    names, place = _WITH.sub("", plain(said[:at]).strip(" .,;:–—-")), plain(said[at:]).strip(" .,;:")
    if not dates_in(place) or dates_in(names) or len(place) > _LONGEST:
        return ()
    if not (are_turned(names) or name_people(names)):
        return ()
    people = split_people(names, first=True)
    volume = next((n for n, run in enumerate(said) if n > at and _is_volume(run)), None)
    if volume is None or not people.names:
        return _facts(people, place)
    return under_labels(people, plain(said[at:volume]).strip(" ,;:"), dates_in(place)[-1:])


def _is_volume(run: Run) -> bool:
    """Return whether words in bold letters are the volume of a journal: "*Wool Rev. E* **111**, 015504 (2025)"."""
    return "bold" in run.marks and "italic" not in run.marks and run.text.strip(" ,").isdigit()


def under_labels(people: People, venue: str | None, dates: Sequence[Printed]) -> Facts:
    """Return names, or the body that signs, venue and date under their labels."""
    authors = "; ".join(people.names) or people.organisation or ""
    authors += " et al." if authors and people.truncated else ""
    found = (("Authors", authors), ("Venue", venue or ""), ("Date", ", ".join(date.words for date in dates)))
    return tuple((label, text) for label, text in found if text)


def _facts(people: People, place: str) -> Facts:
    """Return the facts of names and a dated place; none where nobody is named."""
    return under_labels(people, *venue_and_dates(place)) if people.names else ()


def stacked_facts(runs: Runs) -> Facts:
    """Return the facts of lines that end in commas, one fact each: a name, a house or journal, a date."""
    parts = [plain(line).strip(" ,.") for line in split_at_breaks(runs, "any")]
    if len(parts) < 3 or any("," in part for part in parts[:-1]) or not is_people_line(parts[0]):
        return ()
    dates = dates_in(parts[-1])
    body = is_organisation(parts[1]) and venue_name_score(parts[1]) < 1.0
    venue = parts[1] if dates and not body else ""
    found = (("Authors", parts[0]), ("Venue", venue), ("Date", ", ".join(date.words for date in dates)))
    return tuple((label, text) for label, text in found if text)
