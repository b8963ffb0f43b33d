"""Titles that are linked to the curator's own notes on the work: proof of an entry where a document has several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_note_url
from papergraph.readers.lexicon.words import opens_remark, words_of
from papergraph.readers.passages import Passage, Run, Runs, plain

_OPENING = 4  # passages at the start of a document, that say what it is
ENOUGH = 3  # titles that lead to notes, in the whole document
_PAPERS = re.compile(
    r"(?<![a-z])(?:papers?|readings?|reading[ -]list|literature|publications?|references?|surveys?)(?![a-z])|"
    r"(?-i:\bPapers?(?=[A-Z_]))|"
    r"论文|文献|论著|論文|논문",
    re.IGNORECASE,
)
#: A folder of such notes.
_FOLDER = re.compile(r"(?:^|/)[^/]*(?:notes?|papers?|reviews?|reading|summar(?:y|ies)|论文|笔记)[^/]*/", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z]+:", re.IGNORECASE)
_MATTER = re.compile(r"(?:^|/)(?:readme|contributing|license|licence|changelog|index|toc|summary)\b", re.IGNORECASE)


def _runs(passages: Iterable[Passage]) -> Iterator[Run]:
    for passage in passages:
        yield from passage.runs
        for cell in passage.cells:
            yield from cell
        yield from _runs(passage.children)


def _is_titled_note(run: Run, *, surely: bool = True) -> bool:
    """Return whether a run is a link to notes on words that are set like the title of a work.

    Not `surely`: where others are, a long title may be set in small letters.
    """
    if run.href is None or run.image is not None or not is_note_url(run.href) or _MATTER.search(run.href):
        return False
    words = words_of(run.text)
    if not surely and len(words) > 4 and not opens_remark(run.text) and words[0].lower() not in {"how", "what", "why"}:
        return True
    return (": " in run.text or len(words) > 3) and looks_like_title(run.text.strip())


def with_notes_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with the mark `noted` on the links of titles to notes, where a document of papers has them.

    Other documents link their own parts by titles as well: there must be several, and a heading or the opening words
    must speak of papers, or most of them stand in a folder of notes.
    """
    found = [run.href or "" for run in _runs(passages) if _is_titled_note(run)]
    if len(found) < ENOUGH:
        return list(passages)
    folders = Counter(map(_folder, found))
    kept = sum(n for folder, n in folders.items() if _FOLDER.search(folder))
    spoken = [plain(each.runs) for n, each in enumerate(passages) if _says(each, n)]
    if 2 * kept <= len(found) and not any(map(_PAPERS.search, spoken)):
        return list(passages)
    usual = frozenset(folder for folder, n in folders.items() if n >= ENOUGH and _FOLDER.search(folder))
    return [_told(passage, usual) for passage in passages]


def _folder(href: str) -> str:
    """Return the folder beside the list that an address leads into, with the stroke behind it; "" for others."""
    return "" if _ELSEWHERE.match(href) else href.rpartition("/")[0] + "/"


def _says(passage: Passage, at: int) -> bool:
    """Return whether a passage may say what a document is: a heading, or a paragraph at its start."""
    return passage.kind == "heading" or (at < _OPENING and passage.kind == "paragraph")


def _told(passage: Passage, usual: frozenset[str]) -> Passage:
    return replace(
        passage,
        runs=_marked(passage.runs, usual),
        cells=tuple(_marked(cell, usual) for cell in passage.cells),
        children=tuple(_told(child, usual) for child in passage.children),
    )


def _marked(runs: Runs, usual: frozenset[str]) -> Runs:
    """Return runs with the mark on links to notes; in a folder of these any name that is no label may be a title."""
    return tuple(
        run._replace(marks=run.marks | {"noted"})
        if _is_titled_note(run, surely=False) or _is_filed(run, usual)
        else run
        for run in runs
    )


def _is_filed(run: Run, usual: frozenset[str]) -> bool:
    if run.href is None or run.image is not None or not is_note_url(run.href) or _MATTER.search(run.href):
        return False
    return _folder(run.href) in usual and link_role(run.text) is None and re.search(r"\w{2}", run.text) is not None
