"""Evidence as RDF: the quote and its place, or the curated file and its row; each piece in its source's graph."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from papergraph.graph import PaperGraph
from papergraph.model import Entry, Evidence
from papergraph.model.quoting import Quotes, quoted
from papergraph.rdf.sink import Node, Sink
from papergraph.rdf.terms import Names

T = TypeVar("T")
# Entries hardly overlap: one that holds a line begins at most this many entries before it.
_NEAR = 20


class EvidenceWriter:
    """Writes pieces of evidence and links what rests on them; knows where the entries of each list stand."""

    def __init__(self, graph: PaperGraph, sink: Sink, names: Names, *, quotes: Quotes) -> None:
        self._sink = sink
        self._quotes = quotes
        self._names = names
        self._lists = {source.id for source in graph.sources}
        self._entries: dict[str, list[Entry]] = {}
        for entry in sorted(graph.entries, key=lambda each: (each.source, each.first_line, each.id)):
            self._entries.setdefault(entry.source, []).append(entry)

    def add(self, statement: Node, owner: str, pieces: Sequence[Evidence], *, about: str) -> list[str]:
        """Add the evidence of `statement` and return its IRIs; `owner` starts their keys, `about` is the paper's id."""
        seen: Counter[str] = Counter()
        added = []
        for position, piece in enumerate(pieces, start=1):
            made = f"{piece.justification}-{_digest(piece)}"
            seen[made] += 1
            # The same words twice, in two rows or places: told apart by a count, for a place changes with every edit.
            last = made if seen[made] == 1 else f"{made}-{seen[made]}"
            iri = self._names.make("evidence", owner, last)
            statement.link("prov:wasDerivedFrom", iri)
            node = self._describe(piece, iri, about)
            if len(pieces) > 1:
                node.whole("schema:position", position)
            added.append(iri)
        return added

    def _describe(self, piece: Evidence, iri: str, about: str) -> Node:
        home = "" if piece.source is None else self._names.source(piece.source)
        node = self._sink.node(iri, "pg:Evidence", "oa:SpecificResource", "prov:Entity", graph=home)
        node.text("pg:justification", piece.justification)
        node.decimal("pg:confidence", piece.confidence)
        node.text("oa:exact", quoted(piece.quote, self._quotes))
        # The reason of a curated row is curated; any other one is words of the list.
        node.text("pg:reason", piece.reason if piece.justification == "curated" else quoted(piece.reason, self._quotes))
        node.text("pg:rule", piece.rule)
        node.whole("pg:row", piece.row)
        if piece.source is not None:
            node.link("oa:hasSource", home)
            self._describe_file(piece.source, home, curated=piece.justification == "curated")
        entry = self._entry(piece, about)
        if entry is not None:
            node.link("prov:wasQuotedFrom", self._names.span(entry.id))
        # An entry's own lines stand at the entry alone: one inserted line would otherwise move them everywhere.
        if entry is None or (entry.first_line, entry.last_line) != (piece.first_line, piece.last_line):
            node.whole("pg:firstLine", piece.first_line)
            node.whole("pg:lastLine", piece.last_line)
        return node

    def _describe_file(self, source: str, iri: str, *, curated: bool) -> None:
        if source in self._lists:
            return
        node = self._sink.node(iri, "prov:Entity", *(["pg:CuratedFile"] if curated else []))
        node.text("pg:id", source)

    def _entry(self, piece: Evidence, about: str) -> Entry | None:
        """Return the entry that a piece of evidence stands in, the paper's own one first."""
        if piece.source is None or piece.first_line is None or piece.last_line is None:
            return None
        first, last = piece.first_line, piece.last_line
        entries = self._entries.get(piece.source, [])
        end = bisect_right(entries, first, key=lambda entry: entry.first_line)
        found = [entry for entry in entries[max(0, end - _NEAR) : end] if entry.last_line >= last]
        return min(found, key=lambda entry: (entry.paper != about, entry.id), default=None)


def _digest(piece: Evidence) -> str:
    words = repr((piece.source, piece.quote, piece.reason, piece.rule))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def keyed(records: Iterable[T], key_of: Callable[[T], str]) -> list[tuple[T, str]]:
    """Return the records by key, each with a key of its own: `__2`, `__3` … follow where several have the same.

    The numbers follow what the records say, not their order, so that two graphs of the same records are the same.
    """
    by_key: dict[str, list[T]] = {}
    for record in records:
        by_key.setdefault(key_of(record), []).append(record)
    return [
        (record, made if number == 1 else f"{made}__{number}")
        for made in sorted(by_key)
        for number, record in enumerate(sorted(by_key[made], key=repr), start=1)
    ]
