"""Items that call a work by other words, its title below: under a label, or on a line of its own over its facts.

So "[On Wool](…)" over "Title: Counting Sheep", and "FOLD" over "**Folding Sheep by Night**", "Lund et al., WOOL 2020".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.identifiers import title_key
from papergraph.readers.grammar.editors import without
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.layout.joining import labelled
from papergraph.readers.lexicon.authorship import NOBODY
from papergraph.readers.lexicon.labels import field_of, link_role
from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain, said_lines
from papergraph.readers.preparing.blocklines import kind_of_line

ENOUGH = 3  # such items of a list
_MOST = 0.6  # of the items of a list with as much below them
_NAME = 4  # words of what a work is called
_LABEL = re.compile(r"[^:：]{1,40}[:：]\s*")
_QUOTES = '“”„"«»「」『』'


def with_titles_below(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such items under the title that their label gives, what they were called by below it."""
    found = [n for n, passage in enumerate(passages) if _titled(passage) is not None]
    told = list(passages)
    if len(found) >= ENOUGH:
        told = [_item(passage) if n in found else passage for n, passage in enumerate(told)]
    return _with_lines_told(told)


def _titled(item: Passage) -> int | None:
    """Return the place of the only child of an item that gives a title under its label, or None."""
    if item.kind != "item" or item.problem or not plain(item.runs) or labelled(item.runs):
        return None
    titled = [n for n, child in enumerate(item.children) if field_of(labelled(child.runs) or "") == "title"]
    if len(titled) != 1 or len(plain(_value(item.children[titled[0]].runs)).split()) < 2:
        return None
    return titled[0]


def _value(runs: Runs) -> Runs:
    """Return what stands behind the label that runs begin with."""
    match = _LABEL.match("".join(run.text for run in runs if run.image is None))
    return without(runs, 0, match.end()) if match else runs


def _item(item: Passage) -> Passage:
    at = _titled(item)
    if at is None:
        return item
    title = item.children[at]
    runs = tuple(run._replace(marks=(run.marks - {"bold"}) | {"stated"}) for run in _value(title.runs))
    called = replace(item, kind="paragraph", marker=None, children=())
    beside = [called] if any(run.href for run in item.runs) else []
    below = (*item.children[:at], *title.children, *item.children[at + 1 :], *beside)
    return replace(item, last_line=max(item.last_line, title.last_line), runs=runs, children=below)


# --- titles on lines of their own -----------------------------------------------------------------------------------


def _with_lines_told(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, and what stands under them, each name over a title and its facts as an item of the title."""
    titled = {n: item for n, passage in enumerate(passages) if (item := _named_work(passage)) is not None}
    like = sum(passage.kind == "item" and bool(_lines_of(passage)[1:]) for passage in passages)
    titled = titled if len(titled) >= max(ENOUGH, _MOST * like) else {}
    out = []
    for n, passage in enumerate(passages):
        if n not in titled and any(child.kind == "item" for child in passage.children):
            passage = replace(passage, children=tuple(_with_lines_told(passage.children)))
        out.append(titled.get(n, passage))
    return out


def _lines_of(item: Passage) -> list[Passage]:
    """Return the lines of an item and what stands under it, each as a passage."""
    lines = said_lines(item.runs)
    own = [replace(item, first_line=runs[0].line, last_line=runs[-1].line, runs=runs, children=()) for runs in lines]
    return [*own, *item.children]


def _named_work(item: Passage) -> Passage | None:
    """Return an item of a name, a title on a line of its own and facts under it as one of the title, or None."""
    if item.kind != "item" or item.problem or len(plain(item.runs)) > 1000:
        return None
    name, title, *below = _lines_of(item) if len(_lines_of(item)) > 2 else [item] * 2
    called = plain(name.runs).strip(" .:：")
    if not below or not _is_name(name.runs):
        return None
    linked = all(kind_of_line(line.runs)[0] == "links" and not line.children for line in below)
    if not (_is_work_line if linked else _is_title_line)(title, called):
        return None
    kind, _, told = kind_of_line(below[0].runs)
    if kind not in {"authors", "place", "links"} or (kind == "place" and not told):
        return None
    if any(_is_title_line(line, called) and _dress(line.runs) == _dress(title.runs) for line in below):
        return None  # a group and its works
    said = {"stated"} if not linked or _is_title_line(title, called) else set()
    runs = tuple(run._replace(marks=(run.marks - {"bold", "italic"}) | said) for run in title.runs)
    short = Run(f"Short: {called}", name.first_line)
    beside = [replace(name, kind="paragraph", marker=None, children=(), runs=(short,))] if is_lead_name(called) else []
    last = max(name.last_line, title.last_line)
    return replace(item, last_line=last, runs=runs, children=(*beside, *title.children, *below))


def _is_name(runs: Runs) -> bool:
    """Return whether runs are a few words without a link that could be what a work is called."""
    text = plain(runs)
    said = 0 < len(text.split()) <= _NAME and not any(run.href or run.image for run in runs)
    return said and not labelled(runs) and (is_lead_name(text) or kind_of_line(runs)[0] == "note")


def _is_title_line(line: Passage, called: str) -> bool:
    """Return whether a line is a title and nothing else, longer than what the work is called."""
    text = plain(line.runs)
    if line.kind not in {"item", "paragraph"} or len(words_of(text)) < 3 or labelled(line.runs) or link_role(text):
        return False
    if "://" in text or len(title_key(text)) <= len(title_key(called)):
        return False
    lead = read_lead(line.runs, NO_PRIOR)
    alone = lead.order == ("title",) and lead.people == NOBODY and title_key(lead.title) == title_key(text)
    return alone and kind_of_line(line.runs)[0] not in {"authors", "place"}


def _is_work_line(line: Passage, called: str) -> bool:
    """Return whether a line begins with a title longer than what the work is called: "Counting Sheep by Night, HAY'18".

    Below it stands nothing but links; so it need not be a title alone.
    """
    if line.kind not in {"item", "paragraph"} or line.children or labelled(line.runs):
        return False
    lead = read_lead(line.runs, NO_PRIOR)
    begun = lead.order[:1] == ("title",) and len(words_of(lead.title)) >= 3
    return begun and len(title_key(lead.title)) > len(title_key(called))


def _dress(runs: Runs) -> object:
    """Return how a line is set: its marks, whether it is a link, and whether it stands between quotes."""
    text = plain(runs)
    marks = frozenset.intersection(*(run.marks for run in runs if run.text.strip())) & {"bold", "italic"}
    return marks, any(run.href for run in runs), text[:1] in _QUOTES
