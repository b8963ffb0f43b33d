"""One row of builds_on.tsv is written: in its sorted place, every other byte as it was, and never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from papergraph.curation import Curation, KnownWork, load_folder
from papergraph.edge_rows import COLUMNS, EdgeRow, Works, plain_cell, read_rows, take_back, write_row
from papergraph.errors import CurationError, OutputError
from papergraph.model import Paper

HEADER = "\t".join(COLUMNS)
NOBODY = Works((), Curation())


def row(subject: str, object_: str, kind: str = "core", **cells: object) -> EdgeRow:
    return EdgeRow(subject=subject, object=object_, kind=kind, **cells)  # type: ignore[arg-type]


def test_a_missing_file_is_made_with_its_header(tmp_path: Path) -> None:
    file = tmp_path / "new" / "builds_on.tsv"
    written = write_row(file, row("b", "a", reason="why"), NOBODY)

    assert file.read_text() == f"{HEADER}\nb\ta\tcore\t\t\t\twhy\n"
    assert (written.before, written.after) == ((), "b\ta\tcore\t\t\t\twhy")
    assert sorted(each.name for each in file.parent.iterdir()) == ["builds_on.tsv"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            f"{HEADER}\na\tx\tcore\n\n# on d\nd\tx\tnone",
            f"{HEADER}\na\tx\tcore\nc\tb\tcore\t\t\t\t\n\n# on d\nd\tx\tnone\n",
        ),
        (f"# CC0\n{HEADER}\n", f"# CC0\n{HEADER}\nc\tb\tcore\t\t\t\t\n"),
        (f"{HEADER}\r\na\tx\tcore\r\n", f"{HEADER}\r\na\tx\tcore\r\nc\tb\tcore\t\t\t\t\r\n"),
        (f"\ufeff{HEADER}\na\tx \tcore\t  \n", f"\ufeff{HEADER}\na\tx \tcore\t  \nc\tb\tcore\t\t\t\t\n"),
        ("object\tkind\tsubject\nx\tcore\td\n", "object\tkind\tsubject\nb\tcore\tc\nx\tcore\td\n"),
        ("# only a comment", f"# only a comment\n{HEADER}\nc\tb\tcore\t\t\t\t\n"),
        ("", f"{HEADER}\nc\tb\tcore\t\t\t\t\n"),
    ],
    ids=["comments", "licence", "crlf", "mark", "columns", "comment", "empty"],
)
def test_what_stands_there_stays_byte_for_byte(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "builds_on.tsv"
    file.write_bytes(before.encode())
    write_row(file, row("c", "b"), NOBODY)

    assert file.read_bytes().decode() == after


def test_a_column_that_the_header_lacks_is_added_to_it(tmp_path: Path) -> None:
    file = tmp_path / "builds_on.tsv"
    file.write_text("subject\tobject\tkind\na\tx\tcore\n")
    write_row(file, row("c", "b", reason="why"), NOBODY)

    assert file.read_text() == "subject\tobject\tkind\treason\na\tx\tcore\nc\tb\tcore\twhy\n"
    assert [edge.reason for edge in load_folder(tmp_path, name="own").edges] == ["", "why"]


def test_a_row_for_the_pair_is_replaced_in_its_place_however_it_names_the_works(tmp_path: Path) -> None:
    papers = [
        Paper(id="arxiv:1", citekey="ann1990alpha", title="Alpha", short_names=("A",)),
        Paper(id="work:b", citekey="b", title="Beta"),
    ]
    works = Works(papers, Curation())
    file = tmp_path / "builds_on.tsv"
    file.write_text(f"{HEADER}\n# mine\nA\tBeta\t?\t\t\t\tmaybe\nz\ty\tcore\n")
    written = write_row(file, row("arxiv:1", "Beta", "none", reason="no"), works)

    assert file.read_text() == f"{HEADER}\n# mine\narxiv:1\tBeta\tnone\t\t\t\tno\nz\ty\tcore\n"
    assert written.before == ("A\tBeta\t?\t\t\t\tmaybe",)
    assert written.cells_before is not None
    assert written.cells_before["kind"] == "?"

    take_back(written)
    assert "A\tBeta\t?\t\t\t\tmaybe\n" in file.read_text()
    assert "none" not in file.read_text()


def test_a_new_row_that_is_taken_back_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "builds_on.tsv"
    file.write_text(f"{HEADER}\na\tx\tcore\n# end\n")
    written = write_row(file, row("c", "b"), NOBODY)
    take_back(written)
    take_back(written)

    assert file.read_text() == f"{HEADER}\na\tx\tcore\n# end\n"


@pytest.mark.parametrize(
    ("given", "cell"),
    [("a\tb\nc\r\n d\u2028e", "a b c d e"), ("x\x00\x1b[31my", "x[31my"), ("bad\udcffbyte", "bad?byte"), ("  ", "")],
)
def test_a_cell_is_one_line(given: str, cell: str) -> None:
    assert plain_cell(given) == cell


def test_hostile_cells_make_one_row_that_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "builds_on.tsv"
    write_row(
        file, row("# not a comment", "a\tb", takes=("one|two", "thr\nee"), any_of="x\ty", reason="=1+1\n# r"), NOBODY
    )

    (edge,) = load_folder(tmp_path, name="own").edges
    assert (edge.subject, edge.object) == ("not a comment", "a b")
    assert edge.takes == ("one two", "thr ee")
    assert (edge.any_of, edge.reason) == ("x y", "=1+1 # r")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"subject\tobject\tknd\n", "knd"), (b"subject\tobject\n", "kind"), (b"\xff\xfe\n", "UTF-8")],
)
def test_a_file_that_is_no_such_table_is_left_alone(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "builds_on.tsv"
    file.write_bytes(content)

    with pytest.raises(CurationError, match=said):
        write_row(file, row("b", "a"), NOBODY)
    assert file.read_bytes() == content


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")

    with pytest.raises(OutputError, match="no folder"):
        write_row(tmp_path / "f" / "builds_on.tsv", row("b", "a"), NOBODY)


def test_writers_at_the_same_time_lose_no_row(tmp_path: Path) -> None:
    file = tmp_path / "builds_on.tsv"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: write_row(file, row(f"s{n:02}", "a"), NOBODY), range(40)))

    assert [each["subject"] for each in read_rows(file)] == [f"s{n:02}" for n in range(40)]


def test_a_work_is_named_by_what_stays() -> None:
    known = KnownWork(id="arxiv:1706.03762", citekey="vaswani2017attention", title="Attention Is All You Need")
    papers = [
        Paper(id=known.id, citekey="other2017attention", title="Attention is all you need"),
        Paper(id="doi:10.1/x", citekey="a1990x", title="Same", identifiers=("doi:10.1/x",)),
        Paper(id="work:same-1991", citekey="b1991same", title="Same"),
        Paper(id="work:only-1992", citekey="c1992only", title="# Only\tOne"),
    ]
    works = Works(papers, Curation(works=(known,)))

    references = [works.reference(paper.id) for paper in papers]
    assert references == ["vaswani2017attention", "doi:10.1/x", "work:same-1991", "Only One"]
    assert [works.find(each) for each in references] == [[paper.id] for paper in papers]


def test_a_row_that_a_spreadsheet_saved_is_found_by_its_pair_and_others_keep_its_quotes(tmp_path: Path) -> None:
    file = tmp_path / "builds_on.tsv"
    file.write_bytes(b'subject\tobject\tkind\t\t\r\nc\t"""b"", the book"\tcore\t\t\r\nd\t"x, y"\tcore\t\t\r\n')
    written = write_row(file, row("c", '"b", the book', "none", reason='"all"'), NOBODY)

    text = file.read_bytes().decode()
    assert written.cells_before == {"subject": "c", "object": '"b", the book', "kind": "core", "reason": ""}
    assert text == 'subject\tobject\tkind\treason\r\nc\t"b", the book\tnone\t"""all"""\r\nd\t"x, y"\tcore\t\t\r\n'
    assert [each["reason"] for each in read_rows(file)] == ['"all"', ""]
