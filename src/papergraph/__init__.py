"""papergraph turns a reading list into a learning map: what to read first, and why.

The public names load on first use, so that `import papergraph` costs next to nothing::

    import papergraph
    from pathlib import Path

    graph = papergraph.build([Path("README.md")])
    target = papergraph.Lookup(graph).find("transformer")
    path = papergraph.learning_path(graph, targets=[target.id])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from papergraph.curation import Curation, load, seeds
    from papergraph.errors import PapergraphError
    from papergraph.graph import PaperGraph, build, from_json, to_json, to_networkx
    from papergraph.lookup import Lookup
    from papergraph.paths import learning_path
    from papergraph.rdf import query, serialise, to_rdflib
    from papergraph.readers import read_file, read_text
    from papergraph.tables import rows
    from papergraph.view import render_map, render_path

_HOMES = {
    "Curation": "curation",
    "Lookup": "lookup",
    "PaperGraph": "graph",
    "PapergraphError": "errors",
    "build": "graph",
    "from_json": "graph",
    "learning_path": "paths",
    "load": "curation",
    "query": "rdf",
    "read_file": "readers",
    "read_text": "readers",
    "render_map": "view",
    "render_path": "view",
    "rows": "tables",
    "seeds": "curation",
    "serialise": "rdf",
    "to_json": "graph",
    "to_networkx": "graph",
    "to_rdflib": "rdf",
}

__all__ = [
    "Curation",
    "Lookup",
    "PaperGraph",
    "PapergraphError",
    "__version__",
    "build",
    "from_json",
    "learning_path",
    "load",
    "query",
    "read_file",
    "read_text",
    "render_map",
    "render_path",
    "rows",
    "seeds",
    "serialise",
    "to_json",
    "to_networkx",
    "to_rdflib",
]


def __getattr__(name: str) -> Any:
    """Return a public name, loading its module now (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'papergraph' has no attribute {name!r}")
    return getattr(import_module(f"papergraph.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
