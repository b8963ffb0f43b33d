"""Items of a list of works that are a name set off, a dash and a plain title: "**GATE** - Opening Pastures".

Or a name that is linked, the title, and who wrote it: "[GATE](…) - Opening Pastures - Anna Lund".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.namelists import name_people
from papergraph.readers.lexicon.names import is_lead_name
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.sectionkinds import kind_of_section
from papergraph.readers.lexicon.sections import is_list_of_works, other_section
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, Run, Runs, plain

_ENOUGH = 3  # items of the kind, one behind the other
_TITLE = re.compile(r"\s*(?:[-–—]{1,3}\s+|[:：]\s*)(?P<title>\S.*?)\s*")
_MOST = 30  # words of a title
#: A title behind a name, up to the dash before those who wrote it.
_BEHIND = re.compile(r"\s+(?:[-–—]{1,3}\s+|:\s+)?(?P<title>\S.*?)(?:\s[-–—]{1,3}\s.*|\s*)")


def with_named_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, such items with the title set off and the name in brackets behind it.

    So only under a heading of papers, where most items of the list are of the kind: elsewhere they describe a tool.
    """
    out = _with_linked_names(passages)
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


def _with_linked_names(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, items that a linked name begins with their title linked and the name in brackets behind it.

    So in lists of works or books, where several such titles of the document have names of people behind them: what
    describes a tool has none.
    """
    out = list(passages)
    section: tuple[str, ...] = ()
    found: list[tuple[int, _Linked]] = []
    for n, passage in enumerate(out):
        if passage.kind == "heading":
            section = (plain(passage.runs),)
        elif passage.kind == "item" and section:
            works = is_list_of_works(section[0]) or kind_of_section(section) == "book"
            linked = _linked(passage) if works and other_section(section[0]) is None else None
            found += [(n, linked)] if linked else []
    if sum(linked.signed for _, linked in found) >= max(_ENOUGH, len(found) / 2):
        for n, linked in found:
            out[n] = replace(out[n], runs=linked.runs)
    return out


class _Linked(NamedTuple):
    """The runs of an item with its title first, and whether people stand behind the title."""

    runs: Runs
    signed: bool


def _linked(item: Passage) -> _Linked | None:
    """Return an item with its title in the place of the linked name before it, or None where it is of another kind."""
    said = [n for n, run in enumerate(item.runs) if run.text.strip() and run.image is None]
    if len(said) < 2 or said[0] + 1 != said[1]:
        return None
    name, rest = item.runs[said[0]], item.runs[said[1]]
    short = name.text.strip(" :：")
    match = _BEHIND.fullmatch(rest.text)
    if name.href is None or rest.href is not None or rest.marks or match is None or not _is_name(short):
        return None
    title, end = match["title"], match.end("title")
    for comma in re.finditer(r",\s", title):
        if name_people(title[comma.end() :]):
            title, end = title[: comma.start()], match.start("title") + comma.start()
            break
    if not 1 < len(words_of(title)) <= _MOST or not title[:1].isupper() or people_score(title) >= 2.2:
        return None
    behind = rest.text[end:]
    signed = bool(behind) and name_people(re.split(r"\s[-–—]\s|,\s(?=\d)", behind.strip(" ,-–—"))[0])
    called = "" if short.lower() in title.lower() else f" ({short})"
    linked = Run(title, rest.line, frozenset({"bold"}), name.href or None)
    return _Linked((linked, rest._replace(text=called + behind), *item.runs[said[1] + 1 :]), signed)


def _is_name(text: str) -> bool:
    """Return whether a text is a single word that can be the name of a work."""
    return len(text.split()) == 1 and bool(re.search(r"[^\W\d_]", text)) and not (link_role(text) or text.islower())
