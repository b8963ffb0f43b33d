"""How a typed word is read."""

import pytest

from papergraph.errors import AmbiguousReferenceError, UnknownReferenceError
from papergraph.graph import PaperGraph
from papergraph.lookup import Lookup

TRANSFORMER = "arxiv:1706.03762"


@pytest.mark.parametrize(
    ("given", "kind", "expected"),
    [
        (TRANSFORMER, "paper", TRANSFORMER),
        ("1706.03762v3", "paper", TRANSFORMER),
        ("https://arxiv.org/pdf/1706.03762.pdf", "paper", TRANSFORMER),
        ("vaswani2017attention", "paper", TRANSFORMER),
        ("transformer", "paper", TRANSFORMER),
        ("attention is all you need", "paper", TRANSFORMER),
        ("jointly learning to align", "paper", "arxiv:1409.0473"),
        ("CNN", "concept", "convolution"),
        ("attention mechanism", "concept", "attention"),
    ],
)
def test_references(toy_graph: PaperGraph, given: str, kind: str, expected: str) -> None:
    found = Lookup(toy_graph).find(given)

    assert (found.kind, found.id) == (kind, expected)


def test_a_phrase_of_two_titles_is_ambiguous(toy_graph: PaperGraph) -> None:
    with pytest.raises(AmbiguousReferenceError) as caught:
        Lookup(toy_graph).find("learning")

    assert {"sutskever2014sequence", "he2015deep"} <= set(caught.value.candidates)


def test_a_slip_gets_a_hint(toy_graph: PaperGraph) -> None:
    with pytest.raises(UnknownReferenceError) as caught:
        Lookup(toy_graph).find("tranformer")

    assert "vaswani2017attention" in caught.value.candidates


def test_a_part_of_a_word_is_no_phrase(toy_graph: PaperGraph) -> None:
    with pytest.raises(UnknownReferenceError):
        Lookup(toy_graph).find("tention")


def test_authors_are_found_by_family_name(toy_graph: PaperGraph) -> None:
    assert Lookup(toy_graph).find_any("Schmidhuber").id == "jurgen-schmidhuber"


def test_search_puts_the_whole_name_first(toy_graph: PaperGraph) -> None:
    found = [record.id for record in Lookup(toy_graph).search("attention")]

    assert found[0] == "attention"
    assert TRANSFORMER in found


def test_search_for_nothing_lists_everything(toy_graph: PaperGraph) -> None:
    everything = len(toy_graph.papers) + len(toy_graph.concepts) + len(toy_graph.authors)

    assert len(Lookup(toy_graph).search("")) == everything
