"""Venues and organisations: known names, the words they are made of, and the shape of an acronym with a year."""

from __future__ import annotations

import re
from functools import lru_cache

from papergraph.readers.lexicon.dates import ACRONYMS, Printed, dates_in, without_dates
from papergraph.readers.lexicon.shortened import is_shortened, is_shortened_word
from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.volumes import (
    SERIES_VOLUME,
    is_gathering,
    is_subtitle,
    is_volume_of_series,
    joining_cut,
)
from papergraph.readers.lexicon.words import FUNCTION, commonness, is_common, opens_remark

_ACRONYMS = vocabulary("venue-acronym")
_NAMES = vocabulary("venue-name")
_WORDS = re.compile(
    r"\b(?:proc(?:eedings)?|conf(?:erence)?|journal|trans(?:actions)?|symposium|symp|workshops?|bulletin|preprint|"
    r"tech(?:nical)?\.? reports?|thesis|dissertation|springer|elsevier|wiley|magazine|quarterly|lecture notes|lncs|"
    r"communications of|foundations and trends|"
    r"computing surveys|university press|o'reilly|addison[- ]wesley|publishers?|publishing|"
    r"journées|actes d\w+|conférence|colloque|annales|revue|cahiers|zeitschrift|jahrbuch|tagung(?:sband)?|verlag|"
    r"revista|anais|simp[oó]sio|congress?o|jornadas|actas|cuadernos|cadernos|rivista|atti|quaderni|tidss?krift|"
    r"tijdschrift|časopis|вестник|журнал|труды|конференц\w+)\b",
    re.IGNORECASE,
)
#: Words that make a venue of a short name only: a title has them as well.
_SHORT_WORDS = re.compile(
    r"\b(?:letters|review|reviews|annals|press|report|reports|acta|archive|advances in|"
    r"frontiers in|philosophical|monthly|handbook|encyclopedia|psychological|cognitive science|"
    r"machine learning|artificial intelligence|neural networks|blog|whitepaper|white paper|physics|"
    r"statistics|economics|biology|medicine|psychology|linguistics)\b",
    re.IGNORECASE,
)
_ADVANCES = re.compile(r"(?:Advances|Frontiers|Trends|Progress) in [A-Z]")
_SHORTENED = re.compile(
    r"\b(?:acad|adv|am|ann|appl|artif|astron|astrophys|biol|br|bull|chem|cogn|commun|comput|eng|eur|geophys|int|intell|"
    r"lett|mach|math|mech|med|mod|natl|neural|neurosci|nucl|org|phil|phys|proc|psychol|rep|res|rev|sci|soc|softw|stat|"
    r"symp|syst|theor|trans)\.(?=\s|$)",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z&]*(?:-[A-Z]+)?|[A-Z]{3,}")
_NUMBERS = re.compile(
    r"(?:(?:vol(?:ume)?|no|nr|number|pp?|issue|pages?|ch|chapter|art|article|ed|edition)\b\.?\s*)?[A-Z]?[\d(][\d\s():.,/–—-]*"
    r"|vol(?:ume)?\.? \S+",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"(?:[\s.,;:]+(?:(?:(?:vol(?:ume)?|no|nr|number|issue|pp?|pages?|art(?:icle)?|ch|tome|band|bd|jg|heft|núm|том|вып)\b\.?|"
    r"(?-i:[vnNtSHТтСс]\.)|n[°º]|№)\s*)?"
    r"(?:\(\d*(?:[–-]\d+)?\)|[A-Z]?\d(?:[\d():.;/–—-]|e\d)*))+[\s.,;:()]*$",
    re.IGNORECASE,
)
_OF_VOLUME = re.compile(r"(?<=\w)[\s,]+(?:vol|no|issue)\b\.?\s*\d[\d/.–-]*$", re.IGNORECASE)  # "Wool Science Vol. 27"
#: Where law reports print a case: "389 U.S. 347", "[1994] 1 AC 212".
_REPORTER = re.compile(r"\d{1,4} (?:[A-Z][A-Za-z]*\.? ?){1,4}(?:[2-4]d )?\d{1,5}")
_JOURNAL = re.compile(r"[A-Z]{3,5} J\. [A-Z].{2,30}|J\. [A-Z][a-z]{3,} \d.*")  # "SIAM J. Comput", "J. Algorithms 26"
_ALL_SHORTENED = re.compile(r"(?:[A-Z][a-z]{1,8}\.\s)+[A-Z][a-z]*\.?(?: [A-Z])?")
_PUNCTUATION = re.compile(r"[^\w ]")
_SERIES = re.compile(r"(?: (?:series|part|section))? (?:[a-z]|i{1,3}|iv)$")
_ARXIV = re.compile(r"\barxiv\b", re.IGNORECASE)
_FIRST = frozenset(name.partition(" ")[0] for name in _NAMES if " " in name)
_ORGANISATIONS = vocabulary("organisation")
_NO_ORGANISATION = re.compile(r"[?!:()\"“”]|^(?:[A-Z]\.[ -]?){1,3}[A-Z][\w'’-]+$")  # "C. Bank"
_BESIDE = re.compile(r"\s*(?:,|/|&|\+|\band\b)\s*")
_UNIVERSITY = r"universi(?:t(?:y|ies|ät|aet|at|ate|atea|à|é|e|eit|et|ets)|dade?)|univerzita|uniwersytet"
_ORGANISATION_WORD = re.compile(
    rf"\b(?:{_UNIVERSITY}|institute|laborator(?:y|ies)|labs?|inc|corp|corporation|team|consortium|"
    r"collaboration|foundation|research|(?-i:AI)|brain|company|group|college|school|academy|agency|commission|society|cent(?:er|re))\b\.?$"
    rf"|^(?:l['’])?(?:{_UNIVERSITY}|institute|allen institute|department|laboratory|lab|national|max planck)\b",
    re.IGNORECASE,
)


_HAN_ORGANISATION = re.compile(
    r"[\u3400-\u9fff\uac00-\ud7af]{2,14}?(?:大学|大學|学院|研究院|研究所|科学院|公司|集团|实验室|研究中心|대학교|대학원|연구소|연구원|研究室|"
    r"委员会|委員會|协会|協會|研究会|监督局|管理局|统计局|基金会)"
)


@lru_cache(maxsize=4_000)
def is_organisation(text: str) -> bool:
    """Return whether `text` names an organisation rather than people: a known one, or by its words.

    >>> is_organisation("OpenAI"), is_organisation("Google Brain"), is_organisation("Alec Radford")
    (True, True, False)
    """
    text = " ".join(text.strip(" .,;").split())
    if len(text) > 60 or _NO_ORGANISATION.search(text) or is_gathering(text) or "，" in text:
        return False
    if not text.isascii() and _HAN_ORGANISATION.fullmatch(text):
        return True
    parts = [part for part in _BESIDE.split(text) if part]

    def one(part: str) -> bool:
        tokens = part.split()
        if not part[:1].isupper() and part.lower() not in _ORGANISATIONS:
            return False
        if all(token.lower().rstrip(".") in _ORGANISATIONS for token in tokens):
            return True
        return len(tokens) <= 6 and bool(_ORGANISATION_WORD.search(part))

    return bool(parts) and all(one(part) for part in parts)


_HAN_VENUE = re.compile(
    r"[\u3400-\u9fff·：:]{1,24}(?:学报|学刊|杂志|期刊|通讯|通报|月刊|季刊|汇刊|导报|论文集|大会|会议|年会|研讨会|出版社|出版公司|书局|学会|"
    r"学位论文|學報|學會|月報|論文誌)(?:[(（][^()（）]{1,12}[)）])?"
)
_HAN_SENTENCE = re.compile(r"[\u3400-\u9fff].{0,40}[的了是在].{3,80}[，,].{4}")
_HAN_VENUES = frozenset(vocabulary("han-venue"))


def is_han_venue(text: str) -> bool:
    """Return whether a text in Chinese characters names a journal, a meeting or a publisher.

    >>> is_han_venue("软件学报"), is_han_venue("清华大学出版社"), is_han_venue("云计算安全研究")
    (True, True, False)
    """
    text = text.strip()
    return not text.isascii() and (bool(_HAN_VENUE.fullmatch(text)) or text in _HAN_VENUES)


@lru_cache(maxsize=4_000)
def venue_name_score(name: str) -> float:
    """Return how much `name`, without its date, looks like a venue: 3 known, 1 possible, below 0 not."""
    name = name.strip(" .,;:-–—").removeprefix("In ").removeprefix("in ").strip()
    if not name:
        return 0.0
    words = name.split()
    key = " ".join(_PUNCTUATION.sub("", name).lower().split())
    word = name.istitle() and is_common(name)  # "Fast" may begin a title
    if (not word and not _ACRONYMS.isdisjoint((key, name.lower())) and not name.islower()) or is_han_venue(name):
        return 3.0
    if name.endswith("W") and key[:-1] in _ACRONYMS and len(key) > 4:
        return 2.5  # "ECCVW": its workshops
    if key not in _NAMES:
        key = _SERIES.sub("", key)  # "Physical Review A", "JRSS B"
    if key in _NAMES:
        return 3.0 if " " in key or commonness(key) < 1 else 1.2
    return _volume_score(name) if _OF_VOLUME.search(name) else _unlisted_score(name, words)


_PAIR = re.compile(r"[A-Z][a-z]+ (?:&|and) [A-Z][a-z]+")  # "Chi & Lund", who are two people


def _unlisted_score(name: str, words: list[str]) -> float:
    """Return how much a name that is in no list looks like a venue."""
    first = re.split(r"[\s/\-'’@:(]", name, maxsplit=1)[0].strip(".,").lower()
    if _REPORTER.fullmatch(name):
        return 2.5
    if is_site_name(name):
        return 2.0
    ordinary = words[0].istitle() and first not in _NAMES and is_common(first)  # "Fast …" is no FAST
    ordinary = ordinary or re.match(r"[^\s:]+: [a-z]", name) is not None  # "NEURON: a tool …" is a title
    if first in _NAMES:  # "Quantum error correction", "Quantum Gates with Wool"
        ordinary = ordinary or any(word.islower() and word not in {"and", "of", "the"} for word in words[1:])
    ordinary = ordinary or (first in _ACRONYMS and _PAIR.fullmatch(name) is not None)
    if (first in _ACRONYMS or first in _NAMES) and len(words) <= 6 and not ordinary:
        return 2.5
    if len(words) > 14:
        return -3.0
    if _NUMBERS.fullmatch(name):
        return 0.6
    if "arxiv" in name.lower() and _ARXIV.search(name):
        return 2.5
    if shortened := _shortened_score(name, words, first):
        return shortened
    known = any(word.strip(".,'’()").lower() in _ACRONYMS for word in words if word.isupper())
    if known:
        return 2.0
    match = (
        _WORDS.search(name)
        or is_gathering(name)
        or (len(words) <= 4 and _SHORT_WORDS.search(name))
        or _ADVANCES.match(name)
    )
    if match:
        content = [word for word in words if word.lower() not in FUNCTION and word[:1].isalpha()]
        capital = sum(word[:1].isupper() for word in content) >= len(content) / 2
        return 1.6 if capital else -0.5
    if _ACRONYM.fullmatch(words[0]) and (len(words) == 1 or (len(words) == 2 and len(words[1]) == 1)):
        return 0.4 if len(words) == 1 else 1.0
    return -1.5


def _volume_score(text: str) -> float:
    """Return how much a name looks like a venue when the number of a volume stands behind it."""
    name = _OF_VOLUME.sub("", text)
    capital = all(word[:1].isupper() for word in name.split() if word.lower() not in FUNCTION)
    return max(venue_name_score(name), 1.2 if capital and len(name.split()) <= 6 else -1.5)


def _shortened_score(name: str, words: list[str], first: str) -> float:
    """Return how much a name looks like a venue by its shortened words ("Proc. Natl. Acad."), or 0."""
    if is_shortened(name):
        return 2.2
    if 2 <= len(words) <= 3 and is_shortened_word(words[-1].strip(".")) and first in _FIRST:
        return 1.3  # "Green Chem"
    if "." not in name:
        return 0.0
    short = len(_SHORTENED.findall(name))
    if short >= 2:
        return 2.0
    if short == 1 and len(words) <= 4 and words[0].endswith("."):
        return 1.2
    if _JOURNAL.fullmatch(name):
        return 2.0
    return 1.8 if _ALL_SHORTENED.fullmatch(name) else 0.0


#: A shortened journal with its volume: "New J. Pastures Vol. 25".
_WITH_VOLUME = re.compile(r"(?:[A-Z][\w&]*\.? ){1,6}[Vv]ol(?:ume|\.)? ?\d{1,4}\b")


_SITE = re.compile(
    r"(?:www\.)?(?:[a-z\d][a-z\d-]*\.){1,3}(?:com|org|net|edu|gov|io|dev|blog|info|co\.uk|ac\.uk|de|fr|me)"
)


def is_site_name(text: str) -> bool:
    """Return whether a text is the name of a site on the web, where lists of references name it as a venue.

    >>> is_site_name("wool.example.org"), is_site_name("Node.js"), is_site_name("https://wool.org")
    (True, False, False)
    """
    return _SITE.fullmatch(text) is not None


@lru_cache(maxsize=4_000)
def venue_score(text: str) -> float:
    """Return how much a segment looks like a venue with or without its date, or a date alone."""
    if opens_remark(text, surely=True) or is_subtitle(text) or (not text.isascii() and _HAN_SENTENCE.search(text)):
        return -3.0
    if _WITH_VOLUME.match(text) or is_volume_of_series(text):
        return 2.6
    dates = dates_in(text)
    if not dates:
        return 1.6 if _EDITION.fullmatch(text.strip()) else venue_name_score(text)
    rest = without_dates(text, dates)
    if not rest or rest.lower() in {"in", "published", "year", "from", "c", "ca", "circa", "since"}:
        return 3.0
    if len(dates[0].words) == 2 and rest.lower() in ACRONYMS:
        return 3.0  # "cvpr20"
    name = venue_name_score(rest)
    content = [word for word in rest.split() if word.lower() not in FUNCTION and word != "&"]
    if name < 0 and len(content) <= 4 and all(word[:1].isupper() for word in content):
        return (1.4 if len(content) > 1 else 1.0) if dates[-1].end >= len(text.rstrip(" .,;)")) else 0.7
    bare = _SERIES.sub("", rest.lower())
    if len(bare.split()) == 1 and (_ACRONYM.fullmatch(rest[: len(bare)]) or rest.isupper()):
        return 3.0 if dates[0].end >= len(text.rstrip(" .,;)")) else 1.5
    return name + (1.0 if name > -1 else 0.3)


#: What is said before a venue.
PUBLISHED = re.compile(
    r"^(?:(?:will )?(?:be )?(?:published|presented|available|appears?|appeared|appearing|to appear|accepted|printed|"
    r"forthcoming|submitted|preprint|in (?:press|revision|preparation)|under (?:review|revision))"
    r"(?: (?:for publication|with (?:minor|major) revisions?))?(?: (?:in|at|by|on|to|for))(?: the)?|in|at)[:\s]+",
    re.IGNORECASE,
)


def venue_and_dates(text: str) -> tuple[str | None, list[Printed]]:
    """Return the venue as printed, without its date, and the dates; the venue is None where only a date stands.

    >>> venue_and_dates("NeurIPS, 2012")[0]
    'NeurIPS'
    """
    if "\\" in text:
        text = _LATEX.sub(r"\1", text)
    dates = dates_in(text)
    if dates and (issue := _ISSUE.match(text, dates[-1].end)):
        text = text[: issue.start()] + text[issue.end() :]
    beside = [date for date in dates if not _is_amid(text, date)]
    rest = joining_cut(without_dates(text, beside)) if dates else text.strip(" ,;:.-–—|")
    rest = SERIES_VOLUME.sub("", _EDITION.sub("", PUBLISHED.sub("", _NOTHING.sub("", rest.replace("()", "")))), count=1)
    rest = _LABEL_FIRST.sub("", _ARXIV_FIRST.sub("", rest))
    rest = _LABEL_LAST.sub("", _ARXIV_BEHIND.sub("", " ".join(rest.split())))
    if _REPORTER.fullmatch(rest):
        return rest, dates
    rest = _LABELLED_VOLUME.sub("", _REMARK.sub("", rest) or rest)
    rest = _VOLUME.sub("", _NUMBER_LEFT.sub("", rest)).strip(" ,;:-–—·•|/，、。；")
    rest = _OPENED.sub("", _PAGES_LEFT.sub("", rest).removesuffix(" in").removesuffix(" on" if dates else " in"))
    if not re.search(r"[^\W\d_]{2}|[A-Z]&[A-Z]", rest) or rest.lower().rstrip(". ") in _NO_NAMES:
        return None, dates
    return rest, dates


#: "Proceedings of the 1995 Symposium on Wool", "WOOL '98 conference on gates", "WOOL'23: 45th Conference on Wool".
_AMID = re.compile(
    r":? (?!(?:in|on|at|and|to|for|vol|no|pp?)\b)[^\W\d_][\w-]{2,}(?:[ ,]+[^\s,.;:()]+){2}|: \d{1,3}(?:st|nd|rd|th) \w",
    re.IGNORECASE,
)


def _is_amid(text: str, date: Printed) -> bool:
    """Return whether a year stands amid the name of a venue, and is part of it as printed."""
    before = text[: date.start].rstrip("'’ ")
    return date.month is None and before[-1:].isalpha() and _AMID.match(text, date.end) is not None


#: "IEEE Wool, Volume: 20, Issue: 5", "IEEE Wool (Volume: C-17, Issue: 8, Sep/".
_LABELLED_VOLUME = re.compile(r"[\s,]*\(?\s*\b(?:Volume|Vol\.?) ?: ?[A-Z]{0,2}-?\d\S*(?:, (?:Issue|No\.?|Number).*)?$")
_LATEX = re.compile(r"\\(?:textbf|textit|emph|bf|it)\s?\{([^{}]*)\}")
_NO_NAMES = vocabulary("no-venue")
_ISSUE = re.compile(r"\(\d{1,3}(?:[-–]\d{1,3})?\)")  # right behind the year: "Journal of Wool, 2012(3)"
_NOTHING = re.compile(r"[,;]\s*(?:none|null|n/a|无|暂无)$", re.IGNORECASE)
#: What is said of a work behind its venue: "CVPR (Oral)", "ICML, Best Paper Award".
_REMARK = re.compile(
    r"(?:[\s,;:/–—-]*[(\[]?\b(?:oral|spotlight|highlights?|poster|(?:best|outstanding|distinguished)"
    r"(?: (?!paper|award)[a-z]+){0,2} (?:paper|award)(?: award| runner-up| finalist| candidate| nomination)?|"
    r"honou?rable mention|invited|accepted|to appear|"
    r"(?:CCF|CORE)[- ]?[ABC]|(?:(?:long|short) )?(?:talk|presentation))\b"
    r"[)\]]?|"
    r"[\s,;:，、；：/–—-]*(?:最佳|最優秀|最优秀|优秀|杰出|傑出|获奖|受賞|최우수|우수)"
    r"(?:学生| )?(?:论文|論文|논문)(?:奖|賞|상|提名|候选)?"
    r"|[\s,;:，、；：/–—-]*(?:口头报告|口頭發表|口頭発表)"
    r"|(?<=\w)\s*[(\[](?![^()]*workshop)(?-i:[^\W\d_A-ZÀ-ÞА-Я][^\W\d_]*)(?: [^()\[\]]{2,60})[)\]])+$",
    re.IGNORECASE,
)

_EDITION = re.compile(
    r"^(?:(?:\w+|\d{1,2}(?:st|nd|rd|th)|rev\.|2\.) (?:ed\.?|edn\.?|edition)|editors?|eds?\.)(?:,\s*|\.\s+|$)",
    re.IGNORECASE,
)
#: "Phys. Wool 26, 14 (), arXiv:quant-ph/9508027", "CoRR, abs/1308.3432"
_ARXIV_BEHIND = re.compile(r"(?<=\w)(?:[\s,;]|\(\))*\b(?:arXiv ?: ?\S+|abs/\d\S*)$")
_LABEL_FIRST = re.compile(r"(?i)^(?:(?:journal|conference|venue|published in)\s?:\s+|paper[-–])(?=[A-Z])|-paper$")
_ARXIV_FIRST = re.compile(r"^arXiv(?: \d{4})?\s*[;,]\s+(?=[A-Z])", re.IGNORECASE)  # "arXiv 1712; ICML 2018"
_LABEL_LAST = re.compile(
    r"[\s.,;:(]+(?:URL|DOI|ISSN|ISBN|[Rr]etrieved from|(?:(?i:also|an?|pdf|preprint|full text|is) )*"
    r"(?:[Aa]vailable (?:at|from|online|on|as|here)|[Pp]reprint (?:at|on|in)))[\s:.]*$"
)
_OPENED = re.compile(r"(?<=\w)\s*\([^()]*$")  # "Meadow & Wool (SERIES 12)" without its number
_NUMBER_LEFT = re.compile(r"[\s,;]+(?:n[°º]|№|(?:vol|no|nr)\.)\s*$")  # without its number
_PAGES_LEFT = re.compile(r"[\s,]*\((?:pp?\.?|pages)?\s*$")  # "Wool Science (pp. 1-9)" without its numbers
