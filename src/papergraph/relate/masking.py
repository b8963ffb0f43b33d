"""A text with its names overwritten, letter for letter, so that no word or mark inside a name counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papergraph.cues import EXAMPLE, FILL
from papergraph.mentions import Mention

_ITEM = rf"(?:[\"“]?{FILL}+[\"”]?|[A-Z][\w.-]*(?: [A-Z][\w.-]*)?|[a-z]+[A-Z][\w-]*)"
# "an encoder (like BERT)", "a text encoder (Transformer)", "many variants (A, B, C, etc.)": the names say what stands
# before the bracket.
_ASIDE = re.compile(
    r"\((?P<lead>(?:like|as in|from|namely|i\.e\.,?|called|an?|the|all|both|such as|e\.g\.,?|including|for example,?)"
    r" |(?:(?!unlike|not|see|than|versus|vs|cf|beyond|over|without|except|after|before)[a-z-]+ ){1,2}"
    rf"(?=[\"“]{FILL}))?"
    rf"(?P<items>{_ITEM}(?:(?:, and|, or|,| and| or|/| &) ?{_ITEM})*)"
    r"(?P<rest>,? (?:etc\.?|and (?:so on|others|more|many others))|, …|…)?\)"
)
_EXAMPLE_LEAD = re.compile(r"such as|e\.g\.|including|for example")
# "models such as BERT", "strategies like Chinchilla"
_SUCH_AS = re.compile(
    rf"(?<=\w )(?:such as|like|including)(?= (?:[\w’'-]+ ){{0,2}}{FILL})"
    rf"|(?<=\w), (?:such as|including|among (?:them|others)|notably)(?= {FILL})"
)


def masked(text: str, mentions: Sequence[Mention]) -> str:
    """Return `text` with each name as filler letters, names in brackets put into the sentence, all of equal length."""
    parts: list[str] = []
    at = 0
    for mention in mentions:
        parts += [text[at : mention.start], FILL * (mention.end - mention.start)]
        at = mention.end
    out = "".join([*parts, text[at:]]).replace("\n", " ").replace("\t", " ")
    return _SUCH_AS.sub(_marked, _ASIDE.sub(_opened, out))


def _opened(match: re.Match[str]) -> str:
    items = match["items"]
    if FILL not in items:
        return match[0]
    lead = match["lead"] or ""
    mark = EXAMPLE if _EXAMPLE_LEAD.match(lead) else " "
    names = "".join(letter if letter == FILL else " " for letter in items)
    return mark + " " * len(lead) + names + " " * (len(match["rest"] or "") + 1)


def _marked(match: re.Match[str]) -> str:
    return EXAMPLE + " " * (len(match[0]) - 1)
