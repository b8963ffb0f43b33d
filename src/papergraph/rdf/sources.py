"""Reading lists as RDF: sources, their sections, and every entry as it is printed, each list in a graph of its own."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath, PureWindowsPath

from papergraph.graph import PaperGraph
from papergraph.identifiers import slug
from papergraph.model import Entry, Note, Source
from papergraph.model.quoting import Quotes
from papergraph.rdf.sink import Node, Sink
from papergraph.rdf.terms import Names, key, paper_key


def add_sources(graph: PaperGraph, sink: Sink, names: Names) -> None:
    """Add what is known of each reading list itself; this is about the graphs, so it stands in the default graph."""
    for source in graph.sources:
        node = sink.node(names.source(source.id), "pg:ReadingList", "prov:Entity", "schema:CreativeWork")
        node.text("pg:id", source.id)
        node.text("dct:title", source.title)
        node.text("pg:path", _relative(source))
        node.text("dct:format", source.format)
        node.text("schema:sha256", source.sha256 or None)
        node.web("schema:url", source.url)
        node.web("dct:license", source.licence)


def add_entries(graph: PaperGraph, sink: Sink, names: Names, *, quotes: Quotes) -> None:
    """Add every entry as printed, its place, its section, and the work that it was taken for."""
    for entry in graph.entries:
        home = names.source(entry.source)
        node = sink.node(names.span(entry.id), "pg:Entry", "oa:SpecificResource", "prov:Entity", graph=home)
        node.text("pg:id", entry.id)
        node.link("oa:hasSource", home)
        node.link("dct:isPartOf", _section(entry, sink, names))
        node.link("schema:about", names.paper(entry.paper) if entry.paper is not None else None)
        node.whole("pg:firstLine", entry.first_line)
        node.whole("pg:lastLine", entry.last_line)
        _add_printed(entry, node)
        if quotes != "none":
            add_notes(node, note_owner(entry), entry.notes, names)


def add_notes(node: Node, owner: str, notes: tuple[Note, ...], names: Names) -> None:
    """Link a paper or an entry to its notes, in their order."""
    keys = [note_key(owner, note) for note in notes]
    node.each("pg:note", keys, field="notes", made=lambda each: names.make("note", each))


def note_key(owner: str, note: Note) -> str:
    """Return the key of a note: whose it is, which kind, and a digest of what it says."""
    digest = hashlib.sha256(repr((note.label, note.text)).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{owner}__{note.key.replace('_', '-')}-{digest}"


def note_owner(entry: Entry) -> str:
    """Return the first part of the keys of an entry's notes: a paper and its entries share the notes they share."""
    return paper_key(entry.paper) if entry.paper is not None else key(entry.id)


def _add_printed(entry: Entry, node: Node) -> None:
    node.text("pg:ordinal", entry.ordinal)
    node.text("pg:printedTitle", entry.title)
    node.each("pg:printedShortName", entry.short_names, field="short_names")
    node.each("pg:printedAuthor", entry.authors, field="authors")
    node.flag("pg:authorsTruncated", entry.authors_truncated or None)
    node.text("pg:organisation", entry.organisation)
    node.whole("pg:printedYear", entry.year)
    node.whole("pg:printedMonth", entry.month)
    node.text("pg:printedDate", entry.date_printed)
    node.text("pg:printedVenue", entry.venue)
    node.text("pg:printedKind", entry.kind)
    node.each("pg:printedLink", [f"{link.role} {link.url}" for link in entry.links], field="links")
    node.each("pg:printedReference", entry.references, field="references")
    node.each("pg:printedRelated", entry.related, field="related")


def _section(entry: Entry, sink: Sink, names: Names) -> str:
    """Add the sections above an entry, and return the nearest; the list itself when there is none."""
    home = parent = names.source(entry.source)
    for depth, title in enumerate(entry.section, start=1):
        digest = hashlib.sha256(repr(entry.section[:depth]).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        section = names.make("section", key(entry.source), f"{slug(title, most=40)}-{digest}")
        node = sink.node(section, "pg:Section", graph=home)
        node.text("rdfs:label", title)
        node.link("dct:isPartOf", parent)
        parent = section
    return parent


def _relative(source: Source) -> str | None:
    """Return the path as the caller gave it, unless it would tell where on a machine somebody keeps it."""
    path = source.path
    if path is None or PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive or path.startswith("~"):
        return None
    return path
