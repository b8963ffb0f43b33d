"""Headings of what is no papers: a whole heading that names courses, videos, tools or the list's own matters."""

from __future__ import annotations

import re
from functools import lru_cache

from papergraph.readers.lexicon.occasions import venue_of_heading
from papergraph.readers.lexicon.vocabulary import vocabulary

_OTHER = vocabulary("other-section")
#: Words that may stand beside those, and say nothing else.
_BESIDE = vocabulary("beside-section")
_CONTENTS = frozenset({"contents", "content", "menu", "toc", "目录", "目次"})
_RELATED = re.compile(
    r"(?:related|external|other|similar|more)(?: (?:reading|awesome|paper))? (?:lists?|repos\w*|projects?)",
    re.IGNORECASE,
)
#: Tools for those who read and write papers: "Tools for Reading Papers", "Gestión de Referencias".
_FOR_READERS = re.compile(
    r"(?:tools|software|apps|herramientas|ferramentas|outils|werkzeuge|strumenti) (?:for|para|pour|für|per) "
    r"(?:(?:reading|writing|finding|managing|organi[sz]ing|leer|escribir|buscar|gestionar|ler|lire|and|y|your) ){0,4}"
    r"(?:papers|articles|references|citations|artículos|referencias|artigos|referências|références)|"
    r"(?:reference|citation|bibliography|paper) (?:management|managers?)(?: (?:tools?|software))?|"
    r"(?:gestión|gestores|gestor|gestão) de (?:referencias|citas|bibliografía|papers|referências|citações)",
)
_CIRCLED = re.compile("[\u2460-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]")  # numbers in circles and brackets
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


_LANGUAGES = vocabulary("programming-language")
_OF_PROGRAMS = frozenset({"code", "codes", "implementations", "libraries", "packages", "software", "tools", "toolkits"})


@lru_cache(maxsize=1_000)
def other_section(heading: str) -> str | None:
    """Return the word of a heading that says that no papers are under it, or None.

    >>> other_section("Online Courses & Videos"), other_section("Video Generation"), other_section("Tool Use")
    ('courses', None, None)
    >>> other_section("常用工具"), other_section("让羊使用工具")
    ('工具', None)
    """
    heading = _CIRCLED.sub(" ", heading)
    if _SIGNS.search(heading):
        return _unspaced(heading)
    words = [word.lower() for word in _WORD.findall(heading)]
    if _RELATED.fullmatch(" ".join(words)):
        return " ".join(words)
    if _FOR_READERS.fullmatch(" ".join(words)):
        return "tools"
    words = [part for word in words for part in ([word] if word in _BESIDE else word.split("-"))]  # "Code-Python"
    found = [word for word in words if word in _OTHER]
    beside = _BESIDE | _LANGUAGES if _OF_PROGRAMS.intersection(words) else _BESIDE
    return found[0] if found and all(word in _OTHER or word in beside for word in words) else None


#: Writing without blanks: the last word of a heading says what is under it ("视频课程").
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_HAN_OTHER = re.compile(f"(?:{'|'.join(sorted(vocabulary('han-section'), key=len, reverse=True))})$")
_LITERATURE = re.compile("论文|文献|论著|論文")
_CLAUSE = re.compile(r"(?:^|[:：\s])让\w{3}")  # what is done with the thing, and no heading of such things
_JOINED = re.compile(r"\s*[/／、,，&＆+]\s*|[与和及]")
_LAST = re.compile(r"(?:[(（【\[].*|[\s:：!！。~\d]+|[^\w]+)$")


def _unspaced(heading: str) -> str | None:
    """Return the last word of a heading without blanks that says that no papers are under it, or None.

    Where several are joined each must say so.
    """
    if _LITERATURE.search(heading) or _CLAUSE.search(heading):
        return None  # "论文目录", "让模型使用工具"
    parts = [part for part in _JOINED.split(_LAST.sub("", heading)) if part.strip()]
    found = [_HAN_OTHER.search(part.strip()) for part in parts]
    return found[0][0] if found and found[0] and all(found) else None


_MATTERS = vocabulary("matter")
_LABEL = re.compile(r"\W*([^\W\d_][^:：\n]{1,40}?)\W*[:：]")
_MATTER = re.compile(
    r"\W*(?:(?:intro(?:ductory)?|guest|final) )?(?:lecture|homework|assignment|quiz|midterm|final exam|exam|"
    r"office hours|recitation|problem set|lab session|no (?:class|lecture|meeting)|holiday|spring break|fall break|"
    r"project presentations?)\b(?! notes on)"
    r"(?=$|[\s#\d:.,;+–—-]*(?:$|\d|[#:+–—-]|due\b))",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_000)
def is_matter(text: str) -> bool:
    """Return whether words begin with a label that no work has ("Instructors: …"), or name a class or a task.

    >>> is_matter("Office hours: Mondays"), is_matter("Homework 3 due"), is_matter("Lecture Halls of Leiden")
    (True, True, False)
    """
    label = _LABEL.match(text[:60])
    if label and label[1].strip("*_ ").lower() in _MATTERS:
        return True
    return bool(_MATTER.match(text) or _WEEKDAY.match(text))


_THANKS = re.compile(
    r"\b(?:acknowledge?ments?|remerciements|agradecimientos|agradecimentos|danksagung(?:en)?|ringraziamenti|"
    r"благодарности|teşekkür(?:ler)?|podziękowania|lời cảm ơn)\b|致谢|鸣谢|致謝|謝辞|감사의 (?:글|말)",
    re.IGNORECASE,
)


def is_thanks(section: tuple[str, ...]) -> bool:
    """Return whether the nearest heading names thanks to people, in the languages that lists are written in."""
    return bool(section) and len(section[-1].split()) <= 4 and _THANKS.search(section[-1]) is not None


def is_of_list(text: str) -> bool:
    """Return whether words begin with a label in Han signs or Hangul of what a list says of itself ("抓取时间：…")."""
    label = _LABEL.match(text[:60])
    return label is not None and not text.isascii() and label[1].strip("*_ ").lower() in _MATTERS


_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WEEKDAY = re.compile(
    rf"\W*{_DAY}s?\b[^.]{{0,40}}?\b\d{{1,2}}[:.]\d\d"  # when a class meets
    rf"|[^.,:;“”\"]{{0,40}}[-–—(,:] ?{_DAY},? [A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?:\^?(?:st|nd|rd|th)\^?)?(?![-–\d])\W*$"
)
_SESSION = re.compile(
    r"(?:(?:first|second|third|fourth|fifth|sixth|final|last|guest|next|in-class) )?"
    r"(?:meeting|session|class|week|lecture|day|lesson|unit|module|seminar|lab|tutorial|workshop)"
    r"(?: #?(?:\d{1,2}|[ivx]{1,4})[a-z]?)?\s*(?:[:.–—-]\s|—|\()"
    r"|(?:semana|semaine|séance|cours|aula|clase|sesión|sessão|sitzung|woche|termin|lezione|settimana|неделя|лекция|занятие"
    r"|hafta|vecka|uke|week|les)\s#?\d{1,2}\b\s*(?:[:.–—-]\s|—|\(|$)"
    r"|第\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:回|周|週|讲|講|次|课|堂|期)|\d{1,2}\s?(?:주차|회차)",
    re.IGNORECASE,
)


def names_session(text: str) -> bool:
    """Return whether a text begins with the name or the number of a meeting of a course, with its subject behind it.

    >>> names_session("First Meeting: What Wool Is"), names_session("Week 2: Shearing"), names_session("Day Trading")
    (True, True, False)
    """
    return bool(_SESSION.match(text.strip(" *_")))


_READINGS = re.compile(
    r"\b(?:papers?|readings?|publications?|articles?|references?|literature|bibliography)\b|论文|文献|论著|論文|논문",
    re.I,
)


def is_list_of_works(heading: str) -> bool:
    """Return whether a heading has a word for papers or readings."""
    return bool(_READINGS.search(heading)) or names_references(heading)


_OF_VENUES = frozenset({"conferences", "journals"})  # over headings of venues they part the papers


def other_place(section: tuple[str, ...]) -> str | None:
    """Return the word that says of the path of headings that no papers are under it, or None.

    A table of contents says it of what is right under it only: whatever its level, the list itself comes after it.

    >>> other_place(("Tools", "Parsers")), other_place(("Tools", "Papers")), other_place(("Sheep", "Wool"))
    ('tools', None, None)
    >>> other_place(("Contents",)), other_place(("Contents", "Wool"))
    ('contents', None)
    >>> other_place(("Conferences",)), other_place(("Conferences", "ICML"))
    ('conferences', None)
    """
    placed = False
    for heading in reversed(section):
        word = other_section(heading)
        if word in _OF_VENUES and placed:
            return None
        if word in _CONTENTS and heading is not section[-1]:
            continue
        if word:
            return word
        if _READINGS.search(heading):
            return None
        placed = placed or venue_of_heading(heading) is not None
    return None


def without_contents(section: tuple[str, ...]) -> tuple[str, ...]:
    """Return the path of headings without that of a table of contents that the parts of a list stand under.

    >>> without_contents(("Contents", "Wool")), without_contents(("Contents",))
    (('Wool',), ('Contents',))
    """
    return tuple(heading for heading in section if heading is section[-1] or other_section(heading) not in _CONTENTS)


_RECORD = (
    r"(?:education|employment|(?:academic|professional|research|work|teaching|previous|current)? ?(?:appointments?|"
    r"positions?(?: held)?|experience)|awards?|honou?rs?|prizes|distinctions|grants?|funding|fellowships?|"
    r"scholarships?|memberships?|"
    r"(?:professional|academic|university|editorial|community|departmental)? ?(?:services?|activities)|"
    r"teaching|mentoring|supervision|outreach|(?:technical )?skills|languages|certifications?|qualifications|"
    r"professional development|referees|affiliations|degrees|academic background)"
)
_RECORDS = re.compile(
    rf"(?:selected |research |my )?{_RECORD}(?:(?:,| and| &|,? and|/) ?(?:other |academic )?{_RECORD})*"
)

_HAN_RECORD = (
    r"(?:(?:教育|学习|求学|工作|实习|职业|任职|项目|教学|从业|學習|實習|職業)(?:背景|经历|经验|履历|經歷|經驗)|学历|學歷|学歴|職歴|経歴|"
    r"(?:荣誉|获奖|奖项|奖励|所获)(?:奖项|奖励|荣誉|情况|经历)?|학력|경력)"
)
_HAN_RECORDS = re.compile(rf"(?:个人|個人|主要)?{_HAN_RECORD}(?:[与和及、/&＆]{_HAN_RECORD})*")


def names_record(heading: str) -> bool:
    """Return whether a heading names a part of a person's record that is no work: "Education", "Grants and awards".

    >>> names_record("Education"), names_record("工作经历"), names_record("Education Papers")
    (True, True, False)
    """
    name = heading.strip(" *_:：#").lower()
    return (_RECORDS if name.isascii() else _HAN_RECORDS).fullmatch(name) is not None


_REFERENCES = re.compile(
    r"[\W\d]*(?:[ivx]+\.\s+)?(?:(?:key|selected|further|main|papers?|list of|reading)\s+)?"
    r"(?:references?|bibliography|literature(?:\s+cited)?|works\s+cited|citations?|publications?|literatur(?:verzeichnis)?|références|referencias|"
    r"bibliograf[ií]a|referências|参考文献|参考资料|參考文獻|引用文献|参考论文|相关论文|文献)(?:\s+(?:list|and|&)\b.*)?\W*",
    re.IGNORECASE,
)


def names_references(heading: str) -> bool:
    """Return whether a heading says that the references of a document are under it.

    >>> names_references("⑦ References"), names_references("参考文献"), names_references("Reference Counting")
    (True, True, False)
    """
    return _REFERENCES.fullmatch(_CIRCLED.sub(" ", heading)) is not None


_KIND = (
    r"(?:papers?|publications?|articles?|references?|readings?|bibliography|literature|preprints?|chapters?|theses|"
    r"dissertations?)"
)
_LISTED = re.compile(
    rf"(?:(?:[^\W\d_]+|&|,|/)\s+){{0,4}}?{_KIND}(?:(?:,|/|\s|&|and|in|by|list|year|type|{_KIND})*"
    r"|\s+(?:about|on|by|of|from|using|for|that use|citing)\s.{1,60})\W*",
    re.IGNORECASE,
)
_BESIDE_KIND = frozenset(
    [
        "selected",
        "recent",
        "all",
        "full",
        "complete",
        "further",
        "other",
        "main",
        "key",
        "journal",
        "conference",
        "conferences",
        "workshop",
        "book",
        "books",
        "peer",
        "reviewed",
        "refereed",
        "edited",
        "invited",
        "technical",
        "working",
        "short",
        "long",
        "new",
        "old",
        "scientific",
        "academic",
        "research",
        "relevant",
        "related",
        "suggested",
        "required",
        "recommended",
        "optional",
        "additional",
        "list",
        "of",
        "my",
        "our",
        "the",
        "a",
        "and",
        "in",
        "reading",
    ]
)


def names_list(heading: str) -> bool:
    """Return whether a heading names papers at large, and is the title of none.

    >>> [names_list(text) for text in ("Publications", "Selected journal papers, by year", "Papers about NEST")]
    [True, True, True]
    >>> [names_list(text) for text in ("A Survey of Papers", "Deep Reading", "Counting Sheep in Reports")]
    [False, False, False]
    """
    match = _LISTED.fullmatch(heading.strip())
    if match is None:
        return False
    before = re.split(_KIND, heading.lower(), maxsplit=1)[0]
    return all(word in _BESIDE_KIND for word in _WORD.findall(before))


_NEWS_KIND = (
    r"(?:news|updates?|announcements?|change ?logs?|what[’']?s new|update (?:logs?|history)|release notes|logs?|"
    r"新闻|最新动态|动态|更新(?:日志|记录|历史)?|最近更新|最新(?:消息|更新)|公告|ニュース|お知らせ|更新履歴|소식|공지)"
)
_NEWS = re.compile(
    rf"\W*(?:(?:latest|recent|new|project|our|important|breaking|all)\s+)*{_NEWS_KIND}"
    rf"(?:\s*(?:&|and|/|,|与|和)\s*(?:(?:latest|recent)\s+)?{_NEWS_KIND})*\W*(?:[(（\[].*)?",
    re.IGNORECASE,
)


def names_news(heading: str) -> bool:
    """Return whether a heading says that what happened to the list, or to works, stands under it.

    >>> names_news("Latest news"), names_news("更新日志"), names_news("News Recommendation")
    (True, True, False)
    """
    return _NEWS.fullmatch(heading) is not None
