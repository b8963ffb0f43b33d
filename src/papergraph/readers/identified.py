"""Identifiers printed in plain words: arXiv numbers and DOIs that are no part of a title or a venue."""

from __future__ import annotations

import re

_IDENTIFIER = re.compile(
    r"\[?\barXiv\s?:\s?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\]?(?:\s?\[[a-z][\w.-]*\])?"
    r"|\[?\b[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?\b\]?|\[\d{4}\.\d{4,5}(?:v\d+)?\]"
    r"|(?<![\w.])\d{4}\.\d{5}(?:v\d+)?(?![\w.])"
    r"|\bdoi\s?:\s?10\.\d{4,9}/[^\s,;)\]]+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{4}\.\d{4}|/\d{7}|10\.\d{4}")  # what every identifier has
_PREPRINT = re.compile(r"arxiv preprint\s*$", re.IGNORECASE)


def identifier_spans(text: str) -> list[tuple[int, int]]:
    """Return where identifiers stand in `text`, as (start, end).

    >>> identifier_spans("arXiv:1706.03762 Attention")
    [(0, 16)]
    """
    if not _NUMBER.search(text):
        return []
    return [match.span() for match in _IDENTIFIER.finditer(text) if not _PREPRINT.search(text[: match.start()])]


def names_identifier(text: str) -> bool:
    """Return whether an identifier is printed in the first words of `text`."""
    return bool(_NUMBER.search(text[:600]) and _IDENTIFIER.search(text[:600]))
