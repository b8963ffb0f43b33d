"""Bytes to text: whatever the encoding the text comes out, what was assumed is told, and nothing is lost."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.errors import InputError
from papergraph.readers.text.decoding import decode

WEST = "- Über Bäume, Jörg Groß, 2010\n- Of Trees, 2011\n"
CHINESE = "- 基于图的推荐方法, 张伟, 2019\n- Graphs, 2020\n"


def read(data: bytes) -> tuple[str, list[str]]:
    text, problems = decode(data, source="x.md", name="x.md")
    return text, [problem.message for problem in problems]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_guess(codec: str) -> None:
    assert read(CHINESE.encode(codec)) == (CHINESE, [])
    big = codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be")
    assert read(big) == (CHINESE, [])


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [WEST, CHINESE])
def test_wide_characters_without_a_mark_are_seen_by_their_zeros(codec: str, text: str) -> None:
    decoded, (said,) = read(text.encode(codec))

    assert decoded == text
    assert codec.upper() in said


@pytest.mark.parametrize(
    "line",
    [
        '<html><head><meta charset="{0}">',
        '<meta http-equiv="Content-Type" content="text/html; charset={0}">',
        '<?xml version="1.0" encoding="{0}"?>',
        "% -*- coding: {0} -*-",
        "%% vim: set fileencoding={0} :",
        "% Encoding: {0}",
    ],
)
@pytest.mark.parametrize(("name", "codec"), [("iso-8859-9", "cp1254"), ("EUC-KR", "cp949"), ("macintosh", "mac_roman")])
def test_what_a_text_says_of_itself_is_believed(line: str, name: str, codec: str) -> None:
    letters = {"cp1254": "Işık", "cp949": "뷁", "mac_roman": "š".replace("š", "Ωé")}[codec]
    text = f"{line.format(name)}\n{letters}\n"

    assert read(text.encode(codec)) == (text, [])


def test_a_declaration_that_cannot_be_true_is_passed_over() -> None:
    text = f'<?xml version="1.0" encoding="euc-jp"?>\n{WEST}'
    decoded, (said,) = read(text.encode("cp1252"))

    assert decoded == text
    assert "Windows-1252" in said
    assert read(f"% Encoding: latin-1\n{CHINESE}".encode()) == (f"% Encoding: latin-1\n{CHINESE}", [])
    assert read(b"% coding: rot13\nabc\n")[0].endswith("abc\n")


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (WEST, "latin-1", "Windows-1252"),
        (CHINESE, "gbk", "GB 18030"),
        (WEST.replace("\n", "\r"), "mac_roman", "Mac OS Roman"),
    ],
)
def test_a_guess_names_the_encoding_and_the_first_line(text: str, codec: str, name: str) -> None:
    decoded, problems = decode(b"# List\r\n\r\n" + text.encode(codec), source="x.md", name="x.md")

    assert decoded == "# List\n\n" + text.replace("\r", "\n")
    assert [(each.code, each.first_line) for each in problems] == [("encoding-guessed", 3)]
    assert f"the file is no UTF-8; it was read as {name}" in problems[0].message


def test_lines_of_two_encodings_are_each_read_in_theirs() -> None:
    decoded, (said,) = read(CHINESE.encode() + WEST.encode("latin-1"))
    assert decoded == CHINESE + WEST
    assert "1 line is no UTF-8 and read as Windows-1252" in said

    decoded, (said,) = read(WEST.encode() * 20 + CHINESE.encode("gbk"))
    assert decoded == WEST * 20 + CHINESE
    assert "1 line is no UTF-8 and read as GB 18030" in said


def test_a_damaged_byte_among_utf8_leaves_its_neighbours_whole() -> None:
    decoded, (said,) = read("Gödel, Erdős, ".encode() + b"M\xfcller, " + "Łoś\n".encode())

    assert decoded == "Gödel, Erdős, Müller, Łoś\n"
    assert "1 line" in said or "the file" in said


def test_japanese_mail_is_read() -> None:
    assert read("自然言語\n".encode("iso2022_jp"))[0] == "自然言語\n"
    assert read(b"plain $B and \x1b[0m\n")[0] == "plain $B and \x1b[0m\n"


@given(st.binary(max_size=200))
def test_no_byte_above_ascii_is_lost(data: bytes) -> None:
    try:
        text, problems = decode(b"- list\n" + data, source="x", name="x")
    except InputError:
        return
    assert problems or text.encode() == b"- list\n" + data
    # One character for two bytes at most, but in UTF-8 and in GB 18030 (four): never a byte for nothing.
    assert 4 * len(text.replace("\n", "").replace("\r", "")) >= len(data.replace(b"\n", b"").replace(b"\r", b""))
    assert problems == () or problems[0].code != "encoding-guessed" or "\ufffd" not in text or b"\xef\xbf\xbd" in data
