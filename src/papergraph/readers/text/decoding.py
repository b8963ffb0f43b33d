"""Bytes to text: by their mark, as UTF-8, as they say themselves, or by what makes sense; each guess is told.

No text is lost by a wrong guess: a byte that an encoding does not have becomes the character that it is in Windows-1252
or Latin-1, which have one for every byte.
"""

from __future__ import annotations

import codecs
import re

from papergraph.model import Problem
from papergraph.readers.text.guessing import encodings, guess
from papergraph.readers.text.opening import refuse_known, refuse_noise

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"),
)  # fmt: skip
_ASCII = bytes(range(128))
WESTERN = "cp1252"
_WELL_FORMED = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LONG = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
_JAPANESE_MAIL = re.compile(rb"\x1b\$[@B].*?\x1b\([BJ]", re.DOTALL)
#: Where a text says itself what encoding it is in: HTML, XML, editors, BibTeX programs.
_SAID = (
    re.compile(rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE),
    re.compile(rb"\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE),
    re.compile(rb"\A(?:[^\n]*\n)?[^\n]*?\bcoding[:=][ \t]*([\w.-]+)"),
    re.compile(rb"\b(?:vim?|ex):[^\n]{0,200}?\b(?:fileencoding|fenc)=([\w.-]+)"),
    re.compile(rb"^%[ \t]*Encoding:[ \t]*([\w.-]+)", re.IGNORECASE | re.MULTILINE),
    re.compile(rb"Local Variables:[^\0]{0,500}?\bcoding:[ \t]*([\w.-]+)"),
)
_ENDS = 3000  # bytes at the beginning and at the end that are searched for it
#: Encodings by Python's name that a text may say it is in; those of the web stand for what people save under them.
_TAKEN = re.compile(r"(?:cp(?:125\d|437|8\d\d|932|949|950)|iso8859-\d+|koi8-[rtu]|mac-\w+|gb\w+|big5\w*|shift_jis\w*|"
                    r"euc_\w+|johab|tis-620|hz|iso2022_\w+)")  # fmt: skip
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "big5": "cp950",
}  # fmt: skip


def _as_western(error: UnicodeError) -> tuple[str, int]:
    """Go on after bytes that cannot be decoded: each is the character of Windows-1252, else of Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    text = "".join(_CHARACTERS[byte] for byte in error.object[error.start : error.end])
    return text, error.end


_CHARACTERS = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
_GO_ON = "papergraph.western"
codecs.register_error(_GO_ON, _as_western)


def decode(data: bytes, *, source: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of `data` and what was assumed about its encoding; raises InputError for data that is no text.

    A problem is told wherever the bytes themselves do not say how they are to be read: where there is neither a byte
    order mark nor a true declaration, and they are no UTF-8.
    """
    refuse_known(data, name)
    mark, encoding = next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", None))
    if encoding is None and (encoding := _unmarked_wide(data)):
        text, _ = _marked(data, encoding, source)
        return text, (_told(source, 1, f"the file has no byte order mark; it was read as {encoding.upper()}"),)
    if encoding not in {None, "utf-8"}:
        return _marked(data[len(mark) :], str(encoding), source)
    refuse_noise(data, name)
    body = data[len(mark) :]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(body, source)
    if b"\x1b$" in body and body.isascii() and _JAPANESE_MAIL.search(body):
        try:
            return body.decode("iso2022_jp_2"), (_told(source, 1, "the file was read as ISO-2022-JP"),)
        except UnicodeDecodeError:
            pass
    return text, ()


def _unmarked_wide(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 and its byte order where the place of the zero bytes says so, else None."""
    sample = data[: 1 << 14]
    zeros = [sample[at::4].count(0) for at in range(4)]
    quarter = len(sample) // 4
    if quarter < 2 or sum(zeros) < max(3, len(sample) // 100):
        return None
    # Nothing but zeros is no text, and text has no zeros but those that its encoding puts there.
    for encoding, full, empty in (("utf-32-le", (2, 3), (0,)), ("utf-32-be", (0, 1), (3,))):
        if all(zeros[at] >= 0.95 * quarter for at in full) and all(zeros[at] < 0.1 * quarter for at in empty):
            return encoding
    for encoding, high, low in (("utf-16-le", (1, 3), (0, 2)), ("utf-16-be", (0, 2), (1, 3))):
        ours, others = sum(zeros[at] for at in high), sum(zeros[at] for at in low)
        if ours > 20 * others and ours >= 0.02 * quarter and _is_text(sample[: 2 * (len(sample) // 2)], encoding):
            return encoding
    return None


def _is_text(sample: bytes, encoding: str) -> bool:
    """Return whether bytes decode to what is nearly all letters, digits, blanks and common signs."""
    text = sample.decode(encoding, errors="replace")
    return sum(char.isprintable() or char in "\t\r\n" for char in text) >= 0.98 * len(text)


def _marked(body: bytes, encoding: str, source: str) -> tuple[str, tuple[Problem, ...]]:
    """Return text in an encoding that is beyond doubt; what is damaged in it is replaced and told."""
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError as error:
        text = body.decode(encoding, errors="replace")
        line = _line(text, text.find("\ufffd"))
        message = f"damaged characters were replaced: not {encoding.upper()} ({error.reason} at byte {error.start})"
        problem = Problem(
            code="undecodable-text", severity="warning", message=message, source=source,
            first_line=line, last_line=line,
        )  # fmt: skip
        return text, (problem,)


def _guessed(body: bytes, source: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of bytes that are not all UTF-8: as they say, in lines of two encodings, or as makes sense."""
    body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    said = _said(body)
    if said and said != "utf-8":
        try:
            return body.decode(said), ()
        except UnicodeDecodeError:
            pass
    well = _well_formed(body)
    bad = _high(body) - well
    if well >= 2 * bad:
        return _mixed(body, None, source, few=bad <= 3)
    found = guess(body)
    return _mixed(body, found.codec if found else WESTERN, source)


def _high(body: bytes) -> int:
    """Return how many bytes are above ASCII."""
    return len(body.translate(None, _ASCII))


def _well_formed(body: bytes) -> int:
    """Return how many bytes stand in characters of UTF-8."""
    return sum(map(len, _WELL_FORMED.findall(body)))


def _said(body: bytes) -> str | None:
    """Return the encoding that a text says it is in, by Python's name, or None."""
    ends = body[:_ENDS], body[-_ENDS:]
    for number, pattern in enumerate(_SAID):
        # Only editors put it at the end.
        for part in ends if number in {3, 5} else ends[:1]:
            if match := pattern.search(part):
                return _known(match[1].decode("ascii", "replace"))
    return None


def _known(name: str) -> str | None:
    """Return Python's name of an encoding of text that has bytes above ASCII, or None for any other word."""
    name = re.sub(r"-(?:unix|dos|mac)$", "", name.lower())
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    codec = _WIDER.get(codec, codec)
    return codec if codec == "utf-8" or _TAKEN.fullmatch(codec) else None


def _mixed(body: bytes, encoding: str | None, source: str, *, few: bool = False) -> tuple[str, tuple[Problem, ...]]:
    """Return text whose lines are UTF-8 or in another encoding, each line read as what it is.

    Without an `encoding` most of it is UTF-8, and that of the other lines is guessed from them; `few` bytes are no
    ground for a guess.
    """
    lines = body.split(b"\n")
    made = [_utf8(line, encoding) for line in lines]
    others = [number for number, line in enumerate(made) if line is None]
    if encoding is None:
        found = None if few else guess(b"\n".join(lines[number] for number in others))
        encoding = found.codec if found else WESTERN
    for number in others:
        line = lines[number]
        # Among characters of UTF-8 a few other bytes are damage.
        damaged = encoding == WESTERN and 2 * _well_formed(line) >= _high(line)
        made[number] = line.decode("utf-8" if damaged else encoding, errors=_GO_ON)
    name = next((each.name for each in encodings() if each.codec == encoding), encoding)
    if len(others) == sum(not line.isascii() for line in lines):
        said = f"the file is no UTF-8; it was read as {name}"
    else:
        what = "1 line is" if len(others) == 1 else f"{len(others)} lines are"
        said = f"{what} no UTF-8 and read as {name}, the others as UTF-8"
    return "\n".join(line or "" for line in made), (_told(source, others[0] + 1, said),)


def _utf8(line: bytes, encoding: str | None) -> str | None:
    """Return a line as UTF-8, or None when it is none, or only by chance in a file of another encoding."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    by_chance = encoding in _MANY_BYTES and not line.isascii() and len(_LONG.findall(line)) < 2
    return None if by_chance else text


_MANY_BYTES = frozenset(each.codec for each in encodings() if each.script in {"hanzi", "kana", "hangul"})


def _told(source: str, line: int, message: str) -> Problem:
    return Problem(
        code="encoding-guessed", severity="warning", message=f"{message}; where that is wrong, save it as UTF-8",
        source=source, first_line=line, last_line=line,
    )  # fmt: skip


def _line(text: str, at: int) -> int:
    """Return the number of the line that a character of a text stands on."""
    return len(re.findall(r"\r\n?|\n", text[: max(at, 0)])) + 1
