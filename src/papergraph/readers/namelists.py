"""Lists of names as citation styles print them: what a surname is, and whether all parts of a text can be people."""

from __future__ import annotations

import re

from papergraph.readers.people import people_score

#: Capital letters.
UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽА-ЯЁІЇЄҐ"
_PARTICLE = r"(?:(?:de|del|della|van|von|der|den|la|le|da|dos|di|ter|ten|bin|al|el|st\.?)[ '’-]){0,3}"
SURNAME = rf"{_PARTICLE}[{UP}][\w'’-]{{1,30}}(?: [{UP}][\w'’-]{{1,30}}){{0,2}}"
_INVERTED = re.compile(rf"{SURNAME}, [{UP}][a-zà-ÿ]{{2,14}}(?: [{UP}]\.?)?(?:,|$| and | & )")
_POSSESSIVE = re.compile(r"\w['’]s(?=[ ,])")  # "It’s Alright, Ma, …"


def are_names(text: str, *, surely: bool = True) -> bool:
    """Return whether all parts of a text between commas and "and" can be people, and one of them surely is."""
    if _POSSESSIVE.search(text):
        return False
    text = re.sub(r",? (?:Jr|Sr)\.?(?=,|$| )", "", text.strip(" ,.:"))
    text = re.sub(r",? (?:et al\.?|and others|\(?[Ee]ds?\.?\)?)$", "", text)
    parts = [
        part
        for part in re.split(r",\s+(?:(?:and|&|和)\s+)?|\s+(?:and|&|和|e|y|et|und|и)\s+|;\s+|[、，；]", text)
        if part
    ]
    if _INVERTED.match(text):  # "Post, David": a surname may be a word
        parts, surely = parts[1:], False
    scores = [people_score(part) for part in parts]
    return bool(scores) and min(scores) >= 0.0 and (max(scores) >= 1.5 or not surely)
