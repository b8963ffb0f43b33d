"""The graph record: JSON in and out, source names, networkx."""

import json
from pathlib import Path

import jsonschema
import pytest

from papergraph.errors import GraphFileError
from papergraph.graph import PaperGraph, from_json, json_schema, to_json, to_networkx

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden/papergraph.json"


def test_golden_file_survives_a_round_trip(toy_graph: PaperGraph) -> None:
    assert json.loads(to_json(toy_graph)) == json.loads(GOLDEN.read_bytes())


def test_golden_file_holds_to_the_shipped_schema() -> None:
    shipped = json.loads((ROOT / "src/papergraph/papergraph.schema.json").read_bytes())

    jsonschema.Draft202012Validator.check_schema(shipped)
    jsonschema.validate(json.loads(GOLDEN.read_bytes()), shipped)
    assert shipped == json_schema(), "the records changed: write papergraph.schema.json anew"


def reversed_ends(data) -> dict[str, str]:
    edge = data["builds_on"][0]
    return {"subject": edge["object"], "object": edge["subject"]}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda data: data["papers"][0].pop("title"), "papers.0.title"),
        (lambda data: data.update(schema_version=2), "schema version 2"),
        (lambda data: data["builds_on"][0].update(object="arxiv:0000.00000"), "arxiv:0000.00000"),
        (lambda data: data.update(surprise=1), "surprise"),
        (lambda data: data.pop("schema_version"), "schema_version"),
        (lambda data: data["papers"].append(data["papers"][0]), "one id"),
        (lambda data: data["builds_on"].append({**data["builds_on"][0], **reversed_ends(data)}), "circle"),
        (lambda data: data["topics"][0].update(concept="nothing"), "nothing"),
        (lambda data: data["papers"][0].update(hours=float("nan")), "papers.0.hours"),
    ],
    ids=[
        *("missing title", "newer schema", "dangling edge", "unknown field", "no schema", "same id twice", "circle"),
        *("dangling topic", "not a number"),
    ],
)
def test_wrong_graph_file_is_named(change, named: str) -> None:
    data = json.loads(GOLDEN.read_bytes())
    change(data)

    with pytest.raises(GraphFileError, match=named):
        from_json(json.dumps(data))


def test_not_json_at_all() -> None:
    with pytest.raises(GraphFileError, match="papergraph build"):
        from_json(b"\xff\x00")


def test_networkx_edges_point_at_what_comes_first(toy_graph: PaperGraph) -> None:
    made = to_networkx(toy_graph)

    assert made.has_edge("arxiv:2010.11929", "arxiv:1706.03762")
    assert not made.has_edge("arxiv:1706.03762", "arxiv:2010.11929")
    assert made.nodes["arxiv:1706.03762"]["year"] == 2017
