"""Labels of notes, fields and links: a printed label's place in the closed lists, by the head words of one table."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from papergraph.model import LinkRole, NoteKey
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.vocabulary import vocabulary

_EDGES = re.compile(r"^[\s\[\](){}:*_|,.;!?/\-–—>]+|[\s\[\](){}:*_|,.;!?/\-–—>]+$")
_ODD = re.compile(r"[^\w\s&;/+.'-]|_")
_WORD = re.compile(r"[\w;]+")
_BESIDE = frozenset(
    ["official", "unofficial", "the", "my", "our", "and", "version", "full", "original", "free", "author", "authors",
     "accepted", "published", "online", "pre", "to"]
)  # fmt: skip
_NUMBERED = re.compile(
    r"\s*(?:#?\d{1,2}|(?:19|20)\d\d/\d{3,4}|\d{4}\.\d{4,5}(?:v\d+)?)$"
)  # "Paper 2", "ePrint 2019/123"
#: Writing without blanks between words: a label there is a head word with a few signs behind it ("论文下载链接").
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_MOST_BEHIND = 4
#: What says nothing in a label of such writing.
_TAILS = vocabulary("label-tail")
_ADDRESS = re.compile(r"(?:下载|链接|地址|网址|代码|笔记|リンク|링크)")  # "论文链接" is no field
#: What stands between the words of a label in two languages, or of two things.
_BOTH = re.compile(r"\s*[/／|｜・&+()（），]\s*|,\s+|\s+(?:and|et|und|y|e|и)\s+")
_ASIDE = re.compile(r"\s*[(（\[【].*$")


@cache
def _table() -> dict[str, dict[str, str]]:
    """Return the label table: kind (`note`, `field`, `link`) → head word or whole label → key."""
    tables: dict[str, dict[str, str]] = {"note": {}, "field": {}, "link": {}}
    text = files("papergraph.readers.lexicon").joinpath("labels.tsv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        key, head = line.split("\t")
        kind, _, name = key.rpartition(":")
        tables[kind or "note"][head] = name
    return tables


def normal(label: str) -> str:
    """Return a label in small letters without brackets, colons, emoji and marks around it."""
    label = _ODD.sub(" ", label.lower())
    return " ".join(_EDGES.sub("", label).split())


_OF_WORK = re.compile(r"(?<=论文)(?:源码|代码|源代码|视频|课件|幻灯片)$")


def _unspaced(kind: str, label: str) -> str | None:
    """Return the key of the head word that a label without blanks begins with, or None.

    The label of a note is made of head words and of what says nothing ("方法概述"): what goes on otherwise may be
    a subject ("方法论证").
    """
    name = normal(_ASIDE.sub("", label))
    if not name or not _UNSPACED.match(name):
        return None
    table = _table()[kind]
    name = name.replace(" ", "")
    if kind == "link" and (last := _OF_WORK.search(name)):
        return table[last[0]]  # "论文源码"
    for size in range(min(len(name), 6), 0, -1):
        if name[:size] in table:
            behind = name[size:]
            known = _are_heads(behind, table) if kind == "note" else size > 1 and len(behind) <= _MOST_BEHIND
            known = known and not (kind == "field" and _ADDRESS.match(behind))
            return table[name[:size]] if not behind or known else None
    return None


def _are_heads(text: str, table: dict[str, str]) -> bool:
    """Return whether a text without blanks is nothing but head words and words that say nothing."""
    at = 0
    while at < len(text):
        sizes = range(min(len(text) - at, 6), 0, -1)
        at += next((size for size in sizes if text[at : at + size] in table or text[at : at + size] in _TAILS), 99)
    return at == len(text)


def _several(kind: str, label: str) -> str | None:
    """Return the key of a label in two languages or of two things ("著者 / Authors", "会议/年份"), or None.

    All of its parts must be known; of a venue with its year the venue is what it names.
    """
    parts = [part for part in _BOTH.split(label) if normal(part)]
    if not 1 < len(parts) <= 3:
        return None
    table = _table()[kind]
    keys = {table.get(normal(part)) or _unspaced(kind, part) for part in parts}
    return "venue" if keys == {"venue", "date"} else keys.pop() if len(keys) == 1 else None


@lru_cache(maxsize=4_000)
def note_key(label: str) -> NoteKey | None:
    """Return the key of the first head word that the label has, or None.

    >>> note_key("Key Ideas & Contributions"), note_key("Visual Walkthrough Suggestions:"), note_key("See also")
    ('contribution', 'picture', None)
    """
    table = _table()["note"]
    key = next((table[word] for word in _WORD.findall(normal(label)) if word in table), None)
    return cast("NoteKey | None", key or _unspaced("note", label) or _several("note", label))


#: "Lead Authors", "Author list", "Speaker/Authors".
_SOME_AUTHORS = re.compile(
    r"(?:(?:lead|main|first|1st|principal|corresponding|senior|paper|all|full|list of)[ /&]+){0,2}authors?"
    r"(?:(?: full)? (?:list|names?))?|(?:speakers?|presenters?) ?[/&] ?authors?"
    r"|authors? ?[/&] ?(?:speakers?|presenters?)"
)


@lru_cache(maxsize=4_000)
def field_of(label: str) -> str | None:
    """Return the field that a label names, or None.

    >>> field_of("Year:"), field_of("作者"), field_of("Lead Authors"), field_of("Speaker/Authors"), field_of("Chat")
    ('date', 'authors', 'authors', 'authors', None)
    """
    bare = normal(_ASIDE.sub("", label) if label.endswith((")", "）")) else label)  # "Author (Institute)"
    found = _table()["field"].get(bare) or _unspaced("field", label) or _several("field", label)
    return "authors" if found is None and _SOME_AUTHORS.fullmatch(bare) else found


def _mixed(name: str) -> str | None:
    """Return the role that a label in two scripts names ("Github地址", "pdf下载"), or None: each part must be known."""
    table = _table()["link"]
    keys = [table.get(part) or _unspaced("link", part) for part in _SCRIPTS.findall(name)]
    return keys[0] if len(keys) > 1 and all(keys) else None


#: What the label of a day has that is not the work's.
_OF_READER = re.compile(
    r"\b(?:read|added|updated?|access\w*|visited|noted|created|modified|reviewed|presented|finished|started|completed|"
    r"done|due)\b"
)


def tells_of_reader(label: str) -> bool:
    """Return whether a label of a day says what somebody did with a work then.

    >>> tells_of_reader("Finished"), tells_of_reader("Published")
    (True, False)
    """
    name = normal(label)
    return _OF_READER.search(name) is not None and "publi" not in name and "year" not in name


_DATA = re.compile(
    r"\W*(?:(?:[\w-]+ )?(?:data ?sets?|data|benchmarks?|corpora|corpus|metrics?)|(?:source )?codes?|implementations?|"
    r"software|frameworks?|libraries|library|数据集|指标|代码|データセット|コード|데이터셋|코드)\W*",
    re.IGNORECASE,
)


def names_data(head: str) -> bool:
    """Return whether a column of this head holds data, measures or programs that works are about, and no works.

    >>> names_data("Training data"), names_data("Source Code"), names_data("Database papers")
    (True, True, False)
    """
    return _DATA.fullmatch(head) is not None


_SCRIPTS = re.compile(r"[a-z0-9.+-]+|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
_FILE_NAME = re.compile(r"(?P<stem>\S+)\.(?P<kind>pdf|ps|djvu|md|html?|txt|org|ipynb)", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]{2}")
#: What a link leads to that has the name of its venue before it.
_OF_VENUE = frozenset({"paper", "article", "pdf", "preprint", "slides", "video", "talk", "poster", "code"})
_BEFORE_VENUE = re.compile(r"(paper|pdf|preprint|slides|video|poster|code)\s?[-–:@ ]\s?(\S.*)", re.IGNORECASE)
_JOINED = re.compile(r"[&/+]|\band\b")
_CLOSED = re.compile(r"([^()（）\d]{2,20}?)\s?[(（][^()（）\d]*[)）]")
_NAMED_CODE = re.compile(
    r"(?:code|repo(?:sitory)?|git(?:hub|lab)?|implementation|software|package)\s?(?:::?|\()\s?[\w.+-]+\)?",
    re.IGNORECASE,
)
_HOSTS = frozenset({"github", "gitlab", "gitee", "bitbucket"})
_ANY_LINK = frozenset({"link", "links", "url", "here"})


def says_link(label: str) -> bool:
    """Return whether a label says that there is a link, and not where it leads ("Link", "URL")."""
    return normal(label) in _ANY_LINK


def venue_in_label(label: str) -> str | None:
    """Return the venue, with its year if there is one, that the label of a link begins or ends with, or None.

    >>> [venue_in_label(label) for label in ("SOSP 17 paper", "Paper-SOSP17", "Wool paper", "pdf")]
    ['SOSP 17', 'SOSP17', None, None]
    """
    before, _, last = label.strip(" []()*_").rpartition(" ")
    if last.lower() in _OF_VENUE and venue_score(before) >= 2.5:
        return before
    behind = _BEFORE_VENUE.match(label.strip(" []()*_"))
    return behind[2] if behind and venue_score(behind[2]) >= 2.5 else None


def _before_brackets(label: str) -> LinkRole | None:
    """Return what the words before the brackets that close a label lead to: "Paper (Best Paper Honorable Mention)"."""
    bare = _CLOSED.fullmatch(label.strip(" []*_:："))
    return link_role(bare[1]) if bare else None


@lru_cache(maxsize=4_000)
def link_role(label: str) -> LinkRole | None:
    """Return what a link with this label leads to, or None when the label says nothing.

    >>> link_role("[pdf]"), link_role("official PyTorch code"), link_role("Attention Is All You Need")
    ('paper', 'code', None)
    >>> link_role("SOSP 17 paper"), link_role("Wool paper")
    ('paper', None)
    """
    table = _table()["link"]
    file = _FILE_NAME.fullmatch(label.strip(" []()"))
    if file and not (_HAN.search(file["stem"]) and link_role(file["stem"]) is None):  # no title for its name
        return "paper" if file["kind"].lower() in {"pdf", "ps", "djvu"} else "page"
    name = _NUMBERED.sub("", normal(label))
    if name in table:
        return cast("LinkRole", table[name])
    if _UNSPACED.search(name):
        return cast("LinkRole | None", _unspaced("link", label) or _several("link", label) or _mixed(name))
    if _NAMED_CODE.fullmatch(label.strip(" []()*_")):
        return "code"  # "code::GateNet"
    head, dash, _ = name.partition(" - ")
    if dash and (head in table or head.split()[-1:] == ["code"]):
        return cast("LinkRole | None", table.get(head, "code"))  # "official code - C"
    words = [word for word in re.split(r"[\s/&+-]+", name) if word]
    while len(words) > 1 and words[-1] in _ANY_LINK:
        words.pop()  # "GitHub link"
    if not name or len(words) > 4:
        return _before_brackets(label) if name else None
    if len(words) > 1 and venue_in_label(label):
        return cast("LinkRole | None", table.get(words[-1]) or table.get(words[0]))  # "OSDI 10 paper", "Paper-CACM"
    known = [word for word in words if word in table]
    if "and" in words and any(table.get(word) == "paper" for word in words[:1]):
        known = known[:1]  # "pdf and slides"
        words = [*words[1:], *words[:1]]
    if known and all(word in table or word in _BESIDE for word in words):
        last = table.get(words[-1]) or table[known[0]]
        # "code & model", "GitHub project"
        joined = last == "page" and (_JOINED.search(name) is not None or words[0] in _HOSTS)
        return cast("LinkRole | None", table[known[0]] if joined else last)
    return _before_brackets(label)
