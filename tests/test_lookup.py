"""How a typed word is read."""

import pytest

from papergraph.errors import AmbiguousReferenceError, UnknownReferenceError
from papergraph.graph import PaperGraph
from papergraph.lookup import Lookup
from papergraph.model import Concept, Paper

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

    said = " ".join(caught.value.candidates)
    assert "sutskever2014sequence (Sequence to Sequence Learning with Neural Networks, 2014)" in said
    assert "he2015deep" in said


@pytest.fixture
def networks() -> Lookup:
    """Three titles and two concepts that have words, and parts of words, in common."""
    titles = ("U-Net: Convolutional Networks for Images", "Recurrent Models", "Recurrence Quantified")
    labels = ("neural network", "recurrent network")
    return Lookup(
        PaperGraph(
            papers=tuple(Paper(id=f"work:{at}", citekey=f"c{at}", title=title) for at, title in enumerate(titles)),
            concepts=tuple(Concept(id=label.replace(" ", "-"), pref_label=label) for label in labels),
        )
    )


def test_a_word_that_is_part_of_several_names_is_ambiguous(networks: Lookup) -> None:
    """It does not name the one title in which it happens to stand as a word of its own."""
    with pytest.raises(AmbiguousReferenceError) as net:
        networks.find("net")
    with pytest.raises(AmbiguousReferenceError) as recurrent:
        networks.find("Recurrent")

    title = "c0 (U-Net: Convolutional Networks for Images)"
    assert net.value.candidates == (title, "neural network", "recurrent network")
    assert recurrent.value.candidates == ("c1 (Recurrent Models)", "recurrent network")


def test_a_word_of_one_title_that_is_in_no_other_name_finds_it(networks: Lookup) -> None:
    assert networks.find("quantified").id == "work:2"
    assert networks.find("recurrent models").id == "work:1"


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


@pytest.mark.parametrize(
    "given",
    [
        "<https://arxiv.org/abs/1706.03762>",
        "arxiv.org/abs/1706.03762",
        "arXiv 1706.03762",
        "arXiv:1706.03762 [cs.CL]",
        "Attention Is All You Need (2017)",
        "* [Transformer](https://arxiv.org/abs/1706.03762v2)",
        "https://www.semanticscholar.org/arxiv/1706.03762",
    ],
)
def test_references_as_people_paste_them(toy_graph: PaperGraph, given: str) -> None:
    assert Lookup(toy_graph).find(given).id == TRANSFORMER


def test_short_names_without_their_hyphens_and_spaces(toy_graph: PaperGraph) -> None:
    assert Lookup(toy_graph).find("bahdanauattention").id == "arxiv:1409.0473"


def test_an_author_is_no_target_but_leads_to_papers(toy_graph: PaperGraph) -> None:
    with pytest.raises(UnknownReferenceError, match="is an author, who wrote he2015deep"):
        Lookup(toy_graph).find("Kaiming He")


def test_a_concept_where_a_paper_is_needed_is_called_one(toy_graph: PaperGraph) -> None:
    with pytest.raises(UnknownReferenceError, match=r"is a concept \(attention\).*bahdanau2014neural"):
        Lookup(toy_graph).paper("attention mechanism")


def test_an_empty_word_names_nothing(toy_graph: PaperGraph) -> None:
    with pytest.raises(UnknownReferenceError, match="empty"):
        Lookup(toy_graph).find("  ")
