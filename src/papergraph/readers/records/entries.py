"""A record to an entry, the same for every format: title, authors, date, venue, links with their roles, kind, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from papergraph.identifiers import curie_of_url, curies_in, identifier_for_title, title_key
from papergraph.model import Entry, Link, Note, NoteKey, Skipped, Unread, WorkKind
from papergraph.readers.lexicon.dates import Printed, combined, dates_in
from papergraph.readers.lexicon.links import kind_of_url, pastime_of_url
from papergraph.readers.lexicon.names import is_lead_name, is_short_name, names_in_title, strip_title
from papergraph.readers.records.addresses import ARXIV, URL, identifier, links_of, own_of_paper
from papergraph.readers.records.citing import cited, needs_keys
from papergraph.readers.records.places import is_occasion, occasions, shown, venue_of
from papergraph.readers.records.record import Record
from papergraph.readers.records.words import is_official, kind_of
from papergraph.readers.text.cleaning import unescaped

LONGEST_TITLE = 1_000
LONGEST_RAW = 2_000  # characters that an Unread or Skipped repeats

_NOTES: dict[str, tuple[NoteKey, str]] = {
    "summary": ("summary", "Abstract"),
    "contribution": ("contribution", "Contribution"),
    "insight": ("insight", "Insight"),
    "impact": ("impact", "Impact"),
    "result": ("result", "Result"),
    "comment": ("comment", "Note"),
    "award": ("other", "Award"),
    "keywords": ("other", "Keywords"),
}
_TITLE = re.compile(r"[^\W\d_]|^\d{4}$")  # a number is none, but for "1984"
_SCHOLAR = re.compile(r"^(?:\[(?:book|pdf|html|citation|doc|b|c)\]\s*)+(?=\w)", re.IGNORECASE)  # as Google Scholar says
_TRANSLATED = re.compile(r"\[[^\[\]]{10,}\]")  # as PubMed sets a title that it translated
_KIND_LAST = re.compile(r"\s*\((?:core|background)\)\s*$", re.IGNORECASE)
_BUILDS_ON = re.compile(r"\s*builds on:\s*", re.IGNORECASE)
_PROCEEDINGS_TYPE = re.compile(r"(?:conference[ _-]?)?proceedings?", re.IGNORECASE)
_VOLUME_TITLE = re.compile(r"\bproceedings\b|\bconference\b|\bproc\.", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d)(?!\d)")
_LETTER = re.compile(r"[^\W\d_]")
_KEY = re.compile(r"[a-z]+[-_:]?(?:19|20)\d\d[-_:]?[a-z]*", re.IGNORECASE)  # "lund2019mud"
#: What plans of courses have in the place of a title: "(no reading)", "No class", "TBD", "Spring break".
_NO_WORK = re.compile(
    r"\W*(?:no (?:class|readings?|papers?|lecture|meeting|session|assignment|homework)|none|n/?a|tb[ad]|holiday|"
    r"to be (?:announced|determined|decided)|(?:spring|fall|autumn|winter|reading) (?:break|week|recess)|midterm|exam|"
    r"thanksgiving)\W*",
    re.IGNORECASE,
)
_MONTH_WORDS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def entry_of(record: Record, source: str, names: Mapping[str, str]) -> Entry | Skipped | Unread:
    """Return the entry that a record makes, or why it makes none.

    `names` give what other records of the file are called by their keys, for records that say what they build on. The
    entry's id is given later, when all entries of the file are known.
    """
    raw = record.raw[:LONGEST_RAW]
    first, last = record.first_line, record.last_line
    typed, why_not = kind_of(record.type) if record.type else (None, None)
    links = links_of(record)
    if why_not:
        return Skipped(source=source, first_line=first, last_line=last, raw=raw, reason=f"{why_not}, no paper")
    title = _title(record) or (_named(links) if not record.first("title", "title?") else None)
    if not title:
        return Unread(source=source, first_line=first, last_line=last, raw=raw, reason=_untitled(record))
    if _NO_WORK.fullmatch(title) and not links and not record.all("author"):
        return Skipped(source=source, first_line=first, last_line=last, raw=raw, reason="it says that there is no work")
    if pastime := _pastime(record, links, typed):
        return Skipped(source=source, first_line=first, last_line=last, raw=raw, reason=f"{pastime}, no paper")
    bare, shorts = names_in_title(title)
    shorts = tuple(short for short in shorts if is_lead_name(short) or f"{short}:" in title)
    year, month, printed = _date(record)
    month = month or _printed_month(record, year)
    groups = record.all("organisation", "group")
    venue = venue_of(record, typed)
    if venue and typed in {"book", "other"} and title_key(venue) == title_key(title):
        venue = None  # "booktitle" of the book itself
    kind = _kind(record, typed, links, venue)
    return Entry(
        id="",
        source=source,
        first_line=first,
        last_line=last,
        section=(*map(unescaped, record.section), *_sections(record)),
        title=bare if _is_called_behind(title, bare, shorts) else title,
        short_names=_short_names(record, title, shorts),
        authors=tuple(dict.fromkeys(_signed(record))),
        authors_truncated=bool(record.all("others")),
        organisation=groups[0] if groups else None,
        year=year,
        month=month,
        date_printed=printed,
        venue=venue,
        links=own_of_paper(links, record) if kind == "paper" else links,
        notes=tuple(_notes(record, names)),
        kind=kind,
        references=tuple(cited(record, "cites", names)),
        related=tuple(cited(record, "related", names)),
        raw=record.raw,
    )


def add_name(names: dict[str, str], record: Record) -> None:
    """Add what a record is called by its key: its strongest identifier, else its title."""
    key = record.key.casefold()
    if key and key not in names and (name := identifier(record) or _title(record)):
        names[key] = name


def names_others(record: Record) -> bool:
    """Return whether a record says what it builds on or cites, perhaps by the keys of others."""
    stated = record.all("builds_on", "uses") or any(map(_BUILDS_ON.match, record.all("comment")))
    return bool(stated) or needs_keys(record)


# --- title, names, date -------------------------------------------------------------------------------------------


def _signed(record: Record) -> list[str]:
    """Return who signs, in printed order: a group among people, or with other groups, is an author as they are."""
    signed = record.in_order("author", "organisation")
    if record.first("author") or len(signed) > 1:
        return signed
    return record.all("editor")


def _title(record: Record) -> str:
    named = next((text for text in record.all("title", "title?") if not URL.fullmatch(text.strip())), "")
    title = strip_title(_SCHOLAR.sub("", shown(named)))
    title = strip_title(title[1:-1]) if _TRANSLATED.fullmatch(title) else title
    subtitle = strip_title(shown(record.first("subtitle")))
    if title and subtitle and title_key(subtitle) not in title_key(title):
        title = f"{title}: {subtitle}"
    return title if len(title) <= LONGEST_TITLE and _TITLE.search(title) else ""


def _named(links: Sequence[Link]) -> str | None:
    """Return the identifier in place of a title that a record does not have."""
    return identifier_for_title(link.url for link in links if link.role == "paper")


def _is_called_behind(title: str, bare: str, shorts: Sequence[str]) -> bool:
    """Return whether `bare` is a title without what abbreviates it in brackets behind it; all else belongs to a title.

    A substance, a place, a version or a person in brackets is part of what a field calls the title.
    """
    behind = title[len(bare) :]
    return title.startswith(bare) and any(short in behind and _abbreviates(short, bare) for short in shorts)


def _abbreviates(short: str, title: str) -> bool:
    """Return whether the capitals of a name stand in the last words of a title in their order.

    >>> _abbreviates("WaRN", "Walking in Rain without Nets"), _abbreviates("R-11", "Rain at 11")
    (True, False)
    """
    capitals = [] if " " in short else [sign.lower() for sign in short if sign.isupper()]
    words = re.findall(r"[^\W_]+", title.lower())[-2 * len(capitals) - 1 :]
    for first, word in enumerate(words):
        if len(capitals) > 1 and word[0] == capitals[0]:
            letters = iter("".join(words[first:]))
            return all(capital in letters for capital in capitals)
    return False


def _untitled(record: Record) -> str:
    given = record.first("title", "title?")
    if len(given) > LONGEST_TITLE:
        return f"a title of {len(given):,} characters is none"
    if record.first("line"):
        return "a line that names no title"
    called = record.key or record.first("doi", "url")
    return "the record has no title" + (f" ({called[:80]})" if called else "")


def _short_names(record: Record, title: str, shorts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that the title prints, and the record's own; what managers cut off at a colon is none."""
    found = list(shorts)
    # Our own tables, and others, put bars between several values of a cell.
    for text in (each for cell in record.all("short") for each in cell.split(" | ")):
        short = strip_title(shown(text))
        start = title_key(title).startswith(title_key(short))
        if is_occasion(short):  # "abbr: CVPR 2024"
            continue
        if _KEY.fullmatch(short) or not _LETTER.search(short):
            continue
        if is_lead_name(short) or (not start and is_short_name(short) and len(short.split()) <= 4):
            found.append(short)
    return tuple(dict.fromkeys(name for name in found if name != title))


def _month(text: str) -> int | None:
    text = text.strip().lower()
    if re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return int(text)
    match = re.search(r"[a-z]{3}", text)
    return _MONTH_WORDS.index(match[0]) + 1 if match and match[0] in _MONTH_WORDS else None


def _is_number(place: str, date: Printed) -> bool:
    """Return whether two digits behind a hyphen may count meetings as well as years: "SHEEP-12", but not "SHEEP-97"."""
    return date.year >= 2000 and len(date.words) == 2 and place[: date.end - 2].endswith("-")


def _date(record: Record) -> tuple[int | None, int | None, str | None]:
    """Return year, month and the date as printed, where it is more than a year."""
    whole = record.first("date")
    year = _YEAR.search(record.first("year"))
    found = combined(dates_in(whole)) if whole else (None, None, None)
    if found[0] is None and (match := _YEAR.search(whole)):
        found = int(match[1]), None, None
    if year is None and found[0] is None:  # "NeurIPS 2017": the year of the venue, where nothing else is given
        place = record.first("year", "venue", "venue short") or " ".join(occasions(record))
        return combined([date for date in dates_in(place) if not _is_number(place, date)][:1])
    if year is None or int(year[1]) == found[0]:
        month = found[1] or _month(record.first("month"))
        return found[0], month, found[2]
    full = combined(dates_in(record.first("year")))
    dated = (
        None if _YEAR.search(whole) or whole.isdigit() else _month(whole)
    )  # the year in a field, "June 12" in another
    return int(year[1]), _month(record.first("month")) or dated or full[1], full[2]


_MONTH_BEHIND = re.compile(r"[\s,]+(?P<month>[A-Z][a-z]{2})[a-z]{0,6}\b")


def _printed_month(record: Record, year: int | None) -> int | None:
    """Return the month behind the year in a reference that the record holds whole: "Wool. 2020 Feb;114(1):1"."""
    for text in record.all("printed") if year else ():
        _, _, behind = text.partition(f" {year}")
        if match := _MONTH_BEHIND.match(behind):
            return _month(match["month"])
    return None


# --- kind ---------------------------------------------------------------------------------------------------------


def _pastime(record: Record, links: tuple[Link, ...], typed: WorkKind | None) -> str | None:
    """Return "a video" or "a course" where that is all that the record leads to."""
    if typed in {"paper", "book"} or any(link.role == "paper" for link in links) or record.all("venue", "publisher"):
        return None
    urls = [text for text in record.all("url") if URL.search(text)]
    return pastime_of_url(urls[0].strip()) if urls else None


_PATENT = re.compile(r"\bpatent\b", re.IGNORECASE)
_SAID = re.compile(r"(?:private|personal) communication", re.IGNORECASE)


def _said_or_posted(record: Record, links: tuple[Link, ...]) -> WorkKind | None:
    """Return what is told of a work that never appeared: a letter to somebody, or one to a list of readers; or None."""
    if any(map(_SAID.search, record.all("comment"))):
        return "other"
    posted = bool(links) and all(kind_of_url(link.url) == "post" for link in links)
    return "post" if posted else None


def _kind(record: Record, typed: WorkKind | None, links: tuple[Link, ...], venue: str | None) -> WorkKind:
    """Return the kind that the type says, put right by what the record leads to; `other` where nothing tells."""
    if is_official(record.type) and not (record.all("author") and any(curie_of_url(link.url) for link in links)):
        return "other"
    urls = [match[0] for text in record.all("url", "title?") for match in URL.finditer(text)]
    by_url = next((kind for url in urls if (kind := kind_of_url(url))), None)
    if typed == "repository" and by_url == "paper" and not any("zenodo" in url for url in urls):
        return "paper"  # what a publisher has of a program is a paper on it
    if typed == "book" and _is_in_proceedings(record):
        return "paper"
    if _PATENT.search(record.first("number")):
        return "other"
    if record.type.lower() == "unpublished" and not venue and (told := _said_or_posted(record, links)):
        return told
    if typed in {"paper", "book", "repository"}:
        return typed
    identified = bool(identifier(record)) or any(record.all(name) for name in ("pmid", "acl", "openreview"))
    if identified:
        return "paper"
    if typed == "post":
        return "paper" if by_url == "paper" else "repository" if by_url == "repository" else "post"
    if by_url:  # posts have one or two authors, and a date in the address says little
        return by_url if by_url == "paper" or not (venue or len(record.all("author")) > 2) else "paper"
    if typed == "other":
        return "paper" if venue and ARXIV.search(venue) else "other"
    signed = record.all("author", "organisation") or record.all("pdf")
    return "paper" if signed or venue or record.all("year", "date") else "other"


def _is_in_proceedings(record: Record) -> bool:
    """Return whether a record called a volume of proceedings is a paper in one: it has authors, and a volume it is in.

    The volume itself has editors, or stands in a series.
    """
    called = _PROCEEDINGS_TYPE.fullmatch(record.type.strip()) and not _VOLUME_TITLE.search(record.first("title"))
    return bool(called and record.all("author") and record.all("venue", "venue short"))


# --- notes and sections -------------------------------------------------------------------------------------------


def _sections(record: Record) -> tuple[str, ...]:
    """Return the group that a record says it belongs to, and the smaller one within."""
    texts = dict.fromkeys(shown(record.first(name)) for name in ("section", "subsection"))
    return tuple(text for text in texts if text and len(text) <= 200)


def _notes(record: Record, names: Mapping[str, str]) -> Iterable[Note]:
    for name, (key, label) in _NOTES.items():
        texts = [shown(text) for text in record.all(name)]
        if name == "keywords":
            words = dict.fromkeys(word.strip() for text in texts for word in re.split(r"[;,|]", text))
            texts = ["; ".join(word for word in words if word)]
        for text in dict.fromkeys(texts):
            if name == "comment" and (said := _BUILDS_ON.match(text)):
                yield Note(key="builds_on", label="Builds on", text=_called(text[said.end() :], names))
            elif text and not _only_links(text):
                yield Note(key=key, label=label, text=text)
    for name, label in (("builds_on", "Builds on"), ("uses", "Background")):
        if listed := "; ".join(_called(shown(text), names) for text in record.all(name)):
            yield Note(key="builds_on", label=label, text=listed)


def _only_links(text: str) -> bool:
    """Return whether a note is nothing but what has become a link: an address or an identifier."""
    rest = URL.sub("", text)
    rest = re.sub(r"(?:arxiv|doi|pmid|pmcid)\s*:\s*\S+(?:\s*\[[\w.-]+\])?", "", rest, flags=re.IGNORECASE)
    return not re.search(r"[^\W\d_]{2}", rest) and bool(URL.search(text) or curies_in(text))


def _called(text: str, names: Mapping[str, str]) -> str:
    """Return a list of works with the file's own keys replaced by what other readers know them by."""
    whole = names.get(text.strip().casefold())
    if whole:
        return whole
    parts = [part.strip() for part in re.split(r";" if ";" in text else r"[;,\n]", text)]
    split = [(part, _KIND_LAST.sub("", part).casefold()) for part in parts if part]
    if any(bare in names for _, bare in split) or ";" in text:
        return "; ".join(names[bare] + part[len(bare) :] if bare in names else part for part, bare in split)
    return text.strip()
