"""The graph as GraphML, for yEd, Gephi, Cytoscape, igraph and networkx."""

from __future__ import annotations

from collections.abc import Iterator

from papergraph.exports.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Value, edges, nodes
from papergraph.exports.xml_text import escaped
from papergraph.graph import PaperGraph

_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}


def render(graph: PaperGraph) -> str:
    """Return the graph as GraphML; edges lead from a paper to what it builds on."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: PaperGraph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for of, known in (("node", {"label": str, **NODE_ATTRIBUTES}), ("edge", EDGE_ATTRIBUTES)):
        for name, type_ in known.items():
            key = f'id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{_TYPES[type_]}"'
            yield f"  <key {key}/>"
    yield '  <graph id="papergraph" edgedefault="directed">'
    for node in nodes(graph):
        yield f'    <node id="{escaped(node.id)}">'
        yield from _data("node", {"label": node.label, **node.attributes})
        yield "    </node>"
    for edge in edges(graph):
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        yield f'    <edge id="{escaped(edge.id)}" {ends}>'
        yield from _data("edge", edge.attributes)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(of: str, attributes: dict[str, Value]) -> Iterator[str]:
    for name, value in attributes.items():
        if value is not None:
            yield f'      <data key="{of}-{name}">{escaped(value)}</data>'
