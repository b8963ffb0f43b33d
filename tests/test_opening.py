"""Files opened: what is no text is named with what to do, and an endless one is not swallowed."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from pathlib import Path

import pytest

from papergraph.errors import InputError
from papergraph.readers import read_file
from papergraph.readers.text import opening
from papergraph.readers.text.opening import file_bytes, refuse_known, stream_bytes


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x" * 9000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (archive("[Content_Types].xml", "word/document.xml"), "a Word document, not a text: save it as plain text"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook, not a text: save the sheet as CSV"),
        (archive("mimetype", "content.xml"), "an OpenDocument text"),
        (archive("a.md", "b.md"), "a zip archive, not a text: unpack it"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
        (b"RIFF\0\0\0\0WEBP", "a WebP picture"),
        (b"MZ\x90\x00\x03", "a program"),
        (b"SQLite format 3\x00", "as BibTeX or RIS"),
        (b"\x1f\x8b\x08", "gunzip"),
        (bytes(range(9)) * 40, "binary data"),
    ],
)
def test_what_is_no_text_is_named_with_what_to_do(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(data)

    with pytest.raises(InputError, match=said):
        read_file(tmp_path / "list")


def test_text_is_not_refused() -> None:
    refuse_known(b"# PK and MZ\n", "x")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.md", "no such file"),
        ("*.md", "no file that fits this pattern"),
        ("loop", "symbolic links"),
        (".", "folder"),
    ],
)
def test_what_cannot_be_opened_says_why(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")

    with pytest.raises(InputError, match=said):
        file_bytes(tmp_path / name)


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(b"- a\n" * 50_000,))
    writer.start()

    assert file_bytes(tmp_path / "pipe") == b"- a\n" * 50_000
    writer.join()


def test_a_stream_without_an_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 3 << 20)

    with Path("/dev/zero").open("rb") as endless, pytest.raises(InputError, match="larger than 3 MB"):
        stream_bytes(endless, "zero")
