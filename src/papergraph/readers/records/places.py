"""Where a work of records appeared: the venue as printed, without volume, pages, dates and remarks."""

from __future__ import annotations

import html
import re

from papergraph.model import WorkKind
from papergraph.readers.lexicon.occasions import names_meeting
from papergraph.readers.lexicon.venues import venue_and_dates, venue_name_score
from papergraph.readers.records.addresses import ARXIV, URL, eprint
from papergraph.readers.records.record import Record
from papergraph.readers.records.written import without_braces

_TAG = re.compile(
    r"</?(?:i|b|em|strong|h[1-6]|ul|ol|li|a|sub|sup|p|div|span|br|jats:\w+|scp|u|tt|inf|title|mml:\w+)\b[^<>]{0,200}>",
    re.I,
)
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*?|__?)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1(?![\w*])")  # Markdown's
_NAMED = re.compile(r"[^\W\d_]")  # a year is no place
_YEAR_LAST = re.compile(r"(?<=[\w.)])[\s,(\[]+(?:19|20)\d\d[)\]]?$")
_OPEN_END = re.compile(r"\b(?:in|of|for|from|on|year|the)$", re.IGNORECASE)  # "… on libraries in 2021"
_PLACE_AND_YEAR = re.compile(
    r"((?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|circa|early|late)\w*\b)"
    r"[A-Za-z][A-Za-z&/. -]*[A-Za-z])[\s,']+(?:19|20)\d\d",
    re.IGNORECASE,
)
_CATALOGUES = frozenset(
    {
        "arxiv", "scopus", "pubmed", "crossref", "web of science", "google scholar", "semantic scholar", "zotero",
        "dblp", "medline", "openalex", "library of congress isbn", "doi.org (crossref)", "acm digital library",
        "ieee xplore", "citeseer", "jstor", "wiley", "springer", "embase", "arxiv.org", "wos", "compendex", "inspec",
        "proquest", "sciencedirect", "science direct", "psycinfo", "cinahl", "ebsco", "ebscohost", "pubmed central",
        "europe pmc", "web of knowledge", "dimensions", "eric", "lens.org",
    }
)  # fmt: skip
#: What stands around the name of a catalogue: who runs it, and which part of it is meant.
_AROUND = re.compile(
    r"^(?:the\s+)?(?:(?:isi|thomson(?:[ -]reuters)?|clarivate(?: analytics)?|elsevier|e[il]|engineering village|ovid|"
    r"ncbi|apa|ebsco|proquest)['’s]*\s+)?|(?:\s+\(?(?:core collection|database|search|central))?\W*$",
    re.IGNORECASE,
)
#: Types of works whose publisher is where they appeared.
_OF_A_HOUSE = re.compile(
    r"thes|dissertation|report|rprt|incollection|inbook|chap|booksection|book section|bookitem|standard|working paper",
    re.IGNORECASE,
)
#: Numbers of a volume with pages, or a remark of the editors.
_PLACED = re.compile(
    r"\b\d+\s*\(\d+(?:[–-]\d+)?\)|\d\s*:\s*[a-z]?\d+(?:\s*[–-]\s*\d+)?\W*(?:\(\d{4}\))?$"
    r"|\bvol(?:ume)?\.? ?\d|\bpp?\.? ?\d|[\s(,]+(?:to appear|accepted|in press|forthcoming)\W*$",
    re.IGNORECASE,
)
#: How far a work has come, where its place should stand.
_STATUS = re.compile(
    r"(?:(?:manuscript|paper|currently|now)\s+)?(?:(?:to be )?(?:re-?)?submitted(?: for publication)?|"
    r"under (?:review|revision|submission)|in (?:review|revision|prep(?:aration)?|progress|press|submission)|"
    r"to appear|forthcoming|ongoing|unpublished|accepted(?: for publication)?|work in progress|"
    r"in Vorbereitung|im Erscheinen|à paraître|soumis|en prensa|投稿中|审稿中)\W*(?:(?:19|20)\d\d\W*)?",
    re.IGNORECASE,
)
#: What a work is, where its place should stand: a thesis of no school.
_THESIS = re.compile(
    r"(?:(?:unpublished|my|ph\.? ?d\.?|doctoral|doctorate|master['’]?s?|bachelor['’]?s?|[mb]\.? ?(?:sc|a|s|phil)\.?|"
    r"diploma|licentiate|undergraduate|honou?rs) )*(?:thes[ie]s|dissertation)|habilitation|doktorarbeit|diplomarbeit|"
    r"(?:bachelor|master)(?:arbeit|thesis)|th[èe]se(?: de doctorat)?|tesis(?: doctoral)?|tese(?: de doutorado)?|"
    r"tesi(?: di (?:laurea|dottorato))?|proefschrift|(?:博士|硕士)(?:学位)?论文|博士論文|修士論文|диссертация",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\d|^\W*(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|spring|summer|autumn|fall|winter|n\.?d\.?|"
    r"undated|unknown|true|false|yes|no)\W*$",
    re.IGNORECASE,
)
_DATED_VOLUME = re.compile(r"(.{4,200}?),? \((?:19|20)\d\d\),? \d")  # "Journal of Mud (2014) 12:3 (1-20)"
#: "Mud Biology 14, e70056", "mMud 0, e03824-24", "Mud 30, 1-20": volume and pages or the number of the article.
_VOLUME_LAST = re.compile(
    r"(.*[^\W\d_]{2}.*?),? (?!(?:19|20)\d\d\b)\d{1,4}(?: ?\(\d+(?:[–-]\d+)?\))? ?"
    r"[,:] ?[a-z]?\d[\da-z]*(?: ?[–-] ?\w?\d+)?\.?"
)
#: "J. Mud 12 (2021) 1-20", "Phys.Mud.D76:013009,2007": as arXiv prints where a preprint appeared.
_REFERENCE = re.compile(
    r"(.{0,150}?[^\W\d_]{2}\.?(?: ?[A-Z])?),? ?(?:vol\.? ?|v\. ?)?\d{1,4}(?:[,:] ?\w+(?:[–-]\w+)?(?:, ?|  ?)| ?)"
    r"\(?(?:19|20)\d\d\)?(?:[,:]? ?\w+(?: ?[–-] ?\w+)?)?\.?"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?")
_BEHIND = re.compile(
    r"<[^<>]{0,40}>|(?:vol(?:ume)?|no|pp?|pages|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b", re.I
)
_SET_OFF = re.compile(
    r"\s*(?:in:?\s+)?(?:<(i|em|b|strong)>([^<>]{2,200})</\1>|(\*\*?|__?)([^*_<>]{2,200}?)\3(?![\w*]))", re.IGNORECASE
)


def shown(value: str) -> str:
    """Return a value without entities, tags of publishers and line ends."""
    if "&" in value:
        value = html.unescape(value)
    if "<" in value:
        value = _TAG.sub("", value)
    if "*" in value or "_" in value:
        value = _EMPHASIS.sub(r"\2", value)
    return " ".join(without_braces(value).split())


def is_occasion(text: str) -> bool:
    """Return whether a text begins with a venue and its year."""
    match = _PLACE_AND_YEAR.match(text)
    return match is not None and venue_name_score(match[1]) >= 2


def occasions(record: Record) -> list[str]:
    """Return the places with their years that stand where a short name should."""
    found = (_PLACE_AND_YEAR.match(shown(text)) for text in record.all("short"))
    return [match[0] for match in found if match and is_occasion(match[0])]


def _place(text: str) -> str:
    """Return a printed place of publication without addresses, volume, pages and what is said of the work there.

    Where a part of it is set off, as titles of journals are, that part is the place.
    """
    text = URL.sub("", text)
    if (set_off := _SET_OFF.match(text)) and not _NAMED.search(_BEHIND.sub("", text[set_off.end() :])):
        return shown(set_off[2] or set_off[4])
    place = shown(text)
    if dated := _REFERENCE.fullmatch(place) or _DATED_VOLUME.match(place) or _VOLUME_LAST.fullmatch(place):
        return dated[1]
    return (venue_and_dates(place)[0] or place) if _PLACED.search(place) else place


def is_catalogue(text: str) -> bool:
    """Return whether a source is where a work was found rather than where it appeared.

    >>> is_catalogue("ISI Web of Science"), is_catalogue("Scopus"), is_catalogue("Science of Mud")
    (True, True, False)
    """
    low = " ".join(text.lower().split())
    return low in _CATALOGUES or _AROUND.sub("", low) in _CATALOGUES


#: Types of works that name the place where they were told in a note, for want of another field.
_UNPRINTED = re.compile(r"unpublished|misc|online|electronic", re.IGNORECASE)


def _is_meeting(note: str) -> bool:
    """Return whether a note is the name of a meeting or a journal and an address at most."""
    said = shown(URL.sub("", note)).strip(" .,;:")
    words = len(said.split())
    if not 0 < words <= 16 or _STATUS.match(said) or ARXIV.search(said):
        return False
    return venue_name_score(_YEAR_LAST.sub("", said)) >= 2.0 or (said[0].isupper() and names_meeting(said))


def venue_of(record: Record, typed: WorkKind | None) -> str | None:
    """Return where it appeared, as printed, without the identifiers that are printed with it."""
    places = record.all("venue") or record.all("venue short") or occasions(record)
    if not places and (typed in {"book", "post", "other"} or _OF_A_HOUSE.search(record.type)):
        places = record.all("publisher")
    if not places:
        places = [text for text in record.all("publisher") if ARXIV.search(text)]
    if not places:
        places = [text for text in record.all("source") if not is_catalogue(text) and not URL.search(text)]
    if not places and _UNPRINTED.fullmatch(record.type):
        places = [text for text in record.all("comment") if _is_meeting(text)]
    if not places:  # "published": "CVPR 2019"
        places = [match[1] for text in record.all("date") if (match := _PLACE_AND_YEAR.fullmatch(text.strip()))]
    if not places:  # "published": "Mud Letters"
        places = [text for text in record.all("date") if not _DATED.search(text)]
    for text in places:
        place = _place(text)
        if re.search(r"\barxiv", place, re.IGNORECASE):  # "arXiv preprint arXiv:1706.03762"
            return "arXiv"
        place = re.sub(r"\s*,?\s*abs/\S+$", "", place)
        place = place.strip(" ,;:")
        bare = _YEAR_LAST.sub("", place)
        whole = bare.count("(") == bare.count(")") and not _OPEN_END.search(bare)
        place = bare if bare and whole else place
        if (
            _NAMED.search(place)
            and not _STATUS.fullmatch(place)
            and not _THESIS.fullmatch(place.rstrip("."))
            and not _ISO.fullmatch(place)
            and len(place) <= 400
            and place.lower() not in {"n/a", "na", "none", "null", "-", "nan"}
        ):
            return place
    return (
        "arXiv"
        if any("arxiv" in text.lower() for text in record.all("eprinttype", "number")) and eprint(record)
        else None
    )
