"""Lines under field labels inside one passage ("Authors: …", "Journal: …") set apart as passages of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.passages import NO_MARKS, Passage, Run, Runs, plain, said_lines, split_at_breaks

_ANY_LABEL = re.compile(r"[A-Za-z][\w ()/-]{1,24}:(?= )")
_FACTS = frozenset({"authors", "date", "venue", "title", "organisation"})


def with_lines_apart(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, each whose later lines begin with labels of fields cut before the first of these.

    What is cut off follows on a paragraph, and stands under an item: one paragraph for each label with the lines
    that go on with it. Passages without such lines stay as they are.
    """
    out: list[Passage] = []
    for passage in (part for each in passages for part in _records(each)):
        children = tuple(with_lines_apart(passage.children)) if passage.children else ()
        if children and any(a is not b for a, b in zip(children, passage.children, strict=False)):
            passage = replace(passage, children=children)
        parts = _parts(passage.runs) if passage.kind in {"item", "paragraph"} and not passage.problem else []
        if not parts:
            out.append(passage)
            continue
        parts = _title_first(parts)
        head, *below = (_paragraph(passage, part) for part in parts)
        if passage.kind == "item":
            head = replace(passage, runs=parts[0], last_line=head.last_line, children=(*below, *passage.children))
            out.append(head)
        else:
            out += [head, *below]
    return out


_FULL = 60  # characters of a line that goes on with the next


def _records(passage: Passage) -> list[Passage]:
    """Return a paragraph of several works, each a title over lines under the same labels, as a paragraph for each.

    Other lines between them, such as the name of a section, are paragraphs as well.
    """
    if passage.kind != "paragraph" or passage.problem or sum(run.text == "\n" for run in passage.runs) < 5:
        return [passage]
    lines = said_lines(passage.runs)
    names = [labelled(line) for line in lines]
    first = next((name for name in names if name and field_of(name) in _FACTS), None)
    starts = [n - 1 for n, name in enumerate(names) if name is not None and name == first]
    if len(starts) < 2 or starts[0] < 0 or any(names[n] or lines[n][0].href for n in starts):
        return [passage]
    title = field_of(first or "") == "title"
    if title or any(b - a < 3 for a, b in pairwise([*starts, len(lines)])):
        return [passage]
    out = [_paragraph(passage, line) for line in lines[: starts[0]]]
    for a, b in pairwise([*starts, len(lines)]):
        end = b
        while names[end - 1] is None and len(plain(lines[end - 2])) < _FULL:
            end -= 1
        head = tuple(run._replace(marks=run.marks | {"bold"}) for run in lines[a])
        out.append(_paragraph(passage, _joined([head, *lines[a + 1 : end]])))
        out += [_paragraph(passage, line) for line in lines[end:b]]
    return out


def _paragraph(passage: Passage, runs: Runs) -> Passage:
    lines = [run.line for run in runs if run.text.strip() or run.image is not None]
    return Passage("paragraph", min(lines), max(lines), runs, passage.column)


def _parts(runs: Runs) -> list[Runs]:
    """Return the head of a passage and its labelled lines, or nothing where no line behind the first is of a field."""
    if not any(run.text == "\n" or "\n" in run.text for run in runs):
        return []
    lines = [line for line in split_at_breaks(runs, "any") if plain(line) or any(run.image for run in line)]
    names = [labelled(line) if n else None for n, line in enumerate(lines)]
    facts = [n for n, name in enumerate(names) if name and field_of(name) in _FACTS]
    found = [field_of(names[n] or "") for n in facts]
    opened = labelled(lines[0]) if facts else None
    if not facts or (opened and field_of(opened) != "title") or len(set(found)) < len(found):
        return []  # a label that comes again is of another work
    known = [n for n, name in enumerate(names) if name and (n in facts or link_role(name))]
    starts = [
        n
        for n, line in enumerate(lines)
        if n in known or (n > known[0] and (names[n] or _ANY_LABEL.match(plain(line))))
    ]
    bounds = [0, *starts, len(lines)]
    return [_joined(lines[a:b]) for a, b in pairwise(bounds)]


_NAME = 6  # words of a name over a labelled title, at most


def _title_first(parts: list[Runs]) -> list[Runs]:
    """Return the parts with a labelled title in the place of the short name that it stands under, if there is one."""
    name = plain(parts[0])
    at = next((n for n, part in enumerate(parts) if n and field_of(labelled(part) or "") == "title"), None)
    if at is None or len(name.split()) > _NAME:
        return parts
    first, *rest = parts[at]
    title = (first._replace(text=first.text.partition(":")[2].lstrip(), marks=first.marks | {"bold"}), *rest)
    if not plain(title[:1]):
        return parts
    label = (
        (first._replace(text=f"Short: {name}", line=parts[0][0].line, marks=NO_MARKS),) if is_lead_name(name) else ()
    )
    others = [part for n, part in enumerate(parts) if n not in {0, at}]
    return [title, *([label] if label else []), *others]


def _joined(lines: Sequence[Runs]) -> Runs:
    """Return lines as the runs of one passage again, their ends kept."""
    out: list[Run] = []
    for n, line in enumerate(lines):
        if n and line:
            out.append(line[0]._replace(text="\n", marks=frozenset({"soft"}), href=None, image=None))
        out += line
    return tuple(out)
