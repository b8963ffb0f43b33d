"""Tables: what a spreadsheet adds when it saves one is taken away, and nothing else is."""

from pathlib import Path

import pytest

from papergraph.curation import load_folder
from papergraph.errors import CurationError
from papergraph.tsv import cell_of, cells_of, rows


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a\t"b, c"\t"says ""so"""\r\n', ["a", "b, c", 'says "so"']),
        ('"""Why?"" she asks"\t"Why?" she asks\n', ['"Why?" she asks', '"Why?" she asks']),
        ('"one" and "two"\t"\t""\t"""\t5"', ['"one" and "two"', '"', "", '"""', '5"']),
        (" a \t\t", ["a", "", ""]),
    ],
)
def test_quotes_go_only_where_a_spreadsheet_puts_them(line: str, cells: list[str]) -> None:
    assert cells_of(line) == cells


@pytest.mark.parametrize("text", ["plain", '"all of it"', '""', '"', '"one" and "two"', 'say "so"', '"""x"""', ""])
def test_a_cell_that_is_written_is_read_as_it_was(text: str) -> None:
    assert cells_of(cell_of(text)) == [text]


def test_a_file_that_a_spreadsheet_saved_is_read(tmp_path: Path) -> None:
    row = 'b\t"a, or ""alpha"""\tcore\t"keeps ""it"", and adds"'
    text = f"\ufeffsubject\tobject\tkind\treason\t\t\r\n{row}\t\t\r\n\t\t\t\r\n"
    (tmp_path / "builds_on.tsv").write_bytes(text.encode())

    (edge,) = load_folder(tmp_path, name="own").edges
    assert (edge.object, edge.reason) == ('a, or "alpha"', 'keeps "it", and adds')


def test_a_cell_too_many_is_a_fault_when_it_says_something(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("a\tb\n1\t2\t\t\n1\t2\t\t3\n")
    found = rows(path, ("a", "b"), ("a",))

    assert next(found).cells == {"a": "1", "b": "2"}
    with pytest.raises(CurationError, match="stray tab"):
        next(found)


def test_a_folder_in_the_place_of_a_table_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "builds_on.tsv").mkdir()
    with pytest.raises(CurationError, match="irectory"):
        load_folder(tmp_path, name="own")
