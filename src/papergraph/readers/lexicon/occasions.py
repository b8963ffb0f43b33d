"""Venues with their years, as headings print them for all that stands under them."""

from __future__ import annotations

import re
from functools import lru_cache

from papergraph.readers.lexicon.dates import dates_in, without_range
from papergraph.readers.lexicon.venues import venue_name_score, venue_score
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import is_common

_ACRONYMS = vocabulary("venue-acronym")
_NAMES = vocabulary("venue-name")
_OCCASION = re.compile(r"(?P<name>[^.!?:;]*?)[\s'’,]*(?P<year>(?:19|20)\d\d|(?<=['’])\d\d)[\s:]*")
_OCCASION_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d)[\s,:–—-]+(?P<name>[^.!?:;\d]+?)[\s:]*")
#: What a heading says beside a venue: "CVPR 2019 Papers with Code".
_BESIDE_VENUE = re.compile(
    r"(?:(?<=[\W\dA-Z])[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,4})?(?:论文|論文|논문).*|"
    r"\b(?:(?:accepted|best|oral|main|selected|awesome|recent|all|the) )*(?:conference|papers?|publications?|"
    r"proceedings|track|list|code|reading(?: list)?|highlights)\b"
    r"(?:[ -](?:list|with code|and code|accepted|code|interpretations?|collection|"
    r"summar(?:y|ies)|notes|reading(?: list)?|digest|highlights|repos\w*))*"
    r"|[\[\](){}【】|*_#📖-🗿😀-🙏]",
    re.IGNORECASE,
)


_COURSE = re.compile(r"\b[A-Z]{2,5} ?\d{2,4}[A-Z]?\b")  # "CS 101"
_BEFORE_VENUE = re.compile(r"^(?:(?:based|accepted|published|presented|on|in|at|by|to|from|of|the)\s+)+", re.IGNORECASE)
_TERMS = vocabulary("term")  # of a course or a list


#: "Oakland (S&P)", "Neural Information Processing Systems (NeurIPS)": a venue and what it is called in short.
_SHORT_BESIDE = re.compile(
    r"(?P<name>[^\W\d_][^()\[\]]{1,90}?) \((?P<short>(?:[A-Z][A-Z]{1,6} )?[A-Z][\w&@+-]{1,14})\)"
)
_MEETING = re.compile(r"\b(?:Conference|Symposium|Workshop|Congress|Journal|Transaction|Meeting|Colloquium)s?\b")
_ARCHIVE = re.compile(r"arxiv(?:\s*[(\[:–—-].*)?", re.IGNORECASE)


def names_meeting(text: str) -> bool:
    """Return whether a text says that what it names is a meeting or a journal: "International Conference on Wool"."""
    return _MEETING.search(text) is not None


def _is_acronym(word: str) -> bool:
    """Return whether a word is a known acronym of a venue, printed as one: "ICML", "NeurIPS", "EuroSys"."""
    return word.lower() in _ACRONYMS and sum(sign.isupper() for sign in word) > 1


def _is_meeting(match: re.Match[str]) -> bool:
    """Return whether a name that is written out is a meeting's or a journal's, and what stands behind its initials."""
    name, short = match["name"], match["short"].split()[-1]
    capitals = [word[0] for word in name.split() if word[0].isupper()]
    initials = "".join(sign for sign in short if sign.isupper())
    rest = iter(capitals)
    return names_meeting(name) and all(sign in rest for sign in initials)


#: How a venue is ranked: "1.1 S&P (CCF A)", "TII (SCI Q1\\CCF C)". Nothing else has such a rank.
_RANKED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.、]?\s+)?(?P<name>[A-Z][^()（）\[\]\d]{1,80}?)\s*"
    r"[(（\[【]\s*(?:CCF|CORE|SCI|SSCI|JCR|EI|ERA|Q[1-4]|中科院)(?![a-z])[^()（）\[\]]{0,20}[)）\]】]\W*"
)


@lru_cache(maxsize=2_000)
def venue_of_heading(text: str) -> str | None:
    """Return the venue, with its year if there is one, that a heading names for all under it, or None.

    >>> [venue_of_heading(text) for text in ("2016 DAC", "CVPR 2019 (Papers with Code)", "ICML", "Nature", "May 2019")]
    ['DAC 2016', 'CVPR 2019', 'ICML', None, None]
    >>> venue_of_heading("1.1 S&P (CCF A)"), venue_of_heading("1.1 Sheep (Wool A)")
    ('S&P', None)
    """
    if ranked := _RANKED.fullmatch(text.strip()):
        return ranked["name"]
    bare = " ".join(_BESIDE_VENUE.sub(" ", without_range(text)).replace("-", " ").split()).strip(" ,:;–—")
    bare = _BEFORE_VENUE.sub("", bare)
    if not bare or len(bare.split()) > 8:
        return None
    if not dates_in(bare):
        if _ARCHIVE.fullmatch(text.strip()):
            return "arXiv"
        short = _SHORT_BESIDE.fullmatch(" ".join(text.split()))
        if short and (
            _is_acronym(short["short"].split()[-1]) or _is_acronym(short["name"].split()[-1]) or _is_meeting(short)
        ):
            return short[0] if _BESIDE_VENUE.sub("", short["name"]).strip() else short["short"]
        if " " in bare and bare.lower() in _NAMES and any(map(_is_acronym, bare.split())):
            return bare
        known = (bare.isupper() and _ACRONYMS.issuperset(bare.lower().split())) or _is_acronym(bare) or bare == "arXiv"
        return bare if known else None
    match = _OCCASION.fullmatch(bare) or _OCCASION_FIRST.fullmatch(bare)
    if match is None or not (name := match["name"].strip()) or not is_occasion(bare):
        return None
    known = venue_name_score(name) >= 1.2 or (name.isalpha() and name.isupper() and len(name) > 2)
    if not known or not _TERMS.isdisjoint(name.lower().split()) or _COURSE.search(name):
        return None
    return f"{match['name'].strip()} {match['year']}"


#: What is said behind a venue and its year of the kind of paper: "ACL 2023 Short Paper", "ICLR 2024 submission".
_TRACK = re.compile(
    r"(?<=\w)[\s,;:(\[–—-]+(?:(?:oral|spotlight|poster|highlights?|short|long|demo|industry|main|findings|workshops?|"
    r"outstanding|distinguished|best|honou?rable|mention|award|benchmarks?|datasets?|tracks?|papers?|conference|"
    r"submission|submitted|accepted|rejected|withdrawn|under review|preprint|and|&)\b[\s,;)\]]*)+$",
    re.IGNORECASE,
)


def is_printing(text: str) -> bool:
    """Return whether a text is a venue with its year, and says at most of what kind the paper there is.

    >>> [is_printing(text) for text in ("ACL 2023 Outstanding paper", "SIGMOD '18", "Papers 2019")]
    [True, True, False]
    """
    bare = _TRACK.sub("", text.strip())
    return bool(re.search(r"\d\d\W*$", bare)) and is_occasion(bare)


def is_occasion(text: str) -> bool:
    """Return whether a text is a venue with its year, or a year alone, and nothing else.

    >>> [is_occasion(text) for text in ("S&P 2019", "SIGMOD '18", "2020", "Week 3, 2019", "Papers 2019")]
    [True, True, True, False, False]
    """
    match = _OCCASION.fullmatch(text.strip()) or _OCCASION_FIRST.fullmatch(text.strip())
    if match is None or any(date.month is not None for date in dates_in(text)):
        return False
    name = match["name"].strip()
    if not name or venue_score(f"{name} {match['year']}") >= 2.0:
        return len(name.split()) <= 10
    words = name.split()
    capitals = [word for word in words if sum(c.isupper() for c in word) > 1 and not is_common(word)]
    return bool(capitals) and len(words) <= 4 and all(word[:1].isupper() or word == "&" for word in words)
