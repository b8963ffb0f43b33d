"""XML exports to records, each in the vocabulary that its first element is of."""

from __future__ import annotations

import re

from papergraph.readers.records import xmlrdf
from papergraph.readers.records.record import Parts, Record, Refused
from papergraph.readers.records.xmltext import parts
from papergraph.readers.records.xmlwords import BY_ROOT, Vocabulary, values

_ROOT = re.compile(
    r"\s*(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*)?>)\s*+)*+<(?P<name>[\w.:-]+)",
    re.DOTALL | re.IGNORECASE,
)
_HEAD = 20_000  # characters in which the first element is looked for


def vocabulary_of(text: str) -> str | None:
    """Return the name of the vocabulary of an XML export, or None for any other text.

    >>> vocabulary_of("<?xml version='1.0'?><modsCollection><mods/></modsCollection>"), vocabulary_of("<html></html>")
    ('mods', None)
    """
    root = _root(text)
    if root == "rdf":
        return "rss" if re.search(r"<item\b", text[:_HEAD]) else "rdf"
    vocabulary = BY_ROOT.get(root)
    if vocabulary is None:
        return None
    records = "|".join(sorted(vocabulary.records))
    return vocabulary.name if re.search(rf"<(?:[\w.-]+:)?(?:{records})[\s/>]", text, re.IGNORECASE) else None


def records(text: str) -> Parts:
    """Yield the records of an XML export, and what in it is damaged."""
    if vocabulary_of(text) == "rdf":
        yield from xmlrdf.records(text)
        return
    vocabulary = BY_ROOT["rss" if _root(text) == "rdf" else _root(text)]
    for part in parts(text, lambda name, _, attributes, __: _begins(vocabulary, name, attributes)):
        if part.problem:
            yield Refused(part.first_line, part.last_line, part.raw, part.problem)
            continue
        made = tuple(values(part.element, vocabulary))
        type_ = next((value.text for value in made if value.name == "type"), part.element.name)
        key = next((value.text for value in made if value.name == "key"), part.element.attributes.get("key", ""))
        yield Record(part.first_line, part.last_line, part.raw, made, type=type_, key=key)


def _begins(vocabulary: Vocabulary, name: str, attributes: str) -> bool:
    return name in vocabulary.records and (not vocabulary.key or "key=" in attributes)


def _root(text: str) -> str:
    match = _ROOT.match(text[:_HEAD])
    return match["name"].rpartition(":")[2].lower() if match else ""
