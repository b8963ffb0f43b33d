"""Works that are linked on who signed them and when, the title in plain words behind: "[Lund & Elm, 2020](…) Wool".

So too works that are linked on where they were printed: "[ECCV 2020](…) Wool".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from papergraph.readers.lexicon.etal import without_et_al
from papergraph.readers.lexicon.namelists import are_names
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs

ENOUGH = 3  # such works of a document
_JOINT = 3  # of which one in so many is signed by several, or tells its venue
_SIGNED = re.compile(
    r"\s*(?P<names>[^\d()\[\]]{2,150}?)[\s,.]*[(\[]?(?P<year>(?:1[89]|20)\d\d)[a-z]?[)\]]?\s*[.,:]?\s*"
)
_SEVERAL = re.compile(r"\b(?:and|et al)\b|[&,;]")
_SIGN = re.compile(r"\s*(?:[.,:–—-]\s*)?(?=[^\W\d_]|[“\"‘'(\d])")
_ENDED = re.compile(r"[.?!](?=\s|$)")
_LEAST = 3  # words of a title
_PLACE = 1.0  # of a venue, at least


def with_linked_signers(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, the link of each such work on its title, where several are set so."""
    found = [match for passage in passages for match in _signatures(passage)]
    told = sum(_is_place(match["names"]) or _SEVERAL.search(match["names"]) is not None for match in found)
    if len(found) < ENOUGH or _JOINT * told < len(found):
        return list(passages)
    return [_turned(passage) for passage in passages]


def _is_place(names: str) -> bool:
    return venue_score(names) >= _PLACE


def _signatures(passage: Passage) -> Iterator[re.Match[str]]:
    if match := _signature(passage):
        yield match
    for child in passage.children:
        yield from _signatures(child)


def _signature(passage: Passage) -> re.Match[str] | None:
    """Return names or venue, and the year, of the first link of an item where plain words follow, else None."""
    runs = passage.runs
    if passage.kind not in {"item", "paragraph"} or passage.problem or len(runs) < 2 or runs[0].href is None:
        return None
    if "bare" in runs[0].marks or runs[1].href is not None or runs[1].image or not _SIGN.match(runs[1].text):
        return None
    title, _ = _title(runs[1:])
    plain = all(not run.marks & {"bold", "italic", "code"} for run in title)
    match = _SIGNED.fullmatch(runs[0].text)
    if match is None or not plain or len(words_of("".join(run.text for run in title))) < _LEAST:
        return None
    names = match["names"]
    return match if _is_place(names) or are_names(without_et_al(names), surely=False) else None


def _title(runs: Runs) -> tuple[Runs, Runs]:
    """Return the runs of a title that begins a line, up to where its sentence ends or it is set otherwise; the rest."""
    runs = (runs[0]._replace(text=_SIGN.sub("", runs[0].text, count=1)), *runs[1:])
    title: list[Run] = []
    for n, run in enumerate(runs):
        if run.href is not None or run.image or (title and run.text != "\n" and run.marks != title[0].marks):
            return tuple(title), runs[n:]
        if end := _ENDED.search(run.text):
            kept = end.end() - (run.text[end.start()] == ".")
            title.append(run._replace(text=run.text[:kept]))
            return tuple(title), (run._replace(text=run.text[kept:]), *runs[n + 1 :])
        if "break" in run.marks:
            return tuple(title), runs[n:]
        title.append(run)
    return tuple(title), ()


def _turned(passage: Passage) -> Passage:
    """Return a passage, and what stands under it, with the link of a work on its title."""
    children = tuple(_turned(child) for child in passage.children)
    match = _signature(passage)
    if match is None:
        return replace(passage, children=children) if children else passage
    signed, *behind = passage.runs
    title, rest = _title(tuple(behind))
    words = match["names"].strip()
    before = f"[{words} {match['year']}] " if _is_place(words) else f"{words} ({match['year']}). "
    names = signed._replace(text=before, href=None)
    linked = [run._replace(href=signed.href) for run in title]
    return replace(passage, runs=(names, *linked, *rest), children=children)
