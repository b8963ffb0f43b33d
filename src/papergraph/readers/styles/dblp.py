"""References as DBLP prints them: "Anna Lund, Ben Oak: Title. FOLD 2015: 12-24", "… J. Wool 12(3): 1-9 (2015)".

Copies of them often have no blank behind the names' colon.
"""

from __future__ import annotations

import re

from papergraph.readers.flat import Flat
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.people import is_person, people_score
from papergraph.readers.styles.styled import YEAR, Span, sentence_end, span_of

_NAMES = re.compile(r"(?P<authors>[^:()\d“”\"?!;]{5,900}?) ?:(?P<blank>\s*)(?=[^\W_])")
_PAGES = r"[A-Za-z]?\d[\w:.]{0,8}(?: ?[-–—] ?\w[\w:.]{0,8})?(?:, ?\d[\w:]{0,6}(?:[-–—]\d[\w:]{0,6})?)*"
_WORD = rf"(?:[{UP}@][\w.&@/'’+-]*|[a-z]{{1,2}}[{UP}][\w&@/-]*|of|on|the|and|for|in|&|-|\(\d{{1,3}}\))"
#: "VLDB 2012: 1-9", "FOLD@WOOL (2) 2012", "J. Wool 12(3): 1-9 (2012)", "CoRR abs/1201.00001 (2012)".
_PLACE = re.compile(
    rf"(?:In:? )?(?P<venue>[{UP}a-z][\w.&@/'’+-]*(?: {_WORD}){{0,12}}?),? "
    rf"(?:(?P<meeting>{YEAR})(?:[:,] ?{_PAGES})?|"
    rf"(?:[A-Z]{{0,3}}\d{{1,4}} ?(?:\([\w./ –-]{{1,14}}\))?(?:[:,] ?{_PAGES})?|abs/[\w./-]{{4,24}})"
    rf"(?: \(|, )(?P<year>{YEAR})\)?)"
    r"\s*\.?\s*(?=$|[\[(|–—-])"
)
_SENTENCE = re.compile(r"(?!\b(?:Jr|Sr|St)\.)\b[^\W\d_]{2,}\.|\bet al\b")
_MOST_WORDS = 40  # of a title


def dblp(flat: Flat, text: str, start: int) -> list[Span]:
    """Return the fields of such a reference; none where what stands before the colon is not people, or is set off."""
    match = _NAMES.match(text, start)
    if match is None or not _are_people(match["authors"], sure=True):
        return []
    end = sentence_end(text, match.end())
    while end is not None and (place := _PLACE.match(text, end[1])) is None:
        end = sentence_end(text, end[1])
    if end is None or place is None or len(text[match.end() : end[0]].split()) > _MOST_WORDS:
        return []
    sure = not match["blank"] or place["year"] is not None
    if not _are_people(match["authors"], sure=sure):
        return []
    shown = (run for _, _, run in flat.runs_between(start, place.end()))
    if place["venue"][0].islower() and place["venue"].isalpha() and place["venue"].islower():
        return []  # "… a title. volume 2012"
    if any(run.href or run.marks & {"bold", "italic"} for run in shown):
        return []
    return [
        Span(*match.span("authors"), "authors"),
        span_of(text, match.end(), end[0] + (text[end[0]] in "?!"), "title"),
        span_of(text, *place.span("venue"), "venue"),
        Span(*place.span("meeting" if place["meeting"] else "year"), "date"),
    ]


def _are_people(names: str, *, sure: bool) -> bool:
    """Return whether the words before a colon are people: several full names, or one beyond doubt.

    `sure`: the shape of the rest is that of DBLP alone, a volume and its pages before the year in brackets.
    """
    bare = re.sub(r",? et al\.?$", "", names)
    parts = re.split(r", (?:and )?| and | & ", bare)
    if _SENTENCE.search(bare) or max(len(name.split()) for name in parts) > 5:
        return False  # "Lund A, et al. Wool: a review": the title begins before the colon
    if any(" " not in name.strip() and not re.search(r"\w\.\w", name) for name in parts):
        return False
    if len(parts) == 1:
        return is_person(parts[0]) or ((sure or bare != names) and people_score(parts[0]) >= 1.8)
    scores = [people_score(name) for name in parts]
    return min(scores) >= 0.0 and sum(score >= 1.5 for score in scores) * 2 >= len(scores)


__all__ = ["dblp"]
