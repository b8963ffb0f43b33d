"""Items under a heading of news: sentences on what happened to the list or to a work, and works named among them."""

from __future__ import annotations

import re

from papergraph.readers.grammar.lead import Lead
from papergraph.readers.lexicon.sections import names_news
from papergraph.readers.passages import Runs

#: What a sentence on something that happened has, outside the names of works.
_TELLS = re.compile(
    r"\b(?:we|our|us|i|my|you|your|is|are|was|were|has|have|had|been|will|can|please|thanks?|welcome|check|"
    r"accept(?:ed|ance)|add(?:s|ed|ing)?|updat(?:es?|ed|ing)|releas(?:e|es|ed|ing)|publish(?:ed|es)?|launch(?:ed|es)?|"
    r"announc\w+|available|includ(?:e|es|ed|ing)|introduc(?:e|es|ed)|present(?:s|ed)|propos(?:e|es|ed)|fix(?:ed|es)?|"
    r"creat(?:e|es|ed)|creation|initial|version|support(?:s|ed)?|now|out|online|won|awarded|selected|happy|excited|glad|"
    r"pleased|proud|congrat\w+)\b|[!！]|更新|新增|添加|发布|发表|我们|录用|接收|公開|追加",
    re.IGNORECASE,
)


def tells_news(lead: Lead, runs: Runs, section: tuple[str, ...]) -> bool:
    """Return whether an item under a heading of news is a sentence: none such is a work that it names.

    "🔥 [2024/05] [Gates of Wool](…) from Oakham" names a work, "[2024/05] Our survey is accepted by TPAMI" none.
    """
    if not section or not names_news(section[-1]):
        return False
    told = "".join(run.text for run in runs if run.image is None and run.href is None)
    if lead.setting == "quote":
        told = told.replace(lead.title, " ")
    return _TELLS.search(told) is not None


__all__ = ["tells_news"]
