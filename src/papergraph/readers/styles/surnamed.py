"""Surnames before or behind a title that nothing sets off, as most of a list has them: "Lund & Oak, Title"."""

from __future__ import annotations

import re

from papergraph.readers.flat import SHOWN, Flat, signature
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import AND, FUNCTION, is_common, words_of
from papergraph.readers.styles.behind import title_and_venue
from papergraph.readers.styles.dated import SURNAME
from papergraph.readers.styles.formal import MOST, end_of_words
from papergraph.readers.styles.styled import YEAR, Span, span_of, span_of_names

_SIGN = rf"(?P<sign>[,:.]| [–—-]) +(?=[“\"'{UP}\d])"
#: What goes on with the one name: "Lund, A. B.", "Lund, Anna. Title", "Lund, Anna, et al.".
_GIVEN = re.compile(rf"(?:[{UP}]\.|[{UP}]{{1,2}}[,.]|[{UP}][\w'’-]*(?: [{UP}]\.?)*(?:\.|,? {AND}\b|,? et al))")
_JOINED = re.compile(
    rf"\s*(?P<names>{SURNAME}(?:, {SURNAME}){{0,4}}(?:,? ?& ?|,? {AND} ){SURNAME}|{SURNAME},? et al\.?){_SIGN}"
)
_SEVERAL = re.compile(
    rf"\s*(?P<names>{SURNAME}(?:, {SURNAME}(?: (?=\S+, |\S+:){SURNAME})?){{1,6}}){_SIGN}(?=[“\"']?(?P<next>\w+))"
)
_DATED = re.compile(rf"\s*[(\[]?(?P<year>{YEAR})[)\]]?\s*[:.,–—-]?\s+(?=[{UP}])")  # "2019: Lund & Oak: Title"
_ONE = re.compile(rf"\s*(?P<names>{SURNAME}){_SIGN}")
_JOINS = re.compile(rf", |&| {AND} |\bet al\b")
#: Behind the title: "Title. Lund (1970)", "Title – Lund & Oak 1970", "Title? Lund et al.".
_BEHIND = re.compile(
    rf"(?P<sign>[.?!]| [–—-]) +"
    rf"(?P<names>{SURNAME}(?:, {SURNAME}){{0,14}}(?:,? ?& ?{SURNAME}|,? {AND} {SURNAME}|,? et al\.?)?)"
    rf"(?P<dated>,? ?[(\[]?(?P<year>{YEAR})[a-z]?[)\]]?)?[\s.]*$"
)


def _match(text: str) -> re.Match[str] | None:
    """Return the match of surnames and a sign at the beginning of a text; none of them is an ordinary word."""
    first = dated.end() if (dated := _DATED.match(text)) else 0
    match = _JOINED.match(text, first)
    if match is None and (match := _SEVERAL.match(text, first)) is not None:
        begins = match["next"].lower() in FUNCTION or match["sign"] != ","
        match = match if begins and not all(map(is_common, match["names"].split(", "))) else None
    match = match or _ONE.match(text, first)
    if match is None or venue_name_score(match["names"]) >= 0.3:
        return None
    if match["sign"] == "," and _GIVEN.match(text, match.end()):
        return None
    words = [word for word in words_of(match["names"]) if word[0].isupper()]
    return match if len(words_of(text[match.end() :])) > 1 and not all(map(is_common, words)) else None


def _behind(flat: Flat) -> re.Match[str] | None:
    """Return the match of a sign and the surnames that a lead set in one way ends with, but for links under labels.

    Not all of them are ordinary words.
    """
    text = flat.text[: min(MOST, end_of_words(flat))]
    match = _BEHIND.search(text)
    if match is None or len(words_of(text[: match.start()])) < 2:
        return None
    if len({signature(run) for _, _, run in flat.runs_between(0, match.end("names")) if run.text.strip()}) > 1:
        return None
    words = [word for word in words_of(match["names"]) if word[0].isupper()]
    return None if all(map(is_common, words)) else match


def signs_behind(flat: Flat) -> tuple[str, bool] | None:
    """Return the sign before the surnames and the year that a lead ends with, and whether they are surely several."""
    match = _behind(flat)
    if match is None or match["year"] is None or venue_name_score(match["names"]) >= 0.3:
        return None
    return _plain_sign(match["sign"]), _JOINS.search(match["names"]) is not None


def _plain_sign(sign: str) -> str:
    return {"—": "–", "-": "–", "?": ".", "!": "."}.get(sign.strip(), sign.strip())


def signed_by(flat: Flat) -> tuple[str, bool] | None:
    """Return the sign behind the surnames that a lead in plain words begins with, and whether they are surely several.

    So where "and" joins them, or where commas do and a colon or a dash ends them, and none is an ordinary word.
    """
    match = _match(flat.text[:MOST])
    if match is None:
        return None
    names, title = (
        flat.runs_between(match.start("names"), match.end("sign")),
        flat.runs_between(match.end(), match.end() + 1),
    )
    if any(run.href or run.marks & SHOWN for _, _, run in names):
        return None
    if any(run.href or run.marks & (SHOWN - {"italic"}) for _, _, run in title):
        return None  # what is set off is read well without
    listed = match.re is _SEVERAL and match["sign"] not in {",", "."} and not any(map(is_common, words_of(match[1])))
    return _plain_sign(match["sign"]), match.re is _JOINED or listed


def surnamed_spans(flat: Flat) -> tuple[Span, ...]:
    """Return the fields of such a lead, which its siblings must say that it is; none where it begins otherwise."""
    if signed_by(flat) is None:
        return ()
    address = next((start for start, run in zip(flat.starts, flat.runs, strict=True) if "bare" in run.marks), MOST)
    text = flat.text[: min(MOST, end_of_words(flat), address)].replace("\n", " ").rstrip(" :,–—-|")
    match = _match(text)
    if match is None:
        return ()
    rest = title_and_venue(flat, text, match.end())
    if not rest or rest[0].end <= rest[0].start:
        return ()
    dated = _DATED.match(text)
    date = (Span(*dated.span("year"), "date"),) if dated else ()
    return (*date, span_of_names(text, *match.span("names")), *rest)


def surnames_behind(flat: Flat) -> tuple[Span, ...]:
    """Return the fields of a lead that ends with surnames, which its siblings must say that it does, or none."""
    match = _behind(flat)
    if match is None:
        return ()
    end = match.end("sign") if match["sign"] in {"?", "!"} else match.start()
    year = (Span(*match.span("year"), "date"),) if match["year"] else ()
    return (span_of(flat.text, 0, end, "title"), span_of_names(flat.text, *match.span("names")), *year)


def keeps_surname(title: str) -> bool:
    """Return whether a title begins with a name and a colon: the last of the surnames before it, where others do.

    >>> keeps_surname("Elm: Counting Sheep"), keeps_surname("Counting Sheep: A Survey")
    (True, False)
    """
    return re.match(rf"{SURNAME}: ", title) is not None


__all__ = ["keeps_surname", "signed_by", "signs_behind", "surnamed_spans", "surnames_behind"]
