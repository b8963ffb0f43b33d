"""Authors and place that stand in brackets behind what is said of a work."""

from __future__ import annotations

from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.grammar.facts import Lead
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.venues import venue_name_score

_LONGEST = 120  # characters of the brackets with a date, and
_LISTED = 300  # ... of those with several people at the end of all


def put_closing_people(lead: Lead, atoms: list[Atom]) -> None:
    """Take authors, and date or venue, from brackets behind the prose of a lead that has none of its own.

    So from "… in a few words. (D. Parnas, 1972)", and from "… in a few words, OSDI (Lund, Oak, Elm)" at the end.
    """
    for atom in atoms:
        if lead.dates or atom.kind != "group" or len(atom.text) >= _LONGEST:
            continue
        group = parse_group(atom.text)
        if group.kind == "people" and group.dates and not group.weak:
            lead.people, lead.dates, lead.venue = group.people, list(group.dates), lead.venue or group.venue
            return
    last = next((n for n in range(len(atoms) - 1, -1, -1) if atoms[n].kind != "link"), -1)
    if last < 1 or atoms[last].kind != "group" or len(atoms[last].text) > _LISTED or lead.setting == "plain":
        return
    group = parse_group(atoms[last].text)
    if group.kind != "people" or group.dates or not (len(group.people.names) > 1 or group.people.truncated):
        return
    place = atoms[last - 1]
    lead.people = group.people
    if lead.venue is None and place.before in {"comma", "period", "dash"} and venue_name_score(place.text) >= 2.0:
        lead.venue = place.text.strip(" .,")
