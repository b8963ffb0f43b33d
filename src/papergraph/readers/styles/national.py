"""Chinese citation styles beside GB/T 7714: its plain kin without the kind of work, and the notes of law journals."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.etal import without_et_al
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.venues import is_han_venue
from papergraph.readers.styles.gbt import behind_title
from papergraph.readers.styles.styled import YEAR, Span, span_of

_SIGNS = "\u3040-\u30ff\u3400-\u9fff·"
_NAMES = rf"(?P<authors>[{_SIGNS}]{{2,6}}+(?:[,，、;；] ?[{_SIGNS}]{{2,6}}+)*+[,，]? ?(?:等|ほか|他)?)[.．。:：] ?"
_TITLE = r"(?P<title>(?:[^.．。\n]|(?<=[A-Z])\.(?=[A-Z](?![A-Za-z]))){3,80})[.．。] ?"
_PLAIN = re.compile(
    rf"{_NAMES}{_TITLE}(?P<venue>[{_SIGNS}][^,，.．。\n]{{1,40}})(?:[,，] ?(?P<year>{YEAR})|[.．。,，])"
)
_HEAD = re.compile(_NAMES + _TITLE)
#: What stands behind the title of a book or of a paper in a volume, and of no other.
_BOUND = re.compile(
    r"(?:[见見載载]于?\s?[:：]|[^.．。\n]{2,60}[译譯]\s?[.．。]|(?:第\s?)?\w{1,3}\s?版\s?[.．。,，]|"
    r"[\u3400-\u9fff]{2,4}\s?[:：]\s?[\u3400-\u9fff])"
)
_LAW = re.compile(
    rf"(?:[\[［〔(（][\u3400-\u9fff]{{1,3}}[\]］〕)）]\s*)?(?P<authors>[^《》:：,，\s]{{2,12}}(?:[、,，][^《》:：,，\s]{{2,12}}){{0,5}}?等?)"
    rf"(?:著|编|主编|编著)?\s?[:：,，]\s?《(?P<title>[^《》\n]{{2,80}}(?:《[^《》]{{1,40}}》[^《》\n]{{0,40}})?)》\s?[,，.。]\s?"
    rf"(?:(?:载于|载|见)?\s?(?:[^《》,，\n]{{2,30}}?(?:主编|编著|编)[:：]?)?\s?《(?P<venue>[^《》]{{2,40}})》[^《》\n\d]{{0,40}}?"
    rf"|[^《》,，\n]{{0,30}}?译\s?[,，]\s?|)(?:[\u3400-\u9fff]{{2,6}}[:：]\s?)?"
    rf"(?P<house>[^《》,，:：\n\d]{{2,20}}(?:出版社|出版公司|书店|书局|印书馆))?[,，]?\s?(?P<year>{YEAR})"
)
_ONE = rf"[{_SIGNS}]{{1,6}}+(?:[ \u3000][{_SIGNS}]{{1,4}})?"
#: As the Information Processing Society of Japan prints it: "names：title，journal，Vol.4，pp.1-9（2005）．".
_JAPANESE = re.compile(
    rf"(?P<authors>{_ONE}(?:[，、,]\s?{_ONE})*+)"
    rf"\s?[：:]\s?(?P<title>[^，．。\n]{{3,80}})[，,]\s?(?P<venue>[^，．。,（()）\n]{{2,60}}?)"
    rf"(?:[，,]\s?[^，,（()）\n]{{1,30}}){{0,5}}[,，]?\s?[（(](?P<year>{YEAR})[^（()）\n]{{0,8}}[）)]"
)


def han(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of "names. title. journal, year" in Han signs; without a year the journal must be known."""
    if (whole := _JAPANESE.match(text, start)) and are_names(without_et_al(whole["authors"]), surely=False):
        return [
            Span(*whole.span("authors"), "authors"), span_of(text, *whole.span("title"), "title"),
            span_of(text, *whole.span("venue"), "venue"), Span(*whole.span("year"), "date"),
        ]  # fmt: skip
    if (head := _HEAD.match(text, start)) and are_names(head["authors"], surely=False):
        behind = behind_title(text, head.end())
        if _BOUND.match(text, head.end()) and {span.field for span in behind} >= {"venue", "date"}:
            return [Span(*head.span("authors"), "authors"), span_of(text, *head.span("title"), "title"), *behind]
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
