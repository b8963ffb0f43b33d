"""Files opened: their bytes, and by name what is no text at all, with what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from papergraph.errors import InputError

LARGEST = 1 << 29  # bytes: no reading list is larger, and a stream may have no end
_CHUNK = 1 << 20
_OFFICE_END = 1 << 16  # where an archive lists its members

_AS_TEXT = "save it as plain text, HTML or Markdown"
_AS_CSV = "save the sheet as CSV"
_UNPACK = "unpack it, and give what is in it"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "export its text or its Markdown first (pdftotext FILE.pdf) and read that"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first (gunzip)"),
    (b"BZh", "a bzip2 archive", "unpack it first (bunzip2)"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first (unxz)"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first (unzstd)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", "give the list as text"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the list as text"),
    (b"GIF8", "a GIF picture", "give the list as text"),
    (b"II*\x00", "a TIFF picture", "give the list as text"),
    (b"MM\x00*", "a TIFF picture", "give the list as text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", f"{_AS_TEXT}, a sheet as CSV"),
    (b"SQLite format 3\x00", "an SQLite database", "export the library from its program, as BibTeX or RIS"),
    (b"bplist00", "a binary property list", "export the list as HTML or text"),
    (b"PAR1", "a Parquet table", "save it as CSV or JSON lines"),
    (b"%!PS", "PostScript", "convert it to text first (ps2ascii)"),
    (b"AT&TFORM", "a DjVu document", "convert it to text first (djvutxt)"),
    (b"\x7fELF", "a program", "give a reading list as text"),
    (b"MZ\x90\x00", "a program", "give a reading list as text"),
    (b"\xcf\xfa\xed\xfe", "a program", "give a reading list as text"),
    (b"{\\rtf", "a rich text document", _AS_TEXT),
)
#: What a zip archive is by a name or type that it holds.
_ARCHIVES: tuple[tuple[bytes, str, str], ...] = (
    (b"word/document", "a Word document", _AS_TEXT),
    (b"xl/workbook", "an Excel workbook", _AS_CSV),
    (b"ppt/presentation", "a PowerPoint presentation", _AS_TEXT),
    (b"opendocument.spreadsheet", "an OpenDocument sheet", _AS_CSV),
    (b"opendocument.text", "an OpenDocument text", _AS_TEXT),
    (b"application/epub+zip", "an EPUB book", "convert it to HTML or text first"),
    (b"Index/Document.iwa", "a document of Apple's office programs", f"{_AS_TEXT}, a sheet as CSV"),
)
_SAMPLE = 8192


def file_bytes(path: Path) -> bytes:
    """Return the bytes of the file at `path`; raises InputError when it cannot be read or is too large."""
    try:
        if path.is_dir():
            raise InputError(path, "this is a folder; name the lists in it one by one")
        with path.open("rb") as file:
            return stream_bytes(file, str(path))
    except FileNotFoundError:
        raise InputError(path, _missing(path)) from None
    except InputError:
        raise
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _missing(path: Path) -> str:
    """Return what to say of a file that is not there."""
    if any(sign in str(path) for sign in "*?["):
        return "there is no such file, and no file that fits this pattern"
    return "there is no such file"


def stream_bytes(file: IO[bytes], name: str) -> bytes:
    """Return all bytes of an open file or pipe; raises InputError when it goes on and on."""
    parts: list[bytes] = []
    size = 0
    while chunk := file.read(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            limit = f"larger than {LARGEST >> 20} MB, which no reading list is"
            raise InputError(name, f"{limit}; split it, or give a citation dump as --citations")
    return b"".join(parts)


def refuse_known(data: bytes, name: str) -> None:
    """Raise InputError when `data` is of a format that is no text, with what it is and what to do."""
    if data.startswith(b"PK\x03\x04"):
        what, advice = "a zip archive", _UNPACK
        for mark, kind, todo in _ARCHIVES:
            if mark in data[:_SAMPLE] or mark in data[-_OFFICE_END:]:
                what, advice = kind, todo
                break
        raise InputError(name, f"this is {what}, not a text: {advice}")
    for signature, what, advice in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(name, f"this is {what}, not a text: {advice}")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise InputError(name, "this is a WebP picture, not a text: give the list as text")


def refuse_noise(data: bytes, name: str) -> None:
    """Raise InputError when `data` is mostly control characters."""
    sample = data[:_SAMPLE]
    odd = sum(byte < 9 or 13 < byte < 27 for byte in sample)
    if len(sample) >= 64 and odd > len(sample) // 10:
        raise InputError(name, "this is binary data, not a text: give a reading list as Markdown, HTML or plain text")
