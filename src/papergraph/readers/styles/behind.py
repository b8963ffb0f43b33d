"""What stands behind the authors of a reference in a citation style: its title, its venue or house, and the year."""

from __future__ import annotations

import re
from itertools import takewhile

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.imprints import imprint_behind, is_city, press_at
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.namelists import SURNAME as _SURNAME
from papergraph.readers.lexicon.namelists import UP as _UP
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_site_name, venue_name_score
from papergraph.readers.lexicon.words import FUNCTION
from papergraph.readers.styles.styled import (
    SMALL,
    SMALL_FIRST,
    YEAR,
    Span,
    end_of_question,
    parted_italics,
    sentence_end,
    set_off,
    span_of,
    year_in,
)
from papergraph.readers.styles.unsigned import is_name_of_venue

_BOLD = frozenset({"bold"})
_INITIALS = rf"[{_UP}]\.(?:[ -]?[{_UP}]\.){{0,3}}"
_ONE_FULL = rf"(?>{_SURNAME}, [{_UP}][\w'’-]+(?: [{_UP}](?:\.|[\w'’-]*)){{0,2}}+)"
#: A title in quotation marks; another pair may stand inside: "“The “Proof” of Wool”".
QUOTED = re.compile(
    r"(?:[“\"]|(?<=[\s,.])”(?=\s?\w))(?P<title>(?>(?:[^“”\"]|“[^“”\"]{1,80}”(?=[^“”\"]{0,300}[”\"])){4,400})(?=[”\"])|[^”\"]{4,400})[”\"]"
)
GUILLEMETS = re.compile(r"«\s*(?P<title>[^»]{4,400}?)\s*»")
_EDITOR = rf"(?>{_INITIALS} ?{_SURNAME}|{_SURNAME}, ?{_INITIALS}|{_ONE_FULL})"
_OPENING = re.compile(
    r"[\s.,]*(?:[Pp]{1,2}\. ?\d+(?: ?[–-]{1,3} ?\d+)?,? |[Cc]h(?:ap(?:ter)?)?\.? \w{1,5},? (?=in\b))?"
    r"(?:(?:[Ii]n:?|[Aa]t|[Dd]ans|[Ee][nm](?= [A-ZÀ-Ý])) (?:the (?=[A-Z\d]))?|在 ?)?"
    r"(?:(?:[Tt]o appear|[Aa]ccepted|[Ff]orthcoming|[Ss]ubmitted|[Ii]n press|[Pp]ublished|[Pp]resented|"
    r"[Aa]ppear(?:s|ed))"
    r",?(?: for (?:publication|presentation))?,? (?:in|at|to|by|on):? (?:the (?=[A-Z\d]))?)?"
    rf"(?:{_EDITOR}(?:(?:, | & |,? and |[;/] ?)(?:& )?{_EDITOR})*+ ?\((?:Eds?|eds?|Hrsg|Hg)\.?\)[,:]? )?"
)
_VENUE_END = re.compile(
    r"(?:\s?[,.;:]\s*|\s+)(?:\(?\d(?!\d?(?:st|nd|rd|th) |\d{3} (?:\d{1,2}(?:st|nd|rd|th) )?[A-Z]\w+ [A-Z])|"
    r"\(?(?:vol|volume|no|nr|art|ch|núm|bd|jg)\b|n°|№|v\. ?\d|\(Note\b|"
    r"(?<=[,.;] )(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,|(?<=[,.;] )(?:Spring|Summer|"
    r"Autumn|Fall|Winter),? \d{4}|\(?pp?\b(?:\.| ?\d)|\(?pages\b|pgs\b|// |https?:|doi\b|PMID|PMCID|\[|Available|"
    r"Retrieved|Accessed|s\. ?\d|(?:Report|Paper) \d{4}/\d|Print\b|Web\b|arXiv:|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d"
    r"|\((?:\w+\.? (?:\d{1,2}, )?)?\d{4}|\((?=[^()]{0,40}: [^()]{0,40}\d{4}\)))",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_ACRONYM = re.compile(r"\s?\([A-Z][\w&’'-]{1,14}(?: [’']?\d\d)?\)")
_ARCHIVE = re.compile(r"(?:ar|(?i:bio|chem|earth|eco|evo|med|psy|soc)R)xiv\b", re.IGNORECASE)
#: "…, medRxiv: 2020.05.21.20104521", "… bioRxiv 2021.05.03": a preprint, and nothing behind its number.
_ON_SERVER = re.compile(
    r",? (?P<venue>(?:ar|bio|chem|earth|eco|evo|med|psy|soc)R?xiv(?: preprint)?)\b[:\s]*[\d./v]{4,}[;,.\s]*$",
    re.IGNORECASE,
)
_SMALL_NAME = re.compile(r"[a-z]{1,2}[A-Z][a-z]{2,}")  # "eWool", in italics
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th) [A-Z]")  # "12th Workshop on Wool"
_SMALL_FIRST = re.compile(f"{SMALL_FIRST}|{SMALL}")
_AFTERWARDS = re.compile(
    r"(?:Accessed|Retrieved|Available|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d)"
)
_SHORTENED_ON = re.compile(r"(?:[A-Z][a-z]{2,10}\.,? ){1,3}\(?\d")
_YEAR_FIRST = re.compile(  # "In 1999 Symposium on Wool", "“Wool” (1999), Journal of Sheep 3"
    rf"(?:{YEAR}\.?|\({YEAR}\)[,.:]?) (?=[{_UP}]\w)"
)
_YEAR_LAST = re.compile(rf"\s\({YEAR}\)\.?$")  # "Gates of Wool (2007).", the year said again
_STATUS_LAST = re.compile(  # "Gates of Wool. (accepted for publication in *Wool*)"
    r"[.,]?\s\((?:accepted|in press|in revision|submitted|to appear|under review|forthcoming)[a-z ]*$", re.IGNORECASE
)
_VOLUME_FIRST = re.compile(rf"\d{{1,3}}(?::\d{{1,3}})? (?=[{_UP}][\w.])")  # "47 Wool Review 39"


#: "Fences. A Look Behind. In *Wool Studies*".
_INTO = re.compile(r"(?<=[.?!”’])\s+[Ii]n:?\s*$")
#: "…, Wool & Society, 15 (2) 1-33": nothing stands behind the pages.
_REFERRED = re.compile(
    r",(?: in)? (?P<venue>[^\W\d_][^,;:?!()\d]{5,90}),? (?=doi\b|https?:|[Vv]ol\b)"
    r"(?:doi:? ?\S+|https?://\S+|(?:[Vv]ol|[Nn]o|pp?|[Ii]ssue)\b\.?|[\s\d,.;:()–-])*+$"
)
_JOURNAL_BEHIND = re.compile(
    rf", (?:in:? )?(?P<venue>[^\W\d_][^,;:?!()\d]{{2,80}}?)(?: {_MONTH} {YEAR})?,? (?:[Vv]ol(?:ume)?\.? ?)?"
    r"(?!(?:1[5-9]|20)\d\d\b)\d{1,4}[\s\d(),.:;–-]*"
    r"(?:(?:[Nn]o|[Nn]umber|[Ii]ssue|pp?|pages?)\b\.? ?[a-z]?\d[\s\d(),.:;–-]*)*(?:(?:doi|DOI|https?):? ?\S+)?$"
)
#: A chapter: "…, Handbook of Wool, Anna Lund and Bo Elm (Eds.), Hay".
_CHAPTER = re.compile(
    r"[^\n]{8,300}?[^\s,](?P<sign>, (?:[Ii]n:? )?)(?P<venue>[^\W\d_][^,;:?!()\d]{4,90}), "
    r"(?P<editors>[^()\d]{5,200}?),? ?\([Ee]ds?\.\)(?=[,.])"
)

_EDITION = re.compile(
    r"(?:[.,]? ?\d{1,2}\.? ?ed\.,?|"
    r"\s?[.,]? ?(?:\d{1,2}\^?(?:st|nd|rd|th)\^?\.?|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Rr]evised|[Rr]ev\.|[Nn]ew|"
    r"[Ee]nlarged) (?:(?:and|&|[Rr]evised|[A-Z][a-z]+) ){0,3}(?:ed\.|edn\b\.?|[Ee]d(?:itio)?n?\b)[.,]?"
    r"|\s*\([^()]{0,30}\bed(?:\.|n\b|ition\b)[^()]{0,30}\)[.,]?"  # "Wool (2nd ed.). Pasture Press"
    r"|[.,]? (?:\d{1,2}|[Tt]wo|[Tt]hree) vol(?:ume)?s\b[.,]?|[.,]? ?\b[Vv]ol(?:ume)?\. ?(?:\d{1,2}|[IVX]{1,4})\b[.,]?)+"
)
#: In what language or form a work is: "“Wool” (in Japanese), *Pastures* 12".
_ASIDE = re.compile(
    r"[,.]?\s*[(\[](?:[Ii]n [A-Z][a-z]{3,12}|HTML|PDF(?::[^()]{1,12})?|"
    r"[*†‡]?(?:[Ee]qual|[Aa]lphabetical|[Jj]oint|[Cc]orresponding)[^()]{0,40})(?: with [^()]{3,40})?"
    r"[)\]](?=[\s,.]|[A-Z])"
)
_WITHIN = re.compile(r"\b(?:[Ii]n:?|[Aa]t|[Dd]ans|[Ee][nm]) ")
#: A volume that is named by its editors alone: "in Oak and Elm, eds. (1996)".
_VOLUME_OF = re.compile(r"[\s,.]*[Ii]n:? [^.()]{2,60},? \(?eds?\.?\)?,? \(?\d{4}")
_IN_BRACKETS = re.compile(rf"[\s,.]*\((?P<venue>[^\W\d_][^()\d]{{1,60}}?),?\s{YEAR}\)")  # "“Wool” (ICW 2014)"
#: The year before the house: "“Wool”, 1990, Pasture Publ. Co., Oakham.".
_HOUSE_LAST = re.compile(
    rf"\s*,\s*(?P<year>{YEAR})[,.] "
    rf"(?P<house>(?:[ÉEée]d(?:itions?|\.) )?[{_UP}](?:[^,.;:()\d]|\b(?:[A-Z]|Co|Publ?|Inc|Ltd)\.){{2,60}}?)"
    rf"(?:, [{_UP}][^,.;:()\d]{{2,30}}){{0,2}}\.?\s*$"
)
#: Who printed the volume that follows: "ACM. SIGPLAN Notices 12, 8", "Hay Labs. Workshop on Wool".
_BODY_FIRST = re.compile(
    r"(?:ACM|IEEE|USENIX|AAAI|SIAM|IFIP|Springer(?:[ -]Verlag)?|Elsevier|Wiley|[A-Z][a-z]+ (?:Labs?|Research))"
    r"(?:, SIG[A-Z]+)?\. "
    r"(?=[A-Z][^.\n]{0,80}?(?:\d|\b(?:Proc|Workshop|Conference|Symposium|Notices|Journal|Transactions|Letters)\b))"
)
_ACCESS = re.compile(r"[\s.,;]*(?:Retrieved|Available|Accessed|Last accessed)\b")


def _end_of_journal(text: str, start: int) -> tuple[int, int] | None:
    """Return where the sentence that a journal begins ends; a shortened journal goes on: "Invent. Math. 211(1)"."""
    end = sentence_end(text, start)
    while end is not None and _SHORTENED_ON.match(text, end[1]):
        end = sentence_end(text, end[1])
    return end


def _house_last(text: str, match: re.Match[str]) -> list[Span]:
    """Return the year that stands before the house of a book, and the house, where it is no mere place."""
    year = Span(*match.span("year"), "date")
    return [year] if is_city(match["house"]) else [span_of(text, *match.span("house"), "venue"), year]


_LONGEST_SITE = 60  # characters of the name of a site


def venue_behind(flat: Flat, text: str, at: int, *, book: bool = False) -> list[Span]:
    """Return the venue that begins at a place behind the title (of a `book`: its publisher), and the year beside it."""
    start = at + len(text[at:]) - len(text[at:].lstrip(' .,;:”"'))
    if site := _site(flat, text, start):
        return site
    dated = _HOUSE_LAST.match(text, at)
    return _house_last(text, dated) if dated else _venue_first(flat, text, at, book=book)


def _site(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the name of a site in italics that begins at a place, and the year behind it; nothing for none."""
    site = set_off(flat, start, min(len(text), start + _LONGEST_SITE))
    if site is None or site[0] != start or not is_site_name(text[slice(*site)]):
        return []
    return [Span(*site, "venue"), *year_in(text, site[1], len(text))]


def _venue_first(flat: Flat, text: str, at: int, *, book: bool) -> list[Span]:
    """Return the venue that begins at a place behind the title, and the year behind it."""
    at = edition.end() if (edition := _EDITION.match(text, at)) else at
    at = aside.end() if (aside := _ASIDE.match(text, at)) else at
    opening = _OPENING.match(text, at)
    start = opening.end() if opening else at
    within = _WITHIN.search(text, at, start) is not None
    if (inside := _IN_BRACKETS.match(text, at)) and is_name_of_venue(inside["venue"]):
        return [span_of(text, *inside.span("venue"), "venue"), *year_in(text, inside.end("venue"), inside.end())]
    if _ACCESS.match(text, start) or _VOLUME_OF.match(text, at):
        return year_in(text, at, len(text))
    while start < len(text) and text[start] in ' .,;:”"':
        start += 1
    dated = start
    if behind := _YEAR_FIRST.match(text, start) or _VOLUME_FIRST.match(text, start):
        start = behind.end()
    if _AFTERWARDS.match(text, start):
        return year_in(text, at, len(text))
    start = house.end() if (house := _BODY_FIRST.match(text, start)) else start
    italic = set_off(flat, start, start + 1)
    volume = within and italic is not None
    press = press_at(text, start, min(len(text), start + 120), known=not book) if not volume else None
    if press:
        return [Span(*press, "venue"), *year_in(text, press[1], len(text))]
    if start >= len(text) or not (
        text[start].isupper()
        or _ORDINAL.match(text, start)
        or text.startswith("proceedings of", start)
        or ord(text[start]) > 0x2E80
        or (italic is not None and _SMALL_NAME.match(text, start))
        or _ARCHIVE.match(text, start)
        or _SMALL_FIRST.match(text, start)
    ):
        return year_in(text, at, len(text))
    stop = _VENUE_END.search(text, start)
    sentence = _end_of_journal(text, start)
    end = min(stop.start() if stop else len(text), sentence[0] if sentence else len(text))
    if italic is not None:
        whole = set_off(flat, start, min(len(text), start + 250))
        end = whole[1] if whole else end
        if "\n" in flat.text[at:start] and _is_sentence(text[start:end]):
            return year_in(text, at, start)  # a remark on a line of its own
    elif within and (imprint := imprint_behind(text, start, end)):
        end = imprint[0]
    if (short := _ACRONYM.search(text, start, end)) and text.startswith(",", short.end()):
        end = short.end()  # "… Conference on Wool (ICW), Oakham"
    elif behind := _ACRONYM.match(text, end):
        end = behind.end()
    linked = {run.href: "bare" not in run.marks for _, _, run in flat.runs_between(start, end) if run.href}
    placed = len(linked) == 1 and all(words and (volume or is_paper_url(href)) for href, words in linked.items())
    if end - start > 160 or (linked and (not placed or link_role(text[start:end]))):
        return year_in(text, at, len(text))
    return [span_of(text, start, end, "venue"), *year_in(text, dated, len(text))]


#: "Wolle. Ein Lehrbuch, 3. Auflage, Oakham.", "Wolle und Ziegen, in: Zeitschrift für Wolle, Band 3, Nr. 2, S. 1–9.".
_GERMAN = re.compile(
    r"(?P<title>[^\n“”\"]{4,300}?)(?:,? \d{1,2}\.,? (?:[\w.]+ )?Aufl(?:age|\.)(?:, [^\d,]{2,40}){0,2}\.?\s*$|"
    r", in: (?P<venue>[A-ZÄÖÜ][^,“”\"\n]{2,120}),? (?=(?:Band|Bd\.|Jg\.|Jahrgang|Nr\.|Heft|H\.|S\.|Vol\.?|\d)[ \d]))"
)


def _is_sentence(text: str) -> bool:
    """Return whether most of many words begin with small letters, as in a remark."""
    words = text.split()
    return len(words) > 7 and 3 * sum(word[0].islower() for word in words) > 2 * len(words)


#: A meeting right behind the title, with nothing but its year between: "Counting Sheep 2006 IEEE Workshop on Wool".
_MEETING_BEHIND = re.compile(
    rf"(?<=[^\W\d_]) (?P<venue>{YEAR} (?:[A-Z]{{2,}}[ /])+(?:[\w/]+ ){{0,4}}(?:Conference|Symposium|Workshop|Congress) "
    r"[^.,:;?!\d]{4,100}(?:\([A-Z][\w -]{1,14}\))?)\.?$"
)


def _behind_comma(text: str, at: int, end: int) -> list[Span]:
    """Return a title and what stands behind it with a comma between, to the end: its house, or journal and volume."""
    if imprint := imprint_behind(text, at, end):
        return [span_of(text, at, imprint[0], "title"), Span(*imprint[1], "venue")]
    if server := _ON_SERVER.search(text, at, end):
        return [span_of(text, at, server.start(), "title"), span_of(text, *server.span("venue"), "venue")]
    meeting = _MEETING_BEHIND.search(text, at, end)
    if meeting and len(before := text[at : meeting.start()].split()) > 1 and before[-1].lower() not in FUNCTION:
        return [span_of(text, at, meeting.start(), "title"), span_of(text, *meeting.span("venue"), "venue")]
    journal = _REFERRED.search(text, at, end)
    if journal is None or venue_name_score(journal["venue"]) <= 0.3:
        journal = _JOURNAL_BEHIND.search(text, at, end)
    if journal and is_name_of_venue(journal["venue"]) and len(text[at : journal.start()].split()) > 1:
        return [span_of(text, at, journal.start(), "title"), span_of(text, *journal.span("venue"), "venue")]
    return _chapter(text, at) or _known_last(text, at, end)


def _chapter(text: str, at: int) -> list[Span]:
    """Return the title of a chapter and the book behind a comma, whose editors stand behind another; else nothing."""
    match = _CHAPTER.match(text, at)
    if match is None or not are_names(match["editors"]) or people_score(match["venue"]) >= 1.0:
        return []
    return [span_of(text, at, match.start("sign"), "title"), span_of(text, *match.span("venue"), "venue")]


_LAST = re.compile(r"(?P<title>[^\n]{8,400}[^\s,]), (?:[Ii]n:? )?(?P<venue>[^\W\d_][^,;:?!()\d]{1,90})")


def _known_last(text: str, at: int, end: int) -> list[Span]:
    """Return a title and the venue behind its last comma, which is known by its name: "Opening the gates, Nature"."""
    match = _LAST.fullmatch(text, at, end)
    score = venue_name_score(match["venue"]) if match else 0.0
    if match is None or score < 1.2 or len(match["title"].split()) < 3:
        return []
    if score < 2.0 and ("," in match["title"] or not is_name_of_venue(match["venue"])):
        return []  # "Sheep, Goats, Nature"
    return [span_of(text, *match.span("title"), "title"), span_of(text, *match.span("venue"), "venue")]


_GOES_ON = re.compile(rf": (?P<rest>(?![Ii]n )[{_UP}\w][^.“”\"\n]{{8,300}})")


_SENTENCE = re.compile(
    r" (?:is|are|was|were|isn[’']t|aren[’']t|does|do|can|will|has|have|vs\.?|versus|considered|revisited)\b(?! \()",
    re.IGNORECASE,
)


def goes_on_as_sentence(text: str, at: int) -> bool:
    """Return whether words in quotes that end at a place are the subject of a sentence: "“Raw Wool” Is a Myth"."""
    return text[at - 2] not in ".," and _SENTENCE.match(text, at) is not None


def goes_on_behind(text: str, quoted: re.Match[str]) -> bool:
    """Return whether a title goes on behind words in quotes and a colon: "“Why Sheep?”: On the Reasons for Wool".

    So does one whose verb stands behind them.
    """
    if goes_on_as_sentence(text, quoted.end()):
        return True
    match = _GOES_ON.match(text, quoted.end())
    if match is None or len(match["rest"].split()) < 3:
        return False
    return venue_name_score(re.split(r"[,(:]| \d", match["rest"], maxsplit=1)[0]) <= 0.3


def going_on(flat: Flat, text: str, quoted: re.Match[str]) -> list[Span]:
    """Return title, venue and year where the title goes on behind its words in quotes; a comma may part the venue."""
    for comma in re.finditer(r", (?:[Ii]n:? )?", text[quoted.end() : quoted.end() + 300]):
        at = quoted.end() + comma.end()
        if venue_name_score(re.split(r"[,(]| \d", text[at : at + 120], maxsplit=1)[0]) >= 1.2:
            title = span_of(text, quoted.start(), quoted.end() + comma.start(), "title")
            return [title, *venue_behind(flat, text, at - len(comma[0]))]
    return title_and_venue(flat, text, quoted.start())


#: A sentence more between the first of a title and what it stands in: "The Open Meadow. A Quarrel. In: Wool".
_SUBTITLE = re.compile(
    r"(?P<more>[^\W\d_][^.?!:\d\n]{3,120}[.?!]) "
    rf"(?=[Ii]n:? [^\W\d_a-z]|[{_UP}][^\W\d_]+(?:[ ,/][^\W\d_. ]+){{0,3}}: [^\W\d_][^.,:\d\n]{{2,40}}\.?\s*$)"
)


def _subtitle(text: str, at: int) -> tuple[int, int] | None:
    """Return where the second sentence of a title ends that begins at a place, and what is behind; or None."""
    match = _SUBTITLE.match(text, at)
    if match is None or venue_name_score(match["more"].rstrip(".")) > 0.3:
        return None
    end = match.end("more")
    return (end - (match["more"][-1] == "."), end + 1)


def _several_sentences(text: str, at: int) -> list[Span]:
    """Return a title that may be of several sentences, by what ends it, and its journal or house; or nothing.

    That is "in:", an edition with a place or an imprint: "Gates. A History of Wool, London: Hay".
    """
    if german := _GERMAN.match(text, at):
        venue = [span_of(text, *german.span("venue"), "venue")] if german["venue"] else []
        return [span_of(text, *german.span("title"), "title"), *venue]
    end = sentence_end(text, at)
    imprint = imprint_behind(text, end[1], len(text)) if end else None
    more = text[end[1] : imprint[0]] if end and imprint else ""
    if imprint is None or len(more.split()) < 3 or re.search(r"[.:\d“”\"]|^[Ii]n\b", more):
        return []
    if venue_name_score(more) > 0.3:
        return []
    title, house = span_of(text, at, imprint[0], "title"), Span(*imprint[1], "venue")
    return [title, house, *year_in(text, imprint[1][1], len(text))]


def title_and_venue(flat: Flat, text: str, at: int) -> list[Span]:
    """Return title, venue and year of what follows on authors (and the year) in the order of APA."""
    linked = flat.run_at(at)
    if linked.href not in {None, flat.run_at(len(text) - len(text.lstrip())).href} and "bare" not in linked.marks:
        parts = flat.runs_between(at, min(len(text), at + 450))
        inside = takewhile(lambda part: part[2].href == linked.href or "inside" in part[2].marks, parts)
        last = max((end for _, end, _ in inside), default=at)  # the same link may stand once more behind the venue
        return [span_of(text, at, last, "title"), *venue_behind(flat, text, last)]
    quoted = QUOTED.match(text, at) or GUILLEMETS.match(text, at)
    if quoted and not goes_on_behind(text, quoted):
        return [span_of(text, *quoted.span("title"), "title"), *venue_behind(flat, text, quoted.end())]
    begins = set_off(flat, at, at + 1, _BOLD) is not None and (at < 3 or "bold" not in flat.run_at(at - 3).marks)
    if begins and (whole := set_off(flat, at, min(len(text), at + 450), _BOLD)):
        return [span_of(text, *whole, "title"), *venue_behind(flat, text, whole[1], book=True)]
    italic = parted_italics(flat, text, at, min(len(text), at + 450))
    if italic is None and (whole_title := _several_sentences(text, at)):
        return whole_title
    if italic is not None and not text[at : italic[0]].strip():
        return [span_of(text, *italic, "title"), *venue_behind(flat, text, italic[1], book=True)]
    end = end_of_question(text, sentence_end(text, at))
    if end is not None and italic is None and (subtitle := _subtitle(text, end[1])):
        end = subtitle
    stop = end[1] if end else len(text)
    edited = end is not None and italic is not None and re.match(r"[Ii]n:?\s", text[end[1] : italic[0]])
    if italic is not None and not edited:
        stop = italic[0]
    last = stop
    if italic is not None and (into := _INTO.search(text, at, stop)):
        last = into.start()
    while last > at and text[last - 1] in " ,":
        last -= 1
    if italic is not None and (status := _STATUS_LAST.search(text, at, last)):
        last = status.start()
    if dated := _YEAR_LAST.search(text, at, last):
        last = dated.start()
    if italic is None and (placed := _behind_comma(text, at, last)):
        return placed
    if any("bare" in run.marks for _, _, run in flat.runs_between(at, last)):
        return []
    return [span_of(text, at, last, "title"), *(venue_behind(flat, text, stop) if stop < len(text) else [])]
