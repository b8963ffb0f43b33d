"""Venues and dates of a lead, taken out of the stretches that were told to be such."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.grammar.atoms import Atom
from papergraph.readers.grammar.facts import Lead
from papergraph.readers.grammar.scoring import Field, prose_score
from papergraph.readers.grammar.spans import spans
from papergraph.readers.grammar.writtenout import is_written_out
from papergraph.readers.lexicon.authorship import People
from papergraph.readers.lexicon.dates import VISITED, Printed, dates_in
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.venues import is_han_venue, is_organisation, venue_and_dates, venue_name_score
from papergraph.readers.lexicon.vocabulary import vocabulary

_ORGANISATIONS = vocabulary("organisation")
_OF_COMPANY = frozenset(
    ["ai", "and", "asia", "brain", "cloud", "inc", "lab", "labs", "open", "reality", "research", "robotics", "team"]
)
_ADDRESS = re.compile(r"<?https?://\S+")
#: Words that end no name of a venue.
_LEADS_ON = frozenset({"about", "at", "by", "for", "from", "in", "of", "on", "our", "the", "to", "with"})
_ISSUE = re.compile(r"\([a-zA-Z]{0,2}\d{1,3}(?:[-–]\d{1,3})?\)")
WORK = frozenset(  # no venue but a kind of work, or how far it is
    ["book", "survey", "paper", "tutorial", "article", "thesis", "report", "accepted", "forthcoming", "in press",
     "to appear", "submitted", "in preparation", "in prep", "under review", "in review", "manual", "slides", "course",
     "video", "talk", "presentation", "lecture", "website"]
)  # fmt: skip
_REMARK = re.compile(r".*[!！]|(?!.*第?\d+[卷期]).*[\u3400-\u9fff](?:.*[\u3400-\u9fff]){2}.*")  # "New!", "多图详解"

#: A meeting on several fields: "Proceedings of the Conference on Wool, Computational Felt and Biomedical Fleece".
_SEVERAL = re.compile(
    r"[^,]+ (?:[Oo]n|[Ff]or|of) [^,]+(?:, [A-Z][^,\d]+){0,3}"
    r"(?:, [A-Z][^,\d]*? (?:and|&) [A-Z][^,\d]*|,? (?:and|&) [A-Z][^,\d]*)(?=,|$)"
)
#: What is printed in the place of a venue where there is none yet, or before an address.
NO_VENUE = re.compile(
    r"in:?|(?:currently )?(?:(?:in|under) )?(?:e-?prints?|available(?: at| from| online)?|accepted|submitted|"
    r"prep(?:aration)?\.?|press|review|revision|to appear|forthcoming|unpublished|online|"
    rf"{VISITED}(?: .{{2,20}})?|(?:my|our|this) (?:post|paper|blog|talk)|"
    r"[*†‡]*(?:equal(?:ly)? contribut\w+|corresponding authors?|(?:co-?|joint )first authors?|alphabetical order))",
    re.IGNORECASE,
)


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
            text = f"{text.rstrip(' .,')} ({_with_edition(short, atom, text)})"
        elif atom.kind == "group" and _ISSUE.fullmatch(atom.text):
            volume = atoms[n - 1].end == atom.start and text[-1:].isdigit()
            text += atom.text if volume else ""  # "JFP 35(e1)": the number is a volume
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


_NTH = re.compile(r"(?:the )?(\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)


def _with_edition(short: str, atom: Atom, text: str) -> str:
    """Return a short name with the number behind it that is the one of the meeting: "54th … on Wool (WOOL-54)"."""
    nth, said = _NTH.match(text), re.search(r"[^\W\d]([- ]\d{1,3})[)\]]$", atom.text)
    return short + said[1] if nth and said and nth[1] == said[1][1:] and not short.endswith(said[1]) else short


#: "KOS15" before a title: the key of a bibliography, and no venue where a known one stands behind it.
_KEY = re.compile(r"[A-Z][A-Za-z+]{1,11}\d\d[a-z]?")


def put_venues(lead: Lead, flat: Flat, atoms: list[Atom], fields: tuple[Field | None, ...]) -> None:
    """Take venue and dates out of the stretches that are told to be such."""
    for first, end in spans(atoms, fields, "venue"):
        if _is_remark_by(atoms, fields, first, end):
            lead.asides = (*lead.asides, flat.text[atoms[first].start : atoms[end].end])
            continue
        begin = _set_off_behind(atoms, first, end)
        text, short = _venue_text(flat, atoms, begin, end)
        lead.venue = None if short and lead.venue == short else lead.venue
        if (
            lead.venue
            and _KEY.fullmatch(atoms[0].text)
            and venue_name_score(lead.venue) < 1.0 <= venue_name_score(text)
        ):
            lead.venue, lead.dates = None, []
        put_venue(lead, text)
        behind = dates_in(_ADDRESS.sub(" ", flat.text[atoms[begin].start : atoms[end].end]))
        if lead.dates and lead.cut is not None and lead.cut.formal:  # a year alone could be that of a visit
            behind += _dates_left(flat, atoms, fields, end)
        if not lead.dates:  # behind the publisher: "In: *Symposium on Wool*. Pasture Press. 2010"
            lead.dates = [date for date in behind if re.search(r"\d{4}", date.words)]
        elif len(lead.dates) == 1 and lead.dates[0].month is None:  # "Symposium on Wool (SOW-2021), Lund, June 2021"
            lead.dates = [date for date in behind if date.month and date.year == lead.dates[0].year][:1] or lead.dates


_WORD_BEFORE = re.compile(r"[^\W\d_]\.?\s+$")


def _dates_left(flat: Flat, atoms: list[Atom], fields: tuple[Field | None, ...], end: int) -> list[Printed]:
    """Return the dates behind a venue in what a citation style has no field for: "Proc. Hay 2, 2 (August 2009), 1-9".

    A month that no sign parts from the word before it may be one of the name: "Sci Mar 2000; 64:1-9".
    """
    last = end
    while last + 1 < len(atoms) and fields[last + 1] is None:
        last += 1
    text = _ADDRESS.sub(" ", flat.text[atoms[end].end : atoms[last].end])
    before = flat.text[atoms[end].start : atoms[end].end]
    return [date for date in dates_in(text) if not (date.month and _WORD_BEFORE.search(before + text[: date.start]))]


def _is_remark_by(atoms: list[Atom], fields: tuple[Field | None, ...], first: int, end: int) -> bool:
    """Return whether words before "by" and the authors are a remark: "[Title](…) - Broad explanation by Anna Lund"."""
    signed = end + 1 < len(atoms) and fields[end + 1] == "authors" and atoms[end + 1].before == "by"
    text = " ".join(atom.text for atom in atoms[first : end + 1])
    plainly = signed and len(text.split()) > 1 and not dates_in(text) and not atoms[first].href
    return plainly and venue_name_score(text) < 0.5 and any(word.islower() for word in text.split())


def _set_off_behind(atoms: list[Atom], first: int, end: int) -> int:
    """Return where a venue begins in italics behind the point of other words, which are none by themselves."""
    later = (n for n in range(first + 1, end + 1) if atoms[n].before == "period" and atoms[n].setting == "italic")
    n = next(later, first)
    before = atoms[first]
    if n == first and before.text[:1].islower() and venue_name_score(before.text) <= 0.0:
        known = (n for n in range(first + 1, end + 1) if atoms[n].before == "comma")
        return next((n for n in known if venue_name_score(atoms[n].text) >= 2.0), first)  # "a survey, PVLDB"
    told = before.setting == "plain" and len(before.text.split()) > 2 and venue_name_score(before.text) < 0.4
    return n if told and not dates_in(before.text) else first


_CLOSING = 6  # words of a place before the year that ends a reference, at most


def with_closing_place(atoms: list[Atom], fields: tuple[Field | None, ...]) -> tuple[Field | None, ...]:
    """Return the fields with a few words and a year that end a reference as its venue ("… Fence prize notes, 2009.").

    So behind a title that is set off, with its authors before it, where nothing else follows.
    """
    at = next((n for n, name in enumerate(fields) if name == "prose"), len(atoms))
    if at + 2 != len(atoms) or fields[:at].count("venue") or "authors" not in fields[:at] or fields[at - 1] != "title":
        return fields
    words, year = atoms[at], atoms[at + 1]
    closes = year.before == "comma" and re.fullmatch(r"(?:19|20)\d\d\.?", year.text) is not None
    set_off = atoms[at - 1].setting in {"bold", "quote", "link"} and words.kind == "text"
    capital = words.text[:1].isupper() and len(words.text.split()) <= _CLOSING
    return (*fields[:at], "venue", "venue") if closes and set_off and capital else fields


def _is_company(name: str) -> bool:
    """Return whether all words of a name are of known organisations ("IBM", "Google/Uber", "Facebook AI")."""
    words = [word.lower() for word in re.split(r"[\s/,&+]+", name) if word]
    known = sum(word in _ORGANISATIONS for word in words)
    return known > 0 and all(word in _ORGANISATIONS or word in _OF_COMPANY for word in words)


def _without_companies(name: str) -> tuple[str | None, str | None]:
    """Return a venue without the companies that stand beside it ("Google Research, WOOL"), and these."""
    if _is_company(name):
        return None, name
    parts = re.split(r"[,;]\s+", name)
    companies = [part for part in parts if _is_company(part)]
    if not companies or venue_name_score(name) >= 3.0:
        return name, None
    return ", ".join(part for part in parts if part not in companies), ", ".join(companies)


def _is_phrase(name: str, lead: Lead) -> bool:
    """Return whether words lead on to what is behind them ("A nice review of"), or are a sentence before a title."""
    words = name.split()
    if len(words) > 1 and words[-1] in _LEADS_ON:
        return True
    if len(words) > 2 and words[0].lower() in _OPENS_SENTENCE and lead.order[:1] == ("venue",):
        return True  # "This is the list of our WOOL survey [Gates: A Survey](…)"
    small = sum(word[0].islower() for word in words)
    leads_in = len(words) > 2 and 2 * small > len(words) and lead.order[:2] == ("venue", "title")
    if leads_in and lead.setting == "link" and venue_name_score(name) < 0.3:
        return True  # "Original work on wool [Shearing by Night](…)"
    sentence = prose_score(name) >= (0.8 if len(words) > 8 else 1.2)
    return sentence and lead.order[:1] == ("venue",) and venue_name_score(name) < 1.2


_OPENS_SENTENCE = frozenset({"this", "these", "here", "we", "our", "it", "check", "see", "please", "my", "i"})
_HAN_REMARK = re.compile(r"[\s,、，]*[\u3400-\u9fff、，].*", re.DOTALL)


def _without_remark(name: str) -> str | None:
    """Return a venue in Latin letters without the Han signs behind it ("arXiv v1 全文/表 1"); None for a remark.

    Names in Han signs alone stay as they are, and those in brackets.
    """
    if not re.search(r"[A-Za-z]{2}", name) or not re.search(r"[\u3400-\u9fff]", name) or is_han_venue(name):
        return name
    latin = _HAN_REMARK.sub("", name).strip(" ,(（/")
    if venue_name_score(latin) >= 1.2:
        return latin
    return None if re.match(r"[\u3400-\u9fff]", name) and re.search(r"\s", name) else name


def put_venue(lead: Lead, text: str) -> None:
    """Take venue and dates out of the words of one stretch; who published it without authors is an organisation."""
    name, dates = venue_and_dates(_ADDRESS.sub(" ", text))
    if name and re.search(r"\bpp?\.? ?\d|^\W*\d", name):
        name = re.sub(r"[,\s(]*\bpp?\.? ?\d.*$", "", name).strip(" ,(") or None
    if name and "," in name and venue_name_score(name) <= -2.5:  # with the place of the meeting behind it
        fields = _SEVERAL.match(name)
        name = fields[0] if fields else name.partition(",")[0].strip()
    if name and lead.cut is not None and lead.cut.formal is None and lead.order[:1] == ("title",):
        name, company = _without_companies(name)
        if company and lead.people.organisation is None:
            lead.people = People(lead.people.names, lead.people.truncated, company)
    name = None if name and (NO_VENUE.fullmatch(name) or _is_phrase(name, lead)) else name
    name = _without_remark(name) if name and not name.isascii() and not (lead.cut and lead.cut.formal) else name
    first = lead.order[:1] == ("venue",) and lead.cut is not None and lead.cut.formal is None
    if name and first and _REMARK.fullmatch(name) and venue_name_score(name) < 0:
        name = None  # a remark before the title
    if (
        name
        and name.islower()
        and len(name.split()) > 2
        and venue_name_score(name) < 0
        and lead.order[:1] == ("title",)
    ):
        name = None  # "Gates - what they say about wool. Lund, Ambio 2015"
    if name and name.lower() in WORK:
        lead.asides = (*lead.asides, name)
    elif name and lead.venue is None:
        known = venue_name_score(name) > -2.5 or name.startswith("Proceedings of ") or is_written_out(text)
        lead.venue = name if known else None
    if not lead.dates:
        lead.dates = dates


_DEGREE = re.compile(
    r"(?:(?:Ph\.? ?D|D\.? ?Phil|M\.? ?Sc|M\.? ?Phil|Master[’']?s?|Doctoral|Bachelor[’']?s?|Diploma)\.?\s?)?"
    r"(?:[Tt]hesis|[Dd]issertation)?"
)
_SCHOOL = re.compile(
    r"(?:\.? ?[Tt]hesis|\.? ?[Dd]issertation)?(?:[.,:]| at| from)? +"
    r"(?P<name>(?:l['’])?[A-ZÉÈ][^.,;:()\d]{3,60}?)(?=[.,;(]| \d|$)"
)


def with_school(venue: str, text: str) -> str:
    """Return the name of a kind of thesis with the university behind it in the text ("PhD. Thesis. Wales College").

    Any other venue comes back as it is.
    """
    if not _DEGREE.fullmatch(venue):
        return venue
    at = text.find(venue)
    match = _SCHOOL.match(text, at + len(venue)) if at >= 0 else None
    return text[at : match.end("name")].strip() if match and is_organisation(match["name"]) else venue
