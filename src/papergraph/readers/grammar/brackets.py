"""The brackets of a lead put into its facts: dates, people, venues, names and asides."""

from __future__ import annotations

import re
from dataclasses import replace

from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.grammar.facts import Lead
from papergraph.readers.grammar.places import NO_VENUE, WORK
from papergraph.readers.grammar.scoring import Field
from papergraph.readers.lexicon.authorship import NOBODY, People, merged
from papergraph.readers.lexicon.groups import Group, parse_group, settle
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.lexicon.venues import venue_name_score, venue_score

_SPECIAL = re.compile(r"\b(?:special issue|selected papers|extended version)\b", re.IGNORECASE)


def _other_group(
    lead: Lead, group: Group, shorts: list[str], asides: list[str], *, after_title: bool, signed: bool
) -> None:
    """Take a short name or an aside out of brackets; after the authors a short name is a venue."""
    if group.kind == "short" and after_title:
        shorts.append(group.text)
    elif group.kind == "short" and signed and lead.venue is None and not NO_VENUE.fullmatch(group.text):
        lead.venue = group.text
    elif group.kind in {"aside", "short"}:
        asides.append(group.text)


def as_venue(lead: Lead) -> Lead:
    """Return a lead with one doubtful word in brackets taken for its venue: "(Wool '21)", where others print venues.

    A whole year stands behind people as well, one of two digits seldom does.
    """
    if any(date.plain for date in lead.dates):
        return lead
    if lead.doubtful is None or lead.venue is not None or lead.people.names != (lead.doubtful,):
        return lead
    return replace(lead, people=NOBODY, venue=lead.doubtful, doubtful=None)


_DAY_OF_ACCESS = re.compile(r"[\[［][\d./-]{6,10}[\]］]")


def _is_key(lead: Lead, atom: Atom, group: Group) -> bool:
    """Return whether brackets that a linked title begins with name the work, and neither its authors nor a venue."""
    if (
        atom.href != lead.href
        or not atom.text.startswith("[")
        or group.dates
        or re.search(r"\d{3}", group.text)
        or group.kind not in {"short", "people", "venue"}
    ):
        return False
    return len(group.text.split()) <= 3 and venue_score(group.text) < 2.0 and "et al" not in group.text


def _are_tags(group: Group) -> bool:
    """Return whether square brackets before a title hold words that could be surnames: "[Gates, Folds] Wool"."""
    names = group.people.names
    return group.kind == "people" and not (group.dates or group.people.truncated or any(" " in name for name in names))


def _is_set_off_name(atom: Atom, group: Group) -> bool:
    """Return whether brackets in bold letters before a title hold its name: "**[GATE]** Opening Pastures"."""
    named = group.kind in {"short", "aside", "venue"} and not group.dates and atom.text.startswith("[")
    return (
        named and "bold" in atom.marks and venue_score(group.text) < 1.0 and is_lead_name(group.text, emphasised=True)
    )


_YEAR = re.compile(r"(?<![\d./])(?:19|20)\d\d(?!\d|[./]\d)")  # no piece of a number: "2010.02502"


def _is_number(group: Group, lead: Lead) -> bool:
    """Return whether two digits behind a short name count the meeting, since a year is printed: "(WOOL-13), 2014"."""
    short = [date for date in group.dates if re.fullmatch(r"\W*\d\d", date.words)]
    return bool(short) and lead.cut is not None and _YEAR.search(lead.cut.flat.text) is not None


_BESIDE = frozenset({"code", "video", "slides", "page"})  # what is linked beside the paper: no venue


def _said(lead: Lead, atom: Atom) -> str:
    """Return the text of brackets without the labels of the links among it: "(Anna Lund, 2017, [code](…))"."""
    runs = list(lead.cut.flat.runs_between(atom.start, atom.end)) if lead.cut is not None else []
    labels = [(start, end) for start, end, run in runs if run.href and link_role(run.text) in _BESIDE]
    if not labels or len(runs) < 2 or lead.cut is None:
        return atom.text
    text, at = "", atom.start
    for start, end in [*labels, (atom.end, atom.end)]:
        text, at = text + lead.cut.flat.text[at:start], end
    return re.sub(r"[\s,;|/]+(?=[)\]）]?$)", "", text) if re.search(r"\w", text) else atom.text


def _groups_of(lead: Lead, atoms: list[Atom], title: tuple[int, int]) -> list[tuple[int, Group]]:
    """Return the places and the facts of the brackets that say something of the work."""
    styled = lead.cut is not None and lead.cut.formal is not None
    found: list[tuple[int, Group]] = []
    for n, atom in enumerate(atoms):
        if atom.kind != "group" or (styled and _DAY_OF_ACCESS.fullmatch(atom.text)):
            continue
        group = parse_group(_said(lead, atom))
        if n == 0 and (_is_set_off_name(atom, group) if atom.href is None else _is_key(lead, atom, group)):
            lead.short_names = tuple(dict.fromkeys([*lead.short_names, *(s for s in [group.text] if s != lead.title)]))
            continue
        if n == 0 and atom.text.startswith("[") and _are_tags(group):
            continue
        other = group.kind == "short" and atom.href and atom.href != lead.href  # a page: "… ([WoolNews](https://…))"
        amid = title[0] < n < title[1] and not group.dates and group.kind in {"venue", "organisation"}
        if not other and not amid:
            found.append((n, group))
    return found


def _is_acronym(name: str | None) -> bool:
    """Return whether a venue is no more than an acronym: "WOOL", "WoolSys"."""
    return name is not None and " " not in name and sum(sign.isupper() for sign in name) > 1


def _told(group: Group, lead: Lead, behind_name: str) -> Group:
    """Return the facts of brackets, told by what follows where they stand behind a name: a body, and no venue."""
    if group.kind == "venue" and _is_number(group, lead):
        return replace(group, dates=())
    if group.kind in {"venue", "short"} and not group.dates and behind_name.startswith("et al"):
        return Group("organisation", people=People(organisation=group.text), text=group.text)  # "Anna Lund (WU) et al."
    return group


_GIVEN = re.compile(r"(?:.*[,;]\s+)?(?:(?:and|&)\s+)?[A-Z][^\W\d_]*(?:-[^\W\d_]+)*(?: [A-Z]\.)*")
_NICKNAME = re.compile(r"[(“\"'‘]+[A-Z][a-zà-ÿ]+[)”\"'’]+")
_SURNAME = re.compile(r"[A-Z][^\W\d_]*(?:[’'-][^\W\d_]+)*")


def _is_nickname(atoms: list[Atom], fields: tuple[Field | None, ...], n: int) -> bool:
    """Return whether brackets between a given name and a surname hold what somebody is called: "Yu (Kevin) Oak"."""
    if fields[n - 1 : n] != ("authors",) or fields[n + 1 : n + 2] != ("authors",) or atoms[n + 1].before != "mark":
        return False
    parts = _GIVEN.fullmatch(atoms[n - 1].text) and _SURNAME.fullmatch(atoms[n + 1].text)
    return bool(parts) and _NICKNAME.fullmatch(atoms[n].text) is not None


def _with_houses(groups: list[tuple[int, Group]]) -> list[tuple[int, Group]]:
    """Return brackets, what might be a venue beside one that surely is as a body: "【Pasture 2018】【KDD】"."""
    known = {n for n, group in groups if group.venue and venue_name_score(group.venue) >= 2.0}
    return [
        (n, replace(group, kind="people", venue=None, people=People(organisation=group.venue)))
        if known - {n} and group.kind == "venue" and group.venue and venue_name_score(group.venue) < 0.6
        else (n, group)
        for n, group in groups
    ]


def _put_journal(lead: Lead, atoms: list[Atom], group: Group) -> None:
    """Take the one name in italics behind a title for its journal where several sign in brackets behind it.

    So in "Gates of Wool. *Meadow Statistician* 73, 307-309. (Anna Lund and Ben Oak)".
    """
    names = lead.people.names
    if len(names) != 1 or len(group.people.names) < 2 or lead.venue is not None or lead.order[:1] != ("title",):
        return
    if any(atom.setting == "italic" and atom.text.strip(" .,") == names[0] for atom in atoms):
        lead.people, lead.venue = NOBODY, names[0]


def _is_in_italics(lead: Lead, atom: Atom, group: Group) -> bool:
    """Return whether one unknown word of brackets is set in italics, as a journal is: "(preprint; *Wool*, 2009)"."""
    if not group.unsure or not group.venue or lead.cut is None or (at := atom.text.find(group.venue)) < 0:
        return False
    marks = lead.cut.flat.run_at(atom.start + at).marks - lead.cut.flat.run_at(atom.start).marks
    return "italic" in marks


def put_groups(lead: Lead, atoms: list[Atom], fields: tuple[Field | None, ...], title: tuple[int, int]) -> None:
    """Take the facts out of the brackets of the head; those amid the title hold no venue."""
    title_end = title[1]
    groups = _with_houses(_groups_of(lead, atoms, title))
    placed = lead.cut is not None and lead.cut.formal is not None and "venue" in fields
    shorts: list[str] = []
    asides: list[str] = []
    each = sum(n > 0 and fields[n - 1] == "authors" for n, _ in groups) > 1  # "A. Lund (Wool Ltd, Wales), B. Oak (…)"
    for n, loose in groups:
        if _is_nickname(atoms, fields, n):
            continue
        others = any(other.people.names for m, other in groups if m != n)
        known = bool(lead.people.names or lead.people.organisation or others) or _is_in_italics(lead, atoms[n], loose)
        group = settle(loose, authors_known=known)
        group = group if not placed or _is_acronym(group.venue) else replace(group, venue=None)  # the house of a volume
        after_title = title_end >= 0 and n > title_end and all(f is None for f in fields[title_end + 1 : n])
        if " " in group.text and any(atom.kind == "link" for atom in atoms[title_end + 1 : n]):
            after_title = False  # "Title [[pdf]](…)(the first on it)"
        lead.trend = lead.trend or (group.kind == "trend" and not lead.people.names)
        if group.name:
            shorts.append(group.name)
        if group.kind == "venue" and _SPECIAL.search(atoms[n].text) and n and fields[n - 1] == "venue":
            asides.append(atoms[n].text.strip("()[] "))
            continue
        group = _told(
            group, lead, atoms[n + 1].text if fields[n - 1 : n] == ("authors",) and n + 1 < len(atoms) else ""
        )
        if (
            group.kind in {"date", "people", "venue", "organisation"}
            and group.dates
            and (not lead.dates or not lead.people.names)
        ):
            lead.dates = lead.dates or list(group.dates)
        if group.kind == "people":
            _put_journal(lead, atoms, group)
            lead.doubtful = loose.venue if loose.unsure and not lead.people.names else None
            lead.people = merged(lead.people, group.people) if not lead.people.names else lead.people
        if group.kind == "organisation":
            lead.dates = lead.dates or list(group.dates)
            if lead.people.organisation is None:
                lead.people = People(lead.people.names, lead.people.truncated, group.people.organisation)
        elif group.venue and group.venue.lower() in WORK:
            asides.append(group.venue)
        elif group.kind == "status" and group.text.lower() in WORK:
            asides.append(group.text)
        elif group.venue and lead.venue is None and not (each and not group.dates and fields[n - 1] == "authors"):
            lead.venue = None if NO_VENUE.fullmatch(group.venue) else group.venue
        signed = n > 0 and fields[n - 1] == "authors" and not each
        _other_group(lead, group, shorts, asides, after_title=after_title, signed=signed)
        if group.kind == "ordinal" and lead.ordinal is None and n == 0:
            lead.ordinal = group.text
    lead.short_names = tuple(dict.fromkeys([*lead.short_names, *(s for s in shorts if s != lead.title)]))
    lead.asides = tuple(asides)
