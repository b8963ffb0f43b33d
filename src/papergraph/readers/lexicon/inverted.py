"""Names with the surname first ("LeCun, Y.", "Hoare CAR"): where one is a single piece, and where the last one ends."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.vocabulary import vocabulary
from papergraph.readers.lexicon.words import AND, is_common

_GIVEN_NAMES = vocabulary("given-name")
_LONGEST = 60  # characters before a separator in which the name is looked for
_FAMILY = r"(?:[a-z]{1,4}\s){0,2}[A-Z][^\W\d_]{1,24}(?:[-'’ ][A-Z][^\W\d_]{1,20})?"
_SURNAME = re.compile(rf"(?:^|[,;&\]\n]|\band\b|\bby\b)\s*{_FAMILY}$")
_INITIALS = re.compile(r"[A-Z]\.(?:[ -]?[A-Z]\.){0,3}(?=\s*(?:[,;&([]|and\b|et\s?al\b|(?:19|20)\d\d\b|$))")
#: "Lund, Anna and Oak, Ben": surnames of one word, joined by "and".
_SURNAME_ALONE = re.compile(r"(?:^|[.;:]\s+|(?P<and>\band\s+))[A-Z][\w'’-]+$")
#: No acronym stands there, nor a word with the year behind it: "Lund, Oak and Elm, WOOL 2016".
_GIVEN_AND = re.compile(
    r"[A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*)?\s+and\s+[A-Z][\w'’-]+,\s[A-Z](?![A-Z]{2})(?![\w!&'’-]*\s(?:19|20)\d\d\b)"
)
_PLACED = re.compile(r"[A-Z]{3}|[\w!&'’-]+\s(?:19|20)\d\d\b")
#: The last of a list in this style, before the year: "& Oak, Ben 2020".
_LAST = re.compile(rf",\s(?:&|and)\s+{_FAMILY}$")
_GIVEN_YEAR = re.compile(r"[A-Z][a-zà-ÿ][\w'’-]*(?:\s[A-Z]\.?)?\s+\(?(?:19|20)\d\d\b")
#: The last of such a list, with a venue behind its initials: ", and Oak, C. WOOL 2016".
_LAST_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*\.(?=\s+(?:[A-Z\d]|arXiv|bioRxiv))")
_AND_SURNAME = re.compile(rf",\s[A-Z]{{1,3}}\.?(?:[A-Z]\.)*,?\s+{AND}\s+{_FAMILY}$")
#: Initials without points before the last name: "Lund, SM and Oak, S.".
_INITIALS_AND = re.compile(rf"[A-Z]{{1,3}},?\s+{AND}\s+{_FAMILY},\s[A-Z]{{1,3}}\b")
#: "Lund, Anna - Gates", "Lund, Anna & Oak, Ben B. - Gates": names with the surname first before a dash.
_GIVEN = r"(?:[A-Z][a-zà-ÿ][\w'’-]+(?: [A-Z]\.?)?|[A-Z]\.)"
_GIVEN_DASH = re.compile(rf"{_GIVEN}(?:,? (?:&|and) {_FAMILY}, {_GIVEN}){{0,3}} [–—-] ")
_SURNAME_FIRST = re.compile(rf"^{_FAMILY}$")
_LAST_GIVEN = re.compile(rf"^{_FAMILY}, {_GIVEN},? (?:&|and) {_FAMILY}$")
_ANOTHER_BEFORE = re.compile(
    r"(?:^|[.;:]\s+|\b(?:by|and)\s+)[A-Z][\w'’-]+,\s[A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*)?\s+and\s+[A-Z][\w'’-]+$"
)
_ANOTHER = r"\b[A-Z]{1,3}\.?\s*(?:[,;]|[,;]?\s*&|[,;]?\s+and\b)"  # the end of a name of the kind that stands before
_FIELD = r"\bby\b|(?<![A-Z])[.:]\s"  # what the authors may begin after
_NAME = re.compile(
    rf"(?:(?P<after>{_ANOTHER})|^|(?P<field>{_FIELD}))\s*(?P<family>{_FAMILY})(?P<comma>,?)\s"
    r"(?:[A-Z]\.?[ -]?){0,3}[A-Z]$"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b")
_PHRASE = re.compile(r"(?:(?!\sand\s[A-Z]\.)[^,;:.()\[\]“”\"&\n]|\.(?=\d))*")


def is_inverted(text: str, start: int, end: int) -> bool:
    """Return whether the comma at start..end stands within one name.

    >>> is_inverted("LeCun, Y. (1998)", 5, 7), is_inverted("Gates, A. Lund, 1998", 5, 7)
    (True, False)
    """
    before = text[max(0, start - _LONGEST) : start] if start < _LONGEST else f" {text[start - _LONGEST : start]}"
    if _INITIALS.match(text, end) and _SURNAME.search(before):
        return True
    if _GIVEN_YEAR.match(text, end) and _LAST.search(before):
        return True
    if (_LAST_INITIALS.match(text, end) and _AND_SURNAME.search(before)) or (
        _INITIALS_AND.match(text, end) and _SURNAME.search(before)
    ):
        return True
    if _GIVEN_DASH.match(text, end) and (_SURNAME_FIRST.search(before) or _LAST_GIVEN.search(before)):
        return True
    alone = _SURNAME_ALONE.search(before)
    another = alone and alone["and"] and not _PLACED.match(text, end) and _ANOTHER_BEFORE.search(before)
    return bool(alone and (_GIVEN_AND.match(text, end) or another))


_WITH_INITIALS = rf"(?>{_FAMILY}, [A-Z]\.(?:[ -]?[A-Z]\.){{0,3}})"
_INVERTED_LIST = re.compile(rf"{_WITH_INITIALS}(?:(?:[,;]|,? {AND}|,? &) {_WITH_INITIALS})+")


def are_inverted(text: str) -> bool:
    """Return whether a text is nothing but several names with the surname first and initials with points.

    >>> are_inverted("Lund, A., Oak, B."), are_inverted("Lund, A."), are_inverted("Gates, A. Lund, B.")
    (True, False, False)
    """
    return text.count(",") > 2 - ("&" in text or " and " in text) and _INVERTED_LIST.fullmatch(text) is not None


_WORD_OF_NAME = r"[^\W\d_a-z][\w.'’-]*"
_ONE_INVERTED = (
    rf"(?:(?:[a-z]{{1,4}}\s){{0,2}}{_WORD_OF_NAME}(?:\s{_WORD_OF_NAME}){{0,2}}),\s+"
    rf"{_WORD_OF_NAME}(?:\s(?:[a-z]{{1,4}}\s)?{_WORD_OF_NAME}){{0,3}}"
)
_JOINED_INVERTED = re.compile(
    rf"(?:(?<=[,.;:(\n]\s)|(?<=\n)|^\W*)(?P<names>{_ONE_INVERTED}(?:\s+and\s+{_ONE_INVERTED}){{1,80}}(?:\s+and\s+others)?)"
    r"(?=\s*(?:[,.;:(\n\[]|$))"
)


_ACRONYM = re.compile(r"[A-Z]{3,}")
_NAMED = re.compile(r"\.\s[A-Z][A-Z\d-]{2,}:$")  # "Lund, A. and Oak, B. WOOL: Gates by Night"


def joined_names(text: str) -> tuple[int, int] | None:
    """Return where names as BibTeX joins them stand in a text, as (start, end), or None.

    Of two names one given name must be known, or nothing else stands in the text.

    >>> joined_names("Gates, Lund, Anna and Oakes, Ben A., 2020"), joined_names("Gates, Wool and Sheep, Meadows, 2020")
    ((7, 35), None)
    """
    match = _JOINED_INVERTED.search(text) if text.count(",") > 1 and " and " in text else None
    if match is None or _NAMED.search(match["names"] + text[match.end() : match.end() + 1]):
        return None
    names = re.split(r"\s+and\s+", match["names"].removesuffix(" and others"))
    words = [word for name in names for word in re.split(r"[\s,]+", name)]
    common = sum(is_common(word) for word in words)
    start, end = match.span("names")
    begins = text[start - 1 : start] in {"", "\n"}
    if len(names) > 2:
        return (start, end) if (2 if begins else 6) * common < len(words) else None
    parts = [re.split(r",\s+", name, maxsplit=1) for name in names]
    known = any(given.split()[0].lower() in _GIVEN_NAMES or "." in given for _, given in parts)
    turned = all(" " not in family and family.lower() not in _GIVEN_NAMES for family, _ in parts)
    turned = turned and not any(_ACRONYM.fullmatch(given) for _, given in parts)  # "Lund, Oak and Elm, WOOL"
    alone = begins and text[end:].lstrip(" .")[:1] in {"", "\n"}
    return (start, end) if (known or alone) and turned and not common else None


_FULL_BEFORE = re.compile(r", [A-Z][a-zà-ÿ]+ [A-Z]\.,? (?:and|&) [A-Z][\w'’-]+ [A-Z]$")


def end_of_authors(text: str, start: int, end: int) -> int | None:
    """Return where the authors end when the period at start..end, behind an initial, ends them as well, or None.

    What follows must be more than the rest of a name, or another name of the kind or the end of a field stands before.

    >>> end_of_authors("Lund, A. Counting Sheep by Night", 7, 9), end_of_authors("Lund A. Counting Sheep", 6, 8)
    (8, 6)
    >>> end_of_authors("Gates, A. Lund, 1998", 8, 10), end_of_authors("Gates, A. Lund and B. Oak", 8, 10)
    (None, None)
    """
    name = _NAME.search(text[max(0, start - _LONGEST) : start])
    phrase = _PHRASE.match(text, end)
    if not name or not phrase or not (phrase[0][:1].isupper() or _YEAR.match(phrase[0])):
        return None
    words = phrase[0].split()
    if len(words) == 1 and len(words[0]) == 1 and text[phrase.end() : phrase.end() + 1] == ".":
        return None  # another initial
    if len(words) == 1 and words[0].isupper() and name[0].split()[-2].isupper() and not name["comma"]:
        return None  # "ANNA C. LUND"
    if len(words) == 1 and words[0].istitle() and not text[phrase.end() :].strip() and " " in name["family"]:
        return None  # "Anna Lund, B. Oak"
    last = len(words) == 1 and words[0].istitle() and not text[phrase.end() :].strip(" .") and not name["comma"]
    if last and (name["family"].lower() in _GIVEN_NAMES or _FULL_BEFORE.search(text[max(0, start - _LONGEST) : start])):
        return None  # "Lund, Anna B., and Michael J. Oak."
    alike = name["after"] is not None or (name["field"] is not None and name["comma"])
    if alike or len(words) > 2 or _YEAR.match(phrase[0]) or any(word.isupper() or is_common(word) for word in words):
        return start + 1 if name["comma"] else start  # "Lund, A." keeps its period, "Lund A" has none
    return None
