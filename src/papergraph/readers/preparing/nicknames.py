"""What the author of a list calls a work, set off before its title that is set off otherwise.

So "**Fold** — *Fold: A Gate with a Herd Inside*, Lund", "`Fold` - **A Gate with a Herd**", "[Fold](…) – “A Gate …”":
of one such line the title may be doubtful, of most lines of a list it is the longer of the two. Names, venue and date
may stand between them, with the same sign before and behind: "**Fold** — Lund, WOOL ’03 — *A Gate with a Herd*".
Words that all of them are called by ("Fold review", "My notes on Fold") say what the link is on, and it is not the
work's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from papergraph.identifiers import title_key
from papergraph.readers.lexicon.dates import dates_in
from papergraph.readers.lexicon.groups import parse_group
from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.sections import names_session
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.preparing.blocklines import kind_of_line

_ENOUGH = 3  # lines of the kind in a document
_MOST = 0.7  # of them that say so
_SHARED = 0.8  # of them that have a word in common
_NAME = 6  # words that a work is called by, at most
_TITLE = 3.5  # words of the titles on average, at least
_LONGER = 1.5  # times as many words as they are called by
_LONGEST = 300  # characters of a title
_SIGN = re.compile(r"\s*(?:[-–—―]{1,3}|[|·•→:：/／]|\n)\s*")
_OF_WORDS = frozenset(":：/／")  # signs behind what a work is called where words say what the link is on
_QUOTED = re.compile(r"[“\"„«‘](?P<title>[^“”\"„«»\n]{8,300}?)[,.]?[”\"“»’](?=[\s,.;:(\[]|$)")
_SETTINGS = ("bold", "italic", "code")


_Words = tuple[tuple[str, ...], tuple[str, ...]]  # that works are called by, before and behind


class _Named(NamedTuple):
    """A passage that begins so: what the work is called, its title, and the runs behind it."""

    called: tuple[Run, ...]
    title: str
    href: str | None
    behind: Runs
    kind: tuple[str, ...]
    facts: str = ""  # between the two


def with_nicknames_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such lines with the title first, and behind it in brackets what is a name of the work."""
    found = {id(each): named for each in _all(passages) if (named := _named(each)) is not None}
    kinds: dict[tuple[str, ...], list[_Named]] = {}
    for each in found.values():
        kinds.setdefault(each.kind, []).append(each)
    told: dict[tuple[str, ...], _Words] = {}
    for kind, alike in kinds.items():
        words = _shared([_called(each) for each in alike])
        alone = kind[2] not in _OF_WORDS and kind[1] != kind[3]  # so set that they need no words to be told by
        if (any(words) or alone) and _are_nicknames(alike, words):
            told[kind] = words
    parted = {at: (each, told[each.kind]) for at, each in found.items() if each.kind in told}
    return _replaced(passages, parted) if told else list(passages)


def _called(named: _Named) -> str:
    return plain(named.called).strip(" :：")


def _shared(called: Sequence[str]) -> _Words:
    """Return the words that most of what works are called by begins with, and those that most of it ends with."""
    found: list[tuple[str, ...]] = []
    for turn in (1, -1):
        left = [each.lower().split()[::turn] for each in called]
        shared: list[str] = []
        while True:
            firsts = Counter(words[0] for words in left if len(words) > 1)
            word, count = max(firsts.items(), key=lambda each: (each[1], each[0]), default=("", 0))
            if count < max(_ENOUGH, _SHARED * len(called)):
                break
            shared.append(word)
            left = [words[1:] if words[:1] == [word] and len(words) > 1 else [] for words in left]
        found.append(tuple(shared[::turn]))
    return found[0], found[1]


def _without(called: str, words: _Words) -> str:
    """Return what a work is called without the words that say what the link is on."""
    said = called.split()
    if words[0] and tuple(word.lower() for word in said[: len(words[0])]) == words[0]:
        said = said[len(words[0]) :]
    if words[1] and tuple(word.lower() for word in said[-len(words[1]) :]) == words[1]:
        said = said[: -len(words[1])]
    return " ".join(said)


def _all(passages: Sequence[Passage]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from _all(passage.children)


def _replaced(passages: Sequence[Passage], named: dict[int, tuple[_Named, _Words]]) -> list[Passage]:
    out: list[Passage] = []
    for passage in passages:
        children = tuple(_replaced(passage.children, named)) if passage.children else passage.children
        runs = _runs(*named[id(passage)]) if id(passage) in named else passage.runs
        out.append(replace(passage, runs=runs, children=children))
    return out


def _runs(named: _Named, words: _Words) -> Runs:
    """Return the runs of a passage with its title first."""
    called = _called(named)
    own = _without(called, words)
    first = named.called[0]
    links = [run for run in named.called if run.href]
    other = bool(links) and own != called  # the link is on what somebody says of the work
    href = named.href or (None if other else next((run.href for run in links), None))
    title = Run(named.title, first.line, frozenset({"bold"}), href)
    known = is_lead_name(own, emphasised=True) or named.title.startswith(f"{own}:")
    known = known and parse_group(f"({own})").kind == "short"
    name = (Run(f" ({own})", first.line),) if known and title_key(named.title) != title_key(own) else ()
    beside: Runs = ()
    if other:
        label = called if link_role(called) else "page"
        beside = (Run(" [", first.line), *(run._replace(text=label) for run in links[:1]), Run("]", first.line))
    return (title, *name, *named.behind, *beside)


def _named(passage: Passage) -> _Named | None:
    """Return the parts of a passage that begins so; None for any other."""
    if passage.kind not in {"item", "paragraph"} or passage.problem:
        return None
    runs = [run for run in passage.runs if "comment" not in run.marks]
    while runs and not runs[0].text.strip():
        runs.pop(0)
    if not runs or (setting := _setting(runs[0])) is None:
        return None
    at = 1
    while at < len(runs) and _setting(runs[at]) == setting and runs[at].text != "\n":
        at += 1
    called, rest = tuple(runs[:at]), runs[at:]
    if not 0 < len(words_of(plain(called))) <= _NAME or any(run.image for run in called):
        return None
    between = ""
    while rest and _setting(rest[0]) is None and _SIGN.fullmatch(between + rest[0].text + " "):
        between += rest.pop(0).text
    if not rest or rest[0].image:
        return None
    sign = between.strip() or ("line" if "\n" in between else "")
    if (other := _setting(rest[0])) is not None:
        apart = other != setting or (other == "link" and rest[0].href != called[0].href)
        return _set_off(called, rest, (passage.kind, setting, sign, other)) if apart else None
    text = between + rest[0].text
    opening = _SIGN.match(text)
    if opening is None:
        return None
    if quoted := _QUOTED.match(text, opening.end()):
        left = (rest[0]._replace(text=text[quoted.end() :]), *rest[1:])
        return _Named(called, quoted["title"], None, left, (passage.kind, setting, opening[0].strip(), "quote"))
    return _over_facts(called, text, rest, (passage.kind, setting, opening[0].strip(), "facts"))


def _over_facts(called: Runs, text: str, rest: Sequence[Run], kind: tuple[str, ...]) -> _Named | None:
    """Return the parts where names, venue or date stand before the title, between two signs; `text` begins with one."""
    pieces = re.split(rf"\s+{re.escape(kind[2])}\s+" if kind[2] else r"\n", text, maxsplit=2)
    if len(pieces) < 3 or len(rest) < 2:
        return None
    facts, behind = pieces[1].strip(), pieces[2]
    if not facts:
        return None
    before = Run(f" {kind[2]} {facts} ", rest[0].line)
    if quoted := _QUOTED.match(behind):
        left = rest[0]._replace(text=behind[quoted.end() :])
        return _Named(called, quoted["title"], None, (before, left, *rest[1:]), (*kind, "quote"), facts)
    other = _setting(rest[1])
    if behind.strip() or other is None or other == kind[1] or rest[1].image:
        return None
    named = _set_off(called, rest[1:], (*kind, other))
    return named and named._replace(behind=(before, *named.behind), facts=facts)


def _setting(run: Run) -> str | None:
    """Return how a run is set off; None for plain words."""
    marked = next((mark for mark in _SETTINGS if mark in run.marks), None)
    return marked or ("link" if run.href and "bare" not in run.marks else None)


def _set_off(called: Runs, rest: Sequence[Run], kind: tuple[str, ...]) -> _Named | None:
    """Return the parts where the title is set off in the first of the rest."""
    end = 1
    while end < len(rest) and _setting(rest[end]) == kind[-1] and rest[end].text != "\n":
        end += 1
    title = plain(rest[:end]).strip(" .,")
    if not title or len(title) > _LONGEST or any(run.image for run in rest[:end]) or link_role(title):
        return None
    href = next((run.href for run in rest[:end] if run.href), None)
    return _Named(called, title, href, tuple(rest[end:]), kind)


def _are_nicknames(alike: Sequence[_Named], shared: _Words) -> bool:
    """Return whether of lines set in one way most begin with what a work is called, and its title behind it."""
    called = [_without(_called(each), shared) for each in alike]
    titles = [each.title for each in alike]
    if len(alike) < _ENOUGH or len(set(called)) < 0.9 * len(called) or len(set(titles)) < 0.9 * len(titles):
        return False
    words = sum(len(words_of(each)) for each in titles) / len(titles)
    if words < _TITLE or words < _LONGER * sum(len(words_of(each)) for each in called) / len(called):
        return False
    said = [kind_of_line((Run(each.facts, 1),))[0] for each in alike if each.facts]
    if said and sum(kind in {"authors", "place"} for kind in said) < _MOST * len(said):
        return False
    named = sum(map(_can_be_called, called)) >= _MOST * len(called)
    titled = sum(_can_be_title(each) for each in titles) >= _MOST * len(titles)
    followed = sum(any(re.search(r"\w", run.text) for run in each.behind) for each in alike) >= _MOST * len(alike)
    return named and titled and followed


def _can_be_called(text: str) -> bool:
    """Return whether words may be what a work is called: no people, venue, date, meeting or label."""
    if field_of(text) or link_role(text) or names_session(text) or dates_in(text) or not re.search(r"[^\W\d_]", text):
        return False
    return people_score(text) < 1.2 and venue_score(text) < 1.2


def _can_be_title(text: str) -> bool:
    return text[:1].isupper() and venue_score(text) < 1.0 and people_score(text) < 1.2
