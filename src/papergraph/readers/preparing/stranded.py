"""Links to papers that a first reading left out: where several stand alike, what they stand with are their titles.

Lists have more habits than the grammar knows. A paper's address with words like a title in its paragraph, or in the
one right before, is a work all the same; one of a kind could be anything, several are a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

from papergraph.readers.grammar.evidence import has_title, looks_like_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR, prose_score
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.links import is_paper_url
from papergraph.readers.lexicon.sections import names_list, names_session, other_place
from papergraph.readers.passages import Passage, Run, Runs, plain
from papergraph.readers.preparing.blockitems import block_item
from papergraph.readers.preparing.blocklines import facts_of, line_of
from papergraph.readers.preparing.wholelines import whole_lines

ENOUGH = 3  # that stand alike
_MOST = 3  # addresses of one work
_WORDS = 60  # of what stands with an address

Way = Literal["within", "before"]


def with_stranded(passages: Sequence[Passage], left_out: Collection[int]) -> list[Passage] | None:
    """Return the passages with each stranded link and its title as an item, or None where fewer than three are alike.

    `left_out` are the lines of which nothing was made, though nothing says what else they are.
    """
    found: dict[int, tuple[Way, Passage]] = {}
    for n, passage in enumerate(passages):
        if not _is_stranded(passage, left_out):
            continue
        if (own := _within(passage)) is not None:
            found[n] = "within", own
        elif n and n - 1 not in found and (title := _title_before(passages[n - 1], left_out)) is not None:
            lines = [line_of(runs, passage) for runs in whole_lines(passage.runs)]
            found[n - 1] = "before", block_item(title, lines, replace(passages[n - 1], children=passage.children))
    ways = Counter(way for way, _ in found.values())
    kept = {n: (way, item) for n, (way, item) in found.items() if ways[way] >= ENOUGH}
    if not kept:
        return None
    out: list[Passage] = []
    for n, passage in enumerate(passages):
        if n in kept:
            out.append(kept[n][1])
        elif n - 1 not in kept or kept[n - 1][0] != "before":
            out.append(passage)
    return out


def _is_stranded(passage: Passage, left_out: Collection[int]) -> bool:
    """Return whether a paragraph or an item that was left out has the address of one paper."""
    if passage.kind not in {"paragraph", "item"} or passage.problem or passage.first_line not in left_out:
        return False
    addresses = {run.href for run in passage.runs if run.href and is_paper_url(run.href)}
    return 0 < len(addresses) <= _MOST and len(plain(passage.runs).split()) <= _WORDS


def _within(passage: Passage) -> Passage | None:
    """Return a passage as an item under the title that stands in it, or None."""
    lead = read_lead(passage.runs, NO_PRIOR)
    line = passage.first_line
    if "prose" not in lead.order and has_title(lead) and _is_title(lead.title):
        title, facts = lead.title, [f"{label}: {text}" for label, text in facts_of(lead)]
    elif (linked := next((run.text for run in passage.runs if _is_on_title(run)), None)) is not None:
        title, facts = linked, []
    else:
        return None
    item = replace(passage, kind="item", marker="-", runs=(Run(title, line, frozenset({"stated"})),))
    below = [replace(item, runs=(Run(fact, line),), children=()) for fact in facts]
    links = dict.fromkeys(run for run in passage.runs if run.href)
    below += [replace(item, runs=_labelled(run), children=()) for run in links]
    return replace(item, children=(*below, *passage.children))


def _is_on_title(run: Run) -> bool:
    """Return whether a link to a paper is on words like a title."""
    return run.href is not None and is_paper_url(run.href) and "bare" not in run.marks and _is_title(run.text)


def _labelled(run: Run) -> Runs:
    """Return a link under the label of a paper where it is one and its words do not say what it is."""
    paper = run.href is not None and is_paper_url(run.href) and link_role(run.text) is None
    return (Run("Paper: ", run.line), run) if paper else (run,)


def _title_before(passage: Passage, left_out: Collection[int]) -> Runs | None:
    """Return the title that a passage right before an address is, or None."""
    if passage.kind != "heading" and (passage.kind not in {"paragraph", "item"} or passage.first_line not in left_out):
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
