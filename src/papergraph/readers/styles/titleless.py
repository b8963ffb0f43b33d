"""References that print no title: names, a journal, its volume and pages, and the year, as physicists shorten them."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.shortened import is_shortened_word
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.styles.styled import YEAR, Span, span_of

_PARTICLE = r"(?:(?:de|del|della|der|den|di|la|le|van|von|zu) ){0,3}"
_WORD = rf"{_PARTICLE}[{UP}][\w'’-]*[a-zà-ÿ](?:-[{UP}][\w'’-]+)?"
_INITIALS = rf"(?:[{UP}]\.[ -]?){{1,4}}"
_FIRST = rf"(?>{_INITIALS} ?{_WORD})(?!\.)"  # "A. B. Lund"
_LAST = rf"(?>{_WORD},? {_INITIALS})"  # "Lund A. B.", "Lund, A. B."
_ONCE = rf"{_WORD},? (?:[{UP}]\.[ -]?){{1,4}}?"  # the last of them, before "J. Wool Soc."
_MORE = r"(?:,? ?et al\.?)?"
_JOURNAL = rf"(?P<venue>[{UP}][^,;:!?()\d\n]{{1,60}}?)"
_VOLUME = r"(?:[Vv]ol\.? ?)?[A-Z]?\d{1,5}[A-Z]?(?: ?\(\d{1,4}\))?"
_PAGES = r"[A-Z]{0,2}\d[\w.–—-]*"
#: "A. Lund, B. Oak, Phys. Rev. Wool 12, 345 (2010)"; "Lund A., Oak B., 2010, MNRAW, 12, 345".
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<authors>{_FIRST}(?:,? (?:and |& )?{_FIRST})*+{_MORE}), (?P<place>{_JOURNAL},? {_VOLUME}[,:] ?{_PAGES},? "
        rf"?\((?P<year>{YEAR})\))",
        rf"(?P<authors>{_LAST}(?:[,;]? (?:and |& )?{_LAST})*+{_MORE}),? \(?(?P<year>{YEAR})[a-z]?\)?, "
        rf"(?P<place>{_JOURNAL}, {_VOLUME}, {_PAGES})",
        rf"(?P<authors>(?:{_LAST}; ?(?:and |& )?)*+{_ONCE}{_MORE}) ?(?P<place>(?P<venue>[{UP}][^;:!?()\d\n]{{1,60}}?)"
        rf",? (?P<year>{YEAR}), {_VOLUME}(?:, {_PAGES})?)",
    )
)
_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z&]{1,6}")  # "ApJ", "MNRAS", "A&A"
_END = re.compile(r"[\s.,;:]*(?:$|\[?(?:arXiv|doi|https?:)|\()", re.IGNORECASE)


def _match(text: str, start: int) -> re.Match[str] | None:
    """Return the match of such a reference, which ends there but for identifiers."""
    for form in _FORMS:
        match = form.match(text, start)
        if match is not None and _END.match(text, match.end()) and is_journal(match["venue"]):
            return match
    return None


def is_journal(name: str) -> bool:
    """Return whether a name is that of a journal: known as such, or of shortened words with capitals."""
    words = name.replace(",", "").split()
    capital = all(word[:1].isupper() or word in {"of", "and", "the", "&"} for word in words)
    if not capital or any(word.endswith(".") and not _is_short(word) for word in words):
        return False  # "Counting Sheep at Night. J. Wool"
    short = sum(word.endswith(".") for word in words)
    return venue_name_score(name) >= 1.2 or 2 * short >= len(words) or _ACRONYM.fullmatch(name) is not None


def _is_short(word: str) -> bool:
    return len(word) < 4 or is_shortened_word(word.rstrip("."))


def titleless(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the authors, the journal and the year of such a reference; none for any other."""
    match = _match(text, start)
    if match is None or any(run.href for _, _, run in flat.runs_between(start, match.start("place"))):
        return []
    return [
        Span(*match.span("authors"), "authors"), span_of(text, *match.span("venue"), "venue"),
        Span(*match.span("year"), "date"),
    ]  # fmt: skip


def printed_place(text: str) -> str | None:
    """Return what such a reference prints of where the work is, which stands for its title; None for any other text.

    >>> printed_place("A. Lund, B. Oak, Phys. Rev. Lett. 12, 345 (2010)")
    'Phys. Rev. Lett. 12, 345 (2010)'
    """
    match = _match(text.replace("\n", " "), len(text) - len(text.lstrip()))
    return match["place"].rstrip(". ") if match is not None else None


__all__ = ["is_journal", "printed_place", "titleless"]
