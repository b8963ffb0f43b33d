"""What says in any language that more people wrote a work than are named, as "et al.", which all else knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.passages import Passage, Runs, plain

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĐĘĚĞİŁŃŇŐŘŚŠŞŤŹŻŽА-ЯЁ"
#: … behind a name, and before a sign, a number, a set-off title or the end.
_OTHERS = re.compile(
    rf"(?P<name>(?<![\w])[{_UP}][\w'’-]*\.?),?\s*(?:[&+]\s*(?:al|coll?|co)\b\.?|\b(?:"
    r"et\s(?:coll(?:ab)?\.|autres|collaborateurs|alii)|[ye]\s(?:otr[oa]s|outr[oa]s|altri|cols?\b\.?|coll\.|colaboradores|collaboratori)|"
    r"(?:und|and|&)\s(?:andere|Mitarbeiter|Kolleg(?:en|innen)|co-?authors?)|en\s(?:anderen|collega['’]?s)|e\.\s?a\.|"
    r"m\.\s?fl\.|u\.\s?a\.|med\sflera|och\sandra|og\sandre|a\s(?:další|kol\.)|i\s(?:in\.|inni|wsp\.)|és\smtsai\.?|ve\s(?:ark\.|diğerleri)|"
    r"[ис]\s(?:др|соавт)\.|и\sдругие|(?:and|\+)\s?\d{1,3}\s(?:others|more|co-?authors))(?![\w'’])|\+\s?\d{1,3}\s(?:others|more)\b)"
    r"(?=\s*(?:[,.;:()\[\]|—–/«“\"*]|-\s|\d|$))"
)
_KOREAN = re.compile(r"(?P<name>[A-Za-z가-힣])\s?외(?:\s?\d{1,3}\s?[명인])?(?=\s*(?:[,.;:()\[\]|—–/*]|-\s|\d|$))")
_FEW = 4  # words of the name of a group: "Wool and others"
_HINT = re.compile(r"[&+.и외]|otr|outr|alt|col|and|end|oll|lii|lší|nni|tsai|ğer|aute|leg|ndr|fler")


def with_others_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with "et al." for all that says so: "Lund y otros", "Lund & al.", "Lund 외 3명"."""
    return [_told(passage) for passage in passages]


def _told(passage: Passage) -> Passage:
    if passage.kind == "heading" or (passage.runs and len(plain(passage.runs).split()) <= _FEW):
        children = tuple(map(_told, passage.children))
        return replace(passage, children=children) if children != passage.children else passage
    runs, cells = _put(passage.runs), tuple(map(_put, passage.cells))
    children = tuple(map(_told, passage.children))
    if (runs, cells, children) == (passage.runs, passage.cells, passage.children):
        return passage
    return replace(passage, runs=runs, cells=cells, children=children)


def _put(runs: Runs) -> Runs:
    if not any(run.href is None and _HINT.search(run.text) for run in runs):
        return runs
    return tuple(
        run._replace(text=_KOREAN.sub(_et_al, _OTHERS.sub(_et_al, run.text)))
        if run.href is None and "code" not in run.marks
        else run
        for run in runs
    )


def _et_al(match: re.Match[str]) -> str:
    return f"{match['name']} et al{'' if match.string.startswith('.', match.end()) else '.'}"
