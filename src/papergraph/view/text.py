"""Text for a page: nothing that hides, reorders or cannot be written; and names that fit a box."""

from __future__ import annotations

import re

# Control characters, and the marks that override the direction of what follows them.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MARKS = re.compile(r"\*\*|__|`|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SENTENCE_END = re.compile(r"(?<!\bal)(?<![A-Z])[.!?](?=\s+[A-Z“\"(])")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TAIL = re.compile(r"\s+(?:[—–|:]|--?)\s+.*$")
_NUMBER = re.compile(r"^\s*(?:\d+|[ivxlc]+|[a-z])[.)]\s+", re.IGNORECASE)
_WEB = re.compile(
    r"https?://[^\s<>\"'`{}|\\^\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Return `text` on one line, without control characters, direction overrides and lone surrogates."""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    return " ".join(_HIDDEN.sub("", whole).split())


def prose(text: str) -> str:
    """Return a note as plain text: cleaned, without Markdown's marks for bold, italics and code."""
    return _ESCAPED.sub(r"\1", _MARKS.sub("", clean(text)))


def web_address(url: str) -> str | None:
    """Return `url` when it leads to the web, None for any other scheme and for what is no address."""
    found = _WEB.fullmatch(url.strip())
    return found.group() if found else None


def shortened(text: str, length: int) -> str:
    """Return `text` cut at a word's end to at most `length` characters, an ellipsis in place of the rest.

    >>> shortened("Learning to summarize from human feedback", 24)
    'Learning to summarize…'
    """
    if len(text) <= length:
        return text
    head = text[:length].rsplit(" ", 1)[0] if " " in text[:length] else text[: length - 1]
    return head.rstrip(" ,;:–—-") + "…"


def sentences(text: str, length: int) -> str:
    """Return as many whole sentences as fit into `length` characters; a first one that is longer is cut.

    >>> sentences("It learns. It also forgets, et al. say. And more.", 40)
    'It learns. It also forgets, et al. say.'
    """
    if len(text) <= length:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, length + 1)]
    return text[: ends[-1]].rstrip() if ends else shortened(text, length)


def short_section(printed: str) -> str:
    """Return a section's name without numbering, asides in brackets, and what follows a dash.

    >>> short_section("3. Vision — from edges to objects (12 papers)")
    'Vision'
    """
    plain = _NUMBER.sub("", clean(printed))
    bare = " ".join(_TAIL.sub("", _ASIDE.sub("", plain)).split())
    return bare or clean(printed)
