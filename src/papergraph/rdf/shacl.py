"""The export held against its SHACL shapes; what violates one is told by list and line, not by node."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from papergraph.curation import ROOT
from papergraph.errors import MissingExtraError
from papergraph.graph import PaperGraph
from papergraph.model import Problem, SourceSpan
from papergraph.problems import problem, sort_key
from papergraph.rdf.formats import to_rdflib
from papergraph.rdf.grouping import curie_of
from papergraph.rdf.terms import NAMESPACES

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"
# From a node to what it is about, the nearest to a line first; the other way round for what only others point at.
_ABOUT = ("prov:wasQuotedFrom", "pg:entry", "rdf:subject", "oa:hasSource", "dct:isPartOf")
_POINTS_HERE = ("pg:note", "prov:wasDerivedFrom", "pg:authorship", "dct:creator", "pg:introduces", "pg:uses")
_NAMES = ("dct:title", "skos:prefLabel", "foaf:name", "pg:printedTitle", "rdfs:label", "pg:id")
# An entry is few steps away from anything that stands in one.
_FARTHEST = 4


def shacl_findings(graph: PaperGraph) -> tuple[Problem, ...]:
    """Return a problem of code shape-violated for each place where the RDF of a graph breaks graph/shapes.ttl.

    Raises MissingExtraError without pyshacl.
    """
    return violations(to_rdflib(graph))


def violations(graph: rdflib.Graph) -> tuple[Problem, ...]:
    """Return a problem for each violation of graph/shapes.ttl in an export; it may have been changed since.

    Each names the record as its list does, what is wrong, and the entry, or the row of a curated file, that it comes
    from. Raises MissingExtraError without pyshacl.
    """
    import rdflib

    try:
        import pyshacl
    except ImportError as error:
        raise MissingExtraError("shacl", "holding the RDF against its shapes") from error

    shapes = rdflib.Graph().parse(ROOT / "graph" / "shapes.ttl")
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes)
    if not isinstance(results, rdflib.Graph):
        raise TypeError(f"pyshacl gave {type(results).__name__} for a graph of results")
    sh = rdflib.Namespace(_SH)
    reader = _Reader(graph)
    found = set()
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        node = results.value(result, sh.focusNode)
        if node is None:
            continue
        path, value = results.value(result, sh.resultPath), results.value(result, sh.value)
        said = sorted(str(each) for each in results.objects(result, sh.resultMessage))
        message = " ".join(" ".join(said).split())
        of = f"{reader.short(path)}" if path is not None else "the node"
        given = f" (it is {_cut(str(value))!r})" if value is not None and not isinstance(value, rdflib.BNode) else ""
        message = f"{reader.name(node)}: {of}: {message}{given}"
        found.add(problem("shape-violated", message, where=reader.place(node), papers=reader.papers(node)))
    return tuple(sorted(found, key=sort_key))


class _Reader:
    """Finds what a node is called and where it stands, by the triples around it."""

    def __init__(self, graph: rdflib.Graph) -> None:
        import rdflib

        self._graph = graph
        self._term = {
            f"{prefix}:{name}": rdflib.URIRef(NAMESPACES[prefix] + name)
            for prefix, _, name in (
                curie.partition(":")
                for curie in (
                    *_ABOUT,
                    *_POINTS_HERE,
                    *_NAMES,
                    *("pg:firstLine", "pg:lastLine", "pg:row", "rdf:type", "fabio:Expression", "rdf:object"),
                )
            )
        }

    def short(self, node: Node) -> str:
        return curie_of(f"<{node}>").strip("<>")

    def name(self, node: Node) -> str:
        """Return what a node is called in its list: a title, a label, a name, or what a link is between."""
        for curie in _NAMES:
            value = self._first(node, curie)
            if value is not None:
                return repr(_cut(str(value)))
        ends = [self._first(node, curie) for curie in ("rdf:subject", "rdf:object")]
        names = [self.name(each) for each in ends if each is not None and each != node]
        if names:
            return " → ".join(names)
        owner = next((each for each in self._around(node) if self._first(each, "dct:title") is not None), None)
        kind = str(node).rpartition("/")[0].rpartition("/")[2]
        return f"{kind} of {self.name(owner)}" if owner is not None else str(node)

    def place(self, node: Node) -> SourceSpan | None:
        """Return the lines that a node comes from: its own, or those of the nearest thing that has some."""
        queue, seen = deque([(node, 0)]), {node}
        while queue:
            at, steps = queue.popleft()
            first = self._line(at, "pg:firstLine") or self._line(at, "pg:row")
            source = self._first(at, "oa:hasSource")
            name = None if source is None else self._first(source, "pg:id")
            if first is not None and name is not None:
                last = self._line(at, "pg:lastLine") or first
                return SourceSpan(source=str(name), first_line=first, last_line=max(first, last))
            if steps < _FARTHEST:
                following = [each for each in self._around(at) if each not in seen]
                seen.update(following)
                queue += [(each, steps + 1) for each in following]
        return None

    def papers(self, node: Node) -> list[str]:
        """Return the ids of the papers that a node is, or is about."""
        for at in (node, *self._around(node)):
            if (at, self._term["rdf:type"], self._term["fabio:Expression"]) in self._graph:
                return [str(each) for each in self._sorted(at, "pg:id")][:1]
        return []

    def _around(self, node: Node) -> list[Node]:
        found = [each for curie in _ABOUT for each in self._sorted(node, curie)]
        for curie in _POINTS_HERE:
            found += sorted(self._graph.subjects(self._term[curie], node), key=str)
        return found

    def _sorted(self, node: Node, curie: str) -> list[Node]:
        return sorted(self._graph.objects(node, self._term[curie]), key=str)

    def _first(self, node: Node, curie: str) -> Node | None:
        return next(iter(self._sorted(node, curie)), None)

    def _line(self, node: Node, curie: str) -> int | None:
        value = str(self._first(node, curie))
        return int(value) if value.isdecimal() and int(value) > 0 else None


def _cut(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
