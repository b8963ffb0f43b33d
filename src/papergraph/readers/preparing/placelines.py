"""Lines that are a place or names in a form of their own, which the grammar of a reference does not have."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.venues import venue_name_score, venue_score
from papergraph.readers.lexicon.words import FUNCTION

#: A journal, its volume and pages, and the year.
_VOLUME = re.compile(
    r"(?!arXiv)(?P<venue>[^\W\d_][^\d():;]{3,80}?)[,.]? (?:[Vv]ol(?:ume|\.)? ?)?\d{1,4}(?:\.\d{1,3})? ?"
    r"(?:\([\d–-]+\))?[,:;. ][^“”\";]{0,50}?\b(?P<year>(?:1[89]|20)\d\d)\)?\W*"
)
#: … with the year before the pages: "Wool Rev.: Sheep, 209:12 (2018), 1756-1782".
_YEAR_AMID = re.compile(
    r"(?!arXiv)(?P<venue>[^\W\d_][^\d();]{3,80}?),? (?:[Vv]ol(?:ume|\.)? ?)?\d{1,4}(?:[:.]\d{1,3}|\s?\(\d{1,3}\))? "
    r"\((?P<year>(?:1[89]|20)\d\d)\),? ?(?:pp?\. ?)?[A-Z]?\d[\d–—-]*\W*"
)
#: How far a work is that has not appeared, in the place of its venue.
_STATUS = re.compile(
    r"(?:currently |still |manuscript |paper )?(?:(?:in|under) )?(?:submission|submitted|prep(?:aration)?|press|"
    r"review|revision|to appear|forthcoming|unpublished|accepted|preprint|manuscript|working paper|"
    r"work in progress|no (?:[\w-]+ ){0,3}(?:link|pdf|code|preprint)(?: (?:found|available|yet))?)"
    r"(?: for publication)?(?:,? \(?(?:19|20)\d\d\)?)?\W*",
    re.IGNORECASE,
)


def is_unpublished(text: str) -> bool:
    """Return whether a line says how far a work is that has not appeared, and nothing else."""
    return _STATUS.fullmatch(text.strip(" *_`([")) is not None


def volume_and_year(text: str, *, set_off: bool) -> tuple[tuple[str, str], ...]:
    """Return venue and year of a journal with its volume and pages, `set_off` by italics or a link or known as such."""
    match = (_YEAR_AMID.fullmatch(text) if set_off else None) or _VOLUME.fullmatch(text)
    if match is None or not (set_off or venue_name_score(match["venue"]) > 0.3):
        return ()
    return ("Venue", match["venue"]), ("Date", match["year"])


#: A journal and its volume: "Science of Wool 11(115)".
_NUMBERED = re.compile(r"(?P<venue>[A-Z][^\d(),]{1,60}) \d{1,4}\s?(?:\(\d{1,4}\)|:\s?\d).*")
_WORK = (
    r"(?:articles?|reviews?|perspectives?|papers?|letters?|editorials?|reports?|surveys?|preprints?|oral|posters?|"
    r"spotlights?|viewpoints?|comment(?:ary|s)?|tutorials?|focus|communications?|notes?)"
)
#: What kind of work it is: "Research Article", "Review / Perspective".
_KIND = re.compile(
    r"(?:(?:research|original|review|full|short|long|regular|invited|brief|rapid|conference|journal|workshop|technical|"
    r"case|data|position|main|systematic|survey|highlighted|featured) )*" + rf"{_WORK}(?:(?: ?[/&,] ?| ){_WORK})*",
    re.IGNORECASE,
)


def numbered_volume(text: str) -> tuple[tuple[str, str], ...]:
    """Return the journal of a part of a line that is one with its volume, and no year."""
    match = _NUMBERED.fullmatch(text)
    return (("Venue", match["venue"].rstrip()),) if match else ()


def is_kind_of_work(text: str) -> bool:
    """Return whether a part of a line says what kind of work it is: "Research Article"."""
    return _KIND.fullmatch(text) is not None


#: A meeting or a journal, and the month or the day behind a comma: "第18回羊毛研究会,2015/11/26".
_CLOSED = re.compile(
    r"(?P<rest>.*?[^\s,，])\s*[,，]\s*(?P<date>(?:19|20)\d\d/\d{1,2}(?:/\d{1,2})?)"
    r"(?:\s*[,，]\s*[\u3400-\u9fff]{2,8})?[\s.]*(?:[(（](?:oral|poster|口頭|ポスター)[)）])?[\s.]*"  # and where it was
)
_MET = re.compile(
    r"(?:研究会|学会|発表会|総会|大会|会議|シンポジウム|ワークショップ|論文誌|研究報告|技術報告)(?=$|[\s,，(（]|講演|総会|大会)"
)
HAN_COMMA = re.compile(r"\s*[,，、]\s*")
_HAN_NAME = re.compile(r"[\u3400-\u9fff々]{1,3}[ \u3000]?[\u3400-\u9fff々\u3040-\u30ff]{1,3}")
_PLACE = 16  # words of a meeting or a journal with its volume


def closed_by_day(text: str) -> tuple[tuple[str, str], ...]:
    """Return venue and date of a meeting or a journal with the month or the day of it behind a comma."""
    match = _CLOSED.fullmatch(text)
    if match is None or len(match["rest"].split()) > _PLACE:
        return ()
    venue = re.split(r" \d{6,}|[,，] ?(?:\d|[Vv]ol\b)", match["rest"], maxsplit=1)[0].strip(" ,，")
    han = not venue.isascii() and _MET.search(venue) is not None
    volumed = venue != match["rest"] and all(word[:1].isupper() or word in FUNCTION for word in venue.split())
    plainly = venue.isascii() and "," not in venue and (volumed or venue_score(venue) >= 1.2)
    return (("Venue", venue), ("Date", match["date"])) if han or plainly else ()


def are_han_names(text: str) -> bool:
    """Return whether commas part names in Han signs, most of four signs or more: "武田慧佑,稲葉真郷"."""
    names = HAN_COMMA.split(text)
    return len(names) > 1 and all(map(_HAN_NAME.fullmatch, names)) and not any(map(_WORD.search, names))


_WORD = re.compile(r"[学法化性的論系型者用析習]$|学習|研究|大学|認識|処理|画像|情報|解析|最適|理論|会$")
