"""Titles behind their journal, volume and page: "Lund and Oak 1965, ApJ 142, 419 -- “Wool by night”"."""

from __future__ import annotations

import re
from itertools import takewhile

from papergraph.readers.flat import SHOWN, Flat, signature
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import is_common
from papergraph.readers.styles.styled import YEAR, Span, sentence_end, span_of
from papergraph.readers.styles.titleless import is_journal

_INITIALS = rf"(?:[{UP}]\.[ -]?){{1,4}}"
_PARTICLE = r"(?:(?:de|del|della|der|den|di|la|le|van|von|zu) ){0,3}"
_ONE = rf"(?>(?:{_INITIALS} ?)?{_PARTICLE}[{UP}][\w'’-]+(?:,? {_INITIALS}(?![\w]))?)"
_NAMES = rf"(?P<authors>{_ONE}(?:,? (?:and|&|et|und|y|e) {_ONE}|, {_ONE}){{0,8}}(?:,? et al\.?| \+)?)"
_PAGES = r"[A-Z]{0,2}\d[\w.]*(?:[–—-]{1,2}[A-Z]?\d[\w.]*)?"
_PLACE = (
    rf"(?P<venue>[{UP}][^,;:!?()\d\n]{{0,50}}?),? (?:[Vv]ol\.? ?)?[A-Z]?\d{{1,5}}[A-Z]?(?: ?\(\d{{1,4}}\))?(?:[,:] ?| )"
    rf"(?:pp?\.? ?)?{_PAGES}"
)
_FORMS = (
    re.compile(rf"{_NAMES},? [(\[]?(?P<year>{YEAR})[a-z]?[)\]]?[.,:]? {_PLACE}"),
    re.compile(rf"{_NAMES}[,:] {_PLACE},? ?\((?P<year>{YEAR})\)"),
)
_SIGN = re.compile(r"(?P<sign>\s*(?:--+|[–—:-]|\.)\s+|,?\s+)(?=[“\"«‘\w])")
_CLOSING = {"“": "”", '"': '"', "«": "»"}


def place_first(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of such a reference; none where nothing but a blank parts the page from words not set off."""
    match = next((found for form in _FORMS if (found := form.match(text, start))), None)
    if match is None or not is_journal(match["venue"]) or venue_name_score(match["authors"]) >= 0.3:
        return []
    sign = _SIGN.match(text, match.end())
    if sign is None or any(
        run.href or run.marks & SHOWN for _, _, run in flat.runs_between(start, match.start("year"))
    ):
        return []
    if is_common(re.split(r"\W", match["authors"], maxsplit=1)[0]) and not re.search(r" et al|[&,.]| and ", match[0]):
        return []
    title = _title(flat, text, sign)
    if title is None or len(text[slice(*title)].split()) < 2:
        return []
    return [
        Span(*match.span("authors"), "authors"), Span(*match.span("year"), "date"),
        span_of(text, *match.span("venue"), "venue"), span_of(text, *title, "title"),
    ]  # fmt: skip


def _title(flat: Flat, text: str, sign: re.Match[str]) -> tuple[int, int] | None:
    """Return where the title begins and ends: what is set off, or the sentence behind a sign."""
    at = sign.end()
    if (closing := _CLOSING.get(text[at])) is not None:
        end = text.find(closing, at + 1)
        return at, end + 1 if end > 0 else len(text.rstrip())
    first = flat.run_at(at)
    if first.href is not None or first.marks & SHOWN:
        alike = takewhile(lambda part: signature(part[2]) == signature(first), flat.runs_between(at, len(text)))
        return at, max(stop for _, stop, _ in alike)
    if not sign["sign"].strip(" ,"):
        return None
    ends = sentence_end(text, at)
    until = next((s for s, _, run in flat.runs_between(at, len(text)) if s > at and run.href), len(text))
    return at, min(until, ends[0] + (text[ends[0]] in "?!") if ends else until)
