"""Tags before what a list names, set off and with nothing but a blank behind: "`survey` [Gates](…)", "**NEW** Gates".

One line does not tell a tag from the first word of a title or from a name; that it comes again and again does. Behind
titles that are set off they are set as code, to the end of the line: "**Gates of Wool** `Gate` `BERT`".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import is_common, words_of
from papergraph.readers.passages import Passage, Run, Runs, plain

_ENOUGH = 3  # lines that begin with what comes again
_MOST = 0.5  # of the lines that begin with words set off so
_WORDS = 3  # of a tag, at most
_TITLE = 3  # words behind it, at least
_SETTINGS = ("bold", "code", "italic")
_KINDS = {"book": "book", "textbook": "textbook", "monograph": "monograph"}
_BLANK = re.compile(r"[ ,;|/·•]*")
_BEHIND = re.compile(r"\s+[“\"«\[(]?(?:[^\W\d_a-zà-ÿ]|\d)")


class _Tagged(NamedTuple):
    """A passage that begins so: its tag, how that is set off, and the runs behind it."""

    tag: str
    setting: str
    behind: Runs


def with_tags_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages without the tags that they begin with; of an item they are said below it."""
    found = {id(each): tagged for each in _all(passages) if (tagged := _tagged(each)) is not None}
    told: dict[int, _Tagged] = {}
    for setting in _SETTINGS:
        alike = {at: each for at, each in found.items() if each.setting == setting}
        counted = Counter(each.tag.lower() for each in alike.values())
        again = {at: each for at, each in alike.items() if counted[each.tag.lower()] > 1 and _can_be_tag(each.tag)}
        if len(again) >= max(_ENOUGH, _MOST * len(alike)):
            told |= again | {at: each for at, each in alike.items() if _is_ordinary(each.tag)}
    parted = _replaced(passages, told) if told else list(passages)
    behind = sum(_tags_behind(each) is not None for each in _all(parted))
    return [_without_tags_behind(passage) for passage in parted] if behind >= _ENOUGH else parted


def _tags_behind(passage: Passage) -> tuple[int, int] | None:
    """Return where the tags behind the title of a passage begin and end among its runs, or None where there are none.

    The title is set off in bold letters or as a link; a place among them is no tag, nor is the label of a link.
    """
    if passage.kind not in {"item", "paragraph"} or passage.problem:
        return None
    runs = passage.runs
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), len(runs))
    start = first
    while start < len(runs) and (runs[start].href or "bold" in runs[start].marks) and "code" not in runs[start].marks:
        start += 1
    end = start
    while end < len(runs) and ("code" in runs[end].marks or _BLANK.fullmatch(runs[end].text)) and not runs[end].href:
        end += 1
    tags = [run.text for run in runs[start:end] if "code" in run.marks]
    ended = end == len(runs) or "\n" in runs[end].text[:1]
    if start == first or not tags or not ended or len(words_of(plain(runs[first:start]))) < _TITLE:
        return None
    return None if any(link_role(tag) or dates_in(tag) or venue_score(tag) >= 2.0 for tag in tags) else (start, end)


def _without_tags_behind(passage: Passage) -> Passage:
    """Return a passage without the tags behind its title; of an item they are said below it."""
    children = tuple(map(_without_tags_behind, passage.children))
    if (found := _tags_behind(passage)) is None:
        return replace(passage, children=children) if children else passage
    start, end = found
    line = passage.first_line
    tags = ", ".join(run.text for run in passage.runs[start:end] if "code" in run.marks)
    said = replace(passage, last_line=line, runs=(Run(f"Tags: {tags}", line),), children=())
    below = (said,) if passage.kind == "item" else ()
    return replace(passage, runs=(*passage.runs[:start], *passage.runs[end:]), children=(*below, *children))


def _all(passages: Sequence[Passage]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from _all(passage.children)


def _replaced(passages: Sequence[Passage], told: dict[int, _Tagged]) -> list[Passage]:
    out: list[Passage] = []
    for passage in passages:
        children = tuple(_replaced(passage.children, told)) if passage.children else ()
        if (tagged := told.get(id(passage))) is None:
            out.append(replace(passage, children=children) if children != passage.children else passage)
            continue
        line = passage.first_line
        kind = _KINDS.get(tagged.tag.lower())
        behind = (
            (tagged.behind[0], Run(f" ({kind})", line), *tagged.behind[1:])
            if kind and tagged.behind[0].href
            else tagged.behind
        )
        said = replace(passage, last_line=line, runs=(Run(f"Tags: {tagged.tag}", line),), children=())
        below = (said,) if passage.kind == "item" else ()
        out.append(replace(passage, runs=behind, children=(*below, *children)))
    return out


def _tagged(passage: Passage) -> _Tagged | None:
    """Return the parts of a passage that begins with a few words set off, and a title behind a blank; else None."""
    if passage.kind not in {"item", "paragraph"} or passage.problem:
        return None
    runs = passage.runs
    first = next((n for n, run in enumerate(runs) if run.image is None and run.text.strip()), None)
    if first is None or runs[first].href is not None:
        return None
    setting = next((mark for mark in _SETTINGS if mark in runs[first].marks), None)
    tag = runs[first].text.strip(" !*()[]#.:")
    behind = runs[first + 1 :]
    if setting is None or not 0 < len(words_of(tag)) <= _WORDS or runs[first].text.rstrip().endswith((":", ",", "-")):
        return None
    while behind and not behind[0].text.strip() and behind[0].text != "\n":
        behind = behind[1:]
    if not behind or behind[0].image is not None or behind[0].marks & {setting}:
        return None
    linked = behind[0].href is not None and link_role(behind[0].text) is None
    text = behind[0].text if linked else f" {plain(behind)}" if not behind[0].text[:1].strip() else ""
    if len(words_of(text)) < _TITLE or not (linked or _BEHIND.match(text)):
        return None
    return _Tagged(tag, setting, (behind[0]._replace(text=behind[0].text.lstrip()), *behind[1:]))


def _can_be_tag(tag: str) -> bool:
    """Return whether words may be a tag: ordinary ones, and no date, people or venue."""
    if dates_in(tag) or venue_score(tag) >= 1.0 or people_score(tag) >= 1.2 or not re.search(r"[^\W\d_]", tag):
        return False
    return tag.isupper() or tag.islower() or _is_ordinary(tag)


def _is_ordinary(tag: str) -> bool:
    return not tag.isupper() and all(is_common(word.lower()) for word in words_of(tag))
