"""Titles in words alone, without authors, date or link: what their wording and the headings above say."""

from __future__ import annotations

import re

from papergraph.identifiers import title_key
from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.grammar.lead import Lead
from papergraph.readers.lexicon.names import without_gloss
from papergraph.readers.lexicon.sections import is_list_of_works
from papergraph.readers.passages import Runs, plain, said_lines

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HAN_WORDS = re.compile(r"[\u3400-\u9fff]{4}")
#: How titles of works in such writing begin and end; a few nouns without it are a feature, a subject, a task.
_SCHOLARLY = re.compile(
    r"^(?:基于|面向|一种|关于|浅析|浅谈|试论|论)|(?:研究|综述|算法|方法|分析|探讨|探析|进展|机制|述评|模型|的?应用|設計|設計と実装|"
    r"手法|検討|提案|考察|解析|評価|方式|연구|방법|기법|분석|고찰|모델)(?:[(（].*)?$"
)

_ASKS = re.compile(r"[?？]$|[吗嗎呢吧]$|什么|什麼|怎么|怎麼|哪些|^(?:如何|为什么|為什麼)")


#: What sentences have and titles do not: who speaks or is spoken to, what was done, what is asked for.
_SPOKEN = re.compile(
    r"[我你您咱]|了(?!解|望)|成为|就是|可见|几乎|占比|是(?!否)|的(?:同学|同學|人|朋友|小伙伴)|欢迎|歡迎|可以|需要|请|請|必须|必須|应该|應該|です|ます|습니다"
)


def is_work_by_words(title: str, section: tuple[str, ...]) -> bool:
    """Return whether words alone are a title; those without capitals must stand under papers, or end as titles do."""
    if not looks_like_title(title) or without_gloss(title) != title or not _SIGNS.search(title):
        return looks_like_title(title)
    if _ASKS.search(title) or _SPOKEN.search(title):
        return False
    if any(is_list_of_works(heading) for heading in section):
        return len(title) > 4
    return len(title) > 7 and _SCHOLARLY.search(title) is not None


def is_over_prose(runs: Runs, lead: Lead, section: tuple[str, ...]) -> bool:
    """Return whether a title is all of the first line of an item in a list of works, and prose on the next is told."""
    if lead.order[-1:] != ("prose",) or not any(is_list_of_works(heading) for heading in section):
        return False
    first = next(iter(said_lines(runs)), ())
    return title_key(plain(first)) == title_key(lead.title) and len(plain(first)) < len(plain(runs))


def is_title_of_talk(title: str) -> bool:
    """Return whether what somebody talks about is the title of a work: by its words, or five of them and more."""
    return is_work_by_words(title, ()) or (title[:1].isupper() and len(title.split()) > 4 and not title.endswith("?"))
