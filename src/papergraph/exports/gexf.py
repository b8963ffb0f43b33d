"""The graph as GEXF 1.2, for Gephi and networkx."""

from __future__ import annotations

from collections.abc import Iterator

from papergraph.exports.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Value, edges, nodes
from papergraph.exports.xml_text import escaped
from papergraph.graph import PaperGraph

_TYPES = {str: "string", int: "integer", float: "double", bool: "boolean"}


def render(graph: PaperGraph) -> str:
    """Return the graph as GEXF; edges lead from a paper to what it builds on and weigh as much as they are certain."""
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: PaperGraph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield '  <graph defaultedgetype="directed" mode="static">'
    for of, known in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        yield f'    <attributes class="{of}" mode="static">'
        for name, type_ in known.items():
            yield f'      <attribute id="{of}-{name}" title="{name}" type="{_TYPES[type_]}"/>'
        yield "    </attributes>"
    yield "    <nodes>"
    for node in nodes(graph):
        yield f'      <node id="{escaped(node.id)}" label="{escaped(node.label)}">'
        yield from _values("node", node.attributes)
        yield "      </node>"
    yield "    </nodes>"
    yield "    <edges>"
    for edge in edges(graph):
        weight = edge.attributes.get("confidence")
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        heavy = f' weight="{weight}"' if weight is not None else ""
        yield f'      <edge id="{escaped(edge.id)}" {ends}{heavy}>'
        yield from _values("edge", edge.attributes)
        yield "      </edge>"
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _values(of: str, attributes: dict[str, Value]) -> Iterator[str]:
    yield "        <attvalues>"
    for name, value in attributes.items():
        if value is not None:
            yield f'          <attvalue for="{of}-{name}" value="{escaped(value)}"/>'
    yield "        </attvalues>"
