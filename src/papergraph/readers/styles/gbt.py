"""GB/T 7714, the Chinese standard of references: the kind of a work stands in brackets behind its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_organisation
from papergraph.readers.styles.styled import YEAR, Span, span_of, year_in

#: The kind of work, and what carries it: "[J]", "［D］", "[EB/OL]".
_KIND = re.compile(r"\s?[\[［](?P<kind>[MCNJDRSPAZGKL]|DB|CP|EB|OL|CM|DS|TP)(?:/(?:OL|CD|MT|DK))?[\]］]")
_NATION = re.compile(r"[\[［〔(（][\u3400-\u9fff]{1,3}[\]］〕)）]\s*")
_OF_NATION = re.compile(r"[\[［〔][\u3400-\u9fff]{1,3}[\]］〕]")
_ACCESSED = re.compile(r"[\[［][12]\d{3}[-./]\d{1,2}(?:[-./] ?\d{1,2})?[\]］]")
_HAN = "\u3400-\u9fff"
#: What parts names from a title; no point of an abbreviation before Han signs ("A.B.C 方法"), but a last star.
_END = re.compile(
    rf"(?!(?<=[A-Z])\.(?:[A-Z]\.)*[A-Z]\s?[{_HAN}])[.．。]\s*|[:：,，;；]\s*|(?<=[{_HAN}])[*＊]\s+(?=[{_HAN}A-Z])"
)
_POINT = re.compile(r"(?<!\d)[.．。]\s*|(?<=\d)[.．。]\s+|(?<=\d)[．。]")
#: What may stand before a place and a house: translators, and the edition. A name is no longer than 24 signs.
_BESIDE = re.compile(
    r"[^.．。\n]{2,60}(?:译|譯|校|编|編|著)\s*[.．。]\s*"
    r"|(?:第\s?)?[\w]{1,3}\s?版\s*[.．。,，]\s*|(?:\d+(?:st|nd|rd|th)|[Rr]ev(?:ised)?) ed(?:ition|n)?\.?[.,\s]\s*"
)
_IMPRINT = re.compile(
    rf"[:：]\s*(?!//)(?P<press>(?:[^:：\n.．。]|\.(?!\s)){{2,60}}?)\s*[,，.．]\s*[c(（\[]?(?P<year>{YEAR})(?!\d|\.\d{{4}})"
)
_DATED = re.compile(
    rf"(?P<venue>[^\n]{{2,200}}?)(?:[.．]\s*(?:[^:：.．]{{1,30}}[:：]\s*)?[^:：.．\d]{{1,60}}?|,\s*[A-Z][\w&/-]{{1,14}}(?=\s+{YEAR}))?"
    rf"(?:[,，.．]\s*|(?<=\w)\s+(?={YEAR},))(?P<year>{YEAR})(?!\d|\.\d{{4}})"
)
_HOUSE = re.compile(
    rf"(?P<venue>[^\n,，.．。]{{4,80}})[,，.．]\s*[\u3400-\u9fff]{{2,12}}(?:出版社|书局|書局|出版公司)[,，.．]\s*(?P<year>{YEAR})"
)
_JOURNAL = re.compile(
    r"(?P<venue>[^\n]{2,120}?)\s*(?:[,，.．。]\s*|\s(?=arXiv:))"
    rf"(?:(?=arXiv)|(?P<year>{YEAR})(?!\d|\.\d{{4}})|(?:[Vv]ol|[Nn]o|第|\d|[(（]))"
)
_REST = re.compile(
    r"(?:[^:：,，.．]{1,20}[:：]\s*(?!\d))?"
    rf"(?P<venue>[^,，.．。]{{2,120}}?)\s*(?:[,，.．。]|$)\s*"
    rf"(?:[^:：,，]{{1,30}}[:：][^,，]{{1,40}}[,，]\s*)?(?P<year>{YEAR})?"
)
#: Nothing but the day on which a page was put up: "[EB/OL]. 2019.3.14".
_DAY = re.compile(
    rf"[\s.．。]*[(（]?(?P<day>{YEAR}[-./年]\s?\d{{1,2}}(?:[-./月]\s?\d{{1,2}})?)日?[)）]?[\s.．。]*(?:$|https?:)"
)
_IS_INITIAL = re.compile(r"(?:^|[\s.,，-])[A-Z]$")
_FOREIGN_INITIAL = re.compile(r"[·・•][A-Z]$")
_INITIALS = re.compile(r"(?:(?<![^\W_])[A-Z][. -]*)+")
_PAGES = re.compile(r"[:：]\s?\d+(?:[-–—－]\d+)?$")
_OPENING = re.compile(r"[.．。,，;；]?\s*(?://|／／|[见載载]于?\s?[:：]|[Ii]n\s?[:：])?\s*")
_WITHIN = re.compile(r"[.．。,，;；]?\s*(?://|／／|[见載载]于?\s?[:：]|[Ii]n\s?[:：])")


def gbt(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference in the style of GB/T 7714: "[J]" or another kind of work behind the title."""
    kind = _KIND.search(text, start + 4, start + 500) if "[" in text or "［" in text else None
    if kind is None or _opens_brackets(text[start : kind.start()]):
        return []
    text = _ACCESSED.sub(lambda found: " " * len(found[0]), text)  # the day of an access is no year
    begin = nation.end() if (nation := _NATION.match(text, start)) else start
    told = _OF_NATION.sub(lambda found: " " * len(found[0]), text[begin : kind.start()])
    text = text[:begin] + told + text[kind.start() :]  # of which country each further author is
    if signed := _signed_and_dated(text, begin, kind.start()):
        return [*signed, *_behind_dated(text, kind.end(), kind["kind"])]
    names = _before_link(flat, text, begin, kind.start()) or next(_ends_of_names(text, begin, kind.start()), None)
    if names is None or (text[names[0]] in ":：" and _BODY.match(text, begin, names[0])):
        return _unsigned(text, begin, kind.start(), behind_title(text, kind.end(), kind["kind"]))
    spans = [Span(begin, names[0], "authors"), span_of(text, names[1], kind.start(), "title")]
    return [*spans, *behind_title(text, kind.end(), kind["kind"])]


def _before_link(flat: Flat, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the names end and the title begins that a link shows: "Anna B. Lund .[Counting Sheep](…) .[J]"."""
    for begin, stop, run in flat.runs_between(start + 1, end):
        if run.href and not text[stop:end].strip(" .．") and len(run.text.split()) > 2:
            names = text[start:begin].rstrip(" .．,，:：")
            return (start + len(names), begin) if are_names(names) else None
    return None


def _opens_brackets(text: str) -> bool:
    """Return whether brackets are open at the end of a text: a reference in them is of the same work once more."""
    return text.count("(") + text.count("（") > text.count(")") + text.count("）")


#: Authors and year before the title, as the standard has it for citations by author and year: "王芳, 陈硕, 等, 2020. "
_SIGNED = re.compile(
    rf"(?P<names>[^\n\d]{{1,300}}?)(?:[,，]\s*|\s|(?=[(（]))[(（]?(?P<year>{YEAR})[a-z]?[)）]?[.．。]\s*"
)
_NAME = re.compile(r"[^\W\d_][\w.’'·・•-]*(?:\s[^\W\d_][\w.’'·・•-]*){0,6}\s?[.．]?")


def _signed_and_dated(text: str, start: int, end: int) -> list[Span]:
    """Return authors, year and title of a reference that has the year behind the authors; else nothing."""
    match = _SIGNED.match(text, start, end)
    if match is None or len(text[match.end() : end].strip()) < 2:
        return []
    if not all(_NAME.fullmatch(part.strip()) for part in re.split(r"[,，、;；&]", match["names"]) if part.strip()):
        return []
    title = span_of(text, match.end(), end, "title")
    return [span_of(text, *match.span("names"), "authors"), Span(*match.span("year"), "date"), title]


_PERIODICAL = re.compile(
    r"(?P<venue>[^\n]{2,150}?)\s*(?:[,，.．。:：]\s*(?:[Vv]ol|[Nn]o|第)?[.\s]?\d|[(（]\s?\d|[,，]\s*[A-Z]?[(（]?\d|https?:|[.．。]?\s*$)"
)
_HOUSED = re.compile(r"(?:[^:：.．。\n]{1,40}[:：]\s*)?(?P<venue>[^:：.．。\n\d]{2,80}?)\s*(?:[,，.．。:：]|$)")


def _behind_dated(text: str, at: int, kind: str) -> list[Span]:
    """Return the venue behind the title of a work whose year has been printed before it."""
    opening = _OPENING.match(text, at)
    start = opening.end() if opening else at
    if _WITHIN.match(text, at) or kind == "C":
        return [span for span in _volume(text, start) if span.field == "venue"]
    while kind != "J" and (beside := _BESIDE.match(text, start)):
        start = beside.end()
    match = (_PERIODICAL if kind in {"J", "N"} else _HOUSED).match(text, start)
    return [span_of(text, *match.span("venue"), "venue")] if match and not text.startswith("http", start) else []


#: A body, in Latin letters or in Han signs that end as the names of bodies do.
_HAN_BODY = re.compile(
    r"(?P<body>[\u3400-\u9fff]{2,16}(?:平台|网|研究院|研究所|公司|大学|中心|委员会|协会|学会|办公室|局|实验室))[.．。]\s*(?=\S)"
)
_BODY = re.compile(r"(?P<body>[A-Z][\w&’'-]+(?: (?:[A-Z][\w&’'-]*|of|and|for|the|on|&)){1,9})\.\s+(?=[A-Z\d])")


_CLOSES = re.compile(r"\s*(?:$|[.．。,，;；/／]|https?:)")  # what stands behind the kind of a work


def _unsigned(text: str, start: int, end: int, behind: list[Span]) -> list[Span]:
    """Return the fields of a reference that begins with its title, or with a body that is in no list; else nothing."""
    body = _BODY.match(text, start, end) or _HAN_BODY.match(text, start, end)
    begin = body.end() if body else start
    title = text[begin:end].strip()
    long = len(title) > 5 if not title.isascii() else len(title.split()) > 1
    kind = _KIND.match(text, end)
    closed = kind is not None and _CLOSES.match(text, kind.end()) is not None
    if not long or not closed or re.search(r"[.．。]\s|\s[-–—|:]$", title) or "\n" in title:
        return []
    signed = [Span(*body.span("body"), "authors")] if body else []
    return [*signed, span_of(text, begin, end, "title"), *behind]


def behind_title(text: str, at: int, kind: str | None = None) -> list[Span]:
    """Return venue and year of what stands behind a title: a journal, a volume with its house, or a house alone.

    A volume stands behind "//" or "见:"; its editors, the translators of a book and its edition are no venue.
    """
    opening = _OPENING.match(text, at)
    start = opening.end() if opening else at
    if _WITHIN.match(text, at) or kind == "C":
        return _volume(text, start)
    if kind in {"J", "N"} and (match := _JOURNAL.match(text, start)):
        return _venue_and_year(text, match)
    while kind != "J" and (beside := _BESIDE.match(text, start)):
        start = beside.end()
    if imprint := _IMPRINT.search(text, start, start + 120):
        return [span_of(text, *imprint.span("press"), "venue"), Span(*imprint.span("year"), "date")]
    if day := _DAY.match(text, start):
        return [Span(*day.span("day"), "date")]
    match = None if text.startswith("http", start) else _REST.match(text, start)
    return _venue_and_year(text, match) if match else year_in(text, at, len(text))


def _venue_and_year(text: str, match: re.Match[str]) -> list[Span]:
    start = match.start("venue")
    venue = span_of(text, start, start + len(_PAGES.sub("", match["venue"])), "venue")
    return [venue, *([Span(*match.span("year"), "date")] if match["year"] else year_in(text, match.end(), len(text)))]


def _volume(text: str, start: int) -> list[Span]:
    """Return the volume that begins at a place, without its editors, place and house, and the year."""
    point = _POINT.search(text, start)
    while point and point.end() < len(text) and _is_editor(text[start : point.start()]):
        start = point.end()
        point = _POINT.search(text, start)
    imprint = _IMPRINT.search(text, start, start + 300)
    if house := _HOUSE.match(text, start):  # "论文集: 2011 年卷, 国家图书馆出版社, 2011", without a place
        return [span_of(text, *house.span("venue"), "venue"), Span(*house.span("year"), "date")]
    if imprint is not None:
        points = [match.start() for match in _POINT.finditer(text, start, imprint.start())]
        commas = [match.start() for match in re.finditer(r"[,，]", text[start : imprint.start()])]
        end = points[-1] if points else start + commas[-1] if commas else imprint.start()
        return [span_of(text, start, end, "venue"), Span(*imprint.span("year"), "date")]
    match = _DATED.match(text, start) or _REST.match(text, start)
    return _venue_and_year(text, match) if match else year_in(text, start, len(text))


def _has_surname(names: str) -> bool:
    """Return whether the last of names is whole where it ends with initials: "Dupont B", "LeCun, Y", and not "J.H"."""
    *others, last = re.split(r"[,，;；]\s*", names)
    return not _INITIALS.fullmatch(last.strip()) or (bool(others) and not _INITIALS.search(others[-1]))


def _is_editor(words: str) -> bool:
    """Return whether words before a point are the editors of a volume: people, or a body that signs."""
    return are_names(words) or (len(words) < 30 and (is_organisation(words) or words.endswith(("学会", "学會"))))


#: The rest of a name with an initial amid it, and the names behind it: "Lund, Cid Oak. ".
_MORE = re.compile(
    r"(?P<names>[^\W\d_a-z][\w'’-]+(?:(?:,| and| &) [^.:\[\]\d]{3,200}(?:\.(?! ?[A-Z][a-z])[^.:\[\]\d]{1,60})*)?)\. "
)


def _is_amid_name(before: str, after: str) -> bool:
    """Return whether a point stands behind an initial amid a name: between "Ada B" and "Lund, Cid Oak. Title"."""
    more = _MORE.match(after) if _IS_INITIAL.search(before) else None
    return more is not None and are_names(f"{before}. {more['names']}")


def _ends_of_names(text: str, start: int, until: int) -> Iterator[tuple[int, int]]:
    """Yield (where names end, where the title begins) for each sign before a place that may part the two.

    Points come first. A comma parts them as well where nothing else does, behind the last of the names.
    """
    commas: list[tuple[int, int]] = []
    for sign in _END.finditer(text, start, until):
        before, after = text[start : sign.start()], text[sign.end() : until]
        if len(after.strip()) < 2 or not before.strip():
            continue
        if sign[0][0] in ".．" and _IS_INITIAL.search(before) and not _has_surname(before):
            continue  # "J.H. Elder"
        if _FOREIGN_INITIAL.search(before) or (sign[0][0] == "." and _is_amid_name(before, after)):
            continue  # "理查德·J.拉森"
        next_sign = _END.search(after)
        following = after[: next_sign.start()] if next_sign else after
        named = next_sign is not None and next_sign[0][0] in ":：" and " " not in following  # "SheepFinder: Counting …"
        ends = sign[0][0] in ".．。" and ord(before[-1]) > 0x2E80
        if not (ends or named) and people_score(following) >= 1.5 and len(following) < len(after):
            continue  # another name
        if are_names(before, surely=False):
            if sign[0][0] in ".．。*＊":
                yield sign.start(), sign.end()
            else:
                commas.append((sign.start(), sign.end()))
    yield from reversed(commas)
