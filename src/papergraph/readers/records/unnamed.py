"""Members of objects whose names say nothing ("t", "a", "y"), called by what they hold among the objects of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.people import is_person, people_score, split_people
from papergraph.readers.lexicon.venues import venue_name_score, venue_score
from papergraph.readers.records.cells import LOOKS
from papergraph.readers.records.words import field_of

_ENOUGH = 3  # objects
_SAMPLE = 200
_NEARLY_ALL = 0.8
_MOST = 0.6
_WORDS = (3, 20)  # of a title: on average at least, and at most
_SIGNED = 1.0  # what names in one text score, at least
_SEVERAL = 0.3  # of what names the authors names several
_JOINED = re.compile(r",\s\S+\s|;|&|\band\b|\bet al\b|、")
_OF_READERS = re.compile(
    r"present|speak|reader|lead|discuss|advis|edit|translat|scribe|contact|owner|review|add|maintain|student|host|updat|"
    r"read|access|seen|finish|start|taken|submi|accept|receiv|rank|cit|count|stars?|id$|isbn|size|page|volume|number",
    re.IGNORECASE,
)
_ALIKE = {
    "author": frozenset({"author", "author full", "author+", "author?"}),
    "year": frozenset({"year", "date"}),
    "venue": frozenset({"venue", "venue short", "venue?"}),
}
_JOINS = re.compile(r"&|\band\b|\bet al\b")
_SURNAMES = re.compile(
    r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?(?:(?:, |,? & |,? and )[^\W\d_a-z][\w'’-]+)*(?:,? et al\.?)?"
)
_NUMBER = re.compile(r"\W*\d[\d\W]*")


def with_names(values: Sequence[Any]) -> Callable[[Any], Any]:
    """Return what objects of a list become of which no name tells a title, or what they are when one does.

    Rows without a head are such as well; their members are called by their places.
    """
    rows = [_as_object(each) for each in values[:_SAMPLE] if isinstance(each, dict | list)]
    if len(rows) < _ENOUGH or len(rows) < _NEARLY_ALL * len(values[:_SAMPLE]):
        return _as_it_is
    names = _names(rows)
    if not names:
        return _as_it_is

    def named(value: Any) -> Any:
        if not isinstance(value, dict | list):
            return value
        return {names.get(name, name): each for name, each in _as_object(value).items()}

    return named


def are_works(values: Sequence[Any]) -> bool:
    """Return whether the objects of a list are works by what they hold."""
    return with_names(values) is not _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _as_object(value: Any) -> Mapping[str, Any]:
    """Return an object as it is, and a row as one of its places."""
    return value if isinstance(value, dict) else {f"#{at}": each for at, each in enumerate(value)}


def _names(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return our names of members by their own: a title, and a year, an address or authors beside it; else nothing."""
    columns: dict[str, list[Any]] = {}
    for row in rows:
        for name, each in row.items():
            if each not in (None, "", [], {}):
                columns.setdefault(name, []).append(each)
    taken = {field for name in columns if (field := field_of(name)) is not None}
    unknown = {name: column for name, column in columns.items() if field_of(name) is None}
    if taken & {"title", "title?", "printed"}:
        return names_beside_title(unknown, taken, len(rows))
    title = next((name for name, column in unknown.items() if _are_titles(column, len(rows))), None)
    if title is None:
        return {}
    found = {title: "title"}
    for name, column in unknown.items():
        field = _field(column) if name != title else None
        if field and field not in taken and field not in found.values():
            found[name] = field
    known = taken | set(found.values())
    dated = known & {"year", "date", "doi", "arxiv"} or any(
        _share(column, _is_paper) >= _MOST
        for name, column in columns.items()
        if field_of(found.get(name, name)) == "url"
    )
    return found if dated and len(known) > 2 else {}


def names_beside_title(unknown: Mapping[str, Sequence[Any]], taken: Collection[str], rows: int) -> dict[str, str]:
    """Return our names of the members that hold authors, years and venues where titles are known by their names.

    Authors are several in some of them, so that they are not who presents it; the year is no day on which it was read.
    """
    found: dict[str, str] = {}
    known = [*taken]
    for name, column in unknown.items():
        field = _field(column) if len(column) >= _MOST * rows and not _OF_READERS.search(name) else None
        several = sum(_are_several(each) for each in column) >= _SEVERAL * len(column)
        field = None if field == "venue" and not _are_places([str(each) for each in column]) else field
        alike = _ALIKE.get(field or "", frozenset())
        if (field in {"year", "venue"} or (field == "author" and several)) and not alike.intersection(known):
            found[name] = field
            known.append(field)
    return found


def _are_places(said: Sequence[str]) -> bool:
    """Return whether nearly all texts are known venues with their years, or may be venues while most surely are."""
    if _share(said, _is_place) >= _NEARLY_ALL:
        return True
    surely = _share(said, lambda each: venue_name_score(each) >= 2.0) >= _MOST
    maybe = _share(said, lambda each: venue_name_score(each) >= 1.2) >= _NEARLY_ALL
    return surely and maybe and len(set(said)) >= _ENOUGH


def _are_several(value: Any) -> bool:
    """Return whether a value names more than one person."""
    return len(value) > 1 if isinstance(value, list) else bool(_JOINED.search(str(value)))


def _are_titles(column: Sequence[Any], rows: int) -> bool:
    """Return whether the values of a member are texts of several words, one for each object, and none twice."""
    if len(column) < _NEARLY_ALL * rows or not all(isinstance(each, str) for each in column):
        return False
    words = sum(len(each.split()) for each in column) / len(column)
    sentences = sum(each.rstrip().endswith(".") for each in column)
    apart = len(set(column)) >= 0.9 * len(column) and 2 * sentences < len(column)
    return apart and _WORDS[0] <= words <= _WORDS[1] and _field(column) is None


def _field(column: Sequence[Any]) -> str | None:
    """Return what the values of a member are: authors, addresses, years, venues; or None."""
    people = sum(map(_are_people, column))
    if people >= _NEARLY_ALL * len(column) or (people >= _ENOUGH and people == len(column) - 1):  # and one is a body
        return "author"
    texts = [str(each) for each in column if isinstance(each, str | int) and not isinstance(each, bool)]
    if len(texts) < len(column):
        return None
    for name in ("doi", "url", "year"):
        if _share(texts, LOOKS[name].search) >= _NEARLY_ALL:
            return name
    if all(map(_NUMBER.fullmatch, texts)):
        return None
    if _share(texts, _SURNAMES.fullmatch) >= _NEARLY_ALL and _share(texts, _JOINS.search) >= _SEVERAL:
        return "author"  # "Lund & Oak", "Elm et al.", "Rye"
    if _share(texts, _is_place) >= _NEARLY_ALL:
        return "venue"
    repeated = len(set(texts)) < len(texts)
    if repeated and sum(venue_name_score(each) > 0 for each in texts) >= 0.5 * len(texts):
        return "venue"
    return None


def _are_people(value: Any) -> bool:
    """Return whether a value is a list of people, or names them in one text."""
    if isinstance(value, list):
        people = [each for each in value if isinstance(each, str)]
        return len(people) == len(value) and sum(map(_is_one, people)) >= _MOST * len(people)
    if not isinstance(value, str) or len(value) >= 2_000:
        return False
    names = split_people(value).names
    return people_score(value) >= _SIGNED or (len(names) > 1 and sum(map(_is_one, names)) >= _NEARLY_ALL * len(names))


def _is_place(text: str) -> bool:
    """Return whether a text is a known venue with its year: "ICML 2003", "Nature 5, 1 (2018)"."""
    return len(text) < 100 and venue_score(text) >= 2.0 and bool(dates_in(text))


def _is_paper(value: Any) -> bool:
    return isinstance(value, str) and is_paper_url(value)


def _is_one(text: str) -> bool:
    return len(text.split()) <= 5 and (is_person(text) or people_score(text) >= _SIGNED)


def _share(column: Sequence[Any], holds: Callable[[Any], Any]) -> float:
    return sum(bool(holds(each)) for each in column) / max(1, len(column))
