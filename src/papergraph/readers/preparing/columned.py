"""Lists whose items are columns: the same number of pieces between the same signs, each of them the same field.

"Lund, Ek // WOOL 2003 // *Counting Sheep* [pdf]". What a piece is may be doubtful; what a column of pieces is hardly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.layout.fieldlines import is_people_line
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.preparing.blocklines import kind_of_line
from papergraph.readers.preparing.unmarked import stretches

ENOUGH = 4  # items that are set in the same columns
_SIGNS = (" // ", " || ", " | ", " · ", " • ", " — ", " – ", " - ")
_ALIKE = 0.9  # of the items have as many pieces
_OF_COLUMN = 0.7  # of the pieces of a column are what it is
_LONGEST = 600  # characters of an item
_MOST = 4  # columns
_BRACKETED = re.compile(r"[\s\[\](){}|`*_.,;:·•/–—-]*")
_QUOTES = '"“”«»„'
_AUTHORED = re.compile(r"\bet al\b|[,;&]|\band\b")


def with_columns(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, items in columns as titles with their other fields under labels."""
    out = list(passages)
    for stretch in stretches(passages):
        for kind in ("item", "paragraph"):
            _put(out, [n for n in stretch if passages[n].kind == kind and not passages[n].problem])
    for n, passage in enumerate(out):
        if passage.kind == "item" and len(passage.children) >= ENOUGH:
            out[n] = replace(passage, children=tuple(with_columns(passage.children)))
    return out


def _put(passages: list[Passage], places: Sequence[int]) -> None:
    """Put the items at some places under labels where they are columns."""
    if len(places) < ENOUGH or any(len(plain(passages[n].runs)) > _LONGEST for n in places):
        return
    for sign in _SIGNS:
        pieces = {n: _pieces(passages[n].runs, sign) for n in places}
        sizes = [len(each) for each in pieces.values()]
        size = max(set(sizes), key=lambda each: (sizes.count(each), each))
        if not 3 <= size <= _MOST or sizes.count(size) < max(ENOUGH, _ALIKE * len(places)):
            continue
        rows = {n: each for n, each in pieces.items() if len(each) == size}
        fields = _fields(list(rows.values()))
        if fields is not None:
            at = fields.index("authors")
            surnames = any(len(names) > 2 for row in rows.values() if (names := _surnames(row[at])))
            for n, row in rows.items():
                passages[n] = _item(passages[n], row, fields, surnames=surnames)
        return


def _pieces(runs: Runs, sign: str) -> list[Runs]:
    """Return the runs between signs that stand in no link; links under labels at the end are a piece of their own."""
    pieces: list[list[Run]] = [[]]
    for run in runs:
        if run.href or run.image or run.text == "\n":
            pieces[-1].append(run)
            continue
        first, *rest = (" " + run.text + " ").split(sign) if sign in run.text else [run.text]
        pieces[-1].append(run._replace(text=first))
        for text in rest:
            pieces.append([run._replace(text=text)])
    return [each for each in map(_words, pieces) if each]


def _words(runs: Sequence[Run]) -> Runs:
    """Return the runs of a piece without links under labels, and without the blanks around it."""
    said = [
        run for run in runs if run.image is None and not (run.href and (link_role(run.text) or "bare" in run.marks))
    ]
    while said and _BRACKETED.fullmatch(said[-1].text) and not said[-1].href:
        said.pop()
    while said and not said[0].text.strip():
        said.pop(0)
    return tuple(said)


def _fields(rows: Sequence[Sequence[Runs]]) -> list[str] | None:
    """Return what each column is, one of them the titles; None where one is nothing clear."""
    columns = list(zip(*rows, strict=True))
    apart = [n for n, column in enumerate(columns) if sum(map(_is_set_off, column)) >= _ALIKE * len(column)]
    fields = []
    for n, column in enumerate(columns):
        kinds = ["title" if apart == [n] else _kind(piece) for piece in column]
        common = max(("authors", "place", "title"), key=kinds.count)
        if kinds.count(common) < _OF_COLUMN * len(kinds):
            return None
        fields.append(common)
    return fields if sorted(fields) in (["authors", "place", "title"], ["authors", "place", "place", "title"]) else None


def _is_set_off(piece: Runs) -> bool:
    """Return whether a piece is in bold letters, italics, quotation marks or a link, all of it."""
    words = [run for run in piece if re.search(r"\w", run.text)]
    if plain(piece).strip()[:1] in _QUOTES and plain(piece).strip(" .,[(")[-1:] in _QUOTES:
        return True
    return bool(words) and all(run.marks & {"bold", "italic"} or run.href for run in words)


def _kind(piece: Runs) -> str:
    """Return what a piece by itself is most likely."""
    text = _text(piece)
    if labelled(piece) or not text:
        return "other"
    if len(_surnames(piece)) > 1:
        return "authors"
    kind = kind_of_line(piece)[0]
    if kind in {"authors", "place"}:
        return kind
    if is_people_line(text) or (_AUTHORED.search(text) and are_names(text, surely=False)):
        return "authors"
    return "title" if looks_like_title(text) else "other"


def _text(piece: Runs) -> str:
    """Return the words of a piece without the quotation marks around it and the bracket of a link behind it."""
    return plain(piece).strip(f" .,[({_QUOTES}")


def _surnames(piece: Runs) -> list[str]:
    """Return the names of a piece where commas part single words, none where they do not."""
    names = re.split(r",\s+", plain(piece).strip(" .,"))
    return names if all(re.fullmatch(r"[^\W\d_][\w'’-]+", name) for name in names) else []


def _item(passage: Passage, row: Sequence[Runs], fields: Sequence[str], *, surnames: bool) -> Passage:
    """Return a passage as an item under its title, its other columns under labels and its links below.

    `surnames`: the authors of others are surnames, so that two of them here are two people.
    """
    line = passage.first_line
    item = replace(passage, kind="item", marker=passage.marker or "-", children=())
    at = fields.index("title")
    title = (Run(_text(row[at]), line, frozenset({"stated"}), next((run.href for run in row[at] if run.href), None)),)
    below: list[Passage] = []
    for field, piece in zip(fields, row, strict=True):
        told = kind_of_line(piece)[2] if field == "place" else ()
        pair = " and ".join(_surnames(piece)) if field == "authors" and surnames else ""
        facts = told or ((("Authors" if field == "authors" else "Venue"), pair or plain(piece)),)
        below += [replace(item, runs=(Run(f"{label}: {text}", line),)) for label, text in facts if field != "title"]
    shown = {run.href for run in row[at] if run.href}
    links = [run for run in passage.runs if run.href and run.href not in shown]
    below += [replace(item, runs=(run,)) for run in links]
    return replace(item, runs=title, children=(*below, *passage.children))
