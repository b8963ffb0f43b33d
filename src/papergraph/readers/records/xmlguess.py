"""XML that nobody has a name for: records are the elements whose children are called as fields of works are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.records.record import Value
from papergraph.readers.records.words import field_of
from papergraph.readers.records.xmltext import DEEPEST, Element, tags
from papergraph.readers.records.xmlwords import people

LOOKED_AT = 300_000  # characters in which a record is looked for

_TELLING = frozenset({"author", "year", "date", "doi", "venue", "arxiv"})
_IDENTIFIERS = frozenset({"doi", "pmid", "arxiv"})
_PEOPLE = frozenset({"author", "author full", "author+", "author?", "editor"})


def record_name(text: str) -> str | None:
    """Return the name of the elements that are works: a title and one more field in each; None where there are none.

    >>> record_name("<list><paper><title>A</title><year>1999</year></paper></list>")
    'paper'
    """
    found: Counter[str] = Counter()
    open_: list[tuple[str, set[str]]] = []
    for name, closes, empty in tags(text[:LOOKED_AT]):
        if not closes and len(open_) < DEEPEST:
            open_.append((name, set()))
        if (closes or empty) and any(each[0] == name for each in open_):
            while (last := open_.pop())[0] != name:
                pass
            if "title" in last[1] and last[1] & _TELLING:
                found[name] += 1
            if open_ and (field := field_of(name)):
                open_[-1][1].add(field)
    return max(sorted(found), key=lambda each: found[each]) if found else None


def values(element: Element) -> Iterator[Value]:
    """Yield what the children and attributes of an element say, under our names."""
    for label, text in element.attributes.items():
        if (name := field_of(label)) and name not in _PEOPLE:
            yield Value(name, text, element.line)
    for each in element.children():
        typed = field_of(each.attributes.get("pub-id-type", "") or each.attributes.get("type", ""))
        name = typed if typed in _IDENTIFIERS else field_of(each.name) or ""
        if name in _PEOPLE:
            role = "editor" if name == "editor" else "author"
            inner = [
                child
                for child in each.children()
                if child.name in {"author", "editor", "name", "person", "string-name"}
            ]
            for person in inner if len(inner) > 1 else [each]:
                yield from people(person, role)
        elif name == "url" and each.children():
            for link in each.children():
                role = {"paper": "pdf"}.get(link_role(link.name) or "", link_role(link.name) or "url")
                yield Value(role, link.text() or link.attributes.get("href", ""), link.line)
        elif name and (text := each.text() or each.attributes.get("href", "")):
            yield Value(name, text, each.line)
