"""A linked title over a line of who signed it, where and when: "[Wool](…)", "Ada Lund, 52 Meadow L. Rev. 3 (2018)".

Lists of readings in law and in the press have it. The names end where the first of them that "and" joins does, or
before what can be no person; a newspaper that could be one is told by the address of the title.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.styles.bibtexed import bibtexed
from papergraph.readers.styles.styled import YEAR, Span, span_of

_GAP = re.compile(r"[ \t]*\n\s*|  +")  # blanks where lines have been joined
_LINE = re.compile(
    rf"(?P<who>[^\W\d][^()\n“”\"]{{4,300}}?(?:\n[^()\n“”\"]{{1,200}}?)?) ?\((?P<date>[^()]{{0,20}}?{YEAR})\)"
)
_END = re.compile(r"[.,;]?(?:[ \t]*(?:\n|$)|  )")
_JOINT = re.compile(r",? (?:and|&) |, ")
_VOLUME = re.compile(r"\d{1,4} (?=[A-Z])")
_PAGES = re.compile(r"[,.]? (?:[Vv]ol\.? |[Nn]o\.? |pp?\. )?\d(?:[\d\s:.,–-]|(?:[Vv]ol|[Nn]o|pp?)\b)*$")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})\. (?=[A-Z])")
_PERSON = 1.0  # the score of a name, at least
_WORD = 2.0  # … of one word
_LONGEST = 140  # characters of a venue


def bylined(flat: Flat, text: str, start: int) -> list[Span]:
    """Return where title, authors, venue and date stand; nothing where the line below the link is no such line."""
    link = flat.run_at(start)
    if link.href is None or "bare" in link.marks:
        return []
    end = start
    for _, last, run in flat.runs_between(start, len(text)):
        if run.href != link.href:
            break
        end = last
    gap = _GAP.match(flat.text, end)
    match = _LINE.match(flat.text, gap.end()) if gap else None
    if match is None or not _END.match(flat.text, match.end()) or match.end() > len(text):
        return bibtexed(text, start, end)
    if any(run.href for _, _, run in flat.runs_between(match.start(), match.end())):
        return []
    begin, until = match.span("who")
    ends = _ends_of_names(text, begin, until, link.href)
    found = ((names, place) for names in reversed(ends) if (place := _place(text, names, until)))
    names, place = next(found, (0, None))
    if place is None:
        return []
    title = span_of(text, start, end, "title")
    return [title, Span(begin, names, "authors"), place, Span(*match.span("date"), "date")]


def _ends_of_names(text: str, start: int, until: int, href: str) -> list[int]:
    """Return where each of the names ends that a line begins with."""
    begins, joined = start, False
    ends: list[int] = []
    for joint in (*_JOINT.finditer(text, start, until), None):
        end = joint.start() if joint else until
        name = text[begins:end].strip()
        small = bool(ends) and name[:1].islower()  # "dana boyd"
        if (people_score(name) < (_PERSON if " " in name else _WORD) and not small) or re.search(r"\d", name):
            signed = _SENTENCE.search(name)
            if signed and people_score(name[: signed.start()]) >= _PERSON:
                return []  # "Ada Lund. Journal of Wool"
            return ends[:-1] if joined else ends  # "J. Wool & Hay"
        ends.append(end)
        if joined or joint is None:
            break
        begins, joined = joint.end(), "and" in joint[0] or "&" in joint[0]
    if len(ends) > 1 and ends[-1] == until and not joined and _is_called(text[begins:until], href):
        ends.pop()
    return ends if ends[-1] < until else []


def _is_called(name: str, href: str) -> bool:
    """Return whether a site is called by a name or parts of its words: "New York Times" is nytimes.com."""
    labels = (urlsplit(href).hostname or "").removeprefix("www.").split(".")
    words = [re.sub(r"\W", "", word).lower() for word in name.split()]
    pattern = "".join(rf"(?:{word}|{word[0]})?" for word in words if word and word != "the")
    return any(len(label) > 2 and re.fullmatch(pattern, label) for label in labels[:-1])


def _place(text: str, start: int, until: int) -> Span | None:
    """Return the venue behind the names, without its volume and its pages, or None."""
    joint = re.compile(r",\s+").match(text, start, until)
    if joint is None or until - joint.end() > _LONGEST:
        return None
    begin = volume.end() if (volume := _VOLUME.match(text, joint.end(), until)) else joint.end()
    pages = _PAGES.search(text, begin, until)
    span = span_of(text, begin, pages.start() if pages else until, "venue")
    return span if re.search(r"[^\W\d_]{2}", text[span.start : span.end]) else None
