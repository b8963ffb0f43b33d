"""Headings as plain text and wikis set them: between signs, in brackets, in a box, in capitals alone on a line."""

from __future__ import annotations

import re

_SIGNS = r"[=~*_+<>-]"
_WIKI = re.compile(r"(?P<sign>={1,6})\s*(?P<text>[^\s=][^=\n]{1,80}?)\s*(?P=sign)\s*")
_FRAMED = re.compile(
    rf"\s{{0,3}}(?P<sign>{_SIGNS})(?P=sign)+\s+(?P<text>[^\s=~*#_+<>-].{{0,80}}?)\s+(?P=sign){{2,}}\s*"
)
_MARKED = re.compile(
    rf"(?P<mark>#{{1,6}})\s+(?P<sign>{_SIGNS})(?P=sign){{2,}}\s*(?P<text>\S.{{0,80}}?)\s*(?P=sign){{3,}}\s*"
)
_BRACKETED = re.compile(r"[\[【［](?P<text>(?![\d\W]+[\]】］])[^\[\]【】［］]{2,60})[\]】］]\s*")
_CAPITALS = re.compile(r"(?=.*[^\W\d_]{4})[^\W\d_][^\W\d_ &/,'’()-]*(?:[ &/,'’()-]+[^\W\d_]+){0,7}[)]?:?\s*")
_RULED = re.compile(r"([=*#~+-])\1{4,}\s*$")
_SEVERAL = 2
_LEVEL = 6  # of what says nothing of its level


def with_plain_heads(lines: list[str]) -> list[str]:
    """Return the lines with Markdown's mark before those that are headings of plain text or of a wiki.

    >>> with_plain_heads(["== Wool ==", "[Hay]", "", "*****", "Mud", "*****"])
    ['## Wool', '[Hay]', '', '', '###### Mud', '']
    """
    out = list(lines)
    doubtful: dict[int, str] = {}
    fenced = False
    for n, line in enumerate(lines):
        fenced ^= line.startswith(("```", "~~~"))
        if fenced or not line.strip() or len(line) > 120:
            continue
        before, after = lines[n - 1] if n else "", lines[n + 1] if n + 1 < len(lines) else ""
        if match := _WIKI.fullmatch(line):
            out[n] = f"{'#' * len(match['sign'])} {match['text']}"
        elif match := _MARKED.fullmatch(line):
            out[n] = f"{match['mark']} {match['text']}"
        elif _RULED.match(before) and before.strip() == after.strip() and not _RULED.match(line):
            out[n - 1 : n + 2] = "", _head(line.strip(" #*")), ""
        elif before.strip() or after.strip():
            continue
        elif match := _FRAMED.fullmatch(line):
            out[n] = _head(match["text"])
        elif match := _BRACKETED.fullmatch(line):
            doubtful[n] = match["text"]
        elif line.isupper() and _CAPITALS.fullmatch(line):
            doubtful[n] = line.rstrip(": ")
    if len(doubtful) >= _SEVERAL:
        for n, text in doubtful.items():
            out[n] = _head(text)
    return _with_numbered_heads(out)


#: "1.2 Wool and straw" alone on its line, and "1. Wool" over it.
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?P<text>[^\W\d_](?:(?!https?:|\]\()[^\n]){2,140}?)\s*"
)
_DATED = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_ENOUGH = 3  # numbers of a second level
_OVER = 0.6  # of the headings stand over something


def _with_numbered_heads(lines: list[str]) -> list[str]:
    """Return the lines of a text without headings, those with a Markdown's mark that number its sections."""
    if any(re.match(r" {0,3}#{1,6}\s", line) for line in lines):
        return lines
    found = {n: match for n, line in enumerate(lines) if (match := _numbered(lines, n))}
    numbers = [tuple(map(int, match["number"].split("."))) for match in found.values()]
    below = sum(len(number) > 1 for number in numbers)
    if below < _ENOUGH or numbers != sorted(set(numbers)):
        return lines
    over = sum(_next(lines, n) not in found for n in found)
    if over < _OVER * len(found):
        return lines
    out = list(lines)
    for n, match in found.items():
        out[n] = f"{'#' * (1 + len(match['number'].split('.')))} {lines[n].strip()}"
    return out


def _numbered(lines: list[str], at: int) -> re.Match[str] | None:
    """Return the match of a line that a blank one stands before and behind, that has a number and is no sentence."""
    before, after = lines[at - 1] if at else "", lines[at + 1] if at + 1 < len(lines) else ""
    match = None if before.strip() or after.strip() else _NUMBERED.fullmatch(lines[at])
    ended = lines[at].rstrip().endswith((".", ";", ",", ":"))
    return None if ended or _DATED.search(lines[at]) else match


def _next(lines: list[str], at: int) -> int:
    """Return the place of the next line that is not blank."""
    return next((n for n in range(at + 1, len(lines)) if lines[n].strip()), len(lines))


def _head(text: str) -> str:
    return f"{'#' * _LEVEL} {text.strip()}"


__all__ = ["with_plain_heads"]
