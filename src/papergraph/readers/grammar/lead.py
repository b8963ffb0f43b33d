"""A lead read as a reference: its fields as facts, what is left over, and how sure that it is a reference at all."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from papergraph.identifiers import title_key
from papergraph.readers.flat import Flat
from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.grammar.brackets import as_venue, put_groups
from papergraph.readers.grammar.closing import put_closing_people
from papergraph.readers.grammar.cutting import Cut, badge_dates, cut_of, without_ordinal, without_sole_link
from papergraph.readers.grammar.datednames import with_dated_names, with_names_behind, with_surnames
from papergraph.readers.grammar.facts import Lead
from papergraph.readers.grammar.fields import Labelled, label
from papergraph.readers.grammar.leadnames import behind_category
from papergraph.readers.grammar.places import put_venue, put_venues, with_closing_place, with_school
from papergraph.readers.grammar.scoring import TITLE_ONLY, Field, Prior, writes_out
from papergraph.readers.grammar.settitles import with_title_as_set
from papergraph.readers.grammar.spans import spans, spans_of_people, text_of_people
from papergraph.readers.lexicon.authorship import NOBODY, People, merged
from papergraph.readers.lexicon.corporate import is_body
from papergraph.readers.lexicon.dates import ACRONYMS, dates_in, has_day
from papergraph.readers.lexicon.groups import is_trend, parse_group
from papergraph.readers.lexicon.names import is_clause, is_lead_name, is_name_here, is_part, names_in_title, strip_title
from papergraph.readers.lexicon.people import is_person, name_style, people_score, split_people
from papergraph.readers.lexicon.venues import venue_name_score, venue_score
from papergraph.readers.lexicon.words import FUNCTION
from papergraph.readers.passages import Run, Runs, is_stated
from papergraph.readers.styles.surnamed import keeps_surname


def _body(flat: Flat, runs: Runs, start: int) -> Runs:
    """Return the runs from place `start` of the flat text on, with all that was beyond the head."""
    out: list[Run] = []
    for begin, end, run in flat.runs_between(start, len(flat.text)):
        out.append(Run(flat.text[begin:end], run.line, run.marks, run.href))
    seen = len(flat.runs)
    kept = [run for run in runs if run.image is None and "comment" not in run.marks]
    return (*out, *kept[seen:])


def _is_no_title(flat: Flat, atom: Atom) -> bool:
    """Return whether brackets among the words of a title are none of it; "open()" is a word."""
    kind = parse_group(atom.text).kind
    called = flat.text[: atom.start][-1:].isalnum()
    return kind in {"date", "people"} or (kind == "empty" and not called)


def _with_asides(flat: Flat, atoms: list[Atom], span: tuple[int, int]) -> tuple[int, int]:
    """Return the span of a title with the brackets behind it that are part of it.

    Such are set off with it, go on with it ("… at Work (and at Home)"), or stand before the period that ends it
    ("… of Gates (Extended Version). Ambio"), and hold no fact.
    """
    first, last = span
    for n in range(last + 1, len(atoms)):
        atom, title = atoms[n], atoms[first]
        inner = atom.text.strip("()[]（） ")
        if atom.kind != "group" or atom.text[0] not in "(（":
            break
        if parse_group(atom.text).kind not in {"aside", "short"} and not is_part(inner):
            break
        if title.setting == "link":
            inside = atom.href == title.href
        else:
            inside = title.setting in atom.marks if title.setting != "plain" else False
        goes_on = is_clause(inner) or (inner[:1].islower() and inner.split()[0] in {"and", "or", "but", "not"})
        closed = atoms[min(n + 1, len(atoms) - 1)].kind in {"text", "link"} and flat.text.startswith(". ", atom.end)
        if is_name_here(inner, "") or not (inside or goes_on or is_part(inner) or (closed and last == n - 1)):
            break
        last = n
    return first, last


def _title(flat: Flat, atoms: list[Atom], span: tuple[int, int]) -> tuple[str, tuple[str, ...]]:
    """Return title and short names of the atoms first..last, with the short names between them cut."""
    first, last = span
    named = _named_quote(atoms, span) or _written_out(flat, atoms, span)
    if named is not None:
        return named
    pieces: list[str] = []
    shorts: list[str] = []
    at = atoms[first].start
    for n in range(first, last + 1):
        atom = atoms[n]
        if atom.kind == "link" or (atom.kind == "group" and _is_no_title(flat, atom)):
            pieces.append(flat.text[at : atom.start])
            at = atom.end
        elif (
            atom.kind == "group"
            and n > first
            and atoms[n - 1].text.split()[-1].lower() not in FUNCTION
            and is_name_here(atom.text.strip("()[]（） "), flat.text[atom.end : atoms[last].end])
        ):
            pieces.append(flat.text[at : atom.start].rstrip())
            shorts.append(atom.text.strip("()[]（） "))
            at = atom.end
    pieces.append(flat.text[at : atoms[last].end])
    opening = next(flat.runs_between(atoms[first].start, atoms[last].end))
    emphasised = None
    later = [run for _, _, run in flat.runs_between(opening[1], atoms[last].end) if run.text.strip()]
    if later and opening[2].marks - later[0].marks:
        emphasised = flat.text[opening[0] : opening[1]].rstrip(": ")
    title, names = names_in_title("".join(pieces), emphasised=emphasised)
    return title, tuple(dict.fromkeys([*names, *shorts]))


def _named_quote(atoms: list[Atom], span: tuple[int, int]) -> tuple[str, tuple[str, ...]] | None:
    """Return title and short names of a name, a colon and a quoted title ("**3DETR**: “An End-to-End …”"), or None."""
    first, last = span
    if last != first + 1 or atoms[last].kind != "quote" or atoms[last].before not in {"colon", "mark", "dash"}:
        return None
    name = strip_title(atoms[first].text)
    title, shorts = names_in_title(atoms[last].text)
    if title_key(name) != title_key(title) and not is_lead_name(name, emphasised=True) and re.search(r"\w", name):
        return None
    names = [name] if re.search(r"\w", name) and name != title else []
    return title, tuple(dict.fromkeys([*names, *shorts]))


def _written_out(flat: Flat, atoms: list[Atom], span: tuple[int, int]) -> tuple[str, tuple[str, ...]] | None:
    """Return title and short names behind a name that is set off ("[SHEEP](…) - Counting by Night"), or None."""
    first, last = span
    if last == first or atoms[first + 1].before != "dash" or not writes_out(atoms[first], atoms[first + 1]):
        return None
    title, shorts = names_in_title(flat.text[atoms[first + 1].start : atoms[last].end])
    return title, tuple(dict.fromkeys([strip_title(atoms[first].text), *shorts]))


def _order(fields: tuple[Field | None, ...]) -> tuple[Field, ...]:
    order: list[Field] = []
    for name in fields:
        if name is not None and (not order or order[-1] != name):
            order.append(name)
    return tuple(order)


def _with_surnames_apart(lead: Lead) -> Lead:
    """Return a lead with each surname an author: "Lund, Oak" are two."""
    names = (part for name in lead.people.names for part in name.split(", "))
    return replace(lead, people=replace(lead.people, names=tuple(names)))


def read_again(lead: Lead, prior: Prior) -> Lead:
    """Return the facts of a lead that has been read, and not completed, under another prior."""
    if lead.cut is None or lead.cut.formal is not None or is_stated(lead.cut.runs):
        return lead
    unsure = lead.people == NOBODY or lead.order[:1] == ("title",)
    named = with_dated_names(lead.cut) if prior.dated and unsure else None
    apart = lead.order[:2] == ("authors", "title") and not keeps_surname(lead.title)
    named = named or (with_surnames(lead.cut) if prior.surnamed and not apart else None)
    if prior.closed and named is None and (closed := with_names_behind(lead.cut)) is not None and closed.formal:
        return _with_surnames_apart(_facts(closed, closed.formal))
    if named is not None and named.formal is not None:
        return _facts(named, named.formal)
    if prior.setting == "link" and prior.first == "title" and (bare := behind_category(lead.cut.runs)) is not None:
        cut = cut_of(bare)
        return _facts(cut, cut.formal or label(cut.atoms, prior))
    labelled = label(lead.cut.atoms, prior)
    same = labelled.fields == lead.fields
    again = replace(lead, score=labelled.score) if same else _facts(lead.cut, labelled)
    if prior.second == "authors":
        again = _with_signer(again)
    return as_venue(again) if prior.placed else again


@lru_cache(maxsize=8_000)
def read_lead(runs: Runs, prior: Prior) -> Lead:
    """Return the facts of a lead under what its siblings have in common; whoever completes them takes a copy."""
    cut = cut_of(runs)
    if is_stated(runs):
        return _facts(cut, label(cut.atoms, TITLE_ONLY))
    lead = _facts(cut, cut.formal or label(cut.atoms, prior))
    if (bare := without_sole_link(runs)) is None:
        return lead
    cut = replace(cut_of(bare[1]), link=bare[0])
    whole = _facts(cut, cut.formal or label(cut.atoms, prior))
    return whole if _is_whole_reference(whole, lead) else lead


def _is_whole_reference(lead: Lead, linked: Lead) -> bool:
    """Return whether the words of one link are a reference with all its fields, and not just its title."""
    if not lead.people.names or not lead.title or lead.cut is None:
        return False
    dated = bool(dates_in(lead.cut.flat.text)) and len(lead.people.names) > len(linked.people.names)
    return dated or lead.cut.formal is not None


def _put_people(lead: Lead, cut: Cut, fields: tuple[Field | None, ...], titles: list[tuple[int, int]]) -> str | None:
    """Take the authors out of the stretches that are told to be such; return a body behind the title, or None.

    Where authors stand before the title it has not written the work: "Ada Lund. 1983. Wool. Pasture Inc., Oakham".
    """
    flat, atoms = cut.flat, cut.atoms
    house: str | None = None
    people = list(spans_of_people(atoms, fields))
    for begin, end in people:
        text = text_of_people(flat, atoms, begin, end)
        if (
            cut.formal is None
            and titles
            and begin < titles[0][0] < people[-1][0]
            and _is_name(atoms, titles[0][0], text)
        ):
            lead.short_names = tuple(dict.fromkeys([text, *lead.short_names]))
            continue
        behind = bool(titles) and bool(lead.people.names) and begin > titles[0][1]
        if behind and _is_journal(text, lead.people):
            put_venue(lead, text)  # they stand before the title: "Oak & Elm (1970). Title. J Mol Biol"
            continue
        if titles and " " not in text and _signed_in_brackets(atoms[titles[0][1] + 1 : begin]):
            put_venue(lead, text)  # "*Wool* (with Ada Lund), Pasture, 1983"
            continue
        if behind and (body := split_people(text).organisation):
            house = body  # "Ada Lund. 1983. Wool. Pasture Assoc. Inc., Oakham"
            continue
        if behind and atoms[begin].before == "by" and _REVIEW.match(lead.title):
            continue  # who wrote the book
        if behind and cut.formal is None and _are_others(lead, atoms[begin : end + 1]):
            continue
        if lead.before_authors is None:
            lead.before_authors = atoms[begin].before
        styled = cut.formal is not None
        signed = split_people(text, first=bool(titles) and (styled or end < titles[0][0]))
        if styled and not lead.people.names and (is_body(text) or text[:1].isdigit()):
            signed = People(organisation=" ".join(text.split()).rstrip(" .,:"))
        lead.people = merged(lead.people, signed)
    return house


def _is_name(atoms: list[Atom], title: int, text: str) -> bool:
    """Return whether a word before a title is its short name: a colon parts them, and who signs stands behind it."""
    return " " not in text and atoms[title].before == "colon" and atoms[title].setting in {"quote", "bold"}


def _signed_in_brackets(atoms: list[Atom]) -> bool:
    """Return whether brackets among some atoms hold the names of people."""
    return any(atom.kind == "group" and parse_group(atom.text).kind == "people" for atom in atoms)


def _are_others(lead: Lead, behind: list[Atom]) -> bool:
    """Return whether people behind a title did not write it: who did is before it ("Ada Lund; [Wool](…), Ben Oak").

    A house may be called as a person is: "Ada Lund: *Wool*. Ben Oak, 1991".
    """
    return (
        lead.setting in {"link", "italic"} and all(map(is_person, lead.people.names)) and behind[0].setting == "plain"
    )


_REVIEW = re.compile(r"(?:book )?rev(?:iew|\.) (?:of|essay)\b", re.IGNORECASE)
_TRACK = re.compile(r"oral|spotlight|poster|findings|demo|tutorial|keynote|usenix|industrial|in", re.IGNORECASE)
_SURNAME = re.compile(r"[^\W\d_a-z][\w'’-]*[a-zà-ÿ]")


def _put_signed_venue(lead: Lead) -> None:
    """Take the surname that nothing parts from the venue behind it for the author ("Gates of Wool - Lund OSDI ’95")."""
    name, _, venue = (lead.venue or "").partition(" ")
    if lead.people.names or lead.people.organisation or venue.lower() not in ACRONYMS or is_body(name):
        return
    if _TRACK.fullmatch(name):
        return
    if _SURNAME.fullmatch(name) and people_score(name) > 0.0 and venue_name_score(name) <= 0.0:
        lead.people, lead.venue = split_people(name), venue


def _with_signer(lead: Lead) -> Lead:
    """Return a lead with the surname behind its title as its author, as siblings have theirs there: "…, Oak 2010"."""
    name = lead.venue or ""
    alone = lead.order[:2] == ("title", "venue") and not lead.people.names and not lead.people.organisation
    if not alone or _SURNAME.fullmatch(name) is None or _TRACK.fullmatch(name) or is_body(name):
        return lead
    known = name.lower() in ACRONYMS or venue_name_score(name) > 0.0 or people_score(name) <= 0.0
    return lead if known else replace(lead, people=split_people(name), venue=None)


def _put_house(lead: Lead, house: str | None) -> None:
    """Take a body behind the title for the venue, where there is no better one."""
    if house is not None and " " in house and (lead.venue is None or venue_name_score(lead.venue) < 0):
        lead.venue = house


def _facts(cut: Cut, labelled: Labelled) -> Lead:
    """Return what the atoms say as the fields that they were told to be."""
    flat, atoms, fields = cut.flat, cut.atoms, labelled.fields
    if cut.formal is None:
        fields = with_title_as_set(flat, atoms, fields)
    lead = Lead(ordinal=cut.ordinal, venue=cut.venue, cut=cut, fields=fields)
    lead.score = labelled.score
    lead.order = _order(fields)
    fields = with_closing_place(atoms, _without_what_is_said(atoms, fields))
    prose_at = next((n for n, name in enumerate(fields) if name == "prose"), len(atoms))
    titles = spans(atoms, fields, "title")
    if titles:
        first, last = _with_asides(flat, atoms, titles[0])
        lead.title, lead.short_names = _title(flat, atoms, (first, last))
        lead.setting = atoms[first].setting
        lead.href = next(
            (atoms[n].href for n in range(first, last + 1) if atoms[n].href and atoms[n].kind != "link"), None
        )
        if lead.href is None:
            lead.href = next(
                (run.href for _, _, run in flat.runs_between(atoms[first].start, atoms[last].end) if run.href), None
            )
        lead.href = lead.href or cut.link
        lead.trend = is_trend(lead.title)
    house = _put_people(lead, cut, fields, titles)
    title_end = _with_asides(flat, atoms, titles[0])[1] if titles else -1
    title_start = titles[0][0] if titles else 0
    put_groups(lead, atoms[:prose_at], fields, (title_start, title_end))
    put_venues(lead, flat, atoms, fields)
    _put_house(lead, house)
    _put_signed_venue(lead)
    if lead.venue:
        lead.venue = with_school(lead.venue, flat.text)
    if titles and len(lead.dates) == 1 and has_day(lead.dates[0]) and lead.order[:1] == ("venue",):
        _other_date(lead, flat.text[atoms[titles[0][1]].end : atoms[prose_at - 1].end])
    if not lead.people.names:
        put_closing_people(lead, atoms[prose_at:])
    if not lead.dates and lead.venue and prose_at > 0 and _closes_with_date(flat.text[atoms[prose_at - 1].end :]):
        lead.dates = dates_in(flat.text[atoms[prose_at - 1].end :])
    lead.dates = lead.dates or list(cut.dates)
    if cut.name and cut.name != lead.title:
        lead.short_names = tuple(dict.fromkeys([cut.name, *lead.short_names]))
    lead.venue = None if lead.venue == lead.title else _behind_remark(lead.venue)
    lead.whole = prose_at == len(atoms)
    if prose_at < len(atoms):
        lead.body = _body(flat, cut.runs, atoms[prose_at].start)
    elif len(flat.text) < sum(len(run.text) for run in cut.runs if run.image is None and "comment" not in run.marks):
        lead.body = _body(flat, cut.runs, len(flat.text))
    return lead


_TOLD = re.compile(r"[!?]$|(?:^|\s)[a-z]\S* (?:\S+ )*[a-z][a-z]+\.$")  # small words, and no shortened one at the end
_SENTENCE = re.compile(r"(?P<said>[^.!?]*[^\W\d_A-Z]{2}[.!?]) (?P<venue>[^\W\d_]\S.*)")


def _without_what_is_said(atoms: list[Atom], fields: tuple[Field | None, ...]) -> tuple[Field | None, ...]:
    """Return the fields, words before a linked title none of them ("The BARN paper — [Opening Gates](…)")."""
    title = next((n for n, name in enumerate(fields) if name == "title"), 0)
    before = [atom.text for atom in atoms[:title]]
    if not title or set(fields[:title]) != {"venue"} or atoms[title].setting != "link":
        return fields
    words = " ".join(before)
    said = " " in words and not re.search(r"\d", words) and all(venue_name_score(text) < 0 for text in before)
    return (*(None for _ in before), *fields[title:]) if said else fields


def _behind_remark(venue: str | None) -> str | None:
    """Return a venue without the sentence before it ("The clearest paper I know. SOSP")."""
    match = _SENTENCE.fullmatch(venue) if venue else None
    if match is None or venue_name_score(match["venue"]) < 1.0:
        return venue
    said = match["said"].rstrip(".!?")
    if max(venue_name_score(said), venue_score(said)) > -1.0 or not _TOLD.search(match["said"]):
        return venue
    return match["venue"]


def _is_journal(text: str, people: People) -> bool:
    """Return whether what looks like one more author behind the title is a shortened journal: no comma, no "and"."""
    if re.search(r"\w (?:and|&) \w+ \w", text) and split_people(text).organisation is not None:
        return True  # "Marine and Freshwater Research"
    alone = len(text.split()) > 1 and not re.search(r"[,;&]|\band\b|\bet al", text)
    return alone and name_style(text) != name_style(people.names[0])


def _other_date(lead: Lead, behind: str) -> None:
    """Take the date behind the title where the one before it is that of a day, which says when it was read."""
    if dates := dates_in(behind):
        lead.dates = dates[:1]


_PLACE_AND_YEAR = re.compile(r"[\s,.]*(?:[A-Z][\w.'’-]*[\s,.]+){1,4}\(?(?:1[89]|20)\d\d\)?[\s.]*")


def _closes_with_date(text: str) -> bool:
    """Return whether what stands behind a venue is a place and the year, to the end: ", Oakham (2017)"."""
    return _PLACE_AND_YEAR.fullmatch(text) is not None


__all__ = ["Lead", "badge_dates", "read_lead", "strip_title", "without_ordinal"]
