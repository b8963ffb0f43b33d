"""Triples grouped by subject for people: kinds of things in a set order, types and names first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from papergraph.rdf.terms import KINDS, NAMESPACES, Names, term

Triple = tuple[str, str, str]
#: A subject, and each of its predicates with the objects.
Group = tuple[str, list[tuple[str, list[str]]]]

_FIRST = ("rdf:type", "dct:title", "skos:prefLabel", "foaf:name", "rdfs:label", "pg:id", "pg:citekey")
_PREFIX_OF = {namespace: prefix for prefix, namespace in NAMESPACES.items()}


def grouped(triples: Iterable[Triple], names: Names) -> list[Group]:
    """Return the triples by subject and predicate; the order depends on the triples alone."""
    folders = [f"<{names.ids}{kind}/" for kind in KINDS]

    @cache
    def place(folder: str) -> int:
        return folders.index(folder) if folder in folders else -1

    def subject_key(group: Group) -> tuple[int, str]:
        return place(group[0][: group[0].rfind("/") + 1]), group[0]

    by_subject: dict[str, dict[str, list[str]]] = {}
    predicates: set[str] = set()
    last: Triple | None = None
    for triple in sorted(triples):
        if triple == last:
            continue
        subject, predicate, object_ = last = triple
        by_subject.setdefault(subject, {}).setdefault(predicate, []).append(object_)
        predicates.add(predicate)
    rank = {predicate: place for place, predicate in enumerate(sorted(predicates, key=_predicate_key))}
    groups = [
        (subject, [(predicate, of_subject[predicate]) for predicate in sorted(of_subject, key=rank.__getitem__)])
        for subject, of_subject in by_subject.items()
    ]
    groups.sort(key=subject_key)
    return groups


def _predicate_key(predicate: str) -> tuple[int, str]:
    """Return a sort key that puts what a thing is and is called first, then goes by CURIE."""
    first = [term(curie) for curie in _FIRST]
    return (first.index(predicate) if predicate in first else len(first)), curie_of(predicate)


def curie_of(iri: str) -> str:
    """Return an N-Triples IRI of a named vocabulary as a CURIE, any other IRI as it is."""
    split = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX_OF.get(iri[1:split])
    return f"{prefix}:{iri[split:-1]}" if prefix else iri
