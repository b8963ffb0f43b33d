"""A path as BibTeX: what a parser of BibTeX finds in it, whatever titles hold."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papergraph.formats import bibtex, path_bibtex
from papergraph.graph import PaperGraph
from papergraph.model import Author, LearningPath, Link
from papergraph.paths import learning_path

VIT = "arxiv:2010.11929"


def parsed(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return (type, key, fields) by BibTeX's own rules: braces are counted, backslash or not."""
    found = []
    at = 0
    while (begin := re.compile(r"\s*@(\w+)\{([^\s,{}\"#%~\\=()']+),").match(text, at)) is not None:
        fields: dict[str, str] = {}
        at = begin.end()
        while (field := re.compile(r"\s*([A-Za-z]+)\s*=\s*").match(text, at)) is not None:
            at = field.end()
            if text[at] == "{":
                depth, end = 0, at
                while True:
                    depth += {"{": 1, "}": -1}.get(text[end], 0)
                    end += 1
                    if depth == 0:
                        break
                value = text[at + 1 : end - 1]
            else:
                word = re.compile(r"[a-z]{3}").match(text, at)
                assert word is not None
                value, end = word[0], word.end()
            assert field[1] not in fields
            fields[field[1]] = value
            assert text[end] == ","
            at = end + 1
        closing = re.compile(r"\s*\}\s*").match(text, at)
        assert closing is not None
        at = closing.end()
        found.append((begin[1], begin[2], fields))
    assert text[at:].strip() == ""
    return found


@pytest.fixture
def path(toy_graph: PaperGraph) -> LearningPath:
    return learning_path(toy_graph, [VIT])


def changed(graph: PaperGraph, **fields: object) -> PaperGraph:
    return replace(graph, papers=tuple(replace(each, **fields) if each.id == VIT else each for each in graph.papers))


def last(graph: PaperGraph, path: LearningPath) -> tuple[str, str, dict[str, str]]:
    return parsed(path_bibtex.render(graph, path))[-1]


def test_entries_are_in_reading_order_with_their_place(toy_graph: PaperGraph, path: LearningPath) -> None:
    found = parsed(path_bibtex.render(toy_graph, path))

    assert [key for _, key, _ in found] == [step.paper.citekey for step in path.steps]
    assert [kind for kind, _, _ in found] == ["article", "misc", "misc", "inproceedings", "misc"]
    assert found[0][2]["author"] == "Hochreiter, Sepp and Schmidhuber, Jürgen"
    assert found[0][2]["doi"] == "10.1162/neco.1997.9.8.1735"
    assert found[1][2]["author"] == "Sutskever, Ilya and others"
    assert (found[1][2]["eprint"], found[1][2]["archivePrefix"]) == ("1409.3215", "arXiv")
    assert (found[1][2]["year"], found[1][2]["month"]) == ("2014", "sep")
    assert (found[3][2]["booktitle"], found[3][2]["year"]) == ("{NeurIPS}", "2017")
    assert found[3][2]["note"] == "Step 4 of 5: for ViT, which feeds patches of an image to the same encoder"
    assert found[4][2]["note"] == "Step 5 of 5: the target"


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("Yann LeCun", "LeCun, Yann"),
        ("LeCun, Yann", "LeCun, Yann"),
        ("Aäron van den Oord", "van den Oord, Aäron"),
        ("Quoc V. Le", "Le, Quoc V."),
        ("LeCun Y", "LeCun, Y"),
        ("Sammy Davis Jr.", "Davis, Jr., Sammy"),
        ("Mistral AI team", "{Mistral AI team}"),
        ("Aristotle", "{Aristotle}"),
        ("Research and Development Group", "{Research and Development Group}"),
        ("王小明", "{王小明}"),
    ],
)
def test_names_are_last_comma_first(printed: str, told: str) -> None:
    assert bibtex.author(printed) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("BERT: Pre-Training of GPT-2 on ImageNet", "{BERT}: Pre-Training of {GPT-2} on {ImageNet}"),
        ("An Image is Worth 16x16 Words", "An Image is Worth {16x16} Words"),
        ("Q and A: 50% of “x”", "{Q} and A: 50\\% of ``x''"),
        ("mixup", "mixup"),
    ],
)
def test_capitals_of_names_are_kept(text: str, told: str) -> None:
    assert bibtex.title(text) == told


@pytest.mark.parametrize(
    ("fields", "kind", "where"),
    [
        (
            {"venue": "ICLR Workshop", "venue_year": 2021},
            "inproceedings",
            {"booktitle": "{ICLR} Workshop", "year": "2021"},
        ),
        ({"venue": "Proceedings of the IEEE", "venue_year": 2020}, "article", {"journal": "Proceedings of the {IEEE}"}),
        ({"venue": "OpenAI"}, "techreport", {"institution": "OpenAI"}),
        ({"venue": "CoRR"}, "misc", {"eprint": "2010.11929"}),
        ({"venue": "MIT Press", "kind": "book"}, "book", {"publisher": "MIT Press"}),
        ({"venue": "GitHub", "kind": "repository"}, "software", {"howpublished": "GitHub"}),
        ({"venue": "Wool Daily", "kind": "post"}, "online", {"howpublished": "Wool Daily"}),
        ({"venue": "Wool School", "kind": "other"}, "misc", {"howpublished": "Wool School"}),
        ({"year": None, "month": None}, "misc", {"archivePrefix": "arXiv"}),
    ],
)
def test_where_a_work_appeared_makes_its_kind(
    fields: dict[str, object], kind: str, where: dict[str, str], toy_graph: PaperGraph, path: LearningPath
) -> None:
    found = last(changed(toy_graph, **fields), path)

    assert found[0] == kind
    assert found[2] == {**found[2], **where}


def test_keys_are_unique_and_plain(toy_graph: PaperGraph, path: LearningPath) -> None:
    graph = replace(
        toy_graph,
        papers=tuple(
            replace(each, citekey=key)
            for each, key in zip(toy_graph.papers, ["a{b", "AB", "ab", "é, x", "", "ab-2"], strict=True)
        ),
    )
    keys = [key for _, key, _ in parsed(path_bibtex.render(graph, path))]

    assert len({key.casefold() for key in keys}) == 5


def test_addresses_keep_braces_balanced(toy_graph: PaperGraph, path: LearningPath) -> None:
    graph = changed(toy_graph, links=(Link(url="https://example.org/a_{b%20c\\", role="paper"),))

    assert last(graph, path)[2]["url"] == "https://example.org/a_%7Bb%20c%5C"


def test_concepts_are_no_publications(toy_graph: PaperGraph) -> None:
    made = path_bibtex.render(toy_graph, learning_path(toy_graph, ["convolution"]))

    assert made == "% Nothing on this path is a publication.\n"


ODD = st.text(st.sampled_from("aB 1{}\\%$#&_~^<>\"',=@-and\n注"), max_size=40)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=ODD, name=ODD, venue=ODD, key=ODD)
def test_anything_is_parsed_again(toy_graph: PaperGraph, title: str, name: str, venue: str, key: str) -> None:
    graph = changed(toy_graph, title=title, venue=venue, citekey=key, short_names=(title,))
    graph = replace(graph, authors=tuple(Author(id=each.id, name=name) for each in graph.authors))
    found = parsed(path_bibtex.render(graph, learning_path(graph, [VIT])))

    assert len(found) == 5
    assert found[-1][2]["title"].count("{") == found[-1][2]["title"].count("}")
    # What LaTeX would take for its own stands only behind a backslash or in our own braces.
    plain = re.sub(r"\{\\text[a-z]+\}|\\[&%$#_]", "", found[-1][2]["title"])
    assert not set("%$#&_~^\\<>") & set(plain)
