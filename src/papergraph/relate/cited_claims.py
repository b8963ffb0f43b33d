"""Claims from citations: which of the works that a paper cites it rests on, by how it speaks of them.

Most citations are no prerequisites. Of the citations that were judged by Valenzuela, Ha and Etzioni (2015) 14.6 % are
important, which is to say that the work is used or extended; their classifier found these with precision 0.65 at recall
0.90. Each sign adds to the log odds that a citation is of this kind (`WEIGHTS`); from even odds on it is `core`, at
most `MOST_CORE` works a paper or `SHARE_CORE` of what it cites here, the surest first. All others are `background`.

Without sentences, intents or influence (OpenAlex, Crossref) a citation is `background`, with two exceptions: other
evidence makes the edge a core one (`merge`), or the structure speaks strongly, which is when at least `TIED` other
references and `SHARE_TIED` of them all are tied to the work by a citation, and of at most `MOST_BY_STRUCTURE` works a
paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log2

from papergraph.citation_records import Citation, Context
from papergraph.mentions import family_spellings
from papergraph.model import EdgeKind, Evidence, Paper
from papergraph.people import parse_name
from papergraph.relate.citing import MANY, OWN_WORK, SAYINGS, Saying, saying
from papergraph.relate.claims import Claim, could_build_on
from papergraph.relate.marks import citing

#: Of what one paper cites so many works at most are core by citations alone, or this share of what it cites here: of
#: the references of single papers whose purpose was judged, a fifth to two fifths are used or extended.
MOST_CORE, SHARE_CORE = 4, 0.4
#: And so many where nothing but the structure of citations speaks.
MOST_BY_STRUCTURE = 2
TIED, SHARE_TIED = 4, 0.35

#: What each sign adds to the log odds; docs/citations.md says where each figure comes from, and
#: benchmarks/quality/citations.py counts the signs on judged citations.
WEIGHTS: Mapping[str, float] = {
    "start": -2.2,
    "extends": 3.2,
    "follows": 2.8,
    "uses": 2.6,
    "with": 2.3,
    "named": 2.3,
    "like": 0.7,
    "plain": 0.9,
    "second": 0.8,
    "together": -0.5,
    "apart": -0.8,
    "unsure": -0.3,
    "mentions": 0.5,
    "method": 1.6,
    "methods": 0.6,
    "no method": -0.3,
    "influential": 1.8,
    "authors": 0.5,
    "structure": 0.7,
    "alone": -0.6,
    "results": -0.5,
    "lumped": -0.8,
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
_SERVICES = {"s2": "Semantic Scholar", "openalex": "OpenAlex", "crossref": "Crossref", "arxiv": "arXiv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What one context says of the reference: its most telling sentence, how many works are named with it."""

    what: Saying
    together: int
    sure: bool
    quote: str
    context: Context

    @property
    def own(self) -> bool:
        return self.what in OWN_WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A citation with the chance that it is a prerequisite, what speaks for it in words, and its telling sentence."""

    citation: Citation
    chance: float
    rule: str
    signs: tuple[str, ...]
    quote: str | None


def cited_claims(
    citations: Iterable[Citation], papers: Mapping[str, Paper], names: Mapping[str, str] | None = None
) -> list[Claim]:
    """Return a claim for each citation between papers at hand that their dates allow, sorted by subject and object.

    `names` are those of the authors by their ids: with them a reference is told from others in one sentence. Evidence
    is of justification `citation`, quotes the most telling citing sentence and says in its reason what spoke for the
    edge. How kinds and confidence come about stands in the docstring of this module.
    """
    of_paper: dict[str, list[_Weighed]] = {}
    for each in citations:
        known = each.subject in papers and each.object in papers
        if known and could_build_on(papers, subject=each.subject, object=each.object):
            weighed = _weighed(each, papers[each.subject], papers[each.object], names or {})
            of_paper.setdefault(each.subject, []).append(weighed)
    return [claim for _, found in sorted(of_paper.items()) for claim in _claims(found)]


def _claims(found: list[_Weighed]) -> Iterator[Claim]:
    """Yield the claims of one paper's citations; of those that could be core ones, the surest few are."""
    order = sorted(found, key=lambda each: (-each.chance, -each.citation.tied, each.citation.object))
    most = max(MOST_CORE, round(SHARE_CORE * len(found)))
    spoken = [each.citation.object for each in order if each.chance >= 0.5 and each.rule != "cited-structure"]
    by_structure = [each.citation.object for each in order if each.rule == "cited-structure"]
    core = {*spoken[:most], *by_structure[: max(0, min(MOST_BY_STRUCTURE, most - len(spoken)))]}
    for each in sorted(found, key=lambda each: each.citation.object):
        citation = each.citation
        kind: EdgeKind = "core" if citation.object in core else "background"
        signs = each.signs
        if kind == "background" and each.chance >= 0.5:
            signs = (*signs, "of its references others are surer")
        yield Claim(
            subject=citation.subject,
            object=citation.object,
            kind=kind,
            evidence=Evidence(
                justification="citation",
                confidence=round(each.chance if kind == "core" else 0.3 + 0.4 * min(each.chance, 0.49), 3),
                source=citation.source,
                first_line=citation.line,
                last_line=citation.line,
                quote=each.quote,
                reason="; ".join(signs),
                rule=each.rule,
            ),
        )


def _weighed(citation: Citation, subject: Paper, older: Paper, names: Mapping[str, str]) -> _Weighed:
    tied = citation.tied >= TIED and citation.tied >= SHARE_TIED * citation.among
    structure = f"{citation.tied} of its {citation.among} other references are tied to it by a citation"
    if not citation.contexts and not citation.intents and citation.influential is None:
        named = f"cited, {_according(citation)}; no sentences known"
        share = citation.tied / max(citation.among, 1)
        return _Weighed(
            citation=citation,
            chance=round(min(0.8, 0.4 + share / 2), 3) if tied else 0.2,
            rule="cited-structure" if tied else "cited",
            signs=(named, structure) if tied else (named,),
            quote=None,
        )
    said = _all_said(citation.contexts, older, names)
    own = sorted((each for each in said if each.own), key=_telling)
    weights = [WEIGHTS["start"], WEIGHTS["mentions"] * log2(min(max(len(said), 1), _MOST_MENTIONS))]
    signs = [f"mentioned {_times(len(said))}" if said else "cited"]
    for weight, sign in (*_by_words(said, own), *_by_intents(citation, own)):
        weights.append(weight)
        signs += [sign] if sign else []
    if citation.influential:
        weights.append(WEIGHTS["influential"])
        signs.append("counted as influential")
    if not set(subject.authors).isdisjoint(older.authors):
        weights.append(WEIGHTS["authors"])
        signs.append("by one of its authors")
    if tied:
        weights.append(WEIGHTS["structure"])
        signs.append(structure)
    extends = bool(own and own[0].what == "extends") or bool(_intents(citation) & _EXTENSIONS)
    return _Weighed(
        citation=citation,
        chance=round(min(1 / (1 + exp(-sum(weights))), _SUREST), 3),
        rule="cited-extends" if extends else "cited-uses" if own else "cited",
        signs=(*signs, _according(citation)),
        quote=min(said, key=_telling).quote if said else None,
    )


def _all_said(contexts: Sequence[Context], older: Paper, names: Mapping[str, str]) -> list[_Said]:
    """Return what each context says of the older work."""
    printed = [names[each] for each in older.authors[:1] if each in names]
    found = citing(
        [each.text for each in contexts],
        families=family_spellings(parse_name(printed[0])) if printed else (),
        year=older.year,
        names=older.short_names,
    )
    return [
        min(
            (
                _Said(
                    what=saying(each),
                    together=each.together,
                    sure=each.sure,
                    quote=context.text[each.start : each.end],
                    context=context,
                )
                for each in sentences
            ),
            key=_telling,
        )
        for context, sentences in zip(contexts, found, strict=True)
    ]


def _by_words(said: Sequence[_Said], own: Sequence[_Said]) -> Iterator[tuple[float, str]]:
    """Yield what the sentences add, with words for it."""
    if own:
        first = own[0]
        weight = WEIGHTS[first.what]
        weight += WEIGHTS["together"] if first.together >= MANY else 0.0
        weight += 0.0 if first.sure else WEIGHTS["unsure"]
        yield weight, _SAID[first.what]
        if len(own) > 1:
            yield WEIGHTS["second"], f"so in {len(own)} sentences"
    elif said and (best := min(said, key=_telling).what) in _SAID:
        yield WEIGHTS[best], _SAID[best]
        if any(each.what in ("apart", "future") for each in said):
            yield WEIGHTS["apart"], "elsewhere set apart or left to the future"
    elif said and all(each.together >= MANY for each in said):
        yield WEIGHTS["lumped"], "only as one of many"
    elif len(said) == 1:
        yield WEIGHTS["alone"], "in passing"


def _by_intents(citation: Citation, own: Sequence[_Said]) -> Iterator[tuple[float, str]]:
    """Yield what the service's intents add, with words for it."""
    words = _intents(citation)
    told = f"intent {' and '.join(sorted(words))}" if words else ""
    methods = sum(bool({word.casefold() for word in each.intents} & _METHODS) for each in citation.contexts)
    if words & _METHODS:
        yield WEIGHTS["method"] + (WEIGHTS["methods"] if methods > 1 else 0.0), told
        if words & _EXTENSIONS and not own:
            yield WEIGHTS["extends"] - WEIGHTS["method"], ""
    elif words:
        yield WEIGHTS["results"] if words <= _RESULTS else WEIGHTS["no method"], told


def _intents(citation: Citation) -> frozenset[str]:
    every = (citation.intents, *(context.intents for context in citation.contexts))
    return frozenset(word.casefold() for intents in every for word in intents)


def _telling(said: _Said) -> tuple[object, ...]:
    """Return a sort key: what tells most comes first; of equals a whole sentence of middling length."""
    intents = {each.casefold() for each in said.context.intents}
    return (
        SAYINGS.index(said.what),
        said.together >= MANY,
        not intents & _METHODS,
        said.quote[-1:] not in ".!?",
        abs(len(said.quote) - 160),
        said.quote,
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _according(citation: Citation) -> str:
    services = " and ".join(_SERVICES.get(each, each) for each in citation.services)
    return f"according to {services}" + (f", asked on {citation.asked}" if citation.asked else "")
