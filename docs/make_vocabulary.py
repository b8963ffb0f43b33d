"""Write docs/vocabulary.md: the classes and properties as a picture and as a table with an example of each.

Usage: python docs/make_vocabulary.py

Everything in it comes from graph/ontology.ttl, graph/shapes.ttl and the export of tests/golden/papergraph.json, with a
few fields filled in that the golden graph leaves empty.
"""

from __future__ import annotations

import sys
from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from papergraph.rdf.terms import NAMESPACES, PG  # noqa: E402

PREFIXES = {**NAMESPACES, "id": "https://w3id.org/papergraph/id/"}
#: The classes of the picture, and the properties that lead from one to another.
PICTURE = (
    ("fabio:Expression", "pg:buildsOn, pg:usesBackground, pg:mayBuildOn", "fabio:Expression"),
    ("fabio:Expression", "dct:creator", "foaf:Person"),
    ("fabio:Expression", "pg:authorship", "pg:Authorship"),
    ("pg:Authorship", "pg:author", "foaf:Person"),
    ("fabio:Expression", "pg:introduces, pg:uses", "skos:Concept"),
    ("skos:Concept", "pg:requires, skos:broader", "skos:Concept"),
    ("fabio:Expression", "pg:note", "pg:Note"),
    ("fabio:Expression", "pg:entry", "pg:Entry"),
    ("pg:Entry", "schema:about", "fabio:Expression"),
    ("pg:Entry", "dct:isPartOf", "pg:Section"),
    ("pg:Section", "dct:isPartOf", "pg:ReadingList"),
    ("pg:Entry", "oa:hasSource", "pg:ReadingList"),
    ("pg:BuildsOnLink", "rdf:subject, rdf:object", "fabio:Expression"),
    ("pg:BuildsOnLink", "prov:wasDerivedFrom", "pg:Evidence"),
    ("pg:TopicLink", "prov:wasDerivedFrom", "pg:Evidence"),
    ("pg:TopicLink", "rdf:subject", "fabio:Expression"),
    ("pg:TopicLink", "rdf:object", "skos:Concept"),
    ("pg:RequirementLink", "rdf:subject, rdf:object", "skos:Concept"),
    ("pg:DroppedEdge", "rdf:subject, rdf:object", "fabio:Expression"),
    ("pg:Evidence", "prov:wasQuotedFrom", "pg:Entry"),
    ("pg:Evidence", "oa:hasSource", "pg:CuratedFile"),
    ("pg:LearningPath", "schema:itemListElement", "schema:ListItem"),
    ("schema:ListItem", "schema:item", "fabio:Expression"),
    ("schema:ListItem", "pg:activity", "schema:LearningResource"),
    ("pg:LearningPath", "pg:cut", "pg:Cut"),
    ("pg:LearningPath", "pg:sitting", "pg:Sitting"),
    ("pg:Sitting", "pg:step", "schema:ListItem"),
)


def curie(node: rdflib.term.Node | None) -> str:
    """Return a term as people write it: a CURIE, or the IRI itself."""
    text = str(node)
    fitting = [(prefix, ns) for prefix, ns in PREFIXES.items() if text.startswith(ns)]
    if not fitting:
        return f"<{text}>"
    prefix, namespace = max(fitting, key=lambda pair: len(pair[1]))
    return f"{prefix}:{text.removeprefix(namespace)}"


def shown(node: rdflib.term.Node) -> str:
    """Return a value for a table cell: short, on one line, without what a table would read."""
    if isinstance(node, rdflib.URIRef):
        return f"`{curie(node)}`"
    text = " ".join(str(node).split())
    text = text if len(text) <= 60 else f"{text[:59]}…"
    quoted = text if isinstance(node.toPython(), int | float) and not isinstance(node.toPython(), str) else f'"{text}"'  # type: ignore[attr-defined]
    return f"`{quoted}`".replace("|", "\\|")


def picture() -> list[str]:
    """Return the classes and what leads from one to another, as Mermaid that GitHub draws."""
    names = sorted({name for source, _, target in PICTURE for name in (source, target)})
    node = {name: f"c{number}" for number, name in enumerate(names)}
    lines = ["```mermaid", "flowchart LR"]
    lines += [f'  {node[name]}["{name}"]' for name in names]
    lines += [f'  {node[source]} -->|"{label}"| {node[target]}' for source, label, target in PICTURE]
    return [*lines, "```"]


def table(ontology: rdflib.Graph, example: rdflib.Graph, kinds: tuple[rdflib.URIRef, ...]) -> list[str]:
    """Return one row a term: what it means, what it is in other vocabularies, an example."""
    lines = ["| term | meaning | fits | example |", "|---|---|---|---|"]
    terms = sorted({each for kind in kinds for each in ontology.subjects(RDF.type, kind)}, key=str)
    for term in terms:
        fits = sorted(
            f"{sign} `{curie(other)}`"
            for sign, property_ in (("⊑", RDFS.subPropertyOf), ("⊑", RDFS.subClassOf), ("≈", SKOS.closeMatch))
            for other in ontology.objects(term, property_)
        )
        if OWL.Class in kinds:
            found = min(example.subjects(RDF.type, term), key=str, default=None)
            said = "" if found is None else f"`{curie(found)}`"
        else:
            pairs = sorted(example.subject_objects(term), key=str)
            said = f"`{curie(pairs[0][0])}` → {shown(pairs[0][1])}" if pairs else "for asking: never asserted"
        lines.append(f"| `{curie(term)}` | {ontology.value(term, RDFS.comment)} | {'<br>'.join(fits)} | {said} |")
    return lines


def page() -> str:
    """Return the whole page."""
    from vocabulary_example import example

    ontology = rdflib.Graph().parse(ROOT / "graph/ontology.ttl")
    made = example()
    used = {curie(each) for each in (*made.predicates(), *made.objects(None, RDF.type))}
    others = sorted(name for name in used if name.partition(":")[0] in NAMESPACES and not name.startswith("pg:"))
    properties = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    lines = [
        "# The vocabulary",
        "",
        "Made by `python docs/make_vocabulary.py` from `graph/ontology.ttl` and an example export.",
        f"`pg:` stands for `{PG}`, a name so far and not yet a web page; identifiers stand below",
        "`https://w3id.org/papergraph/id/` unless `--base-iri` says otherwise.",
        "",
        "`--rdf flat` leaves out entries, evidence and the nodes of links.",
        "`--quotes short` keeps the first twelve words of each quote and note of a list, `--quotes none` no prose of a",
        "list at all (no `oa:exact`, no `pg:Note`), where its licence asks for that; titles, names and dates stay.",
        "`graph/shapes.ttl` says in SHACL what holds of every export, and `papergraph check --shacl` tells what does",
        "not, by list and line.",
        "",
        "## Picture",
        "",
        *picture(),
        "",
        "## Classes",
        "",
        *table(ontology, made, (OWL.Class,)),
        "",
        "## Properties",
        "",
        *table(ontology, made, properties),
        "",
        "## From other vocabularies",
        "",
        *(f"- `{prefix}:` <{NAMESPACES[prefix]}>: {names}" for prefix, names in _by_prefix(others)),
        "",
    ]
    return "\n".join(lines)


def _by_prefix(names: list[str]) -> list[tuple[str, str]]:
    prefixes = sorted({name.partition(":")[0] for name in names})
    return [(each, ", ".join(f"`{name}`" for name in names if name.startswith(f"{each}:"))) for each in prefixes]


if __name__ == "__main__":
    (ROOT / "docs/vocabulary.md").write_text(page(), "utf-8")
