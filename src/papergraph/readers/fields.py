"""The segment scorer: the most likely way to read a lead's atoms as title, authors, venue and prose.

Every atom is scored for every field by what it looks like; a best path over the atoms (Viterbi's algorithm over a
linear chain) then chooses, so that one doubtful segment is settled by the others. What most siblings of a list do is a
`Prior` that adds to the scores.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from papergraph.readers.atoms import Atom
from papergraph.readers.groups import parse_group
from papergraph.readers.names import is_lead_name
from papergraph.readers.people import people_score
from papergraph.readers.venues import venue_score
from papergraph.readers.words import VERBS, words_of

Field = Literal["title", "authors", "venue", "prose"]
FIELDS: tuple[Field, ...] = ("title", "authors", "venue", "prose")

MOST = 90  # atoms of a lead that are looked at
_DOWN = -50.0

#: What it costs to go on with a title over a separator.
_TITLE_OVER = {
    "mark": -0.3, "comma": -0.5, "colon": 0.4, "asks": -0.2, "period": -2.2, "line": -0.8, "semicolon": -1.5,
    "by": -0.4, "pipe": -3.0, "dash": -1.8, "break": -3.0, "et al": -3.0, "": 0.0,
}  # fmt: skip
#: What speaks for authors beginning after a separator.
_AUTHORS_AFTER = {"dash": 0.5, "by": 1.2, "line": 0.2, "break": 0.3, "period": 0.1, "colon": -1.0, "": 0.0}


@dataclass(frozen=True, slots=True)
class Prior:
    """What most siblings of a list have: the first field, how titles are set off, what stands before the authors.

    `closing_venue`: a venue follows the authors, without brackets.
    `title_only`: the lead is a title and nothing else, as in a column of titles beside one of authors.
    """

    first: Field | None = None
    setting: str | None = None
    before_authors: str | None = None
    second: Field | None = None
    closing_venue: bool = False
    title_only: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """Atoms with their fields (None for brackets and links) and the score of the whole reading."""

    fields: tuple[Field | None, ...]
    score: float


def setting_of(atom: Atom) -> str:
    """Return how an atom is set off: quoted, heading, link, bold, italic or plain."""
    if atom.kind == "quote":
        return "quote"
    for mark in ("heading", "bold"):
        if mark in atom.marks and atom.href is None:
            return mark
    if atom.href is not None:
        return "link"
    return next((mark for mark in ("italic", "code") if mark in atom.marks), "plain")


_SETTING_SCORE = {"quote": 4.0, "heading": 3.0, "link": 3.0, "bold": 2.4, "italic": 0.8, "code": 0.2, "plain": 0.0}


_COMPLETE = re.compile(r"(?:\s(?:and|&|und)\s+\S|^(?:and|&)\s|\bet al\b)")


@lru_cache(maxsize=50_000)
def prose_score(text: str) -> float:
    """Return how much a segment looks like running prose: below 0.5 not."""
    words = words_of(text)
    if len(words) < 3:
        return -0.5
    lower = sum(word[0].islower() for word in words) / len(words)
    verbs = sum(word.lower() in VERBS for word in words)
    score = (0.8 if lower > 0.6 else 0.0) + (0.9 if verbs else 0.0) + (0.6 if len(words) > 14 else 0.0)
    if words[0].lower() in VERBS or words[0].lower() in {"this", "we", "it", "they", "he", "she", "these", "here"}:
        score += 0.8
    if text[:1].islower():
        score += 0.5
    return score


@lru_cache(maxsize=50_000)
def _scores(text: str) -> tuple[float, float, float, int]:
    """Return (people, venue, prose, words) of a text."""
    people = people_score(text) if len(text) < 400 else -4.0
    venue = venue_score(text) if len(text) < 200 else -4.0
    return people, venue, prose_score(text), len(words_of(text))


def _title_start(atom: Atom, first: bool, prior: Prior) -> float:
    people, venue, prose, words = _scores(atom.text)
    setting = setting_of(atom)
    score = 0.6 + _SETTING_SCORE[setting] + (0.9 if first else 0.0) + min(words, 6) * 0.2
    score -= max(0.0, people) * (0.5 if setting in {"quote", "link", "heading"} else 0.9)
    score -= max(0.0, venue) * (0.5 if setting == "quote" else 0.8)
    if words == 0:
        score -= 4.0
    if prose > 1.5 and setting == "plain":
        score -= 1.0
    if text_is_sentence(atom.text) and setting == "plain":
        score -= 0.8
    if prior.setting is not None:
        score += 1.5 if setting == prior.setting else -0.6
    if prior.first == "title" and first:
        score += 1.0
    return score


def text_is_sentence(text: str) -> bool:
    """Return whether a segment starts in small letters or with a verb, as titles seldom do."""
    words = words_of(text)
    return bool(words) and (words[0].lower() in VERBS or words[0][0].islower())


def _title_on(atom: Atom, last: Atom, prior: Prior) -> float:
    people, venue, prose, words = _scores(atom.text)
    score = _TITLE_OVER.get(atom.before, -1.0)
    same = setting_of(atom) == setting_of(last)
    special = setting_of(last) not in {"plain"}
    if last.kind == "quote":
        score -= 3.0
    if atom.kind == "quote":
        score -= 1.0
    score += (1.3 if special else 0.0) if same else (-1.6 if special and atom.before not in {"colon"} else -0.5)
    score -= max(0.0, people) * 0.9 + max(0.0, venue) * 0.8
    score += 0.6 if people < -1 and words > 1 else 0.0
    score += 0.8 if atom.before == "colon" and is_lead_name(last.text) else 0.0
    if prose > 1.2 and atom.before in {"period", "dash", "break", "line"}:
        score -= 1.0
    if prior.before_authors is not None and atom.before == prior.before_authors and atom.before in {"dash", "pipe"}:
        score -= 1.2
    return score


def _authors(atom: Atom, last: Atom | None, on: bool, prior: Prior, *, after_date: bool = False) -> float:
    people, venue, _, words = _scores(atom.text)
    score = people * 1.1 - max(0.0, venue) * 0.6
    if setting_of(atom) == "quote":
        return score - 4.0
    if atom.before == "et al" and on:
        return score - 2.0
    if on and last is not None:
        if _COMPLETE.search(last.text) and people < 4:
            score -= 1.8  # "A, B and C" or "A et al." is all of them
        if after_date and atom.before in {"period", "mark", "break", "line"}:
            score -= 2.0
        score += 0.6 if atom.before in {"comma", "semicolon"} and people > -0.5 else -0.4
        score -= 0.8 if atom.before in {"period", "dash", "break", "pipe"} else 0.0
    else:
        score += _AUTHORS_AFTER.get(atom.before, 0.0) - (0.4 if people > 0.5 else 0.9)
        if atom.href is not None and people < 2:
            score -= 1.5
        if prior.before_authors is not None:
            score += 1.0 if atom.before == prior.before_authors else -0.4
    return score - (1.0 if words > 7 and people < 3 else 0.0)


def _venue(atom: Atom, on: bool) -> float:
    people, venue, prose, words = _scores(atom.text)
    score = venue * 1.1 - (0.3 if on else 0.5) - max(0.0, people - 1.0) * 0.4
    if setting_of(atom) in {"quote", "link"}:
        score -= 2.5 if venue < 2.5 else 0.5
    if words > 8:
        score -= max(0.0, prose)
    if on and atom.before in {"comma", "colon", "mark"} and -1.6 < venue < 0.7 and words <= 3:
        score += 0.8
    return score


def _prose(atom: Atom) -> float:
    _, _, prose, words = _scores(atom.text)
    return 0.2 + 0.7 * prose + (0.3 if words > 8 else 0.0) - (0.6 if atom.href is not None else 0.0)


@dataclass(slots=True)
class _Path:
    """The best way to one state: its score, whether it has a title, the fields so far (linked backwards)."""

    score: float
    fields: tuple[object, ...]  # (field, rest)
    titled: bool
    authored: bool
    last: Atom | None


def _step(
    paths: dict[tuple[Field, bool], _Path], atom: Atom, *, after_date: bool, closing: bool, prior: Prior
) -> dict[tuple[Field, bool], _Path]:
    """Return the best paths after one more atom."""
    new: dict[tuple[Field, bool], _Path] = {}

    def offer(field: Field, path: _Path | None, gain: float, titled: bool, authored: bool) -> None:
        score = (path.score if path else 0.0) + gain
        key = (field, titled)
        if key not in new or score > new[key].score:
            rest = path.fields if path else ()
            new[key] = _Path(score, (field, rest), titled, authored, atom)

    start_title = _title_start(atom, not paths, prior)
    start_authors = _authors(atom, None, False, prior)
    start_venue, more_venue = _venue(atom, False), _venue(atom, True)
    prose = _prose(atom)
    if not paths:
        offer("title", None, start_title, True, False)
        offer("authors", None, start_authors + (1.0 if prior.first == "authors" else -0.2), False, True)
        offer("venue", None, start_venue + (1.0 if prior.first == "venue" else -0.2), False, False)
        offer("prose", None, prose - 1.0, False, False)
        return new
    for (field, titled), path in paths.items():
        if field == "prose":
            offer("prose", path, max(0.25, prose * 0.9), titled, path.authored)
            continue
        if field == "title" and path.last is not None:
            on = _title_on(atom, path.last, prior) - (2.0 if after_date else 0.0)
            offer("title", path, on, True, path.authored)
        elif not titled:
            colon = 0.0
            if atom.before == "colon" and path.last is not None:  # what a colon follows is seldom a name
                people, venue, _, _ = _scores(path.last.text)
                colon = -0.5 if max(people, venue) >= 2.4 else -2.2
            offer("title", path, start_title + colon, True, path.authored)
        closing_venue = prior.closing_venue and closing and field == "authors"
        if field == "authors":
            more = _authors(atom, path.last, True, prior, after_date=after_date)
            more -= (1.0 if after_date else 0.0) + (0.9 if closing_venue else 0.0)
            offer("authors", path, more, titled, True)
        else:
            again = -2.0 if path.authored else 0.0
            if field == "title" and path.last is not None and atom.before in {"colon", "comma", "mark", "by"}:
                shared = setting_of(atom) if setting_of(atom) == setting_of(path.last) else "plain"
                again -= {"link": 2.5, "quote": 2.5, "heading": 1.0, "bold": 1.0}.get(shared, 0.0)
            second = 0.5 if field == "title" and prior.second == "authors" else 0.0
            offer("authors", path, start_authors + again + second, titled, True)
        if field == "venue":
            offer("venue", path, more_venue, titled, path.authored)
        else:
            italic = 1.2 if titled and setting_of(atom) == "italic" and field != "title" else 0.0
            colon = -1.0 if atom.before == "colon" and field == "title" else 0.0
            gain = start_venue + italic + colon + (2.0 if closing_venue else 0.0)
            offer("venue", path, gain, titled, path.authored)
        set_off = field == "title" and path.last is not None and setting_of(path.last) in {"heading", "bold", "link"}
        onset = 0.5 if set_off and setting_of(atom) == "plain" and atom.before in {"break", "line", "period"} else 0.0
        offer("prose", path, prose + onset - (0.3 if titled else 3.0), titled, path.authored)
    return new


def _closes(atoms: list[Atom], n: int) -> bool:
    """Return whether an atom is the last of a reference: nothing, a date, or links come after it."""
    for atom in atoms[n + 1 : n + 3]:
        if atom.kind == "text" or atom.kind == "quote":
            return _scores(atom.text)[1] >= 2.5 and bool(re.fullmatch(r"\W*(?:\w+ )?\d{4}\W*", atom.text))
        if atom.kind == "group":
            return parse_group(atom.text).kind in {"date", "empty", "venue"}
    return True


def label(atoms: list[Atom], prior: Prior) -> Labelled:
    """Return the best reading of a lead's atoms; those after the first `MOST` belong to the prose."""
    paths: dict[tuple[Field, bool], _Path] = {}
    after_date = False
    places: list[int] = []
    if prior.title_only:
        return Labelled(tuple(None if atom.kind in {"group", "link"} else "title" for atom in atoms), 1.0)
    for n, atom in enumerate(atoms[:MOST]):
        if atom.kind in {"group", "link"}:
            after_date = after_date or (
                atom.kind == "group" and parse_group(atom.text).kind in {"date", "people", "venue"}
            )
            continue
        paths = _step(paths, atom, after_date=after_date, closing=_closes(atoms, n), prior=prior)
        places.append(n)
        after_date = False
    fields: list[Field | None] = [None] * len(atoms)
    if not paths:
        return Labelled(tuple(fields), _DOWN)
    best = max(paths.values(), key=lambda path: path.score - (0.0 if path.titled else 2.0))
    node = best.fields
    for n in reversed(places):
        fields[n] = cast("Field", node[0])
        node = cast("tuple[object, ...]", node[1])
    return Labelled(tuple(fields), best.score)
