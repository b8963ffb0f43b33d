"""Lists of names as citation styles print them: what a surname is, and whether all parts of a text can be people."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.etal import without_et_al
from papergraph.readers.lexicon.people import people_score, split_people
from papergraph.readers.lexicon.turnednames import is_turned_name
from papergraph.readers.lexicon.venues import is_organisation
from papergraph.readers.lexicon.words import AND, is_common

#: Capital letters.
UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽА-ЯЁІЇЄҐ"
_PARTICLE = r"(?:(?:de|del|della|van|von|der|den|la|le|da|dos|di|ter|ten|bin|al|el|st\.?)[ '’-]){0,3}"
SURNAME = rf"{_PARTICLE}[{UP}][\w'’-]{{1,30}}(?: [{UP}][\w'’-]{{1,30}}){{0,2}}"
_INVERTED = re.compile(rf"{SURNAME}, [{UP}][a-zà-ÿ]{{2,14}}(?: [{UP}](?:\.|[a-zà-ÿ]{{2,14}})?)?(?:[,;]|$| and | & )")
_POSSESSIVE = re.compile(r"\w['’]s(?=[ ,])")  # "It’s Alright, Ma, …"


#: "Lund B," … "Oak W K. Sheepfinder".
_INITIALS_LAST = re.compile(r"[^\W\d_][\w'’-]+(?: [A-Z]){1,3}(?:,| and\b| &)")
_WORD_BEHIND = re.compile(r"(?:[,;]|\band\b|&)\s*[^\W\d_][\w'’-]+(?: [A-Z]{1,3}){1,3}\. [^\W\d_][\w-]{3,}$")


def are_names(text: str, *, surely: bool = True) -> bool:
    """Return whether all parts of a text between commas and "and" can be people, and one of them surely is."""
    if _POSSESSIVE.search(text) or re.search(r"\w\.?: \w", text):
        return False
    if _WORD_BEHIND.search(text) and _INITIALS_LAST.match(text):  # "Lund B, Oak WK. Sheepfinder": a title begins
        return False
    text = re.sub(r",? (?:Jr|Sr)\.?(?=,|$| )", "", text.strip(" ,.:"))
    text = re.sub(r",? (?:et al\.?|and others|\(?[Ee]ds?\.?\)?)$", "", text)
    parts = [
        part
        for part in re.split(r",\s+(?:(?:and|&|和)\s+)?|\s+(?:and|&|和|e|y|et|und|и)\s+|;\s+|[、，；]", text)
        if part
    ]
    if _INVERTED.match(text):  # "Post, David": a surname may be a word
        parts, surely = parts[1:], False
    scores = [people_score(part) for part in parts]
    return bool(scores) and min(scores) >= 0.0 and (max(scores) >= 1.5 or not surely)


def name_people(text: str, *, surely: bool = True) -> bool:
    """Return whether a text names people and nothing else; "et al." says that it does.

    >>> name_people("Lund et al."), name_people("Anna Lund and Ben Oak"), name_people("Deep Gates")
    (True, True, False)
    """
    bare = without_et_al(text)
    return are_names(bare, surely=surely and bare == text)


_STATE = re.compile(r", [A-Z]{2,}$")
_POINTED = re.compile(rf"{SURNAME}, (?:[{UP}]\\.[ -]?){{1,4}}")


def are_turned(text: str) -> bool:
    """Return whether a text is nothing but names with the surname first, the given ones known or initials with points.

    >>> are_turned("Lund, A., & Holm, B."), are_turned("Lund, Anna; Holm, Peter"), are_turned("Boston, MA")
    (True, True, False)
    """
    found = split_people(text, first=True)
    names = found.names if found.organisation is None else ()
    if not names or any(_STATE.search(name) or ", " not in name for name in names):
        return False
    known = sum(bool(_POINTED.fullmatch(name)) or is_turned_name(name) for name in names)
    return 2 * known >= len(names) or text.count(";") == len(names) - 1 > 0


_FIRST = re.compile(r",\s|\s(?:and|&)\s|;|\n|(?<=[a-z]{2})\.|\(")


def first_name(text: str) -> str:
    """Return what stands before the first sign that parts names in a text.

    >>> first_name("Anna Lund, Bo Elm (2008)")
    'Anna Lund'
    """
    return _FIRST.split(text, maxsplit=1)[0]


_YEAR_BEHIND = re.compile(r"(?P<names>[^\d]{2,200}?)[\s,]*[(\[]?\b(?P<year>(?:1[5-9]|20)\d\d)[)\]]?\.?")


_PLACE_BEHIND = re.compile(
    r"(?P<names>[^\d()（）]{2,200}?)\s*[(（](?P<place>[^\d()（）]{2,40}?)[\s,，]+(?P<year>(?:1[5-9]|20)\d\d)[)）]\.?"
)


def parted_authors(fields: dict[str, str]) -> dict[str, str]:
    """Return labelled fields, the year that stands behind the authors as the date where they have none.

    >>> parted_authors({"authors": "Lund & Elm (2017)"})
    {'date': '2017', 'authors': 'Lund & Elm'}
    """
    authors = fields.get("authors", "")
    if match := _PLACE_BEHIND.fullmatch(authors):  # "Lund et al. (Pasture Ltd, 2017)"
        place = {"organisation": match["place"]} if is_organisation(match["place"]) else {}
        return {"date": match["year"], **place, **fields, "authors": match["names"]}
    match = _YEAR_BEHIND.fullmatch(authors)
    return {"date": match["year"], **fields, "authors": match["names"]} if match else fields


_SIGNED = re.compile(r"(?P<names>[^()\d]{4,80}?)[\s,]*[(\[]?(?P<year>(?:19|20)\d\d)[)\]]?[\s:.]*")


def signed_year(text: str) -> tuple[str, str] | None:
    """Return names and year of a text that is nothing but these, or None.

    >>> signed_year("Anna Lund (2008)"), signed_year("Papers (2008)")
    (('Anna Lund', '2008'), None)
    """
    match = _SIGNED.fullmatch(text.strip())
    if match is None or not re.search(r"[^\W\d_][a-zà-ÿ]{2}", match["names"]) or is_organisation(match["names"]):
        return None
    if people_score(match["names"]) < 1.8:
        return None
    return match["names"], match["year"]


_INSIDE = re.compile(r"\([^()]*\)")


def are_people(text: str) -> bool:
    """Return whether a text without a date names people: all of them could be, and one surely is or several likely."""
    scores = [people_score(part) for part in re.split(rf",\s+|\s+{AND}\s+|\s*&\s*", text) if part.strip()]
    if not scores or min(scores) < 0 or any(map(is_common, text.split()[:1])):
        return False
    return max(scores) >= 2.5 or (len(scores) > 1 and sum(scores) / len(scores) >= 1.5)


_MIDDLE = re.compile(r"[A-Z][a-zà-ÿ]+ (?:[A-Z]\. ?){1,2}[A-Z][\w'’-]*[a-zà-ÿ]")  # "May B. Oak": no month, no word


def are_likely_people(text: str) -> bool:
    """Return whether all of those that a work was written with can be people by two words or more."""
    parts = [part for part in re.split(rf",\s+(?:{AND}\s+)?|\s+{AND}\s+|\s*&\s*", text) if part.strip()]
    return all(_MIDDLE.fullmatch(part) or (len(part.split()) > 1 and people_score(part) >= 1.5) for part in parts)


def are_mostly_people(text: str) -> bool:
    """Return whether a line of its own is a list of people: two at least, and one of a few may look like none."""
    parts = [
        part
        for part in re.split(rf",\s+|;\s+|\s+{AND}\s+|\s*&\s*", _INSIDE.sub(" ", without_et_al(text)))
        if part.strip()
    ]
    scores = [people_score(" ".join(part.split())) for part in parts]
    likely = sum(score >= 1.2 for score in scores)
    return len(scores) > 1 and 3 * likely >= 2 * len(scores) and sum(scores) >= 1.5 * len(scores)


_ONE_SURNAME = re.compile(r"(?:Mac|Mc|[DO]['’])?[^\W\d_a-z][^\W\d_A-Z]+(?:[-'’][^\W\d_a-z]?[^\W\d_A-Z]+)?")


def are_surnames(text: str) -> bool:
    """Return whether a text is two or more single words that can be surnames, and nothing else ("Plum, Pear")."""
    parts = re.split(rf",\s+(?:{AND}\s+)?|\s+{AND}\s+", text)
    return len(parts) > 1 and all(_ONE_SURNAME.fullmatch(part) and people_score(part) >= 0.3 for part in parts)
