"""Objects of services that wrap what they say of a work, to plain ones: OpenReview, INSPIRE, DataCite, arXiv."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from papergraph.identifiers import title_key
from papergraph.readers.records.words import field_of

Object = Mapping[str, Any]

_OF_NOTES = frozenset({"forum", "invitation", "invitations"})
_NO_FIELDS = frozenset({"authorids", "venueid", "pdf", "supplementary_material"})  # files of the service's own
_INNER = frozenset({"paper", "article", "publication", "work"})
_FORUM = re.compile(r"(?=.*[A-Za-z])[\w-]{8,14}")  # other sites of meetings have "1-01"
_NO_PRINT = frozenset({"update_date", "versions", "submitter", "categories", "id"})
_OF_ARCHIVE = frozenset({"submitter", "authors_parsed"})


def plain(value: Object) -> Object:
    """Return an object with the members of a work where they are expected, or the object itself.

    >>> dict(plain({"forum": "rJl-b3RcF7", "content": {"title": {"value": "Wool"}, "authors": ["Ada Lund"]}}))
    {'title': 'Wool', 'authors': ['Ada Lund'], 'openreview': 'rJl-b3RcF7'}
    """
    if _OF_NOTES & value.keys() and isinstance(value.get("content"), dict):
        return _note(value)
    if len(value) > 1 and _is_listed(value.get("titles"), "title") and not isinstance(value.get("title"), str):
        return _titled(value)
    if _OF_ARCHIVE & value.keys() and isinstance(value.get("id"), str):
        kept = {name: each for name, each in value.items() if name not in _NO_PRINT}
        return {**kept, "arxiv": value["id"], "keywords": value.get("categories")}
    for name, inner in value.items():
        if name.lower() in _INNER and isinstance(inner, dict) and _is_same(value, inner):
            return {**{key: each for key, each in value.items() if key != name and key not in inner}, **inner}
    return value


def _note(value: Object) -> Object:
    """Return what a note of OpenReview says of a submission; of a review nothing."""
    content = {
        name: each["value"] if isinstance(each, dict) and "value" in each else each
        for name, each in value["content"].items()
        if not name.startswith("_") and name not in _NO_FIELDS
    }
    if not (isinstance(content.get("title"), str) and content.get("authors")):
        return value
    called = str(value.get("forum") or value.get("id"))
    return {**content, "openreview": called} if _FORUM.fullmatch(called) else content


def _titled(value: Object) -> Object:
    """Return a record with its first title, identifiers and place, where each of these is a list of objects."""
    made = {name: each for name, each in value.items() if name not in {"titles", "publication_info"}}
    made["title"] = value["titles"][0]["title"]
    for name, ours in (("arxiv_eprints", "arxiv"), ("dois", "doi"), ("abstracts", "abstract")):
        if _is_listed(value.get(name), "value"):
            made[ours] = value[name][0]["value"]
    if _is_listed(value.get("publication_info"), "journal_title"):
        made |= {"journal": value["publication_info"][0]["journal_title"]}
        made |= {"year": value["publication_info"][0].get("year")}
    elif isinstance(value.get("earliest_date"), str):
        made |= {"date": value["earliest_date"]}
    return made


def _is_listed(value: Any, name: str) -> bool:
    """Return whether a value is a list whose first object has a member of a name."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and bool(value[0].get(name))


def _is_same(outer: Object, inner: Object) -> bool:
    """Return whether two objects have one and the same title."""
    titles = [
        next((each for name, each in value.items() if field_of(name) == "title" and isinstance(each, str)), "")
        for value in (outer, inner)
    ]
    return bool(titles[0]) and title_key(titles[0]) == title_key(titles[1])
