"""What a sentence says by likening: "As in A, we …", "Following A, it …", "Similar to A, it … However, instead of …".

That two works are alike makes neither the ground of the other. What is taken over is said where the authors do
something as another work does it, or where a likeness is followed by the one thing that is done otherwise. Both tell of
an ingredient, not of a core, and neither is taken of findings ("As in A, we see …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from papergraph.cues import DOUBTED_AFTER, FILL, HEARSAY, Cue, calibrated
from papergraph.relate.grammar import Named, Relation

_AS_IN = Cue("as-in", "", "older", "background", calibrated("as-in", 0.9))
_VARIES = Cue("varies", "", "older", "background", calibrated("varies", 0.85))

_NAMES = rf"(?P<names>{FILL}+(?:(?:, and|,| and) (?:the )?{FILL}+)*)"
_ITS = r"(?:['’]s?(?: (?!we\b|it\b)[\w-]+){1,3}| (?:papers?|work|models?))?"
_AUTHORS = r"(?:we|the authors)"
_WORK = (
    r"(?:it|(?:this|the|our) (?:paper|work|article|study|book|model|method|approach|system|algorithm|design|network"
    r"|architecture|framework|protocol|procedure|proof)"
    rf"|(?:the )?(?P<name>{FILL}+))"
)
_MANNER = r"(?:(?:\w+ly|also|then|first|again|still|simply|too) )*"
# Findings, states and what is not done.
_NOT_DOING = (
    r"(?!(?:find|found|see|saw|observe|note|notice|report|discover|fail|conclude|believe|think|know|expect|suspect|show"
    r"|suffer|need|lack|witness|experience|encounter|remain|struggle|compare|appear|exist|belong|come|came|live|die|grow"
    r"|receive|attract|seem|tend|look|require|cost|perform|work|reach|win|lose|get|face|ignore|avoid|reject|like|want"
    r"|regret|stop|cease)(?:e?s|e?d)?\b"
    r"|(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|cannot|will|would|may|might|must|shall|should|no|not"
    r"|never|seldom|rarely|hardly|who|which|that|whose)\b)"
)
_DOES = rf"{_MANNER}{_NOT_DOING}[a-z]+"
_DOING = rf"(?:{_AUTHORS} {_DOES}\b|{_WORK} {_DOES}s\b)"
_TAKES_OVER = re.compile(
    rf"\W*(?:(?:(?:just |much )?as (?:in|with)|like in) (?:the )?(?:original )?{_NAMES}{_ITS}, {_AUTHORS} {_DOES}\b"
    rf"|following (?:the )?(?:[\w-]+ (?:of|in) (?:the )?)?{_NAMES.replace('names', 'followed')}{_ITS}, {_DOING})",
    re.IGNORECASE,
)
_LIKENS = (
    rf"\W*(?:(?:very |quite |rather |broadly )?similar(?:ly)? to|(?:much |just )?like|(?:just |much )?as (?:in|with))"
    rf" (?:the )?(?:original )?(?P<older>{FILL}+), {_DOING}"
)
_THING = r"[^.;:]{1,80}?"
_REPLACED = r"(?:instead of|rather than|in place of)"
#: What a sentence begins with that may tell what is done otherwise.
TURNS = re.compile(r"\W*(?:however|but|yet|only)\b", re.IGNORECASE)
_OTHERWISE = (
    rf"{TURNS.pattern},? (?:{_REPLACED} {_THING}, {_DOING}"
    rf"|{_DOING.replace('<name>', '<second>')}\b{_THING} {_REPLACED}\b"
    rf"|(?:{_AUTHORS}|{_WORK.replace('<name>', '<third>')}) {_MANNER}"
    r"(?:replaces?|swaps?|substitutes?|drops?|omits?|removes?)\b)"
)


def likened(sentence: str, names: Sequence[Named], owner: str) -> Iterator[Relation]:
    """Yield what the first clause of a masked sentence says that `owner` does as other works do it."""
    match = _TAKES_OVER.match(sentence)
    if match is None or not _is_of(match["name"], match.start("name"), names, owner):
        return
    if HEARSAY.search(sentence) or DOUBTED_AFTER.search(sentence):
        return
    start, end = match.span("names" if match["names"] else "followed")
    for name in names:
        if start <= name.start < end and name.paper != owner:
            yield Relation(owner, name.paper, _AS_IN, name.start)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return _LIKENS and _OTHERWISE, compiled when a list first has such a turn: few have one."""
    return re.compile(_LIKENS, re.IGNORECASE), re.compile(_OTHERWISE, re.IGNORECASE)


def varied(
    before: tuple[str, Sequence[Named]], sentence: tuple[str, Sequence[Named]], owner: str
) -> Iterator[Relation]:
    """Yield that `owner` varies the one work that the masked sentence `before` likens it to, and the next tells how."""
    of_before, of_sentence = _patterns()
    likens, otherwise = of_before.match(before[0]), of_sentence.match(sentence[0])
    if likens is None or otherwise is None or HEARSAY.search(before[0]) or HEARSAY.search(sentence[0]):
        return
    said = [
        (likens, "name", before[1]),
        *((otherwise, group, sentence[1]) for group in otherwise.groupdict()),
    ]
    if not all(_is_of(match[group], match.start(group), names, owner) for match, group, names in said):
        return
    for name in before[1]:
        if name.start == likens.start("older") and name.paper != owner:
            yield Relation(owner, name.paper, _VARIES, name.start)


def _is_of(text: str | None, start: int, names: Sequence[Named], owner: str) -> bool:
    """Return whether a subject is `owner`, by its name or by a word that stands for it."""
    return text is None or any(name.start == start and name.paper == owner for name in names)
