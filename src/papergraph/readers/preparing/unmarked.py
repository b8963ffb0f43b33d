"""Lists without marks: titles with a date behind them ("Counting Sheep (WOOL '21)"), each a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from papergraph.readers.grammar.evidence import has_title, looks_like_title
from papergraph.readers.grammar.lead import read_lead
from papergraph.readers.grammar.scoring import NO_PRIOR
from papergraph.readers.lexicon.dates import dates_in, has_day
from papergraph.readers.lexicon.sections import is_matter, names_session
from papergraph.readers.lexicon.words import words_of
from papergraph.readers.passages import Passage, plain

ENOUGH = 5  # such paragraphs of a document
_SHARE = 0.6  # of the short paragraphs that stand under the same headings
_WORDS = 35  # of a title at most
_CLOSED = re.compile(r"(?P<title>[^\n]+?)\s*[(\[](?P<inner>[^()\[\]]{2,50})[)\]]\W*")


def with_unmarked_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages, dated titles that are paragraphs as items of a list where most paragraphs are such.

    A title without a date between them is an item as well.
    """
    dated = [n for n, passage in enumerate(passages) if _is_dated_title(passage)]
    if len(dated) < ENOUGH:
        return list(passages)
    found = set(dated)
    items: set[int] = set()
    short = 0
    for stretch in stretches(passages):
        if not found.isdisjoint(stretch):
            short += sum(_is_short(passages[n]) for n in stretch)
            begin, end = min(found.intersection(stretch)), max(found.intersection(stretch))
            items.update(n for n in stretch if n in found or (begin < n < end and _is_bare_title(passages[n])))
    if len(dated) < _SHARE * short:
        return list(passages)
    return [replace(passage, kind="item") if n in items else passage for n, passage in enumerate(passages)]


def stretches(passages: Sequence[Passage]) -> list[range]:
    """Return the places of the passages between headings."""
    ends = [n for n, passage in enumerate(passages) if passage.kind == "heading"]
    return [range(a + 1, b) for a, b in zip([-1, *ends], [*ends, len(passages)], strict=True)]


def _is_short(passage: Passage) -> bool:
    """Return whether a paragraph is a few words in one line, and nothing stands under it."""
    if passage.kind != "paragraph" or passage.problem or passage.children or passage.first_line != passage.last_line:
        return False
    if any(run.image is not None for run in passage.runs):
        return False
    return 1 < len(words_of(plain(passage.runs))) <= _WORDS + 5


def _is_dated_title(passage: Passage) -> bool:
    """Return whether a paragraph is a title with its date behind it, in brackets or with a venue.

    Behind a linked title a venue is enough.
    """
    if not _is_short(passage):
        return False
    if any(run.href for run in passage.runs):
        return _is_linked_title(passage)
    text = plain(passage.runs)
    if is_matter(text) or names_session(text) or not text[0].isalnum():
        return False
    closed = _CLOSED.fullmatch(text)
    if closed is not None:
        dates = dates_in(closed["inner"])
        return bool(dates) and not any(map(has_day, dates)) and 1 < len(words_of(closed["title"])) <= _WORDS
    lead = read_lead(passage.runs, NO_PRIOR)
    return lead.whole and lead.order == ("title", "venue") and bool(lead.dates) and has_title(lead)


def _is_linked_title(passage: Passage) -> bool:
    """Return whether a paragraph is a linked title with a venue or a date behind it, and no word more."""
    lead = read_lead(passage.runs, NO_PRIOR)
    if lead.setting != "link" or lead.order[:1] != ("title",) or not lead.whole or not has_title(lead):
        return False
    return bool(lead.venue or lead.dates) and len(words_of(lead.title)) > 2


def _is_bare_title(passage: Passage) -> bool:
    return _is_short(passage) and looks_like_title(plain(passage.runs))
