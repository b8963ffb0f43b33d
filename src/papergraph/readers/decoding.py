"""Bytes and files to text: encodings by their marks, broken bytes replaced and told, files that are no text refused."""

from __future__ import annotations

import codecs
from pathlib import Path

from papergraph.errors import InputError
from papergraph.model import Problem

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "export its text or its Markdown first (pdftotext FILE.pdf) and read that"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save it as Markdown or plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first (gunzip)"),
    (b"BZh", "a bzip2 archive", "unpack it first (bunzip2)"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first (unxz)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", "give the list as text"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the list as text"),
    (b"GIF8", "a GIF picture", "give the list as text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "save it as Markdown or plain text"),
    (b"SQLite format 3\x00", "an SQLite database", "export the list as text"),
    (b"\x7fELF", "a program", "give a reading list as text"),
    (b"{\\rtf", "a rich text document", "save it as Markdown or plain text"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 8192


def refuse_binary(data: bytes, name: str) -> None:
    """Raise InputError when `data` is not text, with what it is and what to do."""
    for signature, what, advice in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(name, f"this is {what}, not a text: {advice}")
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return
    sample = data[:_SAMPLE]
    odd = sum(byte < 9 or 13 < byte < 27 for byte in sample)
    if len(sample) >= 64 and odd > len(sample) // 10:
        raise InputError(name, "this is binary data, not a text: give a reading list as Markdown, HTML or plain text")


def decode(data: bytes, *, source: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of `data` and what was wrong with it; raises InputError for data that is no text.

    UTF-8 unless a byte order mark says otherwise; bytes that do not decode are replaced by U+FFFD.
    """
    refuse_binary(data, name)
    encoding, mark = next(((enc, bom) for bom, enc in _MARKS if data.startswith(bom)), ("utf-8", b""))
    body = data[len(mark) :]
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError as error:
        text = body.decode(encoding, errors="replace")
        line = text.count("\n", 0, text.find("\ufffd")) + 1
        message = (
            f"bytes that are not {encoding.upper()} were replaced ({error.reason} at byte {error.start + len(mark)}); "
            "save the list as UTF-8"
        )
        problem = Problem(
            code="undecodable-text", severity="warning", message=message, source=source,
            first_line=line, last_line=line,
        )  # fmt: skip
        return text, (problem,)


def file_bytes(path: Path) -> bytes:
    """Return the bytes of the file at `path`; raises InputError when it cannot be read."""
    try:
        if path.is_dir():
            raise InputError(path, "this is a folder; name the lists in it one by one")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(path, "there is no such file") from None
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
