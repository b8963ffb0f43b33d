"""Papers and authors as RDF, in the words of FaBiO, Dublin Core, FOAF, PRISM, DataCite and schema.org."""

from __future__ import annotations

from collections.abc import Iterable

from papergraph.graph import PaperGraph
from papergraph.identifiers import iri_of
from papergraph.model import Author, Link, Note, Paper
from papergraph.model.quoting import Quotes, quoted
from papergraph.rdf.sink import Node, Sink
from papergraph.rdf.sources import add_notes, note_key, note_owner
from papergraph.rdf.terms import Names, key, literal, paper_key, web_iri

#: The classes of each kind of work; every work is a fabio:Expression, so that one pattern finds them all.
CLASSES: dict[str, tuple[str, ...]] = {
    "paper": ("fabio:Expression", "schema:ScholarlyArticle"),
    "post": ("fabio:Expression", "fabio:BlogPost", "schema:BlogPosting"),
    "repository": ("fabio:Expression", "fabio:ComputerProgram", "schema:SoftwareSourceCode"),
    "book": ("fabio:Expression", "fabio:Book", "schema:Book"),
    "other": ("fabio:Expression", "schema:CreativeWork"),
}
_IDENTIFIER_TERMS = {
    "arxiv": "datacite:arxiv",
    "doi": "prism:doi",
    "isbn": "prism:isbn",
    "pmid": "fabio:hasPubMedId",
}
# Only these name the same work in another graph; a web page about a work is not the work.
_SAME_WORK = (
    "http://www.wikidata.org/entity/",
    "https://dblp.org/rec/",
    "https://semopenalex.org/work/",
    "http://orkg.org/orkg/resource/",
)
LINK_TERMS: dict[str, str] = {
    "paper": "pg:paperLink",
    "code": "pg:codeLink",
    "video": "pg:videoLink",
    "slides": "pg:slidesLink",
    "page": "pg:pageLink",
}


def add_papers(graph: PaperGraph, sink: Sink, names: Names, *, entries: bool, quotes: Quotes) -> None:
    """Add every paper with its authors in order; `entries` also links it to the entries that print it."""
    for paper in graph.papers:
        node = sink.node(names.paper(paper.id), *CLASSES[paper.kind])
        _add_title(paper, node, quotes)
        _add_date(paper, node)
        _add_authors(paper, node, sink, names)
        _add_identity(paper, node)
        _add_links(paper.links, node)
        _add_reading(paper, node)
        if quotes != "none":
            add_notes(node, paper_key(paper.id), paper.notes, names)
        if entries:
            node.each("pg:entry", paper.entries, field="entries", made=names.span)


def add_authors(authors: Iterable[Author], sink: Sink, names: Names) -> None:
    """Add every author's name and other spellings."""
    for author in authors:
        node = sink.node(names.agent(author.id), "foaf:Person", "schema:Person")
        node.text("pg:id", author.id)
        node.text("foaf:name", author.name)
        node.text("schema:name", author.name)
        node.each("schema:alternateName", author.alt_names, field="alt_names")


def add_note_texts(graph: PaperGraph, sink: Sink, names: Names, *, quotes: Quotes) -> None:
    """Add what each note says, in the graph of its list when it comes from one list alone."""
    if quotes == "none":
        return
    notes: dict[str, Note] = {}
    homes: dict[str, set[str]] = {}
    for entry in graph.entries:
        for note in entry.notes:
            made = note_key(note_owner(entry), note)
            notes[made] = note
            homes.setdefault(made, set()).add(entry.source)
    for paper in graph.papers:
        for note in paper.notes:
            notes[note_key(paper_key(paper.id), note)] = note
    for made, note in notes.items():
        sources = homes.get(made, set())
        home = names.source(next(iter(sources))) if len(sources) == 1 else ""
        node = sink.node(names.make("note", made), "pg:Note", graph=home)
        if note.key in {"implement", "picture"}:
            node = sink.node(node.iri, "schema:LearningResource", graph=home)
            node.text("schema:learningResourceType", note.key)
        node.text("pg:noteKey", note.key)
        node.text("rdfs:label", note.label)
        node.text("schema:text", quoted(note.text, quotes))


def _add_title(paper: Paper, node: Node, quotes: Quotes) -> None:
    node.text("pg:id", paper.id)
    node.text("pg:citekey", paper.citekey)
    node.text("dct:title", paper.title)
    node.text("schema:name", paper.title)
    node.each("pg:alternativeTitle", paper.alt_titles, field="alt_titles")
    node.each("pg:shortName", paper.short_names, field="short_names")
    for name in (*paper.alt_titles, *paper.short_names):
        node.text("dct:alternative", name)
    for note in paper.notes:
        if note.key == "summary":
            node.text("schema:description", quoted(note.text, quotes))


def _add_date(paper: Paper, node: Node) -> None:
    # Years are integers: neither engine compares xsd:gYear with a number.
    node.whole("fabio:hasPublicationYear", paper.year)
    node.whole("pg:publicationMonth", paper.month)
    if paper.year is not None and 1000 <= paper.year <= 9999:
        has_month = paper.month is not None and 1 <= paper.month <= 12
        text = f"{paper.year}-{paper.month:02d}" if has_month else str(paper.year)
        node.text("schema:datePublished", text)
        node.link("dct:issued", literal(text, "xsd:gYearMonth" if has_month else "xsd:gYear"))
    node.text("prism:publicationName", paper.venue)
    node.whole("pg:venueYear", paper.venue_year)


def _add_authors(paper: Paper, node: Node, sink: Sink, names: Names) -> None:
    for position, author in enumerate(paper.authors, start=1):
        agent = names.agent(author)
        node.link("dct:creator", agent)
        node.link("schema:author", agent)
        authorship = sink.node(names.make("authorship", paper_key(paper.id), key(author)), "pg:Authorship")
        authorship.link("pg:author", agent)
        authorship.whole("schema:position", position)
        node.link("pg:authorship", authorship.iri)
    node.flag("pg:authorsTruncated", paper.authors_truncated or None)


def _add_identity(paper: Paper, node: Node) -> None:
    node.each("dct:identifier", paper.identifiers, field="identifiers")
    for identifier in dict.fromkeys((paper.id, *paper.identifiers)):
        prefix, _, rest = identifier.partition(":")
        if prefix in _IDENTIFIER_TERMS:
            node.text(_IDENTIFIER_TERMS[prefix], rest)
        if prefix != "work":
            node.link("schema:url", web_iri(iri_of(identifier) or ""))
    for other in paper.same_as:
        known = other.startswith(_SAME_WORK) and web_iri(other) is not None
        node.web("owl:sameAs" if known else "rdfs:seeAlso", other)
    node.order("same_as", paper.same_as)


def _add_links(links: tuple[Link, ...], node: Node) -> None:
    for link in links:
        node.web(LINK_TERMS[link.role], link.url)
        if link.role in {"paper", "page"}:
            node.web("schema:url", link.url)
    node.order("links", [f"{link.role} {link.url}" for link in links])


def _add_reading(paper: Paper, node: Node) -> None:
    node.flag("pg:fromList", paper.from_list)
    node.decimal("pg:hours", paper.hours)
    node.text("pg:hoursSource", paper.hours_source)
    node.text("schema:educationalLevel", paper.level)
