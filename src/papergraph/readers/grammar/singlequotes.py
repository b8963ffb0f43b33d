"""Titles in single quotation marks, as many in the humanities set them: written with the double ones."""

from __future__ import annotations

import re

from papergraph.readers.passages import Runs

_DOUBLE = re.compile(r"[“”\"«»„]")
_OPENING = re.compile(r"(?<!\w)(?P<sign>[‘'])(?=[^\W_])")
_PARTED = re.compile(r"(?:^\W{0,4}|[,.:)\]]\s+)$")
_CLOSING = re.compile(r"(?<=[\w.,?!)*])[’'](?=[\s,.;:()\[\]]|$)")
_BEHIND = re.compile(r"\s*(?:$|[,.(\[]|[Ii]n\b)")
_OPENING_TWICE = re.compile(r"(?<!\w)(?:``|‘‘|''(?=[^\n']{3,300}''))(?=\w)")
_TWICE = re.compile(_OPENING_TWICE.pattern + r"|(?<=[\w.,?!])‟")
_LONGEST = 300  # characters of a title
_LEAST = 3  # words of it


def with_double_quotes(runs: Runs) -> Runs:
    """Return the runs, a title in single quotation marks in double ones; as they are where double ones are used.

    What stands between them is three words at least, and an apostrophe ends none: "'The Shepherds' Wool' in *Hay*".
    """
    shown = [n for n, run in enumerate(runs) if run.image is None and "comment" not in run.marks]
    text = "".join(runs[n].text for n in shown)[: 3 * _LONGEST]
    if _TWICE.search(text):
        return tuple(run._replace(text=_as_pairs(run.text)) if run.image is None else run for run in runs)
    if ("'" not in text and "‘" not in text) or _DOUBLE.search(text):
        return runs
    ends = _ends_of_runs(runs, shown)
    for opening in _OPENING.finditer(text):
        begin = opening.start("sign")
        if begin not in ends and not _PARTED.search(text[:begin]):
            continue  # amid a title: "A 'Wool First' Approach"
        closing = "’" if text[begin] == "‘" else "'"
        for match in _CLOSING.finditer(text, begin + 1, begin + _LONGEST):
            end = match.start()
            if text[end] == closing and _closes(text, begin, end, ends):
                return _replaced(runs, shown, begin, end)
    return runs


def _as_pairs(text: str) -> str:
    """Return a text with double quotation marks for two single ones, as TeX has them, and for such as are turned."""
    text = _OPENING_TWICE.sub("“", text)
    for typed in ("''", "’’", "‟"):
        text = text.replace(typed, "”")
    return text


def _ends_of_runs(runs: Runs, shown: list[int]) -> frozenset[int]:
    """Return the places where a link or italics begin or end."""
    places: set[int] = set()
    at = 0
    for n in shown:
        if runs[n].href or "italic" in runs[n].marks:
            places.update((at, at + len(runs[n].text)))
        at += len(runs[n].text)
    return frozenset(places)


def _closes(text: str, begin: int, end: int, ends: frozenset[int]) -> bool:
    """Return whether the sign at `end` closes a title that the one at `begin` opens."""
    if len(text[begin + 1 : end].split()) < _LEAST:
        return False
    after = end + 1
    if _BEHIND.match(text, after) or not {after, after + 1}.isdisjoint(ends) or text[end - 1] in ".,?!":
        return True
    last = text[end - 1] != "s" or _CLOSING.search(text, after) is None
    return last and re.match(r"\s+[A-Z]\w", text[after:]) is not None


def _replaced(runs: Runs, shown: list[int], begin: int, end: int) -> Runs:
    out = list(runs)
    at = 0
    for n in shown:
        signs = list(runs[n].text)
        for place, sign in ((begin, "“"), (end, "”")):
            if at <= place < at + len(signs):
                signs[place - at] = sign
        out[n] = runs[n]._replace(text="".join(signs))
        at += len(signs)
    return tuple(out)
