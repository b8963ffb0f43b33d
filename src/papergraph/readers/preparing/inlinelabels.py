"""Fields under labels amid the words of a reference ("“Gates”, 1978, authors: Anna Lund") set apart from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.passages import Passage, Run, plain

_ENOUGH = 2  # passages of a document that have such labels
_FIELDS = frozenset({"authors", "date", "venue"})
_NAMES = {"authors": "Authors", "date": "Date", "venue": "Venue"}
#: A word or two and a colon, behind a sign that parts fields.
_LABEL = re.compile(
    r"(?P<sign>[,，;；。|｜、·)）》”\"\]]\s*|\.\s+|\s[–—-]\s+)"
    r"(?P<label>[^\W\d_]{1,16}(?: [^\W\d_]{1,12})?)\s?[:：]\s*(?=\w)"
)
_ENDS = re.compile(r"。|\n|[|｜]")  # what ends a field
_DATE_BEHIND = re.compile(r"[,，;；]\s*\(?(?:19|20)\d\d")
_PLACED_BEHIND = re.compile(
    r"[,，;；]\s*(?:发表[于在]|刊[于载]|(?:published|appeared|presented) (?:in|at)\b)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[^\W\dA-Z_]{2})\.(?=\s+[A-Z“\"\[(]|\s*$)")
_EDGE = " \t,，;；|｜·–—-"


class _Field(NamedTuple):
    """A field in the text of a run: where it begins, with its label and the sign before, and ends; what it says."""

    start: int
    end: int
    name: str
    value: str


def with_inline_labels(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the labelled fields amid their words as lines under them, where several have such.

    A passage that begins with a label is a line of another work, and stays as it is.
    """
    told = {id(passage): fields for passage in _all(passages) if (fields := _fields(passage))}
    return _apart(passages, told) if len(told) >= _ENOUGH else list(passages)


def _all(passages: Sequence[Passage]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from _all(passage.children)


def _apart(passages: Sequence[Passage], told: dict[int, list[tuple[int, _Field]]]) -> list[Passage]:
    out: list[Passage] = []
    for passage in passages:
        children = tuple(_apart(passage.children, told)) if passage.children else ()
        if (fields := told.get(id(passage))) is None:
            same = all(a is b for a, b in zip(children, passage.children, strict=False))
            out.append(
                passage if same and len(children) == len(passage.children) else replace(passage, children=children)
            )
            continue
        lines = [_line(passage, passage.runs[at].line, field) for at, field in fields]
        head = replace(passage, runs=_without(passage, fields))
        out.append(replace(head, kind="item", marker=head.marker or "-", children=(*lines, *children)))
    return out


def _line(passage: Passage, line: int, field: _Field) -> Passage:
    """Return a field as a line of its own under its label."""
    return Passage("paragraph", line, line, (Run(f"{_NAMES[field.name]}: {field.value}", line),), passage.column)


def _fields(passage: Passage) -> list[tuple[int, _Field]]:
    """Return the labelled fields in a passage with the number of the run that they stand in; none where it has none.

    Its authors must be among them, or two fields.
    """
    if passage.kind not in {"item", "paragraph"} or passage.problem:
        return []
    if (opened := labelled(passage.runs)) and field_of(opened) != "title":
        return []
    found = [
        (n, field)
        for n, run in enumerate(passage.runs)
        if run.href is None and run.image is None and (":" in run.text or "：" in run.text)
        for field in _fields_of(run.text)
    ]
    names = [field.name for _, field in found]
    if len(set(names)) < len(names) or not ("authors" in names or len(names) > 1):
        return []
    n, first = found[0]
    before = plain(passage.runs[:n]) + passage.runs[n].text[: first.start]
    return found if re.search(r"\w{2}", before) else []


def _fields_of(text: str) -> Iterator[_Field]:
    """Yield the labelled fields in the text of a run."""
    labels = [match for match in _LABEL.finditer(text) if field_of(match["label"]) in _FIELDS]
    for match, after in pairwise([*labels, None]):
        if match is None:
            continue
        name = field_of(match["label"]) or ""
        limit = after.start() if after is not None else len(text)
        stops = [_ENDS, _SENTENCE, *([_DATE_BEHIND, _PLACED_BEHIND] if name == "authors" else [])]
        ends = [stop.start() for pattern in stops if (stop := pattern.search(text, match.end(), limit))]
        end = min([limit, *ends])
        value = text[match.end() : end].strip(_EDGE)
        if re.search(r"\d{4}" if name == "date" else r"[^\W\d_]{2}", value):
            start = match.start() + (match["sign"].strip() not in set(_EDGE) and len(match["sign"].rstrip()))
            yield _Field(start, end, name, value)


def _without(passage: Passage, fields: Sequence[tuple[int, _Field]]) -> tuple[Run, ...]:
    runs = list(passage.runs)
    for at, field in reversed(fields):
        text = runs[at].text
        runs[at] = runs[at]._replace(text=text[: field.start] + text[field.end :])
    return tuple(run for run in runs if run.text or run.image is not None)
