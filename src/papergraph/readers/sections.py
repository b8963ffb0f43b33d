"""Headings of what is no papers: a whole heading that names courses, videos, tools or the list's own matters."""

from __future__ import annotations

import re
from functools import lru_cache

from papergraph.readers.vocabulary import vocabulary

_OTHER = vocabulary("other-section")
#: Words that may stand beside those, and say nothing else.
_BESIDE = vocabulary("beside-section")
_RELATED = re.compile(
    r"(?:related|external|other|similar|more)(?: (?:reading|awesome|paper))? (?:lists?|repos\w*|projects?)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=1_000)
def other_section(heading: str) -> str | None:
    """Return the word of a heading that says that no papers are under it, or None.

    >>> other_section("Online Courses & Videos"), other_section("Video Generation"), other_section("Tool Use")
    ('courses', None, None)
    """
    words = [word.lower() for word in _WORD.findall(heading)]
    if _RELATED.fullmatch(" ".join(words)):
        return " ".join(words)
    found = [word for word in words if word in _OTHER]
    return found[0] if found and all(word in _OTHER or word in _BESIDE for word in words) else None


_READINGS = re.compile(r"\b(?:papers?|readings?|publications?|articles?|references?|literature|bibliography)\b|论文", re.I)


def other_place(section: tuple[str, ...]) -> str | None:
    """Return the word that says of the path of headings that no papers are under it, or None.

    >>> other_place(("Tools", "Parsers")), other_place(("Tools", "Papers")), other_place(("Sheep", "Wool"))
    ('tools', None, None)
    """
    for heading in reversed(section):
        if word := other_section(heading):
            return word
        if _READINGS.search(heading):
            return None
    return None
