"""A learning path as RDF: an ordered list of what to read, with what to do at each step and why it is there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from papergraph.model import Cut, LearningPath, Sitting, Step
from papergraph.model.quoting import Quotes, quoted
from papergraph.rdf.formats import Format, serialised
from papergraph.rdf.sink import Node, Quad, Sink
from papergraph.rdf.terms import BASE_IRI, NAMESPACES, Names, key, paper_key, web_iri

if TYPE_CHECKING:
    import rdflib


def path_quads(path: LearningPath, *, quotes: Quotes = "full", base_iri: str = BASE_IRI) -> list[Quad]:
    """Return a learning path as sorted quads of N-Triples terms, all in the default graph.

    The path is a schema:ItemList of schema:ListItem with positions; their items are the papers and concepts of the
    graph's own export, under the same IRIs. Activities are schema:LearningResource. A path's IRI is made from what was
    asked for and what came out, so that equal paths have one name. `quotes` and `base_iri` as in `quads`.
    """
    names = Names(base_iri)
    sink = Sink()
    made = _key(path)
    node = sink.node(names.make("path", made), "pg:LearningPath", "schema:ItemList", "schema:LearningResource")
    _add_path(path, node, names)
    kinds = {step.paper.id: step.type for step in path.steps}
    for step in path.steps:
        item = sink.node(_step(names, made, step.position), "schema:ListItem")
        node.link("schema:itemListElement", item.iri)
        _add_step(step, item, names, quotes, kinds)
        _add_activities(step, made, item, sink, names, quotes)
    for number, cut in enumerate(path.cut, start=1):
        _add_cut(cut, number, sink.node(names.make("cut", made, str(number)), "pg:Cut"), node, names)
    for sitting in path.sittings:
        _add_sitting(
            sitting, sink.node(names.make("sitting", made, str(sitting.number)), "pg:Sitting"), made, node, names
        )
    return sink.sorted()


def serialise_path(
    path: LearningPath, format_: Format = "turtle", *, quotes: Quotes = "full", base_iri: str = BASE_IRI
) -> bytes:
    """Return a learning path in an RDF format, the same bytes every time; as `path_quads` has it."""
    return serialised(path_quads(path, quotes=quotes, base_iri=base_iri), format_, base_iri=base_iri)


def path_to_rdflib(path: LearningPath, *, quotes: Quotes = "full", base_iri: str = BASE_IRI) -> rdflib.Graph:
    """Return a learning path as an `rdflib.Graph`; added to `to_rdflib(graph)`, its steps are the papers there."""
    import rdflib

    made = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in {**NAMESPACES, **Names(base_iri).prefixes}.items():
        made.bind(prefix, namespace)
    made.parse(data=serialise_path(path, "ntriples", quotes=quotes, base_iri=base_iri), format="nt")
    return made


def _key(path: LearningPath) -> str:
    """Return the key of a path: its first target, and a digest of all that makes it another path."""
    said = (path.targets, path.known, path.order, path.goal, path.budget, [step.paper.id for step in path.steps])
    digest = hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{paper_key(path.targets[0]) if path.targets else '_'}__{digest}"


def _add_path(path: LearningPath, node: Node, names: Names) -> None:
    titles = {step.paper.id: step.paper.title for step in path.steps}
    kinds = {step.paper.id: step.type for step in path.steps}
    for target in path.targets:
        node.link("pg:target", _thing(names, target, kinds))
    named = [titles[target] for target in path.targets if target in titles]
    node.text("schema:name", f"What to read for: {'; '.join(named) or 'nothing that is left to read'}")
    for known in path.known:
        node.link("pg:known", _thing(names, known, kinds))
    node.text("pg:pathOrder", path.order)
    node.link("schema:itemListOrder", f"<{NAMESPACES['schema']}ItemListOrderAscending>")
    node.whole("schema:numberOfItems", len(path.steps))
    node.text("pg:goal", path.goal)
    node.decimal("pg:pathHours", path.metrics.hours)
    if path.budget is not None:
        node.decimal("pg:budgetHours", path.budget.hours)
        node.whole("pg:budgetPapers", path.budget.papers)


def _add_step(step: Step, node: Node, names: Names, quotes: Quotes, kinds: Mapping[str, str]) -> None:
    node.whole("schema:position", step.position)
    node.link("schema:item", _thing(names, step.paper.id, kinds))
    node.text("schema:name", step.paper.title)
    node.text("schema:description", quoted(step.summary, quotes))
    node.whole("pg:stage", step.stage)
    node.text("pg:role", step.role)
    node.decimal("pg:stepHours", step.hours)
    node.decimal("pg:cumulativeHours", step.cumulative_hours)
    for needed in step.needed_by:
        node.link("pg:neededBy", _thing(names, needed.paper, kinds))
    for concept in step.teaches:
        node.link("schema:teaches", names.concept(concept))
    for first in step.know_first:
        node.link("pg:knowFirst", names.concept(first.concept))
    for other in step.alternatives:
        node.link("pg:alternative", names.paper(other))
    for link in step.links:
        node.link("schema:url", web_iri(link.url))


def _add_activities(step: Step, made: str, item: Node, sink: Sink, names: Names, quotes: Quotes) -> None:
    if quotes == "none":
        return
    for number, activity in enumerate(step.activities, start=1):
        iri = names.make("activity", made, str(step.position), f"{key(activity.key)}-{number}")
        node = sink.node(iri, "schema:LearningResource")
        node.text("schema:learningResourceType", activity.key)
        node.text("schema:text", quoted(activity.text, quotes))
        node.whole("schema:position", number)
        item.link("pg:activity", iri)


def _add_cut(cut: Cut, number: int, node: Node, path: Node, names: Names) -> None:
    path.link("pg:cut", node.iri)
    node.whole("schema:position", number)
    node.link("schema:item", names.paper(cut.paper))
    node.text("pg:reason", cut.reason)


def _add_sitting(sitting: Sitting, node: Node, made: str, path: Node, names: Names) -> None:
    path.link("pg:sitting", node.iri)
    node.whole("schema:position", sitting.number)
    node.decimal("pg:sittingHours", sitting.hours)
    for part in sitting.parts:
        node.link("pg:step", _step(names, made, part.position))


def _step(names: Names, made: str, position: int) -> str:
    return names.make("step", made, str(position))


def _thing(names: Names, identifier: str, kinds: Mapping[str, str]) -> str:
    """Return the IRI of a paper or concept; an id that is no step of the path is a paper's when it has a prefix."""
    kind = kinds.get(identifier) or ("paper" if ":" in identifier else "concept")
    return names.concept(identifier) if kind == "concept" else names.paper(identifier)
