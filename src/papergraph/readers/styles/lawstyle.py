"""How lawyers cite: law reviews, books and cases of the Bluebook and of OSCOLA."""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.corporate import is_body
from papergraph.readers.lexicon.imprints import is_city, press_at
from papergraph.readers.lexicon.namelists import UP as _UP
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.words import AND
from papergraph.readers.styles.styled import YEAR, Span, set_off, span_of, span_of_names, trimmed

_REPORTER = re.compile(
    rf", (?P<venue>\d{{1,4}} (?P<journal>[A-Z][\w.&’' -]{{1,80}}?"
    rf"(?: \(\d{{1,2}} [A-Z][\w.]{{1,12}}\))?)(?P<page> \d{{1,5}}(?:[,–-] ?\d+)*)?)\s?"
    rf"\((?:[^()]{{0,30}} )?(?P<year>{YEAR})\)"
    rf"|, (?P<year_first>{YEAR}) (?P<journal_behind>[A-Z][\w.&’' ]{{3,50}}?) \d{{1,5}}(?=[.,;]|$)"
    r"|, \d{1,4} (?P<undated>[A-Z][\w.&’' -]{1,80}?)(?: \d{1,5}(?:[,–-] ?\d+)*)?\s?(?:\(forthcoming\))?"
    r"(?=[.;]?\s*(?:$|\n|\[))"
)
_PERSON = 1.5  # the score of a name, at least
_LAW_REVIEW = re.compile(r"\b(?:L\.|Law|Rev\.|Review|J\.|Journal|Legis\.|Justice|Just\.)(?=\W|$)")
_INITIALLED = re.compile(rf"[A-Z]{{1,4}} [{_UP}][\w'’-]+, ")  # "HLA Hart, *The Concept of Law*"
_SINGLE = re.compile(r"(?<=, )[‘'“](?P<title>[^\s‘“][^\n]{3,300}?)[’'”](?=[ ,])")
_YEAR_FIRST = re.compile(
    rf",? [(\[](?P<year>{YEAR})[)\]] (?:\d{{1,4}}(?:\(\d+[-–/]?\d*\))? )?"
    rf"(?P<venue>[{_UP}][^\d()\[\]\n]{{1,80}}?)(?=,? \d|[,.;]|$)"
)
_WITHIN = re.compile(
    rf",? in:? (?P<venue>[{_UP}][^()\n]{{3,160}}?)(?:, \d\w+ edn?)? \([^()]{{0,60}}?(?P<year>{YEAR})\)"
)
_HOUSE = re.compile(rf",? \((?P<house>[{_UP}](?:(?!\b(?:ed|edn|rev|trans|orig|repr)\b)[^()\d:]){{2,50}}?),? {YEAR}\)")
_EDITION = re.compile(rf",? \((?:[^()]{{0,70}} )?(?P<year>{YEAR})\)")
#: In plain words: "Philip Lund, Wool and Duty (2008)", "Ada Oak, Hay, in Oak, Sheep and Limits 93-119 (1985)".
_PLAIN = re.compile(
    rf"(?P<authors>[{_UP}][a-zà-ÿ][^,()\n“”\"]{{3,60}}?), (?![{_UP}]\. )(?P<title>[{_UP}][^()\n“”\"]{{4,160}}?)"
    rf"(?:, in (?:[{_UP}][\w.’' -]{{2,30}}, )?(?P<book>[{_UP}][^()\n“”\"]{{4,120}}?))?(?: \d{{1,3}}[–-]\d{{1,3}})?"
    rf"(?: \([a-z][^()\d]{{3,40}}\))? \((?:(?P<house>[{_UP}][^()\d:,]{{2,40}}?),? )?(?P<year>{YEAR})\)"
    r"(?:, (?:chs?|chap(?:ters?)?|pp?|intro(?:duction)?|pt|parts?)\b\.?[\dIVX ,–and-]{0,20})?[.\s]*"
)
_CASE = re.compile(rf"(?P<title>[{_UP}][^,\n]{{1,70}}? v\.? [^,\n]{{2,70}}?)(?=, \d)")


def law_spans(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a case, or of an article or a book in the style of law reviews."""
    if (case := _CASE.match(text, start)) and (found := _REPORTER.match(text, case.end())) and found["venue"]:
        return [
            Span(*case.span("title"), "title"),
            Span(*found.span("venue"), "venue"),
            Span(*found.span("year"), "date"),
        ]
    if spans := _oscola(text, start):
        return spans
    italic = set_off(flat, start, min(len(text), start + 300))
    if italic is not None:
        authors, title = (start, italic[0]), italic
        found = _reported(text, title[1]) or _reported(text, trimmed(text, *title)[1])
        book = _EDITION.match(text, title[1])
        if not (found or book) or not text[: italic[0]].rstrip().endswith(","):
            return []
    elif (found := _REPORTER.search(text, start)) is not None and _is_reported(found):
        comma = _end_of_names(text, start, found.start())
        authors, title, book = (start, comma), (comma, found.start()), None
    else:
        return _in_plain_words(flat, text, start)
    who = text[slice(*authors)]
    named = are_names(who, surely=found is None) or _INITIALLED.fullmatch(who) or is_body(who)
    if not named or not text[slice(*title)].strip(" ,"):
        return _unsigned(text, start, found) if italic is None and found is not None else []
    spans = [span_of_names(text, *authors), span_of(text, *title, "title")]
    if found is not None:
        if found["undated"]:
            return [*spans, Span(*found.span("undated"), "venue")]
        journal, year = ("journal", "year") if found["journal"] else ("journal_behind", "year_first")
        return [*spans, Span(*found.span(journal), "venue"), Span(*found.span(year), "date")]
    press = press_at(text, book.start(), book.start("year")) if book else None
    house = _HOUSE.match(text, book.start()) if book and not press else None
    named = house is not None and not is_city(house["house"])
    venue = (
        [Span(*press, "venue")] if press else [span_of(text, *house.span("house"), "venue")] if house and named else []
    )
    return [*spans, *venue, Span(*book.span("year"), "date")] if book else []


def _in_plain_words(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of a book or a chapter whose fields commas part and no marks, with the year at the end."""
    match = _PLAIN.fullmatch(text, start)
    if match is None or any(run.href for _, _, run in flat.runs_between(start, len(text))):
        return []
    who, title = match["authors"], match["title"]
    parted = [re.split(rf",? {AND} |, ", names) for names in (who.removesuffix(" et al."), title)]
    people, others = (min(map(people_score, names)) >= _PERSON for names in parted)
    if not people or others or ". " in title or (len(title.split()) < 3 and not match["book"]):
        return []
    where = "book" if match["book"] else "house" if match["house"] and not is_city(match["house"]) else ""
    venue = [span_of(text, *match.span(where), "venue")] if where else []
    spans = [span_of_names(text, *match.span("authors")), span_of(text, *match.span("title"), "title"), *venue]
    return [*spans, Span(*match.span("year"), "date")]


def _oscola(text: str, start: int) -> list[Span]:
    """Return the fields of "Anna Lund, ‘Wool’ (2001) 46 Meadow Law Review 199" and "… in *Wool Law* (OUP 1979)"."""
    title = _SINGLE.search(text, start, start + 400)
    if title is None:
        return []
    who = text[start : title.start()]
    if not are_names(who) and not _INITIALLED.fullmatch(who):
        return []
    spans = [span_of_names(text, start, title.start()), span_of(text, *title.span("title"), "title")]
    if found := _YEAR_FIRST.match(text, title.end()):
        return [*spans, Span(*found.span("year"), "date"), span_of(text, *found.span("venue"), "venue")]
    if found := _WITHIN.match(text, title.end()):
        return [*spans, span_of(text, *found.span("venue"), "venue"), Span(*found.span("year"), "date")]
    return []


def _reported(text: str, at: int) -> re.Match[str] | None:
    """Return the volume, journal and year of a law review that begin at a place, or None."""
    found = _REPORTER.match(text, at)
    return found if found and _is_reported(found) else None


def _is_reported(found: re.Match[str]) -> bool:
    """Return whether a page follows on the journal, or its name alone says that it is a law review."""
    return bool(found["page"] or found["journal_behind"] or _LAW_REVIEW.search(found["journal"] or found["undated"]))


def _unsigned(text: str, start: int, found: re.Match[str]) -> list[Span]:
    """Return the fields of an article in a law review without authors: "The Fence, 24 Meadow L. Rev. 313 (2022)"."""
    named = found["journal"] and _LAW_REVIEW.search(found["journal"])
    if not named or len(text[start : found.start()].split()) < 2:
        return []
    title = span_of(text, start, found.start(), "title")
    return [title, Span(*found.span("journal"), "venue"), Span(*found.span("year"), "date")]


def _end_of_names(text: str, start: int, until: int) -> int:
    """Return where the names end that a text begins with: at the last comma that all before it are people."""
    end = start
    for match in re.finditer(r", ", text[start:until]):
        if not are_names(text[start : start + match.start()]):
            break
        end = start + match.start()
    return end
