"""Links to papers that a first reading left out: where several stand alike, what they stand with are their titles.

Lists have more habits than the grammar knows. A paper's address with words like a title in its paragraph, or in the
one right before, is a work all the same; one of a kind could be anything, several are a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from papergraph.identifiers import title_key
from papergraph.readers.grammar.evidence import has_title, looks_like_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.sections import names_list, names_session, other_place
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.preparing.blockitems import block_item
from papergraph.readers.preparing.blocklines import facts_of, kind_of_line, line_of
from papergraph.readers.preparing.wholelines import whole_lines

ENOUGH = 3  # that stand alike
_MOST = 3  # addresses of one work
_TITLE = (4, 25)  # words of a title in small letters
_PROSE = 1.0
_CAPITAL = re.compile(r"[^\W_]*[A-Z]")
_LAST_WORD = re.compile(r"(\w+)\W*$")
_WORDS = 60  # of what stands with an address

Way = Literal["within", "before"]


def with_stranded(
    passages: Sequence[Passage],
    left_out: Collection[int],
    *,
    begun: Collection[int] = (),
    enough: int = ENOUGH,
) -> list[Passage] | None:
    """Return the passages with each stranded link and its title as an item, or None where too few are alike.

    `left_out` are the lines of which nothing was made, though nothing says what else they are; with those `begun` a
    work begins.
    """
    found: dict[int, tuple[Way, int, Passage]] = {}  # by the first passage of each: the place behind its last one
    end = 0
    for n, passage in enumerate(passages):
        if n < end or not _is_stranded(passage, left_out):
            continue
        if (own := _within(passage)) is not None:
            found[n], end = ("within", n + 1, own), n + 1
            continue
        first, last = _facts_around(passages, n, max(end, 1))
        if first > end and (title := _title_before(passages[first - 1], begun)) is not None:
            lines = [line_of(runs, each) for each in passages[first:last] for runs in whole_lines(each.runs)]
            below = tuple(child for each in passages[first:last] for child in each.children)
            item = block_item(title, lines, replace(passages[first - 1], children=below))
            found[first - 1], end = ("before", last, item), last
    ways = Counter(way for way, _, _ in found.values())
    taken = {n for first, (_, last, _) in found.items() for n in range(first, last)}
    beside = [n for n, each in enumerate(passages) if n not in taken and _is_stranded(each, left_out)]
    likely = {n: own for n in beside if (own := _within(passages[n], among=True)) is not None}
    if ways["within"] > len(likely) and ways["within"] + len(likely) >= enough:
        found |= {n: ("within", n + 1, own) for n, own in likely.items()}
        ways["within"] += len(likely)
    kept = {n: (last, item) for n, (way, last, item) in found.items() if ways[way] >= enough}
    if not kept:
        return None
    out: list[Passage] = []
    end = 0
    for n, passage in enumerate(passages):
        if n in kept:
            end, item = kept[n]
            out.append(item)
        elif n >= end:
            out.append(passage)
    return out


def _facts_around(passages: Sequence[Passage], at: int, least: int) -> tuple[int, int]:
    """Return the bounds of the items with links and facts under labels around an item that is such; else its own."""
    first, last = at, at + 1
    if passages[at].kind != "item":
        return first, last
    while first > least and _is_fact(passages[first - 1]):
        first -= 1
    while last < len(passages) and _is_fact(passages[last]):
        last += 1
    return first, last


def _is_fact(passage: Passage) -> bool:
    """Return whether a passage is an item with links or a fact under a label."""
    if passage.kind != "item" or passage.problem:
        return False
    kind, label, _ = kind_of_line(passage.runs)
    return kind in {"label", "links"} or bool(label)


def crowded_lines(passages: Sequence[Passage], spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return the lines of what was taken into a work, though its paper is another of the same site: of the next work.

    `spans`: the first and the last line of each work. What stands between its own paper and the other one belongs to
    the lines.
    """
    starts = [passage.first_line for passage in passages]
    out: set[int] = set()
    for first, last in sorted(set(spans)):  # works of one line have one
        own: dict[str, str] = {}
        since: list[Passage] = []
        for passage in passages[bisect_left(starts, first) : bisect_right(starts, last)]:
            since.append(passage)
            papers = {urlsplit(url).netloc: url for run in passage.runs if (url := run.href) and is_paper_url(url)}
            if any(own.get(site, address) != address for site, address in papers.items()):
                out.update(line for each in since for line in range(each.first_line, each.last_line + 1))
            if papers:
                own, since = papers, []
    return out


def _is_stranded(passage: Passage, left_out: Collection[int]) -> bool:
    """Return whether a paragraph or an item that was left out has the address of one paper."""
    if passage.kind not in {"paragraph", "item"} or passage.problem or passage.first_line not in left_out:
        return False
    papers = [run for run in passage.runs if link_role(run.text) in {None, "paper"}]
    addresses = {run.href for run in papers if run.href and is_paper_url(run.href)}
    return 0 < len(addresses) <= _MOST and len(plain(passage.runs).split()) <= _WORDS


def _within(passage: Passage, *, among: bool = False) -> Passage | None:
    """Return a passage as an item under the title that stands in it, or None; `among` others that are works."""
    head, *others = whole_lines(passage.runs)
    facts_below = bool(others) and all(kind_of_line(runs)[0] in {"label", "links"} for runs in others)
    lead = read_lead(head if facts_below else passage.runs, NO_PRIOR)
    line = passage.first_line
    if "prose" not in lead.order and has_title(lead) and (_is_title(lead.title) or _is_told(lead.title, passage.runs)):
        title, facts = lead.title, [f"{label}: {text}" for label, text in facts_of(lead)]
    elif (at := next((n for n, run in enumerate(passage.runs) if _is_on_title(run, among=among)), None)) is not None:
        behind = read_lead(passage.runs[at:], NO_PRIOR)
        title, facts = passage.runs[at].text, []
        if title_key(behind.title) == title_key(title):
            facts = [f"{label}: {text}" for label, text in facts_of(behind)]
    else:
        return None
    item = replace(passage, kind="item", marker="-", runs=(Run(title, line, frozenset({"stated"})),))
    below = [replace(item, runs=(Run(fact, line),), children=()) for fact in facts]
    links = dict.fromkeys(run for run in passage.runs if run.href)
    below += [replace(item, runs=_labelled(run), children=()) for run in links]
    return replace(item, children=(*below, *passage.children))


def _is_told(text: str, runs: Runs) -> bool:
    """Return whether words can be a title in small letters: a link under the label of a paper stands behind them."""
    if not _TITLE[0] <= len(text.split()) <= _TITLE[1] or not _CAPITAL.match(text) or prose_score(text) > _PROSE:
        return False
    before = ""
    for run in runs:
        if run.href and is_paper_url(run.href):
            word = _LAST_WORD.search(before)
            return link_role(run.text) == "paper" or (word is not None and link_role(word[1]) == "paper")
        before = run.text
    return False


def _is_on_title(run: Run, *, among: bool = False) -> bool:
    """Return whether a link to a paper is on words like a title; `among` others on some words that begin as one."""
    linked = run.href is not None and is_paper_url(run.href) and "bare" not in run.marks
    written = run.text[:1].isupper() and len(run.text.split()) >= _TITLE[0] and link_role(run.text) is None
    return linked and (_is_title(run.text) or (among and written))


def _labelled(run: Run) -> Runs:
    """Return a link under the label of a paper where it is one and its words do not say what it is."""
    paper = run.href is not None and is_paper_url(run.href) and link_role(run.text) is None
    return (Run("Paper: ", run.line), run) if paper else (run,)


def _title_before(passage: Passage, begun: Collection[int]) -> Runs | None:
    """Return the title that a passage right before an address is, or None."""
    if passage.kind != "heading" and (passage.kind not in {"paragraph", "item"} or passage.first_line in begun):
        return None
    if passage.children or passage.problem or any(run.href for run in passage.runs):
        return None
    lead = read_lead(passage.runs, NO_PRIOR)
    whole = has_title(lead) and "prose" not in lead.order and _is_title(lead.title)
    return passage.runs if whole and len(plain(passage.runs).split()) <= _WORDS else None


def _is_title(text: str) -> bool:
    """Return whether words are like the title of a work: no sentence, no name of a section."""
    title = text.strip().rstrip(".")
    if names_list(title) or names_session(title) or other_place((title,)):
        return False
    return looks_like_title(title) and prose_score(title) <= 1.2
