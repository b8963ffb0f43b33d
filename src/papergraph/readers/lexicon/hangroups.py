"""Brackets in East Asian writing: its signs for those of Latin writing, and the remarks behind a date left out."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.dates import dates_in, without_dates
from papergraph.readers.lexicon.labels import field_of
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_organisation, venue_score

_WIDE = re.compile(r"\s*[，、､；：](?:\s*[，、､；：])*\s*")
_NARROW = {"，": ", ", "、": ", ", "､": ", ", "；": "; ", "：": ": "}
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PARTS = re.compile(r",\s+")
_SURE = 2.0  # the score of a name that begins with a surname


def with_signs(text: str) -> str:
    """Return a text with the signs that part words in Latin writing for those of East Asian writing.

    >>> with_signs("Lund、Oak，WOOL 2012"), with_signs("王草原 等；2012")
    ('Lund, Oak, WOOL 2012', '王草原 等; 2012')
    """
    return text if text.isascii() else _WIDE.sub(lambda match: _NARROW[match[0].strip()[0]], text)


def without_said(text: str) -> str:
    """Return the text of brackets with a date without what is only said there in East Asian writing.

    That is the label of a field, and what stands with the date or behind it and is neither names nor a place.

    >>> without_said("作者: 王草原, 2020"), without_said("Google, ICML 2020, 代码已开源"), without_said("2020 年的工作")
    ('王草原, 2020', 'Google, ICML 2020', '2020')
    """
    if _UNSPACED.search(text) is None:
        return text
    label, colon, behind = text.partition(": ")
    if colon and field_of(label) is not None:
        text = behind
    kept: list[str] = []
    dated = False
    for part in _PARTS.split(text):
        dates = dates_in(part)
        dated = dated or bool(dates)
        rest = without_dates(part, dates)
        if not (dated and _UNSPACED.search(rest)) or _is_known(rest):
            kept.append(part)
        elif dates:
            kept.append(dates[0].words)
    return ", ".join(kept)


def _is_known(text: str) -> bool:
    return people_score(text) >= _SURE or venue_score(text) >= 0.5 or is_organisation(text)
