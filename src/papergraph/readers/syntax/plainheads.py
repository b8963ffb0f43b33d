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
    return out


def _head(text: str) -> str:
    return f"{'#' * _LEVEL} {text.strip()}"


__all__ = ["with_plain_heads"]
