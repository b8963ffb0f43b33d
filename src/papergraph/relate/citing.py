"""What a citing sentence says of the work that it cites: that its authors extend it, use it, set themselves apart.

A sentence comes with the reference as `HERE` and other references as `THERE`. Who does what is read off the words
that lead up to the reference in its clause: "we", "this paper" and the like are the authors' own voice; "they",
"previous work" and a verb just behind the reference are others. Words that only say whose a thing is ("the corpus that
was introduced by Doe") are taken out first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from papergraph.relate import citing_cues as cues
from papergraph.relate.marks import HERE, Citing

Saying = Literal["extends", "follows", "uses", "with", "named", "like", "plain", "future", "apart", "pointer", "tells"]

#: All that a sentence can say, the most telling first: of several the first is what a reference is cited for. "named"
#: and "plain" are sentences that say none of it and tell of nobody else's doing, with a name or a tool just before the
#: reference or without.
SAYINGS: tuple[Saying, ...] = get_args(Saying)
#: What the authors say of their own work: they take it further, do as it does, use it, or things are done with it.
OWN_WORK: tuple[Saying, ...] = ("extends", "follows", "uses", "with")
#: So many works in one bracket are named as one of many.
MANY = 3
# What counts only of a reference that is not one of many.
_ALONE = ("named", "plain")

# No sentence says what a reference is for over more letters, nor at more places.
_LONGEST, _REACH, _MOST_PLACES = 3000, 400, 8
# So much behind the reference can still say that it is not done, or not yet.
_BEHIND = 60


@dataclass(frozen=True, slots=True)
class _Place:
    """A reference in its sentence: the words before it, those of its clause, those behind it, and whose doing it is.

    `own` says that the clause has the authors' voice, `own_behind` that it comes just behind the reference, `others`
    that others do what is done.
    """

    sentence: str
    at: int
    before: str
    clause: str
    behind: str
    own: bool
    own_behind: bool
    others: bool

    @classmethod
    def of(cls, sentence: str, at: int) -> _Place:
        breaks = [match.end() for match in cues.BREAK.finditer(sentence, 0, at)]
        begins = max(breaks[-1] if breaks else 0, at - _REACH)
        clause, behind = sentence[begins : at + 1], sentence[at + 1 : at + 1 + _REACH]
        own = cues.OWN_VOICE.search(clause) is not None
        relative = bool(breaks) and cues.RELATIVE.search(sentence, 0, breaks[-1]) is not None
        return cls(
            sentence=sentence,
            at=at,
            before=sentence[max(0, at - _REACH) : at + 1],
            clause=clause,
            behind=behind,
            own=own,
            own_behind=cues.OWN_BEHIND.match(behind) is not None,
            others=not own and (relative or cues.OTHERS.search(clause) is not None),
        )

    def ends(self, pattern: re.Pattern[str]) -> bool:
        """Return whether a pattern that ends with the reference ends the clause."""
        return any(match.end() == len(self.clause) for match in pattern.finditer(self.clause))


def saying(sentence: Citing) -> Saying:
    """Return what a citing sentence says of its reference; the most telling, where it names it several times.

    Where it is not sure which of the works named is the reference, what is said of all of them.
    """
    text = cues.WHOSE.sub(" ", cues.BROKEN.sub("", sentence.text[:_LONGEST]))
    then = cues.THEN_OWN.search(text) or cues.NEXT_OWN.match(sentence.after)
    if then is not None:
        return "extends" if then["verb"].lower().startswith(cues.FURTHER) else "uses"
    found = [_said(_Place.of(text, match.start())) for match in islice(re.finditer(HERE, text), _MOST_PLACES)]
    pick = min if sentence.sure else max
    said: Saying = pick(found, key=SAYINGS.index, default="tells")
    return "tells" if said in _ALONE and sentence.together >= MANY else said


def _said(place: _Place) -> Saying:
    """Return what a sentence says of the reference at one place."""
    if any(
        match.start() <= place.at < match.end() for match in cues.TELLS.finditer(place.sentence, max(0, place.at - 14))
    ):
        return "tells"
    if cues.FUTURE.search(place.clause) or cues.FUTURE.search(place.behind[:_BEHIND]):
        return "future"
    apart = place.ends(cues.APART) or cues.NOT.search(place.clause + place.behind[:_BEHIND]) is not None
    taken = _taken_over(place)
    if taken is not None:
        return "apart" if apart and taken == "extends" else taken
    if apart:
        return "apart"
    if place.ends(cues.LIKE):
        return "like"
    return (None if place.others else _used(place)) or _in_passing(place)


def _taken_over(place: _Place) -> Saying | None:
    """Return that the authors extend a work or do as it does, None when they do not say so."""
    clause, voiced = place.clause, place.own or place.own_behind
    if place.others:
        return "follows" if place.ends(cues.AS_EARLIER) else None
    if cues.EXTENDS.search(clause) or (voiced and cues.BESIDES.search(clause)):
        return "extends"
    if cues.RELATED.search(clause):
        return "like"
    if place.ends(cues.FOLLOWS):
        return "follows"
    done = cues.DONE.search(clause)
    if (voiced or done) and place.ends(cues.BASED):
        return "follows"
    return "follows" if (voiced or done or cues.OWN_VOICE.search(place.before)) and place.ends(cues.AS_IN) else None


def _used(place: _Place) -> Saying | None:
    """Return that the authors use a work or that things are done with it, None when nothing says so."""
    clause = place.clause
    if cues.USES.search(clause) or cues.ON_DATA.search(place.sentence):
        return "uses"
    at_large = cues.AT_LARGE.match(clause) is not None and not cues.NAMED.search(clause)
    done_with = cues.WITH.search(clause) is not None and not at_large and not cues.POSSIBLE.search(clause)
    if done_with or cues.IS_USED.match(place.sentence, place.at):
        return "with"
    possible = cues.POSSIBLE.search(place.before) is not None and not (place.own or place.own_behind)
    return "with" if not possible and place.ends(cues.BY_MEANS) else None


def _in_passing(place: _Place) -> Saying:
    """Return what a sentence says that tells nothing of the authors' own work."""
    if place.ends(cues.POINTER):
        return "pointer"
    if cues.OTHERS.search(place.sentence) or cues.TELLS.search(place.sentence):
        return "tells"
    named = cues.TOOL.search(place.sentence) and not cues.SUBJECT.match(place.sentence, place.at)
    return "named" if named else "plain"
