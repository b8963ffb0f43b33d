"""Org-mode as lines of Markdown: headings, links, emphasis, drawers, tables, blocks; each line stays in its place."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.namelists import are_names

_HEADING = re.compile(r"(?P<stars>\*+)\s+(?P<text>.*)")
_TODO = re.compile(
    r"(?:TODO|DONE|NEXT|WAITING|WAIT|STARTED|CANCELLED|CANCELED|READ|READING|UNREAD|TOREAD|HOLD)\s+(?=\S)"
)
_PRIORITY = re.compile(r"\[#[A-Z0-9]\]\s*")
_TAGS = re.compile(r"\s+:(?:[\w@#%]+:)+\s*$")
_COOKIE = re.compile(r"\s*\[\d*(?:/\d*|%)\]")
_CHECKBOX = re.compile(r"(?P<mark>^\s*(?:[-+]|\d+[.)])\s+)\[[ xX-]\]\s+")
_KEYWORD = re.compile(r"\s*#\+(?P<name>\w+):?\s*(?P<text>.*)")
_PROPERTY = re.compile(r"\s*:(?P<name>[\w-]+):\s*(?P<text>.*)")
_FILE = re.compile(
    r"(?:file|attachment|docview|pdf(?:view|tools)?):(?://)?(?P<path>[^:#]+?)(?:::.*)?"
)  # "file:wool.pdf::12"
_LINK = re.compile(r"\[\[(?P<url>[^\[\]]+)\](?:\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])+)\])?\]")
_PLANNING = re.compile(r"\s*(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):")
_STAMP = re.compile(r"[<\[]\d{4}-\d\d-\d\d(?: [^\]>\n]{1,20})?[>\]]")
_NOTHING = re.compile(rf"\s*#(?: .*)?|\s*(?:{_STAMP.pattern}\s*)+")  # a comment, when a note was taken
_BREAK = re.compile(r"\s*\\{2}\s*$")  # a new line is wanted behind it
_RULE = re.compile(r"\s*\|[-+|\s]+$")
_TERM = 3  # words of a term that may be a title, at least
_DEFINITION = re.compile(r"(?P<mark>^\s*[-+]\s+)(?P<term>.{1,120}?)\s+::(?:\s+|$)")
_BEFORE, _AFTER = r"(?<![^\s({'\"—–\[|-])", r"(?![^\s.,:;!?)}'\"—–\]|-])"
_MARKS = tuple(
    (re.compile(_BEFORE + sign + r"(?P<in>[^\s](?:[^\n]{0,400}?[^\s])?)" + sign + _AFTER), put)
    for sign, put in ((r"\*", "**"), (r"(?<!:)/", "*"), ("=", "`"), ("~", "`"), (r"\+", "~~"))
)
_UNDERLINE = re.compile(_BEFORE + r"_(?P<in>[^\s_](?:[^\n_]{0,400}?[^\s_])?)_" + _AFTER)
_FIELDS = {
    "author": "Authors", "authors": "Authors", "year": "Year", "date": "Date", "journal": "Venue", "booktitle": "Venue",
    "venue": "Venue", "url": "URL", "doi": "DOI", "arxiv": "arXiv", "eprint": "arXiv", "link": "URL", "pdf": "PDF",
    "abstract": "Abstract", "note": "Note", "summary": "Summary", "title": "Title", "publisher": "Publisher",
    "builds_on": "Builds on", "journaltitle": "Venue", "school": "Venue", "institution": "Venue",
}  # fmt: skip


def org_lines(lines: list[str]) -> list[str]:
    """Return one line of Markdown for each line of an org file; what says nothing of a work becomes a comment.

    >>> org_lines(["** TODO [[https://a.org][On *Sheep*]] :wool:", "- /Lund/ wrote =code="])
    ['## [On **Sheep**](https://a.org)', '- *Lund* wrote `code`']
    """
    out: list[str] = []
    titled = any(re.match(r"\s*#\+title:", line, re.IGNORECASE) for line in lines[:60])
    states = _states(lines)
    cited = _cited(lines)
    block = False
    drawer = ""
    table_head = False
    for n, line in enumerate(lines):
        keyword = _KEYWORD.match(line) if "#+" in line[:40] else None
        if keyword and (name := keyword["name"].lower()).startswith(("begin_", "end_")):
            literal = name.partition("_")[2] in {"src", "example", "export", "comment"}
            block = name.startswith("begin_") and literal
            out.append("```" if literal else "")
        elif block:
            out.append(line.replace("```", "'''"))
        elif keyword:
            out.append(f"# {keyword['text']}" if name == "title" and keyword["text"] else "")
        elif re.fullmatch(r"\s*:(?:PROPERTIES|LOGBOOK|END|NOTES):\s*", line, re.IGNORECASE):
            drawer = "" if "end" in line.lower() else line.strip(" :").lower()
            out.append("")
        elif drawer:
            out.append(_property(line) if drawer == "properties" else "")
        elif _PLANNING.match(line) or _NOTHING.fullmatch(line):
            out.append("")
        elif n in cited:
            out.append(cited[n])
        elif heading := _HEADING.match(line):
            out.append(_heading(heading, under=int(titled), states=states))
        elif _RULE.match(line) and line.strip().startswith("|"):
            width = out[-1].count("|") - 1 if out and out[-1].lstrip().startswith("|") else 0
            out.append("|" + "---|" * width if width > 0 and not table_head else "")
            table_head = True
            continue
        else:
            text = _inline(_definition(_CHECKBOX.sub(lambda match: match["mark"], line)))
            out.append(_BREAK.sub(r"\\", text))
        if not line.lstrip().startswith("|"):
            table_head = False
    return out


#: A line that is a citation and nothing else: "[[cite:elm-2017-wool][Elm & Oak 2017: Wool]]".
_CITATION = re.compile(r"\s*(?:[-+] )?\[\[cite\w*:[^\[\]]+\](?:\[(?P<text>[^\[\]]+)\])?\]\s*$", re.IGNORECASE)
_SHORTLY = re.compile(r"(?P<names>[^\d:]{2,60}?),? \(?(?P<year>\d{4})[a-z]?\)?(?::.*)?$")


def _cited(lines: list[str]) -> dict[int, str]:
    """Return the lines that are citations under headings that most of a level have, as labelled lines of a work.

    The headings are its titles, whatever the citation says shortly; authors and year are those of the citation.
    """
    found: dict[int, str] = {}
    levels: dict[int, list[int]] = {}
    heading: re.Match[str] | None = None
    drawer = False
    for n, line in enumerate(lines):
        if match := _HEADING.match(line):
            heading, drawer = match, False
            levels.setdefault(len(match["stars"]), []).append(-1)
        elif re.match(r"\s*:\w+:\s*$", line):
            drawer = ":end:" not in line.lower()
        elif heading is not None and not drawer and line.strip() and not _PLANNING.match(line):
            if citation := _CITATION.match(line):
                levels[len(heading["stars"])][-1] = n
                said = _SHORTLY.match(citation["text"] or "")
                title = re.sub(r"^#+ ", "", _heading(heading))
                found[n] = f"- Authors: {said['names']}, {said['year']}" if said else f"- Title: {title}"
            heading = None
    usual = {n for places in levels.values() if _are_most([n >= 0 for n in places]) for n in places}
    return {n: line for n, line in found.items() if n in usual}


def _are_most(places: list[bool]) -> bool:
    return sum(places) > 1 and 2 * sum(places) >= len(places)


def _states(lines: list[str]) -> frozenset[str]:
    """Return the states of tasks that a file defines itself ("#+TODO: NEXT | READ")."""
    found = (re.match(r"\s*#\+(?:seq_|typ_)?todo:(?P<states>.*)", line, re.IGNORECASE) for line in lines[:60])
    return frozenset(word.partition("(")[0] for match in found if match for word in match["states"].split())


def _heading(match: re.Match[str], *, under: int = 0, states: frozenset[str] = frozenset()) -> str:
    """Return a heading without its state, priority and tags; `under`: how many levels stand above all."""
    text = _COOKIE.sub("", _TAGS.sub("", match["text"]))
    first, _, rest = text.partition(" ")
    text = rest if rest and first in states else text
    text = _PRIORITY.sub("", _TODO.sub("", text, count=1), count=1)
    text = re.sub(r"^COMMENT\s+", "", text)
    return f"{'#' * min(len(match['stars']) + under, 6)} {_inline(text)}".rstrip()


def _property(line: str) -> str:
    match = _PROPERTY.match(line)
    if match is None or not (text := match["text"].strip()):
        return ""
    name = _FIELDS.get(match["name"].lower().removeprefix("btex_").removeprefix("bib_"))
    if name is None and re.fullmatch(r"https?://\S+", text):
        name = match["name"].capitalize() if link_role(match["name"]) else "Page"
    return f"- {name}: {text}" if name else ""


def _definition(line: str) -> str:
    """Return a line with its term before a colon; one of several words in plain letters is set off as a title is."""

    def told(match: re.Match[str]) -> str:
        term = re.sub(r",? \(?\d{4}[a-z]?\)?$", "", match["term"])
        long = len(term.split()) >= _TERM and not re.search(r"[*_\[\]=~/]", term) and not are_names(term, surely=False)
        return f"{match['mark']}*{match['term']}* — " if long else f"{match['mark']}{match['term']}: "

    return _DEFINITION.sub(told, line, count=1)


def _inline(text: str) -> str:
    """Return a line with Markdown's marks; addresses stay as they are."""
    kept: list[str] = []

    def link(match: re.Match[str]) -> str:
        url, words = match["url"].strip(), match["text"]
        url = re.sub(r"^(?:doi:)(?=10\.)", "https://doi.org/", url)
        url = re.sub(r"^(?:arxiv:)(?=\d)", "https://arxiv.org/abs/", url, flags=re.IGNORECASE)
        if words and (file := _FILE.fullmatch(url)):
            url = file["path"]
        elif re.match(r"(?:file|id|attachment|cite\w*|#|\*)", url) and "://" not in url:
            return _emphasis(words) if words else url
        put = f"[{_emphasis(words)}]({url.replace(' ', '%20')})" if words else f"<{url}>" if "://" in url else url
        kept.append(put)
        return f"\x00{len(kept) - 1}\x00"

    def address(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    text = _LINK.sub(link, text)
    text = re.sub(r"https?://[^\s\[\]<>\"]+", address, text)
    text = _emphasis(_STAMP.sub("", text) if text.lstrip().startswith("CLOSED") else text)
    return re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], text)


def _emphasis(text: str) -> str:
    for pattern, put in _MARKS:
        text = pattern.sub(lambda match, put=put: f"{put}{match['in']}{put}", text)  # type: ignore[misc]
    return _UNDERLINE.sub(lambda match: f"*{match['in']}*", text)
