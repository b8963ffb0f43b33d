"""How much of a list's own prose an export repeats: lists are somebody's text, and not every licence gives it on."""

from __future__ import annotations

from typing import Literal

#: `full`: whole sentences; `short`: the first words of each; `none`: no prose of a list at all.
Quotes = Literal["none", "short", "full"]

#: So many words of a quote stay in a short one.
SHORT = 12


def quoted(text: str | None, quotes: Quotes) -> str | None:
    """Return as much of a list's prose as may be repeated; None for none of it.

    >>> quoted("one two three four five six seven eight nine ten eleven twelve thirteen", "short")
    'one two three four five six seven eight nine ten eleven twelve …'
    """
    if text is None or quotes == "none":
        return None
    if quotes == "full":
        return text
    words = text.split(maxsplit=SHORT)
    return text if len(words) <= SHORT else f"{' '.join(words[:SHORT])} …"
