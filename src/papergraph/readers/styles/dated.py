"""Names of any shape before a year and the sign behind it, as most of a list has them: "5000 Boats (2012): Title"."""

from __future__ import annotations

import re

from papergraph.readers.flat import SHOWN, Flat
from papergraph.readers.lexicon.namelists import UP
from papergraph.readers.lexicon.venues import venue_name_score
from papergraph.readers.lexicon.words import AND
from papergraph.readers.styles.behind import title_and_venue
from papergraph.readers.styles.formal import MOST, end_of_words
from papergraph.readers.styles.styled import YEAR, Span, span_of_names

SURNAME = rf"(?:(?:v[ao]n|de[rn]?|della|di|el|ten|le|la|du) )*[{UP}][\w'’-]*[a-zà-ÿ]"
_SURNAMES = rf"{SURNAME}(?:(?:, | ?& |,? {AND} ){SURNAME}){{0,4}}(?:,? et al\.?|,? and others)?"
_DATED = re.compile(rf"\s*(?P<names>[^\W_][^():“”\"\n]{{1,60}}?) ?\((?P<year>{YEAR})[a-z]?\): +(?=\S)")
#: "Lund 2019 - Title", "Lund & Oak, 2019. Title", "Lund et al. (2019) - Title": with surnames alone.
_BARE = re.compile(
    rf"\s*(?P<names>{_SURNAMES})(?: (?P<a>{YEAR})[a-z]?(?::| [–—-]|,(?= [“\"«])) +|, (?P<b>{YEAR})[a-z]?[.:] +|"
    rf" ?\((?P<c>{YEAR})[a-z]?\)(?::| [–—-]) +)(?=\S)"
)
_JOINED = re.compile(r"&| and |, |\bet al")


def _match(text: str) -> re.Match[str] | None:
    """Return the match of names and a year at the beginning of a text: no meeting with its year."""
    match = _BARE.match(text)
    return match if match is not None and venue_name_score(match["names"]) < 0.3 else _DATED.match(text)


def dated_names(flat: Flat) -> tuple[bool, bool] | None:
    """Return whether the words before the year that a lead begins with are surnames alone, and are several; or None."""
    match = _match(flat.text)
    if match is None:
        return None
    bare = match.re is _BARE
    before = [run for _, _, run in flat.runs_between(0, match.end())]
    linked = {run.href for run in flat.runs if run.text.strip()}
    shown = not bare and any(run.marks & SHOWN for run in before)
    if shown or (len(linked) > 1 and any(run.href for run in before)):
        return None
    return bare, bare and _JOINED.search(match["names"]) is not None


def is_dated(flat: Flat) -> bool:
    """Return whether a lead begins with plain words, a year and the sign behind it."""
    return dated_names(flat) is not None


def dated_spans(flat: Flat) -> tuple[Span, ...]:
    """Return the fields of such a lead, the words before the year its authors; none where it begins otherwise.

    Alone such words may be a short name ("Gate (2018): Open Locks"): it is for the siblings to say.
    """
    text = flat.text[: min(MOST, end_of_words(flat))].replace("\n", " ")
    match = _match(text)
    if match is None or not is_dated(flat):
        return ()
    rest = [span for span in title_and_venue(flat, text, match.end()) if span.field != "date"]
    if not rest or rest[0].end <= rest[0].start:
        return ()
    named = next(name for name in ("year", "a", "b", "c") if match.groupdict().get(name))
    year = Span(*match.span(named), "date")
    return tuple(sorted([span_of_names(text, *match.span("names")), year, *rest]))


__all__ = ["SURNAME", "dated_names", "dated_spans", "is_dated"]
