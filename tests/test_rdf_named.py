"""Named queries: what each answers over the golden graph, and parameters that are values of their type."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from papergraph.errors import QueryError, UnknownReferenceError
from papergraph.graph import PaperGraph
from papergraph.lookup import Lookup
from papergraph.model import BuildsOn, Evidence, Link, Source
from papergraph.rdf import NamedQuery, Quad, bind, named_queries, named_query, quads, query, read_query
from papergraph.rdf.named import Refer

LSTM, SEQ, BAHDANAU, TRANSFORMER, VIT, RESNET = (
    "hochreiter1997long",
    "sutskever2014sequence",
    "bahdanau2014neural",
    "vaswani2017attention",
    "dosovitskiy2020image",
    "he2015deep",
)


@pytest.fixture(scope="module")
def rows(toy_graph: PaperGraph) -> list[Quad]:
    return quads(toy_graph)


@pytest.fixture(scope="module")
def doubtful_rows(toy_graph: PaperGraph) -> list[Quad]:
    """The golden graph with something to find for the questions that it gives no answer to."""
    bahdanau, seq, resnet, transformer, vit, lstm = toy_graph.papers
    first, second, *entries = toy_graph.entries
    led_astray = Link(url="https://arxiv.org/abs/1409.0473", role="paper")
    other_list = replace(
        first, id="b.md#lstm", source="b.md", section=("Old",), year=1996, title="The LSTM", links=(led_astray,)
    )
    sentence = Evidence(
        justification="mention", confidence=0.6, source="toy.md", first_line=12, last_line=12, quote="So."
    )
    group = BuildsOn(
        subject=vit.id, object=resnet.id, kind="core", any_of="a backbone", confidence=0.6, evidence=(sentence,)
    )
    also = replace(group, object=seq.id)
    return quads(
        replace(
            toy_graph,
            sources=(*toy_graph.sources, Source(id="b.md", format="markdown")),
            papers=(
                bahdanau,
                seq,
                replace(resnet, year=2018),
                replace(transformer, authors=("ashish-vaswani", "ilya-sutskever")),
                replace(vit, id="work:vit-2020", citekey="nameless", identifiers=()),
                vit,
                replace(lstm, entries=(*lstm.entries, other_list.id), links=(led_astray,)),
                replace(seq, id="arxiv:1409.32151", citekey="twin", links=()),
            ),
            entries=(first, second, *entries, other_list),
            builds_on=(*toy_graph.builds_on, group, also),
        )
    )


@pytest.fixture(scope="module")
def refer(toy_graph: PaperGraph) -> Refer:
    lookup = Lookup(toy_graph)
    return lambda type_, text: lookup.find_any(text).id if type_ == "author" else lookup.find(text).id


#: For each bundled query: the values that are set, the columns that are compared, and the answer.
ANSWERS: dict[str, tuple[dict[str, str], tuple[str, ...], list[tuple[object, ...]]]] = {
    "author-builds-on": (
        {"author": "Vaswani"},
        ("own", "title", "year", "by"),
        [
            (
                TRANSFORMER,
                "Neural Machine Translation by Jointly Learning to Align and Translate",
                2014,
                "Dzmitry Bahdanau",
            )
        ],
    ),
    "between-sections": ({}, ("from", "to", "edges"), [("Sequences", "Vision", 1)]),
    "concept-prerequisites": (
        {"concept": "self-attention"},
        ("label", "introducedBy"),
        [("attention", "https://w3id.org/papergraph/id/paper/arxiv-1409.0473"), ("recurrent network", None)],
    ),
    "concepts-nobody-introduces": (
        {},
        ("label", "usedBy", "requiredBy"),
        [("convolution", 1, 0), ("recurrent network", 0, 1)],
    ),
    "edges-without-quote": (
        {},
        ("newer", "older", "kind", "confidence", "restsOn"),
        [
            (BAHDANAU, SEQ, "core", 1.0, "curated"),
            (VIT, TRANSFORMER, "core", 1.0, "curated"),
            (TRANSFORMER, BAHDANAU, "core", 1.0, "curated"),
            (TRANSFORMER, RESNET, "background", 0.8, "curated"),
        ],
    ),
    "evidence": (
        {"paper": "seq2seq"},
        ("title", "kind", "justification", "quote", "source", "line"),
        [
            (
                "Long Short-Term Memory",
                "core",
                "mention",
                "One LSTM reads the sentence into a vector, a second LSTM writes from it; builds on LSTM.",
                "toy.md",
                6,
            )
        ],
    ),
    "most-depended-on": (
        {},
        ("title", "directly", "inTwoSteps"),
        [
            ("Long Short-Term Memory", 1, 2),
            ("Neural Machine Translation by Jointly Learning to Align and Translate", 1, 2),
            ("Sequence to Sequence Learning with Neural Networks", 1, 2),
            ("Attention Is All You Need", 1, 1),
        ],
    ),
    "prerequisites": (
        {},
        ("title", "year"),
        [
            ("Long Short-Term Memory", 1997),
            ("Neural Machine Translation by Jointly Learning to Align and Translate", 2014),
            ("Sequence to Sequence Learning with Neural Networks", 2014),
        ],
    ),
    "published-between": (
        {"from": "2015", "to": "2017"},
        ("year", "title"),
        [(2015, "Deep Residual Learning for Image Recognition"), (2017, "Attention Is All You Need")],
    ),
    "teachers-of-concepts": (
        {"paper": "ViT"},
        ("concept", "title", "year"),
        [("self-attention", "Attention Is All You Need", 2017)],
    ),
    "things-to-implement": (
        {"paper": "ViT"},
        ("title", "implement"),
        [("Attention Is All You Need", "Write scaled dot-product attention in twenty lines.")],
    ),
    "unlocks": (
        {"paper": "LSTM"},
        ("title", "directly"),
        [
            ("Sequence to Sequence Learning with Neural Networks", True),
            ("Neural Machine Translation by Jointly Learning to Align and Translate", False),
            ("Attention Is All You Need", False),
            ("An Image is Worth 16x16 Words", False),
        ],
    ),
    "any-of": ({}, ("newer", "group", "anyOf"), [(VIT, "a backbone", f"{RESNET}, {SEQ}")]),
    "authors-depended-on": (
        {},
        ("name", "papersBuildingOn"),
        [
            ("Ashish Vaswani", 1),
            ("Dzmitry Bahdanau", 1),
            ("Ilya Sutskever", 1),
            ("Jürgen Schmidhuber", 1),
            ("Sepp Hochreiter", 1),
        ],
    ),
    "bridges": (
        {"from": "sequences", "to": "Vision"},
        ("olderTitle", "newerTitle", "list"),
        [("Attention Is All You Need", "An Image is Worth 16x16 Words", "toy.md")],
    ),
    "common-ground": (
        {"one": "ViT", "other": "Bahdanau attention"},
        ("title",),
        [("Long Short-Term Memory",), ("Sequence to Sequence Learning with Neural Networks",)],
    ),
    "concept-in-papers": (
        {"concept": "self-attention"},
        ("year", "title", "does"),
        [(2017, "Attention Is All You Need", "introduces"), (2020, "An Image is Worth 16x16 Words", "uses")],
    ),
    "doubtful-identifiers": (
        {},
        ("citekey", "identifier", "doubt"),
        [
            (BAHDANAU, "https://arxiv.org/abs/1409.0473", f"is the page of {LSTM}"),
            (RESNET, "arxiv:1512.03385", "is of 2015, the paper of 2018"),
            (LSTM, "https://arxiv.org/abs/1409.0473", f"is the page of {BAHDANAU}"),
            ("nameless", None, "has no identifier"),
            (SEQ, "arxiv:1409.3215", "is another paper's too"),
            (SEQ, "https://arxiv.org/abs/1409.3215", "is the page of twin"),
            ("twin", "arxiv:1409.3215", "is another paper's too"),
        ],
    ),
    "hours-before": ({"paper": "ViT"}, ("papers", "hoursBefore"), [(4, 10.0)]),
    "in-several-lists": ({}, ("citekey", "lists", "which"), [(LSTM, 2, "b.md, toy.md")]),
    "left-out-edges": ({}, ("newer", "older", "why"), [(RESNET, LSTM, "a reviewed non-edge")]),
    "prerequisites-by-steps": (
        {"paper": "ViT"},
        ("steps", "title"),
        [
            (1, "Attention Is All You Need"),
            (2, "Neural Machine Translation by Jointly Learning to Align and Translate"),
            (3, "Sequence to Sequence Learning with Neural Networks"),
            (4, "Long Short-Term Memory"),
        ],
    ),
    "printed-otherwise": (
        {},
        ("citekey", "field", "printed", "known", "list", "line"),
        [
            (LSTM, "title", "The LSTM", "Long Short-Term Memory", "b.md", 5),
            (LSTM, "year", 1996, 1997, "b.md", 5),
            (RESNET, "year", 2015, 2018, "toy.md", 12),
        ],
    ),
    "starting-points": (
        {},
        ("title", "builtOnBy"),
        [("Long Short-Term Memory", 1), ("Deep Residual Learning for Image Recognition", 0)],
    ),
    "ways-between": (
        {"older": "LSTM", "newer": "Transformer"},
        ("title",),
        [
            ("Neural Machine Translation by Jointly Learning to Align and Translate",),
            ("Sequence to Sequence Learning with Neural Networks",),
        ],
    ),
    "weak-edges": (
        {"below": "0.7"},
        ("newer", "older", "confidence", "quote"),
        [(VIT, RESNET, 0.6, "So."), (VIT, SEQ, 0.6, "So.")],
    ),
}


def test_every_bundled_query_has_its_answer_here() -> None:
    assert sorted(each.name for each in named_queries()) == sorted(ANSWERS)


#: The questions whose answers are in `doubtful_rows`.
OF_DOUBTFUL = {"any-of", "doubtful-identifiers", "in-several-lists", "printed-otherwise", "weak-edges"}


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_a_bundled_query_answers(rows: list[Quad], doubtful_rows: list[Quad], refer: Refer, name: str) -> None:
    given, columns, expected = ANSWERS[name]
    asked = named_query(name)
    found = query(doubtful_rows if name in OF_DOUBTFUL else rows, asked.sparql, bound=bind(asked, given, refer=refer))

    assert [tuple(record[column] for column in columns) for record in found.records()] == expected
    assert asked.question.endswith("?")


PARAMETERS = """# A question?
#   of two lines
# param who: author
# param years: integer = 3
# param least: number = 0.5
# param word: text = a = b
SELECT ?who ?years ?least ?word { ?p dct:creator ?who }
"""


def test_the_head_of_a_file_is_read() -> None:
    made = read_query(PARAMETERS, "mine")

    assert made.question == "A question? of two lines"
    assert [(each.name, each.type, each.default) for each in made.parameters] == [
        ("who", "author", None),
        ("years", "integer", "3"),
        ("least", "number", "0.5"),
        ("word", "text", "a = b"),
    ]
    assert made.sparql == PARAMETERS


@pytest.mark.parametrize("line", ["# param paper", "# param paper: thing", "# param a b: text", "#param x: TEXT"])
def test_a_malformed_parameter_is_named(line: str) -> None:
    with pytest.raises(QueryError, match=r"mine, line 2: write '# param NAME: TYPE = DEFAULT'"):
        read_query(f"# A question?\n{line}\nASK {{}}", "mine")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "asks for a author: give it with --set who=VALUE"),
        ({"who": "Vaswani", "years": "3.5"}, "years is a whole number, not '3.5'"),
        ({"who": "Vaswani", "years": "3 } UNION {"}, "years is a whole number"),
        ({"who": "Vaswani", "least": "much"}, "least is a number"),
        ({"who": "Vaswani", "whom": "x"}, "no parameter 'whom'; it has who, years, least, word"),
    ],
)
def test_values_are_of_their_type(refer: Refer, given: dict[str, str], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        bind(read_query(PARAMETERS, "mine"), given, refer=refer)


def test_what_is_set_never_becomes_syntax(rows: list[Quad], refer: Refer) -> None:
    asked = read_query("# Which?\n# param word: text\nSELECT ?word ?p { ?p pg:citekey ?key FILTER(?key = ?word) }", "w")
    given = {"word": "' || true || '"}

    assert not query(rows, asked.sparql, bound=bind(asked, given, refer=refer)).rows
    assert len(query(rows, asked.sparql, bound=bind(asked, {"word": RESNET}, refer=refer)).rows) == 1


def test_an_unknown_reference_passes_through(refer: Refer) -> None:
    with pytest.raises(UnknownReferenceError):
        bind(named_query("prerequisites"), {"paper": "no such thing at all"}, refer=refer)


def test_a_default_that_is_not_in_the_graph_says_what_to_set(refer: Refer) -> None:
    asked = read_query("# Which?\n# param paper: paper = arxiv:0000.00001\nSELECT ?paper {}", "mine")

    with pytest.raises(QueryError, match="unless you say otherwise with --set paper=VALUE"):
        bind(asked, {}, refer=refer)


def test_an_unknown_name_has_the_closest_ones() -> None:
    with pytest.raises(QueryError, match="prerequisites"):
        named_query("prerequisite")


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("# Is there anything?\nASK { ?s ?p ?o }", "utf-8")

    assert named_queries(folder=tmp_path) == (
        NamedQuery("mine", "Is there anything?", (), "# Is there anything?\nASK { ?s ?p ?o }"),
    )


def test_a_query_projects_its_parameters() -> None:
    for each in named_queries():
        head = re.sub(r"#.*", "", each.sparql).partition("WHERE")[0]
        assert {parameter.name for parameter in each.parameters} <= set(re.findall(r"\?(\w+)", head)), each.name


def test_steps_are_counted_up_to_four_by_the_shortest_way(toy_graph: PaperGraph) -> None:
    ids = [f"work:p{number}-2000" for number in range(9)]
    papers = tuple(replace(toy_graph.papers[0], id=each, citekey=each, title=each, entries=()) for each in ids)
    chain = [(ids[number], ids[number + 1]) for number in range(8)] + [(ids[0], ids[2])]
    edges = tuple(BuildsOn(subject=subject, object=object_, kind="core") for subject, object_ in chain)
    graph = replace(toy_graph, papers=papers, entries=(), topics=(), builds_on=edges, dropped_edges=())
    asked = named_query("prerequisites-by-steps")
    found = query(quads(graph), asked.sparql, bound=bind(asked, {"paper": ids[0]}, refer=lambda _, text: text))

    assert [(record["title"], record["steps"]) for record in found.records()] == [
        *((ids[1], 1), (ids[2], 1), (ids[3], 2), (ids[4], 3), (ids[5], 4)),
        *((each, None) for each in ids[6:]),
    ]
