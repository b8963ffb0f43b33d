"""Titles with an address behind or before them, one a line, as people note in plain text what they mean to read."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.labels import field_of, link_role, note_key, says_link
from papergraph.readers.lexicon.links import is_paper_url
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


_BARE = re.compile(r"<?https?://[^\s<>\"“”]+>?")
_PLAIN = re.compile(r"(?!\d{1,3}[.)]\s)[\"“']?[A-Z0-9\u3400-\u9fff](?:(?!https?://)[^\[\]|<>*_`#]){8,250}(?<![:;,\\])")
_MOST_ADDRESSES = 4  # of one work
_REMARK = re.compile(r"\([^()]{2,120}\)")
_WIDEST = 100  # characters of the lines of a text whose lines are filled, at most
_MOST_LINES = 3  # of a title
_CLEAR = 5  # words of a title that can be no label


def with_titles_over_addresses(lines: list[str]) -> list[str]:
    """Return the lines with a hyphen before each title that is a block of its own with the addresses under it.

    Several must be, and most lead to papers. A blank line may stand between a title and its addresses. A title may go
    over lines that are full: it is moved to the first of them.

    >>> with_titles_over_addresses(["Gates of Wool", "https://arxiv.org/abs/2001.00001", ""] * 3)[:2]
    ['- Gates of Wool', '  https://arxiv.org/abs/2001.00001']
    """
    if sum(_BARE.fullmatch(line.strip()) is not None for line in lines) < _ENOUGH:
        return lines
    width = max((len(line) for line in lines if "://" not in line), default=0)
    found: list[tuple[int, int, list[int]]] = []
    n = 0
    while n < len(lines):
        last = _last_of_title(lines, n, width)
        under = _addresses_under(lines, n, last)
        if under:
            found.append((n, last, under))
        n = under[-1] + 1 if under else n + 1
    papers = sum(is_paper_url(lines[under[0]].strip().strip("<>")) for _, _, under in found)
    if len(found) < _ENOUGH or 2 * papers <= len(found):
        return lines
    out = list(lines)
    for title, last, under in found:
        out[title] = f"- {' '.join(line.strip() for line in lines[title : last + 1])}"
        for n in range(title + 1, last + 1):
            out[n] = "  \xa0"
        for n in under:
            out[n] = f"  {lines[n].lstrip()}"
    return out


def _last_of_title(lines: list[str], n: int, width: int) -> int:
    """Return the last line of a title that begins on a line: each before it is so full that no word went on it."""
    last = n
    while width <= _WIDEST and last < min(n + _MOST_LINES, len(lines)) - 1:
        line, after = lines[last].rstrip(), lines[last + 1].strip()
        if not after or _BARE.fullmatch(after) or len(line) + 1 + len(after.split()[0]) <= width:
            break
        last += 1
    return last


def _addresses_under(lines: list[str], n: int, last: int) -> list[int]:
    """Return where the addresses under a title between blank lines are, and remarks in brackets; or nothing."""
    title = " ".join(line.strip() for line in lines[n : last + 1])
    alone = n == 0 or not lines[n - 1].strip() or lines[n - 1].startswith("#") or _BARE.fullmatch(lines[n - 1].strip())
    if not alone or lines[n][:1] in " \t" or not _PLAIN.fullmatch(title) or _YEAR.search(title):
        return []
    words = len(words_of(title))
    if words <= _FEWEST or (words < _CLEAR and any(says(title) for says in (field_of, link_role, note_key))):
        return []
    at = last + 1 if last + 1 < len(lines) and lines[last + 1].strip() else last + 2
    under: list[int] = []
    while at < len(lines) and lines[at][:1] not in " \t" and _BARE.fullmatch(lines[at].strip()):
        under.append(at)
        at += 1
    if len(under) > _MOST_ADDRESSES:
        return []
    if under and at < len(lines) and _REMARK.fullmatch(lines[at].strip()):
        under.append(at)
        at += 1
    ends = (
        at >= len(lines) or not lines[at].strip() or (under != [] and _PLAIN.fullmatch(lines[at].strip()) is not None)
    )
    return under if ends else []


__all__ = ["with_linked_lines", "with_titles_over_addresses"]
