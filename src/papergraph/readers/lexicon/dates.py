"""Dates as lists print them: "2017", "2016–2019", "05.2020", "Dec 2023", "NIPS '17", and those inside badges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from papergraph.readers.lexicon.vocabulary import vocabulary

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
ACRONYMS = vocabulary("venue-acronym") | {"arxiv", "biorxiv", "medrxiv"}
#: The months in other languages, in order; two wordings of one are parted by "|".
_FOREIGN = (
    "januar februar märz|mrz april mai juni juli august september oktober|okt november dezember|dez",
    "janvier|janv février|fevrier|févr|fév mars avril|avr mai juin juillet|juil août|aout septembre octobre novembre "
    "décembre|decembre|déc",
    "enero|ene febrero marzo abril|abr mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre|dic",
    "janeiro fevereiro|fev março abril maio|mai junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno|giu luglio|lug agosto settembre ottobre|ott novembre dicembre",
    "январь|января|янв февраль|февраля|февр|фев март|марта апрель|апреля|апр май|мая июнь|июня июль|июля "
    "август|августа|авг сентябрь|сентября|сент октябрь|октября|окт ноябрь|ноября|нояб декабрь|декабря|дек",
)
_MONTH = {name: n for n, name in enumerate(_MONTHS, 1)} | {
    name: n for months in _FOREIGN for n, names in enumerate(months.split(), 1) for name in names.split("|")
}
_MONTH |= {name[:size]: n for n, name in enumerate(_MONTHS, 1) for size in range(3, len(name) + 1)}
MONTHS = frozenset(_MONTH)
_MONTH_WORD = rf"(?:{'|'.join(sorted(_MONTH, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_OF = r"(?:\s+d[eo]l?\s+|[\s,.\-/]{0,2})"  # "mayo de 2019"
_DAY_OF = r"\b\d{1,2}(?:st|nd|rd|th|er|º|\.)?(?:\s+de)?\s+"
# A year is no piece of a longer number, of an arXiv identifier (2001.08361) or of a range of pages (1735-1780).
_YEAR_ALONE = (
    rf"(?<![\d./:])(?<!\S[\-–−])(?<!\d\s[\-–−]){_YEAR}(?:[a-h]\b)?(?![\d]|[.:]\d|[^\W年년])(?: ?[年년](?!\w))?[年년]?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s?(?:-{1,3}|[–—/&]|to|and)\s?"
_DATE = re.compile(
    rf"(?P<monthname>\b(?:{_MONTH_WORD}[-–/])?{_MONTH_WORD}(?:\s+{_DAY}(?:{_TO}(?:{_MONTH_WORD}\s+)?{_DAY})?,?)?{_OF}(?P<y1>{_YEAR})(?!\d))"
    rf"|(?P<daymonth>(?:\b{_DAY}(?:\s+{_MONTH_WORD})?{_TO})?{_DAY_OF}{_MONTH_WORD},?(?:\s+de)?\s+(?P<y2>{_YEAR})(?!\d))"
    rf"|(?P<signs>(?<!\d)(?P<y7>{_YEAR})\s?[年년]\s?(?P<m7>1[0-2]|0?[1-9])\s?[月월](?:份|\s?\d{{1,2}}\s?[日号號일])?)"
    rf"|(?P<yearmonthname>(?<!\d)(?P<y3>{_YEAR})[\s,.\-/]{{1,2}}{_MONTH_WORD}(?![a-z]))"
    rf"|(?P<iso>(?<![\d.])(?P<y4>{_YEAR})[-./](?P<m4>0?[1-9]|1[0-2])(?:[-./](?:0?[1-9]|[12]\d|3[01]))?(?![\d]))"
    rf"|(?P<monthday>(?<![\d.])(?P<m9>0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?P<y9>{_YEAR})(?!\d))"
    rf"|(?P<monthyear>(?<![\d.])(?:(?:0?[1-9]|[12]\d|3[01])[./])?(?P<m5>0?[1-9]|1[0-2])[./-](?P<y5>{_YEAR})(?![\d]))"
    rf"|(?P<range>(?<!\d)(?P<y6>{_YEAR})\s?[-–—/]\s?(?:{_YEAR}|\d\d|present|now)(?!\d))"
    rf"|(?P<year>{_YEAR_ALONE})"
    r"|(?P<short>(?:(?<=[A-Za-z])\s?|(?<=[A-Z]\.)\s|(?<=[a-z]\.)|^)['’‘`]\s?(?P<y8>\d\d)(?![\d\w]))",
    re.IGNORECASE,
)
#: What every date holds, and how far before it one begins at most.
_CORE = re.compile(rf"{_YEAR}|['’‘`]\s?\d\d")
_BEFORE_CORE = 120
_LATEST_SHORT = 2030
_LATEST = 2035  # a later year is a page: "Wool Review 9, 2081-2089"
_ARXIV_BEFORE = re.compile(r"arxiv[ :]?$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_PAGES = re.compile(
    r"(?:\d\)?\s?:|\bpp?\.?|\bpages?|\d\s?\(\d{1,3}\),)\s?$", re.IGNORECASE
)  # before a range that is none of years
_VENUE_SHORT = re.compile(r"(?<=[A-Z]{3})[ -]?(?P<year>\d\d)(?![\d\w.]|\s?\()")  # not "JFP 35(e1)"
_IMPLAUSIBLE = "35"  # two digits from here up to 70 are no year of a meeting that nobody knows
_KNOWN_SHORT = re.compile(  # "cvpr20", "RecSys 20", "ICLR-2020"
    r"\b(?P<name>[A-Za-z]{3,12})(?:['’-]|(?:(?<=[A-Z][a-z]{2})|(?<=[A-Z])) )?"
    r"(?P<year>(?:19|20)?\d\d)(?![\d\w.]|\s?\()"
)
_WHOLE_SHORT = re.compile(  # "USENIX Security 24", "IEEE S&P 19", "(Wisec 23)": a meeting, its year, nothing else
    r"[\s(\[（【]*(?:USENIX [A-Z][a-z]+(?: [A-Z][a-z]+)?|"
    r"(?:(?:ACM|IEEE|IFIP|USENIX) )?(?P<name>S&P|[A-Z]{2}|[A-Za-z]{4,12}))"
    r"(?: ?['’]| |-)?(?P<year>[012]\d|9\d)[\s)\]）】]*"
)
_SERVER_MONTH = re.compile(r"\barxiv,? (?P<year>\d\d)\.(?P<month>0[1-9]|1[0-2])(?![\d.])", re.IGNORECASE)
_BADGE_HOST = re.compile(r"(?:^|\.)(?:shields\.io|badgen\.net|badge\.fury\.io)$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: its first year, its month when it has one, the words, and where they stand in the text."""

    year: int
    month: int | None
    words: str
    start: int
    end: int
    plain: bool  # nothing but a year of four digits


def _two_digits(digits: str) -> int:
    return int(digits) + (1900 if int(digits) >= 50 else 2000)


def _month_in(text: str) -> int | None:
    match = re.search(rf"(?<![^\W\d_]){_MONTH_WORD}", text, re.IGNORECASE)
    return _MONTH.get(match[0].rstrip(".").lower()) if match else None


def dates_in(text: str) -> list[Printed]:
    """Return the dates printed in `text`, in order.

    >>> [(d.year, d.month, d.words) for d in dates_in("Nature, May 2015; 2016-2019")]
    [(2015, 5, 'May 2015'), (2016, None, '2016-2019')]
    """
    return list(_dates_in(text)) if _DIGIT.search(text) else []


#: What says in the languages of lists when a page was looked at; for patterns, before the date.
VISITED = (
    r"(?:(?:(?:last|zuletzt|dernier|último|ultimo|senast|sist) )?(?:accessed|retrieved|visited|checked|seen|updated|"
    r"modified|abgerufen|aufgerufen|zugegriffen|zugriff|besucht|consultée?|consultad[oa]|consultato|accedido|acce?sso|"
    r"acesso|acceso|geraadpleegd|bezocht|hämtad|besökt|lest|tilgået|dostęp|citováno|erişim(?: tarihi)?|"
    r"дата (?:обращения|доступа)|閲覧日?|最終閲覧日?|参照|访问(?:日期|时间)?)"
    r"(?: (?:on|in|am|le|at|il|el|em|den|op|dnia))?:?)"
)
_ACCESS = re.compile(rf"(?<!\w){VISITED}\s*$", re.IGNORECASE)


def is_access(text: str, at: int) -> bool:
    """Return whether a date that begins at a place is that of a visit to a page: "Accessed March 1, 2015"."""
    return _ACCESS.search(text, max(0, at - 28), at) is not None


#: "06/02/2021": which of the two is the month depends on where the list was written.
_MONTH_OR_DAY = re.compile(r"(?!(\d\d?)/\1/)(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d$")


def _is_arxiv_month(text: str, match: re.Match[str], year: int) -> bool:
    """Return whether four digits behind "arXiv" are year and month of a number there ("arXiv 1712; ICML 2018")."""
    if not _ARXIV_BEFORE.search(text, max(0, match.start() - 8), match.start()) or not 1 <= year % 100 <= 12:
        return False
    return year < 1900 or any(later["year"] for later in _DATE.finditer(text, match.end()))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what is written as a date is; it is looked for around what every date holds only."""
    at = 0
    while core := _CORE.search(text, at):
        match = _DATE.search(text, max(at, core.start() - _BEFORE_CORE))
        if match is None:
            return
        yield match
        at = match.end()


@lru_cache(maxsize=2_000)
def _dates_in(text: str) -> list[Printed]:
    found: list[Printed] = []
    for match in _matches(text):
        if is_access(text, match.start()):
            continue
        digits = (
            next(match[f"y{n}"] for n in (1, 2, 3, 4, 5, 6, 7, 9) if match[f"y{n}"])
            if match["year"] is None and not match["short"]
            else (match["year"] or match["y8"])[:4]
        )
        year = _two_digits(digits) if match["short"] else int(digits)
        if match["year"] and _is_arxiv_month(text, match, year):
            continue
        if year > _LATEST:
            continue
        month: int | None = None
        if match["monthname"] and match[0].startswith("Mars"):  # the planet: French prints its months small
            found.append(Printed(year, None, digits, *match.span("y1"), True))
            continue
        number = match["m4"] or match["m5"] or match["m7"] or match["m9"]
        if number and not _MONTH_OR_DAY.match(match[0]):
            month = int(number)
        elif match["monthname"] or match["daymonth"] or match["yearmonthname"]:
            month = _month_in(match[0])
        if match["range"] and _PAGES.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        words = match[0].strip()
        found.append(Printed(year, month, words, match.start(), match.end(), bool(match["year"])))
    return found or _short_dates(text)


def _short_dates(text: str) -> list[Printed]:
    """Return the years in two digits, or behind a hyphen, that stand at the names of venues."""
    found: list[Printed] = []
    for match in _VENUE_SHORT.finditer(text):
        if (
            match[0][0] == "-"
            and _IMPLAUSIBLE < match["year"] < "70"
            and text[: match.start()].split()[-1].lower() not in ACRONYMS
        ):
            continue  # "GIFT-64", a cipher
        found.append(Printed(_two_digits(match["year"]), None, match["year"], match.start(), match.end(), False))
    for match in _KNOWN_SHORT.finditer(text) if not found else ():
        if match["name"].lower() in ACRONYMS:
            year = int(match["year"]) if len(match["year"]) == 4 else _two_digits(match["year"])
            found.append(Printed(year, None, match["year"], *match.span("year"), False))
    whole = None if found else _WHOLE_SHORT.fullmatch(text)
    if whole is not None and (whole["name"] is None or whole["name"].lower() in {*ACRONYMS, "s&p"}):
        found.append(Printed(_two_digits(whole["year"]), None, whole["year"], *whole.span("year"), False))
    for match in _SERVER_MONTH.finditer(text):  # "arxiv, 14.12": no number of a preprint
        start, end = match.start("year"), match.end()
        found.append(Printed(2000 + int(match["year"]), int(match["month"]), text[start:end], start, end, False))
    return found


_WHOLE_DAY = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{4}\s?[年년].*[日号號일]|\d{1,2}[./]\d{1,2}[./]\d{4}|"
    r"[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)


def has_day(date: Printed) -> bool:
    """Return whether a date is that of a day."""
    return bool(_WHOLE_DAY.fullmatch(date.words))


def without_dates(text: str, dates: list[Printed]) -> str:
    """Return `text` with its dates cut out."""
    for date in reversed(dates):
        text = text[: date.start] + "\x00" + text[date.end :]
    text = re.sub(r"[\s,]*(?<![\d\x00])[-’']?\x00", "", text)
    return text.strip(" ,;:.-–—/|·•'’[]")


def combined(dates: list[Printed]) -> tuple[int | None, int | None, str | None]:
    """Return year, month and the date as printed (None for one plain year) of dates that stand together.

    Two digits behind a venue that would be a year to come count its meetings: "NELS 44". A month that is printed with
    the same year once more is its month: "WOOL '21, May 2021".
    """
    dates = [date for date in dates if date.year <= _LATEST_SHORT or not date.words.isdigit() or len(date.words) > 2]
    if len(dates) > 1 and has_day(dates[0]) and not any(map(has_day, dates[1:])):
        dates = dates[1:]  # "2023-03-09: Gates (Lund, 2015)": when it was read
    if not dates:
        return None, None, None
    words = "; ".join(dict.fromkeys(date.words for date in dates))
    month = next((date.month for date in dates if date.month and date.year == dates[0].year), None)
    return dates[0].year, month, None if words == str(dates[0].year) and dates[0].plain else words


def badge_text(url: str) -> str | None:
    """Return the words that a badge picture shows, read from its address, or None when it is no such picture.

    >>> badge_text("https://img.shields.io/badge/12.2023-08a045?logo=date")
    '12.2023'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if not _BADGE_HOST.search(parts.hostname or "") or "/badge/" not in parts.path:
        return None
    text = unquote(parts.path.split("/badge/", 1)[1]).removesuffix(".svg")
    text = text.replace("--", "\x00").replace("__", "\x01")
    pieces = text.replace("_", " ").split("-")
    if len(pieces) > 1:  # the last piece is the colour
        pieces = pieces[:-1]
    return " ".join(piece.strip() for piece in pieces).replace("\x00", "-").replace("\x01", "_").strip()


_RANGE = re.compile(r"[\s(（]*(?:19|20)\d\d年?\s?(?:[-–—~～至]|to)\s?(?:(?:19|20)\d\d|now|present|今)年?[)）]?")


def without_range(text: str) -> str:
    """Return a text without a range of years: what stands under a heading with one may be of any of them.

    >>> without_range("S&P 2019-2021"), without_range("S&P 2019")
    ('S&P', 'S&P 2019')
    """
    return _RANGE.sub("", text)
