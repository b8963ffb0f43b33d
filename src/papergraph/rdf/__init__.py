"""PaperGraph as RDF: one generator of triples, its serialisations, `rdflib.Graph`, and SPARQL.

pyoxigraph and rdflib live in this package only, and load when they are used.
"""

from __future__ import annotations

from papergraph.model.quoting import Quotes, quoted
from papergraph.rdf.doubts import rdf_findings
from papergraph.rdf.formats import FORMATS, Format, serialise, serialise_parts, serialised, to_rdflib
from papergraph.rdf.learning import path_quads, path_to_rdflib, serialise_path
from papergraph.rdf.named import NamedQuery, bind, named_queries, named_query, read_query
from papergraph.rdf.results import RESULT_FORMATS, QueryResult, ResultFormat, Value
from papergraph.rdf.shacl import shacl_findings
from papergraph.rdf.sink import Quad
from papergraph.rdf.sparql import query
from papergraph.rdf.terms import BASE_IRI
from papergraph.rdf.triples import Detail, quads

__all__ = [
    "BASE_IRI",
    "FORMATS",
    "RESULT_FORMATS",
    "Detail",
    "Format",
    "NamedQuery",
    "Quad",
    "QueryResult",
    "Quotes",
    "ResultFormat",
    "Value",
    "bind",
    "named_queries",
    "named_query",
    "path_quads",
    "path_to_rdflib",
    "quads",
    "query",
    "quoted",
    "rdf_findings",
    "read_query",
    "serialise",
    "serialise_parts",
    "serialise_path",
    "serialised",
    "shacl_findings",
    "to_rdflib",
]
