"""The whole graph of one or several reading lists: building it, JSON in and out, and networkx out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from papergraph import __version__
from papergraph.curation import ROOT, Curation, load, seeds
from papergraph.digraph import strongly_connected_components
from papergraph.errors import GraphFileError
from papergraph.files import printed_path, source_ids
from papergraph.model import (
    STRICT,
    Author,
    BuildsOn,
    Concept,
    DroppedEdge,
    Entry,
    Heading,
    Paper,
    Problem,
    Reading,
    Skipped,
    Source,
    Topic,
    Unread,
)
from papergraph.model.notebook import table_html
from papergraph.problems import noted

if TYPE_CHECKING:
    import networkx


SCHEMA_VERSION = 1
# Kept while a graph is in memory, left out of its file: the text of the lists themselves.
_NOT_IN_FILE: dict[str, Any] = {
    "skipped": True, "headings": True, "entries": {"__all__": {"raw", "references", "related"}},
}  # fmt: skip


@dataclass(config=STRICT, frozen=True, kw_only=True)
class PaperGraph:
    """Papers, authors, concepts and builds-on edges, each with where it came from; all tuples are sorted."""

    schema_version: int = SCHEMA_VERSION
    generator: str = f"papergraph {__version__}"
    sources: tuple[Source, ...] = ()
    entries: tuple[Entry, ...] = ()
    unread: tuple[Unread, ...] = ()
    papers: tuple[Paper, ...] = ()
    authors: tuple[Author, ...] = ()
    concepts: tuple[Concept, ...] = ()
    topics: tuple[Topic, ...] = ()
    builds_on: tuple[BuildsOn, ...] = ()
    dropped_edges: tuple[DroppedEdge, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    headings: tuple[Heading, ...] = ()

    def _repr_html_(self) -> str:
        """Return what a notebook shows: what is in the graph, in figures."""
        most = max(self.edges_to.items(), key=lambda each: (len(each[1]), each[0]), default=None)
        rows: list[tuple[str, object]] = [
            ("papers", len(self.papers)),
            ("authors", len(self.authors)),
            ("concepts", len(self.concepts)),
            ("builds-on edges", f"{len(self.builds_on)}, {sum(e.kind == 'core' for e in self.builds_on)} of them core"),
            ("lists", ", ".join(source.id for source in self.sources) or "none"),
        ]
        if most:
            rows.append(("most builds on", f"{self.paper[most[0]].title} ({len(most[1])} papers)"))
        return table_html(rows)

    @cached_property
    def paper(self) -> dict[str, Paper]:
        """The papers by id."""
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def author(self) -> dict[str, Author]:
        """The authors by id."""
        return {author.id: author for author in self.authors}

    @cached_property
    def concept(self) -> dict[str, Concept]:
        """The concepts by id."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def entry(self) -> dict[str, Entry]:
        """The entries by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def edges_from(self) -> dict[str, tuple[BuildsOn, ...]]:
        """What each paper builds on: its edges by subject, sorted by object."""
        return _grouped(self.builds_on, by="subject")

    @cached_property
    def edges_to(self) -> dict[str, tuple[BuildsOn, ...]]:
        """What builds on each paper: its edges by object, sorted by subject."""
        return _grouped(self.builds_on, by="object")

    @cached_property
    def noted(self) -> dict[str, tuple[str, ...]]:
        """What services added to a paper, contradict or do not know of it, in words, by paper id."""
        return noted(self.problems)

    @cached_property
    def topics_of(self) -> dict[str, tuple[Topic, ...]]:
        """The concepts that each paper introduces or uses, by paper id."""
        found: dict[str, list[Topic]] = {}
        for topic in self.topics:
            found.setdefault(topic.paper, []).append(topic)
        return {paper: tuple(topics) for paper, topics in found.items()}


def build(
    lists: Iterable[Path | Reading],
    *,
    curation: Curation | None = None,
    complete: bool = False,
    citations: Iterable[Path] = (),
    most: int | None = None,
    tell: Callable[[str], None] = lambda said: None,
) -> PaperGraph:
    """Return the graph of reading lists, given as paths or as what was read from them.

    `curation` is the curated knowledge to use: the bundled one when None. `citations` are files of citation records
    (`citation_records.read_cited`): they fill in facts and are evidence for edges. `complete` brings in the works that
    are presupposed and in none of the lists, marked as not from a list: the `most` that most papers rest on by their
    citations (`completion.needed`; 20 when None), and all that curated rows put before these and the lists' own
    (`completion.missing`). What is not brought in is a problem of code work-presupposed or work-cited-by-many. The
    result does not depend on the order of `lists`. `tell` is called with what is done next, for those who wait. Raises
    InputError for a file that cannot be opened, CurationError for a wrong curated row.
    """
    # The stages and their parser libraries load only here: reading a papergraph.json needs none of them.
    from papergraph import completion, readers, relate, resolve
    from papergraph.citation_records import listed_citations, told_apart
    from papergraph.concepts import completed
    from papergraph.supplement import Supplement

    known = load() if curation is None else curation
    given = list(lists)
    paths = [item for item in given if isinstance(item, Path)]
    ids = source_ids(paths)
    readings = [item if isinstance(item, Reading) else readers.read_file(item, source=ids[item]) for item in given]
    readings = sorted({reading.source.id: reading for reading in readings}.values(), key=lambda each: each.source.id)
    entries = [entry for reading in readings for entry in reading.entries]

    tell(f"telling {len(entries):,} entries apart")
    files, others = told_apart(citations)
    besides = Supplement(known, files, complete, completion.MOST_NEEDED if most is None else most)
    resolution = resolve.resolve(entries, curation=known, further=besides.further if files or complete else None)
    papers = besides.filled(resolution.papers)
    tell(f"deriving edges between {len(papers):,} papers")
    scheme, topics, said = _tagged(papers, resolution.entries, known)
    listed = listed_citations([*resolution.entries, *readers.citing_entries(others)], papers, resolution.authors)
    # Sentences of the bundled lists and the curated rows were written by one hand: together they are one witness.
    bundled = {hashlib.sha256(path.read_bytes()).hexdigest() for path in seeds()}
    relations = relate.relate(
        papers,
        resolution.entries,
        said,
        scheme,
        curation=known,
        one_hand={reading.source.id for reading in readings if reading.source.sha256 in bundled},
        authors=resolution.authors,
        citations=(*(besides.cited.citations if besides.cited else ()), *listed),
    )
    taken = [concept for edge in relations.builds_on for concept in edge.takes]
    scheme = completed(scheme, taken, curation=known)
    problems = [problem for reading in readings for problem in reading.problems]
    absent = completion.presupposed(papers, known)
    needed = [each for each in besides.needed if each.work.id not in {paper.id for paper in papers}]
    problems += completion.presupposed_problems(absent, papers, resolution.entries, known, by_citations=needed)
    problems += besides.problems(papers, resolution.entries)
    return PaperGraph(
        sources=tuple(_placed(reading.source) for reading in readings),
        entries=resolution.entries,
        unread=tuple(unread for reading in readings for unread in reading.unread),
        papers=papers,
        authors=resolution.authors,
        concepts=scheme,
        topics=topics,
        builds_on=relations.builds_on,
        dropped_edges=relations.dropped,
        problems=(*problems, *resolution.problems, *relations.problems),
        skipped=tuple(skipped for reading in readings for skipped in reading.skipped),
        headings=tuple(heading for reading in readings for heading in reading.headings),
    )


def _tagged(
    papers: Sequence[Paper], entries: Sequence[Entry], curation: Curation
) -> tuple[tuple[Concept, ...], tuple[Topic, ...], tuple[Topic, ...]]:
    """Return the concepts and topics of papers, and the topics whose labels may be looked for in sentences.

    What was brought in introduces what curated rows say. It does not count for the question whether a list is of the
    field of the curated concepts, nor are its labels looked for in a list of another field.
    """
    from papergraph.concepts import completed, tag

    scheme, topics = tag([each for each in papers if each.from_list], entries, curation=curation)
    others, more = tag([each for each in papers if not each.from_list], (), curation=curation, asked=True)
    joined = tuple(sorted((*topics, *more), key=lambda each: (each.paper, each.concept, each.relation)))
    scheme = completed(scheme, [each.id for each in others], curation=curation)
    return scheme, joined, joined if topics else ()


def _placed(source: Source) -> Source:
    """Return a source whose path says nothing of the machine: relative to here or to the bundled data, else its id."""
    if source.path is None or not Path(source.path).is_absolute():
        return source if source.path is None else replace(source, path=printed_path(Path(source.path)))
    path = Path(source.path)
    for folder in (ROOT, Path.cwd()):
        if path.is_relative_to(folder):
            return replace(source, path=printed_path(path.relative_to(folder)))
    return replace(source, path=source.id)


def to_json(graph: PaperGraph) -> bytes:
    """Return the graph as papergraph.json: UTF-8, two spaces, a newline at the end."""
    return _adapter().dump_json(graph, indent=2, by_alias=True, exclude=_NOT_IN_FILE) + b"\n"


def from_json(data: bytes | str, *, name: str = "papergraph.json") -> PaperGraph:
    """Return the graph that papergraph.json holds.

    Raises GraphFileError, naming the first wrong field, when it is no such file or of a newer schema.
    """
    anew = "make it anew with papergraph build"
    text = data.removeprefix(b"\xef\xbb\xbf") if isinstance(data, bytes) else data.removeprefix("\ufeff")
    try:
        graph = _adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise GraphFileError(name, f"{where}: {first['msg']}; {anew}") from error
    if b'"schema_version"' not in (text if isinstance(text, bytes) else text.encode("utf-8", "replace")):
        raise GraphFileError(name, f"has no schema_version, so it is no papergraph.json; {anew}")
    if graph.schema_version != SCHEMA_VERSION:
        reason = f"has schema version {graph.schema_version}, this papergraph reads {SCHEMA_VERSION}"
        raise GraphFileError(name, f"{reason}; {anew}")
    if fault := _inconsistency(graph):
        raise GraphFileError(name, f"{fault}; {anew}")
    return graph


def _inconsistency(graph: PaperGraph) -> str | None:
    """Return what in a graph contradicts itself: an id twice, an edge to nothing, a circle; None when nothing does."""
    if len(graph.paper) < len(graph.papers):
        return "two papers have one id"
    for edge in graph.builds_on:
        for end in (edge.subject, edge.object):
            if end not in graph.paper:
                return f"builds_on names {end!r}, which is no paper of the file"
    for topic in graph.topics:
        if topic.paper not in graph.paper or topic.concept not in graph.concept:
            return f"topics tie {topic.paper!r} to {topic.concept!r}, and one of them is not in the file"
    index = {paper.id: number for number, paper in enumerate(graph.papers)}
    adjacency = [[index[edge.object] for edge in graph.edges_from.get(paper.id, ())] for paper in graph.papers]
    circle = next((each for each in strongly_connected_components(adjacency) if len(each) > 1), None)
    circle = circle or next(([node] for node, objects in enumerate(adjacency) if node in objects), None)
    if circle:
        return f"builds_on goes round in a circle: {', '.join(graph.papers[node].citekey for node in circle)}"
    return None


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of papergraph.json."""
    schema = _adapter().json_schema(by_alias=True, mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "papergraph.json"
    return schema


def to_networkx(graph: PaperGraph) -> networkx.DiGraph[str]:
    """Return a directed graph whose edges point from a paper to what it builds on.

    Nodes are paper ids with `title`, `year`, `citekey`, `kind`; edges carry `kind`, `confidence`, `takes`, `any_of` and
    `justifications`.
    """
    import networkx as nx

    made: networkx.DiGraph[str] = nx.DiGraph()
    for paper in graph.papers:
        made.add_node(paper.id, title=paper.title, year=paper.year, citekey=paper.citekey, kind=paper.kind)
    for edge in graph.builds_on:
        made.add_edge(
            edge.subject,
            edge.object,
            kind=edge.kind,
            confidence=edge.confidence,
            takes=list(edge.takes),
            any_of=edge.any_of,
            justifications=sorted({evidence.justification for evidence in edge.evidence}),
        )
    return made


def _adapter() -> TypeAdapter[PaperGraph]:
    return TypeAdapter(PaperGraph)


def _grouped(edges: Iterable[BuildsOn], *, by: str) -> dict[str, tuple[BuildsOn, ...]]:
    found: dict[str, list[BuildsOn]] = {}
    for edge in edges:
        found.setdefault(edge.subject if by == "subject" else edge.object, []).append(edge)
    return {key: tuple(group) for key, group in found.items()}
