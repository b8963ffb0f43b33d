"""A PDF of a list: the same papers as the page that it was printed from, as a list and as a table."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest

from papergraph.errors import InputError, MissingExtraError
from papergraph.readers import read_bytes, read_file
from papergraph.readers.pdf import pdf_markdown

FOLDER = Path(__file__).parent / "fixtures" / "records"


def test_a_printed_list_gives_what_its_page_gives() -> None:
    printed, page = read_file(FOLDER / "library.pdf"), read_file(FOLDER / "library.html")

    assert printed.source.format == "pdf"
    for entry, twin in zip(printed.entries, page.entries, strict=True):
        assert (entry.title, entry.authors, entry.year, entry.month) == (
            twin.title, twin.authors, twin.year, twin.month,
        )  # fmt: skip
        assert (entry.venue, entry.section, entry.kind) == (twin.venue, twin.section, twin.kind)
        assert entry.links == twin.links
        assert [(note.key, note.text) for note in entry.notes] == [(note.key, note.text) for note in twin.notes]


def test_a_printed_table_is_read_row_by_row_over_pages_and_wrapped_cells() -> None:
    reading = read_file(FOLDER / "table.pdf")
    page = {entry.title: entry for entry in read_file(FOLDER / "library.html").entries}

    assert reading.unread == ()
    assert {entry.title for entry in reading.entries} == set(page)
    for entry in reading.entries:
        twin = page[entry.title]
        assert (entry.authors, entry.year, entry.venue) == (twin.authors, twin.year, twin.venue)
        assert {link.url for link in entry.links} <= {link.url for link in twin.links}
    assert sum(bool(entry.links) for entry in reading.entries) == 21


def test_references_in_two_columns_with_divided_words_ligatures_and_accents_beside_letters() -> None:
    reading = read_file(FOLDER / "references.pdf")

    assert reading.unread == ()
    assert [(entry.title, entry.authors, entry.year) for entry in reading.entries] == [
        ("Efficient representations for self-shearing offline flocks", ("Jürgen Lund", "François Ng"), 2019),
        ("WOOL-3 in the classification of flows", ("Anna Švec", "Bert Poe", "Károly Roe"), 2020),
        ("A study of the state-of-the-art in shearing", ("Dan Hill", "Eva Hill"), 2001),
        ("Barns that learn language", ("Eva Roe",), 2020),
    ]
    assert [entry.venue for entry in reading.entries][:2] == ["Symposium on Fibre Algorithms", "Journal of Mud"]
    assert [link.url for link in reading.entries[2].links] == ["https://doi.org/10.5555/mud.3"]


def test_a_narrow_table_whose_cells_are_all_wrapped_and_broken_over_pages() -> None:
    reading = read_file(FOLDER / "wrapped.pdf")

    assert reading.unread == ()
    assert [
        (entry.title, entry.authors, entry.venue, entry.year, [link.url for link in entry.links])
        for entry in reading.entries
    ] == [
        (
            f"Mud number {n} and the long way over all the wet hills",
            ("Ada Lund", "Bo Ng", "Zoe Poe", "Eva Roe"),
            "Journal of Mud and Rain",
            1990 + n,
            [f"https://doi.org/10.5555/mud.{n}", f"https://github.com/mud/{n}"],
        )
        for n in range(1, 23)
    ]


def test_its_lines_are_those_of_the_text_that_was_drawn() -> None:
    text, problems = pdf_markdown((FOLDER / "library.pdf").read_bytes(), source="x", name="x")
    lines = text.split("\n")

    assert problems == ()
    assert "# Sheep and algorithms" in lines
    for entry in read_file(FOLDER / "library.pdf").entries:
        assert entry.title in lines[entry.first_line - 1]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\nnot at all\n%%EOF", b"%PDF-1.7" + b"<<" * 10_000])
def test_what_is_no_pdf_inside_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(InputError, match="this PDF"):
        read_bytes(data, source="x.pdf")


def test_a_cut_file_gives_no_more_than_the_whole() -> None:
    whole = (FOLDER / "library.pdf").read_bytes()
    titles = {entry.title for entry in read_bytes(whole, source="x.pdf").entries}

    with contextlib.suppress(InputError):
        assert {entry.title for entry in read_bytes(whole[: len(whole) - 400], source="x.pdf").entries} <= titles


def test_without_the_library_the_line_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)

    with pytest.raises(MissingExtraError, match=r"pip install 'papergraph-kg\[pdf\]'"):
        read_bytes(b"%PDF-1.7\n", source="x.pdf")


@pytest.mark.parametrize("name", ["hanging.pdf", "columns.pdf"])
def test_references_that_tex_set_hang_over_pages_with_accents_drawn_apart(name: str) -> None:
    reading = read_file(FOLDER / name)
    first, second, *_ = reading.entries

    assert (len(reading.entries), reading.unread) == (18, ())
    assert first.title == "A flock-based and wool-oriented way of counting that is efficient on large fields"
    assert (first.authors, first.year, first.venue) == (
        ("Éva Lund", "Özgür Svén", "Šime Çetin"), 2014, "Journal of Mud",
    )  # fmt: skip
    assert second.venue == "Proceedings of the Symposium on Fibre Algorithms"
    assert [entry.title for entry in reading.entries[4:]] == [
        f"Sheep of the {n}-th valley and how they were counted by hand and by eye in long winters" for n in range(1, 15)
    ]


def _drawn(lines: list[tuple[bool, str]]) -> bytes:
    """A PDF of one page whose bullets are drawn as squares."""
    said = [f"BT /F1 10 Tf 72 {700 - 14 * n} Td ({text}) Tj ET" for n, (_, text) in enumerate(lines)]
    marks = [f"60 {702 - 14 * n} 4 4 re f" for n, (marked, _) in enumerate(lines) if marked]
    content = "\n".join([*said, *marks])
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    body = "".join(f"{n} 0 obj\n{each}\nendobj\n" for n, each in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n".encode()


def test_bullets_that_are_drawn_part_items_whose_lines_are_full() -> None:
    lines = [
        (True, "Ada Lund and Bo Ng. Counting sheep in the fog of very wet meadows. Journal of Mud, 1999."),
        (True, "Zoe Poe. Gates that open at night, and those that do not. Journal of Mud and Rain, 2001."),
        (True, "Eva Roe and Dan Hill. Wool and its many uses in all the barns of the long and wet hills of"),
        (False, "the north. Journal of Mud, 2003."),
    ]

    reading = read_bytes(_drawn(lines), source="x.pdf")

    assert [(entry.title, entry.year) for entry in reading.entries] == [
        ("Counting sheep in the fog of very wet meadows", 1999),
        ("Gates that open at night, and those that do not", 2001),
        ("Wool and its many uses in all the barns of the long and wet hills of the north", 2003),
    ]
