"""Lists whose first words were taken for titles and are the authors: "*Lund, Oak* — *Mud* 4 (2018) — *Wool Count*"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.readers.grammar.evidence import looks_like_title
from papergraph.readers.grammar.scoring import Prior
from papergraph.readers.judgement.facts import Facts, gather
from papergraph.readers.lexicon.words import is_common, words_of

ENOUGH = 4  # siblings
_NAMES = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+(?:(?:, |; | and |, and | & | )(?:[A-ZÀ-Þ][\w'’-]+|[A-Z]\.)){0,7}(?:,? et al\.?)?",
)
_NAMED = Prior(first="authors", named=True)


def names_first(facts: Sequence[Facts]) -> list[Facts]:
    """Return what siblings are when their first words are names, where most titles read as names, and so better ones.

    Otherwise they are as they were: three in five of the titles must be no more than a few names, and read behind them
    four in five must be titles of three words or more.
    """
    if len(facts) < ENOUGH or 5 * sum(_is_named(each) for each in facts) < 3 * len(facts):
        return list(facts)
    again = [gather(each.candidate, _NAMED) for each in facts]
    better = sum(len(words_of(each.lead.title)) > 2 and looks_like_title(each.lead.title) for each in again)
    return again if 5 * better >= 4 * len(again) else list(facts)


def _is_named(facts: Facts) -> bool:
    """Return whether the title that a candidate begins with is names, none of them an ordinary word."""
    lead = facts.lead
    if lead.order[:1] != ("title",) or lead.href or lead.setting in {"quote", "heading"} or lead.short_names:
        return False
    title = lead.title.partition(";")[0]
    words = [word for word in words_of(title) if word not in {"and", "et", "al"}]
    return len(words) <= 8 and _NAMES.fullmatch(title) is not None and not any(is_common(word) for word in words)
