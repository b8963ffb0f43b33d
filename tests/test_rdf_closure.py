"""What SPARQL says must be read first is what the planner plans: one edge, one meaning, in both."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from papergraph.curation import seeds
from papergraph.graph import PaperGraph, build
from papergraph.prerequisites import Planner
from papergraph.rdf import serialise
from papergraph.rdf.terms import NAMESPACES


@pytest.fixture(scope="module", params=[False, True], ids=["lists", "completed"])
def bundled(request: pytest.FixtureRequest) -> PaperGraph:
    return build(seeds(), complete=request.param)


def closures(graph: PaperGraph, path: str) -> dict[str, set[str]]:
    """What each paper reaches by a property path, by id."""
    store = ox.Store()
    store.bulk_load(serialise(graph, "nquads", detail="flat"), format=ox.RdfFormat.N_QUADS)
    sparql = f"SELECT DISTINCT ?from ?to {{ ?a {path} ?b . ?a pg:id ?from . ?b pg:id ?to }}"
    found: dict[str, set[str]] = {paper.id: set() for paper in graph.papers}
    rows = store.query(sparql, prefixes=NAMESPACES, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        found[str(row["from"].value)].add(str(row["to"].value))  # type: ignore[union-attr]
    return found


def test_closures_are_those_of_the_planner(bundled: PaperGraph) -> None:
    planner = Planner(bundled)
    must, may = closures(bundled, "pg:buildsOn+"), closures(bundled, "(pg:buildsOn|pg:mayBuildOn)+")
    equal = 0
    for paper in bundled.papers:
        planned = set(planner.plan(targets=[paper.id]).role) - {paper.id}
        # Of a group any one will do: the planner takes one, and what that one needs.
        assert must[paper.id] <= planned <= may[paper.id], paper.citekey
        if must[paper.id] == may[paper.id]:
            assert planned == must[paper.id]
            equal += 1

    assert equal > len(bundled.papers) / 3


def test_closures_have_no_circle(bundled: PaperGraph) -> None:
    for path in ("pg:buildsOn+", "(pg:buildsOn|pg:usesBackground|pg:mayBuildOn)+"):
        assert not [paper for paper, reached in closures(bundled, path).items() if paper in reached]
