"""Nothing of a graph but unread, skipped and problems is lost on the way to RDF: the records come back from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papergraph.curation import seeds
from papergraph.graph import PaperGraph, build
from papergraph.model import (
    Author,
    BuildsOn,
    Concept,
    DroppedEdge,
    Entry,
    Evidence,
    Link,
    Note,
    Paper,
    Requirement,
    Source,
    Topic,
)
from papergraph.rdf import BASE_IRI, serialise
from papergraph.rdf.papers import LINK_TERMS
from papergraph.rdf.terms import NAMESPACES

# --- back from RDF --------------------------------------------------------------------------------------------------


class Rebuilder:
    """Reads records back out of the triples, by the vocabulary alone."""

    def __init__(self, rdf: bytes) -> None:
        self.of: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for quad in ox.parse(rdf, format=ox.RdfFormat.N_QUADS):
            self.of[quad.subject.value][curie(quad.predicate.value)].append(value(quad.object))

    def instances(self, type_: str) -> list[str]:
        return sorted(each for each, node in self.of.items() if expand(type_) in node["rdf:type"])

    def one(self, subject: str, predicate: str) -> Any:
        values = self.of[subject][predicate]
        assert len(values) <= 1, (subject, predicate, values)
        return values[0] if values else None

    def id(self, iri: str | None) -> str | None:
        return None if iri is None else self.one(iri, "pg:id")

    def listed(self, subject: str, field: str, values: list[str]) -> tuple[str, ...]:
        for order in self.of[subject]["pg:inOrder"]:
            name, _, joined = order.partition(": ")
            if name == field:
                parts = joined.split(" | ")
                return tuple(part.replace("\\|", "|").replace("\\\\", "\\") for part in parts)
        return tuple(sorted(values))

    def texts(self, subject: str, field: str, predicate: str) -> tuple[str, ...]:
        return self.listed(subject, field, self.of[subject][predicate])

    def ids(self, subject: str, field: str, predicate: str) -> tuple[str, ...]:
        return self.listed(subject, field, [self.id(each) for each in self.of[subject][predicate]])

    def links(self, texts: tuple[str, ...]) -> tuple[Link, ...]:
        return tuple(Link(role=text.partition(" ")[0], url=text.partition(" ")[2]) for text in texts)

    def notes(self, subject: str) -> tuple[Note, ...]:
        folder = f"{BASE_IRI}id/note/"
        keys = [each.removeprefix(folder) for each in self.of[subject]["pg:note"]]
        return tuple(
            Note(
                key=self.one(folder + key, "pg:noteKey"),
                label=self.one(folder + key, "rdfs:label"),
                text=self.one(folder + key, "schema:text"),
            )
            for key in self.listed(subject, "notes", keys)
        )

    def evidence(self, subject: str) -> tuple[Evidence, ...]:
        found = []
        for iri in self.of[subject]["prov:wasDerivedFrom"]:
            entry = self.one(iri, "prov:wasQuotedFrom")
            first, last = self.one(iri, "pg:firstLine"), self.one(iri, "pg:lastLine")
            if first is None and last is None and entry is not None:
                first, last = self.one(entry, "pg:firstLine"), self.one(entry, "pg:lastLine")
            piece = Evidence(
                justification=self.one(iri, "pg:justification"),
                confidence=self.one(iri, "pg:confidence"),
                source=self.id(self.one(iri, "oa:hasSource")),
                first_line=first,
                last_line=last,
                row=self.one(iri, "pg:row"),
                quote=self.one(iri, "oa:exact"),
                reason=self.one(iri, "pg:reason"),
                rule=self.one(iri, "pg:rule"),
            )
            found.append((self.one(iri, "schema:position") or 1, piece))
        return tuple(piece for _, piece in sorted(found, key=lambda pair: pair[0]))

    def section(self, entry: str) -> tuple[str, ...]:
        path: list[str] = []
        at = self.one(entry, "dct:isPartOf")
        while expand("pg:Section") in self.of[at]["rdf:type"]:
            path.insert(0, self.one(at, "rdfs:label"))
            at = self.one(at, "dct:isPartOf")
        assert at == self.one(entry, "oa:hasSource")
        return tuple(path)

    def source(self, iri: str) -> Source:
        return Source(
            id=self.one(iri, "pg:id"),
            title=self.one(iri, "dct:title"),
            path=self.one(iri, "pg:path"),
            format=self.one(iri, "dct:format"),
            sha256=self.one(iri, "schema:sha256") or "",
            url=self.one(iri, "schema:url"),
            licence=self.one(iri, "dct:license"),
        )

    def entry(self, iri: str) -> Entry:
        return Entry(
            id=self.one(iri, "pg:id"),
            source=self.id(self.one(iri, "oa:hasSource")),
            first_line=self.one(iri, "pg:firstLine"),
            last_line=self.one(iri, "pg:lastLine"),
            section=self.section(iri),
            ordinal=self.one(iri, "pg:ordinal"),
            title=self.one(iri, "pg:printedTitle"),
            short_names=self.texts(iri, "short_names", "pg:printedShortName"),
            authors=self.texts(iri, "authors", "pg:printedAuthor"),
            authors_truncated=bool(self.one(iri, "pg:authorsTruncated")),
            organisation=self.one(iri, "pg:organisation"),
            year=self.one(iri, "pg:printedYear"),
            month=self.one(iri, "pg:printedMonth"),
            date_printed=self.one(iri, "pg:printedDate"),
            venue=self.one(iri, "pg:printedVenue"),
            links=self.links(self.texts(iri, "links", "pg:printedLink")),
            notes=self.notes(iri),
            kind=self.one(iri, "pg:printedKind"),
            references=self.texts(iri, "references", "pg:printedReference"),
            related=self.texts(iri, "related", "pg:printedRelated"),
            paper=self.id(self.one(iri, "schema:about")),
        )

    def paper(self, iri: str) -> Paper:
        node = self.of[iri]
        ranks = [
            (self.one(each, "pg:author"), position)
            for each in node["pg:authorship"]
            for position in self.of[each]["schema:position"]
        ]
        roles = [f"{role} {url}" for role, predicate in LINK_TERMS.items() for url in node[predicate]]
        kinds = {
            "schema:ScholarlyArticle": "paper",
            "schema:BlogPosting": "post",
            "schema:SoftwareSourceCode": "repository",
            "schema:Book": "book",
            "schema:CreativeWork": "other",
        }
        return Paper(
            id=self.one(iri, "pg:id"),
            citekey=self.one(iri, "pg:citekey"),
            title=self.one(iri, "dct:title"),
            alt_titles=self.texts(iri, "alt_titles", "pg:alternativeTitle"),
            short_names=self.texts(iri, "short_names", "pg:shortName"),
            authors=tuple(self.id(author) for author, _ in sorted(ranks, key=lambda pair: pair[1])),
            authors_truncated=bool(self.one(iri, "pg:authorsTruncated")),
            year=self.one(iri, "fabio:hasPublicationYear"),
            month=self.one(iri, "pg:publicationMonth"),
            venue=self.one(iri, "prism:publicationName"),
            venue_year=self.one(iri, "pg:venueYear"),
            identifiers=self.texts(iri, "identifiers", "dct:identifier"),
            same_as=self.listed(iri, "same_as", [*node["owl:sameAs"], *node["rdfs:seeAlso"]]),
            links=self.links(self.listed(iri, "links", roles)),
            kind=next(kind for type_, kind in kinds.items() if expand(type_) in node["rdf:type"]),
            entries=self.ids(iri, "entries", "pg:entry"),
            from_list=self.one(iri, "pg:fromList"),
            hours=self.one(iri, "pg:hours"),
            hours_source=self.one(iri, "pg:hoursSource"),
            level=self.one(iri, "schema:educationalLevel"),
            notes=self.notes(iri),
        )

    def concept(self, iri: str) -> Concept:
        reasons = {
            self.one(each, "rdf:object"): self.one(each, "pg:reason")
            for each in self.instances("pg:RequirementLink")
            if self.one(each, "rdf:subject") == iri
        }
        by_id = {self.id(each): Requirement(object=self.id(each), reason=reason) for each, reason in reasons.items()}
        assert set(self.of[iri]["pg:requires"]) == set(reasons)
        learn_at = self.one(iri, "pg:learnAt")
        return Concept(
            id=self.one(iri, "pg:id"),
            pref_label=self.one(iri, "skos:prefLabel"),
            alt_labels=self.texts(iri, "alt_labels", "skos:altLabel"),
            broader=self.ids(iri, "broader", "skos:broader"),
            definition=self.one(iri, "skos:definition") or "",
            learn_at=self.id(learn_at) if (learn_at or "").startswith(BASE_IRI) else learn_at,
            requires=tuple(by_id[each] for each in self.listed(iri, "requires", list(by_id))),
        )

    def edge(self, iri: str) -> dict[str, Any]:
        takes = [self.id(each) if each.startswith(f"{BASE_IRI}id/") else each for each in self.of[iri]["pg:takes"]]
        return {
            "subject": self.id(self.one(iri, "rdf:subject")),
            "object": self.id(self.one(iri, "rdf:object")),
            "kind": self.one(iri, "pg:kind"),
            "takes": self.listed(iri, "takes", takes),
            "any_of": self.one(iri, "pg:anyOf"),
            "confidence": self.one(iri, "pg:confidence"),
            "evidence": self.evidence(iri),
        }

    def topics(self) -> list[Topic]:
        evidence = {
            (self.one(each, "rdf:subject"), self.one(each, "rdf:predicate"), self.one(each, "rdf:object")): each
            for each in self.instances("pg:TopicLink")
        }
        return [
            Topic(
                paper=self.id(paper),
                concept=self.id(concept),
                relation=relation,
                evidence=self.evidence(link)
                if (link := evidence.get((paper, expand(f"pg:{relation}"), concept)))
                else (),
            )
            for paper in self.instances("fabio:Expression")
            for relation in ("introduces", "uses")
            for concept in self.of[paper][f"pg:{relation}"]
        ]

    def graph(self) -> PaperGraph:
        (dataset,) = self.instances("void:Dataset")
        return PaperGraph(
            schema_version=self.one(dataset, "pg:schemaVersion"),
            generator=self.one(dataset, "pg:generator"),
            sources=tuple(map(self.source, self.instances("pg:ReadingList"))),
            entries=tuple(map(self.entry, self.instances("pg:Entry"))),
            papers=tuple(map(self.paper, self.instances("fabio:Expression"))),
            authors=tuple(
                Author(
                    id=self.one(each, "pg:id"),
                    name=self.one(each, "foaf:name"),
                    alt_names=self.texts(each, "alt_names", "schema:alternateName"),
                )
                for each in self.instances("foaf:Person")
            ),
            concepts=tuple(map(self.concept, self.instances("skos:Concept"))),
            topics=tuple(self.topics()),
            builds_on=tuple(BuildsOn(**self.edge(each)) for each in self.instances("pg:BuildsOnLink")),
            dropped_edges=tuple(
                DroppedEdge(**self.edge(each), why=self.one(each, "pg:why"))
                for each in self.instances("pg:DroppedEdge")
            ),
        )


def curie(iri: str) -> str:
    return next((f"{p}:{iri.removeprefix(ns)}" for p, ns in NAMESPACES.items() if iri.startswith(ns)), iri)


def expand(short: str) -> str:
    prefix, _, name = short.partition(":")
    return NAMESPACES[prefix] + name


def value(node: Any) -> Any:
    if not isinstance(node, ox.Literal):
        return node.value
    as_python = {"integer": int, "decimal": float, "double": float, "boolean": lambda text: text == "true"}
    return as_python.get(node.datatype.value.removeprefix(NAMESPACES["xsd"]), str)(node.value)


def comparable(graph: PaperGraph) -> PaperGraph:
    """The graph as RDF promises to keep it, its records in an order of their own."""
    entries = tuple(replace(entry, raw="") for entry in graph.entries)
    kept = replace(graph, entries=entries, unread=(), skipped=(), problems=(), headings=())
    fields = ("sources", "entries", "papers", "authors", "concepts", "topics", "builds_on", "dropped_edges")
    return replace(kept, **{field: tuple(sorted(getattr(kept, field), key=repr)) for field in fields})


def assert_comes_back(graph: PaperGraph) -> None:
    back = comparable(Rebuilder(serialise(graph, "nquads")).graph())

    assert back == comparable(graph)


# --- graphs of all shapes -------------------------------------------------------------------------------------------

# Everything that RDF can hold; what it cannot is the business of test_rdf_hostile.py.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r"),
    max_size=12,
)
MAYBE = st.none() | TEXT
NUMBER = st.none() | st.integers(-50, 3000)
SOURCES = ["a.md", "b/Ä list.md"]
PAPERS = ["arxiv:1706.03762", "doi:10.1/a:b-c", "work:untitled-2020", "openreview:Ab_c.", "no curie", "no-curie"]
AUTHORS = ["ann-lee", "bo", "Ünal"]
CONCEPTS = ["attention", "c++", "x.y"]
URL = st.sampled_from(["https://a.org/x", "http://b.org/?q=1#f", "javascript:alert(1)", "not a url", "https://a b/"])
LINK = st.builds(Link, url=URL, role=st.sampled_from(list(LINK_TERMS)))
NOTE = st.builds(
    Note, key=st.sampled_from(["summary", "implement", "picture", "builds_on", "other"]), label=MAYBE, text=TEXT
)
CONFIDENCE = st.floats(allow_nan=False, allow_infinity=False)


def several(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


EVIDENCE = st.builds(
    Evidence,
    justification=st.sampled_from(["curated", "stated", "mention", "concept", "citation"]),
    confidence=CONFIDENCE,
    source=st.sampled_from([None, "graph/builds_on.tsv", *SOURCES]),
    first_line=st.sampled_from([None, 1, 2, 3]),
    last_line=st.sampled_from([None, 2, 3, 4]),
    row=NUMBER,
    quote=MAYBE,
    reason=MAYBE,
    rule=MAYBE,
)


@st.composite
def entries(draw: st.DrawFn, ident: str) -> Entry:
    first = draw(st.integers(1, 3))
    return draw(
        st.builds(
            Entry,
            id=st.just(ident),
            source=st.sampled_from(SOURCES),
            first_line=st.just(first),
            last_line=st.integers(first, first + 2),
            section=several(TEXT),
            ordinal=MAYBE,
            title=TEXT,
            short_names=several(TEXT),
            authors=several(TEXT),
            authors_truncated=st.booleans(),
            organisation=MAYBE,
            year=NUMBER,
            month=NUMBER,
            date_printed=MAYBE,
            venue=MAYBE,
            links=several(LINK),
            notes=several(NOTE),
            kind=st.sampled_from(["paper", "post", "repository", "book", "other"]),
            references=several(TEXT),
            related=several(TEXT),
            raw=TEXT,
            paper=st.none() | st.sampled_from(PAPERS),
        )
    )


def papers(ident: str, entry_ids: list[str]) -> st.SearchStrategy[Paper]:
    return st.builds(
        Paper,
        id=st.just(ident),
        citekey=TEXT,
        title=TEXT,
        alt_titles=several(TEXT),
        short_names=several(TEXT),
        authors=several(st.sampled_from(AUTHORS)),
        authors_truncated=st.booleans(),
        year=NUMBER,
        month=NUMBER,
        venue=MAYBE,
        venue_year=NUMBER,
        identifiers=several(st.sampled_from([*PAPERS, "isbn:0262035618", "pmid:1", "dblp:x/y z"])),
        same_as=several(URL | st.just("http://www.wikidata.org/entity/Q1")),
        links=several(LINK),
        kind=st.sampled_from(["paper", "post", "repository", "book", "other"]),
        entries=several(st.sampled_from(entry_ids)) if entry_ids else st.just(()),
        from_list=st.booleans(),
        hours=st.none() | CONFIDENCE,
        hours_source=st.sampled_from(["curated", "estimate"]),
        level=st.none() | st.sampled_from(["introductory", "advanced"]),
        notes=several(NOTE),
    )


def concepts(ident: str) -> st.SearchStrategy[Concept]:
    return st.builds(
        Concept,
        id=st.just(ident),
        pref_label=TEXT,
        alt_labels=several(TEXT),
        broader=several(st.sampled_from(CONCEPTS)),
        definition=TEXT,
        learn_at=st.none() | URL | st.sampled_from(PAPERS),
        requires=st.lists(
            st.builds(Requirement, object=st.sampled_from(CONCEPTS), reason=TEXT),
            max_size=3,
            unique_by=lambda each: each.object,
        ).map(tuple),
    )


EDGE = {
    "subject": st.sampled_from(PAPERS),
    "object": st.sampled_from(PAPERS),
    "kind": st.sampled_from(["core", "background"]),
    "takes": several(st.sampled_from([*CONCEPTS, "a plain word", "it | that"])),
    "any_of": MAYBE,
    "confidence": CONFIDENCE,
    "evidence": several(EVIDENCE),
}
TOPIC = st.builds(
    Topic,
    paper=st.sampled_from(PAPERS),
    concept=st.sampled_from(CONCEPTS),
    relation=st.sampled_from(["introduces", "uses"]),
    evidence=several(EVIDENCE),
)


@st.composite
def graphs(draw: st.DrawFn) -> PaperGraph:
    entry_ids = [f"{SOURCES[0]}#e{i}" for i in range(draw(st.integers(0, 4)))]
    return PaperGraph(
        sources=tuple(
            draw(
                st.builds(
                    Source,
                    id=st.just(each),
                    title=MAYBE,
                    path=st.none() | st.just("x/y.md"),
                    format=TEXT,
                    sha256=TEXT,
                    url=st.none() | URL,
                    licence=st.none() | URL | st.just("CC0-1.0"),
                )
            )
            for each in SOURCES
        ),
        entries=tuple(draw(entries(each)) for each in entry_ids),
        papers=tuple(draw(papers(each, entry_ids)) for each in PAPERS),
        authors=tuple(
            draw(st.builds(Author, id=st.just(each), name=TEXT, alt_names=several(TEXT))) for each in AUTHORS
        ),
        concepts=tuple(draw(concepts(each)) for each in CONCEPTS),
        topics=tuple(
            draw(st.lists(TOPIC, max_size=3, unique_by=lambda each: (each.paper, each.concept, each.relation)))
        ),
        builds_on=draw(several(st.builds(BuildsOn, **EDGE))),
        dropped_edges=draw(several(st.builds(DroppedEdge, **EDGE, why=TEXT))),
    )


def test_the_golden_graph_comes_back(toy_graph: PaperGraph) -> None:
    assert_comes_back(toy_graph)


def test_a_quote_from_the_middle_of_an_entry_keeps_its_own_lines(toy_graph: PaperGraph) -> None:
    (entry,) = (each for each in toy_graph.entries if each.first_line != each.last_line)
    piece = Evidence(
        justification="mention",
        confidence=0.5,
        source=entry.source,
        first_line=entry.last_line,
        last_line=entry.last_line,
        quote="half of it",
    )
    edges = tuple(replace(edge, evidence=(piece, *edge.evidence)) for edge in toy_graph.builds_on)

    assert_comes_back(replace(toy_graph, builds_on=edges))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(graphs())
def test_any_graph_comes_back(graph: PaperGraph) -> None:
    assert_comes_back(graph)


def test_works_that_no_list_prints_come_back(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("- LoRA. Edward Hu et al., 2021. https://arxiv.org/abs/2106.09685\n")
    graph = build([tmp_path / "one.md"], complete=True)

    assert [paper for paper in graph.papers if not paper.from_list]
    assert_comes_back(graph)


def test_a_quote_that_stands_in_several_rows_comes_back(toy_graph: PaperGraph) -> None:
    piece = Evidence(justification="curated", confidence=1, source="graph/builds_on.tsv", row=3, reason="so")
    edge = replace(toy_graph.builds_on[0], evidence=(piece, replace(piece, row=9), piece))

    assert_comes_back(replace(toy_graph, builds_on=(edge,)))


@pytest.mark.parametrize("complete", [False, True])
def test_the_bundled_lists_come_back(complete: bool) -> None:
    graph = build(seeds(), complete=complete)

    assert len(graph.papers) > 100
    assert_comes_back(graph)


# --- no field is forgotten --------------------------------------------------------------------------------------------

#: A value for every field of every record; a new field has none here until it is exported.
EVERY_FIELD: dict[type, dict[str, Any]] = {
    Source: {
        "title": "T",
        "path": "x/y.md",
        "format": "html",
        "sha256": "ab",
        "url": "https://a.org/",
        "licence": "CC0",
    },
    Entry: {
        "source": "b/Ä list.md",
        "first_line": 2,
        "last_line": 7,
        "section": ("A", "B"),
        "ordinal": "7",
        "title": "other",
        "short_names": ("S",),
        "authors": ("Ann Lee", "Bo"),
        "authors_truncated": True,
        "organisation": "Lab",
        "year": 1999,
        "month": 12,
        "date_printed": "1997; 1999",
        "venue": "ICLR",
        "links": (Link(url="https://a.org/", role="code"),),
        "notes": (Note(key="picture", label="Look", text="at it"),),
        "kind": "post",
        "references": ("doi:10.5555/b", "A title"),
        "related": (PAPERS[1],),
        "paper": PAPERS[0],
    },
    Paper: {
        "citekey": "k",
        "title": "other",
        "alt_titles": ("B", "A"),
        "short_names": ("S",),
        "authors": ("bo", "ann-lee"),
        "authors_truncated": True,
        "year": 1999,
        "month": 2,
        "venue": "ICLR",
        "venue_year": 2001,
        "identifiers": (PAPERS[1], PAPERS[0]),
        "same_as": ("http://www.wikidata.org/entity/Q1",),
        "links": (Link(url="https://a.org/", role="slides"),),
        "kind": "book",
        "entries": ("a.md#e0",),
        "from_list": False,
        "hours": 2.5,
        "hours_source": "curated",
        "level": "advanced",
        "notes": (Note(key="implement", label=None, text="it"),),
    },
    Author: {"name": "other", "alt_names": ("O.",)},
    Concept: {
        "pref_label": "other",
        "alt_labels": ("o",),
        "broader": ("c++",),
        "definition": "what it is",
        "learn_at": "https://a.org/",
        "requires": (Requirement(object="x.y", reason="because"),),
    },
    Topic: {"relation": "uses", "evidence": (Evidence(justification="mention", confidence=0.5),)},
    BuildsOn: {
        "subject": PAPERS[2],
        "object": PAPERS[3],
        "kind": "background",
        "takes": ("attention", "words"),
        "any_of": "one",
        "confidence": 0.25,
        "evidence": (Evidence(justification="mention", confidence=0.5),),
    },
    Evidence: {
        "justification": "citation",
        "confidence": 0.25,
        "source": "a.md",
        "first_line": 3,
        "last_line": 4,
        "row": 5,
        "quote": "so it is",
        "reason": "because",
        "rule": "uses",
    },
    Link: {"url": "https://b.org/", "role": "video"},
    Note: {"key": "result", "label": "Look", "text": "else"},
    Requirement: {"object": "c++", "reason": "else"},
}
EVERY_FIELD[DroppedEdge] = {**EVERY_FIELD[BuildsOn], "why": "it made a circle"}
#: What names a record (the tests of any graph change it), and the raw text of an entry, which no file holds.
NAMES_OR_RAW = {"id", "raw"} | {"concept"}


def plain_graph(changed: Any = None) -> PaperGraph:
    """A graph with one plain record of each kind; `changed` stands for the record of its type."""

    def either(record: Any) -> Any:
        return changed if type(changed) is type(record) else record

    link, note = either(Link(url="https://a.org/")), either(Note(key="other", text="so"))
    piece = either(Evidence(justification="stated", confidence=1))
    entry = Entry(id="a.md#e0", source="a.md", first_line=1, last_line=1, title="t", links=(link,), notes=(note,))
    edge = {"object": PAPERS[1], "subject": PAPERS[0], "kind": "core", "evidence": (piece,)}
    requirement = either(Requirement(object="attention", reason="so"))
    return PaperGraph(
        sources=(either(Source(id="a.md")), Source(id="b/Ä list.md")),
        entries=(either(entry),),
        papers=(
            either(Paper(id=PAPERS[0], citekey="c", title="t", links=(link,), notes=(note,))),
            *(Paper(id=each, citekey="c", title="t") for each in PAPERS[1:]),
        ),
        authors=(either(Author(id="ann-lee", name="Ann Lee")), Author(id="bo", name="Bo")),
        concepts=(
            either(Concept(id="x.y", pref_label="x", requires=(requirement,))),
            *(Concept(id=each, pref_label=each) for each in ("attention", "c++")),
            *([Concept(id="x.y", pref_label="y")] if isinstance(changed, Concept) and changed.id != "x.y" else []),
        ),
        topics=(either(Topic(paper=PAPERS[0], concept="attention", relation="introduces", evidence=(piece,))),),
        builds_on=(either(BuildsOn(**edge)),),
        dropped_edges=(either(DroppedEdge(**edge, why="so")),),
    )


def plain(type_: type) -> Any:
    graph = plain_graph()
    holders = (graph.sources, graph.entries, graph.papers, graph.authors, graph.concepts, graph.topics)
    records: list[Any] = [record for records in (*holders, graph.builds_on, graph.dropped_edges) for record in records]
    paper, concept, edge = graph.papers[0], graph.concepts[0], graph.builds_on[0]
    records += [paper.links[0], paper.notes[0], concept.requires[0], edge.evidence[0]]
    return next(record for record in records if type(record) is type_)


@pytest.mark.parametrize("type_", EVERY_FIELD, ids=lambda type_: type_.__name__)
def test_every_field_of_a_record_has_a_value_here(type_: type) -> None:
    names = {field.name for field in fields(type_)}
    left = names - set(EVERY_FIELD[type_])

    assert set(EVERY_FIELD[type_]) <= names
    assert left <= NAMES_OR_RAW | ({"paper"} if type_ is Topic else set())


@pytest.mark.parametrize(
    ("type_", "field"),
    [(type_, field) for type_, values in EVERY_FIELD.items() for field in values],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_a_field_alone_comes_back(type_: type, field: str) -> None:
    before = plain(type_)
    value = EVERY_FIELD[type_][field]
    graph = plain_graph(replace(before, **{field: value}))

    assert getattr(before, field) != value
    assert serialise(graph, "nquads") != serialise(plain_graph(), "nquads")
    assert_comes_back(graph)


def test_a_graph_has_no_records_that_no_test_knows() -> None:
    kept = {field.name for field in fields(PaperGraph) if field.default is not MISSING and field.default == ()}

    assert kept - {"unread", "problems", "skipped", "headings"} == {
        *("sources", "entries", "papers", "authors", "concepts", "topics", "builds_on", "dropped_edges")
    }
