"""What stands in brackets after or before a title: a date, a venue, people, an organisation, a short name, an aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from papergraph.readers.lexicon.authorship import NOBODY, People
from papergraph.readers.lexicon.corporate import is_body
from papergraph.readers.lexicon.dates import Printed, dates_in, without_dates
from papergraph.readers.lexicon.etal import without_et_al
from papergraph.readers.lexicon.hangroups import with_signs, without_said
from papergraph.readers.lexicon.identified import without_identifiers
from papergraph.readers.lexicon.imprints import is_city, press_behind_place
from papergraph.readers.lexicon.labels import venue_in_label
from papergraph.readers.lexicon.namelists import (
    are_likely_people,
    are_mostly_people,
    are_names,
    are_people,
    are_surnames,
    are_turned,
)
from papergraph.readers.lexicon.names import is_codelike, is_short_name, is_status
from papergraph.readers.lexicon.occasions import is_occasion
from papergraph.readers.lexicon.people import name_style, people_score, split_people
from papergraph.readers.lexicon.schools import is_school
from papergraph.readers.lexicon.signedgroups import names_and_place, signers
from papergraph.readers.lexicon.venues import PUBLISHED, is_organisation, venue_and_dates, venue_name_score, venue_score
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import AND

GroupKind = Literal["date", "people", "venue", "organisation", "short", "status", "ordinal", "trend", "aside", "empty"]

_TREND = re.compile(
    r"\b(?:as a trend|placeholder|to be (?:added|announced|decided|written)|t\.?b\.?[ad]\.?|coming soon|"
    r"work in progress|wip|your paper here)\b|"
    r"^(?:to be continued\b|(?:(?:many |much )?more|others)\b[^:]{0,40}\b(?:to come|soon)\W*$|to ?do\W*$)|"
    r"^\W*(?:(?:持续|陆续|不断)?更新中|待(?:更新|补充|续)|未完待续|敬请期待)\W*$|"
    r"^(?:n\W?a\W?|none|nil)$|^no (?:assigned |required )?(?:readings?|papers?)\b",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\s*(?P<name>[A-Z][^,;]{1,40} (?:Collaborations?|Consortium|Working Group|Study Group|Task Force|Team))"
    r"\s*(?:[,;]|$)"
)
_PAGES = re.compile(r"\b(?:pp?\.|pages?|vol\.|volume|no\.|issue)\s*\d[\d–—-]*|\d+\s*pages", re.IGNORECASE)


#: What to read of it, to whoever reads the list: "(read pp. 12-20, skim ch. 4)".
_INSTRUCTION = re.compile(
    r"(?:(?:please|just|only|optional(?:ly)?|required|also)\W+)*(?:(?:re-?)?read|skim|skip|focus on|browse|watch)\b"
    r"|(?:we )?will (?:be )?discuss|(?:available|posted|on reserve|distributed|provided) (?:on|at|in|through|via)\b"
    r"|(?:esp(?:ecially|\.)?|pp?\.?|pages?|ch(?:ap(?:ter)?)?s?\.?|sec(?:tion)?s?\.?|paragraphs?)\s+\d",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^\s*([^\d()\[\]]{2,80}?),?\s*[(\[]((?:1[89]|20)\d\d)[a-z]?[)\]]\s*$")  # "Lund (1999)"
_LABEL_OF_LINK = re.compile(  # "[Amazon Link]", "[Project]"
    r"(?:[A-Z][\w.]+ )?(?:links?|mirror|download)|project(?: (?:page|site|website))?|home ?page|web(?:site|page)|"
    r"no (?:[\w-]+ ){0,3}(?:link|pdf|code|preprint)s?(?: (?:found|available|yet))?\W*",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w’'-]+"
#: "VLDB 2021 from Anna Lund", "VLDB 2021 by Anna Lund".
_BEHIND_PLACE = re.compile(rf"(?<=\d\d)\s(?:from|by)\s(?={_NAME}(?:(?:, | and | & ){_NAME}){{0,3}}\s*[)\]]?$)")
#: Who speaks about it where it is read: "(lead: Anna Lund)".
_TELLS = re.compile(
    r"(?:discussion )?(?:lead|leader|led by|presenter|presented by|speaker|host|scribe)s?\b\s*[:–—-]?\s", re.IGNORECASE
)
#: How it fared in a competition: "(1st ranked in WOOL2012)", "[Winner of the Wool 2016 challenge]".
_RANKED = re.compile(
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)|first|second|third)\s(?:ranked|rank|place|prize|position)|"
    r"(?:ranked|rank|winners?|runner-?up|champion|state[- ]of[- ]the[- ]art)\b)(?! track)",
    re.IGNORECASE,
)
#: Where the work was printed before: "(an earlier version appeared in: *Wool*, 2005)".
_EARLIER = re.compile(
    r"(?:(?:an?|the|this|also|see also)\s)?(?:earlier|previous|preliminary|prior|older|first|initial|extended|expanded|"
    r"short(?:er)?|full|long(?:er)?|journal|conference|workshop|abridged|revised|preprint|arxiv)\s"
    r"(?:(?:conference|journal|workshop|arxiv|paper)\s)?(?:versions?|papers?|abstracts?|drafts?)\b\W*"
    r"(?:of\s|(?:was\s|has\s|have\s)?(?:been\s)?(?:appear|publish|present|in\b|at\b|under\b|submit|accept|by\b|available))",
    re.IGNORECASE,
)
#: A remark that is cried out or asked: "(the gate was moved in 2007!)"; a name that ends so stands alone.
_CRIED = re.compile(r"[a-z](?=.*\b[a-z]+ [a-z]+ [a-z]+\b).*[!?]")
_COUNTED = re.compile(r"\d[\d,]*\+?\s(?:citations?|stars?|downloads)\b", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\d+ (?:co-?)?(?:authors?|citations?|references|figures|tables|minutes|min)", re.IGNORECASE)
_BARS = re.compile(r"\s+[|｜·]\s+")
_PARTED = re.compile(r",\s+|(?<=[a-z]{3})\.\s+(?=[A-Z])|(?<=\bet al)\.?\s+(?=[a-zA-Z])")  # "Lund et al. WOOL20"
_INITIALS_FIRST = re.compile(r"(?:[A-Z]\.?[- ]?){1,3} ?[A-Z][\w'’-]*[a-zà-ÿ](?: (?:et al\.?|[A-Z]\w+))?")
_FROM = re.compile(r"^(?:from|by)\s+")
#: Capitals amid a word, as in "WOOL" and "PastureTech", that are not those of "McElm" and "DeLund".
_NO_SURNAME = re.compile(r"[A-Z]{2}|(?<!\bMc)(?<!\bMac)(?<!\bFitz)(?<!\b[A-Z][a-z])(?<=[a-z])[A-Z]")
_KEY = re.compile(r"([A-Z][A-Za-z]{2,12})\+?\d{2}[a-z]?")  # of a bibliography: "[Lund98]"
_WITH = re.compile(r"^(?:joint(?:ly)?\s(?:work\s)?)?with\s+", re.IGNORECASE)
_COUNTRIES = vocabulary("country") | {"usa", "uk", "d.c.", "dc"}
_SEASONS = frozenset({"spring", "summer", "fall", "autumn", "winter"})


@dataclass(frozen=True, slots=True)
class Group:
    """The facts in one pair of brackets; `unsure` when its name could be a person as well as a venue.

    `weak`: what was taken for people has neither initials nor a known given name nor "et al.".
    """

    kind: GroupKind
    dates: tuple[Printed, ...] = ()
    venue: str | None = None
    people: People = NOBODY
    text: str = ""
    unsure: bool = False
    weak: bool = False
    name: str | None = None  # of the work, behind venue and year: "【WOOL-2017 SheepNet】"


_WITH_PLACE = re.compile(  # "University of Wool, Wales"
    r"(?!.*\b(?:press|thesis|dissertation|workshop|conference|meeting|proceedings|seminar|symposium|report|journal)\b)"
    r"[^,\d]*\b(?:university|institute|college|academy|laborator(?:y|ies))\b[^,\d]*(?:,\s[^,\d]{3,25}){1,3}",
    re.IGNORECASE,
)


def is_trend(text: str) -> bool:
    """Return whether the words say that this is no work but a trend or a placeholder."""
    return bool(_TREND.search(text))


def _joined(name: str) -> bool:
    """Return whether a piece ends a list of people: "B and C", "A et al."."""
    return bool(re.search(rf"\s{AND}\s|^{AND}\s|\bet al", name))


def _is_alike(piece: str, people: list[str]) -> bool:
    """Return whether a piece is initials and a surname as the people before: "(V Lund, A Oak)", where "a" is a word."""
    return bool(people) and name_style(people[0]) == "initials" and _INITIALS_FIRST.fullmatch(piece) is not None


def _is_place(piece: str, people: list[str], *, last: bool) -> bool:
    """Return whether a piece names a body, or is the last and no person behind people: "(D. Parnas, Ambio, 1972)"."""
    if is_organisation(piece) or is_body(piece):
        return True
    if not last or not people or people_score(piece) >= 3:
        return False
    return _joined(people[-1]) or name_style(piece) not in {name_style(people[0]), "initials"}


def _with_surnames(
    people: list[str], venue: list[str], before: list[str], *, unsure: bool
) -> tuple[list[str], list[str], bool]:
    """Return people, venue and doubt with single words before a person as people: "(Lund, Oak, van Elm and Ash, …)"."""
    several = unsure and len(venue) > 1 and venue == before
    return (venue, [], False) if several else (people, venue, unsure)


def _plain(text: str, rest: str, dates: list[Printed]) -> Group | None:
    """Return the facts of brackets with a date that hold no more than it, a count or a body that signs, or None."""
    if _COUNTED.match(rest):
        return Group("status", text=text)  # "(81 citations, June 2019)"
    if not re.search(r"[^\W\d_]{2}|[A-Z]&[A-Z]", rest) or rest.lower() in _SEASONS:
        return Group("date", tuple(dates), text=text)
    if team := _TEAM.match(rest):
        who = People(organisation=team["name"])  # "(Wool Collaboration, 2024)"
        return Group("people", tuple(dates), rest[team.end() :].strip(" ,;") or None, who, text)
    return None


def _dated(text: str, dates: list[Printed]) -> Group:
    """Return the facts of brackets that hold a date: people, a venue, or the date alone."""
    rest = without_dates(text, dates)
    if plain := _plain(text, rest, dates):
        return plain
    venue: list[str] = []
    people: list[str] = []
    unsure = False
    halves = re.split(r"\s*;\s*", text)
    published = PUBLISHED.match(text) is not None  # what follows on the venue is its place: "Accepted at …, Las Vegas"
    quoted = re.fullmatch(r"[^\W\d_]+['’](?:19|20)\d\d", text) is not None  # "Pastures'2017"
    for n, part in enumerate(halves):
        parts_before = "; ".join(halves[:n])
        name, _ = venue_and_dates(part)
        if not name or part in {"preprint", "pdf"} or (n and dates_in(parts_before) and (venue or people)):
            continue  # "(Machine Learning, 1989; Watkins & Dayan, 1992)": who said it again, and when
        parts = [piece for piece in _PARTED.split(name) if piece]
        for m, piece in enumerate(parts):
            if published and venue:
                continue
            as_people, as_venue = people_score(piece), venue_score(piece)
            alike = _is_alike(piece, people) and not venue
            if not alike and _is_place(piece, people, last=m == len(parts) - 1):
                venue.append(piece)
            elif alike or as_people > max(as_venue, 1.0):
                people, venue, unsure = _with_surnames(people, venue, parts[:m], unsure=unsure)
                people.append(piece)
            elif (
                as_people >= 0.3
                and as_venue < 0.5
                and len(piece.split()) == 1
                and not quoted
                and not _NO_SURNAME.search(piece)
            ):
                unsure = unsure or not (people or venue)
                (people if people and not venue else venue).append(piece)
            elif not people or as_venue > 0:
                venue.append(piece)
    placed = next((m for m, piece in enumerate(venue) if m and (venue_score(piece) >= 0.5 or piece.isupper())), 0)
    if unsure and (people or placed):  # "(Hoare, CACM 1969)", "(Lund, Oak, CACM 1969)", "(Oak, Elm & Ash, 1995)"
        people, venue, unsure = [*venue[: placed or 1], *people], venue[placed or 1 :], False
    bodies = [piece for piece in venue if is_organisation(piece)]
    places = [piece for piece in venue if piece not in bodies and venue_score(piece) >= 2.0]
    if len(bodies) == 1 and places and not people:
        return Group("people", tuple(dates), ", ".join(places), People(organisation=bodies[0]), text)
    name, _ = venue_and_dates(halves[0])
    joined = ", ".join(venue) or None
    if not people and name and len(halves) == 1 and not published:
        joined = name
    stops = any(without_et_al(said) != said for said in (text, *people))
    found = split_people(", ".join(people) + (" et al." if stops else "")) if people else NOBODY
    kind: GroupKind = "people" if found.names or found.organisation else "venue"
    if kind == "venue" and joined and joined.islower() and len(joined.split()) > 3 and venue_score(joined) < 0:
        return Group("date", tuple(dates), text=text)  # "(close to this time, but 1981)"
    weak = kind == "people" and not _joined(text) and all(people_score(name) < 2.5 for name in found.names)
    return Group(kind, tuple(dates), joined, found, text, unsure, weak)


def _is_country(text: str) -> bool:
    """Return whether a text ends in a country or a state: "Paris, France", "Austin, Texas"."""
    return text.rpartition(", ")[2].lower() in _COUNTRIES


def _of_imprint(text: str, dates: list[Printed]) -> Group | None:
    """Return the house of brackets that a place begins ("Oakham: Pasture, 1990"), a school, or a year by a city."""
    if is_school(name := without_dates(text, dates).strip(" ,;")):
        return Group("organisation", tuple(dates), people=People(organisation=name), text=text)
    if press := press_behind_place(text):
        return Group("venue", tuple(dates), press, text=text)
    return Group("date", tuple(dates), text=text) if is_city(without_dates(text, dates)) else None


_NOTHING = re.compile(r"n/a|tb[ad]|none", re.IGNORECASE)
_NAMED = re.compile(r"(?P<place>[A-Za-z][A-Za-z&]{1,14}[\s'’-]?(?:(?:19|20)\d\d|\d\d))\s+(?P<name>[^\s\d]\S{1,24})")


def _barred(text: str) -> Group | None:
    """Return the facts of brackets with bars in them, one part a venue with its year: "[Gate | Farm | WOOL 2020]"."""
    parts = [part for part in _BARS.split(text) if part]
    placed = [part for part in parts if is_occasion(part) and dates_in(part)] if len(parts) > 1 else []
    if len(placed) != 1:
        return None
    venue, dates = venue_and_dates(placed[0])
    first = parts[0].strip("*_ ")
    name = first if parts[0] is not placed[0] and is_short_name(first) and len(first.split()) == 1 else None
    return Group("venue" if venue else "date", tuple(dates), venue, text=text, name=name)


def _named(text: str) -> Group | None:
    """Return the facts of brackets with the name of the work behind a known venue and its year, or None."""
    text = text.strip(" ()[]（）【】")
    if (barred := _barred(text)) is not None:
        return barred
    place = venue_in_label(text)
    if place and text.endswith(place):  # "[Paper WOOL-2014]"
        venue, dates = venue_and_dates(place)
        return Group("venue", tuple(dates), venue, text=text) if venue and dates else None
    match = _NAMED.fullmatch(text)
    if match is None or venue_score(match["place"]) < 2.5 or is_status(match["name"]) or not is_codelike(match["name"]):
        return None
    venue, dates = venue_and_dates(match["place"])
    known = bool(venue and dates) and is_short_name(match["name"]) and venue_name_score(match["name"]) < 1.0
    return Group("venue", tuple(dates), venue, text=text, name=match["name"]) if known else None


def _dated_words(inner: str, text: str, dates: list[Printed]) -> Group:
    """Return the facts of brackets that hold a date; a remark among them is an aside."""
    group = _of_imprint(text, dates) or _dated(text, dates)
    wordy = sum(word[:1].islower() for word in text.split()) > 5 and group.kind == "venue"
    if wordy and venue_score(text) < 0:
        led = dates[0].start == 0 and dates[0].plain  # "(2018, about this and that)"
        return Group("date", tuple(dates[:1]), text=inner) if led else Group("aside", text=inner)
    return group


def _with_names(text: str) -> Group | None:
    """Return the facts of brackets in which a sign parts names from where and when, or None."""
    text = " ".join(text.strip(" ()[]（）【】").split())
    parts = names_and_place(text)
    if parts is None or _is_country(parts[0]) or is_city(parts[0]):
        return None
    name, dates = venue_and_dates(parts[1])
    return Group("people", tuple(dates), name, signers(parts[0]), text)


def _signed(text: str) -> Group | None:
    """Return several names with the year in brackets behind them ("Lund, Oak (1999)"): all of them are people."""
    match = _SIGNATURE.match(text)
    if match is None or not re.search(r",|;|&|\sand\s|\set al", match[1]) or not are_names(match[1], surely=False):
        return None
    return Group("people", tuple(dates_in(text)), people=split_people(match[1]), text=text.strip())


@lru_cache(maxsize=4_000)
def parse_group(text: str) -> Group:
    """Return what stands in brackets; `text` is given with or without them.

    >>> parse_group("(Howard & Ruder, 2018)").people.names, parse_group("[NeurIPS, 2012]").venue
    (('Howard', 'Ruder'), 'NeurIPS')
    """
    if (whole := _signed(text) or _with_names(text) or _named(text)) is not None:
        return whole
    inner = _BEHIND_PLACE.sub(", ", _SIGNATURE.sub(r"\1, \2", text))
    inner = re.sub(r"^[\s(\[（【{*_]+|[\s)\]）】}*_]+$", "", inner)
    remark = with_signs(inner) != inner  # "（开源，有代码）"
    inner = " ".join(with_signs(inner).split()).strip(" ,;:")
    if not re.search(r"\w", inner) or _NOTHING.fullmatch(inner):
        return Group("empty", text=inner)
    if is_trend(inner):
        return Group("trend", text=inner)
    if re.fullmatch(r"#?\d{1,3}\.?", inner) or (
        "[" in text and (key := _KEY.fullmatch(inner)) and venue_name_score(key[1]) < 2.0
    ):
        return Group("ordinal", text=inner)
    if len(inner) > 160:
        several = inner.count(",") > 2 and not dates_in(inner) and are_mostly_people(inner)
        return Group("people", people=split_people(inner), text=inner) if several else Group("aside", text=inner)
    if (
        _EARLIER.match(inner)
        or _INSTRUCTION.match(inner)
        or _TELLS.match(inner)
        or _RANKED.match(inner)
        or _NUMBER_OF.fullmatch(inner)
        or _CRIED.fullmatch(inner)
        or _LABEL_OF_LINK.fullmatch(inner)
    ):
        return Group("status", text=inner)
    inner_dated = _PAGES.sub("", without_identifiers(inner)).strip(" ,;:")
    dates = [] if _WITH.match(inner) and are_likely_people(_WITH.sub("", inner)) else dates_in(inner_dated)
    if dates and len(inner_dated.split()) <= 20:
        said = without_said(inner_dated)
        return _dated_words(inner, said, dates if said == inner_dated else dates_in(said))
    if without_et_al(inner) != inner and people_score(inner) > 1:
        return Group("people", people=split_people(inner), text=inner)
    signer = _FROM.sub("", inner)
    if is_organisation(signer) or _WITH_PLACE.fullmatch(signer):
        return Group("organisation", people=People(organisation=signer), text=inner)
    if venue_score(inner) >= 2.0 and len(inner.split()) <= 10:
        venue = without_identifiers(inner).strip(" ,:")
        volume = re.search(r" \d{1,4}$", venue)  # "(Nature 636)"
        known = volume is not None and venue_name_score(venue[: volume.start()]) >= 3
        return Group("venue", venue=venue[: volume.start()] if volume and known else venue, text=inner)
    if is_status(inner):
        return Group("status", text=inner)
    others = _WITH.sub("", inner)
    signed = others != inner and (are_people(others) or are_likely_people(others))
    inner = others if signed else inner
    if signed or are_people(inner) or ((are_surnames(inner) or are_turned(inner)) and not _is_country(inner)):
        return Group("people", people=split_people(inner), text=inner)
    if not remark and is_short_name(inner):
        return Group("short", text=inner)
    return Group("status" if remark else "aside", text=inner)


def settle(group: Group, *, authors_known: bool) -> Group:
    """Return a doubtful group settled: one name with a year is an author where no author is printed elsewhere."""
    if group.weak and authors_known and group.dates:
        name, _ = venue_and_dates(group.text)
        return replace(group, kind="venue", people=NOBODY, venue=name, weak=False)
    if not group.unsure:
        return group
    if authors_known or not group.venue:
        return replace(group, unsure=False)
    people = split_people(group.venue)
    return replace(group, kind="people", venue=None, people=people, unsure=False)
