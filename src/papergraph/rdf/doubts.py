"""What of a graph RDF cannot hold as it is: told as problems of the records, long before a file is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from papergraph.graph import PaperGraph
from papergraph.model import Entry, Link, Problem, SourceSpan
from papergraph.problems import problem, sort_key
from papergraph.rdf.terms import unwritable, web_iri


def rdf_findings(graph: PaperGraph, *, known: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """Return a problem for each record with text or links that RDF changes.

    Control characters, lone surrogates and non-characters become U+FFFD (code text-not-in-rdf); a link that is no web
    address becomes text (link-not-in-rdf). Links of entries that a malformed-link among `known` tells of are left out.
    What stands in an entry is told there, and not again at the work or the edge that was made of it.
    """
    told = {entry for each in known if each.code == "malformed-link" for entry in each.entries}
    return tuple(sorted({*_text_findings(graph), *_link_findings(graph, told)}, key=sort_key))


def _text_findings(graph: PaperGraph) -> Iterator[Problem]:
    doubtful = set()
    for entry in graph.entries:
        if characters := _unwritable_in(entry, leave={"raw"}):
            doubtful.add(entry.id)
            message = f"{entry.title!r} holds {_listed(characters)}; RDF shows U+FFFD in its place, so take it out"
            yield problem("text-not-in-rdf", message, where=entry, entries=[entry.id], papers=_paper(entry))
    for paper in graph.papers:
        if (characters := _unwritable_in(paper)) and doubtful.isdisjoint(paper.entries):
            message = f"{paper.title!r} holds {_listed(characters)}; RDF shows U+FFFD in its place"
            yield problem("text-not-in-rdf", message, where=_place(graph, paper.entries), papers=[paper.id])
    for what, records in (("source", graph.sources), ("author", graph.authors), ("concept", graph.concepts)):
        for record in records:
            if characters := _unwritable_in(record):
                message = f"the {what} {record.id!r} holds {_listed(characters)}; RDF shows U+FFFD in its place"
                yield problem("text-not-in-rdf", message)
    for edge in (*graph.builds_on, *graph.dropped_edges):
        subject = graph.paper.get(edge.subject)
        if (characters := _unwritable_in(edge)) and not (subject and doubtful & set(subject.entries)):
            message = f"the edge to {edge.object} holds {_listed(characters)}; RDF shows U+FFFD in its place"
            yield problem("text-not-in-rdf", message, where=_evidence(edge.evidence), papers=[edge.subject])


def _link_findings(graph: PaperGraph, told: set[str]) -> Iterator[Problem]:
    in_entries: set[Link] = set()
    for entry in graph.entries:
        in_entries.update(entry.links)
        for link in entry.links if entry.id not in told else ():
            if web_iri(link.url) is None:
                message = f"the link {link.url!r} of {entry.title!r} is no web address; RDF holds it as text"
                yield problem("link-not-in-rdf", message, where=entry, entries=[entry.id], papers=_paper(entry))
    for paper in graph.papers:
        links = [link.url for link in paper.links if link not in in_entries]
        for url in (*links, *paper.same_as):
            if web_iri(url) is None:
                message = f"the link {url!r} of {paper.title!r} is no web address; RDF holds it as text"
                yield problem("link-not-in-rdf", message, where=_place(graph, paper.entries), papers=[paper.id])
    for source in graph.sources:
        if source.url is not None and web_iri(source.url) is None:
            yield problem("link-not-in-rdf", f"the URL {source.url!r} of {source.id} is no web address")


def _unwritable_in(record: Any, *, leave: Iterable[str] = ()) -> set[str]:
    """Return the characters of a record's texts that RDF cannot hold."""
    if isinstance(record, str):
        return unwritable(record)
    if isinstance(record, tuple):
        values = record
    else:
        values = tuple(getattr(record, name) for name in _fields(record.__class__) if name not in leave)
    found: set[str] = set()
    for value in values:
        if value:
            found |= _unwritable_in(value)
    return found


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a kind of record; what is none has none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _listed(characters: Iterable[str]) -> str:
    return ", ".join(f"U+{ord(each):04X}" for each in sorted(characters))


def _paper(entry: Entry) -> list[str]:
    return [] if entry.paper is None else [entry.paper]


def _place(graph: PaperGraph, entries: Iterable[str]) -> SourceSpan | None:
    return next((graph.entry[each] for each in entries if each in graph.entry), None)


def _evidence(pieces: Iterable[Any]) -> SourceSpan | None:
    for piece in pieces:
        line = piece.first_line or piece.row
        if piece.source is not None and line is not None:
            return SourceSpan(source=piece.source, first_line=line, last_line=piece.last_line or line)
    return None
