"""How sure it is that a citation is a prerequisite: what each sign adds to the log odds, in one table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log2

from papergraph.relate.citing import MANY, OWN_WORK, SAYINGS, Saying

#: What each sign adds. Of the citations that Valenzuela, Ha and Etzioni (2015) judged 14.6 % are important; "start" is
#: lower, since most signs speak for it. "influential" and "method" are what Semantic Scholar's flags are worth by
#: published figures, lowered, for these flags vary; what sentences say is rounded from judged citations, which
#: benchmarks/quality/citations.py counts; the others are set by hand. docs/citations.md tells more.
WEIGHTS: Mapping[str, float] = {
    "start": -2.2,
    # what the most telling sentence says
    "extends": 3.2,
    "follows": 2.8,
    "uses": 2.6,
    "with": 2.3,
    "named": 2.3,
    "plain": 0.9,
    "like": 0.7,
    # a second sentence of the authors' own work; one of many in a bracket; its mark not surely its own
    "second": 0.8,
    "together": -0.5,
    "unsure": -0.3,
    # where no sentence is of the authors' own work: set apart, or only once in passing, or only as one of many
    "apart": -0.8,
    "alone": -0.6,
    "lumped": -0.8,
    # each doubling of the mentions, up to eight
    "mentions": 0.5,
    # what the service says: intents, influence
    "method": 1.6,
    "methods": 0.6,
    "no method": -0.3,
    "results": -0.5,
    "influential": 2.2,
    # an author in common; ties by other references
    "authors": 0.5,
    "structure": 0.7,
}
_MOST_MENTIONS = 8
_SUREST = 0.95

_METHODS = frozenset({"methodology", "method", "uses", "use", "extends", "extension"})
_EXTENSIONS = frozenset({"extends", "extension"})
_RESULTS = frozenset({"result", "results", "resultcomparison", "comparison", "differences", "similarities"})

_SAID: Mapping[Saying, str] = {
    "extends": "in the authors' words what they extend",
    "follows": "in the authors' words what they follow",
    "uses": "in the authors' words what they use",
    "with": "in the authors' words a means of their work",
    "named": "by its name, and not as others' work",
    "like": "in the authors' words like their work",
    "plain": "not as others' work",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one citing sentence says of a reference; `together` works stand in its bracket, `sure` is its own mark.

    `intents` are the service's words for what the sentence cites it for.
    """

    what: Saying
    together: int = 1
    sure: bool = True
    intents: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is of the authors' own work."""
        return self.what in OWN_WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The chance that a citation is a prerequisite, what speaks for and against it in words, and the rule's name."""

    chance: float
    signs: tuple[str, ...]
    rule: str


def weighed(
    mentions: Sequence[Mention],
    *,
    intents: Collection[str] = (),
    influential: bool | None = None,
    author: bool = False,
    structure: str | None = None,
) -> Weighed:
    """Return how sure it is that a work is a prerequisite of one that cites it with these sentences.

    `intents` and `influential` are the service's words for the citation as a whole, `author` says that they share one,
    `structure` in words that the other references speak strongly for it. Rules are "cited-extends", "cited-uses" and
    "cited".
    """
    own = sorted((each for each in mentions if each.own), key=rank)
    words = frozenset(word.casefold() for said in (intents, *(each.intents for each in mentions)) for word in said)
    weights = [WEIGHTS["start"], WEIGHTS["mentions"] * log2(min(max(len(mentions), 1), _MOST_MENTIONS))]
    signs = [f"mentioned {_times(len(mentions))}" if mentions else "cited"]
    flags = [("influential", "counted as influential", influential), ("authors", "by one of its authors", author)]
    flags.append(("structure", structure or "", structure is not None))
    found = [*_by_words(mentions, own), *_by_intents(mentions, words, own)]
    found += [(WEIGHTS[name], sign) for name, sign, holds in flags if holds]
    weights += [weight for weight, _ in found]
    signs += [sign for _, sign in found if sign]
    extends = bool(own and own[0].what == "extends") or bool(words & _EXTENSIONS)
    return Weighed(
        chance=round(min(1 / (1 + exp(-sum(weights))), _SUREST), 3),
        signs=tuple(signs),
        rule="cited-extends" if extends else "cited-uses" if own else "cited",
    )


def rank(mention: Mention) -> tuple[int, bool, bool]:
    """Return a sort key: the mention that tells most comes first."""
    method = any(word.casefold() in _METHODS for word in mention.intents)
    return (SAYINGS.index(mention.what), mention.together >= MANY, not method)


def _by_words(mentions: Sequence[Mention], own: Sequence[Mention]) -> Iterator[tuple[float, str]]:
    """Yield what the sentences add, with words for it."""
    if own:
        first = own[0]
        weight = WEIGHTS[first.what]
        weight += WEIGHTS["together"] if first.together >= MANY else 0.0
        weight += 0.0 if first.sure else WEIGHTS["unsure"]
        yield weight, _SAID[first.what]
        if len(own) > 1:
            yield WEIGHTS["second"], f"so in {len(own)} sentences"
    elif mentions and (best := min(mentions, key=rank).what) in _SAID:
        yield WEIGHTS[best], _SAID[best]
        if any(each.what in ("apart", "future") for each in mentions):
            yield WEIGHTS["apart"], "elsewhere set apart or left to the future"
    elif mentions and all(each.together >= MANY for each in mentions):
        yield WEIGHTS["lumped"], "only as one of many"
    elif len(mentions) == 1:
        yield WEIGHTS["alone"], "in passing"


def _by_intents(
    mentions: Sequence[Mention], words: frozenset[str], own: Sequence[Mention]
) -> Iterator[tuple[float, str]]:
    """Yield what the service's intents add, with words for it."""
    told = f"intent {' and '.join(sorted(words))}"
    if words & _METHODS:
        methods = sum(any(word.casefold() in _METHODS for word in each.intents) for each in mentions)
        weight = WEIGHTS["extends"] if words & _EXTENSIONS and not own else WEIGHTS["method"]
        yield weight + (WEIGHTS["methods"] if methods > 1 else 0.0), told
    elif words:
        yield WEIGHTS["results" if words <= _RESULTS else "no method"], told


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
