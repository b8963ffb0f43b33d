"""XML exports to records, each in the vocabulary that its first element is of."""

from __future__ import annotations

import re

from papergraph.readers.records import xmlguess, xmlrdf
from papergraph.readers.records.record import Parts, Record, Refused
from papergraph.readers.records.xmltext import parts
from papergraph.readers.records.xmlwords import BY_MARK, BY_ROOT, Vocabulary, values

_ROOT = re.compile(
    r"\s*(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*)?>)\s*+)*+<(?P<name>[\w.:-]+)",
    re.DOTALL | re.IGNORECASE,
)
#: Roots of pages, pictures, feeds of addresses and papers themselves.
_NO_LISTS = frozenset(
    {"html", "head", "body", "div", "p", "table", "ul", "ol", "span", "svg", "opml", "urlset", "plist", "details",
     "img", "a", "br", "h1", "h2", "h3", "center", "article", "book", "project", "math", "section", "picture"}
)  # fmt: skip
_HEAD = 20_000  # characters in which the first element is looked for


def vocabulary_of(text: str) -> str | None:
    """Return the name of the vocabulary of an XML export, or None for any other text.

    >>> vocabulary_of("<?xml version='1.0'?><modsCollection><mods/></modsCollection>"), vocabulary_of("<html></html>")
    ('mods', None)
    """
    root = _root(text)
    if root == "rdf":
        return "rss" if re.search(r"<item\b", text[:_HEAD]) else "rdf"
    vocabulary = _vocabulary(text, root)
    if vocabulary is None:
        return "xml" if root and root not in _NO_LISTS and xmlguess.record_name(text) else None
    records = "|".join(sorted(vocabulary.records))
    return vocabulary.name if re.search(rf"<(?:[\w.-]+:)?(?:{records})[\s/>]", text, re.IGNORECASE) else None


def records(text: str) -> Parts:
    """Yield the records of an XML export, and what in it is damaged."""
    if vocabulary_of(text) == "rdf":
        yield from xmlrdf.records(text)
        return
    vocabulary = _vocabulary(text, "rss" if _root(text) == "rdf" else _root(text))
    guessed = xmlguess.record_name(text) if vocabulary is None else None

    def begins(name: str, depth: int, attributes: str, inside: bool) -> bool:
        return name == guessed if vocabulary is None else _begins(vocabulary, name, attributes)

    for part in parts(text, begins):
        if part.problem:
            yield Refused(part.first_line, part.last_line, part.raw, part.problem)
            continue
        made = tuple(values(part.element, vocabulary) if vocabulary else xmlguess.values(part.element))
        type_ = next((value.text for value in made if value.name == "type"), part.element.name)
        key = next((value.text for value in made if value.name == "key"), part.element.attributes.get("key", ""))
        section = part.section if vocabulary is None else ()
        yield Record(part.first_line, part.last_line, part.raw, made, type=type_, key=key, section=section)


def _vocabulary(text: str, root: str) -> Vocabulary | None:
    """Return the vocabulary of a text by its root, or by what it has further in."""
    known = BY_ROOT.get(root)
    return known or next((vocabulary for vocabulary, mark in BY_MARK if mark.search(text)), None) if root else None


def _begins(vocabulary: Vocabulary, name: str, attributes: str) -> bool:
    return name in vocabulary.records and (not vocabulary.key or "key=" in attributes)


def _root(text: str) -> str:
    match = _ROOT.match(text[:_HEAD])
    return match["name"].rpartition(":")[2].lower() if match else ""
