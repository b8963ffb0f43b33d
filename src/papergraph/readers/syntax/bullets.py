"""Bullets that are no marks of Markdown ("• Wool", "o Wool", "– Wool", "[-] Wool", "** Wool"), as people set them."""

from __future__ import annotations

import re
from collections import Counter

_BULLET = re.compile(
    r"^(?P<indent>[ \t]{0,16})"
    r"(?P<sign>[•·▪▫‣◦⁃∙■□●○§▶►▸➢➤✓✔★☆✦◆◇🔹🔸\uf0b7\uf0a7]|o(?=[ \t]+[A-Z“\"\[*_])|[–—→»](?=[ \t])|"
    r"\\?\[[-+*•·>~]\\?\]|\\?[-+*]\)|\*{2,3}(?=[ \t])(?![^\n]*\*{2}\s*$))"
    r"(?P<blank>\ufe0f?[ \t]+)(?=\S)"
)
_SURE = 2  # lines that a bullet begins, at least
_UNSURE = 3  # where it may be a letter or a dash
_DOUBTFUL = frozenset("o–—→»")
_DRAWN = 2  # characters of a bullet that is drawn with signs, at least: "[-]", "+)"

_EMPTY = re.compile(r"[ \t]*-[ \t]*")


def _is_doubtful(sign: str) -> bool:
    """Return whether a sign may be no bullet."""
    return sign in _DOUBTFUL or len(sign) >= _DRAWN


def _kind(sign: str) -> str:
    return "**" if sign.startswith("*") else sign


def without_empty_bullets(lines: list[str]) -> list[str]:
    """Return the lines with a hyphen alone under words blanked: CommonMark would make a heading of the words.

    >>> without_empty_bullets(["Wool", "  - ", "", "Hay"])
    ['Wool', '', '', 'Hay']
    """
    if not any(line.strip() == "-" for line in lines):
        return lines
    out = list(lines)
    for n, line in enumerate(lines[1:], start=1):
        below = lines[n + 1] if n + 1 < len(lines) else ""
        filled = bool(below.strip()) and below[: len(line) - len(line.lstrip()) + 1].isspace()  # its words come below
        if _EMPTY.fullmatch(line) and lines[n - 1].strip() and not filled:
            out[n] = ""
    return out


def with_bullets(lines: list[str]) -> list[str]:
    """Return the lines of a Markdown text with a hyphen for each bullet that begins several of them.

    One that may be a letter or a dash counts at the start of a block alone: behind a blank line or a wanted break, or
    another of its kind.

    >>> with_bullets(["• Wool", "  by night", "• Hay"]), with_bullets(["– Wool", "and – hay"])
    (['- Wool', '  by night', '- Hay'], ['– Wool', 'and – hay'])
    """
    found: dict[int, re.Match[str]] = {}
    last = ""
    for n, line in enumerate(lines):
        match = _BULLET.match(line) if line.strip() else None
        if match is None:
            last = last if line.strip() else ""
            continue
        sign = match["sign"]
        before = lines[n - 1] if n else ""
        begins = (
            not before.strip()
            or (last == sign and sign[0] != "*")
            or before.startswith("#")
            or before.endswith(("  ", "\\"))
        )
        if begins or not _is_doubtful(sign):
            found[n], last = match, sign
    counted = Counter(_kind(match["sign"]) for match in found.values())
    kept = {
        sign for sign, count in counted.items() if count >= (_UNSURE if _is_doubtful(sign) and sign != "**" else _SURE)
    }
    if not kept:
        return lines
    out = list(lines)
    for n, match in found.items():
        if _kind(match["sign"]) in kept:
            sign = "*" if match["sign"].startswith("*") else "-"  # more stars stand beside one as more of a mark
            out[n] = f"{match['indent']}{sign} {lines[n][match.end() :]}"
    return out
