"""Lists by venue: where most headings of a level name venues, the others of that level do as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.lexicon.dates import ACRONYMS, dates_in
from papergraph.readers.lexicon.occasions import venue_of_heading
from papergraph.readers.lexicon.sections import names_list, names_session, other_section
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import FUNCTION, is_common
from papergraph.readers.passages import Passage, plain

ENOUGH = 3  # headings of known venues
_SHARE = 0.5  # of the headings of that level
_WORDS = 7  # of the name of a venue
_CLOSED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_OTHER = re.compile(
    r"\b(?:misc\w*|others?|blogs?|white ?papers?|surveys?|unpublished|unknown|preface|index|contents)\b", re.IGNORECASE
)


def venues_of_headings(passages: Sequence[Passage]) -> dict[tuple[int, str], str]:
    """Return the venue that each heading (its level and words) names, where its level is one of venues."""
    levels: dict[int, list[str]] = {}
    for passage in passages:
        if passage.kind == "heading" and passage.runs:
            levels.setdefault(passage.level, []).append(plain(passage.runs))
    found: dict[tuple[int, str], str] = {}
    for level, names in levels.items():
        known = sum(_is_known(name) for name in names)
        if known >= ENOUGH and known >= _SHARE * len(names):
            found.update({(level, name): name for name in names if _could_be_venue(name)})
    return found


def venue_of_document(passages: Sequence[Passage]) -> str | None:
    """Return the venue with its year that the first heading names for a whole list, or None.

    However deep the headings behind it are; where one of them names a venue too, each speaks for itself.
    """
    names = [plain(passage.runs) for passage in passages if passage.kind == "heading" and passage.runs]
    if not names or (venue := venue_of_heading(names[0]) or _venue_amid(names[0])) is None or not dates_in(venue):
        return None
    others = {venue_of_heading(name) for name in names[1:]}
    return venue if others <= {None, venue} else None


_MEETING = re.compile(r"(?<![A-Za-z])(?P<name>[A-Z][A-Za-z]{2,9})[ -]?(?P<year>(?:19|20)\d\d)(?!\d)")
_BESIDE = re.compile(r"workshop|challenge|tutorial|course|competition|summer", re.IGNORECASE)


def _venue_amid(name: str) -> str | None:
    """Return the only conference with its year that the name of a list has: "Awesome-CVPR2020-Wool", or None."""
    found = {(match["name"], match["year"]) for match in _MEETING.finditer(name) if match["name"].lower() in ACRONYMS}
    return " ".join(found.pop()) if len(found) == 1 and not _BESIDE.search(name) else None


def _is_known(name: str) -> bool:
    if venue_of_heading(name) is not None:
        return True
    return not dates_in(name) and _has_acronym(name) and venue_name_score(name) >= 2.5


def _has_acronym(name: str) -> bool:
    """Return whether a word of a name has two capitals ("ACM Queue", "AsiaCCS")."""
    return any(sum(sign.isupper() for sign in word) > 1 for word in name.split())


def _could_be_venue(name: str) -> bool:
    """Return whether a heading among those of venues could name one: a few words with capitals, and no list."""
    words = [word for word in name.split() if word.lower() not in FUNCTION and word != "&"]
    if not words or len(words) > _WORDS or dates_in(name) or _OTHER.search(name) or _CLOSED.search(name):
        return False
    if names_list(name) or names_session(name) or other_section(name) or not all(word[0].isupper() for word in words):
        return False
    if _has_acronym(name) or venue_name_score(name) >= 1.6:
        return True
    return len(words) == 1 and not is_common(words[0].lower().removesuffix("s"))
