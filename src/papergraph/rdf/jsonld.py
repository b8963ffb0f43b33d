"""JSON-LD whose plain words are schema.org's, so that readers of schema.org and of RDF both understand it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from papergraph.rdf.grouping import Group, curie_of
from papergraph.rdf.parts import encoded
from papergraph.rdf.terms import NAMESPACES, Names, term

#: Predicates whose values are IRIs, so that the context can say it once.
_IRIS = frozenset(
    (
        *("cito:cites", "cito:hasCitedEntity", "cito:hasCitingEntity", "dct:creator", "dct:isPartOf", "dct:license"),
        *("dct:source", "dct:subject", "oa:hasSource", "owl:sameAs", "pg:author", "pg:authorship", "pg:buildsOn"),
        *("pg:codeLink", "pg:entry", "pg:introduces", "pg:mayBuildOn", "pg:note", "pg:pageLink", "pg:paperLink"),
        *("pg:requires", "pg:slidesLink", "pg:uses", "pg:usesBackground", "pg:videoLink", "prov:wasDerivedFrom"),
        *("prov:wasQuotedFrom", "rdf:object", "rdf:predicate", "rdf:subject", "schema:about", "schema:author"),
        *("schema:url", "skos:broader", "skos:inScheme", "void:vocabulary", "pg:activity", "pg:alternative", "pg:cut"),
        *("pg:knowFirst", "pg:known", "pg:neededBy", "pg:sitting", "pg:step", "pg:target", "schema:item"),
        *("schema:itemListElement", "schema:itemListOrder", "schema:teaches"),
    )
)
_TYPES = {"pg:confidence": "xsd:decimal", "pg:hours": "xsd:decimal", "dct:modified": "xsd:dateTime"}
# What canonical N-Triples quotes, JSON quotes the same way.
_LITERAL = re.compile(
    r'(?P<quoted>"(?:[^"\\]|\\.)*")(?:\^\^(?P<type><[^>]*>)|@(?P<language>[A-Za-z0-9-]+))?', re.DOTALL
)
_TYPE = term("rdf:type")
# A longer JSON number may lose digits on its way through other people's programs.
_EXACT_INTEGER = re.compile(r'"(?:0|-?[1-9][0-9]{0,14})"')


def jsonld(groups: Iterable[Group], names: Names) -> Iterator[bytes]:
    """Yield grouped triples as JSON-LD, in parts: one context, one flat list of nodes."""
    node = _Writer(names).node
    context = json.dumps(context_of(names), ensure_ascii=False, indent=1)
    yield f'{{"@context": {context},\n"@graph": [\n'.encode()
    yield from encoded((node(subject, predicates) for subject, predicates in groups), between=",\n")
    yield b"\n]}\n"


def context_of(names: Names) -> dict[str, Any]:
    """Return the context: schema.org's words unprefixed, every other vocabulary by its prefix."""
    context: dict[str, Any] = {"@vocab": NAMESPACES["schema"], **NAMESPACES, **names.prefixes}
    for curie in sorted(_IRIS):
        context[_word(curie)] = {"@type": "@id"}
    for curie, type_ in sorted(_TYPES.items()):
        context[_word(curie)] = {"@type": type_}
    return context


class _Writer:
    """Writes nodes as text: building objects first, for `json` to write, takes twice as long."""

    def __init__(self, names: Names) -> None:
        self._prefix_of = {namespace: prefix for prefix, namespace in names.prefixes.items()}
        self._id = lru_cache(maxsize=1 << 16)(self._made_id)
        self._curies: dict[str, str] = {}

    def node(self, subject: str, predicates: list[tuple[str, list[str]]]) -> str:
        members = [f'"@id": {self._id(subject)}']
        for predicate, objects in predicates:
            if predicate == _TYPE:
                word, values = "@type", [f'"{_word(curie_of(each))}"' for each in objects]
            else:
                curie = self._curies.get(predicate)
                if curie is None:
                    curie = self._curies[predicate] = curie_of(predicate).strip("<>")
                word, values = _word(curie), [self._value(each, curie) for each in objects]
            members.append(f'"{word}": {values[0]}' if len(values) == 1 else f'"{word}": [{", ".join(values)}]')
        return f"{{{', '.join(members)}}}"

    def _made_id(self, iri: str) -> str:
        """Return an IRI as JSON, shortened by the prefixes of papergraph's own names, which no term can mistake."""
        split = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix_of.get(iri[1:split])
        short = f"{prefix}:{iri[split:-1]}" if prefix else curie_of(iri).strip("<>")
        return f'"{short}"'

    def _value(self, object_: str, curie: str) -> str:
        if object_[0] != '"':
            made = self._id(object_)
            return made if curie in _IRIS else f'{{"@id": {made}}}'
        if object_[-1] == '"':  # most literals: no type, no language
            return f'{{"@value": {object_}}}' if curie in _IRIS or curie in _TYPES else object_
        match = _LITERAL.fullmatch(object_)
        if match is None:
            raise ValueError(f"{object_!r} is no N-Triples literal")
        quoted = match["quoted"]
        if match["language"]:
            return f'{{"@value": {quoted}, "@language": "{match["language"]}"}}'
        type_ = curie_of(match["type"]).strip("<>")
        if type_ == _TYPES.get(curie):
            return quoted
        if (type_ == "xsd:boolean" and quoted in {'"true"', '"false"'}) or (
            type_ == "xsd:integer" and _EXACT_INTEGER.fullmatch(quoted)
        ):
            return quoted[1:-1]
        return f'{{"@value": {quoted}, "@type": "{type_}"}}'


def _word(curie: str) -> str:
    return curie.removeprefix("schema:")
