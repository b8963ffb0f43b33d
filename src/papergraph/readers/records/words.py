"""The words that files name their fields and types with, from two tables."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from papergraph.identifiers import fold
from papergraph.model import WorkKind

_LANGUAGE = re.compile(r"[_ .-](?:en|english|zh|cn|fr|de|es|it|pt|ja|jp|ko|ru)$", re.IGNORECASE)  # "title_en"
# "authors_md", "primary_url": how a value is set, or which of several it is.
_SET = re.compile(
    r"^(?:primary|main|full|preferred|official|external)[_ -]|"
    r"[_ -](?:md|markdown|html|text|txt|str|string|list|full|display|printed|formatted|plain)$",
    re.IGNORECASE,
)
_OTHER = re.compile(r"[\W_]+")


def _key(printed: str) -> str:
    return _OTHER.sub("", fold(printed))


@cache
def _table(name: str) -> dict[str, str]:
    text = files("papergraph.readers.records").joinpath(name).read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {_key(word): meaning for meaning, words in rows for word in words.split(",")}


@lru_cache(maxsize=4_000)
def field_of(printed: str) -> str | None:
    """Return our name of a field that a file calls `printed`, whatever its case, signs and language, or None.

    >>> field_of("Publication Year"), field_of("título"), field_of("Abstract_Note"), field_of("ISSN")
    ('year', 'title', 'summary', None)
    """
    if len(printed) > 60:
        return None
    table = _table("fields.tsv")
    names = (printed, _LANGUAGE.sub("", printed), _SET.sub("", printed))
    return next((found for name in names if (found := table.get(_key(name)))), None)


@lru_cache(maxsize=4_000)
def kind_of(printed: str) -> tuple[WorkKind | None, str | None]:
    """Return the kind of work that a type means, and why it is none; (None, None) for an unknown type.

    >>> kind_of("journalArticle"), kind_of("DATA"), kind_of("zebra")
    (('paper', None), (None, 'a data set'), (None, None))
    """
    meaning = _table("kinds.tsv").get(_key(printed)) if len(printed) <= 60 else None
    if meaning is None:
        return None, None
    return (None, meaning[1:]) if meaning.startswith("-") else (cast("WorkKind", meaning), None)
