"""Reading as a whole: any text, any bytes; every line accounted for; ids that hold no line number."""

from __future__ import annotations

import contextlib
import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papergraph.errors import InputError
from papergraph.model import Reading
from papergraph.readers import explain, read_bytes, read_file, read_text
from papergraph.readers.text import cleaning
from papergraph.readers.text.cleaning import split_lines

GOOD = """# Locks

- [Spinning Well](https://arxiv.org/abs/1901.00001), Ann Miller, 2019
- [Sleeping Well](https://arxiv.org/abs/1901.00002), Ben Ode, 2018
- [Waiting Well](https://arxiv.org/abs/1901.00003), Cy Dent, 2017
"""

SIGNS = (
    "- ,* ,1. ,# ,## ,[,],(,](https://arxiv.org/abs/1706.03762),),**,*,_,`,```\n,<br>,<td>,<tr>,"
    '<table>\n,</table>,<li>,<h3>,</h3>,<!--,-->,<a href=x>,</a>,\n,\n\n,    ,\t,“,”,", – , — ,. ,'
    "(2017),et al.,Ann Miller,Deep Sorting Networks,NeurIPS,2017,\\,&nbsp;,😀,---\n,===\n,> ,"
    "![x](https://img.shields.io/badge/12.2023-red),[^1]: ,[a]: http://x\n,: ,~~,<![x,<?,"
    "<!-- papergraph:begin -->\n,<!-- papergraph:end -->\n,\x00,\x0c,\u2028,\x85,\r,\ud800,\ufeff,|,"
    "| a | b |\n,| --- | --- |\n"
)
PIECES = st.sampled_from([*SIGNS.split(","), ", "])


def unaccounted(text: str, reading: Reading) -> list[int]:
    """The lines of a text that are not blank and that nothing of its reading takes."""
    parts = (*reading.entries, *reading.unread, *reading.skipped, *reading.headings)
    taken = {line for part in parts for line in range(part.first_line, part.last_line + 1)}
    return [n for n, line in enumerate(split_lines(text), 1) if line.strip() and n not in taken]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
@example("- a\n" * 3 + "\x00\n")
@example("<div><![x]</div>")
@example("1. a\n  - b\n      - c\n\n   d")
def test_reading_never_raises_and_accounts_for_every_line(text: str) -> None:
    reading = read_text(text, source="x.md")
    assert unaccounted(text, reading) == []
    last = len(split_lines(text))
    parts = (*reading.entries, *reading.unread, *reading.skipped, *reading.headings)
    assert all(1 <= part.first_line <= part.last_line <= last for part in parts)
    ids = [entry.id for entry in reading.entries]
    assert len(set(ids)) == len(ids)
    assert [row[0] for row in explain(reading)] == sorted(part.first_line for part in parts)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert read_bytes(data, source="x.md").source.id == "x.md"


@settings(max_examples=40, deadline=None)
@given(st.permutations(["Ann Miller", "Ben Ode", "Cy Dent"]), st.integers(min_value=0, max_value=5))
def test_ids_do_not_depend_on_the_place(names: list[str], blank: int) -> None:
    lines = [f"- [Work of {name}](https://arxiv.org/abs/1901.0000{n}), {name}, 2019" for n, name in enumerate(names)]
    moved = "\n" * blank + "\n".join(lines)
    assert {entry.id for entry in read_text(moved, source="a.md").entries} == {
        "a.md#work-of-ann-miller", "a.md#work-of-ben-ode", "a.md#work-of-cy-dent",
    }  # fmt: skip


def test_a_title_that_repeats_gets_a_hash_for_every_place() -> None:
    text = GOOD + "\n# Again\n\n- [Spinning Well](https://arxiv.org/abs/1901.00001), Ann Miller, 2019\n"
    ids = [entry.id for entry in read_text(text, source="a.md").entries if entry.title == "Spinning Well"]
    assert len(set(ids)) == 2
    assert all(name.startswith("a.md#spinning-well~") for name in ids)
    shifted = [entry.id for entry in read_text("\n\n" + text, source="a.md").entries if entry.title == "Spinning Well"]
    assert shifted == ids


def test_equal_entries_are_numbered() -> None:
    line = "- [Spinning Well](https://arxiv.org/abs/1901.00001), Ann Miller, 2019\n"
    first, second = (entry.id for entry in read_text(line * 2, source="a.md").entries)
    assert second == f"{first}~2"


def test_explain_names_every_part_in_order() -> None:
    rows = list(
        explain(read_text("Some words.\n\n" + GOOD + "- [Link](https://arxiv.org/abs/1901.00009)\n", source="a"))
    )
    assert [(first, verdict) for first, _, verdict, _, _ in rows] == [
        (1, "skipped"), (3, "heading"), (5, "entry"), (6, "entry"), (7, "entry"), (8, "unread"),
    ]  # fmt: skip
    assert rows[-1][4] == "a link without a title"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark(encoding: str) -> None:
    reading = read_bytes(GOOD.replace("Ann", "Änn").encode(encoding), source="a.md")
    assert reading.entries[0].authors == ("Änn Miller",)
    assert reading.problems == ()


def test_an_old_encoding_is_read_and_told() -> None:
    reading = read_bytes(GOOD.replace("Ann", "Ünn").encode("latin-1"), source="a.md")
    assert [problem.code for problem in reading.problems] == ["encoding-guessed"]
    assert reading.problems[0].first_line == 3
    assert [entry.authors for entry in reading.entries] == [("Ünn Miller",), ("Ben Ode",), ("Cy Dent",)]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("suffix", ["md", "yaml", "html", "json"])
def test_only_the_ends_of_lines_that_editors_know_count(sign: str, suffix: str) -> None:
    texts = {
        "md": f"# Odd{sign}signs\n\nSome{sign}words.\n- [Spinning Well](https://arxiv.org/abs/1901.00001), 2019\n",
        "yaml": f"# Odd{sign}signs\n- title: Some{sign}words\n  year: 2019\n- title: Spinning Well\n  year: 2019\n",
        "html": f"<!doctype html><p>Odd{sign}\n<ul><li>\n\n<a href='http://arxiv.org/abs/1901.00001'>Spinning Well</a>",
        "json": f'[{{"title": "Some{sign}words", "year": 2019}},\n\n\n{{"title": "Spinning Well", "year": 2019}}]',
    }
    last = read_text(texts[suffix], source=f"x.{suffix}").entries[-1]
    assert (last.title, last.last_line) == ("Spinning Well", 5 if suffix == "yaml" else 4)


def test_control_characters_and_half_characters_are_told() -> None:
    reading = read_text(GOOD.replace("Spinning", "Spin\x00ning").replace("Sleeping", "Sleep\ud800ing"), source="a.md")
    assert {problem.code for problem in reading.problems} == {"control-characters", "lone-surrogates"}
    assert len(reading.entries) == 3


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
    ],
)
def test_files_that_are_no_text_are_refused_by_name(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "list.bin"
    path.write_bytes(data)
    with pytest.raises(InputError, match=what):
        read_file(path)


def test_missing_files_and_folders_are_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_file(tmp_path / "none.md")
    with pytest.raises(InputError, match="folder"):
        read_file(tmp_path)


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "locks.md"
    path.write_text(GOOD, "utf-8")
    reading = read_file(path)
    assert reading.source.id == "locks.md"
    assert reading.source.path == str(path)
    assert reading.source.title == "Locks"
    assert all(entry.source == "locks.md" for entry in reading.entries)


@pytest.mark.parametrize("open_sign", ["[", "(", "*", "_", "`", "<", "<!--", "> ", "| ", "![a](", "[ a ", "**a *b "])
def test_endless_signs_stop_nothing(open_sign: str) -> None:
    text = open_sign * (120_000 // len(open_sign)) + "\n\n" + GOOD
    reading = read_text(text, source="a.md")
    assert [entry.title for entry in reading.entries][-3:] == ["Spinning Well", "Sleeping Well", "Waiting Well"]
    assert unaccounted(text, reading) == []


def test_deep_nesting_is_unread_and_the_rest_is_read() -> None:
    text = "\n".join(" " * n + "- a" for n in range(600)) + "\n\n" + "> " * 300 + "b\n\n" + GOOD
    reading = read_text(text, source="a.md")
    assert any("deeper" in part.reason for part in reading.unread)
    assert len(reading.entries) == 3
    assert unaccounted(text, reading) == []


def test_an_unclosed_block_of_papergraph_is_told_and_read() -> None:
    reading = read_text("<!-- papergraph:begin -->\n\n" + GOOD, source="a.md")
    assert [problem.code for problem in reading.problems] == ["unclosed-block"]
    assert len(reading.entries) == 3


def test_an_end_of_papergraph_alone_and_a_comment_it_does_not_understand_are_told() -> None:
    text = GOOD + "  <!-- papergraph: build-on Waiting -->\n<!-- papergraph:end -->\n\n`<!-- papergraph:begin -->`\n"
    reading = read_text(text, source="a.md")
    lines = len(GOOD.splitlines())
    found = {(problem.code, problem.first_line) for problem in reading.problems}
    assert found == {("unknown-comment", lines + 1), ("unopened-block", lines + 2)}
    assert any("builds-on REFERENCE" in problem.message for problem in reading.problems)
    assert len(reading.entries) == 3


def test_front_matter_is_no_heading_and_names_the_list() -> None:
    reading = read_text("---\ntitle: On Locks\ntags: [a]\n---\n\n" + GOOD, source="a.md")
    assert reading.source.title == "On Locks"
    assert [heading.text for heading in reading.headings] == ["Locks"]


def test_shuffled_entries_are_read_the_same() -> None:
    lines = GOOD.splitlines()[2:]
    random.Random(7).shuffle(lines)  # noqa: S311
    shuffled = read_text("# Locks\n\n" + "\n".join(lines), source="a.md")
    facts = {(e.id, e.title, e.authors, e.year, e.links) for e in read_text(GOOD, source="a.md").entries}
    assert {(e.id, e.title, e.authors, e.year, e.links) for e in shuffled.entries} == facts


GOATS = "\n# Goats\n\n- goats\n- fences for goats\n- hay of goats\n- milk of goats\n"


def test_items_left_out_are_told_with_their_lines_where_they_are_most_of_a_list() -> None:
    (told,) = read_text(GOATS + GOOD[:90], source="x.md").problems
    assert told.code == "items-not-taken"
    assert "4 list items were not taken as papers (lines 4, 5, 6, 7)" in told.message
    assert read_text(GOOD, source="x.md").problems == ()


def test_a_text_with_headings_and_no_entry_at_all_is_told() -> None:
    text = "".join(f"# Sheep {n}\n\nSomebody tells of sheep here.\n\n" for n in range(4))
    (told,) = read_text(text, source="x.md").problems
    assert "4 paragraphs and list items were not taken as papers (lines 3, 7, 11, 15)" in told.message
    assert read_text(text[:60], source="x.md").problems == ()


def test_a_text_of_endlessly_many_lines_is_read_to_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "MOST_LINES", 4)
    reading = read_text(GOOD, source="a.md")

    assert [entry.title for entry in reading.entries] == ["Spinning Well", "Sleeping Well"]
    assert [(part.first_line, part.reason) for part in reading.unread] == [
        (5, "a list of more than 4 lines is too long: split it")
    ]


def test_a_page_without_line_ends_is_read_however_long() -> None:
    item = "<li><a href='https://arxiv.org/abs/1901.{0:05}'>Spinning Well, part {0}</a>, Ann Miller, 2019"
    page = "<!doctype html>" + "<b><i>" * 5_000 + "<" * 5_000 + "<ul>" + "".join(item.format(n) for n in range(5_000))
    reading = read_text(page, source="a.html")

    assert len(page) > cleaning.LONGEST
    assert len(reading.entries) == 5_000
    assert {entry.authors for entry in reading.entries} == {("Ann Miller",)}


def test_works_of_a_page_in_one_line_have_texts_of_their_own() -> None:
    item = "<li><a href='https://arxiv.org/abs/1901.{0:05}'>Spinning Well, part {0}</a>, Ann Miller, 2019</li>"
    page = "<!doctype html>\n<ul>" + "".join(item.format(n) for n in range(50)) + "</ul>\n<p>A word.</p>"
    reading = read_text(page, source="a.html")
    printed = read_text(page.replace("<li>", "\n<li>").replace("</ul>", "\n</ul>"), source="a.html")

    assert [each.title for each in reading.entries] == [each.title for each in printed.entries]
    assert {(each.first_line, each.last_line) for each in reading.entries} == {(2, 2)}
    assert [each.raw.removesuffix("</ul>") for each in reading.entries] == [item.format(n) for n in range(50)]
    assert [each.first_line for each in reading.skipped if "A word" in each.raw] == [3]
    assert reading.source.sha256 == hashlib.sha256(page.encode()).hexdigest()


@pytest.mark.parametrize("suffix", ["md", "csv", "tsv", "bib", "yaml", "txt"])
def test_old_line_ends_are_line_ends_whatever_the_file_is_called(suffix: str) -> None:
    text = GOOD.replace("\n", "\r") + "a,b\tc\rd"
    reading = read_text(text, source=f"a.{suffix}")

    other = read_text(text.replace("\r", "\n"), source=f"a.{suffix}")

    assert replace(reading, source=other.source) == other


def test_bars_without_end_stop_nothing() -> None:
    (entry,) = read_text(GOOD[:80] + ", a remark" + " |" * 3_000 + " and more\n", source="a.md").entries

    assert entry.title == "Spinning Well"


@pytest.mark.parametrize(
    "lead",
    [
        "Lund, A., " * 400,
        "Lund AB, " * 400,
        "A. B. C. " * 400,
        "Lund, A. (1990). Wool. In " + "J. Elm, " * 400,
        "Aa-Bb-" * 700,
        "羊毛" * 80 + "：草地, 2020. 修订[J]. 羊毛学刊, 2021, 4(2): 11-17.",
        "[Spinning Well](https://example.org/a.pdf)" + " &" * 1_000 + " 1 [Sleeping Well](https://example.org/b.pdf)",
        "2019 " + "=" * 400 + " x",
        "# 2019 " + "!" * 400 + " x\n- Lund, A. (1990). Wool.",
    ],
)
def test_names_and_signs_without_end_are_read_in_time(lead: str) -> None:
    assert len(read_text(f"- {lead}\n", source="x.md").entries) <= 1
