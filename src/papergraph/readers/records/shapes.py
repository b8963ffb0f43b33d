"""What in a structured file is a work, what a group of works, and what neither: by the names of members."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Any

from papergraph.readers.records.printed import is_reference
from papergraph.readers.records.unnamed import are_works
from papergraph.readers.records.words import field_of

Object = Mapping[str, Any]

_TELLING = frozenset({"author", "year", "date", "doi", "arxiv", "venue", "url", "pdf", "summary", "code", "pmid"})
_LISTS = re.compile(
    r"(?:papers?|pubs|works?|items?|results?|data|entries|records?|publications?|references?|articles?|list|reading_?list|"
    r"bibliography|library|documents?|content|children|root|readings?|message|resources|posts?|hits|collection|value|"
    r"@graph|recommendedpapers|citedpaper|citingpaper|paper|work|response|docs?|hits?|info|metadata|notes|resultlist|literature|论文|文献)",
    re.IGNORECASE,
)
#: Members that hold the groups of a list.
_GROUPS = re.compile(
    r"(?:sub)?(?:categories|sections|topics|groups|years|areas|themes|chapters|parts|weeks|modules|units|tracks|lists|days|sessions|lectures|classes|meetings)",
    re.IGNORECASE,
)
#: Lists whose texts are works, each on a line.
_OF_WORKS = re.compile(
    r"(?:(?:selected|recommended|reading|journal|conference|key|more|other|further|must|required|optional)[ _-]?)*"
    r"(?:papers?|publications?|pubs|articles?|readings?|books?|bibliography|literature|preprints?|references?|"
    r"reading[ _-]?list|chapters|论文|文献)",
    re.IGNORECASE,
)
_TITLE_OF = re.compile(r"(?:[a-z]+[_ -]?)?title", re.IGNORECASE)  # "weektitle" beside "week"
_HEADINGS = frozenset({"heading", "header", "caption", "section_title", "groupname", "group_name"})
#: Members without a name for a field that may hold a whole reference.
_CONTENT = frozenset({"content", "text", "body", "html", "md", "markdown", "ref", "full", "raw", "line", "string"})
#: Members of works that hold other works or people, and are no groups of a list.
_NO_GROUP = re.compile(
    r"(?:references?|referenced_works|related(?:_works)?|citations?|cited_?by|authors?|authorships|creators?|editors?|"
    r"coauthors?|media|press|awards?|figures?|supplement\w*|presentations?|locations?|links?|urls?|versions?|concepts|topics|keywords|tags|institutions|affiliations|embedding|relations?|"
    r"see_?also|children_ids|counts_by_year|grants|mesh|sustainable_development_goals|primary_location|"
    r"best_oa_location|open_access|journal|publicationvenue|externalids|attachments|notes|collections|contributors|ids|biblio|awards|funders|sdgs|subjects|identifiers)",
    re.IGNORECASE,
)
#: Of these, those that name works which the owner cites: no group of a list even where the owner has no title.
_CITING = re.compile(
    r"references?|referenced_works|related(?:_works)?|citations?|cited_?by|see_?also|relations?|coauthors?|"
    r"authors?|authorships|creators?|editors?|contributors",
    re.IGNORECASE,
)
_NO_WORK = re.compile(
    r"library|user|owner|account|profile|meta(?:data)?|publisher|journal|source|venue|organi[sz]ation|institution|licen[cs]e|"
    r"host_venue|publicationvenue|person|curator|maintainer|contact|info_?box|config|settings",
    re.IGNORECASE,
)


def shape(value: Object) -> str:
    """Return whose shape an object has: openalex, semantic-scholar, zotero, csl-json, or json for any other.

    >>> shape({"type": "paper-conference", "title": "A", "container-title": "B"}), shape({"title": "A", "year": 1})
    ('csl-json', 'json')
    """
    if "authorships" in value or "referenced_works" in value or "abstract_inverted_index" in value:
        return "openalex"
    if "paperId" in value or "externalIds" in value or ("corpusId" in value and "title" in value):
        return "semantic-scholar"
    if "itemType" in value:
        return "zotero"
    if "issued" in value or "container-title" in value or ("title-short" in value and "type" in value):
        return "csl-json"
    people = value.get("author")
    if isinstance(people, list) and people and isinstance(people[0], dict) and people[0].keys() & {"family", "literal"}:
        return "csl-json"
    return "json"


def is_work(value: Object, name: str = "") -> bool:
    """Return whether an object says of a work: a title and one more thing, or several others; `name`: its member's."""
    if shape(value) != "json":
        return True
    # What holds a work is none of its fields, whatever it is called: {"data": {"title": …}}.
    fields = {
        field_of(key)
        for key, each in value.items()
        if each not in (None, "", [], {}) and not (isinstance(each, dict) and (is_titled(each) or "itemType" in each))
    }
    telling = len(fields & _TELLING)
    titled = "title" in fields or ("title?" in fields and telling)
    if (bool(titled) and (telling >= 1 or fields & {"title"} != set())) or telling >= 2:
        return True
    return any(is_printed(key, each, fields) for key, each in value.items())


def is_printed(name: str, value: Any, fields: Set[str | None]) -> bool:
    """Return whether a member of an object of these fields holds a whole reference; what is dated may be news."""
    if not isinstance(value, str):
        return False
    called = field_of(name) == "printed" or (
        name.lower() in _CONTENT and not fields & {"title", "title?", "date", "author"}
    )
    return called and is_reference(value)


def is_heading(value: Object) -> bool:
    """Return whether an object beside groups is a heading too: it has a title and says nothing else of a work."""
    fields = {field_of(key) for key, each in value.items() if each not in (None, "", [], {})}
    return (
        shape(value) == "json"
        and "title" in fields
        and not fields & ((_TELLING - {"date"}) | {"printed", "type", "key"})
    )


def is_titled(value: Object) -> bool:
    """Return whether an object has a title that is called so."""
    return any(field_of(name) == "title" and each for name, each in value.items() if not isinstance(each, dict))


def no_group(name: str) -> bool:
    """Return whether a member of this name holds people, places or cited works, and no group of a list."""
    return bool(_NO_GROUP.fullmatch(name))


def no_work(name: str) -> bool:
    """Return whether a member of this name says whose or where something is, and is no work although it has a name."""
    return bool(_NO_WORK.fullmatch(name))


def is_group(value: Object) -> bool:
    """Return whether an object is a group of works: one of its members is a list with a work in it.

    What says much of a work itself is one, and its list something else, unless that is called as lists of works are.
    """
    if shape(value) != "json":
        return False
    fields = {field_of(name) for name, each in value.items() if each not in (None, "", [], {})}
    whole = "title" in fields and len(fields & _TELLING) >= 3
    barred = _NO_GROUP if fields & {"title", "title?"} else _CITING  # {"venue": …, "awards": [{"title": …}]}
    return any(
        isinstance(each, list)
        and not barred.fullmatch(name)
        and (not whole or _LISTS.fullmatch(name) is not None)
        and (any(_in_group(name, one) for one in each[:50]) or are_works(each))
        for name, each in value.items()
    )


def _in_group(name: str, value: Any) -> bool:
    """Return whether an element of a list is what groups hold: a work, a group, a line under a name of lists."""
    if isinstance(value, dict):
        return is_work(value) or is_group_shallow(value)
    return isinstance(value, str) and (is_reference(value) or (is_line(value) and holds_lines(name)))


def holds_lines(name: str) -> bool:
    """Return whether the texts in a list of this name are titles or references."""
    return bool(_OF_WORKS.fullmatch(name))


def is_line(text: str) -> bool:
    """Return whether a text may be a line of a list: a title or a reference, and no address alone.

    >>> is_line("Counting sheep by hand"), is_line("mud"), is_line("https://mud.example.org/1")
    (True, False, False)
    """
    return len(text.split()) >= 2 and len(text) <= 2_000 and "\n\n" not in text


def is_group_shallow(value: Object) -> bool:
    """Return whether a member of an object is a list of objects."""
    return any(
        isinstance(each, list) and each[:1] and isinstance(each[0], dict) and not _NO_GROUP.fullmatch(name)
        for name, each in value.items()
    )


def name_of_group(value: Object, name: str = "") -> str:
    """Return what a group is called by its own members or by the member that it is; empty for "papers", "items"."""
    titles = [(key, each) for key, each in value.items() if _TITLE_OF.fullmatch(key)]
    for key, each in [*titles, *value.items()]:
        called = (
            (key, each) in titles
            or field_of(key) in {"title", "title?", "section", "subsection", "short"}
            or key.lower() in _HEADINGS
        )
        if called and isinstance(each, str) and each.strip():
            return " ".join(each.split())[:200]
    year = next((str(each).strip() for key, each in value.items() if field_of(key) == "year"), "")
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", year):
        return year
    plain = len(name) <= 2 or _LISTS.fullmatch(name) or _GROUPS.fullmatch(name)
    return "" if plain else " ".join(name.replace("_", " ").split())[:200]


def venue_of_group(value: Object) -> str:
    """Return the venue that a group without a title is, or nothing: {"venue": "WOOL", "papers": […]}.

    What has a title may be a work itself, which has appeared somewhere else than those that it lists.
    """
    fields = {field_of(name): each.strip() for name, each in value.items() if isinstance(each, str) and each.strip()}
    return "" if fields.keys() & {"title", "title?"} else fields.get("venue") or fields.get("venue short") or ""
