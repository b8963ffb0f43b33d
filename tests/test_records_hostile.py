"""Damaged libraries: nothing raises, no line is lost, and one fault costs no more than what stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papergraph.curation import Curation
from papergraph.errors import InputError
from papergraph.graph import build, to_json
from papergraph.model import Reading
from papergraph.readers import read_bytes, read_text
from papergraph.readers.markup.org import org_lines
from papergraph.readers.markup.rst import rst_lines
from papergraph.readers.records.latex import plain
from papergraph.readers.text.cleaning import split_lines

FOLDER = Path(__file__).parent / "fixtures" / "records"
NAMES = (
    "library.bib", "library.ris", "library.csl.json", "library.json", "library.csv", "library.yaml", "library.org",
    "library.rst",
)  # fmt: skip
TEXTS = {name: (FOLDER / name).read_text("utf-8") for name in NAMES}
SIGNS = "{}[]\",:;@#\n\\\0'%=-|<>*`_$~&\t é"


def lost_lines(text: str, reading: Reading) -> list[int]:
    parts = (*reading.entries, *reading.unread, *reading.skipped, *reading.headings)
    covered = {line for part in parts for line in range(part.first_line, part.last_line + 1)}
    lines = split_lines(text.removeprefix("\ufeff"))
    return [n for n, line in enumerate(lines, 1) if line.strip("\0 \t") and n not in covered]


@pytest.mark.parametrize(("at", "cut"), [(5813, 39), (63, 27)])
def test_a_list_that_is_not_closed_and_a_name_that_is_cut_cost_little(at: int, cut: int) -> None:
    text = TEXTS["library.json"]
    reading = read_text(text[:at] + text[at + cut :], source="library.json")

    assert len(reading.entries) >= 22


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_one_fault_costs_little(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    at = data.draw(st.integers(0, len(text) - 1))
    cut = data.draw(st.integers(0, 40))
    put = data.draw(st.text(SIGNS, max_size=2))
    damaged = text[:at] + put + text[at + cut :]
    reading = read_text(damaged, source=name)

    least = 22
    assert least <= len(reading.entries) <= 27
    assert lost_lines(damaged, reading) == []


@pytest.mark.parametrize(
    "suffix", ["bib", "ris", "json", "jsonl", "csv", "tsv", "yaml", "nbib", "enw", "org", "rst", "rdf"]
)
@settings(max_examples=40, deadline=None)
@example(text="; 1")
@given(text=st.text(st.sampled_from("{}[]\",:;@#\n\\'%=-|<> aT1é\ttitle:TY  - ER"), max_size=300))
def test_any_text_is_read_and_no_line_is_lost(suffix: str, text: str) -> None:
    reading = read_text(text, source=f"x.{suffix}")

    assert lost_lines(text, reading) == []


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_called_bibtex_are_read(data: bytes) -> None:
    try:
        reading = read_bytes(b"@article{a, title={" + data, source="x.bib")
    except InputError:
        assert sum(byte < 32 for byte in data) > 40  # mostly control characters: no text
        return

    assert reading.source.format == "bibtex"


@given(st.text(st.sampled_from("\\{}$~'\"`^aeiou cvHkr-&%_"), max_size=80))
def test_latex_ends_without_marks_it_would_leave(text: str) -> None:
    assert "  " not in plain(text)
    assert plain(text) == plain(text).strip()


@given(st.lists(st.text(SIGNS + "ab=+-.:", max_size=20), max_size=12))
def test_other_markup_keeps_its_lines(lines: list[str]) -> None:
    lines = [line.replace("\n", " ") for line in lines]

    assert len(org_lines(lines)) == len(lines)
    assert len(rst_lines(lines)) == len(lines)
    assert not any("\n" in line for line in (*org_lines(lines), *rst_lines(lines)))


BOMBS = {
    "flow.yaml": "- title: Mud\n  year: 2020\n- title: Gras\n  a: " + "[" * 100_000,
    "keys.yaml": "- title: Mud\n  year: 2020\n- title: Gras\n  a: " + "{a: " * 50_000,
    "closed.yaml": "- title: Mud\n  year: 2020\n- title: Gras\n  a: " + "[a], [" * 50_000,
    "items.yaml": "- title: Mud\n  year: 2020\n- title: Gras\n  a:\n    " + "- " * 100_000,
    "braces.json": "{" * 200_000,
    "objects.json": '{"a":' * 100_000,
    "aliases.yaml": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "list:\n- title: Mud\n  authors: *i\n  year: 2020\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_never_end_or_end_the_program_is_refused_in_its_place(name: str) -> None:
    reading = read_text(BOMBS[name], source=name)

    assert lost_lines(BOMBS[name], reading) == []
    assert len(reading.unread) >= 1
    assert {entry.title for entry in reading.entries} <= {"Mud"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "x.json",
            '{"Gr\\udcff\\u0007as": [{"title": "Mud \\ud800 and\\u0000 Clay", "year": 2019}]}',
        ),
        ("x.yaml", '- title: "Mud \\xA0 and\\0 Clay"\n  year: 2019\n  venue: "\\a"\n  doi: 10.1000/1\n'),
        ("x.html", '<!doctype html><li><a href="http://arxiv.org/abs/1901.00001">Mud &#xD800; and&#0; Clay</a>, 2019'),
    ],
)
def test_what_escapes_stand_for_can_be_written(name: str, text: str) -> None:
    graph = build([read_text(text, source=name)], curation=Curation())

    assert [paper.title[:3] for paper in graph.papers] == ["Mud"]
    assert [each for each in ("\\u0000", "\\u0007") if each in to_json(graph).decode()] == []


@pytest.mark.parametrize(
    ("name", "put", "cut"),
    [("library.csv", "\n", 12), ("library.org", "{}", 0), ("library.csv", "<", 13), ("library.csl.json", '"{', 0)],
)
def test_a_fault_in_the_first_line_costs_little(name: str, put: str, cut: int) -> None:
    assert len(read_text(put + TEXTS[name][cut:], source=name).entries) >= 22


def test_a_list_that_is_closed_too_early_goes_on() -> None:
    text = TEXTS["library.csl.json"].replace('"type": "report",', '"type": "report",}]', 1)

    assert len(read_text(text, source="library.csl.json").entries) >= 23


def test_a_list_that_is_never_closed_keeps_no_work_from_being_read() -> None:
    text = TEXTS["library.json"].replace('"arXiv:1707.01234"\n     ]\n    },', '"arXiv:1707.01234",', 1)

    assert text != TEXTS["library.json"]
    assert len(read_text(text, source="library.json").entries) >= 22
