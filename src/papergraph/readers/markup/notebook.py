"""Jupyter notebooks as lines of Markdown: what stands in their cells of text, each line in its place."""

from __future__ import annotations

import json
import re
from typing import Any

_NOTEBOOK = re.compile(r"\s*\{")
_FORMAT = re.compile(r"\"nbformat\"\s*:\s*\d")
_SOURCE = re.compile(r"\s*\"source\"\s*:\s*(?P<list>\[\s*(?:\],?\s*)?$|\[\])?")
_STRING = re.compile(r"\s*(?P<string>\"(?:[^\"\\]|\\.)*\")\s*,?\s*$")
_ENDS = re.compile(r"\s*\]")


def is_notebook(text: str) -> bool:
    """Return whether a text is a notebook.

    >>> is_notebook('{"cells": [], "nbformat": 4}'), is_notebook('{"title": "Wool"}')
    (True, False)
    """
    ends = text if len(text) < 40_000 else text[:20_000] + text[-20_000:]
    return _NOTEBOOK.match(text) is not None and '"cells"' in text and _FORMAT.search(ends) is not None


def laid_out(text: str) -> tuple[str, list[int]] | None:
    """Return a notebook with each line of its cells in a line of its own, and for each the number of the cell's line.

    None for a text that is none, or that is written so already, as most programs write it.
    """
    if not is_notebook(text):
        return None
    try:
        found = json.loads(text, strict=False)
        cells = found["cells"]
        sources = [_lines(cell["source"]) for cell in cells]
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    places = [number for number, line in enumerate(text.split("\n"), start=1) if _SOURCE.match(line)]
    if (
        len(places) == len(cells)
        and all(isinstance(cell["source"], list) for cell in cells)
        and _is_spread(text, sources)
    ):
        return None
    places = places if len(places) == len(cells) else [1] * len(cells)
    out, numbers = ['{"nbformat": 4, "cells": ['], [1]
    for cell, lines, place in zip(cells, sources, places, strict=True):
        made = [f'"cell_type": {json.dumps(cell.get("cell_type"))}', '"source": [']
        made += [f"{json.dumps(line, ensure_ascii=False)}," for line in lines]
        out += [*made, "]"]
        numbers += [place] * (len(made) + 1)
    return "\n".join([*out, "]}"]), [*numbers, 1]


def _lines(source: Any) -> list[str]:
    whole = "".join(source) if isinstance(source, list) else source
    return [line + "\n" for line in whole.split("\n")]


def _is_spread(text: str, sources: list[list[str]]) -> bool:
    """Return whether a text has a line for each line of its cells."""
    return text.count("\n") > sum(map(len, sources))


def notebook_lines(lines: list[str]) -> list[str]:
    r"""Return one line of Markdown for each line of a notebook that is laid out.

    >>> notebook_lines(['"cell_type": "markdown",', '"source": [', '"# *Wool*\\n",', '"by Lund"', ']'])
    ['', '', '# *Wool*', 'by Lund', '']
    """
    out: list[str] = []
    kind = ""
    inside = False
    for line in lines:
        text = ""
        if inside and (match := _STRING.match(line)):
            text = _said(match["string"]) if kind == "markdown" else ""
        elif inside and _ENDS.match(line):
            inside = False
        elif (named := re.match(r"\s*\"cell_type\"\s*:\s*\"(\w+)\"", line)) and not inside:
            kind = named[1]
        elif match := _SOURCE.match(line):
            inside = match["list"] is not None and "]" not in match["list"]
        out.append(text)
    return out


def _said(string: str) -> str:
    """Return what a string says, without its line end."""
    try:
        said = json.loads(string, strict=False)
    except ValueError:
        said = string.strip('"')
    return " ".join(str(said).rstrip("\n").split("\n"))
