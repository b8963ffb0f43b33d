"""Exact references: any id, identifier, URL, citekey, short name or whole title of a work finds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from papergraph.identifiers import curie_of_url, parse_curie, title_key
from papergraph.model import Named


@dataclass(frozen=True)
class ReferenceIndex:
    """Finds works by what names them exactly; made by `of`."""

    by_identifier: dict[str, list[str]] = field(default_factory=dict)
    by_citekey: dict[str, list[str]] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    by_title: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, works: Iterable[Named]) -> ReferenceIndex:
        """Return the index of `works`; ids come back sorted, whatever the order of input."""
        index = cls()
        for work in sorted(works, key=lambda work: work.id):
            for identifier in dict.fromkeys((work.id, *work.identifiers)):
                _add(index.by_identifier, identifier, work.id)
            _add(index.by_citekey, work.citekey.casefold(), work.id)
            for name in work.short_names:
                _add(index.by_name, title_key(name), work.id)
            for title in (work.title, *work.alt_titles):
                _add(index.by_title, title_key(title), work.id)
        return index

    def find(self, reference: str) -> list[str]:
        """Return the ids of all works that `reference` names in the first of these ways that finds any.

        Identifier or URL, citekey, short name, whole title. An empty list when it names none.
        """
        given = reference.strip()
        if not given:
            return []
        if given in self.by_identifier:
            return self.by_identifier[given]
        made = curie_of_url(given) if "://" in given else parse_curie(given)
        if made is not None:
            return self.by_identifier.get(made, [])
        key = title_key(given)
        for table, name in ((self.by_citekey, given.casefold()), (self.by_name, key), (self.by_title, key)):
            if name and name in table:
                return table[name]
        return []


def _add(table: dict[str, list[str]], key: str, work: str) -> None:
    if key:
        works = table.setdefault(key, [])
        if work not in works:
            works.append(work)
