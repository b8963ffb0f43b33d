"""Books with their imprint behind the title: "Lund: *Wool* (Oakham, 1990)", "A. Lund, *Wool*, Oakham, Hay, 1990"."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.corporate import is_body
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.imprints import is_city, is_publisher, press_at
from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.lexicon.namelists import SURNAME, UP, are_names
from papergraph.readers.lexicon.words import AND, is_common
from papergraph.readers.styles.behind import GUILLEMETS, QUOTED, venue_behind
from papergraph.readers.styles.styled import YEAR, Span, parted_italics, set_off, span_of, span_of_names

_ROLE = re.compile(
    r",? \((?:[Ee]ds?|Hrsg|Hgg?|[Dd]irs?|éds?|[Cc]oords?|[Oo]rgs?|a cura di|préf|trad|introd|avec|ill)\b[^()]{0,60}\)$"
)
_FARTHEST = 220  # characters of the names
_PART = r"[^,;:()«»“”\"\n]{2,60}?"
#: "(Oakham: Pasture, 1990)", "(Pasture Press, 1990; 2nd ed. 1995)", "(1873)".
_BRACKETS = re.compile(
    rf"[,.]? ?\((?:(?P<parts>{_PART}(?:[,:] {_PART}){{0,2}}),? )?"
    rf"(?P<year>{YEAR})(?:[–-]\d{{2,4}})?(?:[,;/][^()]{{0,60}})?\)"
)
#: ", Oakham, Pasture, coll. « Wool », 1990, 892 p. (ISBN …)".
_COMMAS = re.compile(
    rf"[,.]? (?:(?:t|vol)\. \w{{1,4}}, )?(?P<parts>[{UP}]{_PART}(?:(?:, | ?: ?){_PART})?),"
    rf"(?: (?:coll\. ?)?«[^»]{{2,80}}»(?: ?n° ?\d+)?,| coll\. {_PART},)? (?P<year>{YEAR})(?!\d|\.\d{{4}})"
    r"(?:, (?:pp?\. ?)?[\dxvi]+(?:[–-]\d+)?(?: ?p(?:ages)?\.?)?)?(?: \(ISBN[^()]*\))?(?=\s*(?:[.;—–(\[]|$))"
)
_TOWN = rf"[{UP}][\w.’'-]+(?: (?:[a-z]{{2,3}} )?[{UP}][\w.’'-]+){{0,2}}"
#: ". Oakham: Pasture 1990", ", Cambridge, MA: Pasture Press." with nothing behind, or a point.
_PLACED = re.compile(
    rf"[,.]? (?P<parts>(?P<place>{_TOWN}(?:(?: & |/| ?– ?|, ){_TOWN})?) ?: ?[{UP}][^,;:()«»“”\"\n\d]{{1,60}}?)"
    rf"(?:,? (?P<year>{YEAR})(?!\d|\.\d{{4}}))?(?=\W*$|\. )"
)
_THESIS = re.compile(r"\b(?:thesis|thèse|Dissertation|dissertation|Diss|Ph\.? ?D|report|Report)\b")
_BEHIND = re.compile(rf"(?:[\s,:;—–-]|(?<!\b[{UP}])\.)+$")  # "Lund, A." keeps its point
_COLON = re.compile(r"\s*:\s*$")


def imprinted(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a book whose title is set off between its authors and its imprint; nothing for any other.

    A single surname must stand before a colon, and a known house or city, or an early year, in the brackets: what is
    called with one word there is often a tool.
    """
    title = _title(flat, text, start)
    if title is None or any(run.href for _, _, run in flat.runs_between(start, title[0])):
        return []
    behind = _BRACKETS.match(text, title[2]) or _COMMAS.match(text, title[2]) or _placed(text, title[2])
    names = _without_role(text[start : title[0]])
    if behind is None or not names:
        return []
    alone = names.isalpha()
    if alone and not (_COLON.search(text[start : title[0]]) and _is_surely_book(names, behind)):
        return []
    if not are_names(names, surely=not alone and (":" not in text[start : title[0]] or not behind["year"])):
        return []
    spans = [span_of_names(text, start, start + len(names)), span_of(text, title[0], title[1], "title")]
    if house := house_of(behind):
        spans.append(span_of(text, *house, "venue"))
    return [*spans, Span(*behind.span("year"), "date")] if behind["year"] else spans


def _placed(text: str, start: int) -> re.Match[str] | None:
    """Return the match of a place, a colon and a house, perhaps the year; None where the place is a label."""
    match = _PLACED.match(text, start)
    return match if match and not (field_of(match["place"]) or link_role(match["place"])) else None


def _title(flat: Flat, text: str, start: int) -> tuple[int, int, int] | None:
    """Return where a title that is set off begins and ends, and where its marks end, or None."""
    until = min(len(text), start + _FARTHEST)
    found = [match for match in (QUOTED.search(text, start, until), GUILLEMETS.search(text, start, until)) if match]
    quoted = min(found, key=lambda each: each.start(), default=None)
    italic = parted_italics(flat, text, start, until)
    if quoted is not None and (italic is None or quoted.start() <= italic[0]):
        return (*quoted.span("title"), quoted.end())
    if italic is None:
        return None
    whole = parted_italics(flat, text, italic[0], min(len(text), italic[0] + 400)) or italic
    return (*whole, whole[1])


def _without_role(before: str) -> str:
    """Return the names without the signs and what they did behind them."""
    names = _BEHIND.sub("", before)
    while role := _ROLE.search(names):
        names = _BEHIND.sub("", names[: role.start()])
    return names


def house_of(imprint: re.Match[str]) -> tuple[int, int] | None:
    """Return where the house stands in an imprint: the last of its parts that is no city; or None."""
    if imprint["parts"] is None:
        return None
    begin = imprint.start("parts")
    parts = [(begin + match.start(), begin + match.end()) for match in re.finditer(r"[^,:]+", imprint["parts"])]
    if _THESIS.search(imprint["parts"]):
        return imprint.span("parts")
    houses = [(a, b) for a, b in parts if not is_city(imprint.string[a:b])]
    known = [(a, b) for a, b in houses if is_publisher(imprint.string[a:b])]
    return (known or houses)[-1] if houses else None


def _is_surely_book(name: str, imprint: re.Match[str]) -> bool:
    """Return whether a word before a colon is a surname by the imprint: a known house or city, or an early year."""
    if is_common(name.lower()) or not name.istitle():
        return False
    parts = re.split(r"[,:] ?", imprint["parts"] or "")
    return (imprint["year"] or "2000") < "1970" or any(is_city(part) or is_publisher(part) for part in parts)


#: "M Elm, AB Oak. ": initials without points before the surnames.
_ONE_BARE = rf"(?>[{UP}]{{1,4}} (?:[a-z]{{2,4}} ){{0,2}}[{UP}]['’-]?\w*[a-zà-ÿ][\w'’-]*(?: Jr\.?| I{{2,3}}| IV)?)"
_INITIALS_FIRST = re.compile(rf"{_ONE_BARE}(?:,? (?:{AND} )?{_ONE_BARE})*+\.\s*")


_QUOTED_BEHIND = re.compile(r"[^“\"\n]{0,40}(?:19|20)\d\d\)?[.,:]? [“\"][^”\"]{4,300}[”\"]")


def book(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a book behind an inverted name ("Elm, Mary. *Wool*. Oakham, 1990") or before a house.

    So too behind names with initials ("M Elm, AB Oak. *Wool*. (1990)"). Nothing need follow on the title of a book
    behind an inverted name: it may be undated.
    """
    italic = set_off(flat, start, min(len(text), start + 200))
    before = text[start : italic[0]] if italic else ""
    if italic is None or not before.rstrip().endswith("."):
        return []
    if _QUOTED_BEHIND.match(text, italic[1]):
        return []  # "Anna Lund. *Wool*, vol. 4, 2010. “Gates and Fences”": a journal
    if flat.run_at(start).href is not None and flat.run_at(italic[0]).href is None:
        return []  # "[Wool Gates](…), Anna Lund. *Journal of Wool*, 2010": the title is linked
    inverted = re.match(rf"{SURNAME}, [{UP}][\w.-]+", before)
    initialled = _INITIALS_FIRST.fullmatch(before)
    if not (inverted or initialled or is_body(before) or press_at(text, italic[1], italic[1] + 120)):
        return []
    year = re.search(rf"[.,]\s+\(?({YEAR})\)?\.\s*$", before)
    names = before[: year.start() + 1] if year else before
    behind = text[italic[1] : italic[1] + 2].strip()
    alone = inverted and behind[:1] in {".", ""} and not re.search(r"\w", text[italic[1] :])
    if not (initialled or are_names(names) or is_body(names)) or behind[:1] not in {".", ",", "" if alone else "."}:
        return []
    if not alone and not dates_in(text[start : italic[1] + 200]):
        return []
    spans = [span_of_names(text, start, start + len(names.rstrip())), span_of(text, *italic, "title")]
    if year:
        spans.append(Span(start + year.start(1), start + year.end(1), "date"))
    rest = venue_behind(flat, text, italic[1], book=True)
    return [*spans, *(span for span in rest if span.field != "date" or not year)]
