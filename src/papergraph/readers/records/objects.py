"""Objects with named members to records: CSL-JSON, OpenAlex, Semantic Scholar, Crossref, Zotero, one's own lists.

Members are known by their names in any of the words of `fields.tsv`; the given shapes have a few members of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from papergraph.identifiers import curie, curie_of_url
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.records.addresses import URL
from papergraph.readers.records.names import named
from papergraph.readers.records.persons import people_of
from papergraph.readers.records.record import Record, Value
from papergraph.readers.records.shapes import Object, is_printed, is_titled, no_work, shape
from papergraph.readers.records.words import address_field, field_of, is_file, kind_of

_LABELS = ("type", "name", "label", "title", "display", "text")  # of links
#: As in: Nature Physics 13 (2016).
_PLACE_OF_LINK = re.compile(r"(?!(?i:paper|pdf|article|link)\b)[A-Za-z][^()]{2,120} \((?:19|20)\d\d\)")
_ADDRESSES = frozenset({"url", "pdf", "code", "video", "slides", "page"})
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PARTS = frozenset({"article", "paper", "publication", "biblio", "bibliographic", "publication_info", "published"})
_FACTS = frozenset(
    {"venue", "venue short", "year", "date", "month", "author", "doi", "arxiv", "pmid", "volume", "publisher"}
)
#: Members that say of something else than where a work appeared.
_OF_OTHERS = re.compile(
    r"thumb|image|img|icon|logo|cover|photo|picture|figure|user|award|prize|press|news|related|previous|next|parent|quote|"
    r"talk|translat|original|extended|follow|announce",
    re.IGNORECASE,
)
_DATA = frozenset({"data", "dataset", "datasets", "code", "materials"})
_CSL = {
    "container-title": "venue", "event-title": "venue short", "event": "venue short", "collection-title": "",
    "publisher": "publisher",
    "issued": "date", "title-short": "short", "shortTitle": "short", "note": "comment", "annote": "comment",
    "genre": "", "archive": "eprinttype", "archive_location": "number", "keyword": "keywords", "source": "",
    "id": "key",
    "abstract": "summary", "custom": "", "page": "", "accessed": "", "number": "number", "chapter-number": "",
    "original-title": "", "submitted": "", "translated-title": "", "reviewed-title": "", "part-title": "",
}  # fmt: skip
_ZOTERO = {
    "creators": "author", "publicationTitle": "venue", "proceedingsTitle": "venue", "bookTitle": "venue",
    "conferenceName": "venue short", "websiteTitle": "venue", "blogTitle": "venue", "extra": "comment",
    "archiveID": "number",
    "repository": "publisher", "libraryCatalog": "", "itemType": "type", "genre": "", "archive": "", "series": "",
    "seriesTitle": "", "collections": "", "relations": "related", "accessDate": "", "thesisType": "",
    "institution": "publisher",
    "university": "publisher", "notes": "comment", "attachments": "", "key": "key", "citationKey": "key",
}  # fmt: skip
_CITED_BY = (
    ("arxiv", "arxiv"), ("arxivid", "arxiv"), ("doi", "doi"), ("pubmed", "pmid"), ("pmid", "pmid"), ("acl", "acl"),
    ("dblp", "dblp"), ("paperid", "s2"), ("openalex", "openalex"), ("url", "doi"),
)  # fmt: skip
MOST_CITED = 5_000  # works that one names
_IDENTIFIERS = frozenset({"externalids", "identifiers", "ids", "serial-number"})
_EXTERNAL = {"ArXiv": "arxiv", "DOI": "doi", "PubMed": "pmid", "ACL": "acl", "DBLP": "dblp"}


def record_of(value: Object, first: int, last: int, raw: str, *, section: tuple[str, ...], key: str = "") -> Record:
    """Return the record of an object that says of a work; a member's name that reads as a title is one."""
    kind = shape(value)
    value = _unswapped(_with_volume(value)) if kind == "json" else value
    made = list(_openalex(value, first) if kind == "openalex" else _members(value, kind, first))
    made += _facts_below(value, first) if kind == "json" else ()
    if kind == "semantic-scholar":
        made += _semantic_scholar(value, first)
    if key and not any(each.name == "title" for each in made):
        made.append(Value("title" if " " in key else "key", key, first))
    own = next((each.text for each in made if each.name == "key"), "") or key
    if year := _year_of_group(made, section):
        made.append(Value("year", year, first))
    type_ = next((each.text for each in made if each.name == "type"), "")
    if not type_ and section and kind_of(section[-1])[0] == "book":
        type_ = "book"
    return Record(first, last, raw, tuple(made), type=type_, key=own, section=section)


#: A prize for works of another year than that of the meeting where it is given.
_OF_OLD_WORK = re.compile(r"\btest[- ]of[- ]time|\b(?:10|20|ten|twenty)[- ]years?\b|most[- ]influential", re.IGNORECASE)


def _year_of_group(made: list[Value], section: tuple[str, ...]) -> str:
    """Return the year that a group of works is called by, where the work says none itself ("2019:" over a list)."""
    said = any(each.name in {"year", "date", "venue", "venue short"} and _YEAR.search(each.text) for each in made)
    old = any(each.name == "award" and _OF_OLD_WORK.search(each.text) for each in made)
    return "" if said or old else next((name for name in reversed(section) if _YEAR.fullmatch(name)), "")


def _members(value: Object, kind: str, line: int) -> Iterator[Value]:
    own = {"csl-json": _CSL, "zotero": _ZOTERO}.get(kind, {})
    fields = {field_of(name) for name in value}
    strong = {field_of(name) for name, each in value.items() if isinstance(each, str) and each}
    for printed, each in value.items():
        if kind == "csl-json" and printed == "custom" and isinstance(each, dict):
            yield from _values("short", each.get("short-names") or [], line)
            yield from _values("url", each.get("links") or [], line)
            continue
        if kind == "json" and isinstance(each, dict) and printed.lower() in _PARTS and not is_titled(each):
            yield from _members(each, kind, line)  # {"title": …, "article": {"doi": …, "journal": {"name": …}}}
            continue
        if kind == "json" and printed.lower() in _DATA and isinstance(each, dict) and "://" in _word(each.get("doi")):
            yield Value("page", _word(each["doi"]), line)
            continue
        name = own[printed] if printed in own else _field(printed, value)
        if kind == "json" and is_printed(printed, each, fields):
            name = "printed"
        if name == "venue" and isinstance(each, str) and _ISO.match(each):  # "publishedAt"
            name = "date"
        if name == "key" and isinstance(each, list):
            name = "ids"
        if name is None and isinstance(first := each[0] if isinstance(each, list) and each else each, str):
            name = address_field(printed, first)
        if name == "title?" and isinstance(each, list) and printed.lower().startswith("reference"):
            name = "cites"
        elif name == "title?" and "title" in strong:
            name = "short" if isinstance(each, str) and "://" not in each else "url"
        if not name and isinstance(each, dict | list) and printed.lower() in _IDENTIFIERS:
            yield from _identifiers(each, line)
        elif name == "key" and _DOI.match(_word(each)):  # schema.org: {"identifier": "https://doi.org/…"}
            yield Value("doi", _word(each), line)
        elif name and each not in (None, "", [], {}) and not (name == "author?" and _is_signed(value)):
            yield from _values(name, each, line)


def _field(printed: str, value: Object) -> str | None:
    """Return our name of a member; who held the meeting of a work that others signed is no author."""
    name = field_of(printed)
    if name == "organisation" and _is_signed(value) and isinstance(value[printed], str):
        return "" if "booktitle" in value else "group"
    return name


def _facts_below(value: Object, line: int) -> Iterator[Value]:
    """Yield what one object in a work says of where it appeared and the work itself does not.

    So {"link": {"url": …, "journal": …, "year": …}}; where several say something, it may be of other things.
    """
    below = [each for name, each in value.items() if isinstance(each, dict) and _is_place(name, each)]
    if len(below) != 1:
        return
    said = {field_of(name) for name, each in value.items() if each not in (None, "", [], {})}
    said |= {"year", "date", "month"} if said & {"year", "date"} else set()
    for name, each in below[0].items():
        field = field_of(name)
        if field in _FACTS and field not in said and each not in (None, "", [], {}):
            yield from _values(field, each, line)


def _is_place(name: str, value: Object) -> bool:
    """Return whether a member of a work says where it appeared, and is neither read yet nor about something else."""
    told = {field_of(each) for each, text in value.items() if text not in (None, "", [], {})}
    about = (
        field_of(name) not in {None, "url", "pdf"} or link_role(name) not in {None, "paper"} or _OF_OTHERS.search(name)
    )
    read = name.lower() in _PARTS or no_work(name) or is_titled(value)
    return not (about or read) and "venue" in told and len(told & (_FACTS | _ADDRESSES)) >= 2


def _with_volume(value: Object) -> Object:
    """Return an object with the title of what it appeared in by name: {"parent": {"type": "periodical", "title": …}}.

    So Hayagriva has it.
    """
    above = value.get("parent")
    volumes = [each for each in (above if isinstance(above, list) else [above]) if isinstance(each, dict)]
    volume = next((title for each in volumes if (title := _word(each.get("title")))), "")
    return {**{key: each for key, each in value.items() if key != "parent"}, "journal": volume} if volume else value


def _unswapped(value: Object) -> Object:
    """Return an object with its people and its address in their places, where each stands in the other's."""
    own = {field_of(name): name for name, each in value.items() if isinstance(each, str) and each}
    author, address = own.get("author"), own.get("url")
    if author and address and URL.fullmatch(value[author].strip()) and "/" not in value[address]:
        return {**value, author: value[address], address: value[author]}
    return value


def _is_signed(value: Object) -> bool:
    """Return whether an object names all of its authors."""
    return any(field_of(name) in {"author", "author full"} and each for name, each in value.items())


def _identifiers(value: Any, line: int) -> Iterator[Value]:
    for name, each in value.items() if isinstance(value, dict) else ():
        if (ours := _EXTERNAL.get(name) or field_of(name)) and isinstance(each, str | int):
            yield Value(ours, str(each), line)


def _values(name: str, value: Any, line: int) -> Iterator[Value]:
    """Yield the texts of one member."""
    if name in {"author", "author full", "author+", "author?", "editor"}:
        yield from people_of("editor" if name == "editor" else "author", value, line)
    elif name == "date":
        yield Value("date", _date(value), line)
    elif name in _ADDRESSES:
        yield from _addresses(name, value, line)
    elif name == "keywords":
        words = value if isinstance(value, list) else [value]
        yield from (Value(name, word, line) for each in words if (word := _word(each)))
    elif name in {"cites", "related"}:
        listed = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else [value]
        yield from (Value(name, word, line) for each in listed[:MOST_CITED] if (word := _cited(each)))
    elif name in {"builds_on", "uses"} and isinstance(value, list):
        yield from (Value(name, word, line) for each in value if (word := _word(each)))
    elif isinstance(value, list):
        for each in value[:1] if name in {"title", "venue"} else value:
            if word := _word(each):
                yield Value(name, word, line)
    elif word := _word(value):
        yield Value(name, word, line)


def _word(value: Any) -> str:
    """Return the text of a value: of an object its name."""
    if isinstance(value, dict):
        names = (
            "title",
            "display_name",
            "name",
            "text",
            "tag",
            "keyword",
            "topic",
            "raw",
            "value",
            "id",
            "note",
            "isPartOf",
        )
        return next((found for name in names if (found := _word(value.get(name)))), "") if len(value) < 50 else ""
    if isinstance(value, bool) or value is None or isinstance(value, list):
        return ""
    return str(value).strip()


def _cited(value: Any) -> str:
    """Return what a work that another names is called: its strongest identifier, else its title or its key."""
    if not isinstance(value, dict):
        return _word(value)
    value = value["citedPaper"] if isinstance(value.get("citedPaper"), dict) else value
    external = value.get("externalIds")
    names = {key.lower(): each for key, each in (external.items() if isinstance(external, dict) else ())}
    names |= {key.lower(): each for key, each in value.items() if isinstance(each, str | int)}
    for name, prefix in _CITED_BY:
        if (each := _word(names.get(name))) and (made := curie_of_url(each) or curie(prefix, each)):
            return made
    titles = ("title", "display_name", "article-title", "volume-title", "name", "key", "id", "unstructured")
    return next((word for each in titles if (word := _word(value.get(each)))), "")


def _date(value: Any) -> str:
    """Return a date as text: CSL's date-parts as "2017-6-12"."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, dict):
        return _word(value)
    rows = value.get("date-parts")
    if isinstance(rows, list) and rows and isinstance(rows[0], list) and rows[0]:
        return "-".join(str(part) for part in rows[0][:3] if part not in (None, ""))
    if (literal := _word(value.get("literal"))) and (match := re.match(r"\d{4}(?:-\d\d)?(?!\d)", literal)):
        return match[0]  # "1995-01-0001"
    year, month = _word(value.get("year")), _word(value.get("month"))
    return f"{year}-{month}" if year and month.isdigit() else f"{month} {year}".strip() or _word(value)


def _addresses(name: str, value: Any, line: int) -> Iterator[Value]:
    """Yield addresses, each under the role that its label says: {"pdf": …}, [{"type": "code", "url": …}]."""
    if isinstance(value, str | int):
        yield Value(name, str(value), line)
    elif isinstance(value, list):
        for each in value[:100]:
            yield from _addresses(name, each, line)
    elif isinstance(value, dict):
        address = next((value[key] for key in ("url", "URL", "href", "link") if isinstance(value.get(key), str)), None)
        if address is None:
            for label, each in list(value.items())[:100]:
                if isinstance(each, str) and ("://" in each or is_file(each)):
                    yield Value(_role(label, name), each, line)
        else:
            label = _word(next((value[key] for key in _LABELS if value.get(key)), ""))
            yield Value(_role(label, name), address, line)
            if link_role(label) in {None, "paper"} and _PLACE_OF_LINK.fullmatch(label):
                yield Value("venue short", label, line)


def _role(label: str, name: str) -> str:
    field = field_of(label) or ""
    role = link_role(label)
    return field if field in _ADDRESSES else {"paper": "pdf", "page": "page"}.get(role or "", role or name)


# --- shapes with members of their own -----------------------------------------------------------------------------


def _openalex(work: Object, line: int) -> Iterator[Value]:
    """Yield the values of a work of OpenAlex; the first of January is how it writes a year alone."""
    ids = work.get("ids") if isinstance(work.get("ids"), dict) else {}
    date = _word(work.get("publication_date"))
    location = work.get("primary_location")
    places = [location, work.get("best_oa_location"), work.get("host_venue")]
    source = location.get("source") if isinstance(location, dict) else work.get("host_venue")
    simple = {
        "title": work.get("display_name") or work.get("title"),
        "type": work.get("type_crossref") if work.get("type") == "article" else work.get("type"),
        "year": work.get("publication_year"),
        "date": "" if date.endswith("-01-01") else date,
        "venue": source.get("display_name") if isinstance(source, dict) else None,
        "doi": work.get("doi") or (ids or {}).get("doi"),
        "openalex": work.get("id") or (ids or {}).get("openalex"),
        "pmid": (ids or {}).get("pmid"),
        "summary": _uninverted(work.get("abstract_inverted_index")) or work.get("abstract"),
        "key": _word(work.get("id")).rpartition("/")[2],
    }
    for name, value in simple.items():
        if text := _word(value):
            yield Value(name, text, line)
    for authorship in work.get("authorships") or ():
        if isinstance(authorship, dict):
            person = authorship.get("author")
            printed = _word(person) or _word(authorship.get("raw_author_name"))
            if printed:
                yield named("author", printed, line)
    for place in places:
        if isinstance(place, dict):
            yield from _values("pdf", place.get("pdf_url") or [], line)
            yield from _values("url", place.get("landing_page_url") or [], line)
    access = work.get("open_access")
    if isinstance(access, dict):
        yield from _values("pdf", access.get("oa_url") or [], line)
    yield from _values("keywords", work.get("keywords") or [], line)
    yield from _values("cites", work.get("referenced_works") or [], line)
    yield from _values("related", work.get("related_works") or [], line)


def _uninverted(index: Any) -> str:
    """Return the abstract that OpenAlex gives as the places of each word."""
    if not isinstance(index, dict):
        return ""
    places = [(at, word) for word, ats in index.items() if isinstance(ats, list) for at in ats if isinstance(at, int)]
    return " ".join(word for _, word in sorted(places))


def _semantic_scholar(work: Object, line: int) -> Iterator[Value]:
    yield from _identifiers(work.get("externalIds") or {}, line)
    if not any(work.get(name) for name in ("venue", "publicationVenue")):
        yield from _values("venue", work.get("journal") or "", line)
    if not work.get("abstract"):
        yield from _values("summary", work.get("tldr") or "", line)
    types = work.get("publicationTypes")
    if isinstance(types, list) and types:
        yield Value("type", "journalarticle" if "JournalArticle" in types else str(types[0]), line)
