"""Triples grouped by subject for people: kinds of things in a set order, types and names first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from papergraph.rdf.terms import KINDS, NAMESPACES, Names, term

#: By subject: predicate, object and graph of each quad, in any order.
BySubject = Mapping[str, Collection[tuple[str, str, str]]]
#: A subject, and each of its predicates with the objects.
Group = tuple[str, list[tuple[str, list[str]]]]

_FIRST = ("rdf:type", "dct:title", "skos:prefLabel", "foaf:name", "rdfs:label", "pg:id", "pg:citekey")
_PREFIX_OF = {namespace: prefix for prefix, namespace in NAMESPACES.items()}


def grouped(rows: BySubject, names: Names) -> Iterator[Group]:
    """Yield the triples by subject and predicate, of whatever graph; the order depends on the triples alone."""
    places = {f"<{names.ids}{kind}/": place for place, kind in enumerate(KINDS)}

    def subject_key(subject: str) -> tuple[int, str]:
        return places.get(subject[: subject.rfind("/") + 1], -1), subject

    for subject in sorted(rows, key=subject_key):
        predicates: dict[str, list[str]] = {}
        for predicate, object_, _ in sorted(rows[subject]):
            objects = predicates.setdefault(predicate, [])
            if not objects or objects[-1] != object_:
                objects.append(object_)
        if predicates:
            yield subject, sorted(predicates.items(), key=_by_predicate)


def _by_predicate(item: tuple[str, list[str]]) -> tuple[int, str]:
    return _predicate_key(item[0])


@lru_cache(maxsize=1 << 10)
def _predicate_key(predicate: str) -> tuple[int, str]:
    """Return a sort key that puts what a thing is and is called first, then goes by CURIE."""
    first = [term(curie) for curie in _FIRST]
    return (first.index(predicate) if predicate in first else len(first)), curie_of(predicate)


def curie_of(iri: str) -> str:
    """Return an N-Triples IRI of a named vocabulary as a CURIE, any other IRI as it is."""
    split = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX_OF.get(iri[1:split])
    return f"{prefix}:{iri[split:-1]}" if prefix else iri
