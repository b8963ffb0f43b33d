"""Known-files: what their lines name, and how they are changed without touching anything else in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.errors import InputError
from papergraph.graph import PaperGraph
from papergraph.lookup import Lookup
from papergraph.model import Concept, Paper
from papergraph.progress import known_line, read_known, references, with_lines, without_lines


def test_comments_blank_lines_and_remarks_name_nothing() -> None:
    lines = references(b"\xef\xbb\xbf# mine\n\n  LSTM\t# gates\r\nhttps://x.org/a#b\r#no\nGRU #")
    assert [(line.number, line.reference, line.remark) for line in lines] == [
        (3, "LSTM", "gates"),
        (4, "https://x.org/a#b", ""),
        (6, "GRU", ""),
    ]


def test_what_is_not_utf8_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"mine\.txt:2: is not UTF-8"):
        references(b"a\n\xff\xfe\n", name="mine.txt")


def test_a_line_that_names_nothing_here_or_several_things_is_passed_over(toy_graph: PaperGraph) -> None:
    known = read_known(Lookup(toy_graph), b"LSTM\nnobody # not here\nlearning\narxiv:1706.03762\nlstm # again\n")
    assert known.ids == (Lookup(toy_graph).find("LSTM").id, "arxiv:1706.03762")
    assert known.lines_of(known.ids[0]) == (1, 5)
    assert [(each.line.number, bool(each.candidates)) for each in known.passed_over] == [(2, False), (3, True)]


def test_another_identifier_of_the_same_work_is_read_by_its_title(toy_graph: PaperGraph) -> None:
    known = read_known(Lookup(toy_graph), b"doi:10.1/of-another-list # Attention is all you need!\n")
    assert known.ids == ("arxiv:1706.03762",)
    assert read_known(Lookup(toy_graph), b"doi:10.1/of-another-list # attention\n").ids == ()


def test_every_paper_and_concept_is_read_back_from_its_line(toy_graph: PaperGraph) -> None:
    lookup = Lookup(toy_graph)
    found = [lookup.find(each.id) for each in (*toy_graph.papers, *toy_graph.concepts)]
    data = with_lines(b"", [known_line(lookup, each) for each in found])
    assert read_known(lookup, data).ids == tuple(each.id for each in found)
    assert known_line(lookup, lookup.find("transformer")) == "arxiv:1706.03762 # Attention Is All You Need"


def test_a_concept_that_shares_its_id_with_a_short_name_is_written_by_its_label(toy_graph: PaperGraph) -> None:
    paper = Paper(id="work:x", citekey="x", title="A new unit", short_names=("gate",))
    concept = Concept(id="gate", pref_label="gating function")
    lookup = Lookup(replace(toy_graph, papers=(paper,), concepts=(concept,)))
    line = known_line(lookup, lookup.find("gating function"))
    assert line == "gating function # gating function"
    assert read_known(lookup, line.encode()).ids == ("gate",)


def test_a_title_of_several_lines_stays_on_one(toy_graph: PaperGraph) -> None:
    paper = Paper(id="work:x", citekey="x", title="Two\nlines \x1b[1m\u202eand\u2028more")
    lookup = Lookup(replace(toy_graph, papers=(paper,)))
    assert known_line(lookup, lookup.find("work:x")) == "work:x # Two lines [1m and more"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"x # y\n"),
        (b"a\n", b"a\nx # y\n"),
        (b"a", b"a\nx # y\n"),
        (b"a\r\n\r\n# b", b"a\r\n\r\n# b\r\nx # y\r\n"),
        (b"\xef\xbb\xbf", b"\xef\xbb\xbfx # y\n"),
    ],
)
def test_lines_are_added_as_the_file_ends_its_lines(before: bytes, after: bytes) -> None:
    assert with_lines(before, ["x # y"]) == after
    assert with_lines(before, []) == before


_LINES = st.lists(st.sampled_from([b"a", b"", b"# c", b"b # t", b" d "]), max_size=6)


@given(_LINES, st.sampled_from([b"\n", b"\r\n"]), st.booleans(), st.booleans())
def test_what_is_added_and_taken_out_again_leaves_the_file_as_it_was(
    lines: list[bytes], end: bytes, closed: bool, bom: bool
) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + end.join(lines) + (end if closed else b"")
    added = with_lines(data, ["new # one"])
    (number,) = [line.number for line in references(added) if line.reference == "new"]
    again = without_lines(added, {number})
    assert again in {data, data + end, data + b"\n"}
    assert references(again) == references(data)
