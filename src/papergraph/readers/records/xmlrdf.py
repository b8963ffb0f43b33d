"""RDF of reference managers (Zotero's own, Bibliographic Ontology, Dublin Core): nodes that name one another.

A work is a node with a title; its journal, its notes and its collections are nodes of their own, by `rdf:about`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from papergraph.readers.records.names import listed_names
from papergraph.readers.records.record import Parts, Record, Refused, Value
from papergraph.readers.records.xmltext import Element, Part, parts
from papergraph.readers.records.xmlwords import people

_FIELDS = {
    "title": "title", "shorttitle": "short", "date": "date", "issued": "date", "created": "date", "abstract": "summary",
    "description": "comment", "itemtype": "type", "citationkey": "key", "doi": "doi", "uri": "url", "page": "url",
    "archiveid": "number", "conferencename": "venue short", "websitetitle": "venue", "proceedingstitle": "venue",
    "repository": "publisher", "note": "comment",
}  # fmt: skip
_CONTAINERS = frozenset(
    {"journal", "series", "conference", "website", "proceedings", "periodical", "blog", "forum", "newspaper"}
)
_NO_WORK = frozenset({"attachment", "memo", "collection", "organization", "person", "useritem", "note"})
_PEOPLE = {
    "authors": "author", "editors": "editor", "creator": "author", "authorlist": "author", "editorlist": "editor",
    "author": "author", "contributors": "contributor", "inventors": "author", "presenters": "author",
    "programmers": "author", "artists": "author", "directors": "author", "interviewers": "author",
}  # fmt: skip
_RELATED = {"relation": "related", "references": "cites", "cites": "cites", "isreferencedby": ""}


@dataclass(slots=True)
class _Nodes:
    """The nodes of a file by name, the notes of works, and the collections that works stand in."""

    by_name: dict[str, Element] = field(default_factory=dict)
    section: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contained: set[str] = field(default_factory=set)


def records(text: str) -> Parts:
    """Yield the works of an RDF/XML file, those of a collection under its name."""
    found = list(parts(text, _begins))
    nodes = _nodes(found)
    for part in found:
        element = part.element
        name = element.attributes.get("about", "")
        if part.problem:
            yield Refused(part.first_line, part.last_line, part.raw, part.problem)
        elif _is_work(element) and name not in nodes.contained:
            values = tuple(_values(element, nodes))
            type_ = next((value.text for value in values if value.name == "type"), element.name)
            key = next((value.text for value in values if value.name == "key"), name)
            section = nodes.section.get(name, ())
            yield Record(part.first_line, part.last_line, part.raw, values, type=type_, key=key, section=section)
        else:
            yield Refused(part.first_line, part.last_line, part.raw, f"{element.name}, no work", damaged=False)


def _begins(_: str, depth: int, attributes: str, inside: bool) -> bool:
    return depth == 1 and (not inside or "about=" in attributes)


def _is_work(element: Element) -> bool:
    return element.name not in _NO_WORK | _CONTAINERS and bool(element.first("title"))


def _nodes(found: Iterable[Part]) -> _Nodes:
    nodes = _Nodes()
    collections: list[Element] = []
    for part in found:
        element = part.element
        if name := element.attributes.get("about"):
            nodes.by_name.setdefault(name, element)
        collections += [element] if element.name == "collection" else []
        typed = element.first("itemtype")
        for each in element.children("ispartof"):  # a book that only chapters name is their venue
            whole = each.attributes.get("resource", "")
            if typed and whole:
                nodes.contained.add(whole)
    nodes.contained = {name for name in nodes.contained if not _own_item(nodes.by_name.get(name))}
    parents = {item.attributes.get("resource", ""): each for each in collections for item in each.children("haspart")}
    for each in collections:
        path = _path(each, parents)
        for item in each.children("haspart"):
            nodes.section.setdefault(item.attributes.get("resource", ""), path)
    return nodes


def _own_item(element: Element | None) -> bool:
    """Return whether a node that others are part of is an item of the list itself."""
    return element is not None and bool(element.first("itemtype"))


def _path(collection: Element, parents: dict[str, Element]) -> tuple[str, ...]:
    path: list[str] = []
    seen: set[int] = set()
    now: Element | None = collection
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        path.append(now.first("title"))
        now = parents.get(now.attributes.get("about", "\0"))
    return tuple(name for name in reversed(path) if name)


def _values(element: Element, nodes: _Nodes) -> Iterator[Value]:
    for each in element.children():
        name, line = each.name, each.line
        resource = each.attributes.get("resource", "")
        if name in _PEOPLE:
            yield from _people(each, _PEOPLE[name], nodes)
        elif name == "identifier":
            yield from _identifier(each.first("uri/value") or each.text(), line)
        elif name == "subject":
            yield Value("keywords", each.first("automatictag/value") or each.text(), line)
        elif name == "publisher":
            yield Value("publisher", each.first("organization/name") or each.text() or _named(nodes, resource), line)
        elif name in {"ispartof", "presentedat"}:
            yield from _whole(each, nodes)
        elif name in _RELATED:
            if _RELATED[name] and resource:
                yield Value(_RELATED[name], resource, line)
            elif name == "isreferencedby" and (memo := nodes.by_name.get(resource)) is not None:
                yield Value("comment", memo.first("value"), line)
        elif name == "seealso":
            yield Value("url", resource, line)
        elif name in _FIELDS and (text := each.text() or resource):
            yield Value(_FIELDS[name], text, line)
    about = element.attributes.get("about", "")
    if "://" in about and "zotero.org" not in about:
        yield Value("url", about, element.line)


def _identifier(text: str, line: int) -> Iterator[Value]:
    label, _, rest = text.partition(" ")
    if label.rstrip(":").lower() in {"doi", "arxiv", "pmid"} and rest:
        yield Value(label.rstrip(":").lower(), rest.strip(), line)
    elif "://" in text or text.lower().startswith(("doi:", "info:doi/", "10.")):
        yield Value("url" if text.lower().startswith("http") else "doi", text.removeprefix("info:doi/"), line)
    elif text.lower().startswith("arxiv:"):
        yield Value("arxiv", text, line)


def _whole(each: Element, nodes: _Nodes) -> Iterator[Value]:
    """Yield what a work takes from what it is part of: a journal, a book, a website, but no series."""
    inner: list[Element | None] = list(each.children())
    inner = inner or [nodes.by_name.get(each.attributes.get("resource", ""))]
    for whole in inner:
        if whole is None:
            continue
        if whole.name not in {"series"} and (title := whole.first("title")):
            yield Value("venue" if each.name == "ispartof" else "venue short", title, each.line)
        if whole.name != "series" and (short := whole.first("alternative")):
            yield Value("venue short", short, each.line)
        for identifier in whole.children("identifier"):
            yield from (value for value in _identifier(identifier.text(), identifier.line) if value.name == "doi")


def _people(each: Element, role: str, nodes: _Nodes) -> Iterator[Value]:
    """Yield the people of a list: in it, or named by it."""
    if role == "contributor":
        return
    listed = [item for seq in ("seq", "bag", "list") for item in each.all(f"{seq}/li") + each.all(f"{seq}/*")]
    listed = list({id(item): item for item in listed}.values())
    if not listed and (node := nodes.by_name.get(each.attributes.get("resource", ""))) is not None:
        listed = node.children() if node.name in {"seq", "bag", "description"} else [node]
        listed = [item for item in listed if item.name not in {"type"}]
    for item in listed or [each]:
        node = nodes.by_name.get(item.attributes.get("resource", ""))
        place = node if node is not None and not item.content else item
        if place.children():
            yield from people(place.children("person")[0] if place.children("person") else place, role)
        elif text := place.text():
            yield from listed_names(role, text, item.line)


def _named(nodes: _Nodes, resource: str) -> str:
    node = nodes.by_name.get(resource)
    return "" if node is None else node.first("name")
