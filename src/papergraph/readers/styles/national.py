"""Chinese citation styles: GB/T 7714 with the kind of work in brackets, its plain kin, the notes of law journals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_han_venue
from papergraph.readers.styles.styled import YEAR, Span, span_of, year_in

#: The kind of work, and what carries it: "[J]", "［D］", "[EB/OL]".
_KIND = re.compile(r"\s?[\[［](?:[MCNJDRSPAZGKL]|DB|CP|EB|CM|DS|TP)(?:/(?:OL|CD|MT|DK))?[\]］]")
_NATION = re.compile(r"[\[［〔(（][\u3400-\u9fff]{1,3}[\]］〕)）]\s*")
_ACCESSED = re.compile(r"[\[［][12]\d{3}[-./]\d{1,2}(?:[-./]\d{1,2})?[\]］]")
_HAN = "\u3400-\u9fff"
#: What parts names from a title; no point of an abbreviation before Han signs ("A.B.C 方法"), but a last star.
_END = re.compile(
    rf"(?!(?<=[A-Z])\.(?:[A-Z]\.)*[A-Z]\s?[{_HAN}])[.．。]\s*|[:：,，;；]\s*|(?<=[{_HAN}])[*＊]\s+(?=[{_HAN}A-Z])"
)
_REST = re.compile(
    r"[.．。,，]?\s*(?://)?\s*(?:第\s?\w+\s?版[.．]\s*|\d+(?:st|nd|rd|th) ed\.?\s*)?"
    r"(?:[^:：,，.．]{1,20}[:：]\s*(?!\d))?"
    rf"(?P<venue>[^,，.．。]{{2,120}}?)\s*(?:[,，.．。]|$)\s*"
    rf"(?:[^:：,，]{{1,30}}[:：][^,，]{{1,40}}[,，]\s*)?(?P<year>{YEAR})?"
)
_VOLUME = re.compile(  # "//Proceedings of the Wool Meeting. Oakham: Pasture Press, 2016"
    rf"\s*//\s*(?P<venue>[^\n]{{2,200}}?)(?:[.．]\s*(?:[^:：.．]{{1,30}}[:：]\s*)?[^,，:：.．\d]{{1,40}})?[,，.．]\s*"
    rf"(?P<year>{YEAR})(?!\d)"
)
_PAGES = re.compile(r"[:：]\s?\d+(?:[-–—－]\d+)?$")
_SIGNS = "\u3040-\u30ff\u3400-\u9fff·"
_PLAIN = re.compile(
    rf"(?P<authors>[{_SIGNS}]{{2,6}}+(?:[,，、;；] ?[{_SIGNS}]{{2,6}}+)*+[,，]? ?(?:等|ほか|他)?)[.．。:：] ?"
    rf"(?P<title>(?:[^.．。\n]|(?<=[A-Z])\.(?=[A-Z](?![A-Za-z]))){{3,80}})[.．。] ?"
    rf"(?P<venue>[{_SIGNS}][^,，.．。\n]{{1,40}})"
    rf"(?:[,，] ?(?P<year>{YEAR})|[.．。,，])"
)
_LAW = re.compile(
    rf"(?:[\[［〔(（][\u3400-\u9fff]{{1,3}}[\]］〕)）]\s*)?(?P<authors>[^《》:：,，\s]{{2,12}}(?:[、,，][^《》:：,，\s]{{2,12}}){{0,5}}?等?)"
    rf"(?:著|编|主编|编著)?\s?[:：,，]\s?《(?P<title>[^《》\n]{{2,80}}(?:《[^《》]{{1,40}}》[^《》\n]{{0,40}})?)》\s?[,，.。]\s?"
    rf"(?:(?:载|见|载于)?\s?《(?P<venue>[^《》]{{2,40}})》\s?[,，]?\s?|[^《》,，\n]{{0,30}}?译\s?[,，]\s?|)"
    rf"(?P<house>[^《》,，\n\d]{{2,20}}出版社)?\s?(?P<year>{YEAR})"
)


def han(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "names. title. journal, year" in Han signs; without a year the journal must be known."""
    match = _PLAIN.match(text, start)
    if match is None or not are_names(match["authors"], surely=False):
        return _law_note(text, start)
    if match["year"] is None and not is_han_venue(match["venue"]):
        return _law_note(text, start)
    spans = [Span(*match.span("authors"), "authors"), span_of(text, *match.span("title"), "title")]
    spans.append(span_of(text, *match.span("venue"), "venue"))
    return [*spans, Span(*match.span("year"), "date")] if match["year"] else spans


def _law_note(text: str, start: int) -> list[Span]:
    """Return the fields of a note as law journals in Chinese print it: "Names:《Title》,载《Journal》2009年第3期"."""
    match = _LAW.match(text, start)
    if match is None or not (match["venue"] or match["house"]) or not are_names(match["authors"], surely=False):
        return []
    where = "venue" if match["venue"] else "house"
    return [
        Span(*match.span("authors"), "authors"), span_of(text, *match.span("title"), "title"),
        span_of(text, *match.span(where), "venue"), Span(*match.span("year"), "date"),
    ]  # fmt: skip


def national(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a reference in the style of GB/T 7714: "[J]" or another kind of work behind the title."""
    kind = _KIND.search(text, start + 4, start + 500) if "[" in text or "［" in text else None
    if kind is None:
        return []
    text = _ACCESSED.sub(lambda found: " " * len(found[0]), text)  # the day of an access is no year
    begin = nation.end() if (nation := _NATION.match(text, start)) else start
    names = next(_ends_of_names(text, begin, kind.start()), None)
    if names is None:
        return []
    spans = [Span(begin, names[0], "authors"), span_of(text, names[1], kind.start(), "title")]
    rest = _VOLUME.match(text, kind.end()) or _REST.match(text, kind.end())
    if rest is None:
        return [*spans, *year_in(text, kind.end(), len(text))]
    venue = _PAGES.sub("", rest["venue"])
    spans.append(span_of(text, rest.start("venue"), rest.start("venue") + len(venue), "venue"))
    return [*spans, *([Span(*rest.span("year"), "date")] if rest["year"] else year_in(text, rest.end(), len(text)))]


def _ends_of_names(text: str, start: int, until: int) -> Iterator[tuple[int, int]]:
    """Yield (where names end, where the title begins) for each sign before a place that may part the two.

    Points come first. A comma parts them as well where nothing else does, behind the last of the names.
    """
    commas: list[tuple[int, int]] = []
    for sign in _END.finditer(text, start, until):
        before, after = text[start : sign.start()], text[sign.end() : until]
        if len(after.strip()) < 2 or not before.strip():
            continue
        following = _END.split(after, maxsplit=1)[0]
        if people_score(following) >= 1.5 and len(following) < len(after):
            continue  # another name
        if are_names(before, surely=False):
            if sign[0][0] in ".．。*＊":
                yield sign.start(), sign.end()
            else:
                commas.append((sign.start(), sign.end()))
    yield from reversed(commas)
