"""Imprints: where a book was published and by whom ("Boston: Beacon Press", "(Princeton UP, 2012)")."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.corporate import is_body

_UP = "A-ZÀ-ÖØ-ÞĆČĐĘĞİŁŃŘŚŠŞŹŻŽ"
_HOUSE = (
    r"(?:[\w’'&. -]{0,40}\b(?:Press|Books|Verlag|Publish(?:ing|ers)|UP|Editions?)|Routledge|Brill|De Gruyter|Eerdmans|"
    r"Penguin(?: [A-Z]\w+)?|Random House|HarperCollins|O[’']Reilly(?: Media)?|Addison[- ]Wesley|Prentice[- ]Hall|"
    r"McGraw[- ]Hill|W\. ?W\. Norton|Norton|Allen & Unwin|Simon & Schuster|OUP|CUP|MUP|Sage|Polity|Verso|Vintage|"
    r"(?:John )?Wiley(?: (?:&|and) Sons)?|Morgan Kaufmann|North[- ]Holland|Longman|Kluwer|Birkh(?:ä|a|ae)user|"
    r"Peter Lang|Benjamin[/ ]Cummings|(?:Lawrence )?Erlbaum(?: Associates)?|Ellis Horwood|Wadsworth|Brooks[/-]Cole|"
    r"Pearson(?: Education)?|Apress|Packt|Dover Publ(?:ications|\.)?|Mohr Siebeck|Gallimard|Seuil|Dunod|Eyrolles|"
    r"Suhrkamp|Teubner|Vieweg|Hanser|New Riders|Computer Science Press|Наука|Мир|Физматлит|"
    r"(?:Wiley-)?Blackwell|Palgrave(?: Macmillan)?|Macmillan|Knopf|Basic Books|Farrar, Straus and Giroux|"
    r"Edward Elgar|Hart|Springer|Elsevier|Greenwood|Pantheon|Doubleday|Houghton Mifflin)"
)
_PUBLISHER = re.compile(
    rf"{_HOUSE}(?:,? (?:Inc|Ltd|LLC|GmbH)\.?)?|"
    rf"[\u3040-\u30ff\u3400-\u9fffー]{{1,14}}(?:(?<!会)社|出版)|[\u3400-\u9fff]{{2,16}}(?:出版社|出版公司|出版会|出版局|出版集团|书局|書局|书店|書店|印书馆|書房|書院)"
)
_PLACE = (
    rf"[{_UP}][\w.’'-]{{1,20}}(?: (?:(?:d[aeo]|del|la|am|sur) )?[{_UP}][\w.’'-]{{1,20}}){{0,2}}"
    rf"(?:, [{_UP}][\w.]{{1,14}}){{0,2}}"
)
_PLACES = rf"{_PLACE}(?:(?: & |/|, ){_PLACE})?"
#: A place, a colon and a house that need not be known.
_IMPRINT = re.compile(
    rf"(?P<place>{_PLACES})(?:: ?|(?<=, [A-Z][A-Z])\. )"
    rf"(?P<press>[{_UP}](?:[^\W\d_]|\.)[\w&’' .,-]{{0,70}}?)(?=[.,;]? ?\(?(?:1[5-9]|20)\d\d"
    r"|[.;]?\)|\.?$|(?<! St)(?<!\.[A-Z])\. (?!Pr(?:ess)?\b)| \((?=[A-Z])"
    r"|[,:] (?:pp?\b|pgs\b|[Cc]h(?:ap(?:ter)?)?s?\b|[Ss]ec|[Pp]art\b|§|\d|[xvi]+[–-]))"
)
#: "Un. of Minn. Pr.", "U. of Wool Press".
_SHORTENED = re.compile(r"Un?(?:iv)?\. of [A-Z][\w. ]{1,30}?\bPr(?:ess)?\b")


def is_publisher(name: str) -> bool:
    """Return whether a name is that of a publishing house, alone or with the city that it is in.

    >>> [is_publisher(name) for name in ("Cambridge University Press", "Springer, Berlin", "Wool Quarterly")]
    [True, True, False]
    """
    name = name.strip()
    placed = _HOUSE_FIRST.fullmatch(name)
    return bool(_PUBLISHER.fullmatch(name)) or (placed is not None and is_city(name[placed.end("house") :]))


def press_at(text: str, start: int, end: int, *, known: bool = False) -> tuple[int, int] | None:
    """Return where the house stands in an imprint that begins at a place of a text, or None where none begins.

    `known`: it must be one by its name alone.

    >>> press_at("(Oakham: Pasture, 1990)", 1, 22), press_at("(Oakham, 1990)", 1, 13)
    ((9, 16), None)
    """
    end = min(end, len(text))
    while start < end and text[start] in " ,.;(":
        start += 1
    match = _IMPRINT.match(text, start, end + 8)
    if match and (not known or is_city(match["place"]) or is_publisher(match["press"]) or is_body(match["press"])):
        return match.span("press")
    stop = re.compile(r"[,.;)]? ?\(?(?:1[5-9]|20)\d\d").search(text, start, min(len(text), end + 8))
    last = min(stop.start(), end) if stop else end
    name = text[start:last].rstrip(" ,.;)")
    if (placed := _HOUSE_FIRST.match(name)) and not re.search(r"\w{3}\. ", placed["house"]):  # "Pasture Press, Oakham"
        return start, start + placed.end("house")
    return (start, start + len(name)) if name and _PUBLISHER.fullmatch(name) else None


def press_behind_place(text: str) -> str | None:
    """Return the house of an imprint in brackets that a place begins, or None.

    >>> [press_behind_place(text) for text in ("Oakham: Pasture, 1990", "Oakham 1990", "Oakham: Un. of Mead Pr., 1990")]
    ['Pasture', None, 'Un. of Mead Pr']
    """
    inner = text.strip("()[] ")
    match = _IMPRINT.match(inner)
    if match is None or text.isupper():
        return None
    whole = _SHORTENED.match(inner, match.start("press"))
    return (whole[0] if whole else match["press"]).rstrip(" .,;")


_HOUSE_FIRST = re.compile(rf"(?P<house>{_HOUSE}), {_PLACES}(?:; {_PLACES})?$")
#: An imprint behind a title with nothing but a comma between: ", Oakham: Pasture", ", Pasture Press, Oakham".
_TAIL = re.compile(
    rf", (?:(?P<place>{_PLACES}): ?(?P<press>[{_UP}][^:\n]{{2,50}}?)|(?P<house>{_HOUSE})(?:, {_PLACES})?)"
    r"(?:,? \(?(?:1[5-9]|20)\d\d\)?)?\.?\s*$"
)


def imprint_behind(text: str, start: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """Return where the title ends that stands between two places with an imprint at its end, and where the house is.

    >>> imprint_behind("Gates and Fences, Pasture Press, Oakham", 0, 39)
    (16, (18, 31))
    >>> imprint_behind("Gates and Fences, Oakham: Pasture", 0, 33), imprint_behind("Gates, Fences: A Life", 0, 21)
    (None, None)
    """
    for match in _TAIL.finditer(text, start + 4, end):
        if match["house"]:
            return match.start(), match.span("house")
        place, _, state = match["place"].partition(", ")
        if is_city(place) or (state.isupper() and state) or is_publisher(match["press"]):
            return match.start(), match.span("press")
    return None


#: Where houses are that print no more than the place and the year.
_CITIES = frozenset(
    {
        "amsterdam", "baltimore", "barcelona", "basel", "berkeley", "berlin", "boston", "brussels", "buenos aires",
        "cambridge", "chapel hill", "chicago", "cologne", "copenhagen", "dordrecht", "durham", "edinburgh", "florence",
        "frankfurt", "geneva", "hamburg", "ithaca", "leiden", "leipzig", "lisbon", "london", "los angeles", "madrid",
        "mexico", "mexico city", "milan", "minneapolis", "moscow", "munich", "new delhi", "new haven", "new york",
        "norman", "oxford", "palo alto", "paris", "philadelphia", "princeton", "rome", "rotterdam", "seville",
        "stanford", "stockholm", "the hague", "tokyo", "toronto", "tucson", "vienna", "zurich",
    }
)  # fmt: skip


def is_city(name: str) -> bool:
    """Return whether a name is a city that books are published in and nothing else.

    >>> is_city("New York"), is_city("Wool Quarterly")
    (True, False)
    """
    return name.strip(" ,.;:").lower() in _CITIES
