"""Brackets that hold names, a sign, and where and when the work came out: "(Lund, Ek, Oak; WOOL 2018)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.lexicon.authorship import People
from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.etal import without_et_al
from papergraph.readers.lexicon.names import is_codelike, is_status
from papergraph.readers.lexicon.people import people_score, split_people
from papergraph.readers.lexicon.venues import is_organisation, venue_and_dates, venue_score

_STRONG = re.compile(r"\s*[;；]\s*|\s+[|｜·•–—]\s+|\s+-\s+")  # what parts names from a place and no name from another
_PARTS = re.compile(r"\s[|｜·•]\s")
_WEAK = re.compile(r"(?:,|(?<=\bet al)\.?)\s+|\s*，\s*")
_NAMES = re.compile(r",\s+(?:(?:and|&)\s+)?|\s+(?:and|&|y|et|und|e)\s+|\s*[、，；]\s*|;\s+")
_PARTICLE = r"(?:d[aeu]|del?|di|v[ao]n|der|den|la|le|ten|ter|bin|al|el)"
_SURNAME = re.compile(rf"(?:{_PARTICLE} ?[-'’]?|[DO]['’]){{0,3}}[^\W\d_]{{2,}}(?:[-'’][^\W\d_]+)*", re.IGNORECASE)
_SURE = 2.5  # what the name of a person scores
_SHORT = 4  # words of a venue that nobody knows
_SEVERAL = 3  # names that commas part from a place as from each other


def names_and_place(text: str) -> tuple[str, str] | None:
    """Return the names and the dated place of brackets that hold both, in either order, or None.

    A strong sign parts them, or a comma where several names stand before a known venue.

    >>> names_and_place("Lund, Gu, Elm; NeurIPS 2018"), names_and_place("ICML 2017 | Oak et al.")
    (('Lund, Gu, Elm', 'NeurIPS 2018'), ('Oak et al.', 'ICML 2017'))
    >>> names_and_place("Wool and Hay, Oxford 2018"), names_and_place("oral; ICML 2017")
    (None, None)
    """
    parts = _STRONG.split(text)
    if len(parts) == 2:
        for names, place in (parts, parts[::-1]):
            several = len(listed_names(names)) > 1 or without_et_al(names) != names or re.search(r"[;；]", text)
            if dates_in(place) and not dates_in(names) and several and _are_signers(names) and _is_place(place):
                return names.strip(), place.strip()
    return _behind_commas(text)


def listed_names(text: str) -> list[str]:
    """Return what commas, "and" and their like part in a text."""
    return [part.strip() for part in _NAMES.split(text) if part.strip()]


def signers(text: str) -> People:
    """Return the people of names that stand with a place: surnames alone are never turned round with one another."""
    listed = listed_names(without_et_al(text).strip(" .,"))
    if all(map(is_surname, listed)):
        return People(tuple(listed), without_et_al(text) != text)
    return split_people(text)


def _behind_commas(text: str) -> tuple[str, str] | None:
    """Return several names and the known venue with its date that a comma parts from them, or None."""
    signs = list(_WEAK.finditer(text))
    if not signs or dates_in(text[: signs[-1].start()]):
        return None
    names, place = text[: signs[-1].start()], text[signs[-1].end() :]
    if signs[-1].group().startswith((".", " ")):
        names += "."
    if ". " in place or _PARTS.search(place):  # "…, Ben Oak. WOOL 2018", "…, Ben Oak · 2018 · WOOL"
        return None
    name, dates = venue_and_dates(place)
    listed = listed_names(without_et_al(names).strip(" .,"))
    several = 1 if "，" in signs[-1].group() else _SEVERAL
    sure = all(people_score(each) >= _SURE for each in listed) and len((name or "").split()) <= _SHORT
    sure = sure and people_score(name or "") < 1.0
    if not dates or not name or len(listed) < several or not (sure or venue_score(name) >= 2.0):
        return None
    return (names, place) if _are_signers(names) else None


def _is_place(text: str) -> bool:
    """Return whether a text with a date is it alone or a short name of a venue with it."""
    name = without_dates(text, dates_in(text))
    return len(name.split()) <= 8 and (people_score(name) < 2.5 or re.search(r"[A-Z]{2}", name) is not None)


def _are_signers(text: str) -> bool:
    """Return whether all parts of a text can be names of people, whole or surnames."""
    bare = without_et_al(text).strip(" .,")
    parts = listed_names(bare)
    if not parts or is_status(bare) or is_organisation(bare):
        return False
    return _are_likely(parts, told=bare != text.strip(" .,"))


def _are_likely(parts: Sequence[str], *, told: bool) -> bool:
    """Return whether parts are names; `told` where "et al." says that there are more."""
    if len(parts) == 1 and not told:
        return people_score(parts[0]) >= 0.3 and not is_codelike(parts[0])
    return all(_can_be_name(part) for part in parts)


def _can_be_name(part: str) -> bool:
    """Return whether one among several can be a person, where a surname may be a word as well."""
    if people_score(part) >= 0.3:
        return True
    return is_surname(part) and not is_codelike(part) and venue_score(part) < 2.0


def is_surname(text: str) -> bool:
    """Return whether a text has the form of a surname alone: a word that a capital begins, particles before it."""
    return _SURNAME.fullmatch(text) is not None and not text.islower() and text[-1:].islower()
