"""JSON-LD whose plain words are schema.org's, so that readers of schema.org and of RDF both understand it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from papergraph.rdf.grouping import Triple, curie_of, grouped
from papergraph.rdf.terms import NAMESPACES, Names, term

#: Predicates whose values are IRIs, so that the context can say it once.
_IRIS = (
    *("cito:cites", "cito:hasCitedEntity", "cito:hasCitingEntity", "dct:creator", "dct:isPartOf", "dct:source"),
    *("dct:subject", "oa:hasSource", "owl:sameAs", "pg:author", "pg:authorship", "pg:buildsOn", "pg:entry"),
    *("pg:introduces", "pg:mayBuildOn", "pg:note", "pg:requires", "pg:uses", "pg:usesBackground"),
    *("prov:wasDerivedFrom", "prov:wasQuotedFrom", "rdf:object", "rdf:predicate", "rdf:subject"),
    *("schema:about", "schema:author", "schema:url", "skos:broader", "skos:inScheme", "void:vocabulary"),
    *("pg:codeLink", "pg:pageLink", "pg:paperLink", "pg:slidesLink", "pg:videoLink", "dct:license"),
)
_TYPES = {"pg:confidence": "xsd:decimal", "pg:hours": "xsd:decimal", "dct:modified": "xsd:dateTime"}
_LITERAL = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"(?:\^\^(?P<type><[^>]*>)|@(?P<language>[A-Za-z0-9-]+))?', re.DOTALL)
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))")
_TYPE = term("rdf:type")
# A longer JSON number may lose digits on its way through other people's programs.
_EXACT_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def jsonld(triples: Iterable[Triple], names: Names) -> str:
    """Return the triples as JSON-LD: one context, one flat list of nodes."""
    writer = _Writer(names)
    nodes = [writer.node(subject, predicates) for subject, predicates in grouped(triples, names)]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
    context = json.dumps(context_of(names), ensure_ascii=False, indent=1)
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'


def context_of(names: Names) -> dict[str, Any]:
    """Return the context: schema.org's words unprefixed, every other vocabulary by its prefix."""
    context: dict[str, Any] = {"@vocab": NAMESPACES["schema"], **NAMESPACES, **names.prefixes}
    for curie in sorted(_IRIS):
        context[_word(curie)] = {"@type": "@id"}
    for curie, type_ in sorted(_TYPES.items()):
        context[_word(curie)] = {"@type": type_}
    return context


class _Writer:
    def __init__(self, names: Names) -> None:
        self._prefix_of = {namespace: prefix for prefix, namespace in names.prefixes.items()}

    def node(self, subject: str, predicates: list[tuple[str, list[str]]]) -> dict[str, Any]:
        made: dict[str, Any] = {"@id": self._id(subject)}
        for predicate, objects in predicates:
            if predicate == _TYPE:
                made["@type"] = _one([_word(curie_of(each)) for each in objects])
                continue
            curie = curie_of(predicate)
            made[_word(curie)] = _one([self._value(each, curie) for each in objects])
        return made

    def _id(self, iri: str) -> str:
        """Return an IRI shortened by the prefixes of papergraph's own names, which no term can mistake."""
        split = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix_of.get(iri[1:split])
        if prefix:
            return f"{prefix}:{iri[split:-1]}"
        return curie_of(iri).strip("<>")

    def _value(self, object_: str, curie: str) -> Any:
        if object_[0] != '"':
            made = self._id(object_)
            return made if curie in _IRIS else {"@id": made}
        match = _LITERAL.fullmatch(object_)
        if match is None:
            raise ValueError(f"{object_!r} is no N-Triples literal")
        text = _ESCAPE.sub(_unescaped, match["text"])
        if match["language"]:
            return {"@value": text, "@language": match["language"]}
        type_ = curie_of(match["type"]).strip("<>") if match["type"] else None
        if type_ is None:
            return {"@value": text} if curie in _IRIS or curie in _TYPES else text
        if type_ == _TYPES.get(curie):
            return text
        if type_ == "xsd:boolean" and text in {"true", "false"}:
            return text == "true"
        if type_ == "xsd:integer" and _EXACT_INTEGER.fullmatch(text):
            return int(text)
        return {"@value": text, "@type": type_}


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _UNESCAPED.get(match[2], match[2])


def _word(curie: str) -> str:
    return curie.removeprefix("schema:")


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
