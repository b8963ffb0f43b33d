"""JSON as people write it by hand, as strict JSON with the same lines.

Comments, commas too many, names without quotation marks, single quotes, Python's words, and the data of a script
(`export const papers = [...]`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

LONGEST = 5_000_000  # characters

_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`)'
    r"|(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<number>-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[^\W\d][\w$]*)"
    r"|(?P<mark>[{}\[\],:+])"
    r"|(?P<blank>\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
#: Where the data of a script begin, and what they are called.
_ASSIGNED = re.compile(
    r"(?:\b(?:const|let|var)\s+(?P<name>\w+)[^=;\n]{0,80}=|\bexport\s+default\b|\bmodule\.exports\s*=|^\w+\s*=)\s*(?=[\[{])",
    re.MULTILINE,
)
_WORDS = {"None": "null", "undefined": "null", "NaN": "null", "True": "true", "False": "false"}
_PLAIN = frozenset({"true", "false", "null"})
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrt]|u[0-9a-fA-F]{4})")


def strict_of(text: str) -> str | None:
    r"""Return the strict JSON that a text means, line by line, or None where it means none.

    >>> strict_of("// mine\n[{title: 'Wet mud', year: 2014,},]")
    '\n[{"title": "Wet mud", "year": 2014}]'
    """
    if len(text) > LONGEST:
        return None
    starts = list(_starts(text))
    named = len(starts) > 1
    made: list[str] = []
    at = 0
    for name, start in starts:
        converted = _value(text, start) if start >= at else None
        if converted is None:
            continue
        opening = "," if made else "{"
        made += ["\n" * text.count("\n", at, start), f"{opening}{json.dumps(name)}:" if named else "", converted[0]]
        at = converted[1]
    if not made:
        return None
    made.append("}" if named else "")
    strict = "".join(made)
    try:
        json.loads(strict, strict=False)
    except (ValueError, RecursionError):
        return None
    return strict


def _starts(text: str) -> Iterator[tuple[str, int]]:
    """Yield the names and places of the values of a text: of one without names the first bracket."""
    opening = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL).match(text)
    at = opening.end() if opening else 0
    if text[at : at + 1] in {"[", "{"}:
        yield "", at
        return
    for match in _ASSIGNED.finditer(text):
        yield match["name"] or "list", match.end()


def _value(text: str, start: int) -> tuple[str, int] | None:
    """Return the strict JSON of the value that begins at a place, and the place after it."""
    out: list[str] = []
    depth, last = 0, -1  # the place of the last sign that says something
    joining = False
    for match in _TOKEN.finditer(text, start):
        kind, sign = match.lastgroup, match[0]
        if kind in {"comment", "blank"}:
            out.append("\n" * sign.count("\n") if kind == "comment" else sign)
            continue
        if kind == "other" or (sign == "+" and (last < 0 or not out[last].startswith('"'))):
            return None
        if sign == "+":
            joining = True
            continue
        if kind == "string":
            sign = _quoted(sign)
            if joining:
                out[last] = out[last][:-1] + sign[1:]
                joining = False
                continue
        elif kind == "word" and sign not in _PLAIN:
            sign = _WORDS.get(sign) or f'"{sign}"'
        elif sign in {"}", "]"} and last >= 0 and out[last] == ",":
            out[last] = ""
        if sign in {"{", "["}:
            depth += 1
        elif sign in {"}", "]"}:
            depth -= 1
        last = len(out)
        out.append(sign)
        if depth == 0:
            return "".join(out), match.end()
    return None


def _quoted(sign: str) -> str:
    """Return a string in double quotation marks, with the signs of TeX that no JSON has in it doubled."""
    body = sign[1:-1]
    if sign[0] != '"':
        body = re.sub(r"(?<!\\)\"", '\\"', body.replace("\\'", "'").replace("\\`", "`"))
    body = _BAD_ESCAPE.sub(r"\\\\", body)
    return f'"{body}"'
