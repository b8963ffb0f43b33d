"""What is put before or into the names of authors and is none of them: tags, anchors, the years of a life."""

from __future__ import annotations

import re

from papergraph.readers.grammar.editors import without
from papergraph.readers.grammar.hands import without_hands
from papergraph.readers.grammar.readinglabels import without_reading_label
from papergraph.readers.lexicon.labels import link_role
from papergraph.readers.lexicon.namelists import UP, are_names, first_name
from papergraph.readers.lexicon.people import people_score
from papergraph.readers.lexicon.venues import is_organisation
from papergraph.readers.passages import Runs
from papergraph.readers.styles.styled import DATED

_ANCHOR = re.compile(r"\s*\{:? ?[#.][\w:.#= -]{1,60}\}\s*")  # "{#Lund12}", as Pandoc and its kin have it
_RATING = re.compile(r"\W*(?:\d{1,2}(?:[.,]\d)?|\?)\s?/\s?(?:5|10|100)(?![\w/])(?:\s*[\])|:–—-]+)?\s+(?=\S)")
_TAG = re.compile(r"\s*\[(?P<tag>[^\W\d_][^\W\d_ &/-]*(?:[ &/-]{1,3}[^\W\d_]+){0,2})\]:?\s*(?=\S)")
_INITIALLED = re.compile(rf"(?:[{UP}]\.[ -]?){{1,4}}[{UP}]|[{UP}][\w'’-]+, (?:[{UP}]\.|[{UP}][\w'’-]+[.,;&] )")
#: "Lund, Anna (1844-1918)", "Anna Lund (c. 60–12 BCE)", "Lund (b. 1940)".
_LIVED = re.compile(
    r"(?P<before>\W*(?:\d{1,3}[.)]\s+)?)(?P<names>[^\W\d_][^()\[\]\d:“\"]{1,60}?)"
    r"(?P<life>\s?[(（](?:(?:ca?\.? ?)?(?P<born>\d{2,4})(?: ?BCE?)? ?[-–—]{1,2} ?(?:ca?\.? ?)?(?P<died>\d{2,4})"
    r"(?: ?(?:BCE?|CE))?|(?:b\.|geb\.|born|\*|n\.) ?(?P<alive>\d{4}))[)）])(?=\s*(?:[,:：.;—–-]|$|\n))"
)
_SIGN = re.compile(r"\s*[.,:;|–—-]\s*")
_YOUNGEST, _OLDEST = 21, 115  # years of a life


def _text(runs: Runs, most: int = 300) -> str:
    return "".join(run.text for run in runs if run.image is None)[:most]


def without_anchor(runs: Runs) -> Runs:
    """Return the runs without the anchor that they begin with ("{#Lund12} Anna Lund: …")."""
    match = _ANCHOR.match(_text(runs))
    return without(runs, *match.span()) if match else runs


def without_tag(runs: Runs) -> Runs:
    """Return the runs without a tag in brackets before the authors: "**[Survey]** A. Lund, B. Oak. *Wool*. 1999"."""
    match = _TAG.match(_text(runs))
    if match is None or _is_linked(runs, match.end()) or link_role(match["tag"]):
        return runs
    rest = _text(runs)[match.end() :]
    name = first_name(rest)
    if not (_INITIALLED.match(rest) or (people_score(name) >= 1.8 and name != rest)):
        return runs
    return without(runs, *match.span())


def _is_linked(runs: Runs, until: int) -> bool:
    """Return whether a link stands before a place of the text of runs."""
    at = 0
    for run in runs:
        if run.image is not None:
            continue
        if at < until and run.href is not None:
            return True
        at += len(run.text)
    return False


def without_subjects(runs: Runs) -> Runs:
    """Return the runs without the subjects that stand as code before the authors: "`maths`. A. Lund. *Wool*"."""
    at = 0
    while (
        at + 1 < len(runs)
        and "code" in runs[at].marks
        and runs[at].href is None
        and " " not in runs[at].text.strip("_")
    ):
        sign = _SIGN.match(runs[at + 1].text)
        if runs[at + 1].href is not None or "code" in runs[at + 1].marks or sign is None:
            break
        rest = runs[at + 1].text[sign.end() :]
        if not rest and sign[0].strip() == "." and at + 2 < len(runs) and runs[at + 2].href is not None:
            return runs[at + 2 :]
        if rest.strip():
            name = first_name(rest)
            signed = _INITIALLED.match(rest) or people_score(name) >= 1.5 or are_names(rest.rstrip(" ."), surely=False)
            return (runs[at + 1]._replace(text=rest), *runs[at + 2 :]) if signed else runs
        at += 2
    return runs


def without_lifetime(runs: Runs) -> Runs:
    """Return the runs without the years in which an author lived, in brackets behind the name that they begin with."""
    match = _LIVED.match(_text(runs))
    if match is None or not are_names(match["names"]):
        return runs
    born, died = match["born"] or "", match["died"] or ""
    if not DATED.search(_text(runs)[match.end() :]):
        return runs
    long = len(born) == len(died) == 4 and not _YOUNGEST <= int(died) - int(born) <= _OLDEST
    if long or (len(born) < 4 and "BC" not in match["life"] and "CE" not in match["life"] and not match["alive"]):
        return runs
    return without(runs, *match.span("life"))


_STANDS_FOR = re.compile(r"\s*(?:\[[A-Z][\w&+’'-]{0,12}\]|[A-Z][A-Z&+]{0,5}) ?:?=\s+(?=[^\W\d_])")


def without_abbreviation(runs: Runs) -> Runs:
    """Return the runs without what a course calls a textbook: "[W] = Lund, Anna. *Wool*"."""
    match = _STANDS_FOR.match(_text(runs))
    return without(runs, *match.span()) if match and _INITIALLED.match(_text(runs)[match.end() :]) else runs


_BESIDE = re.compile(r"\bet al\.?\s?(?P<aside>\((?!(?:[Ee]ds?|Hrsg|Hgg?|org|coord|dir)\b)[^()\d]{2,60}\))(?=\s*[,.:(])")


def without_aside(runs: Runs) -> Runs:
    """Return the runs without who else of many wrote a work, in brackets: "Lund et al. (incl. B. Oak), *Wool*"."""
    match = _BESIDE.search(_text(runs))
    if match is None or is_organisation(match["aside"].strip("()")):
        return runs
    return without(runs, *match.span("aside"))


def without_rating(runs: Runs) -> Runs:
    """Return the runs without the points that a reader gives: "8/10 Counting Sheep", "[4.5/5] Counting Sheep"."""
    match = _RATING.match(_text(runs))
    return without(runs, *match.span()) if match and not _is_linked(runs, match.end()) else runs


def without_head_marks(runs: Runs) -> Runs:
    """Return the runs without labels, anchors, tags and subjects before the authors, and years of a life beside one."""
    for cleared in (
        without_rating,
        without_reading_label,
        without_anchor,
        without_tag,
        without_subjects,
        without_lifetime,
        without_aside,
        without_abbreviation,
        without_hands,
    ):
        runs = cleared(runs)
    return runs
