"""Where the fields of a reference in a citation style stand: spans of its text, and the places that bound them."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.dates import is_access
from papergraph.readers.lexicon.imprints import press_at
from papergraph.readers.lexicon.namelists import UP as _UP
from papergraph.readers.lexicon.shortened import is_shortened_word
from papergraph.readers.lexicon.venues import venue_name_score

SpanField = Literal["authors", "title", "venue", "date"]
YEAR = r"(?:1[5-9]|20)\d\d"
#: A journal that begins with a small letter, and its volume: "mWool, 8", "eWool 12".
SMALL_FIRST = r"[a-z][A-Z][a-z]{2,}(?: [A-Z][a-z]+){0,2}[,.]? \d"
#: … and one without any capitals.
SMALL = r"[a-z][a-z&]*(?: [a-z&]+){0,6}, \d{1,4} ?\(\d"
_SENTENCE_END = re.compile(
    rf"(?:[^\W_]{{2}}|[)\]’”\"\d])[.?!]\s+(?=[{_UP}“\"(\[\d]|https?:|(?:ar|[a-z]{{2,4}}R)[Xx]iv|{SMALL_FIRST}|{SMALL})|[?!]\.?\s+|"
    rf"(?<=[^\W_]) \.\s+(?=[{_UP}])|(?:(?<=\w in )|(?<=\w for )|(?<=\w with )|(?<=\w using ))[RC]\.\s+(?=[{_UP}])"
)
_LANGUAGE = re.compile(r"\w (?:in|for|with|using) [RC]$")  # "Shearing in R. J. Wool"
_PART = re.compile(rf"(?:I{{1,3}}|IV|VI{{0,3}})\. [{_UP}]")
_SHORTENED = re.compile(
    r"\b(?:[A-Z]|Proc|Trans|Conf|Symp|Int|Intl|Annu|Adv|Ann|Rev|Lett|Comput|Sci|Soc|Amer|Am|Phys|Math|Stat|Syst|Softw|"
    r"Eng|Inf|Inst|Natl|Acad|Univ|Dept|Vol|No|Bull|Res|Comm|Commun|Mach|(?<=\. )Learn|Artif|Intell|Oper|Princ|Electr|"
    r"Electron|Appl|Biol|Chem|Med|Psychol|Econ|Vis|Recognit|Tech|Rep|Quart|Dev|Netw|Secur|Mag|(?<=\. )Process|Mech|"
    r"Theor|St|Geophys|Neurosci|Neural|Cogn|Behav|Educ|Manag|Sig|Signal|Commun|vs|cf|al|ed|eds|pp)$"
)
DATED = re.compile(rf"(?<![\d.:/–-])(?<!\bno )(?<!n° )(?<!№ ){YEAR}(?![\d.:]\d|\w)")


def years_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the years between two places, only those in brackets where there are such: "**42**, 1698 (1979)"."""
    years = list(DATED.finditer(text, start, end))
    bracketed = [year for year in years if text[year.start() - 1] == "(" and text.startswith(")", year.end())]
    return bracketed or years


class Span(NamedTuple):
    """Where a field stands in a lead."""

    start: int
    end: int
    field: SpanField


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place without blanks and marks at its ends."""
    signs = " ,;:“”\\" if '"' in text[start:end].strip(' ,.;:"') else ' ,;:“”"\\'
    while start < end and text[start] in f".{signs}" and not _opens_quote(text, start, end):
        start += 1
    while end > start and text[end - 1] in signs:
        end -= 1
    if (
        end - start > 3
        and text[end - 1] == "."
        and text[end - 2].isalnum()
        and (text[end - 3].isalnum() or text[end - 3] == "/")
    ):
        end -= 1
    return start, end


def _opens_quote(text: str, start: int, end: int) -> bool:
    """Return whether a quotation mark opens words at the beginning of a place, and closes before its end."""
    close = {"“": "”", "‘": "’", '"': '"'}.get(text[start])
    return close is not None and start < text.find(close, start + 1) < end - 1


def span_of(text: str, start: int, end: int, field: SpanField) -> Span:
    """Return a field without blanks and marks at its ends."""
    return Span(*(trimmed(text, start, end) if field != "authors" else (start, end)), field)


def set_off(
    flat: Flat, start: int, until: int, marks: frozenset[str] = frozenset({"italic"})
) -> tuple[int, int] | None:
    """Return where the first stretch with one of the marks, italics, after a place begins and ends, or None.

    Where letters become bold another stretch begins.
    """
    first: int | None = None
    last = start
    bold = False
    for begin, end, run in flat.runs_between(start, until):
        if run.marks & marks or (first is not None and run.text == "\n"):
            if first is None:
                first, bold = begin, "bold" in run.marks
            elif run.text != "\n" and ("bold" in run.marks) != bold:
                break
            last = end
        elif first is not None and (run.text.strip() or flat.text[last - 1] in ".?!,”"):
            break
    return (first, last) if first is not None else None


_PARTED = re.compile(r"(?:[.?!,:;)\]”\"’–—-]|\b[Ii]n:?)\s*$")
_PARTS = re.compile(r"\s*(?:[.?!,:;(\[”\"–—\d]|[Ii]n\b|$)")

#: A word and "in" before italics with no sign between, and behind them a sentence that is a journal with its volume.
_IN_AMID = re.compile(r"[^\W\d_]\s+in\s+$")
_JOURNAL_NEXT = re.compile(r"\s*[.?!]\s+[^\W\d_a-z][^\d?!:]{2,90}\s\d{1,4} ?(?:\(\d[\d–-]*\))?\s?[:,]\s?[a-zA-Z]?\d")


_SENTENCE_NEXT = re.compile(r"\s*[.?!]\s+(?P<words>[^\W\d_a-z][^.,:;?!()\d]{2,90})")


def _ends_title(text: str, found: tuple[int, int]) -> bool:
    """Return whether italics behind "in" end a title, as its journal or meeting follows: "Wool in *Ovis*. Hay 3: 1"."""
    if _IN_AMID.search(text, max(0, found[0] - 12), found[0]) is None:
        return False
    if _JOURNAL_NEXT.match(text, found[1]):
        return True
    after = _SENTENCE_NEXT.match(text, found[1])
    named = venue_name_score(text[found[0] : found[1]].rstrip(" .")) > 0.3
    return after is not None and not named and venue_name_score(after["words"]) >= _VENUE


def parted_italics(flat: Flat, text: str, start: int, until: int) -> tuple[int, int] | None:
    """Return where the first italics after a place begin and end that are a field of their own, or None.

    Italics amid a sentence, such as the name of a species, are a part of it.
    """
    at = start
    while (found := set_off(flat, at, until)) is not None:
        first = not text[start : found[0]].strip()
        parted = first or _PARTED.search(text[max(start, found[0] - 12) : found[0]]) is not None
        parted = parted and (first or not _ends_title(text, found))
        if parted and (_PARTS.match(text, found[1]) or text[: found[1]].rstrip()[-1:] in ".?!,:;" or not first):
            return found
        at = found[1]
    return None


def year_in(text: str, start: int, end: int) -> list[Span]:
    """Return the first year between two places as a span of its own, or nothing."""
    for match in DATED.finditer(text, start, min(end, start + 260)):
        if not is_access(text, match.start()) and not is_access(text, text.rfind(" ", 0, match.start() - 4)):
            return [Span(match.start(), match.end(), "date")]
    return []


_NUMBERED_PART = re.compile(r"\b(?:part|volume|book) [IVX]{1,4}$", re.IGNORECASE)  # "Wool: part I. Meadow Studies"


def sentence_end(text: str, at: int) -> tuple[int, int] | None:
    """Return where the first sentence from a place on ends, and where the next begins; shortened words end none."""
    for match in _SENTENCE_END.finditer(text, at):
        sign = match.start() + len(match[0].rstrip()) - 1
        if _PART.match(text, match.end()):
            continue  # "Networks. I. Roles and Positions"
        before = text[max(0, sign - 20) : sign]
        word = re.search(r"[^\W\d_]*$", before)
        if _NUMBERED_PART.search(before):
            return sign, match.end()
        shortened = _SHORTENED.search(before) or (word and is_shortened_word(word[0]))
        if text[sign] != "." or not shortened or _LANGUAGE.search(before):
            return sign, match.end()
    return None


_VENUE = 1.2  # of the name of a journal, at least


def end_of_question(text: str, end: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return where a title ends that a question begins: with the sentence behind it, where the journal follows on that.

    The journal is what its volume stands behind: "United? A review of wool. Meadow Science, 1(1)".
    """
    if end is None or text[end[0]] not in "?!":
        return end
    after = sentence_end(text, end[1])
    if after is not None and text[end[1]].islower() and not text.startswith("http", end[1]):
        return after  # "United? counting wool by night. In: …"
    within = re.match(r"In:? [A-Z]", text[end[1] :])  # "Wool or hay? In WOOL '98: Studies. Pasture Press"
    if after is not None and not within and press_at(text, after[1], after[1] + 80, known=True):
        return after  # "United? A review of wool. Pasture Press"
    if after is not None and text[after[0]] == "." and re.match(r"In (?=[A-Z][\w.]* )", text[after[1] :]):
        return after  # "One wheel? A look at carts. In Proc. Wool"
    if after is None or re.search(r"\d|^[Ii]n:? |\b[Ii]n: ", text[end[1] : after[0]]) or text[after[0]] not in ".’”":
        return end
    more = text[end[1] : after[0]]
    journal = re.match(r"[^.?!\d]{3,90}(?:, \(?| \(?)\d", text[after[1] :]) and venue_name_score(more) < _VENUE
    return after if journal else end


def span_of_names(text: str, start: int, end: int) -> Span:
    """Return the authors that stand between two places, without the marks behind them."""
    while end > start and text[end - 1] in " ,:;":
        end -= 1
    return Span(start, end, "authors")
