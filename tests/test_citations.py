"""Citation files: what is read, what is left out and said, what is refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.citations import CitationNetwork, read
from papergraph.errors import InputError


def written(folder: Path, **files: str) -> list[Path]:
    """Files with these contents, by the stem of their names."""
    paths = []
    for name, content in files.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(content, "utf-8")
    return paths


def arrows(network: CitationNetwork) -> set[tuple[str, str]]:
    """The citations that were kept, by name."""
    tails, heads = network.rows.tails.tolist(), network.rows.heads.tolist()
    return {(network.ids[tail], network.ids[head]) for tail, head in zip(tails, heads, strict=True)}


@pytest.mark.parametrize(
    "table",
    [
        "citing\tcited\nb\ta\nc\tb\n",
        "b\ta\nc\tb",
        "b,a\nc,b\n",
        "# a comment\n# FromNodeId ToNodeId\nb a\nc  b\r\n",
        "\ufeffb\ta\n\nc\tb\n",
    ],
)
def test_tables_are_read_whatever_parts_their_cells(tmp_path: Path, table: str) -> None:
    assert arrows(read(written(tmp_path, edges=table))) == {("b", "a"), ("c", "b")}


def test_gzip_is_undone_and_several_files_are_one_network(tmp_path: Path) -> None:
    packed = tmp_path / "edges.tsv.gz"
    packed.write_bytes(gzip.compress(b"b\ta\n"))
    network = read([packed, *written(tmp_path, more="c\ta\n")])
    assert arrows(network) == {("b", "a"), ("c", "a")}


def test_dates_and_titles_come_from_a_second_file_and_time_turns_no_arrow_round(tmp_path: Path) -> None:
    facts = "id\tdate\ttitle\na\t1992-03-08\tFirst\nb\t1993\t\nc\t1991-12\tLast but older\n"
    network = read(written(tmp_path, edges="b\ta\nc\ta\na\tb\n", facts=facts))
    assert arrows(network) == {("b", "a")}
    assert {network.ids[at]: title for at, title in network.titles.items()} == {"a": "First", "c": "Last but older"}
    assert network.notes == ("left out 2 citations of papers that came later",)


def test_a_date_that_is_not_exact_contradicts_only_what_is_sure(tmp_path: Path) -> None:
    facts = "a\t1992-03-08\nb\t1992\nc\t1992-03\n"
    network = read(written(tmp_path, edges="b\ta\nc\ta\nb\tc\n", facts=facts))
    assert arrows(network) == {("b", "a"), ("c", "a"), ("b", "c")}


def test_json_lines_of_three_makers_are_read(tmp_path: Path) -> None:
    lines = [
        {
            "id": "https://openalex.org/W3",
            "title": "Third",
            "publication_date": "2020-05-01",
            "referenced_works": ["https://openalex.org/W2"],
        },
        {"paperId": "W2", "title": "Second", "year": 2019, "references": [{"paperId": "W1"}, {"paperId": None}]},
        {"citingcorpusid": 9, "citedcorpusid": 8, "isinfluential": True},
    ]
    network = read(written(tmp_path, works="\n".join(map(json.dumps, lines))))
    assert arrows(network) == {("W3", "W2"), ("W2", "W1"), ("9", "8")}
    assert int(network.dates[network.number["W3"]]) == 20200501
    assert int(network.dates[network.number["W2"]]) == 20190000


def test_a_line_may_hold_a_list_or_a_page_of_works(tmp_path: Path) -> None:
    works = [{"id": "https://openalex.org/W2", "referenced_works": ["https://openalex.org/W1"]}, {"id": "W3"}]
    (tmp_path / "page.json").write_text(json.dumps({"meta": {"count": 2}, "results": works}))
    (tmp_path / "list.json").write_text(json.dumps([{"paperId": "p2", "references": [{"paperId": "p1"}]}, 7]))
    network = read([tmp_path / "page.json", tmp_path / "list.json"])
    assert arrows(network) == {("W2", "W1"), ("p2", "p1")}
    assert [each.partition("list.json")[2] for each in network.notes] == [
        ": 1 line could not be read, line 1: neither a work with its references nor a citation"
    ]


def test_json_over_many_lines_is_refused_with_what_is_wanted(tmp_path: Path) -> None:
    text = json.dumps([{"id": "W2", "referenced_works": ["W1"]}], indent=1)
    with pytest.raises(InputError, match="JSON, one whole work a line"):
        read(written(tmp_path, works=text))


def test_a_comma_between_quotation_marks_ends_no_cell(tmp_path: Path) -> None:
    facts = 'id,date,title\nb,2001,"Stores, and how to fill them"\na,2000,plain\n'
    network = read(written(tmp_path, edges='citing,cited\n"b","a"\n"c, d","a"\n', facts=facts))
    assert arrows(network) == {("b", "a"), ("c, d", "a")}
    assert network.titles[network.number["b"]] == "Stores, and how to fill them"


def test_an_address_of_openalex_names_its_work(tmp_path: Path) -> None:
    network = read(written(tmp_path, edges="W2\tW1\n"))
    assert network.named("https://openalex.org/W2") == "W2"
    assert network.named("https://openalex.org/W5") == "https://openalex.org/W5"


def test_lines_that_cannot_be_read_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    (note,) = read(written(tmp_path, edges="b\ta\nonly one\n\tx\nc\tb\n")).notes
    assert "2 lines could not be read, the first is line 2" in note
    (note,) = read(written(tmp_path, works='{"id": "b", "references": ["a"]}\n{"id": \n[1]\n')).notes
    assert "2 lines could not be read, the first is line 2: no JSON" in note


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="version 2 of the format"):
        read(written(tmp_path, works='{"record":"file","format":"papergraph-citations","version":2}\n{"id":"a"}\n'))


@pytest.mark.parametrize("content", ["", "\n\n", "one\ntwo\n", '{"x": 1}\n'])
def test_a_file_without_any_citation_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="holds no citations"):
        read(written(tmp_path, edges=content))


def test_dates_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give a file with columns citing and cited"):
        read(written(tmp_path, facts="a\t1992-03-08\n"))


def test_a_file_that_is_not_there_or_cut_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read([tmp_path / "absent.tsv"])
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"b\ta\n" * 1000)[:-20])
    with pytest.raises(InputError, match=r"cut\.gz"):
        read([tmp_path / "cut.gz"])


def test_a_circle_is_opened_at_what_points_to_the_later_or_less_cited_paper(tmp_path: Path) -> None:
    network = read(written(tmp_path, edges="a\tb\nb\ta\nc\ta\nd\ta\n"))
    assert arrows(network) == {("b", "a"), ("c", "a"), ("d", "a")}
    assert network.notes == ("left out 1 citation that went round in circles",)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40),
    st.lists(st.integers(0, 3), min_size=10, max_size=10),
)
def test_what_is_kept_has_no_circle_and_never_points_forward(arcs: list[tuple[int, int]], years: list[int]) -> None:
    names = [f"p{number}" for number in range(10)]
    dates = np.array([19900000 + year * 10000 if year else 0 for year in years], dtype=np.int32)
    citing, cited = (np.array([arc[end] for arc in arcs], dtype=np.int32) for end in (0, 1))
    network = CitationNetwork.of(names, citing, cited, dates=dates)
    assert not len(network.rows.cyclic())
    for tail, head in zip(network.rows.tails, network.rows.heads, strict=True):
        assert not dates[tail] or not dates[head] or dates[tail] >= dates[head]
    forwards = [a for a in arcs if a[0] != a[1] and 0 < dates[a[0]] < dates[a[1]]]
    if not forwards and len(network.rows.heads) < len({a for a in arcs if a[0] != a[1]}):
        assert any("circles" in note for note in network.notes)


def test_what_papergraph_enrich_wrote_is_a_network_under_the_strongest_identifiers(tmp_path: Path) -> None:
    lines = [
        {"record": "file", "format": "papergraph-citations", "version": 1},
        {
            "record": "work",
            "service": "s2",
            "asked": "title:new",
            "work": {"identifiers": ["s2:n", "arxiv:2001.00001"], "title": "New", "year": 2020, "date": "2020-01-02"},
        },
        {"record": "work", "service": "s2", "asked": "title:x", "work": {"identifiers": ["s2:x"]}, "doubt": "another"},
        {
            "record": "references",
            "service": "s2",
            "asked": "s2:n",
            "references": [{"identifiers": ["s2:o", "doi:10.1000/old"], "title": "Old", "year": 2010}],
        },
    ]
    network = read(written(tmp_path, c="".join(json.dumps(each) + "\n" for each in lines)))

    assert arrows(network) == {("arxiv:2001.00001", "doi:10.1000/old")}
    assert network.titles == {0: "New", 1: "Old"}
    assert network.dates.tolist() == [20200102, 20100000]
    assert network.notes == ()
