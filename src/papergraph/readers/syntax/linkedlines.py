"""Titles with an address behind or before them, one a line, as people note in plain text what they mean to read."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.labels import field_of, link_role, note_key, says_link
from papergraph.readers.lexicon.words import FUNCTION, opens_remark, words_of

_TITLE = r"(?!\d{1,3}[.)]\s)[\"“'(]?[^\W_](?:(?!https?://|\]\(|<).){5,250}?"
_PART = r"(?:[-–—:：|,@→]|->|=>|\.)"
_ADDRESS = r"(?:<https?://[^\s<>]+>|\(https?://[^\s()<>]+\)|https?://[^\s<>\"“”]+)"
_BEHIND = re.compile(rf"(?P<title>{_TITLE})\s*{_PART}?\s+{_ADDRESS}(?:\s*[(\[][^()\[\]]{{1,24}}[)\]])?[\s.,;]*")
_BEFORE = re.compile(rf"{_ADDRESS}\s*(?:{_PART}\s+|\s)(?P<title>{_TITLE})[\s.,;]*")
_HEAD = re.compile(r"(?!.*https?://)[^\W_][^\n]{1,60}[:：]\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABELLED = re.compile(r"(?P<label>[^:：]{2,30})[:：]")
_LONGEST = 400  # characters of a line
_ENOUGH = 3  # such lines in a document
_FEWEST = 2  # words of a title


def with_linked_lines(lines: list[str]) -> list[str]:
    """Return the lines with a hyphen before each that is a title and an address, where several are.

    Each line of its block is one. What has a year is a reference, which is told by more than its lines.

    >>> with_linked_lines(["Wet Hay - https://a.org", "Dry Hay: https://b.org", "Old Hay https://c.org"])
    ['- Wet Hay - https://a.org', '- Dry Hay: https://b.org', '- Old Hay https://c.org']
    """
    found: list[int] = []
    heads: list[int] = []
    block: list[int] = []
    fenced = False
    for n, line in enumerate([*lines, ""]):
        fenced ^= line.startswith(("```", "~~~"))
        if line.strip() and not line.startswith("#") and not fenced:
            block.append(n)
            continue
        headed = len(block) > 1 and _HEAD.fullmatch(lines[block[0]]) is not None
        if all(_is_linked(lines[m]) for m in block[headed:]):
            found += block[headed:]
            heads += block[:headed]
        block = []
    if len(found) < _ENOUGH:
        return lines
    out = list(lines)
    for n in found:
        out[n] = f"- {lines[n]}"
    for n in heads:
        out[n] = f"###### {lines[n].rstrip(' :：')}"
    return out


def _is_linked(line: str) -> bool:
    """Return whether a line is a title and an address, and nothing that says it is a field or a remark."""
    if "http" not in line or len(line) > _LONGEST or line.count("://") != 1 or line[:1] in " \t|":
        return False
    match = _BEHIND.fullmatch(line) or _BEFORE.fullmatch(line)
    if match is None or _YEAR.search(match["title"]):
        return False
    title = match["title"].strip()
    words = words_of(title)
    label = labelled["label"] if (labelled := _LABELLED.match(line)) else title
    if len(words) < _FEWEST or words[-1].lower() in FUNCTION or opens_remark(title, surely=True):
        return False
    return not any(says(label) for says in (field_of, link_role, note_key, says_link))


__all__ = ["with_linked_lines"]
