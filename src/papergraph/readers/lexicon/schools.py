"""Schools where authors work, as lists print them in brackets with the year: "(Hay Hall, UK, 2017)"."""

from __future__ import annotations

import re

from papergraph.readers.lexicon.imprints import is_city
from papergraph.readers.lexicon.venues import venue_score
from papergraph.readers.lexicon.vocabulary import vocabulary

_UNIVERSITY = re.compile(r"\bUniversit|\bCollege\b|\bPolitecnico\b|\bPolytech|\bInstitute of Tech")
_PRINTED = re.compile(r"[;|]|\b(?:press|journal|thesis|dissertation|report|proc)", re.IGNORECASE)
_COUNTRIES = vocabulary("country") | {"usa", "uk"}


def is_school(name: str) -> bool:
    """Return whether a name is that of a university, or of a body with its country; what prints works is none.

    >>> is_school("University of Oakham"), is_school("Royal Hay Hall, UK"), is_school("Oakham University Press")
    (True, True, False)
    """
    first, comma, _ = name.partition(",")
    at = bool(comma) and name.rpartition(",")[2].strip().lower() in _COUNTRIES and not is_city(name)
    return (_UNIVERSITY.search(name) is not None or at) and venue_score(first) < 1.5 and not _PRINTED.search(name)
