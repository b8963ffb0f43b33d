"""Print how fast a graph becomes RDF and answers the named queries, beside rdflib doing the same in the same run.

Usage: python benchmarks/rdf.py [--triples 1000000] [--papers 10000] [--large 100000] [--only write|ask|large]

The graphs are made: papers with entries, authors, concepts, and edges with their evidence, always the same ones. Each
way to write runs in a process of its own, so that its greatest memory is its own. Times are of the processor, for a
machine does other things too. Queries are timed over a loaded store, median of three; `--large` asks pyoxigraph alone,
for rdflib does not get there.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox

from papergraph.graph import PaperGraph
from papergraph.model import (
    Author,
    BuildsOn,
    Concept,
    EdgeKind,
    Entry,
    Evidence,
    Link,
    Note,
    Paper,
    Requirement,
    Source,
    Topic,
)
from papergraph.rdf import NamedQuery, Value, bind, named_queries, quads, serialise, serialised
from papergraph.rdf.terms import NAMESPACES, Names

CHUNK = 2_000
SECTIONS = 40
WORDS = ("graph", "learning", "deep", "model", "attention", "network", "neural", "training", "image", "language")
AT_A_TIME = 60


def made_graph(papers: int, *, first: int = 0, of: int | None = None) -> PaperGraph:
    """Return `papers` works from number `first` on, of `of` works in all: each builds on up to four earlier ones."""
    whole = papers if of is None else of
    numbers = range(first, first + papers)
    concepts = max(20, whole // 50)
    made = [_work(number, whole, concepts) for number in numbers]
    return PaperGraph(
        sources=(Source(id="made.md", title="Made", path="made.md", sha256="0" * 64),),
        entries=tuple(entry for entry, *_ in made),
        papers=tuple(paper for _, paper, *_ in made),
        authors=tuple(
            Author(id=f"author-{each}", name=f"Author {each}")
            for each in sorted({author for _, paper, *_ in made for author in _numbers(paper.authors)})
        ),
        concepts=tuple(
            Concept(
                id=f"concept-{each}",
                pref_label=f"concept {each}",
                definition=f"What is meant by concept {each}.",
                requires=(Requirement(object=f"concept-{each // 2}", reason="comes first"),) if each else (),
            )
            for each in range(concepts)
        )
        if first == 0
        else (),
        topics=tuple(topic for *_, topics, _ in made for topic in topics),
        builds_on=tuple(edge for *_, edges in made for edge in edges),
    )


def _work(number: int, whole: int, concepts: int) -> tuple[Entry, Paper, list[Topic], list[BuildsOn]]:
    chance = random.Random(number)  # noqa: S311 - the same graph every time
    ident, line = _id(number), 10 + 3 * number
    year = 1990 + 35 * number // max(1, whole)
    title = f"{' '.join(chance.choices(WORDS, k=6)).capitalize()} number {number}"
    note = Note(key="implement", label="Build", text=f"Write number {number} in twenty lines and plot what it learns.")
    link = Link(url=f"https://arxiv.org/abs/{ident.removeprefix('arxiv:')}", role="paper")
    people = [chance.randrange(max(5, whole // 3)) for _ in range(2)]
    paper = Paper(
        id=ident,
        citekey=f"made{year}number{number}",
        title=title,
        short_names=(f"M{number}",),
        authors=tuple(dict.fromkeys(f"author-{each}" for each in people)),
        year=year,
        month=1 + number % 12,
        venue=f"Venue {number % 30}",
        identifiers=(ident,),
        links=(link,),
        entries=(f"made.md#{number}",),
        hours=2.5,
        notes=(note,),
    )
    entry = Entry(
        id=f"made.md#{number}",
        source="made.md",
        first_line=line,
        last_line=line + 1,
        section=(f"Section {number % SECTIONS}",),
        title=title,
        authors=tuple(f"Author {each}" for each in people),
        year=year,
        links=(link,),
        notes=(note,),
        paper=ident,
    )
    place: dict[str, Any] = {"source": "made.md", "first_line": line, "last_line": line + 1}
    edges: list[BuildsOn] = []
    for earlier in sorted({int(number * chance.random() ** 0.5) for _ in range(4)} - {number}):
        pieces = [
            Evidence(
                justification="mention", confidence=0.7, quote=f"{title} extends M{earlier}.", rule="extends", **place
            )
        ]
        if chance.random() < 0.3:
            row: dict[str, Any] = {"source": "graph/builds_on.tsv", "row": 4 * number + len(edges) + 2}
            pieces = [Evidence(justification="curated", confidence=1.0, reason=f"goes on from M{earlier}", **row)]
        kind: EdgeKind = "core" if chance.random() < 0.7 else "background"
        edge = BuildsOn(
            subject=ident, object=_id(earlier), kind=kind, confidence=pieces[0].confidence, evidence=tuple(pieces)
        )
        edges.append(edge)
    topics = [Topic(paper=ident, concept=f"concept-{chance.randrange(concepts)}", relation="uses")]
    if number < concepts and number % 2:
        topics.append(Topic(paper=ident, concept=f"concept-{number}", relation="introduces"))
    return entry, paper, topics, edges


def _id(number: int) -> str:
    return f"arxiv:{number // 100_000 + 10:02d}{1 + number % 12:02d}.{number % 100_000:05d}"


def _numbers(ids: tuple[str, ...]) -> list[int]:
    return [int(each.rpartition("-")[2]) for each in ids]


# --- writing ----------------------------------------------------------------------------------------------------------


def ours(papers: int, format_: str) -> dict[str, float]:
    """Time PaperGraph → bytes, as `papergraph export` does it."""
    graph = made_graph(papers)
    before, start = _memory(), time.process_time()
    made = serialise(graph, format_)  # type: ignore[arg-type]
    return {"seconds": time.process_time() - start, "megabytes": _memory() - before, "bytes": len(made)}


def theirs(papers: int, format_: str) -> dict[str, float]:
    """Time the same triples put into an `rdflib.Graph` and serialised; making the terms from records is not counted."""
    import rdflib
    from rdflib.util import from_n3

    triples = [tuple(map(str, quad[:3])) for quad in quads(made_graph(papers))]
    before, start = _memory(), time.process_time()
    graph = rdflib.Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(tuple(_term(each, rdflib, from_n3) for each in triple))
    made = graph.serialize(format={"turtle": "turtle", "ntriples": "nt"}[format_], encoding="utf-8")
    return {"seconds": time.process_time() - start, "megabytes": _memory() - before, "bytes": len(made)}


def _term(text: str, rdflib: Any, from_n3: Callable[[str], Any]) -> Any:
    """Return an rdflib term the quickest way there is: by its constructors, but for typed literals."""
    if text[0] == "<":
        return rdflib.URIRef(text[1:-1])
    if text[-1] == '"' and "\\" not in text:
        return rdflib.Literal(text[1:-1])
    return from_n3(text)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_process(what: str, papers: int, format_: str) -> dict[str, float]:
    """Return the figures of one way to write, in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", what, "--papers", str(papers), "--format", format_],
        capture_output=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def write(triples: int) -> None:
    """Print time and memory of writing so many triples, ours and rdflib's."""
    papers = triples * 1_000 // len(quads(made_graph(1_000)))
    print(f"\nbuild and write {triples:,} triples ({papers:,} made papers), each in a process of its own")
    print(f"  {'':<10}{'ours':>9}{'rdflib':>10}{'ratio':>7}{'ours':>10}{'rdflib':>10}{'ratio':>7}")
    for format_ in ("ntriples", "turtle"):
        our, their = in_process("ours", papers, format_), in_process("theirs", papers, format_)
        print(
            f"  {format_:<10}{our['seconds']:8.1f}s{their['seconds']:9.1f}s{their['seconds'] / our['seconds']:7.1f}"
            f"{our['megabytes']:8.0f}MB{their['megabytes']:8.0f}MB{our['megabytes'] / their['megabytes']:7.2f}"
        )


# --- asking -----------------------------------------------------------------------------------------------------------

GIVEN = {
    "author-builds-on": {"author": "author-3"},
    "bridges": {"from": "Section 1", "to": "Section 2"},
    "concept-in-papers": {"concept": "concept-9"},
    "concept-prerequisites": {"concept": "concept-19"},
}


def questions(papers: int) -> Iterator[tuple[NamedQuery, dict[str, Value]]]:
    """Yield the named queries with values: a paper from the middle of the graph, an early and a late one."""
    middle, early, late = (_id(papers * part // 100) for part in (50, 5, 95))
    given: dict[str, dict[str, str]] = {
        **{each.name: {"paper": middle} for each in named_queries() if any(p.name == "paper" for p in each.parameters)},
        **GIVEN,
        "common-ground": {"one": middle, "other": late},
        "ways-between": {"older": early, "newer": middle},
        "unlocks": {"paper": middle},
    }
    for each in named_queries():  # ids are given: what a word names is not measured here
        yield each, bind(each, given.get(each.name, {}), refer=lambda _, text: text)


def load(papers: int) -> tuple[ox.Store, int]:
    """Return a store with a graph that is made and written in parts."""
    store, names = ox.Store(), Names()
    for first in range(0, papers, CHUNK):
        rows = quads(made_graph(min(CHUNK, papers - first), first=first, of=papers))
        rows = [row for row in rows if row[0] != names.dataset]
        store.bulk_load(serialised(rows, "nquads"), format=ox.RdfFormat.N_QUADS)
    return store, len(store)


def asked(store: ox.Store, query: NamedQuery, bound: dict[str, Value]) -> int:
    """Ask pyoxigraph and return how many rows came."""
    values: dict[ox.Variable, Any] = {ox.Variable(name): _oxigraph(value) for name, value in bound.items()}
    found: Any = store.query(
        query.sparql, prefixes=NAMESPACES, use_default_graph_as_union=True, substitutions=values or None
    )
    return sum(1 for _ in found)


def _oxigraph(value: Value) -> Any:
    if value.kind == "uri":
        return ox.NamedNode(value.value)
    return ox.Literal(value.value, datatype=ox.NamedNode(str(value.datatype)))


def measured(work: Callable[[], int], *, times: int = 3) -> tuple[float, int]:
    """Return the median of some runs in milliseconds, and the rows."""
    seconds, rows = [], 0
    for _ in range(times):
        start = time.process_time()
        rows = work()
        seconds.append(time.process_time() - start)
        if seconds[-1] > 20:
            break
    return 1000 * statistics.median(seconds), rows


def large(papers: int) -> None:
    """Print how long each named query takes over a large graph."""
    start = time.process_time()
    store, triples = load(papers)
    print(
        f"\nnamed queries on {papers:,} papers, {triples:,} quads"
        f" (made and loaded in {time.process_time() - start:.0f} s)",
        flush=True,
    )
    worst = 0.0
    for query, bound in questions(papers):
        took, rows = measured(lambda query=query, bound=bound: asked(store, query, bound))  # type: ignore[misc]
        worst = max(worst, took)
        print(f"  {query.name:<28}{took:10.1f} ms{rows:10,} rows", flush=True)
    print(f"  the slowest took {worst / 1000:.1f} s")


def ask(papers: int) -> None:
    """Print how long each named query takes here and with rdflib; what takes rdflib too long is stopped."""
    import rdflib

    store, triples = load(papers)
    beside = rdflib.Graph(bind_namespaces="none")
    for first in range(0, papers, CHUNK):
        rows = quads(made_graph(min(CHUNK, papers - first), first=first, of=papers))
        lines = serialised([row for row in rows if row[0] != Names().dataset], "ntriples")
        beside.parse(data=lines, format="nt")
    print(f"\nnamed queries on {papers:,} papers, {triples:,} quads: here, rdflib, ratio", flush=True)
    ratios = []
    for query, bound in questions(papers):
        took, count = measured(lambda query=query, bound=bound: asked(store, query, bound))  # type: ignore[misc]
        theirs, found = _stopped_in_time(lambda query=query, bound=bound: _rdflib_rows(beside, query, bound))  # type: ignore[misc]
        if isinstance(found, str):  # no time to compare with
            print(f"  {query.name:<28}{took:10.1f} ms   {found[:60]}", flush=True)
            continue
        ratios.append(theirs / took)
        said = "stopped" if found is None else "" if found == count else f"{found:,} rows there, {count:,} here"
        print(f"  {query.name:<28}{took:10.1f} ms{theirs:12.1f} ms{ratios[-1]:9.1f}   {said}", flush=True)
    print(f"  median ratio {statistics.median(ratios):.1f}")


def _rdflib_rows(graph: Any, query: NamedQuery, bound: dict[str, Value]) -> int:
    import rdflib

    values = {
        name: rdflib.URIRef(value.value)
        if value.kind == "uri"
        else rdflib.Literal(value.value, datatype=rdflib.URIRef(str(value.datatype)))
        for name, value in bound.items()
    }
    return len(list(graph.query(query.sparql, initNs=NAMESPACES, initBindings=values)))


def _stopped_in_time(work: Callable[[], int]) -> tuple[float, int | str | None]:
    """Return milliseconds and rows of one run in a forked process; None when it took too long, or what broke it."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def run() -> None:
        start = time.process_time()
        try:
            rows = work()
        except Exception as error:
            sender.send((0.0, f"breaks down: {error}"))
            return
        sender.send((1000 * (time.process_time() - start), rows))

    process = context.Process(target=run)
    process.start()
    if receiver.poll(AT_A_TIME):
        milliseconds, rows = receiver.recv()
        process.join()
        return milliseconds, rows
    process.kill()
    process.join()
    return 1000.0 * AT_A_TIME, None


def main() -> None:
    """Read the command line and print what it asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--only", choices=["write", "ask", "large"])
    parser.add_argument("--measure", choices=["ours", "theirs"], help=argparse.SUPPRESS)
    parser.add_argument("--format", default="ntriples", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps((ours if given.measure == "ours" else theirs)(given.papers, given.format)))
        return
    if given.only in {None, "write"}:
        write(given.triples)
    if given.only in {None, "ask"}:
        ask(given.papers)
    if given.only in {None, "large"}:
        large(given.large)


if __name__ == "__main__":
    main()
