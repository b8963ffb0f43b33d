"""Works that a record cites, or names beside itself, in a field of its own: as identifiers, else by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from papergraph.identifiers import curie_of_url, curies_in, parse_curie
from papergraph.readers.records.addresses import doi_of
from papergraph.readers.records.record import Record

LONGEST = 2_000  # characters of a field in which titles are looked for; longer ones are whole lists of references

_APART = re.compile(r"\s*[;|\n]\s*")
_KEYS_APART = re.compile(r"\s*[,;|\s]\s*")
_OPENALEX = re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:works/)?|openalex:)?(W\d{4,})")
_TITLE = re.compile(r"[^\W\d_].*[^\W\d_]")


def cited(record: Record, name: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the works that a record's fields of a name stand for, each once.

    `names` give what other records of the file are called by their keys; what is neither a key, an identifier nor
    words that can be a title says nothing.
    """
    seen: set[str] = set()
    for text in record.all(name):
        for found in _works(text.strip(), names):
            if found not in seen and found.casefold() != record.key.casefold():
                seen.add(found)
                yield found


def needs_keys(record: Record) -> bool:
    """Return whether a record names works by more than identifiers."""
    return any(not text.startswith("https://openalex.org/W") for text in record.all("cites", "related"))


def _works(text: str, names: Mapping[str, str]) -> Iterator[str]:
    if whole := _work(text, names):
        yield whole
        return
    keys = [names[each.casefold()] for each in _KEYS_APART.split(text) if each.casefold() in names]
    if keys:
        yield from keys
        return
    if "doi " in text.lower() and (made := doi_of(text)):  # "Lund A, 1999, J MUD, V3, P1, DOI 10.5555/1"
        yield made
        return
    found = curies_in(text) or [made for each in _KEYS_APART.split(text) if (made := _identifier(each))]
    if found or len(text) > LONGEST:
        yield from found
        return
    for part in _APART.split(text):
        if made := _work(part.strip(), names):
            yield made
        elif _TITLE.search(part):
            yield " ".join(part.split())


def _work(text: str, names: Mapping[str, str]) -> str | None:
    """Return what a whole text stands for, when it is one key or one identifier."""
    if made := names.get(text.casefold()) or names.get(text.rpartition("/")[2].casefold() if "zotero" in text else ""):
        return made
    return None if " " in text else _identifier(text)


def _identifier(text: str) -> str | None:
    if match := _OPENALEX.fullmatch(text):  # there are many, and addresses are slow to take apart
        return f"openalex:{match[1]}"
    return curie_of_url(text) if "://" in text else parse_curie(text)
