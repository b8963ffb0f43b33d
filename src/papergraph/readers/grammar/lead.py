"""A lead read as a reference: its fields as facts, what is left over, and how sure that it is a reference at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from papergraph.readers.flat import Flat
from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.grammar.cutting import Cut, badge_dates, cut_of, without_ordinal, without_sole_link
from papergraph.readers.grammar.datednames import with_dated_names
from papergraph.readers.grammar.fields import Labelled, label
from papergraph.readers.grammar.scoring import Field, Prior
from papergraph.readers.grammar.spans import spans, spans_of_people, text_of_people
from papergraph.readers.lexicon.corporate import is_body
from papergraph.readers.lexicon.dates import Printed, dates_in, has_day
from papergraph.readers.lexicon.groups import Group, is_trend, parse_group, settle
from papergraph.readers.lexicon.names import is_lead_name, is_name_here, is_part, names_in_title, strip_title
from papergraph.readers.lexicon.people import NOBODY, People, name_style, split_people
from papergraph.readers.lexicon.venues import venue_and_dates, venue_name_score
from papergraph.readers.lexicon.words import FUNCTION
from papergraph.readers.passages import Run, Runs

_ADDRESS = re.compile(r"<?https?://\S+")
_ISSUE = re.compile(r"\([a-zA-Z]{0,2}\d{1,3}(?:[-–]\d{1,3})?\)")
_SPECIAL = re.compile(r"\b(?:special issue|selected papers|extended version)\b", re.IGNORECASE)
_WORK = frozenset(  # no venue but a kind of work, or how far it is
    ["book", "survey", "paper", "tutorial", "article", "thesis", "report", "accepted", "forthcoming", "in press",
     "to appear", "submitted", "in preparation", "in prep", "under review", "in review"]
)  # fmt: skip


#: What is printed in the place of a venue where there is none yet, or before an address.
_NO_VENUE = re.compile(
    r"(?:(?:in|under) )?(?:available(?: at| from| online)?|accepted|submitted|prep(?:aration)?\.?|press|review|"
    r"revision|to appear|forthcoming|unpublished|online|(?:last )?(?:accessed|visited|retrieved)(?: on)?|accedido el|"
    r"consultado el|abgerufen am|consulté le|acesso em|(?:my|our|this) (?:post|paper|blog|talk))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Lead:
    """The facts of a reference and the runs that are none of it; `strength` is the evidence that it is one."""

    title: str = ""
    short_names: tuple[str, ...] = ()
    people: People = NOBODY
    venue: str | None = None
    dates: list[Printed] = field(default_factory=list)
    ordinal: str | None = None
    href: str | None = None
    body: Runs = ()
    setting: str = "plain"
    order: tuple[Field, ...] = ()
    before_authors: str | None = None
    trend: bool = False
    whole: bool = True  # nothing of the lead is prose
    score: float = 0.0
    asides: tuple[str, ...] = ()
    cut: Cut | None = None
    fields: tuple[Field | None, ...] = ()  # of the cut's atoms


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
        goes_on = inner[:1].islower() and inner.split()[0] in {"and", "or", "but", "not"}
        closed = atoms[min(n + 1, len(atoms) - 1)].kind in {"text", "link"} and flat.text.startswith(". ", atom.end)
        if is_name_here(inner, "") or not (inside or goes_on or is_part(inner) or (closed and last == n - 1)):
            break
        last = n
    return first, last


def _title(flat: Flat, atoms: list[Atom], span: tuple[int, int]) -> tuple[str, tuple[str, ...]]:
    """Return title and short names of the atoms first..last, with the short names between them cut."""
    first, last = span
    named = _named_quote(atoms, span)
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
    if not is_lead_name(name, emphasised=True) and re.search(r"\w", name):
        return None
    names = [name] if re.search(r"\w", name) and name != title else []
    return title, tuple(dict.fromkeys([*names, *shorts]))


def _order(fields: tuple[Field | None, ...]) -> tuple[Field, ...]:
    order: list[Field] = []
    for name in fields:
        if name is not None and (not order or order[-1] != name):
            order.append(name)
    return tuple(order)


def _merge(one: People, other: People) -> People:
    names = tuple(dict.fromkeys([*one.names, *other.names]))
    return People(names, one.truncated or other.truncated, one.organisation or other.organisation)


def read_again(lead: Lead, prior: Prior) -> Lead:
    """Return the facts of a lead that has been read, and not completed, under another prior."""
    if lead.cut is None or lead.cut.formal is not None:
        return lead
    named = with_dated_names(lead.cut) if prior.dated and lead.people == NOBODY else None
    if named is not None and named.formal is not None:
        return _facts(named, named.formal)
    labelled = label(lead.cut.atoms, prior)
    if labelled.fields == lead.fields:
        return replace(lead, score=labelled.score)
    return _facts(lead.cut, labelled)


@lru_cache(maxsize=500)
def read_lead(runs: Runs, prior: Prior) -> Lead:
    """Return the facts of a lead under what its siblings have in common; whoever completes them takes a copy."""
    cut = cut_of(runs)
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


def _facts(cut: Cut, labelled: Labelled) -> Lead:
    """Return what the atoms say as the fields that they were told to be."""
    flat, atoms, fields = cut.flat, cut.atoms, labelled.fields
    lead = Lead(ordinal=cut.ordinal, venue=cut.venue, cut=cut, fields=fields)
    lead.score = labelled.score
    lead.order = _order(fields)
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
    for begin, end in spans_of_people(atoms, fields):
        text = text_of_people(flat, atoms, begin, end)
        if titles and lead.people.names and begin > titles[0][1] and _is_journal(text, lead.people):
            _venue(lead, text)  # they stand before the title: "Oak & Elm (1970). Title. J Mol Biol"
            continue
        if lead.before_authors is None:
            lead.before_authors = atoms[begin].before
        signed = split_people(text, first=bool(titles) and end < titles[0][0])
        if cut.formal is not None and not lead.people.names and (is_body(text) or text[:1].isdigit()):
            signed = People(organisation=" ".join(text.split()).rstrip(" .,:"))
        lead.people = _merge(lead.people, signed)
    title_end = _with_asides(flat, atoms, titles[0])[1] if titles else -1
    title_start = titles[0][0] if titles else 0
    _groups(lead, atoms[:prose_at], fields, (title_start, title_end))
    _venues(lead, flat, atoms, fields)
    if titles and len(lead.dates) == 1 and has_day(lead.dates[0]) and lead.order[:1] == ("venue",):
        _other_date(lead, flat.text[atoms[titles[0][1]].end : atoms[prose_at - 1].end])
    if not lead.people.names and not lead.dates:
        _dated_people(lead, atoms[prose_at:])
    lead.dates = lead.dates or list(cut.dates)
    if cut.name and cut.name != lead.title:
        lead.short_names = tuple(dict.fromkeys([cut.name, *lead.short_names]))
    lead.venue = None if lead.venue == lead.title else lead.venue
    lead.whole = prose_at == len(atoms)
    if prose_at < len(atoms):
        lead.body = _body(flat, cut.runs, atoms[prose_at].start)
    elif len(flat.text) < sum(len(run.text) for run in cut.runs if run.image is None and "comment" not in run.marks):
        lead.body = _body(flat, cut.runs, len(flat.text))
    return lead


def _venue_text(flat: Flat, atoms: list[Atom], begin: int, end: int) -> tuple[str, str | None]:
    """Return the words of a venue without the brackets and links among them, and its short name in brackets.

    The short name stays where it stands right behind the name that is written out ("… of Pastures (JoP), 2019").
    """
    text = flat.text[atoms[begin].start : atoms[begin].end]
    short: str | None = None
    for n in range(begin + 1, min(end + 2, len(atoms))):
        atom = atoms[n]
        set_off = atoms[begin].setting == "italic" or atoms[n - 1].kind == "group"
        if set_off and atom.setting == "plain" and atom.before == "period":
            break  # "*Wool Systems*. Pasture Press, Oakham", "Wool Systems (pp. 1-9). Pasture Press"
        if atom.kind == "group" and n == begin + 1 and (short := _short_venue(atom, text)) is not None:
            text = f"{text.rstrip(' .,')} ({short})"
        elif atom.kind == "group" and _ISSUE.fullmatch(atom.text):
            text += atom.text if atoms[n - 1].end == atom.start else ""  # "JFP 35(e1)": the number is a volume
        elif n <= end:
            between = flat.text[atoms[n - 1].end : atom.start]
            text += between + (" " if atom.kind in {"group", "link"} else flat.text[atom.start : atom.end])
    return text, short


def _short_venue(atom: Atom, text: str) -> str | None:
    """Return the short name of a venue in brackets right behind the venue that is written out, or None."""
    if len(text.split()) < 3 or dates_in(text) or not text.split()[-1].isalpha():
        return None
    group = parse_group(atom.text)
    name = group.venue or (group.text if group.kind == "short" else None)
    return name if name and not group.people.names and len(name.split()) <= 2 else None


def _is_journal(text: str, people: People) -> bool:
    """Return whether what looks like one more author behind the title is a shortened journal: no comma, no "and"."""
    if re.search(r"\w (?:and|&) \w+ \w", text) and split_people(text).organisation is not None:
        return True  # "Marine and Freshwater Research"
    alone = len(text.split()) > 1 and not re.search(r"[,;&]|\band\b|\bet al", text)
    return alone and name_style(text) != name_style(people.names[0])


def _venues(lead: Lead, flat: Flat, atoms: list[Atom], fields: tuple[Field | None, ...]) -> None:
    """Take venue and dates out of the stretches that are told to be such."""
    for begin, end in spans(atoms, fields, "venue"):
        text, short = _venue_text(flat, atoms, begin, end)
        lead.venue = None if short and lead.venue == short else lead.venue
        _venue(lead, text)
        if not lead.dates:  # behind the publisher: "In: *Symposium on Wool*. Pasture Press. 2010"
            behind = dates_in(_ADDRESS.sub(" ", flat.text[atoms[begin].start : atoms[end].end]))
            lead.dates = [date for date in behind if re.search(r"\d{4}", date.words)]


def _venue(lead: Lead, text: str) -> None:
    name, dates = venue_and_dates(_ADDRESS.sub(" ", text))
    if name and re.search(r"\bpp?\.? ?\d|^\W*\d", name):
        name = re.sub(r"[,\s(]*\bpp?\.? ?\d.*$", "", name).strip(" ,(") or None
    if name and "," in name and venue_name_score(name) <= -2.5:  # with the place of the meeting behind it
        name = name.partition(",")[0].strip()
    name = None if name and _NO_VENUE.fullmatch(name) else name
    if name and name.lower() in _WORK:
        lead.asides = (*lead.asides, name)
    elif name and lead.venue is None and venue_name_score(name) > -2.5:
        lead.venue = name
    if not lead.dates:
        lead.dates = dates


def _other_date(lead: Lead, behind: str) -> None:
    """Take the date behind the title where the one before it is that of a day, which says when it was read."""
    if dates := dates_in(behind):
        lead.dates = dates[:1]


def _dated_people(lead: Lead, atoms: list[Atom]) -> None:
    """Take authors and date from brackets behind the prose ("… in a few words. (D. Parnas, 1972)")."""
    for atom in atoms:
        if atom.kind == "group" and len(atom.text) < 120:
            group = parse_group(atom.text)
            if group.kind == "people" and group.dates and not group.weak:
                lead.people, lead.dates, lead.venue = group.people, list(group.dates), lead.venue or group.venue
                return


def _other_group(
    lead: Lead, group: Group, shorts: list[str], asides: list[str], *, after_title: bool, signed: bool
) -> None:
    """Take a short name or an aside out of brackets; after the authors a short name is a venue."""
    if group.kind == "short" and after_title:
        shorts.append(group.text)
    elif group.kind == "short" and signed and lead.venue is None:
        lead.venue = group.text
    elif group.kind in {"aside", "short"}:
        asides.append(group.text)


_DAY_OF_ACCESS = re.compile(r"[\[［][\d./-]{6,10}[\]］]")


def _groups_of(lead: Lead, atoms: list[Atom], title: tuple[int, int]) -> list[tuple[int, Group]]:
    """Return the places and the facts of the brackets that say something of the work."""
    styled = lead.cut is not None and lead.cut.formal is not None
    found: list[tuple[int, Group]] = []
    for n, atom in enumerate(atoms):
        if atom.kind != "group" or (styled and _DAY_OF_ACCESS.fullmatch(atom.text)):
            continue
        group = parse_group(atom.text)
        other = group.kind == "short" and atom.href and atom.href != lead.href  # a page: "… ([WoolNews](https://…))"
        amid = title[0] < n < title[1] and not group.dates and group.kind in {"venue", "organisation"}
        if not other and not amid:
            found.append((n, group))
    return found


def _groups(lead: Lead, atoms: list[Atom], fields: tuple[Field | None, ...], title: tuple[int, int]) -> None:
    """Take the facts out of the brackets of the head; those amid the title hold no venue."""
    title_end = title[1]
    groups = _groups_of(lead, atoms, title)
    shorts: list[str] = []
    asides: list[str] = []
    each = sum(n > 0 and fields[n - 1] == "authors" for n, _ in groups) > 1  # "A. Lund (Wool Ltd, Wales), B. Oak (…)"
    for n, loose in groups:
        others = any(other.people.names for m, other in groups if m != n)
        group = settle(loose, authors_known=bool(lead.people.names or lead.people.organisation or others))
        after_title = title_end >= 0 and n > title_end and all(f is None for f in fields[title_end + 1 : n])
        if group.kind == "trend":
            lead.trend = True
        if group.kind == "venue" and _SPECIAL.search(atoms[n].text) and n and fields[n - 1] == "venue":
            asides.append(atoms[n].text.strip("()[] "))
            continue
        if group.kind in {"date", "people", "venue"} and group.dates and (not lead.dates or not lead.people.names):
            lead.dates = lead.dates or list(group.dates)
        if group.kind == "people":
            lead.people = _merge(lead.people, group.people) if not lead.people.names else lead.people
        if group.kind == "organisation":
            if lead.people.organisation is None:
                lead.people = People(lead.people.names, lead.people.truncated, group.people.organisation)
        elif group.venue and group.venue.lower() in _WORK:
            asides.append(group.venue)
        elif group.venue and lead.venue is None and not (each and not group.dates and fields[n - 1] == "authors"):
            lead.venue = None if _NO_VENUE.fullmatch(group.venue) else group.venue
        signed = n > 0 and fields[n - 1] == "authors" and not each
        _other_group(lead, group, shorts, asides, after_title=after_title, signed=signed)
        if group.kind == "ordinal" and lead.ordinal is None and n == 0:
            lead.ordinal = group.text
    lead.short_names = tuple(dict.fromkeys([*lead.short_names, *(s for s in shorts if s != lead.title)]))
    lead.asides = tuple(asides)


__all__ = ["Lead", "badge_dates", "read_lead", "strip_title", "without_ordinal"]
