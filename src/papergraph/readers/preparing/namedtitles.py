"""Items of a list of works that are a name set off, a dash and a plain title: "**GATE** - Opening Pastures"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.sections import is_list_of_works, other_section
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain

_ENOUGH = 3  # items of the kind, one behind the other
_TITLE = re.compile(r"\s*(?:[-–—]{1,3}\s+|[:：]\s*)(?P<title>\S.*?)\s*")
_MOST = 30  # words of a title


def with_named_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such items with the title set off and the name in brackets behind it.

    So only under a heading of papers, where most items of the list are of the kind: elsewhere they describe a tool.
    """
    out = list(passages)
    works = False
    at = 0
    while at < len(out):
        if out[at].kind == "heading":
            text = plain(out[at].runs)
            works = is_list_of_works(text) and other_section(text) is None
        stop = at
        while stop < len(out) and out[stop].kind == "item":
            stop += 1
        if works and stop - at >= _ENOUGH:
            named = [_titled(item) for item in out[at:stop]]
            if sum(runs is not None for runs in named) >= 0.8 * len(named):
                pairs = zip(out[at:stop], named, strict=True)
                out[at:stop] = [replace(item, runs=runs) if runs else item for item, runs in pairs]
        at = max(stop, at + 1)
    return out


def _titled(item: Passage) -> Runs | None:
    """Return the runs of an item with its title first, or None where it is of another kind."""
    said = [run for run in item.runs if run.text.strip() and run.image is None and "comment" not in run.marks]
    if len(said) != 2 or not said[0].marks & {"bold", "code"} or said[1].marks or any(run.href for run in said):
        return None
    name = said[0].text.strip(" :：")
    colon = ":" if said[0].text.rstrip().endswith((":", "：")) else ""
    match = _TITLE.fullmatch(colon + said[1].text)
    if match is None or not is_lead_name(name, emphasised=True) or people_score(match["title"]) >= 1.0:
        return None
    title = match["title"]
    words = words_of(title)
    if not 1 < len(words) <= _MOST or not title[:1].isupper() or title.endswith((".", "。", "!", "！")):
        return None
    line = said[1].line
    behind = () if title.lower().startswith(name.lower()) else (Run(f" ({name})", line),)
    return (Run(title, line, frozenset({"bold"})), *behind)
