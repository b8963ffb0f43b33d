"""Triples grouped by subject for people: kinds of things in a set order, types and names first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from operator import itemgetter

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

    groups: list[Group] = []
    for subject, of_subject in groupby(sorted(set(triples)), key=itemgetter(0)):
        predicates = [(p, [each[2] for each in same]) for p, same in groupby(of_subject, key=itemgetter(1))]
        predicates.sort(key=lambda pair: predicate_rank(pair[0]))
        groups.append((subject, predicates))
    groups.sort(key=subject_key)
    return groups


@cache
def predicate_rank(predicate: str) -> tuple[int, str]:
    """Return a sort key that puts what a thing is and is called first, then goes by CURIE."""
    first = [term(curie) for curie in _FIRST]
    return (first.index(predicate) if predicate in first else len(first)), curie_of(predicate)


def curie_of(iri: str) -> str:
    """Return an N-Triples IRI of a named vocabulary as a CURIE, any other IRI as it is."""
    split = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX_OF.get(iri[1:split])
    return f"{prefix}:{iri[split:-1]}" if prefix else iri
